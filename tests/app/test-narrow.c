/* test-narrow.c - every page in the narrowest window; the environment makes each of GTK's warnings fatal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-person-details.h"

#define WIDTH 360

/* Around a window where nothing else draws it */
#define FRAME 10

static void
present (AppFixture *self)
{
  app_fixture_open (self);
  self->window = KINDRED_WINDOW (kindred_window_new (NULL));
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, 640);
  kindred_window_set_session (self->window, self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  app_fixture_wait (kindred_session_get_loaded (self->session) && gtk_widget_get_mapped (GTK_WIDGET (self->window)));
  app_fixture_wait (kindred_window_get_narrow (self->window));
}

static void
assert_narrow (AppFixture *self)
{
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->window));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), <=, WIDTH);
}

static void
test_pages (AppFixture *self, gconstpointer data)
{
  static const char *const actions[] = { "win.show-hidden",    "win.show-strangers", "win.show-other-faces",
                                         "win.show-not-faces", "win.show-history",   NULL };

  present (self);
  assert_narrow (self);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_test_message ("%s", actions[i]);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), actions[i], NULL));
      assert_narrow (self);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.go-back", NULL));
      assert_narrow (self);
    }

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[0]);
  assert_narrow (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-view", "s", "review");
  assert_narrow (self);
}

/* With no button that the menu has too, the title is whole. */
static void
test_title (AppFixture *self, gconstpointer data)
{
  GtkWidget *title;

  present (self);
  assert_narrow (self);
  g_assert_null (app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "action-name", "win.add-folder"));
  title = app_fixture_find (GTK_WIDGET (self->window), ADW_TYPE_VIEW_SWITCHER_TITLE, NULL, NULL);
  title = app_fixture_find (title, GTK_TYPE_LABEL, "label", "People");
  g_assert_nonnull (title);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (title))));

  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 640);
  app_fixture_wait (!kindred_window_get_narrow (self->window));
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "action-name", "win.add-folder"));
}

static void
test_empty (AppFixture *self, gconstpointer data)
{
  present (self);
  assert_narrow (self);
}

static void
test_details (AppFixture *self, gconstpointer data)
{
  GtkWidget *details;

  present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-details", "x", self->persons[0]);
  details = app_fixture_get_dialog (KINDRED_TYPE_PERSON_DETAILS);
  g_assert_nonnull (details);
  gtk_test_widget_wait_for_draw (details);
  g_assert_cmpint (gtk_widget_get_width (details), <=, WIDTH);
  g_assert_cmpint (gtk_widget_get_height (details), <=, gtk_widget_get_height (GTK_WIDGET (self->window)));
}

/* All of them, in a list that scrolls. */
static void
test_shortcuts (AppFixture *self, gconstpointer data)
{
  GtkWidget *shortcuts, *row;
  int minimum;

  present (self);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-shortcuts", NULL));
  shortcuts = app_fixture_get_dialog (ADW_TYPE_PREFERENCES_WINDOW);
  gtk_test_widget_wait_for_draw (shortcuts);
  gtk_widget_measure (shortcuts, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, WIDTH + FRAME);
  row = app_fixture_find (shortcuts, ADW_TYPE_ACTION_ROW, "title", "Undo");
  g_assert_nonnull (app_fixture_find (row, GTK_TYPE_SHORTCUT_LABEL, "accelerator", "<Control>z"));
  gtk_window_close (GTK_WINDOW (shortcuts));
  g_assert_null (app_fixture_get_dialog (ADW_TYPE_PREFERENCES_WINDOW));
}

#define add(path, data, test)                                                                                          \
  g_test_add ("/app/narrow/" path, AppFixture, data, app_fixture_set_up, test, app_fixture_tear_down)

static void
add_tests (void)
{
  add ("pages", NULL, test_pages);
  add ("title", NULL, test_title);
  add ("empty", "empty", test_empty);
  add ("details", NULL, test_details);
  add ("shortcuts", NULL, test_shortcuts);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
