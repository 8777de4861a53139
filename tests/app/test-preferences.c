/* test-preferences.c - the preferences, on a small library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-application.h"
#include "app/kindred-choice-row.h"
#include "app/kindred-folder-row.h"
#include "app/kindred-preferences.h"
#include "app/kindred-settings.h"

/* ---- helpers ---- */

static GtkWidget *
get_preferences (void)
{
  return app_fixture_get_dialog (KINDRED_TYPE_PREFERENCES);
}

static void
show_preferences (AppFixture *self)
{
  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-preferences", NULL);
  g_assert_nonnull (get_preferences ());
}

static void
show_page (const char *title)
{
  GtkWidget *stack = app_fixture_find (get_preferences (), ADW_TYPE_VIEW_STACK, NULL, NULL);

  for (GtkWidget *page = gtk_widget_get_first_child (stack); page != NULL; page = gtk_widget_get_next_sibling (page))
    if (g_strcmp0 (adw_preferences_page_get_title (ADW_PREFERENCES_PAGE (page)), title) == 0)
      adw_view_stack_set_visible_child (ADW_VIEW_STACK (stack), page);
}

static GtkWidget *
find_row (const char *title)
{
  return app_fixture_find (get_preferences (), ADW_TYPE_ACTION_ROW, "title", title);
}

static GtkWidget *
find_folder (const char *title)
{
  return app_fixture_find (get_preferences (), KINDRED_TYPE_FOLDER_ROW, "title", title);
}

static void
click (GtkWidget *root, const char *property, const char *value)
{
  GtkWidget *button = app_fixture_find (root, GTK_TYPE_BUTTON, property, value);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
toast_is (const char *expected)
{
  GtkWidget *label
      = get_preferences () != NULL ? app_fixture_find (get_preferences (), GTK_TYPE_LABEL, "label", expected) : NULL;

  return label != NULL && gtk_widget_get_ancestor (label, ADW_TYPE_TOAST_OVERLAY) != NULL;
}

static gboolean
is_chosen (const char *title)
{
  GtkWidget *row = find_row (title);

  return row != NULL && gtk_widget_is_sensitive (row)
         && gtk_check_button_get_active (kindred_choice_row_get_check (KINDRED_CHOICE_ROW (row)));
}

static void
strictness_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  kindred_library_get_strictness_finish (KINDRED_LIBRARY (object), result, user_data, &error);
  g_assert_no_error (error);
}

static int
get_strictness (AppFixture *self)
{
  int strictness = G_MAXINT;

  kindred_library_get_strictness_async (self->library, NULL, strictness_cb, &strictness);
  app_fixture_wait (strictness != G_MAXINT);

  return strictness;
}

/* ---- folders ---- */

static void
assert_add_button_focused (void)
{
  GtkWidget *content = app_fixture_find (get_preferences (), ADW_TYPE_BUTTON_CONTENT, "label", "A_dd Folder…");

  g_assert_true (gtk_window_get_focus (GTK_WINDOW (get_preferences ())) == gtk_widget_get_parent (content));
}

static void
test_folders (AppFixture *self, gconstpointer data)
{
  GtkWidget *row;

  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-folders", NULL);
  app_fixture_wait (find_row ("photos") != NULL);
  row = find_folder ("photos");
  g_assert_nonnull (row);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "/photos\n"));

  /* The last one goes: the focus is on the button that adds one. */
  gtk_widget_grab_focus (app_fixture_find (row, GTK_TYPE_BUTTON, "icon-name", "user-trash-symbolic"));
  click (row, "icon-name", "user-trash-symbolic");
  app_fixture_wait (find_folder ("photos") == NULL);
  app_fixture_wait (toast_is ("Removed the folder “/photos” from the library"));
  assert_add_button_focused ();

  /* The toast takes it back, from above the preferences too. */
  click (get_preferences (), "label", "_Undo");
  app_fixture_wait (find_folder ("photos") != NULL);
}

