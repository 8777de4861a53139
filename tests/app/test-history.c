/* test-history.c - the page of all edits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-history-page.h"
#include "app/kindred-history-row.h"

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

static AdwMessageDialog *
ask (AppFixture *self, guint position)
{
  GtkWidget *dialog;

  g_signal_emit_by_name (get_list (self), "activate", position);
  dialog = app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG);

  return dialog != NULL ? ADW_MESSAGE_DIALOG (dialog) : NULL;
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
  app_fixture_wait (app_fixture_find (get_row (self, 0), GTK_TYPE_BUTTON, "action-name", "history.undo-until") == NULL);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (gtk_widget_get_next_sibling (
                                app_fixture_find (get_row (self, 0), GTK_TYPE_LABEL, "label", "Hid 1 person")))),
                            "Undone"));
  g_assert_nonnull (app_fixture_find (get_row (self, 0), GTK_TYPE_IMAGE, "icon-name", "edit-undo-symbolic"));
  g_assert_null (ask (self, 0));
}

static void
test_undo_until (AppFixture *self, gconstpointer data)
{
  AdwMessageDialog *dialog;

  open_history (self);
  dialog = ask (self, 1);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Undo 2 Changes?");
  answer (dialog, "cancel");
  g_assert_cmpstr (get_name (self, 1), ==, "Ann");

  answer (ask (self, 1), "undo");
  app_fixture_wait (get_name (self, 1) == NULL);
  app_fixture_wait (kindred_people_get_n_hidden (kindred_session_get_people (self->session)) == 0);
  g_assert_cmpstr (get_name (self, 0), ==, "Bob");
  app_fixture_wait (app_fixture_find (get_row (self, 1), GTK_TYPE_BUTTON, "action-name", "history.undo-until") == NULL);
  g_assert_null (ask (self, 1));

  dialog = ask (self, 2);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Undo 1 Change?");
  answer (dialog, "cancel");
}

/* What came after the question was asked is not undone without asking. */
static void
test_meanwhile (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  AdwMessageDialog *dialog;

  open_history (self);
  dialog = ask (self, 0);
  kindred_session_edit (self->session, kindred_edit_new_name (self->persons[3], "Carol", &error), error);
  app_fixture_wait (count (self) == 4);
  answer (dialog, "undo");
  app_fixture_wait (get_name (self, 3) == NULL);
  app_fixture_wait (kindred_library_get_can_redo (self->library));
  g_assert_cmpuint (kindred_people_get_n_hidden (kindred_session_get_people (self->session)), ==, 1);
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
  add ("undo-until", test_undo_until);
  add ("meanwhile", test_meanwhile);
  add ("reachable", test_reachable);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
