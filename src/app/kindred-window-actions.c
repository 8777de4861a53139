/* kindred-window-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-window-private.h"

#include "base/kindred-paths.h"
#include "kindred-candidates-page.h"
#include "kindred-faces-page.h"
#include "kindred-failures-dialog.h"
#include "kindred-folder-chooser.h"
#include "kindred-history-page.h"
#include "kindred-people-page.h"
#include "kindred-person-details.h"
#include "kindred-person-page.h"
#include "kindred-preferences.h"
#include "kindred-split-page.h"

/* ---- edits ---- */

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kindred_session_undo (KINDRED_WINDOW (widget)->session);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kindred_session_redo (KINDRED_WINDOW (widget)->session);
}

/* ---- pages ---- */

static void
go_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kindred_page_stack_pop (KINDRED_WINDOW (widget)->pages);
  kindred_window_update_actions (KINDRED_WINDOW (widget));
}

static void
push (KindredWindow *self, GtkWidget *page)
{
  kindred_page_stack_push (self->pages, page);
  kindred_window_update_actions (self);
}

static void
person_gone_cb (KindredWindow *self, GtkWidget *page)
{
  if (kindred_page_stack_get_top (self->pages) == page)
    go_back_action (GTK_WIDGET (self), NULL, NULL);
}

/* A page about the person in @parameter, unless that is gone */
static void
push_about (GtkWidget *widget, GVariant *parameter, GtkWidget *(*create) (KindredSession *session, gint64 person))
{
  KindredWindow *self = KINDRED_WINDOW (widget);
  gint64 person = g_variant_get_int64 (parameter);
  GtkWidget *page;

  if (kindred_people_lookup (kindred_session_get_people (self->session), person) == NULL)
    return;

  page = create (self->session, person);
  g_signal_connect_object (page, "gone", G_CALLBACK (person_gone_cb), self, G_CONNECT_SWAPPED);
  push (self, page);
}

static void
show_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push_about (widget, parameter, kindred_person_page_new);
}

static void
split_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push_about (widget, parameter, kindred_split_page_new);
}

static void
show_candidates_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push_about (widget, parameter, kindred_candidates_page_new);
}

static void
show_hidden_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push (KINDRED_WINDOW (widget), kindred_people_page_new (KINDRED_WINDOW (widget)->session, KINDRED_PEOPLE_HIDDEN));
}

static void
show_strangers_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push (KINDRED_WINDOW (widget), kindred_people_page_new (KINDRED_WINDOW (widget)->session, KINDRED_PEOPLE_STRANGERS));
}

static void
show_other_faces_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push (KINDRED_WINDOW (widget), kindred_faces_page_new (KINDRED_WINDOW (widget)->session, KINDRED_FACES_OTHER));
}

static void
show_not_faces_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push (KINDRED_WINDOW (widget), kindred_faces_page_new (KINDRED_WINDOW (widget)->session, KINDRED_FACES_NOT_A_FACE));
}

void
kindred_window_search (KindredWindow *self, const char *text)
{
  GtkWidget *page;

  g_return_if_fail (KINDRED_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  adw_view_stack_set_visible_child_name (self->views, "people");
  while (kindred_page_stack_get_depth (self->pages) > 1)
    kindred_page_stack_pop (self->pages);
  kindred_window_update_actions (self);

  page = kindred_page_stack_get_top (self->pages);
  if (page != NULL && KINDRED_IS_PEOPLE_PAGE (page))
    kindred_people_page_search (KINDRED_PEOPLE_PAGE (page), text);
}

static void
show_history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredWindow *self = KINDRED_WINDOW (widget);

  if (!KINDRED_IS_HISTORY_PAGE (kindred_page_stack_get_top (self->pages)))
    push (self, kindred_history_page_new (self->session));
}

static void
show_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredWindow *self = KINDRED_WINDOW (widget);

  adw_view_stack_set_visible_child_name (self->views, g_variant_get_string (parameter, NULL));
}

/* ---- folders and scans ---- */

static void
add_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kindred_folder_chooser_run (GTK_WINDOW (widget), KINDRED_WINDOW (widget)->session);
}

static void
add_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *sample = kindred_paths_get_sample_dir ();

  kindred_session_scan_path (KINDRED_WINDOW (widget)->session, sample);
}

static void
scan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kindred_session_scan (KINDRED_WINDOW (widget)->session, NULL);
}

/* Not larger than the window. */
static void
present_dialog (KindredWindow *self, GtkWidget *dialog)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (dialog), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (dialog), MIN (width, gtk_widget_get_width (GTK_WIDGET (self))),
                               MIN (height, gtk_widget_get_height (GTK_WIDGET (self))));
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredWindow *self = KINDRED_WINDOW (widget);
  KindredPeople *people = kindred_session_get_people (self->session);
  KindredPersonItem *person = kindred_people_lookup (people, g_variant_get_int64 (parameter));
  GtkWidget *dialog;

  if (person == NULL)
    return;

  dialog = kindred_person_details_new (self->session, person);
  g_set_weak_pointer (&self->toasting, kindred_person_details_get_toasts (KINDRED_PERSON_DETAILS (dialog)));
  present_dialog (self, dialog);
}

