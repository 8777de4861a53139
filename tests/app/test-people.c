/* test-people.c - the lists of people, and a selection in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-item-selection.h"
#include "model/kindred-faces-model.h"
#include "model/kindred-people-model.h"

static char *
dup_names (GListModel *model)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (KindredPersonItem) person = g_list_model_get_item (model, i);
      const char *name = kindred_person_item_get_name (person);

      g_string_append_printf (names, "%s%s:%u", i > 0 ? " " : "", name != NULL ? name : "-",
                              kindred_person_item_get_n_faces (person));
    }

  return g_strdup (names->str);
}

static gboolean
reads (GListModel *model, const char *expected)
{
  g_autofree char *names = dup_names (model);

  return g_str_equal (names, expected);
}

static void
edit (AppFixture *self, KindredEdit *command)
{
  g_assert_nonnull (command);
  kindred_session_edit (self->session, command, NULL);
}

static void
test_order (AppFixture *self, gconstpointer data)
{
  g_autoptr (KindredPeopleModel) model = NULL;
  g_autoptr (KindredPeopleModel) hidden = NULL;

  app_fixture_open (self);
  model = kindred_people_model_new (kindred_session_get_people (self->session), KINDRED_PEOPLE_VISIBLE);
  hidden = kindred_people_model_new (kindred_session_get_people (self->session), KINDRED_PEOPLE_HIDDEN);
  app_fixture_wait (reads (G_LIST_MODEL (model), "Ann:7 Bob:8 -:6 -:5 -:4 -:3"));

  edit (self, kindred_edit_new_name (self->persons[5], "Älf", NULL));
  app_fixture_wait (g_list_model_get_n_items (G_LIST_MODEL (model)) == 6
                    && kindred_item_list_find (KINDRED_ITEM_LIST (model), self->persons[5]) < 3);

  edit (self, kindred_edit_new_hide (&self->persons[5], 1, TRUE, NULL));
  app_fixture_wait (reads (G_LIST_MODEL (model), "Ann:7 Bob:8 -:6 -:5 -:4"));
  g_assert_true (reads (G_LIST_MODEL (hidden), "Älf:3"));
  g_assert_cmpuint (kindred_people_get_n_hidden (kindred_session_get_people (self->session)), ==, 1);
  g_assert_cmpuint (kindred_item_list_find (KINDRED_ITEM_LIST (model), self->persons[5]), ==, G_MAXUINT);
}

static void
test_search (AppFixture *self, gconstpointer data)
{
  g_autoptr (KindredPeopleModel) model = NULL;

  app_fixture_open (self);
  model = kindred_people_model_new (kindred_session_get_people (self->session), KINDRED_PEOPLE_VISIBLE);
  app_fixture_wait (g_list_model_get_n_items (G_LIST_MODEL (model)) == 6);

  kindred_people_model_set_search (model, "än");
  g_assert_true (reads (G_LIST_MODEL (model), "Ann:7"));
  kindred_people_model_set_search (model, "x");
  g_assert_true (reads (G_LIST_MODEL (model), ""));
  kindred_people_model_set_search (model, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 6);
}

/* @names: of all that are found, in their order */
static void
assert_completed (KindredPeople *people, const char *query, const char *names)
{
  g_autoptr (GPtrArray) found = kindred_people_complete (people, query, 0, 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", kindred_person_item_get_name (found->pdata[i]));
  g_assert_cmpstr (text->str, ==, names);
}

static void
test_complete (AppFixture *self, gconstpointer data)
{
  KindredPeople *people;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) one = NULL;

  app_fixture_open (self);
  people = kindred_session_get_people (self->session);
  app_fixture_wait (kindred_people_get_loaded (people));

  /* Most used first, nobody without a name */
  all = kindred_people_complete (people, "", 0, 0);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (kindred_person_item_get_name (all->pdata[0]), ==, "Bob");
  one = kindred_people_complete (people, "", self->persons[0], 5);
  g_assert_cmpuint (one->len, ==, 1);

  /* Of these, too, in whatever way they are written */
  edit (self, kindred_edit_new_name (self->persons[3], "김민수", NULL));
  edit (self, kindred_edit_new_name (self->persons[2], "Eva 김", NULL));
  edit (self, kindred_edit_new_name (self->persons[4], "أحمد", NULL));
  app_fixture_wait (kindred_people_find_name (people, "أحمد", 0) != NULL);
  assert_completed (people, "김", "Eva 김 김민수");
  assert_completed (people, "\u1100\u1175", "Eva 김 김민수");
  assert_completed (people, "민", "김민수");
  assert_completed (people, "احم", "أحمد");
  g_assert_nonnull (kindred_people_find_name (people, "\u1100\u1175\u11b7민수", 0));

  g_assert_nonnull (kindred_people_find_name (people, "aNN", 0));
  g_assert_null (kindred_people_find_name (people, "Ann", self->persons[1]));
  g_assert_null (kindred_people_find_name (people, "An", 0));
}

