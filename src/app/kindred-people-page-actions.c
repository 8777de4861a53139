/* kindred-people-page-actions.c - what can be done with people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-people-page-private.h"

#include "kindred-grid-cell.h"
#include "kindred-merge-dialog.h"
#include "kindred-person-chooser.h"

#include <glib/gi18n-lib.h>

/* Actions with a parameter are about the person with that id; with 0, and if that person is one of those selected,
 * about all that are selected; if none is, about the one that has the focus. */

/* (transfer full) (element-type KindredPersonItem) */
static GPtrArray *
list_targets (KindredPeoplePage *self, gint64 id)
{
  KindredPersonItem *person = NULL;
  KindredGridCell *cell;
  GPtrArray *targets;

  if (id == 0 ? kindred_item_selection_get_n_selected (self->selection) > 0
              : kindred_item_selection_contains (self->selection, id))
    return kindred_item_selection_list (self->selection);

  targets = g_ptr_array_new_with_free_func (g_object_unref);
  cell = kindred_grid_cell_get_focused (GTK_WIDGET (self->grid));
  if (id != 0)
    person = kindred_people_lookup (kindred_session_get_people (self->session), id);
  else if (cell != NULL)
    person = KINDRED_PERSON_ITEM (kindred_grid_cell_get_item (cell));
  if (person != NULL)
    g_ptr_array_add (targets, g_object_ref (person));

  return targets;
}

static GtkWindow *
get_window (KindredPeoplePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
propose_merge (KindredPeoplePage *self, GPtrArray *persons, KindredPersonItem *keep)
{
  gtk_window_present (GTK_WINDOW (kindred_merge_dialog_new (get_window (self), self->session, persons, keep)));
}

/* ---- merging ---- */

static void
person_chosen_cb (KindredPersonChooser *chooser, gint64 id, const char *name, KindredPeoplePage *self)
{
  KindredPersonItem *other = kindred_people_lookup (kindred_session_get_people (self->session), id);
  GPtrArray *persons = g_object_get_data (G_OBJECT (chooser), "persons");

  if (other == NULL || g_ptr_array_find (persons, other, NULL))
    return;

  g_ptr_array_add (persons, g_object_ref (other));
  propose_merge (self, persons, other);
}

/* With one person only: asks with whom. */
static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (widget);
  g_autoptr (GPtrArray) persons = list_targets (self, parameter != NULL ? g_variant_get_int64 (parameter) : 0);
  GtkWidget *chooser;

  if (persons->len >= 2)
    {
      propose_merge (self, persons, NULL);
      return;
    }
  if (persons->len == 0)
    return;

  chooser = kindred_person_chooser_new (self->session, _ ("Merge With"),
                                        kindred_item_get_id (g_ptr_array_index (persons, 0)), FALSE);
  g_object_set_data_full (G_OBJECT (chooser), "persons", g_ptr_array_ref (persons), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (person_chosen_cb), self, 0);
  gtk_window_set_transient_for (GTK_WINDOW (chooser), get_window (self));
  gtk_window_present (GTK_WINDOW (chooser));
}

/* A cover was dropped on another one; if it is one of several selected, all of them come along. */
static void
merge_dropped_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (widget);
  g_autoptr (GPtrArray) persons = NULL;
  KindredPersonItem *target;
  gint64 dropped_id, target_id;

  g_variant_get (parameter, "(xx)", &dropped_id, &target_id);
  persons = list_targets (self, dropped_id);
  target = kindred_people_lookup (kindred_session_get_people (self->session), target_id);
  if (target == NULL || persons->len == 0)
    return;

  if (!g_ptr_array_find (persons, target, NULL))
    g_ptr_array_insert (persons, 0, g_object_ref (target));
  if (persons->len >= 2)
    propose_merge (self, persons, kindred_person_item_get_name (target) != NULL ? target : NULL);
}

/* ---- hiding ---- */

typedef KindredEdit *(*FlagFunc) (const gint64 *persons, gsize n_persons, gboolean value, GError **error);

static void
set_flag (KindredPeoplePage *self, GPtrArray *persons, FlagFunc func, gboolean value)
{
  g_autofree gint64 *ids = g_new (gint64, MAX (persons->len, 1));
  g_autoptr (GError) error = NULL;
  KindredEdit *edit;

  if (persons->len == 0)
    return;

  for (guint i = 0; i < persons->len; i++)
    ids[i] = kindred_item_get_id (g_ptr_array_index (persons, i));

  edit = func (ids, persons->len, value, &error);
  kindred_session_edit (self->session, edit, error);
  kindred_item_selection_leave (self->selection);
}

static void
hide_or_show (KindredPeoplePage *self, gint64 id, gboolean hidden)
{
  g_autoptr (GPtrArray) persons = list_targets (self, id);

  set_flag (self, persons, kindred_edit_new_hide, hidden);
}

/* Favourites become none only if all of them are. */
static void
favourite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (widget);
  g_autoptr (GPtrArray) persons = list_targets (self, g_variant_get_int64 (parameter));
  gboolean all = TRUE;

  for (guint i = 0; i < persons->len; i++)
    all = all && kindred_person_item_get_favourite (g_ptr_array_index (persons, i));

  set_flag (self, persons, kindred_edit_new_favourite, !all);
}

static void
not_a_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (widget);
  g_autoptr (GPtrArray) persons = list_targets (self, g_variant_get_int64 (parameter));

  kindred_people_page_mark_not_persons (self, persons);
}