/* Answers the question whether to forget "photos". */
static void
answer (const char *response)
{
  GtkWidget *dialog;

  app_fixture_wait (app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  dialog = app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Forget “photos”?");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "36 photos\n36 faces\n"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "\n2 names\n"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_close (GTK_WINDOW (dialog));
  app_fixture_wait (app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

static void
test_forget (AppFixture *self, gconstpointer data)
{
  GtkWidget *row;

  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-folders", NULL);
  app_fixture_wait (find_folder ("photos") != NULL);
  click (find_folder ("photos"), "icon-name", "user-trash-symbolic");
  app_fixture_wait (find_folder ("photos") == NULL);

  /* It stays in sight, and nothing happens without being asked. */
  app_fixture_wait (find_row ("photos") != NULL);
  row = find_row ("photos");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "/photos\n36 photos");
  click (row, "label", "_Forget…");
  answer ("cancel");
  g_assert_nonnull (find_row ("photos"));

  gtk_widget_grab_focus (app_fixture_find (find_row ("photos"), GTK_TYPE_BUTTON, "label", "_Forget…"));
  click (find_row ("photos"), "label", "_Forget…");
  answer ("forget");
  app_fixture_wait (find_row ("photos") == NULL);
  assert_add_button_focused ();
  app_fixture_wait (toast_is ("Forgot “photos”"));
  app_fixture_wait (kindred_session_get_empty (self->session));
  app_fixture_wait (!kindred_library_get_can_undo (self->library));
}

/* Another removed folder, which is listed after "photos" */
static void
add_removed_folder (AppFixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 folder, photo;

  self->store.store = kindred_store_open (self->store.path, KINDRED_STORE_CREATE, &error);
  g_assert_no_error (error);
  folder = kindred_store_add_folder (self->store.store, "/quiet", &error);
  photo = kindred_store_put_new_photo (self->store.store, folder, "/quiet/1.jpg", 1, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (photo, !=, 0);
  kindred_edit_record_free (store_fixture_apply (&self->store, kindred_edit_new_remove_folder (folder, NULL)));
  g_clear_pointer (&self->store.store, kindred_store_close);
}

/* One that goes leaves the focus to the next one. */
static void
test_forget_focus (AppFixture *self, gconstpointer data)
{
  GtkWidget *row;

  add_removed_folder (self);
  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-folders", NULL);
  app_fixture_wait (find_folder ("photos") != NULL);
  click (find_folder ("photos"), "icon-name", "user-trash-symbolic");
  app_fixture_wait (find_folder ("photos") == NULL && find_row ("photos") != NULL);

  row = find_row ("photos");
  gtk_widget_grab_focus (app_fixture_find (row, GTK_TYPE_BUTTON, "label", "_Forget…"));
  click (row, "label", "_Forget…");
  answer ("forget");
  app_fixture_wait (find_row ("photos") == NULL);
  row = find_row ("quiet");
  g_assert_nonnull (row);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (get_preferences ())) == row);
}

/* ---- strictness ---- */

static void
test_strictness (AppFixture *self, gconstpointer data)
{
  show_preferences (self);
  show_page ("Recognition");
  app_fixture_wait (is_chosen ("Balanced"));
  g_assert_cmpint (get_strictness (self), ==, 0);

  gtk_widget_activate (find_row ("Very Strict"));
  g_assert_false (is_chosen ("Balanced"));
  app_fixture_wait (get_strictness (self) == 2);

  /* Kept in the library. */
  gtk_window_close (GTK_WINDOW (get_preferences ()));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-preferences", NULL);
  show_page ("Recognition");
  app_fixture_wait (is_chosen ("Very Strict"));
}

/* What would change is said first; then it is one edit that a toast takes back. */
static void
test_regroup (AppFixture *self, gconstpointer data)
{
  KindredPeople *people;
  GtkWidget *dialog;
  guint n_before;

  show_preferences (self);
  people = kindred_session_get_people (self->session);
  n_before = kindred_people_get_n_visible (people);
  show_page ("Recognition");
  app_fixture_wait (is_chosen ("Balanced"));

  click (find_row ("Group All Faces Again"), "label", "_Group Again…");
  app_fixture_wait (app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  dialog = app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Group All Faces Again?");
  g_assert_false (kindred_library_get_can_redo (self->library));
  g_assert_cmpuint (kindred_people_get_n_visible (people), ==, n_before);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "regroup");
  gtk_window_close (GTK_WINDOW (dialog));
  app_fixture_wait (kindred_people_get_n_visible (people) < n_before);
  app_fixture_wait (app_fixture_find (get_preferences (), GTK_TYPE_BUTTON, "label", "_Undo") != NULL);
  click (get_preferences (), "label", "_Undo");
  app_fixture_wait (kindred_people_get_n_visible (people) == n_before);
}

/* Closed while it computes what would change: nobody is asked, and nothing is left over (see the tear-down). */
static void
test_regroup_closed (AppFixture *self, gconstpointer data)
{
  show_preferences (self);
  show_page ("Recognition");
  click (find_row ("Group All Faces Again"), "label", "_Group Again…");
  gtk_window_close (GTK_WINDOW (get_preferences ()));
  app_fixture_wait (get_preferences () == NULL);
}

/* ---- settings ---- */

static void
test_settings (AppFixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = kindred_settings_new ();

  show_preferences (self);
  g_assert_nonnull (settings);
  g_assert_true (g_settings_get_boolean (settings, "pause-on-battery"));
  gtk_widget_activate (find_row ("Pause on Battery"));
  g_assert_false (g_settings_get_boolean (settings, "pause-on-battery"));
  g_settings_reset (settings, "pause-on-battery");
  g_assert_true (gtk_switch_get_active (
      GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (find_row ("Pause on Battery"))))));

  /* Without its file a model cannot be chosen. */
  show_page ("Recognition");
  app_fixture_wait (!gtk_widget_get_sensitive (find_row ("dlib ResNet")));
  g_assert_true (is_chosen ("The Best That Is There"));
}

