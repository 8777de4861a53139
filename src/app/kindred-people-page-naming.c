/* kindred-people-page-naming.c - naming one person after the other by the keyboard alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-people-page-private.h"

#include "kindred-grid-cell.h"
#include "kindred-grid-frame.h"
#include "kindred-name-popover.h"

/* The cell of a person who is in sight; with 0, the one that has the focus. */
static KindredGridCell *
find_cell (KindredPeoplePage *self, gint64 id)
{
  if (id == 0)
    return kindred_grid_cell_get_focused (GTK_WIDGET (self->grid));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *cell = gtk_widget_get_first_child (child);
      KindredItem *item = KINDRED_IS_GRID_CELL (cell) ? kindred_grid_cell_get_item (KINDRED_GRID_CELL (cell)) : NULL;

      if (item != NULL && kindred_item_get_id (item) == id)
        return KINDRED_GRID_CELL (cell);
    }

  return NULL;
}

/* The nearest person without a name after @id, else the first one; 0 if there is none. */
static gint64
find_next_unnamed (KindredPeoplePage *self, gint64 id)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  guint position = kindred_item_list_find (KINDRED_ITEM_LIST (self->people), id);

  for (guint i = 1; i < n_items; i++)
    {
      g_autoptr (KindredPersonItem) person
          = g_list_model_get_item (G_LIST_MODEL (self->people), (position == G_MAXUINT ? i : position + i) % n_items);

      if (kindred_person_item_get_name (person) == NULL)
        return kindred_item_get_id (KINDRED_ITEM (person));
    }

  return 0;
}

static gboolean
focus_next_cb (gpointer user_data)
{
  KindredPeoplePage *self = user_data;
  guint position = kindred_item_list_find (KINDRED_ITEM_LIST (self->people), self->next);
  KindredGridCell *cell;

  self->next_source = 0;
  if (position == G_MAXUINT)
    return G_SOURCE_REMOVE;

  gtk_widget_activate_action (GTK_WIDGET (self->grid), "list.scroll-to-item", "u", position);
  cell = find_cell (self, self->next);
  if (cell != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (cell)));

  return G_SOURCE_REMOVE;
}

static void
named_cb (KindredPeoplePage *self, gboolean named)
{
  /* After the window has taken the focus back from the popover */
  if (named && self->next != 0 && self->next_source == 0)
    self->next_source = g_idle_add_full (G_PRIORITY_LOW, focus_next_cb, self, NULL);
}

void
kindred_people_page_popup_name (KindredPeoplePage *self, gint64 id, GtkEventControllerKey *typing)
{
  KindredGridCell *cell = find_cell (self, id);
  KindredItem *person = cell != NULL ? kindred_grid_cell_get_item (cell) : NULL;
  GtkWidget *frame = gtk_widget_get_ancestor (GTK_WIDGET (self->grid), KINDRED_TYPE_GRID_FRAME);
  graphene_rect_t bounds;
  GtkWidget *popover;

  if (person == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (cell), frame, &bounds))
    return;

  g_clear_handle_id (&self->next_source, g_source_remove);
  self->next = kindred_person_item_get_name (KINDRED_PERSON_ITEM (person)) == NULL
                   ? find_next_unnamed (self, kindred_item_get_id (person))
                   : 0;

  /* Not of the cell, which may show somebody else, or go, while a name is typed. */
  popover = kindred_name_popover_new (self->session, KINDRED_PERSON_ITEM (person));
  gtk_widget_set_parent (popover, frame);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                                                (int) bounds.size.height });
  g_signal_connect_object (popover, "done", G_CALLBACK (named_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
  if (typing != NULL)
    kindred_name_popover_type (KINDRED_NAME_POPOVER (popover), typing);
}

/* ---- typing ---- */

/* Whether a key writes something, or begins to: accents, and the Compose key. Space selects. */
static gboolean
writes (guint keyval, GdkModifierType state)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return FALSE;

  return keyval == GDK_KEY_Multi_key || (keyval >= GDK_KEY_dead_grave && keyval <= GDK_KEY_dead_greek)
         || (c != 0 && g_unichar_isgraph (c));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                KindredPeoplePage *self)
{
  KindredGridCell *cell = kindred_grid_cell_get_focused (GTK_WIDGET (self->grid));
  KindredItem *person = cell != NULL ? kindred_grid_cell_get_item (cell) : NULL;

  if (person == NULL || !writes (keyval, state) || kindred_person_item_get_name (KINDRED_PERSON_ITEM (person)) != NULL
      || kindred_session_get_read_only (self->session) || kindred_item_selection_get_active (self->selection))
    return GDK_EVENT_PROPAGATE;

  kindred_people_page_popup_name (self, 0, controller);

  return GDK_EVENT_STOP;
}

void
kindred_people_page_add_typing (KindredPeoplePage *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  /* Before the search bar, which takes what is typed where somebody with a name has the focus. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
