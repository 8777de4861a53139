/* kindred-face-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-face-grid-private.h"

#include "kindred-face-cell.h"
#include "kindred-grid-cells.h"
#include "kindred-grid-frame.h"
#include "kindred-lazy-menu.h"
#include "kindred-month-label.h"
#include "kindred-page.h"
#include "kindred-shrink.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KindredFaceGrid, kindred_face_grid, ADW_TYPE_BIN)

enum
{
  PROP_SELECTION = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
update_content (KindredFaceGrid *self)
{
  gboolean nothing
      = kindred_faces_model_get_loaded (self->faces) && g_list_model_get_n_items (G_LIST_MODEL (self->faces)) == 0;

  gtk_stack_set_visible_child_name (self->stack, nothing ? "nothing" : "grid");
}

static GtkWidget *
get_window_focus (KindredFaceGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* Faces came; unless the user has gone elsewhere meanwhile, the focus goes there. */
static void
n_items_changed_cb (KindredFaceGrid *self)
{
  GtkWidget *before = g_steal_pointer (&self->focus_before);

  if (before != NULL && before == get_window_focus (self))
    kindred_face_grid_focus (self);
}

/* The grid would follow the face that has the focus to its new place. */
static void
refreshed_cb (KindredFaceGrid *self)
{
  if (self->from_start && g_list_model_get_n_items (G_LIST_MODEL (self->faces)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->grid), "list.scroll-to-item", "u", 0);
  self->from_start = FALSE;
}

static void
update_selection (KindredFaceGrid *self)
{
  guint n_selected = kindred_item_selection_get_n_selected (self->selection);

  /* Faces are always in selection mode: the last one unselected ends what the page shows of it. */
  if (n_selected == 0 && kindred_item_selection_get_active (self->selection))
    kindred_item_selection_set_active (self->selection, FALSE);

  gtk_action_bar_set_revealed (self->action_bar, n_selected > 0);
  kindred_face_grid_update_actions (self);
}

static void
grid_activated_cb (KindredFaceGrid *self, guint position)
{
  g_autoptr (KindredItem) item = g_list_model_get_item (G_LIST_MODEL (self->faces), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "faces.open-photo", "x", kindred_item_get_id (item));
}

static void
kindred_face_grid_dispose (GObject *object)
{
  KindredFaceGrid *self = KINDRED_FACE_GRID (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_FACE_GRID);
  g_clear_object (&self->selection);
  g_clear_object (&self->faces);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_face_grid_parent_class)->dispose (object);
}

