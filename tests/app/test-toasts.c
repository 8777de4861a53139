/* test-toasts.c - what the window tells, with animations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "base/kindred-error.h"

/* Longer than any animation of a toast */
#define SETTLE (700 * G_TIME_SPAN_MILLISECOND)

/* ---- helpers ---- */

static void
set_up (AppFixture *self, gconstpointer data)
{
  app_fixture_set_up (self, data);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  app_fixture_present (self);
}

static void
tear_down (AppFixture *self, gconstpointer data)
{
  app_fixture_tear_down (self, data);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static gboolean
toast_is (AppFixture *self, const char *expected)
{
  g_autofree char *toast = app_fixture_dup_toast (self);

  return g_strcmp0 (toast, expected) == 0;
}

static GtkWidget *
find_toast_button (GtkWidget *root, const char *property, const char *value)
{
  return app_fixture_find (app_fixture_find (root, ADW_TYPE_TOAST_OVERLAY, NULL, NULL), GTK_TYPE_BUTTON, property,
                           value);
}

/* What the overlay of toasts does when the key is pressed in it */
static void
press_escape (AppFixture *self)
{
  GtkWidget *overlay = app_fixture_find (GTK_WIDGET (self->window), ADW_TYPE_TOAST_OVERLAY, NULL, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (overlay);
  guint n_done = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0;
           GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (!GTK_IS_KEYVAL_TRIGGER (trigger)
              || gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != GDK_KEY_Escape)
            continue;
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, overlay,
                                        gtk_shortcut_get_arguments (shortcut));
          n_done++;
        }
    }
  g_assert_cmpuint (n_done, ==, 1);
}

typedef struct
{
  gint64 begun;
  gboolean over;
} Frames;

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Frames *frames = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (frames->begun == 0)
    frames->begun = now;
  frames->over = now - frames->begun > SETTLE;

  return !frames->over;
}

/* Until nothing moves any more, or has crashed. */
static void
let_animations_end (AppFixture *self)
{
  Frames frames = { 0 };

  gtk_widget_add_tick_callback (GTK_WIDGET (self->window), frame_cb, &frames, NULL);
  app_fixture_wait (frames.over);
}

static void
report (AppFixture *self, const char *text)
{
  g_autoptr (GError) error = g_error_new_literal (KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND, text);

  kindred_session_report (self->session, error);
}

static const char *
get_name (AppFixture *self, guint person)
{
  return kindred_person_item_get_name (
      kindred_people_lookup (kindred_session_get_people (self->session), self->persons[person]));
}

