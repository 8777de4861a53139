/* test-merge.c - the question before persons become one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-merge-card.h"
#include "app/kindred-merge-dialog.h"
#include "app/kindred-name-popover.h"
#include "app/kindred-photo-preview.h"

#include <string.h>

static KindredPersonItem *
get_person (AppFixture *self, guint person)
{
  return kindred_people_lookup (kindred_session_get_people (self->session), self->persons[person]);
}

static const char *
get_name (AppFixture *self, guint person)
{
  return kindred_person_item_get_name (get_person (self, person));
}

/* The question about two persons. */
static GtkWidget *
ask (AppFixture *self, guint first, guint second)
{
  g_autoptr (GPtrArray) persons = g_ptr_array_new ();
  GtkWidget *dialog;

  app_fixture_present (self);
  g_ptr_array_add (persons, get_person (self, first));
  g_ptr_array_add (persons, get_person (self, second));
  dialog = kindred_merge_dialog_new (GTK_WINDOW (self->window), self->session, persons, NULL);
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}

static void
answer (GtkWidget *dialog, const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_close (GTK_WINDOW (dialog));
}

static GtkWidget *
find_card (AppFixture *self, GtkWidget *dialog, guint person)
{
  GtkWidget *box = app_fixture_find (dialog, GTK_TYPE_FLOW_BOX, NULL, NULL);
  GtkFlowBoxChild *child;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (box), i)) != NULL; i++)
    {
      GtkWidget *card = gtk_flow_box_child_get_child (child);
      KindredItem *item = KINDRED_ITEM (kindred_merge_card_get_person (KINDRED_MERGE_CARD (card)));

      if (kindred_item_get_id (item) == self->persons[person])
        return card;
    }

  return NULL;
}

static gboolean
says (GtkWidget *dialog, const char *text)
{
  return app_fixture_find (dialog, GTK_TYPE_LABEL, "label", text) != NULL;
}

static gboolean
is_active (GtkWidget *card)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (card));
}

/* Who has more faces is proposed; the user may choose the other one. */
static void
test_choice (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = ask (self, 0, 1);

  app_fixture_assert_spoken (find_card (self, dialog, 0), "Keep name and picture of: Bob, 8 faces");
  g_assert_true (is_active (find_card (self, dialog, 0)));
  g_assert_true (says (dialog, "Afterwards: Bob, 15 faces"));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_card (self, dialog, 1)), TRUE);
  g_assert_false (is_active (find_card (self, dialog, 0)));
  g_assert_true (says (dialog, "Afterwards: Ann, 15 faces"));
  answer (dialog, "merge");
  app_fixture_wait (get_person (self, 0) == NULL);
  app_fixture_wait (kindred_person_item_get_n_faces (get_person (self, 1)) == 15);
  g_assert_cmpstr (get_name (self, 1), ==, "Ann");
}

/* The picture of one, the name of the other. */
static void
test_name_of_other (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = ask (self, 1, 2);

  g_assert_true (is_active (find_card (self, dialog, 1)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_card (self, dialog, 2)), TRUE);
  g_assert_true (says (dialog, "Afterwards: Ann, 13 faces"));
  answer (dialog, "merge");
  app_fixture_wait (get_person (self, 1) == NULL);
  app_fixture_wait (g_strcmp0 (get_name (self, 2), "Ann") == 0);
}

/* All that there is to see, without a window manager too: that would see to it that the dialog is as large as it says.
 */
static gboolean
shows_all (GtkWidget *dialog)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (dialog));
  int natural;

  gtk_test_widget_wait_for_draw (dialog);
  gtk_widget_measure (dialog, GTK_ORIENTATION_VERTICAL, gdk_surface_get_width (surface), NULL, &natural, NULL, NULL);

  return gdk_surface_get_height (surface) >= natural;
}

/* Persons who are in one photo can hardly be one: there they are. */
static void
test_together (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = ask (self, 3, 4), *preview, *button;

  app_fixture_wait (says (dialog, "Be careful: they are together in 1 photo."));
  app_fixture_wait (shows_all (dialog));
  preview = app_fixture_find (dialog, KINDRED_TYPE_PHOTO_PREVIEW, NULL, NULL);
  g_assert_nonnull (preview);
  app_fixture_wait (kindred_photo_picture_get_texture (KINDRED_PHOTO_PICTURE (preview)) != NULL);
  app_fixture_wait (kindred_photo_preview_get_n_marks (KINDRED_PHOTO_PREVIEW (preview)) == 2);
  button = gtk_widget_get_ancestor (preview, GTK_TYPE_BUTTON);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), ".jpg"));
  answer (dialog, "cancel");
  g_assert_nonnull (get_person (self, 4));
}

