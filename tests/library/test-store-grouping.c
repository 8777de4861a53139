/* test-store-grouping.c - what grouping may and may not do, and undo of what happened before it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "base/kindred-error.h"
#include "store/kindred-store-private.h"

#include <string.h>

#define IDS(...) ((const gint64[]){ __VA_ARGS__ }), G_N_ELEMENTS (((const gint64[]){ __VA_ARGS__ }))
#define N_FACES 8

/* Faces in a photo each; the first four are person a, the next two person b, the last two are new. */
typedef struct
{
  StoreFixture base;
  gint64 faces[N_FACES];
  gint64 a, b;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  store_fixture_set_up (&self->base);
  for (int i = 0; i < N_FACES; i++)
    {
      gint64 photo = store_fixture_add_photo (&self->base, i, 1, i);
      g_autoptr (GArray) faces = store_fixture_get_faces (&self->base, photo);

      self->faces[i] = g_array_index (faces, gint64, 0);
    }
  self->a = store_fixture_group (&self->base, self->faces, 4);
  self->b = store_fixture_group (&self->base, self->faces + 4, 2);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_fixture_assert_sound (&self->base);
  store_fixture_tear_down (&self->base);
}

static guint
apply_moves (Fixture *self, const KindredFaceMove *moves, gsize n, gboolean journal)
{
  g_autoptr (GError) error = NULL;
  guint n_applied;

  kindred_store_apply_grouping (self->base.store, moves, n, NULL, 0, journal, &n_applied, &error);
  g_assert_no_error (error);

  return n_applied;
}

/* While growing. */
static guint
move (Fixture *self, gint64 face, gint64 from, gint64 to)
{
  const KindredFaceMove one = { face, from, to };

  return apply_moves (self, &one, 1, FALSE);
}

/* In a regrouping that the user asked for. */
static guint
regroup (Fixture *self, gint64 face, gint64 from, gint64 to)
{
  const KindredFaceMove one = { face, from, to };

  return apply_moves (self, &one, 1, TRUE);
}

static void
apply (Fixture *self, KindredEdit *edit)
{
  kindred_edit_record_free (store_fixture_apply (&self->base, edit));
}

static gint64
person_of (Fixture *self, int i)
{
  return store_fixture_get_person (&self->base, self->faces[i]);
}

static gboolean
exists (Fixture *self, gint64 person)
{
  g_autoptr (KindredPersonRecord) record = kindred_store_get_person (self->base.store, person, NULL);

  return record != NULL;
}

static gboolean
has_new (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gboolean result;

  kindred_store_has_new_faces (self->base.store, "fake-1", &result, &error);
  g_assert_no_error (error);

  return result;
}

/* ---- grouping ---- */

static void
test_load (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredGroupingFaces) faces = NULL;
  g_autoptr (KindredGroupingFaces) none = NULL;
  g_autoptr (GError) error = NULL;

  apply (self, kindred_edit_new_name (self->a, "Ann", NULL));
  apply (self, kindred_edit_new_confirm (&self->faces[4], 1, NULL));
  apply (self, kindred_edit_new_cover (self->a, self->faces[1], NULL));
  apply (self, kindred_edit_new_reject (&self->faces[0], 1, NULL));
  apply (self, kindred_edit_new_not_a_face (&self->faces[7], 1, NULL));

  faces = kindred_store_load_grouping (self->base.store, "fake-1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faces->n_faces, ==, N_FACES - 1);
  g_assert_cmpuint (faces->n_persons, ==, 2);
  g_assert_cmpuint (faces->n_rejections, ==, 1);
  g_assert_cmpint (faces->rejected_face[0], ==, self->faces[0]);
  g_assert_cmpint (faces->rejected_person[0], ==, self->a);
  g_assert_true (faces->person_named[0] && faces->person_kept[0]);
  g_assert_true (!faces->person_named[1] && faces->person_kept[1]);

  for (gsize i = 0; i < faces->n_faces; i++)
    {
      g_assert_cmpint (faces->face[i], ==, self->faces[i]);
      g_assert_cmpfloat (faces->embeddings[i * KINDRED_EMBEDDING_SIZE + 5], ==, i);
      g_assert_cmpint (faces->decided[i], ==, i == 1 || i == 4);
      g_assert_cmpint (faces->is_new[i], ==, i == 6);
      g_assert_cmpint (faces->person[i], ==, i == 0 || i == 6 ? 0 : i < 4 ? self->a : self->b);
    }

  none = kindred_store_load_grouping (self->base.store, "other-1", NULL, &error);
  g_assert_cmpuint (none->n_faces, ==, 0);
}

