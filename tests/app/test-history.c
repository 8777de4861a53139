/* test-history.c - the page of all edits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-history-page.h"
#include "app/kindred-history-row.h"
#include "store/kindred-store-private.h"

#include <string.h>

static GtkWidget *
get_list (AppFixture *self)
{
  GtkWidget *page = kindred_window_get_page (self->window);

  g_assert_true (KINDRED_IS_HISTORY_PAGE (page));

  return app_fixture_find (page, GTK_TYPE_LIST_VIEW, NULL, NULL);
}

static guint
count (AppFixture *self)
{
  GtkWidget *list = get_list (self);

  return list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) : 0;
}

static GtkWidget *
get_row (AppFixture *self, guint position)
{
  GtkWidget *row = gtk_widget_get_first_child (get_list (self));

  while (position-- > 0)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

/* The fixture named Bob, then Ann; one of them is hidden as well, at another time of the day than the test knows. */
static void
open_history (AppFixture *self)
{
  g_autoptr (GError) error = NULL;

  app_fixture_present (self);
  kindred_session_edit (self->session, kindred_edit_new_hide (&self->persons[2], 1, TRUE, &error), error);
  app_fixture_wait (kindred_people_get_n_hidden (kindred_session_get_people (self->session)) == 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-history", NULL));
  app_fixture_wait (get_list (self) != NULL && count (self) == 3);
}

static gboolean
has_dialog (void)
{
  return app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

static AdwMessageDialog *
ask (AppFixture *self, guint position)
{
  g_signal_emit_by_name (get_list (self), "activate", position);
  app_fixture_wait (has_dialog ());

  return ADW_MESSAGE_DIALOG (app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG));
}

/* What is on its way from the library has come when that has. */
static void
ask_in_vain (AppFixture *self, guint position)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_signal_emit_by_name (get_list (self), "activate", position);
  kindred_library_list_edits_async (self->library, 1, NULL, app_fixture_take_result_cb, &result);
  app_fixture_wait (result != NULL);
  g_ptr_array_unref (kindred_library_list_edits_finish (self->library, result, NULL));
  g_assert_false (has_dialog ());
}

static const char *
get_label (AdwMessageDialog *dialog, const char *response)
{
  return adw_message_dialog_has_response (dialog, response) ? adw_message_dialog_get_response_label (dialog, response)
                                                            : NULL;
}

static gboolean
toast_is (AppFixture *self, const char *text)
{
  g_autofree char *toast = app_fixture_dup_toast (self);

  return g_strcmp0 (toast, text) == 0;
}

static void
answer (AdwMessageDialog *dialog, const char *response)
{
  adw_message_dialog_response (dialog, response);
  gtk_window_close (GTK_WINDOW (dialog));
}

static const char *
get_name (AppFixture *self, guint person)
{
  return kindred_person_item_get_name (
      kindred_people_lookup (kindred_session_get_people (self->session), self->persons[person]));
}

static void
test_list (AppFixture *self, gconstpointer data)
{
  open_history (self);

  g_assert_nonnull (app_fixture_find (get_row (self, 0), GTK_TYPE_LABEL, "label", "Hid 1 person"));
  g_assert_nonnull (app_fixture_find (get_row (self, 1), GTK_TYPE_LABEL, "label", "Named “Ann”"));
  g_assert_nonnull (app_fixture_find (get_row (self, 2), GTK_TYPE_LABEL, "label", "Named “Bob”"));

  /* Nothing may be told by looks alone. */
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL);
  app_fixture_wait (app_fixture_find (get_row (self, 0), GTK_TYPE_BUTTON, "action-name", "history.take-back") == NULL);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (gtk_widget_get_next_sibling (
                                app_fixture_find (get_row (self, 0), GTK_TYPE_LABEL, "label", "Hid 1 person")))),
                            "Undone"));
  g_assert_nonnull (app_fixture_find (get_row (self, 0), GTK_TYPE_IMAGE, "icon-name", "edit-undo-symbolic"));
  ask_in_vain (self, 0);
}

