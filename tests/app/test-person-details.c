/* test-person-details.c - the dialog of who a person is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-notes-entry.h"
#include "app/kindred-person-details.h"
#include "app/kindred-person-page.h"

/* ---- helpers ---- */

static GtkWidget *
get_details (void)
{
  return app_fixture_get_dialog (KINDRED_TYPE_PERSON_DETAILS);
}

static KindredPersonItem *
get_person (AppFixture *self, guint person)
{
  return kindred_people_lookup (kindred_session_get_people (self->session), self->persons[person]);
}

static GtkWidget *
open_details (AppFixture *self, guint person)
{
  GtkWidget *page;

  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[person]);
  page = kindred_window_get_page (self->window);
  app_fixture_wait (g_list_model_get_n_items (G_LIST_MODEL (
                        kindred_face_grid_get_model (kindred_person_page_get_faces (KINDRED_PERSON_PAGE (page)))))
                    == 8 - person);

  gtk_widget_activate_action (page, "person.details", NULL);
  app_fixture_wait (get_details () != NULL);

  return get_details ();
}

static GtkWidget *
find_row (const char *title)
{
  return app_fixture_find (get_details (), ADW_TYPE_ENTRY_ROW, "title", title);
}

static void
type (const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (title)), text);
}

static void
enter (const char *title, const char *text)
{
  type (title, text);
  g_signal_emit_by_name (find_row (title), "apply");
}

static GtkTextBuffer *
get_notes (void)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_fixture_find (get_details (), GTK_TYPE_TEXT_VIEW, NULL, NULL)));
}

static void
assert_hint (const char *text)
{
  g_assert_nonnull (app_fixture_find (get_details (), GTK_TYPE_LABEL, "label", text));
}

/* ---- tests ---- */

static void
test_birth (AppFixture *self, gconstpointer data)
{
  GtkWidget *page;

  open_details (self, 0);
  page = kindred_window_get_page (self->window);
  assert_hint ("A year, a month or a day, like 1987, May 1987 or 3 May 1987");

  /* It is checked while it is typed. */
  type ("Born", "3 Mai 20");
  assert_hint ("Not a date: a birth date is like 1987, May 1987 or 3 May 1987");
  g_assert_true (gtk_widget_has_css_class (find_row ("Born"), "error"));
  type ("Born", "3 May 9876");
  assert_hint ("This date is still to come");
  type ("Born", "3 may 1961");
  assert_hint ("Born: 3 May 1961. Each face shows the age.");
  g_assert_false (gtk_widget_has_css_class (find_row ("Born"), "error"));

  enter ("Born", "3 may 1961");
  app_fixture_wait (g_strcmp0 (kindred_person_item_get_birth (get_person (self, 0)), "1961-05-03") == 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row ("Born"))), ==, "3 May 1961");

  /* The photos of the test are from the beginning of 1970. */
  app_fixture_wait (app_fixture_find (page, GTK_TYPE_LABEL, "label", "8 years") != NULL);
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "label", "8 faces in 8 photos, 1970 · born 3 May 1961"));

  kindred_session_undo (self->session);
  app_fixture_wait (kindred_person_item_get_birth (get_person (self, 0)) == NULL);
  app_fixture_wait (app_fixture_find (page, GTK_TYPE_LABEL, "label", "8 years") == NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row ("Born"))), ==, "");
}

static void
test_before_birth (AppFixture *self, gconstpointer data)
{
  GtkWidget *page;

  open_details (self, 0);
  page = kindred_window_get_page (self->window);
  enter ("Born", "1987");
  app_fixture_wait (app_fixture_find (page, GTK_TYPE_LABEL, "label", "Before birth") != NULL);
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic"));
  g_assert_cmpuint (kindred_person_item_get_n_faces (get_person (self, 0)), ==, 8);
}

static void
test_name (AppFixture *self, gconstpointer data)
{
  g_autofree char *longer = g_strnfill (10000, 'x');

  open_details (self, 2);
  enter ("Name", longer);
  g_assert_true (gtk_widget_has_css_class (find_row ("Name"), "error"));
  g_assert_cmpuint (strlen (gtk_editable_get_text (GTK_EDITABLE (find_row ("Name")))), ==, 10000);

  enter ("Name", "  <b>Zoe</b>   &  co ");
  app_fixture_wait (g_strcmp0 (kindred_person_item_get_name (get_person (self, 2)), "<b>Zoe</b> & co") == 0);
  g_assert_false (gtk_widget_has_css_class (find_row ("Name"), "error"));

  /* Somebody's name */
  enter ("Name", "ANN");
  app_fixture_wait (app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  app_fixture_wait (get_details () == NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG)), "merge");
  app_fixture_wait (get_person (self, 2) == NULL);
  g_assert_cmpuint (kindred_person_item_get_n_faces (get_person (self, 1)), ==, 13);
}

static void
test_switches (AppFixture *self, gconstpointer data)
{
  GtkWidget *details = open_details (self, 0);
  GtkWidget *row = app_fixture_find (details, ADW_TYPE_ACTION_ROW, "title", "Favourite");

  gtk_switch_set_active (GTK_SWITCH (app_fixture_find (row, GTK_TYPE_SWITCH, NULL, NULL)), TRUE);
  app_fixture_wait (kindred_person_item_get_favourite (get_person (self, 0)));

  row = app_fixture_find (details, ADW_TYPE_ACTION_ROW, "title", "Hidden");
  gtk_switch_set_active (GTK_SWITCH (app_fixture_find (row, GTK_TYPE_SWITCH, NULL, NULL)), TRUE);
  app_fixture_wait (kindred_person_item_get_hidden (get_person (self, 0)));

  /* What the toasts of the dialog offer */
  gtk_widget_activate_action (details, "win.undo", NULL);
  app_fixture_wait (!kindred_person_item_get_hidden (get_person (self, 0)));
  app_fixture_wait (!gtk_switch_get_active (GTK_SWITCH (app_fixture_find (row, GTK_TYPE_SWITCH, NULL, NULL))));
  g_assert_true (kindred_person_item_get_favourite (get_person (self, 0)));
}

