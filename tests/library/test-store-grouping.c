/* test-store-grouping.c - what grouping may and may not do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "grouping-fixture.h"

#include "base/kindred-error.h"
#include "store/kindred-store-private.h"

static void
test_load (GroupingFixture *self, gconstpointer data)
{
  g_autoptr (KindredGroupingFaces) faces = NULL;
  g_autoptr (KindredGroupingFaces) none = NULL;
  g_autoptr (GError) error = NULL;

  grouping_fixture_apply (self, kindred_edit_new_name (self->a, "Ann", NULL));
  grouping_fixture_apply (self, kindred_edit_new_confirm (&self->faces[4], 1, NULL));
  grouping_fixture_apply (self, kindred_edit_new_cover (self->a, self->faces[1], NULL));
  grouping_fixture_apply (self, kindred_edit_new_reject (&self->faces[0], 1, NULL));
  grouping_fixture_apply (self, kindred_edit_new_not_a_face (&self->faces[7], 1, NULL));

  faces = kindred_store_load_grouping (self->base.store, "fake-1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faces->n_faces, ==, GROUPING_FIXTURE_N_FACES - 1);
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
load (GroupingFixture *self)
{
  g_autoptr (GError) error = NULL;
  KindredGroupingFaces *faces = kindred_store_load_grouping (self->base.store, "fake-1", NULL, &error);

  g_assert_no_error (error);

  return faces;
}

/* Faces of photos that are missing or of a folder that was removed are left out, and found again. */
static void
test_gone (GroupingFixture *self, gconstpointer data)
{
  g_autoptr (KindredFaceRecord) face = kindred_store_get_face (self->base.store, self->faces[2], NULL);
  g_autoptr (KindredGroupingFaces) all = load (self), some = NULL, none = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (all->n_faces, ==, GROUPING_FIXTURE_N_FACES);
  kindred_store_set_photo_missing (self->base.store, face->photo, &error);
  g_assert_no_error (error);
  some = load (self);
  g_assert_cmpuint (some->n_faces, ==, GROUPING_FIXTURE_N_FACES - 1);
  for (gsize i = 0; i < some->n_faces; i++)
    g_assert_cmpint (some->face[i], ==, self->faces[i < 2 ? i : i + 1]);

  grouping_fixture_apply (self, kindred_edit_new_remove_folder (self->base.folder, NULL));
  none = load (self);
  g_assert_cmpuint (none->n_faces, ==, 0);
  g_assert_true (none->person_lost[0] && none->person_lost[1]);
  g_assert_false (grouping_fixture_has_new (self));

  store_fixture_undo (&self->base);
  again = load (self);
  g_assert_cmpuint (again->n_faces, ==, GROUPING_FIXTURE_N_FACES - 1);
  g_assert_true (grouping_fixture_has_new (self));
}

static void
assert_lost (GroupingFixture *self, gboolean lost_a, gboolean settled_a, gsize n_new)
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
test_lost (GroupingFixture *self, gconstpointer data)
{
  const gint64 persons[] = { self->a, self->b };
  g_autoptr (KindredFaceRecord) face = kindred_store_get_face (self->base.store, self->faces[0], NULL);
  g_autoptr (GError) error = NULL;

  for (int round = 0; round < 2; round++)
    {
      kindred_store_apply_grouping (self->base.store, NULL, 0, self->faces, GROUPING_FIXTURE_N_FACES, TRUE, NULL,
                                    &error);
      assert_lost (self, FALSE, FALSE, 0);

      kindred_store_set_photo_missing (self->base.store, face->photo, &error);
      assert_lost (self, TRUE, FALSE, 0);
      kindred_store_settle_losses (self->base.store, persons, G_N_ELEMENTS (persons), &error);
      assert_lost (self, TRUE, TRUE, 0);
      g_assert_false (grouping_fixture_has_new (self));

      /* It comes back to its person, and may bring others along. */
      kindred_database_run (self->base.store->database, "UPDATE photos SET missing = 0", NULL, 0, &error);
      g_assert_no_error (error);
      assert_lost (self, FALSE, FALSE, 1);
      g_assert_cmpint (grouping_fixture_get_person (self, 0), ==, self->a);
    }
}