static KindredGroupingFaces *
load (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  KindredGroupingFaces *faces = kindred_store_load_grouping (self->base.store, "fake-1", NULL, &error);

  g_assert_no_error (error);

  return faces;
}

static void
assert_lost (Fixture *self, gboolean lost_a, gboolean settled_a, gsize n_new)
{
  g_autoptr (KindredGroupingFaces) faces = load (self);
  gsize n = 0;

  for (gsize i = 0; i < faces->n_faces; i++)
    n += faces->is_new[i];
  g_assert_cmpuint (n, ==, n_new);
  g_assert_cmpint (faces->person_lost[0], ==, lost_a);
  g_assert_cmpint (faces->person_settled[0], ==, settled_a);
  g_assert_false (faces->person_lost[1] || faces->person_settled[1]);
}

/* While a photo is missing, its persons have lost a face, until grouping has seen to it. */
static void
test_lost (Fixture *self, gconstpointer data)
{
  const gint64 persons[] = { self->a, self->b };
  g_autoptr (KindredFaceRecord) face = kindred_store_get_face (self->base.store, self->faces[0], NULL);
  g_autoptr (GError) error = NULL;

  for (int round = 0; round < 2; round++)
    {
      kindred_store_apply_grouping (self->base.store, NULL, 0, self->faces, N_FACES, TRUE, NULL, &error);
      assert_lost (self, FALSE, FALSE, 0);

      kindred_store_set_photo_missing (self->base.store, face->photo, &error);
      assert_lost (self, TRUE, FALSE, 0);
      kindred_store_settle_losses (self->base.store, persons, G_N_ELEMENTS (persons), &error);
      assert_lost (self, TRUE, TRUE, 0);
      g_assert_false (has_new (self));

      /* It comes back to its person, and may bring others along. */
      kindred_database_run (self->base.store->database, "UPDATE photos SET missing = 0", NULL, 0, &error);
      g_assert_no_error (error);
      assert_lost (self, FALSE, FALSE, 1);
      g_assert_cmpint (person_of (self, 0), ==, self->a);
    }
}

static void
test_has_new (Fixture *self, gconstpointer data)
{
  g_assert_true (has_new (self));
  kindred_store_apply_grouping (self->base.store, NULL, 0, self->faces + 6, N_FACES - 6, FALSE, NULL, NULL);
  g_assert_false (has_new (self));
  store_fixture_add_photo (&self->base, 50, 1, 1);
  g_assert_true (has_new (self));
}

