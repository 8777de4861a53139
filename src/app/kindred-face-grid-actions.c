/* kindred-face-grid-actions.c - what can be done with faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-face-grid-private.h"

#include "kindred-grid-cell.h"
#include "kindred-person-chooser.h"

#include <glib/gi18n-lib.h>

typedef KindredEdit *(*EditFunc) (const gint64 *faces, gsize n_faces, GError **error);

/* As with people: the face with that id; with 0, and if that face is one of those selected, all that are selected; if
 * none is, the one that has the focus. (transfer full) (element-type gint64) */
static GArray *
list_targets (KindredFaceGrid *self, gint64 id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  KindredGridCell *cell;

  if (id == 0 ? kindred_item_selection_get_n_selected (self->selection) > 0
              : kindred_item_selection_contains (self->selection, id))
    {
      g_autoptr (GPtrArray) items = kindred_item_selection_list (self->selection);

      for (guint i = 0; i < items->len; i++)
        {
          gint64 selected = kindred_item_get_id (g_ptr_array_index (items, i));

          g_array_append_val (ids, selected);
        }

      return ids;
    }

  cell = kindred_grid_cell_get_focused (GTK_WIDGET (self->grid));
  if (id == 0 && cell != NULL && kindred_grid_cell_get_item (cell) != NULL)
    id = kindred_item_get_id (kindred_grid_cell_get_item (cell));
  if (id != 0)
    g_array_append_val (ids, id);

  return ids;
}

static void
apply (KindredFaceGrid *self, GVariant *parameter, EditFunc func)
{
  g_autoptr (GArray) ids = list_targets (self, g_variant_get_int64 (parameter));
  g_autoptr (GError) error = NULL;
  KindredEdit *edit;

  if (ids->len == 0)
    return;

  edit = func ((const gint64 *) ids->data, ids->len, &error);
  kindred_session_edit (self->session, edit, error);
  kindred_item_selection_leave (self->selection);
}

static void
reject_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apply (KINDRED_FACE_GRID (widget), parameter, kindred_edit_new_reject);
}

static void
not_a_face_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apply (KINDRED_FACE_GRID (widget), parameter, kindred_edit_new_not_a_face);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apply (KINDRED_FACE_GRID (widget), parameter, kindred_edit_new_restore);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apply (KINDRED_FACE_GRID (widget), parameter, kindred_edit_new_confirm);
}

static void
cover_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredFaceGrid *self = KINDRED_FACE_GRID (widget);
  g_autoptr (GArray) ids = list_targets (self, g_variant_get_int64 (parameter));
  g_autoptr (GError) error = NULL;
  KindredEdit *edit;

  if (ids->len != 1)
    return;

  edit = kindred_edit_new_cover (self->person, g_array_index (ids, gint64, 0), &error);
  kindred_session_edit (self->session, edit, error);
  kindred_item_selection_leave (self->selection);
}

/* ---- moving ---- */

static void
move_to (KindredFaceGrid *self, GArray *ids, gint64 person, const char *name)
{
  g_autoptr (GError) error = NULL;
  KindredEdit *edit;

  edit = kindred_edit_new_move_faces (self->person, (const gint64 *) ids->data, ids->len, person, name, &error);
  kindred_session_edit (self->session, edit, error);
  kindred_item_selection_leave (self->selection);
}

static void
person_chosen_cb (KindredPersonChooser *chooser, gint64 person, const char *name, KindredFaceGrid *self)
{
  move_to (self, g_object_get_data (G_OBJECT (chooser), "faces"), person, name);
}

/* The people to drop on slide in when a drag begins. */
static void
begin_drag_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredFaceGrid *self = KINDRED_FACE_GRID (widget);
  g_autoptr (GArray) ids = list_targets (self, g_variant_get_int64 (parameter));

  /* GtkGridView of 4.8 would leave the rubberband there that it began as well. */
  gtk_grid_view_set_enable_rubberband (self->grid, FALSE);
  kindred_drop_strip_reveal (self->drop_strip, self->session, self->person, ids->len);
}

static void
end_drag (KindredFaceGrid *self)
{
  kindred_drop_strip_hide (self->drop_strip);
  gtk_grid_view_set_enable_rubberband (self->grid, TRUE);
}

static void
end_drag_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  end_drag (KINDRED_FACE_GRID (widget));
}

/* The face that was dropped, or all that are selected if it is one of them. */
static void
move_dropped_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredFaceGrid *self = KINDRED_FACE_GRID (widget);
  g_autoptr (GArray) ids = NULL;
  gint64 face, person;

  g_variant_get (parameter, "(xx)", &face, &person);
  ids = list_targets (self, face);
  move_to (self, ids, person, NULL);
  /* The cell that the drag began in may be gone before it ends. */
  end_drag (self);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredFaceGrid *self = KINDRED_FACE_GRID (widget);
  g_autoptr (GArray) ids = list_targets (self, g_variant_get_int64 (parameter));
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *title = NULL;
  GtkWidget *chooser;

  if (ids->len == 0)
    return;

  if (self->kind == KINDRED_FACES_OF_PERSON)
    title = g_strdup_printf (ngettext ("Move %'u Face To", "Move %'u Faces To", ids->len), ids->len);
  else
    title = g_strdup (_ ("Who Is This?"));

  chooser = kindred_person_chooser_new (self->session, title, self->person, TRUE);
  g_object_set_data_full (G_OBJECT (chooser), "faces", g_steal_pointer (&ids), (GDestroyNotify) g_array_unref);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (person_chosen_cb), self, 0);
  gtk_window_set_transient_for (GTK_WINDOW (chooser), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (GTK_WINDOW (chooser));
}