static void
name (AppFixture *self, guint person, const char *text)
{
  kindred_session_edit (self->session, kindred_edit_new_name (self->persons[person], text, NULL), NULL);
  app_fixture_wait (!kindred_session_get_editing (self->session) && g_strcmp0 (get_name (self, person), text) == 0);
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = find_toast_button (root, "label", label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* ---- libadwaita 1.2 ----
 *
 * It crashes when a toast is dismissed before its animation is so far on that it ends before that of its leaving: half
 * a second after it took the place of another, or as soon as frames come late. */

static void
test_dismissed_at_once (AppFixture *self, gconstpointer data)
{
  static const char *const texts[] = { "One", "Two", "Three" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    kindred_window_tell (self->window, texts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      app_fixture_wait (toast_is (self, texts[i]));
      press_escape (self);
    }
  app_fixture_wait (toast_is (self, NULL));
  let_animations_end (self);
}

static void
test_same_frame (AppFixture *self, gconstpointer data)
{
  kindred_window_tell (self->window, "One");
  press_escape (self);
  app_fixture_wait (toast_is (self, NULL));
  let_animations_end (self);
}

static void
test_edit_dismissed_at_once (AppFixture *self, gconstpointer data)
{
  kindred_window_tell (self->window, "One");
  name (self, 2, "Carl");
  g_assert_true (toast_is (self, "One"));
  press_escape (self);
  app_fixture_wait (toast_is (self, "Named “Carl”"));
  press_escape (self);
  app_fixture_wait (toast_is (self, NULL));
  let_animations_end (self);
}

/* What it stands before comes again. */
static void
test_failure_dismissed_at_once (AppFixture *self, gconstpointer data)
{
  kindred_window_tell (self->window, "One");
  report (self, "Bad luck");
  app_fixture_wait (toast_is (self, "Bad luck"));
  press_escape (self);
  app_fixture_wait (toast_is (self, "One"));
  press_escape (self);
  app_fixture_wait (toast_is (self, NULL));
  let_animations_end (self);
}

static void
count_edit_cb (KindredSession *session, guint change, const KindredEditRecord *record, guint n_edits, guint *n)
{
  ++*n;
}

/* As when Ctrl+Z is held down. */
static void
test_many_edits (AppFixture *self, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 1500 * G_TIME_SPAN_MILLISECOND;
  guint n = 0, n_asked = 0;

  g_signal_connect (self->session, "edited", G_CALLBACK (count_edit_cb), &n);
  name (self, 2, "Carl");
  app_fixture_wait (n == 1);

  while (g_get_monotonic_time () < end || n_asked % 2 == 1)
    {
      if (n_asked++ % 2 == 0)
        kindred_session_undo (self->session);
      else
        kindred_session_redo (self->session);
      app_fixture_wait (n == 1 + n_asked && !kindred_session_get_editing (self->session));
    }

  app_fixture_wait (toast_is (self, "Redone: Named “Carl”"));
  g_assert_cmpuint (n_asked, >, 4);
  g_signal_handlers_disconnect_by_func (self->session, count_edit_cb, &n);
}

/* ---- in turn ---- */

static void
test_in_turn (AppFixture *self, gconstpointer data)
{
  static const char *const texts[] = { "Bad luck", "One", "Two" };

  kindred_window_tell (self->window, "One");
  kindred_window_tell (self->window, "Two");
  report (self, "Bad luck");
  report (self, "Bad luck");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      app_fixture_wait (toast_is (self, texts[i]));
      let_animations_end (self);
      g_assert_true (toast_is (self, texts[i]));
      press_escape (self);
    }
  app_fixture_wait (toast_is (self, NULL));
}

/* Also while it waits: "Undo" undoes the newest. */
static void
test_newest_edit (AppFixture *self, gconstpointer data)
{
  kindred_window_tell (self->window, "One");
  name (self, 2, "Carl");
  name (self, 3, "Dora");
  let_animations_end (self);
  press_escape (self);
  app_fixture_wait (toast_is (self, "Named “Dora”"));
  let_animations_end (self);
  click (GTK_WIDGET (self->window), "_Undo");
  app_fixture_wait (get_name (self, 3) == NULL);
  g_assert_cmpstr (get_name (self, 2), ==, "Carl");
  app_fixture_wait (toast_is (self, "Undone: Named “Dora”"));

  let_animations_end (self);
  click (GTK_WIDGET (self->window), "_Redo");
  app_fixture_wait (g_strcmp0 (get_name (self, 3), "Dora") == 0);
  app_fixture_wait (toast_is (self, "Redone: Named “Dora”"));
}

/* Nor does the one before come again after a failure. */
static void
test_newest_after_failure (AppFixture *self, gconstpointer data)
{
  name (self, 2, "Carl");
  let_animations_end (self);
  report (self, "Bad luck");
  app_fixture_wait (toast_is (self, "Bad luck"));
  name (self, 3, "Dora");
  let_animations_end (self);
  press_escape (self);
  app_fixture_wait (toast_is (self, "Named “Dora”"));
  let_animations_end (self);
  press_escape (self);
  app_fixture_wait (toast_is (self, NULL));
}

/* A double click undoes once, and what was done stays in sight. */
static void
test_undo_at_once (AppFixture *self, gconstpointer data)
{
  name (self, 2, "Carl");
  app_fixture_wait (toast_is (self, "Named “Carl”"));
  click (GTK_WIDGET (self->window), "_Undo");
  g_assert_null (find_toast_button (GTK_WIDGET (self->window), "label", "_Undo"));
  app_fixture_wait (get_name (self, 2) == NULL);
  app_fixture_wait (toast_is (self, "Undone: Named “Carl”"));
  let_animations_end (self);
  g_assert_true (toast_is (self, "Undone: Named “Carl”"));
  g_assert_cmpstr (get_name (self, 1), ==, "Ann");
}

/* An answer to a question has no toast: that of an older edit must not offer to undo it. */
static void
test_no_promise (AppFixture *self, gconstpointer data)
{
  KindredEditRecord record = { .id = 99 };

  name (self, 2, "Carl");
  app_fixture_wait (toast_is (self, "Named “Carl”"));
  kindred_session_report_edit (self->session, KINDRED_CHANGE_ANSWERED, &record);
  g_assert_null (find_toast_button (GTK_WIDGET (self->window), "label", "_Undo"));
  app_fixture_wait (toast_is (self, NULL));

  kindred_window_tell (self->window, "One");
  name (self, 2, "Carlo");
  kindred_session_report_edit (self->session, KINDRED_CHANGE_ANSWERED, &record);
  press_escape (self);
  app_fixture_wait (toast_is (self, NULL));
  let_animations_end (self);
  g_assert_true (toast_is (self, NULL));
}

/* Nor in another library */
static void
test_other_library (AppFixture *self, gconstpointer data)
{
  name (self, 2, "Carl");
  app_fixture_wait (toast_is (self, "Named “Carl”"));
  kindred_window_set_session (self->window, NULL);
  g_assert_null (find_toast_button (GTK_WIDGET (self->window), "label", "_Undo"));
  app_fixture_wait (toast_is (self, NULL));
}

/* ---- above the window ---- */

static gboolean
dialog_says (const char *text)
{
  GtkWidget *dialog = app_fixture_get_dialog (ADW_TYPE_PREFERENCES_WINDOW);

  return app_fixture_find (dialog, GTK_TYPE_LABEL, "label", text) != NULL;
}

/* What is told while the preferences cover the window is told there; what waits when they go, is told below. */
static void
test_dialog (AppFixture *self, gconstpointer data)
{
  name (self, 2, "Carl");
  app_fixture_wait (toast_is (self, "Named “Carl”"));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-preferences", NULL);
  app_fixture_wait (app_fixture_get_dialog (ADW_TYPE_PREFERENCES_WINDOW) != NULL);

  kindred_window_tell (self->window, "One");
  app_fixture_wait (dialog_says ("One"));
  name (self, 3, "Dora");
  g_assert_null (find_toast_button (GTK_WIDGET (self->window), "label", "_Undo"));
  kindred_window_tell (self->window, "Two");
  gtk_window_close (GTK_WINDOW (app_fixture_get_dialog (ADW_TYPE_PREFERENCES_WINDOW)));
  app_fixture_wait (toast_is (self, "Named “Dora”"));
  press_escape (self);
  app_fixture_wait (toast_is (self, "Two"));
}

/* What is still shown below them when they go is not crowded out. */
static void
test_below_dialog (AppFixture *self, gconstpointer data)
{
  kindred_window_tell (self->window, "One");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-preferences", NULL);
  app_fixture_wait (app_fixture_get_dialog (ADW_TYPE_PREFERENCES_WINDOW) != NULL);
  kindred_window_tell (self->window, "Two");
  app_fixture_wait (dialog_says ("Two"));
  let_animations_end (self);
  gtk_window_close (GTK_WINDOW (app_fixture_get_dialog (ADW_TYPE_PREFERENCES_WINDOW)));

  kindred_window_tell (self->window, "Three");
  let_animations_end (self);
  g_assert_true (toast_is (self, "One"));
  press_escape (self);
  app_fixture_wait (toast_is (self, "Three"));
  press_escape (self);
  app_fixture_wait (toast_is (self, NULL));
  let_animations_end (self);
}

#define add(path, test) g_test_add ("/app/toasts/" path, AppFixture, NULL, set_up, test, tear_down)

static void
add_tests (void)
{
  add ("dismissed-at-once", test_dismissed_at_once);
  add ("same-frame", test_same_frame);
  add ("edit-dismissed-at-once", test_edit_dismissed_at_once);
  add ("failure-dismissed-at-once", test_failure_dismissed_at_once);
  add ("many-edits", test_many_edits);
  add ("in-turn", test_in_turn);
  add ("newest-edit", test_newest_edit);
  add ("newest-after-failure", test_newest_after_failure);
  add ("undo-at-once", test_undo_at_once);
  add ("no-promise", test_no_promise);
  add ("other-library", test_other_library);
  add ("dialog", test_dialog);
  add ("below-dialog", test_below_dialog);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