static void
test_undo_to (AppFixture *self, gconstpointer data)
{
  AdwMessageDialog *dialog;

  open_history (self);
  dialog = ask (self, 1);
  g_assert_cmpstr (adw_message_dialog_get_body (dialog), ==, "Named “Ann”");
  g_assert_cmpstr (get_label (dialog, "undo"), ==, "_All 2 Since Then");
  answer (dialog, "cancel");
  g_assert_cmpstr (get_name (self, 1), ==, "Ann");

  answer (ask (self, 1), "undo");
  app_fixture_wait (get_name (self, 1) == NULL);
  app_fixture_wait (kindred_people_get_n_hidden (kindred_session_get_people (self->session)) == 0);
  g_assert_cmpstr (get_name (self, 0), ==, "Bob");
  app_fixture_wait (toast_is (self, "Undone: 2 changes, back to: Named “Ann”"));
  app_fixture_wait (app_fixture_find (get_row (self, 1), GTK_TYPE_BUTTON, "action-name", "history.take-back") == NULL);
  ask_in_vain (self, 1);

  dialog = ask (self, 2);
  g_assert_cmpstr (get_label (dialog, "undo"), ==, "_Undo");
  g_assert_null (get_label (dialog, "revert"));
  answer (dialog, "cancel");
}

/* One in the middle, as a step of its own that can be undone. */
static void
test_take_back (AppFixture *self, gconstpointer data)
{
  AdwMessageDialog *dialog;

  open_history (self);
  dialog = ask (self, 2);
  g_assert_cmpstr (get_label (dialog, "revert"), ==, "_Only This");
  answer (dialog, "revert");
  app_fixture_wait (get_name (self, 0) == NULL);
  g_assert_cmpstr (get_name (self, 1), ==, "Ann");
  g_assert_cmpuint (kindred_people_get_n_hidden (kindred_session_get_people (self->session)), ==, 1);
  app_fixture_wait (toast_is (self, "Took back: Named “Bob”"));
  app_fixture_wait (count (self) == 4);

  /* Shown as what it is, by more than looks. */
  app_fixture_wait (app_fixture_find (get_row (self, 3), GTK_TYPE_BUTTON, "action-name", "history.take-back") == NULL);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (gtk_widget_get_next_sibling (
                                app_fixture_find (get_row (self, 3), GTK_TYPE_LABEL, "label", "Named “Bob”")))),
                            "Taken back"));
  ask_in_vain (self, 3);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL);
  app_fixture_wait (g_strcmp0 (get_name (self, 0), "Bob") == 0);
  app_fixture_wait (app_fixture_find (get_row (self, 3), GTK_TYPE_BUTTON, "action-name", "history.take-back") != NULL);
}

/* What builds on it is named. */
static void
test_dependents (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AdwMessageDialog *dialog;

  open_history (self);
  kindred_session_edit (self->session, kindred_edit_new_merge (self->persons[0], &self->persons[1], 1, &error), error);
  app_fixture_wait (count (self) == 4);
  kindred_session_edit (self->session, kindred_edit_new_name (self->persons[0], "<Carl>", &error), error);
  app_fixture_wait (count (self) == 5);
  kindred_session_edit (self->session, kindred_edit_new_favourite (&self->persons[3], 1, TRUE, &error), error);
  app_fixture_wait (count (self) == 6);

  dialog = ask (self, 5);
  g_assert_cmpstr (adw_message_dialog_get_body (dialog), ==, "Named “Bob”");
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "label", "Renamed “Bob” to “<Carl>”"));
  g_assert_null (app_fixture_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "label", "Named “Ann”"));
  g_assert_nonnull (strstr (get_label (dialog, "revert"), "Only These"));
  answer (dialog, "revert");
  app_fixture_wait (get_name (self, 0) == NULL);
  g_assert_true (kindred_person_item_get_favourite (
      kindred_people_lookup (kindred_session_get_people (self->session), self->persons[3])));
}

