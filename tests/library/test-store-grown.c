/* test-store-grown.c - undo of edits after grouping went on, and what people and the check make of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "grouping-fixture.h"

#include "store/kindred-store-private.h"

/* Grouping has added a face to a person that undo removes: it goes where the others go. */
static void
test_grown_faces_follow (GroupingFixture *self, gconstpointer data)
{
  gint64 person;

  grouping_fixture_apply (self, kindred_edit_new_move_faces (self->a, self->faces, 2, 0, "Cleo", NULL));
  person = grouping_fixture_get_person (self, 0);
  g_assert_cmpuint (grouping_fixture_move (self, self->faces[6], 0, person), ==, 1);

  store_fixture_undo (&self->base);
  g_assert_false (grouping_fixture_exists (self, person));
  g_assert_cmpint (grouping_fixture_get_person (self, 0), ==, self->a);
  g_assert_cmpint (grouping_fixture_get_person (self, 6), ==, self->a);

  store_fixture_redo (&self->base);
  g_assert_true (grouping_fixture_exists (self, person));
  g_assert_cmpint (grouping_fixture_get_person (self, 0), ==, person);
  g_assert_cmpint (grouping_fixture_get_person (self, 6), ==, self->a);
}

/* ... but not if it was rejected from there, nor beside a face of the same photo. */
static void
test_grown_faces_obey (GroupingFixture *self, gconstpointer data)
{
  gint64 photo = store_fixture_add_photo (&self->base, 60, 2, 60);
  g_autoptr (GArray) pair = store_fixture_get_faces (&self->base, photo);
  gint64 one = g_array_index (pair, gint64, 0), other = g_array_index (pair, gint64, 1), person;

  g_assert_cmpuint (grouping_fixture_move (self, one, 0, self->a), ==, 1);
  grouping_fixture_apply (self, kindred_edit_new_reject (&self->faces[3], 1, NULL));
  grouping_fixture_apply (self, kindred_edit_new_move_faces (self->a, self->faces, 2, 0, "Cleo", NULL));
  person = grouping_fixture_get_person (self, 0);
  g_assert_cmpuint (grouping_fixture_move (self, other, 0, person), ==, 1);
  g_assert_cmpuint (grouping_fixture_move (self, self->faces[3], 0, person), ==, 1);

  store_fixture_undo (&self->base);
  g_assert_cmpint (store_fixture_get_person (&self->base, other), ==, 0);
  g_assert_cmpint (grouping_fixture_get_person (self, 3), ==, 0);
  g_assert_true (grouping_fixture_has_new (self));
}

static void
test_grown_faces_stay_after_merge (GroupingFixture *self, gconstpointer data)
{
  grouping_fixture_apply (self, kindred_edit_new_merge (self->a, &self->b, 1, NULL));
  grouping_fixture_move (self, self->faces[6], 0, self->a);
  store_fixture_undo (&self->base);
  g_assert_cmpint (grouping_fixture_get_person (self, 6), ==, self->a);
  g_assert_cmpint (grouping_fixture_get_person (self, 4), ==, self->b);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->faces[4]), ==, KINDRED_DECISION_NONE);

  /* b has grown before the merge is done again. */
  grouping_fixture_move (self, self->faces[7], 0, self->b);
  store_fixture_redo (&self->base);
  g_assert_false (grouping_fixture_exists (self, self->b));
  g_assert_cmpint (grouping_fixture_get_person (self, 7), ==, self->a);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->faces[7]), ==, KINDRED_DECISION_NONE);
}

/* The person that undo brings faces back to was dissolved by grouping meanwhile. */
static void
test_person_gone_meanwhile (GroupingFixture *self, gconstpointer data)
{
  grouping_fixture_apply (self, kindred_edit_new_confirm (&self->faces[4], 1, NULL));
  grouping_fixture_apply (self, kindred_edit_new_move_faces (0, &self->faces[4], 1, self->a, NULL, NULL));
  g_assert_cmpuint (grouping_fixture_move (self, self->faces[5], self->b, self->a), ==, 1);
  g_assert_false (grouping_fixture_exists (self, self->b));

  /* The decision is not lost. */
  store_fixture_undo (&self->base);
  g_assert_cmpint (grouping_fixture_get_person (self, 4), ==, self->b);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->faces[4]), ==, KINDRED_DECISION_CONFIRMED);

  /* Without one, the face is up to grouping. */
  store_fixture_undo (&self->base);
  g_assert_cmpint (grouping_fixture_get_person (self, 4), ==, self->b);
  grouping_fixture_apply (self, kindred_edit_new_move_faces (0, &self->faces[6], 1, self->a, NULL, NULL));
  store_fixture_undo (&self->base);
  grouping_fixture_apply (self, kindred_edit_new_move_faces (0, &self->faces[4], 1, self->a, NULL, NULL));
  g_assert_false (grouping_fixture_exists (self, self->b));
  store_fixture_undo (&self->base);
  g_assert_cmpint (grouping_fixture_get_person (self, 4), ==, self->b);
}

static void
test_free_face_of_person_gone (GroupingFixture *self, gconstpointer data)
{
  grouping_fixture_apply (self, kindred_edit_new_move_faces (0, &self->faces[4], 1, self->a, NULL, NULL));
  g_assert_cmpuint (grouping_fixture_move (self, self->faces[5], self->b, self->a), ==, 1);
  g_assert_false (grouping_fixture_exists (self, self->b));
  kindred_store_apply_grouping (self->base.store, NULL, 0, self->faces + 6, GROUPING_FIXTURE_N_FACES - 6, FALSE, NULL,
                                NULL);
  g_assert_false (grouping_fixture_has_new (self));

  store_fixture_undo (&self->base);
  g_assert_cmpint (grouping_fixture_get_person (self, 4), ==, 0);
  g_assert_true (grouping_fixture_has_new (self));
  store_fixture_redo (&self->base);
  g_assert_cmpint (grouping_fixture_get_person (self, 4), ==, self->a);
}