/* ---- copies ---- */

static gboolean
is_chosen_file (GtkWidget *chooser, GFile *file)
{
  g_autoptr (GFile) chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  return chosen != NULL && g_file_equal (chosen, file);
}

/* Answers the file chooser that is shown. */
static void
choose (const char *path, gboolean save)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GtkWidget *chooser;

  app_fixture_wait (app_fixture_get_dialog (GTK_TYPE_FILE_CHOOSER) != NULL);
  chooser = app_fixture_get_dialog (GTK_TYPE_FILE_CHOOSER);
  app_fixture_wait (gtk_widget_get_mapped (chooser)); /* from then on it stays in the folder that it is told */
  gtk_test_widget_wait_for_draw (chooser);
  if (save)
    {
      g_autoptr (GFile) folder = g_file_get_parent (file);
      g_autofree char *name = g_file_get_basename (file);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, &error);
      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
    }
  else
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, &error);
  g_assert_no_error (error);

  app_fixture_wait (is_chosen_file (chooser, file)); /* it has loaded the folder */
  g_signal_emit_by_name (chooser, "response", GTK_RESPONSE_ACCEPT);
}

static GtkApplication *
start_application (AppFixture *self)
{
  GApplication *application = G_APPLICATION (kindred_application_new ());
  g_autofree char *option = g_strdup_printf ("--library=%s", self->store.path);
  const char *const arguments[] = { "kindred", option, NULL };
  g_auto (GStrv) argv = g_strdupv ((char **) arguments);
  int status = -1;

  g_assert_true (G_APPLICATION_GET_CLASS (application)->local_command_line (application, &argv, &status));
  g_assert_cmpint (status, ==, 0);

  return GTK_APPLICATION (application);
}

static KindredPeople *
get_people (KindredWindow *window)
{
  KindredSession *session = kindred_window_get_session (window);

  return session != NULL && kindred_session_get_loaded (session) ? kindred_session_get_people (session) : NULL;
}

static gboolean
has_name (KindredWindow *window, gint64 person, const char *name)
{
  KindredPeople *people = get_people (window);
  KindredPersonItem *item = people != NULL ? kindred_people_lookup (people, person) : NULL;

  return item != NULL && g_strcmp0 (kindred_person_item_get_name (item), name) == 0;
}

/* Backed up, renamed, restored: the window shows the name of before, and the other library is kept. */
static void
test_back_up_and_restore (AppFixture *self, gconstpointer data)
{
  GtkApplication *application = start_application (self);
  KindredWindow *window = KINDRED_WINDOW (gtk_application_get_active_window (application));
  g_autofree char *copy = g_build_filename (self->store.dir, "copy.db", NULL);
  KindredEdit *edit;

  app_fixture_wait (has_name (window, self->persons[1], "Ann"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-preferences", NULL);
  show_page ("Library");
  click (find_row ("Back Up"), "label", "_Back Up…");
  choose (copy, TRUE);
  app_fixture_wait (toast_is ("The library is backed up"));
  g_assert_true (g_file_test (copy, G_FILE_TEST_IS_REGULAR));

  edit = kindred_edit_new_name (self->persons[1], "Eve", NULL);
  kindred_session_edit (kindred_window_get_session (window), edit, NULL);
  app_fixture_wait (has_name (window, self->persons[1], "Eve"));

  click (find_row ("Restore"), "label", "_Restore…");
  choose (copy, FALSE);
  app_fixture_wait (get_preferences () == NULL);
  app_fixture_wait (has_name (window, self->persons[1], "Ann"));

  gtk_window_destroy (GTK_WINDOW (window));
  app_fixture_wait (gtk_application_get_windows (application) == NULL);
  g_object_unref (application);
}

#define add(path, test)                                                                                                \
  g_test_add ("/app/preferences/" path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

static void
add_tests (void)
{
  add ("folders", test_folders);
  add ("forget", test_forget);
  add ("forget-focus", test_forget_focus);
  add ("strictness", test_strictness);
  add ("regroup", test_regroup);
  add ("regroup-closed", test_regroup_closed);
  add ("settings", test_settings);
  add ("back-up-and-restore", test_back_up_and_restore);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
