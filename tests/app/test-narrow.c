/* test-narrow.c - every page in the narrowest window; the environment makes each of GTK's warnings fatal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-face-cell.h"
#include "app/kindred-faces-page.h"
#include "app/kindred-failures-dialog.h"
#include "app/kindred-forget-dialog.h"
#include "app/kindred-merge-dialog.h"
#include "app/kindred-name-popover.h"
#include "app/kindred-person-cell.h"
#include "app/kindred-person-chooser.h"
#include "app/kindred-person-details.h"
#include "app/kindred-person-page.h"
#include "app/kindred-preferences.h"
#include "app/kindred-review-question.h"
#include "library/kindred-library-forget.h"

#define WIDTH 360
#define LOW 360

/* Percent of the usual size of letters */
#define LARGE 150

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

/* Letters of so many percent of their usual size; 100 again at the end of a test. */
static void
set_text_scale (int percent)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * percent / 100, NULL);
}

/* The first label that is cut off, at or below @root */
static GtkWidget *
find_cut (GtkWidget *root)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_LABEL (root) && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (root))))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_cut (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_header (GtkWidget *root)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (ADW_IS_HEADER_BAR (root))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_header (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Says what is to blame. */
static void
tell_widths (GtkWidget *widget, int depth)
{
  int minimum;

  if (!gtk_widget_get_visible (widget))
    return;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_test_message ("%*s%s: %d", depth, "", G_OBJECT_TYPE_NAME (widget), minimum);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_widths (child, depth + 1);
}

static void
assert_narrow (AppFixture *self)
{
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->window));
  if (gtk_widget_get_width (GTK_WIDGET (self->window)) > WIDTH)
    tell_widths (GTK_WIDGET (self->window), 0);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), <=, WIDTH);
}

/* Letters of the usual size fit. */
static void
assert_title_whole (AppFixture *self)
{
  GtkWidget *header, *cut;

  assert_narrow (self);
  header = find_header (GTK_WIDGET (self->window));
  g_assert_nonnull (header);
  cut = find_cut (header);
  if (cut != NULL)
    g_test_message ("cut off: %s", gtk_label_get_text (GTK_LABEL (cut)));
  g_assert_null (cut);
}

static void
show_each_page (AppFixture *self, void (*check) (AppFixture *self))
{
  static const char *const actions[] = { "win.show-hidden",    "win.show-strangers", "win.show-other-faces",
                                         "win.show-not-faces", "win.show-history",   NULL };
  static const char *const about_person[] = { "win.show-person", "win.split-person", "win.show-candidates", NULL };

  check (self);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_test_message ("%s", actions[i]);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), actions[i], NULL));
      check (self);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.go-back", NULL));
      check (self);
    }

  for (guint i = 0; about_person[i] != NULL; i++)
    {
      g_test_message ("%s", about_person[i]);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), about_person[i], "x", self->persons[0]));
      app_fixture_wait (app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_SPINNER, NULL, NULL) == NULL);
      check (self);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.go-back", NULL));
      check (self);
    }

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-view", "s", "review");
  check (self);
}

static void
test_pages (AppFixture *self, gconstpointer data)
{
  present (self);
  show_each_page (self, assert_title_whole);
}

static void
test_large_text (AppFixture *self, gconstpointer data)
{
  set_text_scale (LARGE);
  present (self);
  show_each_page (self, assert_narrow);
  set_text_scale (100);
}