static void
test_notes (AppFixture *self, gconstpointer data)
{
  g_autofree char *longer = g_strnfill (KINDRED_NOTES_MAX + 2, 'n');
  GtkWidget *details = open_details (self, 0);
  GtkWidget *page = kindred_window_get_page (self->window);

  /* What is too long is not cut, and the dialog not closed over it. */
  gtk_text_buffer_set_text (get_notes (), longer, -1);
  assert_hint ("2 characters too many to be kept");
  gtk_window_close (GTK_WINDOW (details));
  g_assert_true (get_details () == details);
  g_assert_null (kindred_person_item_get_notes (get_person (self, 0)));

  gtk_text_buffer_set_text (get_notes (), "Our <i>neighbour</i>\nuntil 2012  \n", -1);
  gtk_window_close (GTK_WINDOW (details));
  app_fixture_wait (get_details () == NULL);
  app_fixture_wait (g_strcmp0 (kindred_person_item_get_notes (get_person (self, 0)), "Our <i>neighbour</i>\nuntil 2012")
                    == 0);
  g_assert_nonnull (app_fixture_find (page, GTK_TYPE_LABEL, "label", "Our <i>neighbour</i>\nuntil 2012"));

  kindred_session_undo (self->session);
  app_fixture_wait (app_fixture_find (page, GTK_TYPE_LABEL, "label", "Our <i>neighbour</i>\nuntil 2012") == NULL);
}

static void
test_close (AppFixture *self, gconstpointer data)
{
  GtkWidget *details = open_details (self, 0);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  g_assert_nonnull (focus);

  /* What is good is kept, even without Enter; what is wrong is shown once more. */
  type ("Name", "Rob");
  type ("Born", "19x");
  gtk_window_close (GTK_WINDOW (details));
  g_assert_true (get_details () == details);
  app_fixture_wait (g_strcmp0 (kindred_person_item_get_name (get_person (self, 0)), "Rob") == 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row ("Born"))), ==, "19x");

  gtk_window_close (GTK_WINDOW (details));
  app_fixture_wait (get_details () == NULL);
  g_assert_null (kindred_person_item_get_birth (get_person (self, 0)));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == focus);
}

static void
test_gone (AppFixture *self, gconstpointer data)
{
  g_autofree char *toast = NULL;

  open_details (self, 0);
  gtk_text_buffer_set_text (get_notes (), "Half a sentence", -1);
  app_fixture_merge_elsewhere (self, 1, 0);
  app_fixture_wait (get_details () == NULL);
  app_fixture_wait ((g_free (toast), toast = app_fixture_dup_toast (self)) != NULL);
  g_assert_cmpstr (toast, ==, "This person is gone. The notes that you wrote are in the clipboard.");
}

/* The page below notices as well: it is said once. */
static void
test_gone_once (AppFixture *self, gconstpointer data)
{
  GtkWidget *toast;

  open_details (self, 0);
  app_fixture_merge_elsewhere (self, 1, 0);
  app_fixture_wait (get_details () == NULL);
  app_fixture_wait (!KINDRED_IS_PERSON_PAGE (kindred_window_get_page (self->window)));
  app_fixture_wait (app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "label",
                                      "This person is gone: the faces are with somebody else now.")
                    != NULL);

  toast = app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "icon-name", "window-close-symbolic");
  g_assert_nonnull (toast);
  gtk_widget_activate (toast);
  app_fixture_wait (app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "label",
                                      "This person is gone: the faces are with somebody else now.")
                    == NULL);
}

/* Names that nobody has, and some have */
static void
test_odd_names (AppFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *kept;
  } cases[] = {
    { "   ", NULL },
    { "\u202eevil", "evil" },
    { "a\x01\x1b[31mb\tc\nd", "a [31mb c d" },
    { "&lt;i&gt; <span>", "&lt;i&gt; <span>" },
    { "محمد", "محمد" },
  };

  open_details (self, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *kept = cases[i].kept;

      g_test_message ("%s", cases[i].typed);
      enter ("Name", cases[i].typed);
      app_fixture_wait (!kindred_session_get_editing (self->session));
      app_fixture_wait (g_strcmp0 (kindred_person_item_get_name (get_person (self, 2)), kept) == 0);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row ("Name"))), ==, kept != NULL ? kept : "");
      g_assert_false (gtk_widget_has_css_class (find_row ("Name"), "error"));
    }
}

static void
test_changed_elsewhere (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_details (self, 0);
  type ("Name", "Robert, half typ");
  kindred_session_edit (self->session, kindred_edit_new_name (self->persons[0], "Bobby", &error), error);
  kindred_session_edit (self->session, kindred_edit_new_birth (self->persons[0], "1950", &error), error);
  app_fixture_wait (g_strcmp0 (kindred_person_item_get_birth (get_person (self, 0)), "1950") == 0);
  app_fixture_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (find_row ("Born"))), "1950"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row ("Name"))), ==, "Robert, half typ");
}

#define add(path, test)                                                                                                \
  g_test_add ("/app/person-details/" path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

static void
add_tests (void)
{
  add ("birth", test_birth);
  add ("before-birth", test_before_birth);
  add ("name", test_name);
  add ("switches", test_switches);
  add ("notes", test_notes);
  add ("close", test_close);
  add ("gone", test_gone);
  add ("gone-once", test_gone_once);
  add ("odd-names", test_odd_names);
  add ("changed-elsewhere", test_changed_elsewhere);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
