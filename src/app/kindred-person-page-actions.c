/* kindred-person-page-actions.c - what can be done with a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-person-page-private.h"

#include "kindred-merge-dialog.h"
#include "kindred-name-popover.h"
#include "kindred-page.h"
#include "kindred-person-chooser.h"

#include <glib/gi18n-lib.h>

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);
  GtkWidget *popover = kindred_name_popover_new (self->session, self->person);

  gtk_widget_set_parent (popover, self->name_button);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-details", "x",
                              kindred_person_page_get_person (KINDRED_PERSON_PAGE (widget)));
}

static void
person_chosen_cb (KindredPersonChooser *chooser, gint64 id, const char *name, KindredPersonPage *self)
{
  KindredPersonItem *other = kindred_people_lookup (kindred_session_get_people (self->session), id);
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_object_unref);

  if (other == NULL)
    return;

  g_ptr_array_add (persons, g_object_ref (other));
  g_ptr_array_add (persons, g_object_ref (self->person));
  gtk_window_present (GTK_WINDOW (
      kindred_merge_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session, persons, NULL)));
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);
  GtkWidget *chooser
      = kindred_person_chooser_new (self->session, _ ("Merge With"), kindred_person_page_get_person (self), FALSE);

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (person_chosen_cb), self, 0);
  gtk_window_set_transient_for (GTK_WINDOW (chooser), GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
split_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.split-person", "x",
                              kindred_person_page_get_person (KINDRED_PERSON_PAGE (widget)));
}

static void
find_more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-candidates", "x",
                              kindred_person_page_get_person (KINDRED_PERSON_PAGE (widget)));
}

static void
confirm_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);
  /* Those that the grid does not show yet, too */
  GPtrArray *faces = kindred_item_list_peek (KINDRED_ITEM_LIST (kindred_face_grid_get_model (self->faces)));
  g_autofree gint64 *ids = g_new (gint64, MAX (faces->len, 1));
  g_autoptr (GError) error = NULL;
  KindredEdit *edit;

  if (faces->len == 0)
    return;

  for (guint i = 0; i < faces->len; i++)
    ids[i] = kindred_item_get_id (g_ptr_array_index (faces, i));

  edit = kindred_edit_new_confirm (ids, faces->len, &error);
  kindred_session_edit (self->session, edit, error);
}

/* The grid's own actions on what is selected do the rest. */
static void
by_doubt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);

  gtk_toggle_button_set_active (self->photos_toggle, FALSE);
  kindred_person_page_set_by_doubt (self, TRUE);
  kindred_person_page_focus_view (self);
}

static void
by_date_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kindred_person_page_set_by_doubt (KINDRED_PERSON_PAGE (widget), FALSE);
}

static void
switch_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);

  gtk_widget_activate_action (GTK_WIDGET (self->faces), "faces.leave-selection", NULL);
  gtk_toggle_button_set_active (self->photos_toggle, !gtk_toggle_button_get_active (self->photos_toggle));
  kindred_person_page_focus_view (self);
}

static void
automatic_cover_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);
  g_autoptr (GError) error = NULL;
  KindredEdit *edit = kindred_edit_new_cover (kindred_person_page_get_person (self), 0, &error);

  kindred_session_edit (self->session, edit, error);
}

static void
hide_or_show (KindredPersonPage *self, gboolean hidden)
{
  g_autoptr (GError) error = NULL;
  gint64 id = kindred_person_page_get_person (self);
  KindredEdit *edit = kindred_edit_new_hide (&id, 1, hidden, &error);

  kindred_session_edit (self->session, edit, error);
}

static void
hide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hide_or_show (KINDRED_PERSON_PAGE (widget), TRUE);
  kindred_page_leave (KINDRED_PAGE (widget));
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hide_or_show (KINDRED_PERSON_PAGE (widget), FALSE);
}

static void
leave_selection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (KINDRED_PERSON_PAGE (widget)->faces), "faces.leave-selection", NULL);
}

/* One step back: from the selection, or from this page. */
static void
escape_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);

  if (kindred_item_selection_get_n_selected (kindred_face_grid_get_selection (self->faces)) > 0)
    leave_selection_action (widget, NULL, NULL);
  else
    gtk_widget_activate_action (widget, "win.go-back", NULL);
}

void
kindred_person_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "person.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "person.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "person.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "person.split", NULL, split_action);
  gtk_widget_class_install_action (widget_class, "person.find-more", NULL, find_more_action);
  gtk_widget_class_install_action (widget_class, "person.confirm-all", NULL, confirm_all_action);
  gtk_widget_class_install_action (widget_class, "person.by-doubt", NULL, by_doubt_action);
  gtk_widget_class_install_action (widget_class, "person.by-date", NULL, by_date_action);
  gtk_widget_class_install_action (widget_class, "person.switch-view", NULL, switch_view_action);
  gtk_widget_class_install_action (widget_class, "person.automatic-cover", NULL, automatic_cover_action);
  gtk_widget_class_install_action (widget_class, "person.hide", NULL, hide_action);
  gtk_widget_class_install_action (widget_class, "person.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "person.leave-selection", NULL, leave_selection_action);
  gtk_widget_class_install_action (widget_class, "person.escape", NULL, escape_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "person.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_ALT_MASK, "person.details", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK, "person.details", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "person.split",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "person.find-more",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "person.confirm-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "person.confirm-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "person.switch-view", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "person.hide", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "person.escape", NULL);
}

void
kindred_person_page_update_actions (KindredPersonPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = !kindred_session_get_read_only (self->session);
  gboolean hidden = kindred_person_item_get_hidden (self->person);

  gtk_widget_action_set_enabled (widget, "person.rename", writable);
  gtk_widget_action_set_enabled (widget, "person.merge", writable);
  gtk_widget_action_set_enabled (widget, "person.split", writable);
  gtk_widget_action_set_enabled (widget, "person.confirm-all", writable);
  gtk_widget_action_set_enabled (widget, "person.automatic-cover", writable);
  gtk_widget_action_set_enabled (widget, "person.hide", writable && !hidden);
  gtk_widget_action_set_enabled (widget, "person.show", writable && hidden);
}