/* Somebody else merged one of them away: nothing is left to do, and the dialog says so. */
static void
test_gone (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = ask (self, 1, 4);

  kindred_session_edit (self->session, kindred_edit_new_name (self->persons[4], "<Eve>", NULL), NULL);
  app_fixture_wait (says (find_card (self, dialog, 4), "<Eve>"));
  kindred_session_edit (self->session, kindred_edit_new_merge (self->persons[0], &self->persons[4], 1, NULL), NULL);
  app_fixture_wait (get_person (self, 4) == NULL);
  g_assert_true (says (dialog, "“<Eve>” is gone: the faces are with somebody else now."));
  g_assert_null (find_card (self, dialog, 4));
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "merge"));
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Nobody to Merge With");
  app_fixture_wait (shows_all (dialog));

  answer (dialog, "merge");
  app_fixture_wait (!kindred_session_get_editing (self->session));
  g_assert_cmpuint (kindred_person_item_get_n_faces (get_person (self, 1)), ==, 7);
  g_assert_cmpuint (kindred_person_item_get_n_faces (get_person (self, 0)), ==, 8 + 4);
}

/* The one that should stay goes, two others are left. */
static void
test_kept_gone (AppFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) persons = g_ptr_array_new ();
  GtkWidget *dialog;

  app_fixture_present (self);
  for (guint i = 1; i < 4; i++)
    g_ptr_array_add (persons, get_person (self, i));
  dialog = kindred_merge_dialog_new (GTK_WINDOW (self->window), self->session, persons, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (is_active (find_card (self, dialog, 1)));
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Merge 3 People?");

  kindred_session_edit (self->session, kindred_edit_new_merge (self->persons[0], &self->persons[1], 1, NULL), NULL);
  app_fixture_wait (get_person (self, 1) == NULL);
  g_assert_true (is_active (find_card (self, dialog, 2)));
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Merge 2 People?");
  app_fixture_wait (shows_all (dialog));
  g_assert_true (says (dialog, "Afterwards: Unnamed person, 11 faces"));
  answer (dialog, "merge");
  app_fixture_wait (get_person (self, 3) == NULL);
  app_fixture_wait (kindred_person_item_get_n_faces (get_person (self, 2)) == 6 + 5);
}

/* Returns: whether nobody else gets to see that Enter was pressed. */
static gboolean
press_enter (GtkWidget *widget, gboolean press)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean stopped = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), "held-enter") != 0)
        continue;
      if (press)
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Return, 36, 0, &stopped);
      else
        g_signal_emit_by_name (controller, "key-released", GDK_KEY_Return, 36, 0);
    }

  return stopped;
}

/* The one that proposes to merge must not accept it too, as long as it is held. */
static void
test_held_enter (AppFixture *self, gconstpointer data)
{
  GtkWidget *page, *popover, *dialog;

  app_fixture_present (self);
  page = kindred_window_get_page (self->window);
  gtk_widget_activate_action (page, "people.rename", "x", self->persons[2]);
  popover = app_fixture_find (page, KINDRED_TYPE_NAME_POPOVER, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (app_fixture_find (popover, GTK_TYPE_ENTRY, NULL, NULL)), "Bob");
  g_assert_false (press_enter (popover, TRUE));
  g_signal_emit_by_name (app_fixture_find (popover, GTK_TYPE_ENTRY, NULL, NULL), "activate");
  dialog = app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);

  g_assert_true (press_enter (dialog, TRUE));
  g_assert_true (press_enter (dialog, TRUE));
  press_enter (dialog, FALSE);
  g_assert_false (press_enter (dialog, TRUE));
  press_enter (dialog, FALSE);
  answer (dialog, "cancel");
  g_assert_nonnull (get_person (self, 2));
}

#define add(path, data, test)                                                                                          \
  g_test_add ("/app/merge/" path, AppFixture, data, app_fixture_set_up, test, app_fixture_tear_down)

static void
add_tests (void)
{
  add ("choice", NULL, test_choice);
  add ("name-of-other", NULL, test_name_of_other);
  add ("together", "together", test_together);
  add ("gone", NULL, test_gone);
  add ("kept-gone", NULL, test_kept_gone);
  add ("held-enter", NULL, test_held_enter);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