/* What came after the question was asked is not undone without asking. */
static void
test_meanwhile (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AdwMessageDialog *dialog;

  open_history (self);
  dialog = ask (self, 1);
  kindred_session_edit (self->session, kindred_edit_new_name (self->persons[3], "Carol", &error), error);
  app_fixture_wait (count (self) == 4);
  answer (dialog, "undo");
  app_fixture_wait (toast_is (self, "The history has changed meanwhile, so nothing was undone"));
  g_assert_cmpstr (get_name (self, 3), ==, "Carol");
  g_assert_cmpstr (get_name (self, 1), ==, "Ann");
}

/* Nor does more go than was named. */
static void
test_dependents_meanwhile (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AdwMessageDialog *dialog;

  open_history (self);
  kindred_session_edit (self->session, kindred_edit_new_name (self->persons[0], "Rob", &error), error);
  app_fixture_wait (count (self) == 4);
  dialog = ask (self, 3);
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "label", "Renamed “Bob” to “Rob”"));
  kindred_session_edit (self->session, kindred_edit_new_name (self->persons[0], "Robert", &error), error);
  app_fixture_wait (count (self) == 5);

  answer (dialog, "revert");
  app_fixture_wait (toast_is (self, "The history has changed meanwhile, so nothing was taken back"));
  g_assert_cmpstr (get_name (self, 0), ==, "Robert");
  g_assert_cmpuint (count (self), ==, 5);
}

/* This program must not guess what it meant. */
static void
test_newer (AppFixture *self, gconstpointer data)
{
  const char *text = "This edit was made by a newer version of Kindred, which alone can take it back";
  g_autoptr (GError) error = NULL;

  self->store.store = kindred_store_open (self->store.path, 0, &error);
  g_assert_no_error (error);
  kindred_database_run (self->store.store->database, "UPDATE edits SET kind = 99 WHERE id = 2", NULL, 0, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->store.store, kindred_store_close);

  app_fixture_present (self);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-history", NULL));
  app_fixture_wait (get_list (self) != NULL && count (self) == 2);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL));
  app_fixture_wait (toast_is (self, text));
  answer (ask (self, 1), "undo");
  app_fixture_wait (!kindred_session_get_editing (self->session));
  g_assert_true (toast_is (self, text));
  g_assert_cmpstr (get_name (self, 0), ==, "Bob");
  g_assert_cmpstr (get_name (self, 1), ==, "Ann");

  /* Everything else can be done, and taken back. */
  kindred_session_edit (self->session, kindred_edit_new_name (self->persons[2], "Carl", &error), error);
  app_fixture_wait (g_strcmp0 (get_name (self, 2), "Carl") == 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL));
  app_fixture_wait (get_name (self, 2) == NULL);
  app_fixture_wait (toast_is (self, "Undone: Named “Carl”"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL));
  app_fixture_wait (toast_is (self, text));
  g_assert_cmpstr (get_name (self, 1), ==, "Ann");
}

static void
test_reachable (AppFixture *self, gconstpointer data)
{
  app_fixture_present (self);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL));
  app_fixture_wait (get_name (self, 1) == NULL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-history", NULL));
  app_fixture_wait (get_list (self) != NULL && count (self) == 2);

  /* Once is enough. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-history", NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.go-back", NULL));
  g_assert_false (KINDRED_IS_HISTORY_PAGE (kindred_window_get_page (self->window)));
}

#define add(path, test)                                                                                                \
  g_test_add ("/app/history/" path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

static void
add_tests (void)
{
  add ("list", test_list);
  add ("undo-to", test_undo_to);
  add ("take-back", test_take_back);
  add ("dependents", test_dependents);
  add ("newer", test_newer);
  add ("meanwhile", test_meanwhile);
  add ("dependents-meanwhile", test_dependents_meanwhile);
  add ("reachable", test_reachable);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
