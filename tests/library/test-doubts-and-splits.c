/* test-doubts-and-splits.c - what helps with a person that is mixed up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "people-fixture.h"

static GArray *
list_doubts (PeopleFixture *self, gint64 person)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *doubts;

  kindred_library_list_doubts_async (self->base.library, person, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  doubts = kindred_library_list_doubts_finish (self->base.library, result, &error);
  g_assert_no_error (error);

  return doubts;
}

static KindredSplit *
split (PeopleFixture *self, gint64 person)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KindredSplit *prepared;

  kindred_library_split_async (self->base.library, person, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  prepared = kindred_library_split_finish (self->base.library, result, &error);
  g_assert_no_error (error);

  return prepared;
}

static void
test_doubts (PeopleFixture *self, gconstpointer data)
{
  g_autoptr (GArray) doubts = NULL;
  const KindredDoubt *first, *last;
  gint64 faces[8], person;

  for (int i = 0; i < 6; i++)
    faces[i] = people_fixture_add_face (self, PEOPLE_PLACE (0, i));
  faces[6] = people_fixture_add_face (self, PEOPLE_PLACE (0, 70));
  faces[7] = people_fixture_add_face_without_embedding (self);
  person = people_fixture_group (self, faces, 8);
  people_fixture_add_person (self, PEOPLE_PLACE (1, 0), 3);
  people_fixture_open (self);
  doubts = list_doubts (self, person);

  g_assert_cmpuint (doubts->len, ==, 8);
  first = &g_array_index (doubts, KindredDoubt, 0);
  last = &g_array_index (doubts, KindredDoubt, 7);
  g_assert_cmpint (first->face, ==, faces[6]);
  g_assert_cmpfloat (first->doubt, >, 0.5);
  g_assert_false (first->same_photo);
  g_assert_cmpint (last->face, ==, faces[7]);
  g_assert_cmpfloat (last->doubt, ==, 0);
}

static void
test_doubts_same_photo (PeopleFixture *self, gconstpointer data)
{
  const PeoplePlace places[] = { PEOPLE_PLACE (0, 1), PEOPLE_PLACE (0, 20) };
  g_autoptr (GArray) doubts = NULL;
  gint64 faces[6], person;

  for (int i = 0; i < 4; i++)
    faces[i] = people_fixture_add_face (self, PEOPLE_PLACE (0, i));
  people_fixture_add_photo (self, places, 2, faces + 4);
  person = people_fixture_group (self, faces, 6);
  people_fixture_open (self);
  doubts = list_doubts (self, person);

  g_assert_cmpuint (doubts->len, ==, 6);
  g_assert_cmpint (g_array_index (doubts, KindredDoubt, 0).face, ==, faces[5]);
  for (guint i = 0; i < doubts->len; i++)
    {
      const KindredDoubt *doubt = &g_array_index (doubts, KindredDoubt, i);

      g_assert_cmpint (doubt->same_photo, ==, doubt->face == faces[4] || doubt->face == faces[5]);
    }
}

static void
test_split (PeopleFixture *self, gconstpointer data)
{
  g_autoptr (KindredSplit) prepared = NULL;
  const gint64 *split_faces;
  gint64 faces[12], person;
  gint32 labels[12];
  gsize n;

  for (int i = 0; i < 12; i++)
    faces[i] = people_fixture_add_face (self, PEOPLE_PLACE (i % 3 == 0 ? 1 : 0, i));
  person = people_fixture_group (self, faces, 12);
  people_fixture_add_person (self, PEOPLE_PLACE (2, 0), 3);
  people_fixture_open (self);
  prepared = split (self, person);
  split_faces = kindred_split_get_faces (prepared, &n);

  g_assert_cmpuint (n, ==, 12);
  g_assert_cmpuint (kindred_split_cut (prepared, 0, labels), ==, 1);
  g_assert_cmpuint (kindred_split_cut (prepared, 0.28, labels), ==, 2);
  for (gsize i = 0; i < n; i++)
    {
      gsize place = 0;

      while (faces[place] != split_faces[i])
        g_assert_cmpuint (++place, <, 12);
      g_assert_cmpint (labels[i], ==, place % 3 == 0 ? 1 : 0);
    }
  g_assert_cmpuint (kindred_split_cut (prepared, 1, labels), ==, 12);

  /* Those are what the user is shown first. */
  g_assert_cmpuint (kindred_split_cut (prepared, kindred_split_find_beginning (prepared), labels), ==, 2);
}

/* A person that is gone when the dialog opens. */
static void
test_nobody (PeopleFixture *self, gconstpointer data)
{
  g_autoptr (KindredSplit) prepared = NULL;
  g_autoptr (GArray) doubts = NULL;
  gsize n;

  people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 3);
  people_fixture_open (self);
  prepared = split (self, 99);
  kindred_split_get_faces (prepared, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (kindred_split_cut (prepared, 0.5, NULL), ==, 0);
  doubts = list_doubts (self, 99);
  g_assert_cmpuint (doubts->len, ==, 0);
}

static void
assert_described (KindredEditRecord record, const char *expected)
{
  g_autofree char *text = kindred_edit_record_describe (&record);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_described (PeopleFixture *self, gconstpointer data)
{
  KindredEditRecord record = { .kind = KINDRED_EDIT_SPLIT, .n_faces = 12, .n_persons = 3, .name = (char *) "Ann" };

  assert_described (record, "Split 12 faces of “Ann” into 3 people");
  record.name = NULL;
  assert_described (record, "Split 12 faces of an unnamed person into 3 people");
  record.kind = KINDRED_EDIT_REVERT;
  record.reverted_kind = KINDRED_EDIT_SPLIT;
  record.n_persons = 1;
  record.n_faces = 1;
  assert_described (record, "Took back: Split 1 face of an unnamed person into 1 person");
}

int
main (int argc, char *argv[])
{
  library_fixture_init (&argc, &argv);

  people_fixture_add_test ("/doubts/of-person", test_doubts);
  people_fixture_add_test ("/doubts/same-photo", test_doubts_same_photo);
  people_fixture_add_test ("/split/groups", test_split);
  people_fixture_add_test ("/split/nobody", test_nobody);
  people_fixture_add_test ("/split/described", test_described);

  return library_fixture_run ();
}