static void
hide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hide_or_show (KINDRED_PEOPLE_PAGE (widget), g_variant_get_int64 (parameter), TRUE);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hide_or_show (KINDRED_PEOPLE_PAGE (widget), g_variant_get_int64 (parameter), FALSE);
}

/* ---- naming ---- */

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kindred_people_page_popup_name (KINDRED_PEOPLE_PAGE (widget), g_variant_get_int64 (parameter), NULL);
}

/* ---- opening, selecting, searching ---- */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action_variant (widget, "win.show-person", parameter);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredGridCell *cell = kindred_grid_cell_get_focused (GTK_WIDGET (KINDRED_PEOPLE_PAGE (widget)->grid));

  if (cell != NULL)
    kindred_grid_cell_popup_menu (cell);
}

static void
select_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (widget);
  guint position = kindred_item_list_find (KINDRED_ITEM_LIST (self->people), g_variant_get_int64 (parameter));

  if (position != G_MAXUINT)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (KINDRED_PEOPLE_PAGE (widget)->selection));
}

static void
enter_selection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (widget);

  kindred_item_selection_set_active (self->selection, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
leave_selection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (widget);

  kindred_item_selection_leave (self->selection);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* One step back: from the selection, the search, or this page. */
static void
escape_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (widget);

  if (kindred_item_selection_get_active (self->selection))
    leave_selection_action (widget, NULL, NULL);
  else if (gtk_search_bar_get_search_mode (self->search_bar))
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  else
    gtk_widget_activate_action (widget, "win.go-back", NULL);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "people.open", "x", open_action);
  gtk_widget_class_install_action (widget_class, "people.rename", "x", rename_action);
  gtk_widget_class_install_action (widget_class, "people.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "people.merge-with", "x", merge_action);
  gtk_widget_class_install_action (widget_class, "people.merge-dropped", "(xx)", merge_dropped_action);
  gtk_widget_class_install_action (widget_class, "people.favourite", "x", favourite_action);
  gtk_widget_class_install_action (widget_class, "people.not-a-person", "x", not_a_person_action);
  gtk_widget_class_install_action (widget_class, "people.hide", "x", hide_action);
  gtk_widget_class_install_action (widget_class, "people.show", "x", show_action);
  gtk_widget_class_install_action (widget_class, "people.select", "x", select_action);
  gtk_widget_class_install_action (widget_class, "people.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "people.enter-selection", NULL, enter_selection_action);
  gtk_widget_class_install_action (widget_class, "people.leave-selection", NULL, leave_selection_action);
  gtk_widget_class_install_action (widget_class, "people.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "people.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "people.escape", NULL, escape_action);
}

void
kindred_people_page_install_actions (GtkWidgetClass *widget_class)
{
  install_actions (widget_class);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "people.rename", "x", (gint64) 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "people.merge", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "people.favourite", "x", (gint64) 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, GDK_SHIFT_MASK, "people.not-a-person", "x",
                                       (gint64) 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "people.hide", "x", (gint64) 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "people.select-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "people.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "people.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "people.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "people.escape", NULL);
}

void
kindred_people_page_update_actions (KindredPeoplePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint n_selected = kindred_item_selection_get_n_selected (self->selection);
  gboolean selecting = kindred_item_selection_get_active (self->selection);
  gboolean writable = !kindred_session_get_read_only (self->session);
  gboolean visible = self->filter == KINDRED_PEOPLE_VISIBLE;
  gboolean hidden = self->filter == KINDRED_PEOPLE_HIDDEN;

  gtk_widget_action_set_enabled (widget, "people.not-a-person", writable && (!selecting || n_selected >= 1));
  gtk_widget_action_set_enabled (widget, "people.favourite", writable && (!selecting || n_selected >= 1));
  gtk_widget_action_set_enabled (widget, "people.rename", writable);
  gtk_widget_action_set_enabled (widget, "people.merge", writable && visible && (!selecting || n_selected >= 2));
  gtk_widget_action_set_enabled (widget, "people.merge-with", writable && !hidden);
  gtk_widget_action_set_enabled (widget, "people.merge-dropped", writable);
  gtk_widget_action_set_enabled (widget, "people.hide", writable && !hidden && (!selecting || n_selected >= 1));
  gtk_widget_action_set_enabled (widget, "people.show", writable && hidden && (!selecting || n_selected >= 1));
  gtk_widget_action_set_enabled (widget, "people.enter-selection",
                                 g_list_model_get_n_items (G_LIST_MODEL (self->people)) > 0);
}

static void
append (GMenu *menu, const char *label, const char *action, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", id);
  g_menu_append_item (menu, item);
}

GMenuModel *
kindred_people_page_dup_menu (KindredItem *item, gpointer user_data)
{
  KindredPeoplePage *self = user_data;
  gint64 id = kindred_item_get_id (item);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();

  append (menu, _ ("_Open"), "people.open", id);
  append (menu, _ ("_Select"), "people.select", id);
  append (edit, _ ("_Name…"), "people.rename", id);
  append (edit,
          kindred_person_item_get_favourite (KINDRED_PERSON_ITEM (item)) ? _ ("No Longer a _Favourite")
                                                                         : _ ("_Favourite"),
          "people.favourite", id);
  if (self->filter != KINDRED_PEOPLE_HIDDEN)
    {
      append (edit, _ ("_Merge With…"), "people.merge-with", id);
      append (edit, _ ("_Hide"), "people.hide", id);
    }
  else
    append (edit, _ ("_Show Again"), "people.show", id);
  append (edit, _ ("Not a _Person"), "people.not-a-person", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));

  return G_MENU_MODEL (menu);
}