/* By another process: what it left over must not become persons of their own. */
static void
test_grouped_meanwhile (Fixture *self, gconstpointer data)
{
  const KindredFaceMove moves[] = { { self->faces[6], 0, -1 }, { self->faces[7], 0, -1 } };
  g_autoptr (GError) error = NULL;

  kindred_store_apply_grouping (self->base.store, NULL, 0, &self->faces[7], 1, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (kindred_store_apply_grouping (self->base.store, moves, 2, &self->faces[6], 2, FALSE, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (person_of (self, 6), ==, 0);
  g_assert_true (has_new (self));

  /* Regrouping looks at all faces anyway. */
  kindred_store_apply_grouping (self->base.store, moves, 2, &self->faces[6], 2, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (person_of (self, 6), !=, 0);
  g_assert_cmpint (person_of (self, 6), ==, person_of (self, 7));
}

static void
test_decisions_come_first (Fixture *self, gconstpointer data)
{
  apply (self, kindred_edit_new_confirm (&self->faces[0], 1, NULL));
  apply (self, kindred_edit_new_cover (self->a, self->faces[1], NULL));
  apply (self, kindred_edit_new_not_a_face (&self->faces[6], 1, NULL));

  g_assert_cmpuint (move (self, self->faces[0], self->a, self->b), ==, 0);
  g_assert_cmpuint (move (self, self->faces[1], self->a, self->b), ==, 0);
  g_assert_cmpuint (move (self, self->faces[6], 0, self->b), ==, 0);

  /* Elsewhere than grouping saw it; to a person that is gone; of a face that is gone. */
  g_assert_cmpuint (move (self, self->faces[2], self->b, 0), ==, 0);
  g_assert_cmpuint (move (self, self->faces[2], self->a, 4711), ==, 0);
  g_assert_cmpuint (move (self, 4711, 0, self->a), ==, 0);

  g_assert_cmpuint (regroup (self, self->faces[2], self->a, self->b), ==, 1);
  g_assert_cmpuint (move (self, self->faces[2], self->b, 0), ==, 1);
}

/* Growing had read a person that nobody had touched, and meant to take it apart; until it writes, the user does
 * something with it.  It may gain, but loses nothing. */
static void
test_touched_meanwhile (Fixture *self, gconstpointer data)
{
  const KindredFaceMove moves[] = { { self->faces[1], self->a, self->b },
                                    { self->faces[2], self->a, -1 },
                                    { self->faces[3], self->a, 0 },
                                    { self->faces[4], self->b, -1 },
                                    { self->faces[6], 0, self->a } };
  KindredEdit *edits[]
      = { kindred_edit_new_hide (&self->a, 1, TRUE, NULL), kindred_edit_new_cover (self->a, self->faces[0], NULL),
          kindred_edit_new_confirm (&self->faces[0], 1, NULL), kindred_edit_new_name (self->a, "Ann", NULL) };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      if (i > 0)
        store_fixture_undo (&self->base);
      apply (self, edits[i]);
      g_assert_cmpuint (apply_moves (self, moves, 3, FALSE), ==, 0);
    }

  /* The face that would be alone with somebody new stays, too. */
  g_assert_cmpuint (apply_moves (self, moves, G_N_ELEMENTS (moves), FALSE), ==, 1);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (person_of (self, i), ==, self->a);
  g_assert_cmpint (person_of (self, 4), ==, self->b);
  g_assert_cmpint (person_of (self, 6), ==, self->a);

  /* Regrouping is asked for, and may. */
  g_assert_cmpuint (apply_moves (self, moves, 3, TRUE), ==, 3);
}

/* ... nor does it gain beside what stayed for that reason a face of the same photo. */
static void
test_same_photo_meanwhile (Fixture *self, gconstpointer data)
{
  gint64 photo = store_fixture_add_photo (&self->base, 60, 2, 60);
  g_autoptr (GArray) pair = store_fixture_get_faces (&self->base, photo);
  gint64 one = g_array_index (pair, gint64, 0), other = g_array_index (pair, gint64, 1);
  const KindredFaceMove moves[]
      = { { other, 0, self->a }, { one, self->a, -1 }, { self->faces[6], 0, self->a }, { self->faces[7], 0, -1 } };

  g_assert_cmpuint (move (self, one, 0, self->a), ==, 1);
  apply (self, kindred_edit_new_name (self->a, "Ann", NULL));
  g_assert_cmpuint (apply_moves (self, moves, G_N_ELEMENTS (moves), FALSE), ==, 1);

  g_assert_cmpint (store_fixture_get_person (&self->base, one), ==, self->a);
  g_assert_cmpint (store_fixture_get_person (&self->base, other), ==, 0);
  g_assert_cmpint (person_of (self, 6), ==, self->a);
}

/* A new person of whom only one face could come is not made: the face stays, with nobody if another one of its photo
 * has taken its place. */
static void
test_no_single_person (Fixture *self, gconstpointer data)
{
  gint64 photo = store_fixture_add_photo (&self->base, 60, 2, 60);
  g_autoptr (GArray) pair = store_fixture_get_faces (&self->base, photo);
  gint64 one = g_array_index (pair, gint64, 0), other = g_array_index (pair, gint64, 1);
  const KindredFaceMove moves[] = { { one, self->b, -1 },
                                    { other, 0, self->b },
                                    { self->faces[0], self->a, -1 },
                                    { self->faces[4], self->b, -2 },
                                    { self->faces[5], self->b, -2 },
                                    { self->faces[6], 0, -3 },
                                    { self->faces[1], self->a, -3 } };
  g_autoptr (GPtrArray) people = NULL;

  g_assert_cmpuint (move (self, one, 0, self->b), ==, 1);
  apply (self, kindred_edit_new_name (self->a, "Ann", NULL));
  g_assert_cmpuint (apply_moves (self, moves, G_N_ELEMENTS (moves), FALSE), ==, 3);

  g_assert_cmpint (store_fixture_get_person (&self->base, one), ==, 0);
  g_assert_cmpint (store_fixture_get_person (&self->base, other), ==, self->b);
  g_assert_cmpint (person_of (self, 0), ==, self->a);
  g_assert_cmpint (person_of (self, 4), >, self->b);
  g_assert_cmpint (person_of (self, 5), ==, person_of (self, 4));
  g_assert_cmpint (person_of (self, 6), ==, 0);

  people = kindred_store_list_people (self->base.store, TRUE, NULL, NULL);
  g_assert_cmpuint (people->len, ==, 3);
}

/* Persons nobody has touched go with their last face; others stay. */
static void
test_empty_persons (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL;

  apply (self, kindred_edit_new_name (self->a, "Ann", NULL));
  for (int i = 0; i < 4; i++)
    g_assert_cmpuint (regroup (self, self->faces[i], self->a, 0), ==, 1);
  g_assert_true (exists (self, self->a));

  move (self, self->faces[4], self->b, 0);
  move (self, self->faces[5], self->b, 0);
  g_assert_false (exists (self, self->b));

  /* One that nothing came to is not made. */
  g_assert_cmpuint (move (self, self->faces[4], self->a, -1), ==, 0);
  people = kindred_store_list_people (self->base.store, TRUE, NULL, NULL);
  g_assert_cmpuint (people->len, ==, 1);
}

static void
test_regroup (Fixture *self, gconstpointer data)
{
  KindredFaceMove moves[] = { { self->faces[4], self->b, self->a },
                              { self->faces[5], self->b, -1 },
                              { self->faces[0], self->a, -1 },
                              { self->faces[6], 0, -2 },
                              { self->faces[1], self->b, -3 } };
  g_autofree char *before = store_fixture_dump (&self->base);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GError) error = NULL;
  const KindredEditRecord *record;
  guint n_applied;

  kindred_store_apply_grouping (self->base.store, moves, G_N_ELEMENTS (moves), NULL, 0, TRUE, &n_applied, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_applied, ==, 4);
  g_assert_false (exists (self, self->b));
  after = store_fixture_dump (&self->base);

  edits = kindred_store_list_edits (self->base.store, 0, &error);
  g_assert_cmpuint (edits->len, ==, 1);
  record = edits->pdata[0];
  g_assert_cmpint (record->kind, ==, KINDRED_EDIT_REGROUP);
  g_assert_cmpuint (record->n_faces, ==, 4);

  store_fixture_undo (&self->base);
  undone = store_fixture_dump (&self->base);
  g_assert_cmpstr (undone, ==, before);
  store_fixture_redo (&self->base);
  redone = store_fixture_dump (&self->base);
  g_assert_cmpstr (redone, ==, after);

  /* Nothing to write down. */
  kindred_store_apply_grouping (self->base.store, moves, G_N_ELEMENTS (moves), NULL, 0, TRUE, &n_applied, &error);
  g_assert_cmpuint (n_applied, ==, 0);
  g_ptr_array_unref (edits);
  edits = kindred_store_list_edits (self->base.store, 0, &error);
  g_assert_cmpuint (edits->len, ==, 1);
}

/* ---- undo of edits after grouping went on ---- */

/* Grouping has added a face to a person that undo removes: it goes where the others go. */
static void
test_grown_faces_follow (Fixture *self, gconstpointer data)
{
  gint64 person;

  apply (self, kindred_edit_new_move_faces (self->a, self->faces, 2, 0, "Cleo", NULL));
  person = person_of (self, 0);
  g_assert_cmpuint (move (self, self->faces[6], 0, person), ==, 1);

  store_fixture_undo (&self->base);
  g_assert_false (exists (self, person));
  g_assert_cmpint (person_of (self, 0), ==, self->a);
  g_assert_cmpint (person_of (self, 6), ==, self->a);

  store_fixture_redo (&self->base);
  g_assert_true (exists (self, person));
  g_assert_cmpint (person_of (self, 0), ==, person);
  g_assert_cmpint (person_of (self, 6), ==, self->a);
}

/* ... but not if it was rejected from there, nor beside a face of the same photo. */
static void
test_grown_faces_obey (Fixture *self, gconstpointer data)
{
  gint64 photo = store_fixture_add_photo (&self->base, 60, 2, 60);
  g_autoptr (GArray) pair = store_fixture_get_faces (&self->base, photo);
  gint64 one = g_array_index (pair, gint64, 0), other = g_array_index (pair, gint64, 1), person;

  g_assert_cmpuint (move (self, one, 0, self->a), ==, 1);
  apply (self, kindred_edit_new_reject (&self->faces[3], 1, NULL));
  apply (self, kindred_edit_new_move_faces (self->a, self->faces, 2, 0, "Cleo", NULL));
  person = person_of (self, 0);
  g_assert_cmpuint (move (self, other, 0, person), ==, 1);
  g_assert_cmpuint (move (self, self->faces[3], 0, person), ==, 1);

  store_fixture_undo (&self->base);
  g_assert_cmpint (store_fixture_get_person (&self->base, other), ==, 0);
  g_assert_cmpint (person_of (self, 3), ==, 0);
  g_assert_true (has_new (self));
}

static void
test_grown_faces_stay_after_merge (Fixture *self, gconstpointer data)
{
  apply (self, kindred_edit_new_merge (self->a, &self->b, 1, NULL));
  move (self, self->faces[6], 0, self->a);
  store_fixture_undo (&self->base);
  g_assert_cmpint (person_of (self, 6), ==, self->a);
  g_assert_cmpint (person_of (self, 4), ==, self->b);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->faces[4]), ==, KINDRED_DECISION_NONE);

  /* b has grown before the merge is done again. */
  move (self, self->faces[7], 0, self->b);
  store_fixture_redo (&self->base);
  g_assert_false (exists (self, self->b));
  g_assert_cmpint (person_of (self, 7), ==, self->a);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->faces[7]), ==, KINDRED_DECISION_NONE);
}