static void
show_failures_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_dialog (KINDRED_WINDOW (widget), kindred_failures_dialog_new (KINDRED_WINDOW (widget)->session));
}

static void
show_preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredWindow *self = KINDRED_WINDOW (widget);
  GtkWidget *dialog = kindred_preferences_new (self->session);

  /* They cover the toasts of the window. */
  g_set_weak_pointer (&self->preferences, ADW_PREFERENCES_WINDOW (dialog));
  present_dialog (self, dialog);
}

/* Kept from one time to the next.  Not a GtkShortcutsWindow, which is wider than the narrowest window and does not
 * scroll. */
static void
show_shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredWindow *self = KINDRED_WINDOW (widget);

  if (self->shortcuts == NULL)
    {
      g_autoptr (GtkBuilder) builder
          = gtk_builder_new_from_resource ("/io/github/kindred_photos/Kindred/ui/kindred-shortcuts.ui");

      g_set_weak_pointer (&self->shortcuts, GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts")));
    }
  present_dialog (self, GTK_WIDGET (self->shortcuts));
}

/* ---- all of it ---- */

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.go-back", NULL, go_back_action);
  gtk_widget_class_install_action (widget_class, "win.show-view", "s", show_view_action);
  gtk_widget_class_install_action (widget_class, "win.show-person", "x", show_person_action);
  gtk_widget_class_install_action (widget_class, "win.split-person", "x", split_person_action);
  gtk_widget_class_install_action (widget_class, "win.show-details", "x", show_details_action);
  gtk_widget_class_install_action (widget_class, "win.show-candidates", "x", show_candidates_action);
  gtk_widget_class_install_action (widget_class, "win.show-hidden", NULL, show_hidden_action);
  gtk_widget_class_install_action (widget_class, "win.show-strangers", NULL, show_strangers_action);
  gtk_widget_class_install_action (widget_class, "win.show-other-faces", NULL, show_other_faces_action);
  gtk_widget_class_install_action (widget_class, "win.show-not-faces", NULL, show_not_faces_action);
  gtk_widget_class_install_action (widget_class, "win.show-history", NULL, show_history_action);
  gtk_widget_class_install_action (widget_class, "win.add-folder", NULL, add_folder_action);
  gtk_widget_class_install_action (widget_class, "win.add-sample", NULL, add_sample_action);
  gtk_widget_class_install_action (widget_class, "win.scan", NULL, scan_action);
  /* The first page of the preferences is that of the folders. */
  gtk_widget_class_install_action (widget_class, "win.show-folders", NULL, show_preferences_action);
  gtk_widget_class_install_action (widget_class, "win.show-preferences", NULL, show_preferences_action);
  gtk_widget_class_install_action (widget_class, "win.show-failures", NULL, show_failures_action);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, show_shortcuts_action);
}

void
kindred_window_install_actions (GtkWidgetClass *widget_class)
{
  const GdkModifierType control_shift = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  install_actions (widget_class);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, control_shift, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, control_shift, "win.show-history", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.add-folder", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "win.scan", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "win.scan", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_ALT_MASK, "win.show-view", "s", "people");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_ALT_MASK, "win.show-view", "s", "review");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.go-back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Back, 0, "win.go-back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, GDK_CONTROL_MASK, "win.show-preferences", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK, "win.show-shortcuts", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static gboolean
has_sample (void)
{
  g_autofree char *sample = kindred_paths_get_sample_dir ();

  return g_file_test (sample, G_FILE_TEST_IS_DIR);
}

void
kindred_window_update_actions (KindredWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->session != NULL;
  gboolean writable = open && !kindred_session_get_read_only (self->session);
  KindredLibrary *library = open ? kindred_session_get_library (self->session) : NULL;

  gtk_widget_action_set_enabled (widget, "win.undo", writable && kindred_library_get_can_undo (library));
  gtk_widget_action_set_enabled (widget, "win.redo", writable && kindred_library_get_can_redo (library));
  gtk_widget_action_set_enabled (widget, "win.go-back", kindred_page_stack_get_depth (self->pages) > 1);
  gtk_widget_action_set_enabled (widget, "win.show-person", open);
  gtk_widget_action_set_enabled (widget, "win.split-person", writable);
  gtk_widget_action_set_enabled (widget, "win.show-details", open);
  gtk_widget_action_set_enabled (widget, "win.show-candidates", open);
  gtk_widget_action_set_enabled (widget, "win.show-view", open);
  gtk_widget_action_set_enabled (widget, "win.show-hidden", open);
  gtk_widget_action_set_enabled (widget, "win.show-other-faces", open);
  gtk_widget_action_set_enabled (widget, "win.show-not-faces", open);
  gtk_widget_action_set_enabled (widget, "win.show-history", open);
  gtk_widget_action_set_enabled (widget, "win.add-folder", writable);
  gtk_widget_action_set_enabled (widget, "win.add-sample", writable && has_sample ());
  gtk_widget_action_set_enabled (widget, "win.scan", writable);
  gtk_widget_action_set_enabled (widget, "win.show-folders", open);
  gtk_widget_action_set_enabled (widget, "win.show-preferences", open);
  gtk_widget_action_set_enabled (widget, "win.show-failures", open);
}