static void
kindred_face_grid_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTION:
      g_value_set_object (value, KINDRED_FACE_GRID (object)->selection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_face_grid_class_init (KindredFaceGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kindred_face_grid_dispose;
  object_class->get_property = kindred_face_grid_get_property;

  properties[PROP_SELECTION] = g_param_spec_object ("selection", NULL, NULL, KINDRED_TYPE_ITEM_SELECTION,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KINDRED_TYPE_DROP_STRIP);
  g_type_ensure (KINDRED_TYPE_GRID_FRAME);
  g_type_ensure (KINDRED_TYPE_MONTH_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-face-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredFaceGrid, stack);
  gtk_widget_class_bind_template_child (widget_class, KindredFaceGrid, nothing);
  gtk_widget_class_bind_template_child (widget_class, KindredFaceGrid, grid);
  gtk_widget_class_bind_template_child (widget_class, KindredFaceGrid, drop_strip);
  gtk_widget_class_bind_template_child (widget_class, KindredFaceGrid, action_bar);
  gtk_widget_class_bind_template_child (widget_class, KindredFaceGrid, move_button);
  gtk_widget_class_bind_template_child (widget_class, KindredFaceGrid, reject_button);
  gtk_widget_class_bind_template_child (widget_class, KindredFaceGrid, not_a_face_button);
  gtk_widget_class_bind_template_child (widget_class, KindredFaceGrid, restore_button);
  gtk_widget_class_bind_template_child (widget_class, KindredFaceGrid, more_button);
  kindred_lazy_menu_bind (widget_class, "more_menu");
  gtk_widget_class_bind_template_callback (widget_class, grid_activated_cb);
  kindred_face_grid_install_actions (widget_class);
}

static void
kindred_face_grid_init (KindredFaceGrid *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kindred_lazy_menu_set (self->more_button, GTK_WIDGET (self), KINDRED_TYPE_FACE_GRID, "more_menu");
}

/* What differs between the three kinds. */
static void
set_up_kind (KindredFaceGrid *self)
{
  gboolean of_person = self->kind == KINDRED_FACES_OF_PERSON;
  gboolean other = self->kind == KINDRED_FACES_OTHER;

  gtk_button_set_label (self->move_button, of_person ? _ ("_Move To…") : _ ("_Who Is This?"));
  kindred_let_shrink (GTK_WIDGET (self->action_bar));
  gtk_widget_set_visible (GTK_WIDGET (self->move_button), of_person || other);
  gtk_widget_set_visible (self->reject_button, of_person);
  gtk_widget_set_visible (self->more_button, of_person);
  gtk_widget_set_visible (self->not_a_face_button, other);
  gtk_widget_set_visible (self->restore_button, !of_person && !other);

  if (of_person)
    {
      adw_status_page_set_title (self->nothing, _ ("No Faces"));
      adw_status_page_set_description (self->nothing, _ ("No photo that is there now shows this person."));
    }
  else if (other)
    {
      adw_status_page_set_title (self->nothing, _ ("No Other Faces"));
      adw_status_page_set_description (self->nothing, _ ("Faces that look like nobody else are collected here."));
    }
  else
    {
      adw_status_page_set_title (self->nothing, _ ("Nothing Here"));
      adw_status_page_set_description (self->nothing,
                                       _ ("What you mark as “not a face” is kept here, and can be brought back."));
    }
}

void
kindred_face_grid_set_up (KindredFaceGrid *self, KindredSession *session, KindredFacesKind kind, gint64 person)
{
  KindredGridCellOptions options;

  g_return_if_fail (KINDRED_IS_FACE_GRID (self));
  g_return_if_fail (KINDRED_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->kind = kind;
  self->person = person;
  self->faces = kindred_faces_model_new (kindred_session_get_library (session), kind, person);
  self->selection = kindred_item_selection_new (G_LIST_MODEL (self->faces));
  options = (KindredGridCellOptions){
    .cell_type = KINDRED_TYPE_FACE_CELL,
    .session = session,
    .selection = self->selection,
    .click_selects = TRUE,
    .menu = kindred_face_grid_dup_menu,
    .menu_data = self,
  };
  kindred_grid_cells_set_up (self->grid, &options);

  g_signal_connect_object (self->faces, "notify", G_CALLBACK (update_content), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->faces, "notify::n-items", G_CALLBACK (n_items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->faces, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->faces, "failed", G_CALLBACK (kindred_session_report), session, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::n-selected", G_CALLBACK (update_selection), self,
                           G_CONNECT_SWAPPED);
  set_up_kind (self);
  update_content (self);
  update_selection (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

void
kindred_face_grid_set_person (KindredFaceGrid *self, gint64 person)
{
  g_return_if_fail (KINDRED_IS_FACE_GRID (self));
  g_return_if_fail (self->kind == KINDRED_FACES_OF_PERSON);

  self->person = person;
  kindred_faces_model_set_person (self->faces, person);
}

void
kindred_face_grid_set_by_doubt (KindredFaceGrid *self, gboolean by_doubt)
{
  g_return_if_fail (KINDRED_IS_FACE_GRID (self));

  if (kindred_faces_model_get_by_doubt (self->faces) == by_doubt)
    return;

  self->from_start = TRUE;
  kindred_faces_model_set_by_doubt (self->faces, by_doubt);
}

gboolean
kindred_face_grid_focus (KindredFaceGrid *self)
{
  g_return_val_if_fail (KINDRED_IS_FACE_GRID (self), FALSE);

  /* Coming back, it is where it was. */
  if ((gtk_widget_get_state_flags (GTK_WIDGET (self->stack)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return TRUE;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->faces)) > 0)
    return gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self->stack)), GTK_DIR_TAB_FORWARD);

  /* Elsewhere on the page meanwhile */
  gtk_widget_child_focus (gtk_widget_get_ancestor (GTK_WIDGET (self), KINDRED_TYPE_PAGE), GTK_DIR_TAB_FORWARD);
  self->focus_before = get_window_focus (self);

  return FALSE;
}

KindredFacesModel *
kindred_face_grid_get_model (KindredFaceGrid *self)
{
  g_return_val_if_fail (KINDRED_IS_FACE_GRID (self), NULL);

  return self->faces;
}

KindredItemSelection *
kindred_face_grid_get_selection (KindredFaceGrid *self)
{
  g_return_val_if_fail (KINDRED_IS_FACE_GRID (self), NULL);

  return self->selection;
}