/* The person that undo brings faces back to was dissolved by grouping meanwhile. */
static void
test_person_gone_meanwhile (Fixture *self, gconstpointer data)
{
  apply (self, kindred_edit_new_confirm (&self->faces[4], 1, NULL));
  apply (self, kindred_edit_new_move_faces (0, &self->faces[4], 1, self->a, NULL, NULL));
  g_assert_cmpuint (move (self, self->faces[5], self->b, self->a), ==, 1);
  g_assert_false (exists (self, self->b));

  /* The decision is not lost. */
  store_fixture_undo (&self->base);
  g_assert_cmpint (person_of (self, 4), ==, self->b);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->faces[4]), ==, KINDRED_DECISION_CONFIRMED);

  /* Without one, the face is up to grouping. */
  store_fixture_undo (&self->base);
  g_assert_cmpint (person_of (self, 4), ==, self->b);
  apply (self, kindred_edit_new_move_faces (0, &self->faces[6], 1, self->a, NULL, NULL));
  store_fixture_undo (&self->base);
  apply (self, kindred_edit_new_move_faces (0, &self->faces[4], 1, self->a, NULL, NULL));
  g_assert_false (exists (self, self->b));
  store_fixture_undo (&self->base);
  g_assert_cmpint (person_of (self, 4), ==, self->b);
}