/* Items are the same objects after a refresh; what is selected stays so though it moves. */
static void
test_selection_survives (AppFixture *self, gconstpointer data)
{
  g_autoptr (KindredPeopleModel) model = NULL;
  g_autoptr (KindredItemSelection) selection = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  app_fixture_open (self);
  model = kindred_people_model_new (kindred_session_get_people (self->session), KINDRED_PEOPLE_VISIBLE);
  app_fixture_wait (g_list_model_get_n_items (G_LIST_MODEL (model)) == 6);
  selection = kindred_item_selection_new (G_LIST_MODEL (model));

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 3, FALSE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 5, FALSE);
  before = kindred_item_selection_list (selection);
  g_assert_cmpuint (before->len, ==, 2);

  /* The second one goes to the front of the list. */
  edit (self, kindred_edit_new_name (self->persons[5], "Aaron", NULL));
  app_fixture_wait (kindred_item_list_find (KINDRED_ITEM_LIST (model), self->persons[5]) == 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  after = kindred_item_selection_list (selection);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_true (after->pdata[0] == before->pdata[1]);
  g_assert_true (after->pdata[1] == before->pdata[0]);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 0));
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 5));

  /* Who is no more is not selected any more. */
  edit (self, kindred_edit_new_hide (&self->persons[5], 1, TRUE, NULL));
  app_fixture_wait (kindred_item_selection_get_n_selected (selection) == 1);
}

/* Like on a telephone: only deliberate selecting counts. */
static void
test_selection_mode (AppFixture *self, gconstpointer data)
{
  g_autoptr (KindredPeopleModel) model = NULL;
  g_autoptr (KindredItemSelection) selection = NULL;

  app_fixture_open (self);
  model = kindred_people_model_new (kindred_session_get_people (self->session), KINDRED_PEOPLE_VISIBLE);
  app_fixture_wait (g_list_model_get_n_items (G_LIST_MODEL (model)) == 6);
  selection = kindred_item_selection_new (G_LIST_MODEL (model));

  g_assert_false (gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 2, TRUE));
  g_assert_cmpuint (kindred_item_selection_get_n_selected (selection), ==, 0);
  g_assert_false (kindred_item_selection_get_active (selection));

  g_assert_true (gtk_selection_model_select_range (GTK_SELECTION_MODEL (selection), 1, 3, TRUE));
  g_assert_cmpuint (kindred_item_selection_get_n_selected (selection), ==, 3);
  g_assert_true (kindred_item_selection_get_active (selection));
  g_assert_true (gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (selection), 2));
  g_assert_cmpuint (kindred_item_selection_get_n_selected (selection), ==, 2);

  kindred_item_selection_leave (selection);
  g_assert_cmpuint (kindred_item_selection_get_n_selected (selection), ==, 0);
  g_assert_false (kindred_item_selection_get_active (selection));
}

static void
test_faces (AppFixture *self, gconstpointer data)
{
  g_autoptr (KindredFacesModel) faces = NULL;
  g_autoptr (KindredItem) first = NULL;
  g_autoptr (KindredItem) still = NULL;
  gint64 id;

  app_fixture_open (self);
  faces = kindred_faces_model_new (self->library, KINDRED_FACES_OF_PERSON, self->persons[2]);
  app_fixture_wait (kindred_faces_model_get_loaded (faces));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (faces)), ==, 6);
  first = g_list_model_get_item (G_LIST_MODEL (faces), 0);
  still = g_list_model_get_item (G_LIST_MODEL (faces), 1);

  id = kindred_item_get_id (first);
  edit (self, kindred_edit_new_reject (&id, 1, NULL));
  app_fixture_wait (g_list_model_get_n_items (G_LIST_MODEL (faces)) == 5);
  g_clear_object (&first);
  first = g_list_model_get_item (G_LIST_MODEL (faces), 0);
  g_assert_true (first == still);

  kindred_faces_model_set_person (faces, self->persons[0]);
  app_fixture_wait (g_list_model_get_n_items (G_LIST_MODEL (faces)) == 8);
}

#define add(path, test)                                                                                                \
  g_test_add ("/app/people/" path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

static void
add_tests (void)
{
  add ("order", test_order);
  add ("search", test_search);
  add ("complete", test_complete);
  add ("selection-survives", test_selection_survives);
  add ("selection-mode", test_selection_mode);
  add ("faces", test_faces);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