/* ---- photos ---- */

static void
open_photo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredFaceGrid *self = KINDRED_FACE_GRID (widget);
  g_autoptr (GArray) ids = list_targets (self, g_variant_get_int64 (parameter));
  g_autoptr (KindredFaceItem) face = NULL;

  if (ids->len != 1)
    return;

  face = g_list_model_get_item (G_LIST_MODEL (self->faces), kindred_item_list_find (KINDRED_ITEM_LIST (self->faces),
                                                                                    g_array_index (ids, gint64, 0)));
  if (face != NULL)
    kindred_session_open_photo (self->session, kindred_face_item_get_record (face)->photo_path);
}

/* ---- selecting ---- */

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (KINDRED_FACE_GRID (widget)->selection));
}

static void
leave_selection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredFaceGrid *self = KINDRED_FACE_GRID (widget);

  kindred_item_selection_leave (self->selection);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredGridCell *cell = kindred_grid_cell_get_focused (GTK_WIDGET (KINDRED_FACE_GRID (widget)->grid));

  if (cell != NULL)
    kindred_grid_cell_popup_menu (cell);
}

/* ---- all of it ---- */

void
kindred_face_grid_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "faces.move", "x", move_action);
  gtk_widget_class_install_action (widget_class, "faces.begin-drag", "x", begin_drag_action);
  gtk_widget_class_install_action (widget_class, "faces.end-drag", NULL, end_drag_action);
  gtk_widget_class_install_action (widget_class, "faces.move-dropped", "(xx)", move_dropped_action);
  gtk_widget_class_install_action (widget_class, "faces.reject", "x", reject_action);
  gtk_widget_class_install_action (widget_class, "faces.not-a-face", "x", not_a_face_action);
  gtk_widget_class_install_action (widget_class, "faces.restore", "x", restore_action);
  gtk_widget_class_install_action (widget_class, "faces.confirm", "x", confirm_action);
  gtk_widget_class_install_action (widget_class, "faces.cover", "x", cover_action);
  gtk_widget_class_install_action (widget_class, "faces.open-photo", "x", open_photo_action);
  gtk_widget_class_install_action (widget_class, "faces.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "faces.leave-selection", NULL, leave_selection_action);
  gtk_widget_class_install_action (widget_class, "faces.menu", NULL, menu_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "faces.move", "x", (gint64) 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "faces.reject", "x", (gint64) 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "faces.reject", "x", (gint64) 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, GDK_SHIFT_MASK, "faces.not-a-face", "x",
                                       (gint64) 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "faces.select-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "faces.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "faces.menu", NULL);
}

void
kindred_face_grid_update_actions (KindredFaceGrid *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = !kindred_session_get_read_only (self->session);
  gboolean of_person = self->kind == KINDRED_FACES_OF_PERSON;
  gboolean not_a_face = self->kind == KINDRED_FACES_NOT_A_FACE;
  guint n_selected = kindred_item_selection_get_n_selected (self->selection);

  gtk_widget_action_set_enabled (widget, "faces.move", writable && !not_a_face);
  gtk_widget_action_set_enabled (widget, "faces.begin-drag", writable && !not_a_face);
  gtk_widget_action_set_enabled (widget, "faces.move-dropped", writable && !not_a_face);
  gtk_widget_action_set_enabled (widget, "faces.reject", writable && of_person);
  gtk_widget_action_set_enabled (widget, "faces.not-a-face", writable && !not_a_face);
  gtk_widget_action_set_enabled (widget, "faces.restore", writable && not_a_face);
  gtk_widget_action_set_enabled (widget, "faces.confirm", writable && of_person);
  gtk_widget_action_set_enabled (widget, "faces.cover", writable && of_person && n_selected <= 1);
}

static void
append (GMenu *menu, const char *label, const char *action, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", id);
  g_menu_append_item (menu, item);
}

GMenuModel *
kindred_face_grid_dup_menu (KindredItem *item, gpointer user_data)
{
  KindredFaceGrid *self = user_data;
  gint64 id = kindred_item_get_id (item);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();

  append (menu, _ ("_Open Photo"), "faces.open-photo", id);
  if (self->kind == KINDRED_FACES_NOT_A_FACE)
    append (edit, _ ("It _Is a Face"), "faces.restore", id);
  else if (self->kind == KINDRED_FACES_OTHER)
    append (edit, _ ("_Who Is This?"), "faces.move", id);
  else
    {
      append (edit, _ ("_Move To…"), "faces.move", id);
      append (edit, _ ("Not _This Person"), "faces.reject", id);
      append (edit, _ ("_Use as Cover"), "faces.cover", id);
      append (edit, _ ("_Confirm"), "faces.confirm", id);
    }
  if (self->kind != KINDRED_FACES_NOT_A_FACE)
    append (edit, _ ("_Not a Face"), "faces.not-a-face", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));

  return G_MENU_MODEL (menu);
}