static void
test_face_gone_meanwhile (GroupingFixture *self, gconstpointer data)
{
  g_autoptr (KindredPhotoRecord) photo = kindred_photo_record_new ();
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (KindredFaceRecord) face = NULL;
  g_autoptr (GError) error = NULL;

  /* Undone, the faces are free, and one is not found again. */
  grouping_fixture_apply (self, kindred_edit_new_merge (self->a, &self->b, 1, NULL));
  store_fixture_undo (&self->base);
  face = kindred_store_get_face (self->base.store, self->faces[4], &error);
  photo->id = face->photo;
  kindred_store_put_analysis (self->base.store, photo, nothing, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (store_fixture_count_faces (&self->base, self->b), ==, 1);

  store_fixture_redo (&self->base);
  g_assert_cmpuint (store_fixture_count_faces (&self->base, self->a), ==, 5);
  store_fixture_undo (&self->base);
  g_assert_cmpuint (store_fixture_count_faces (&self->base, self->b), ==, 1);
}

/* ---- people ---- */

static void
test_people_in_order (GroupingFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL;
  const KindredPersonRecord *first, *second;
  g_autoptr (KindredPersonRecord) away = NULL;
  g_autoptr (KindredFaceRecord) face = NULL;

  people = kindred_store_list_people (self->base.store, FALSE, NULL, NULL);
  g_assert_cmpuint (people->len, ==, 2);
  first = people->pdata[0];
  g_assert_cmpint (first->id, ==, self->a);
  g_assert_cmpuint (first->n_faces, ==, 4);
  g_assert_cmpuint (first->n_photos, ==, 4);
  g_assert_cmpint (first->first_taken, ==, 0);
  g_assert_cmpint (first->last_taken, ==, 3);
  g_assert_cmpint (first->cover, ==, self->faces[0]);
  g_ptr_array_unref (people);

  grouping_fixture_apply (self, kindred_edit_new_name (self->b, "Bea", NULL));
  people = kindred_store_list_people (self->base.store, FALSE, NULL, NULL);
  first = people->pdata[0];
  second = people->pdata[1];
  g_assert_cmpstr (first->name, ==, "Bea");
  g_assert_cmpint (second->id, ==, self->a);

  /* Photos that are missing do not count. */
  face = kindred_store_get_face (self->base.store, self->faces[0], NULL);
  kindred_store_set_photo_missing (self->base.store, face->photo, NULL);
  away = kindred_store_get_person (self->base.store, self->a, NULL);
  g_assert_cmpuint (away->n_faces, ==, 3);
  g_assert_cmpint (away->cover, ==, self->faces[1]);
  g_assert_cmpint (away->first_taken, ==, 1);
}

/* ---- the check ---- */

static void
test_check_finds (GroupingFixture *self, gconstpointer data)
{
  static const char *const wrongs[] = {
    "UPDATE persons SET cover = (SELECT id FROM faces WHERE person IS NULL) WHERE id = (SELECT min (id) FROM persons)",
    "INSERT INTO rejections SELECT id, person FROM faces WHERE person IS NOT NULL LIMIT 1",
    "DELETE FROM photos WHERE id = (SELECT min (id) FROM photos)",
    "UPDATE faces SET person = 4711 WHERE id = (SELECT min (id) FROM faces)",
    "PRAGMA ignore_check_constraints = ON; UPDATE faces SET decision = 1 WHERE person IS NULL",
    "DELETE FROM detections WHERE face = (SELECT min (face) FROM detections)",
    "UPDATE detections SET encoder = NULL WHERE face = (SELECT min (face) FROM detections)",
    "DELETE FROM folders WHERE path IS NOT NULL",
    "DELETE FROM folders WHERE path IS NULL",
    "DELETE FROM library",
    "INSERT INTO edits (kind, time, undone) VALUES (1, 1, 1), (1, 1, 0)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_auto (GStrv) findings = NULL;
      g_autoptr (GError) error = NULL;

      kindred_database_execute (self->base.store->database, "PRAGMA foreign_keys = OFF", &error);
      kindred_store_begin (self->base.store, &error);
      g_assert_no_error (error);
      kindred_database_execute (self->base.store->database, wrongs[i], &error);
      g_assert_no_error (error);
      kindred_store_check (self->base.store, &findings, NULL, &error);
      g_assert_no_error (error);
      if (g_strv_length (findings) == 0)
        g_error ("Not found: %s", wrongs[i]);
      kindred_store_rollback (self->base.store);
      kindred_database_execute (self->base.store->database, "PRAGMA ignore_check_constraints = OFF", &error);
    }
}

int
main (int argc, char *argv[])
{
  static const GroupingFixtureTest tests[] = {
    { "/store/grown/grown-faces-follow", test_grown_faces_follow },
    { "/store/grown/grown-faces-obey", test_grown_faces_obey },
    { "/store/grown/grown-faces-stay-after-merge", test_grown_faces_stay_after_merge },
    { "/store/grown/person-gone-meanwhile", test_person_gone_meanwhile },
    { "/store/grown/free-face-of-person-gone", test_free_face_of_person_gone },
    { "/store/grown/face-gone-meanwhile", test_face_gone_meanwhile },
    { "/store/grown/people-in-order", test_people_in_order },
    { "/store/grown/check-finds", test_check_finds },
  };

  return grouping_fixture_run (tests, G_N_ELEMENTS (tests), &argc, &argv);
}