static void
assert_dialog_narrow (GtkWidget *dialog)
{
  int minimum;

  gtk_test_widget_wait_for_draw (dialog);
  gtk_widget_measure (dialog, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > WIDTH + FRAME)
    tell_widths (dialog, 0);
  g_assert_cmpint (minimum, <=, WIDTH + FRAME);
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
test_large_text_in_popover (AppFixture *self, gconstpointer data)
{
  GtkWidget *page, *popover;
  int minimum, natural;

  set_text_scale (LARGE);
  present (self);
  page = kindred_window_get_page (self->window);
  app_fixture_wait (app_fixture_find (page, KINDRED_TYPE_PERSON_CELL, NULL, NULL) != NULL);
  gtk_widget_activate_action (page, "people.rename", "x", self->persons[0]);
  popover = app_fixture_find (page, KINDRED_TYPE_NAME_POPOVER, NULL, NULL);
  g_assert_nonnull (popover);
  gtk_widget_measure (popover, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, WIDTH);
  g_assert_cmpint (natural, >, minimum);
  gtk_popover_popdown (GTK_POPOVER (popover));
  set_text_scale (100);
}

static GtkWidget *
new_merge_dialog (AppFixture *self)
{
  g_autoptr (GPtrArray) persons = g_ptr_array_new ();

  for (guint i = 0; i < APP_FIXTURE_N_PEOPLE; i++)
    g_ptr_array_add (persons, kindred_people_lookup (kindred_session_get_people (self->session), self->persons[i]));

  return kindred_merge_dialog_new (GTK_WINDOW (self->window), self->session, persons, NULL);
}

/* AdwViewStack is as wide as the widest of its pages. */
static void
test_large_text_in_dialogs (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  set_text_scale (LARGE);
  present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-preferences", NULL);
  kindred_forget_dialog_run (GTK_WINDOW (app_fixture_get_dialog (KINDRED_TYPE_PREFERENCES)), self->session,
                             KINDRED_FORGET_MISSING, "Holidays");
  app_fixture_wait (app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  assert_dialog_narrow (app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG));
  assert_dialog_narrow (app_fixture_get_dialog (KINDRED_TYPE_PREFERENCES));

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-failures", NULL);
  assert_dialog_narrow (app_fixture_get_dialog (KINDRED_TYPE_FAILURES_DIALOG));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-details", "x", self->persons[0]);
  assert_dialog_narrow (app_fixture_get_dialog (KINDRED_TYPE_PERSON_DETAILS));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-shortcuts", NULL);
  assert_dialog_narrow (app_fixture_get_dialog (ADW_TYPE_PREFERENCES_WINDOW));

  dialog = kindred_person_chooser_new (self->session, "Merge With", 0, TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
  assert_dialog_narrow (dialog);
  dialog = new_merge_dialog (self);
  gtk_window_present (GTK_WINDOW (dialog));
  assert_dialog_narrow (dialog);
  set_text_scale (100);
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

/* So many as one may well select */
static void
assert_selection_whole (AppFixture *self, const char *selected)
{
  GtkWidget *title;

  app_fixture_wait (app_fixture_find (GTK_WIDGET (self->window), ADW_TYPE_WINDOW_TITLE, "title", selected) != NULL);
  title = app_fixture_find (GTK_WIDGET (self->window), ADW_TYPE_WINDOW_TITLE, "title", selected);
  adw_window_title_set_title (ADW_WINDOW_TITLE (title), "123 Selected");
  assert_title_whole (self);
}

static void
act (AppFixture *self, const char *action)
{
  GtkWidget *page = kindred_window_get_page (self->window);

  if (KINDRED_IS_PERSON_PAGE (page))
    page = GTK_WIDGET (kindred_person_page_get_faces (KINDRED_PERSON_PAGE (page)));
  else if (KINDRED_IS_FACES_PAGE (page))
    page = GTK_WIDGET (kindred_faces_page_get_faces (KINDRED_FACES_PAGE (page)));
  g_assert_true (gtk_widget_activate_action (page, action, NULL));
}

static void
test_selection (AppFixture *self, gconstpointer data)
{
  present (self);
  act (self, "people.enter-selection");
  assert_title_whole (self);
  act (self, "people.select-all");
  assert_selection_whole (self, "6 Selected");
  act (self, "people.leave-selection");

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[0]);
  app_fixture_wait (app_fixture_find (GTK_WIDGET (self->window), KINDRED_TYPE_FACE_CELL, NULL, NULL) != NULL);
  act (self, "faces.select-all");
  assert_selection_whole (self, "8 Selected");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.go-back", NULL);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-other-faces", NULL);
  app_fixture_wait (app_fixture_find (GTK_WIDGET (self->window), KINDRED_TYPE_FACE_CELL, NULL, NULL) != NULL);
  act (self, "faces.select-all");
  assert_selection_whole (self, "3 Selected");
}

/* Whatever is above them, and however low the window is */
static void
test_answers (AppFixture *self, gconstpointer data)
{
  GtkWidget *question, *button;
  graphene_rect_t bounds;

  app_fixture_open (self);
  self->window = KINDRED_WINDOW (kindred_window_new (NULL));
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, LOW);
  kindred_window_set_session (self->window, self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  app_fixture_wait (kindred_session_get_loaded (self->session));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-view", "s", "review");
  app_fixture_wait (app_fixture_find (GTK_WIDGET (self->window), KINDRED_TYPE_REVIEW_QUESTION, NULL, NULL) != NULL);
  question = app_fixture_find (GTK_WIDGET (self->window), KINDRED_TYPE_REVIEW_QUESTION, NULL, NULL);
  gtk_test_widget_wait_for_draw (question);

  button = app_fixture_find (question, GTK_TYPE_BUTTON, "action-name", "review.yes");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_compute_bounds (button, question, &bounds));
  g_assert_cmpfloat (bounds.size.height, >, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (question));
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
  add ("large-text", NULL, test_large_text);
  add ("large-text-in-dialogs", NULL, test_large_text_in_dialogs);
  add ("large-text-in-popover", NULL, test_large_text_in_popover);
  add ("title", NULL, test_title);
  add ("selection", NULL, test_selection);
  add ("answers", NULL, test_answers);
  add ("empty", "empty", test_empty);
  add ("details", NULL, test_details);
  add ("shortcuts", NULL, test_shortcuts);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