static void
test_has_new (GroupingFixture *self, gconstpointer data)
{
  g_assert_true (grouping_fixture_has_new (self));
  kindred_store_apply_grouping (self->base.store, NULL, 0, self->faces + 6, GROUPING_FIXTURE_N_FACES - 6, FALSE, NULL,
                                NULL);
  g_assert_false (grouping_fixture_has_new (self));
  store_fixture_add_photo (&self->base, 50, 1, 1);
  g_assert_true (grouping_fixture_has_new (self));
}

/* By another process: what it left over must not become persons of their own. */
static void
test_grouped_meanwhile (GroupingFixture *self, gconstpointer data)
{
  const KindredFaceMove moves[] = { { self->faces[6], 0, -1 }, { self->faces[7], 0, -1 } };
  g_autoptr (GError) error = NULL;

  kindred_store_apply_grouping (self->base.store, NULL, 0, &self->faces[7], 1, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (kindred_store_apply_grouping (self->base.store, moves, 2, &self->faces[6], 2, FALSE, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (grouping_fixture_get_person (self, 6), ==, 0);
  g_assert_true (grouping_fixture_has_new (self));

  /* Regrouping looks at all faces anyway. */
  kindred_store_apply_grouping (self->base.store, moves, 2, &self->faces[6], 2, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (grouping_fixture_get_person (self, 6), !=, 0);
  g_assert_cmpint (grouping_fixture_get_person (self, 6), ==, grouping_fixture_get_person (self, 7));
}

static void
test_decisions_come_first (GroupingFixture *self, gconstpointer data)
{
  grouping_fixture_apply (self, kindred_edit_new_confirm (&self->faces[0], 1, NULL));
  grouping_fixture_apply (self, kindred_edit_new_cover (self->a, self->faces[1], NULL));
  grouping_fixture_apply (self, kindred_edit_new_not_a_face (&self->faces[6], 1, NULL));

  g_assert_cmpuint (grouping_fixture_move (self, self->faces[0], self->a, self->b), ==, 0);
  g_assert_cmpuint (grouping_fixture_move (self, self->faces[1], self->a, self->b), ==, 0);
  g_assert_cmpuint (grouping_fixture_move (self, self->faces[6], 0, self->b), ==, 0);

  /* Elsewhere than grouping saw it; to a person that is gone; of a face that is gone. */
  g_assert_cmpuint (grouping_fixture_move (self, self->faces[2], self->b, 0), ==, 0);
  g_assert_cmpuint (grouping_fixture_move (self, self->faces[2], self->a, 4711), ==, 0);
  g_assert_cmpuint (grouping_fixture_move (self, 4711, 0, self->a), ==, 0);

  g_assert_cmpuint (grouping_fixture_regroup (self, self->faces[2], self->a, self->b), ==, 1);
  g_assert_cmpuint (grouping_fixture_move (self, self->faces[2], self->b, 0), ==, 1);
}

/* Growing had read a person that nobody had touched, and meant to take it apart; until it writes, the user does
 * something with it.  It may gain, but loses nothing. */
static void
test_touched_meanwhile (GroupingFixture *self, gconstpointer data)
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
      grouping_fixture_apply (self, edits[i]);
      g_assert_cmpuint (grouping_fixture_apply_moves (self, moves, 3, FALSE), ==, 0);
    }

  /* The face that would be alone with somebody new stays, too. */
  g_assert_cmpuint (grouping_fixture_apply_moves (self, moves, G_N_ELEMENTS (moves), FALSE), ==, 1);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (grouping_fixture_get_person (self, i), ==, self->a);
  g_assert_cmpint (grouping_fixture_get_person (self, 4), ==, self->b);
  g_assert_cmpint (grouping_fixture_get_person (self, 6), ==, self->a);

  /* Regrouping is asked for, and may. */
  g_assert_cmpuint (grouping_fixture_apply_moves (self, moves, 3, TRUE), ==, 3);
}

/* ... nor does it gain beside what stayed for that reason a face of the same photo. */
static void
test_same_photo_meanwhile (GroupingFixture *self, gconstpointer data)
{
  gint64 photo = store_fixture_add_photo (&self->base, 60, 2, 60);
  g_autoptr (GArray) pair = store_fixture_get_faces (&self->base, photo);
  gint64 one = g_array_index (pair, gint64, 0), other = g_array_index (pair, gint64, 1);
  const KindredFaceMove moves[]
      = { { other, 0, self->a }, { one, self->a, -1 }, { self->faces[6], 0, self->a }, { self->faces[7], 0, -1 } };

  g_assert_cmpuint (grouping_fixture_move (self, one, 0, self->a), ==, 1);
  grouping_fixture_apply (self, kindred_edit_new_name (self->a, "Ann", NULL));
  g_assert_cmpuint (grouping_fixture_apply_moves (self, moves, G_N_ELEMENTS (moves), FALSE), ==, 1);

  g_assert_cmpint (store_fixture_get_person (&self->base, one), ==, self->a);
  g_assert_cmpint (store_fixture_get_person (&self->base, other), ==, 0);
  g_assert_cmpint (grouping_fixture_get_person (self, 6), ==, self->a);
}

/* A new person of whom only one face could come is not made: the face stays, with nobody if another one of its photo
 * has taken its place. */
static void
test_no_single_person (GroupingFixture *self, gconstpointer data)
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

  g_assert_cmpuint (grouping_fixture_move (self, one, 0, self->b), ==, 1);
  grouping_fixture_apply (self, kindred_edit_new_name (self->a, "Ann", NULL));
  g_assert_cmpuint (grouping_fixture_apply_moves (self, moves, G_N_ELEMENTS (moves), FALSE), ==, 3);

  g_assert_cmpint (store_fixture_get_person (&self->base, one), ==, 0);
  g_assert_cmpint (store_fixture_get_person (&self->base, other), ==, self->b);
  g_assert_cmpint (grouping_fixture_get_person (self, 0), ==, self->a);
  g_assert_cmpint (grouping_fixture_get_person (self, 4), >, self->b);
  g_assert_cmpint (grouping_fixture_get_person (self, 5), ==, grouping_fixture_get_person (self, 4));
  g_assert_cmpint (grouping_fixture_get_person (self, 6), ==, 0);

  people = kindred_store_list_people (self->base.store, TRUE, NULL, NULL);
  g_assert_cmpuint (people->len, ==, 3);
}

/* Persons nobody has touched go with their last face; others stay. */
static void
test_empty_persons (GroupingFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL;

  grouping_fixture_apply (self, kindred_edit_new_name (self->a, "Ann", NULL));
  for (int i = 0; i < 4; i++)
    g_assert_cmpuint (grouping_fixture_regroup (self, self->faces[i], self->a, 0), ==, 1);
  g_assert_true (grouping_fixture_exists (self, self->a));

  grouping_fixture_move (self, self->faces[4], self->b, 0);
  grouping_fixture_move (self, self->faces[5], self->b, 0);
  g_assert_false (grouping_fixture_exists (self, self->b));

  /* One that nothing came to is not made. */
  g_assert_cmpuint (grouping_fixture_move (self, self->faces[4], self->a, -1), ==, 0);
  people = kindred_store_list_people (self->base.store, TRUE, NULL, NULL);
  g_assert_cmpuint (people->len, ==, 1);
}

static void
test_regroup (GroupingFixture *self, gconstpointer data)
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
  g_assert_false (grouping_fixture_exists (self, self->b));
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

int
main (int argc, char *argv[])
{
  static const GroupingFixtureTest tests[] = {
    { "/store/grouping/load", test_load },
    { "/store/grouping/gone", test_gone },
    { "/store/grouping/lost", test_lost },
    { "/store/grouping/has-new", test_has_new },
    { "/store/grouping/grouped-meanwhile", test_grouped_meanwhile },
    { "/store/grouping/decisions-come-first", test_decisions_come_first },
    { "/store/grouping/touched-meanwhile", test_touched_meanwhile },
    { "/store/grouping/same-photo-meanwhile", test_same_photo_meanwhile },
    { "/store/grouping/no-single-person", test_no_single_person },
    { "/store/grouping/empty-persons", test_empty_persons },
    { "/store/grouping/regroup", test_regroup },
  };

  return grouping_fixture_run (tests, G_N_ELEMENTS (tests), &argc, &argv);
}