static void
test_free_face_of_person_gone (Fixture *self, gconstpointer data)
{
  apply (self, kindred_edit_new_move_faces (0, &self->faces[4], 1, self->a, NULL, NULL));
  g_assert_cmpuint (move (self, self->faces[5], self->b, self->a), ==, 1);
  g_assert_false (exists (self, self->b));
  kindred_store_apply_grouping (self->base.store, NULL, 0, self->faces + 6, N_FACES - 6, FALSE, NULL, NULL);
  g_assert_false (has_new (self));

  store_fixture_undo (&self->base);
  g_assert_cmpint (person_of (self, 4), ==, 0);
  g_assert_true (has_new (self));
  store_fixture_redo (&self->base);
  g_assert_cmpint (person_of (self, 4), ==, self->a);
}

static void
test_face_gone_meanwhile (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredPhotoRecord) photo = kindred_photo_record_new ();
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (KindredFaceRecord) face = NULL;
  g_autoptr (GError) error = NULL;

  /* Undone, the faces are free, and one is not found again. */
  apply (self, kindred_edit_new_merge (self->a, &self->b, 1, NULL));
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
test_people_in_order (Fixture *self, gconstpointer data)
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

  apply (self, kindred_edit_new_name (self->b, "Bea", NULL));
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
test_check_finds (Fixture *self, gconstpointer data)
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
  static const struct
  {
    const char *path;
    void (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/grouping/load", test_load },
    { "/store/grouping/lost", test_lost },
    { "/store/grouping/has-new", test_has_new },
    { "/store/grouping/grouped-meanwhile", test_grouped_meanwhile },
    { "/store/grouping/decisions-come-first", test_decisions_come_first },
    { "/store/grouping/touched-meanwhile", test_touched_meanwhile },
    { "/store/grouping/same-photo-meanwhile", test_same_photo_meanwhile },
    { "/store/grouping/no-single-person", test_no_single_person },
    { "/store/grouping/empty-persons", test_empty_persons },
    { "/store/grouping/regroup", test_regroup },
    { "/store/grouping/grown-faces-follow", test_grown_faces_follow },
    { "/store/grouping/grown-faces-obey", test_grown_faces_obey },
    { "/store/grouping/grown-faces-stay-after-merge", test_grown_faces_stay_after_merge },
    { "/store/grouping/person-gone-meanwhile", test_person_gone_meanwhile },
    { "/store/grouping/free-face-of-person-gone", test_free_face_of_person_gone },
    { "/store/grouping/face-gone-meanwhile", test_face_gone_meanwhile },
    { "/store/grouping/people-in-order", test_people_in_order },
    { "/store/grouping/check-finds", test_check_finds },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
