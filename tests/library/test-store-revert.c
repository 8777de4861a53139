/* test-store-revert.c - taking edits back out of order, down to one, and those that nobody knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "base/kindred-error.h"
#include "store/kindred-store-private.h"

#define N_PERSONS 4

/* Persons of two faces each. */
typedef struct
{
  StoreFixture base;
  gint64 persons[N_PERSONS];
  gint64 faces[N_PERSONS][2];
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  store_fixture_set_up (&self->base);
  for (int i = 0; i < N_PERSONS; i++)
    {
      for (int k = 0; k < 2; k++)
        {
          gint64 photo = store_fixture_add_photo (&self->base, 2 * i + k, 1, i);
          g_autoptr (GArray) faces = store_fixture_get_faces (&self->base, photo);

          self->faces[i][k] = g_array_index (faces, gint64, 0);
        }
      self->persons[i] = store_fixture_group (&self->base, self->faces[i], 2);
    }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_fixture_assert_sound (&self->base);
  store_fixture_tear_down (&self->base);
}

static void
assert_dump (Fixture *self, const char *expected)
{
  g_autofree char *now = store_fixture_dump (&self->base);

  g_assert_cmpstr (now, ==, expected);
}

/* The id of the edit. */
static gint64
apply (Fixture *self, KindredEdit *edit)
{
  g_autoptr (KindredEditRecord) record = store_fixture_apply (&self->base, edit);

  g_assert_cmpint (record->id, !=, 0);

  return record->id;
}

static gint64
name (Fixture *self, int person, const char *text)
{
  return apply (self, kindred_edit_new_name (self->persons[person], text, NULL));
}

static gint64
merge (Fixture *self, int into, int from)
{
  return apply (self, kindred_edit_new_merge (self->persons[into], &self->persons[from], 1, NULL));
}

static KindredEditRecord *
revert (Fixture *self, gint64 edit, int n_dependents)
{
  KindredEditRecord *record = NULL;
  g_autoptr (GError) error = NULL;

  kindred_store_revert (self->base.store, edit, n_dependents, &record, &error);
  g_assert_no_error (error);
  store_fixture_assert_sound (&self->base);

  return record;
}

static gint64
revert_silently (Fixture *self, gint64 edit, int n_dependents)
{
  g_autoptr (KindredEditRecord) record = revert (self, edit, n_dependents);

  return record->id;
}

static void
assert_refused (Fixture *self, gint64 edit, int n_dependents, KindredError code)
{
  g_autofree char *before = store_fixture_dump (&self->base);
  g_autoptr (GError) error = NULL;

  g_assert_false (kindred_store_revert (self->base.store, edit, n_dependents, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, (int) code);
  assert_dump (self, before);
}

/* Ids, newest first, 0 at the end. */
static void
assert_dependents (Fixture *self, gint64 edit, const gint64 *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) dependents = kindred_store_list_dependents (self->base.store, edit, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < dependents->len; i++)
    g_assert_cmpint (((KindredEditRecord *) dependents->pdata[i])->id, ==, expected[i]);
  g_assert_cmpint (expected[dependents->len], ==, 0);
}

#define NONE ((const gint64[]){ 0 })

static char *
get_name (Fixture *self, int person)
{
  g_autoptr (KindredPersonRecord) record = kindred_store_get_person (self->base.store, self->persons[person], NULL);

  return record != NULL ? g_strdup (record->name) : NULL;
}

/* ---- one edit ---- */

/* A merge, after which other people were named: the merge alone, and the names stay. */
static void
test_independent (Fixture *self, gconstpointer data)
{
  g_autofree char *before = store_fixture_dump (&self->base);
  g_autofree char *reverted = NULL;
  g_autofree char *with_merge = NULL;
  g_autofree char *kept = NULL;
  gint64 merged = merge (self, 0, 1);
  gint64 named = name (self, 2, "Cleo");
  g_autoptr (KindredEditRecord) record = NULL;
  g_autoptr (GPtrArray) edits = NULL;

  with_merge = store_fixture_dump (&self->base);
  assert_dependents (self, merged, NONE);
  record = revert (self, merged, 0);
  g_assert_cmpint (record->kind, ==, KINDRED_EDIT_REVERT);
  g_assert_cmpint (record->reverts, ==, merged);
  g_assert_cmpint (record->reverted_kind, ==, KINDRED_EDIT_MERGE);
  g_assert_false (record->restores);
  g_assert_cmpint (store_fixture_get_person (&self->base, self->faces[1][0]), ==, self->persons[1]);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->faces[1][0]), ==, KINDRED_DECISION_NONE);
  kept = get_name (self, 2);
  g_assert_cmpstr (kept, ==, "Cleo");

  edits = kindred_store_list_edits (self->base.store, 0, NULL);
  for (guint i = 0; i < edits->len; i++)
    {
      const KindredEditRecord *edit = edits->pdata[i];

      g_assert_cmpint (edit->reverted, ==, edit->id == merged);
    }

  assert_refused (self, merged, KINDRED_ALL_DEPENDENTS, KINDRED_ERROR_CONFLICT);
  assert_refused (self, 4711, KINDRED_ALL_DEPENDENTS, KINDRED_ERROR_NOT_FOUND);

  /* History stays a line. */
  reverted = store_fixture_dump (&self->base);
  store_fixture_undo (&self->base);
  assert_dump (self, with_merge);
  store_fixture_redo (&self->base);
  assert_dump (self, reverted);
  revert_silently (self, named, 0);
  assert_dump (self, before);
}

static void
test_dependents (Fixture *self, gconstpointer data)
{
  g_autofree char *before = store_fixture_dump (&self->base);
  gint64 merged = merge (self, 0, 1);
  gint64 other = name (self, 2, "Cleo");
  gint64 split = apply (self, kindred_edit_new_move_faces (self->persons[0], self->faces[1], 1, 0, "Dora", NULL));
  gint64 dora = store_fixture_get_person (&self->base, self->faces[1][0]);
  gint64 birth = apply (self, kindred_edit_new_birth (dora, "1987", NULL));
  gint64 favourite = apply (self, kindred_edit_new_favourite (&self->persons[3], 1, TRUE, NULL));
  g_autofree char *name_kept = NULL;

  assert_dependents (self, merged, ((const gint64[]){ birth, split, 0 }));
  assert_dependents (self, split, ((const gint64[]){ birth, 0 }));
  assert_dependents (self, birth, NONE);
  assert_dependents (self, favourite, NONE);
  assert_refused (self, merged, 0, KINDRED_ERROR_CONFLICT);
  assert_refused (self, merged, 1, KINDRED_ERROR_CONFLICT);
  assert_refused (self, merged, 3, KINDRED_ERROR_CONFLICT);

  revert_silently (self, merged, 2);
  name_kept = get_name (self, 2);
  g_assert_cmpstr (name_kept, ==, "Cleo");
  g_assert_null (kindred_store_get_person (self->base.store, dora, NULL));
  assert_refused (self, birth, KINDRED_ALL_DEPENDENTS, KINDRED_ERROR_CONFLICT);

  revert_silently (self, favourite, 0);
  revert_silently (self, other, 0);
  assert_dump (self, before);
}

/* What was done to one of those who got faces rests on the whole of it. */
static void
test_split (Fixture *self, gconstpointer data)
{
  g_autofree char *before = store_fixture_dump (&self->base);
  const KindredSplitPart parts[]
      = { { self->faces[0], 1, 0, "Dora" }, { self->faces[0] + 1, 1, self->persons[1], NULL } };
  gint64 other = name (self, 2, "Cleo");
  gint64 split = apply (self, kindred_edit_new_split (self->persons[0], parts, 2, NULL));
  gint64 dora = store_fixture_get_person (&self->base, self->faces[0][0]);
  gint64 birth = apply (self, kindred_edit_new_birth (dora, "1987", NULL));
  gint64 favourite = apply (self, kindred_edit_new_favourite (&self->persons[1], 1, TRUE, NULL));
  g_autoptr (KindredEditRecord) record = NULL;

  assert_dependents (self, split, ((const gint64[]){ birth, 0 }));
  assert_refused (self, split, FALSE, KINDRED_ERROR_CONFLICT);
  record = revert (self, split, TRUE);
  g_assert_cmpint (record->reverted_kind, ==, KINDRED_EDIT_SPLIT);
  g_assert_cmpuint (record->n_persons, ==, 2);
  g_assert_null (kindred_store_get_person (self->base.store, dora, NULL));

  revert_silently (self, favourite, FALSE);
  revert_silently (self, other, FALSE);
  assert_dump (self, before);
}

/* Different properties of one person are different things. */
static void
test_properties (Fixture *self, gconstpointer data)
{
  gint64 named = name (self, 0, "Ann");
  gint64 birth = apply (self, kindred_edit_new_birth (self->persons[0], "1987", NULL));
  gint64 again = name (self, 0, "Anna");
  g_autofree char *kept = NULL;
  g_autofree char *former = NULL;

  assert_dependents (self, birth, NONE);
  assert_dependents (self, named, ((const gint64[]){ again, 0 }));
  revert_silently (self, birth, 0);
  kept = get_name (self, 0);
  g_assert_cmpstr (kept, ==, "Anna");
  revert_silently (self, again, 0);
  former = get_name (self, 0);
  g_assert_cmpstr (former, ==, "Ann");
}

/* What was taken back can be taken back in turn, and does not stand in the way of what was before. */
static void
test_revert_of_a_revert (Fixture *self, gconstpointer data)
{
  g_autofree char *before = store_fixture_dump (&self->base);
  gint64 merged = merge (self, 0, 1);
  g_autofree char *after = store_fixture_dump (&self->base);
  gint64 split = apply (self, kindred_edit_new_move_faces (self->persons[0], self->faces[1], 1, 0, NULL, NULL));
  gint64 first;
  g_autoptr (KindredEditRecord) second = NULL;

  first = revert_silently (self, split, 0);
  assert_dump (self, after);
  assert_dependents (self, merged, NONE);

  second = revert (self, first, 0);
  g_assert_cmpint (second->reverted_kind, ==, KINDRED_EDIT_MOVE_FACES);
  g_assert_true (second->restores);
  assert_dependents (self, merged, ((const gint64[]){ split, 0 }));
  revert_silently (self, merged, KINDRED_ALL_DEPENDENTS);
  assert_dump (self, before);
}

/* Together with what depends on it, there is nothing to take back: no edit is made of it. */
static void
test_nothing_left (Fixture *self, gconstpointer data)
{
  gint64 named = name (self, 0, "Ann"), unnamed = name (self, 0, NULL);
  g_autofree char *before = store_fixture_dump (&self->base);
  g_autoptr (KindredEditRecord) record = NULL;

  assert_dependents (self, named, ((const gint64[]){ unnamed, 0 }));
  record = revert (self, named, KINDRED_ALL_DEPENDENTS);
  g_assert_cmpint (record->id, ==, 0);
  g_assert_cmpint (record->kind, ==, KINDRED_EDIT_REVERT);
  assert_dump (self, before);
  assert_dependents (self, named, ((const gint64[]){ unnamed, 0 }));
}

/* A face was rejected from the person that it would return to. */
static void
test_later_rejection (Fixture *self, gconstpointer data)
{
  gint64 moved = apply (self, kindred_edit_new_move_faces (0, self->faces[0], 1, self->persons[1], NULL, NULL));
  gint64 no = apply (self, kindred_edit_new_answer (self->persons[0], 0, self->faces[0][0], KINDRED_ANSWER_NO, NULL));

  assert_dependents (self, moved, ((const gint64[]){ no, 0 }));
  assert_refused (self, moved, 0, KINDRED_ERROR_CONFLICT);
}

/* ---- down to an edit ---- */

static void
test_undo_to (Fixture *self, gconstpointer data)
{
  gint64 first = name (self, 0, "Ann");
  g_autofree char *before = store_fixture_dump (&self->base);
  gint64 second = merge (self, 1, 2);
  g_autoptr (KindredEditRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  guint n = 0;

  name (self, 3, "Dora");
  apply (self, kindred_edit_new_favourite (self->persons, 2, TRUE, NULL));
  after = store_fixture_dump (&self->base);

  /* Not what the user was told. */
  g_assert_false (kindred_store_undo_to (self->base.store, second, 2, NULL, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT);
  g_clear_error (&error);
  assert_dump (self, after);

  g_assert_true (kindred_store_undo_to (self->base.store, second, 3, &n, &record, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (record->id, ==, second);
  g_assert_true (record->undone);
  assert_dump (self, before);

  g_assert_false (kindred_store_undo_to (self->base.store, second, 0, NULL, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (kindred_store_undo_to (self->base.store, 4711, 0, NULL, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
  assert_refused (self, second, KINDRED_ALL_DEPENDENTS, KINDRED_ERROR_CONFLICT);

  for (int i = 0; i < 3; i++)
    store_fixture_redo (&self->base);
  assert_dump (self, after);
  assert_dependents (self, first, NONE);
}

/* ---- what a newer version wrote ---- */

static void
test_unknown_kind (Fixture *self, gconstpointer data)
{
  gint64 first = name (self, 0, "Ann");
  gint64 unknown = name (self, 0, "Anna");
  gint64 last = name (self, 1, "Bea");
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_undone;

  kindred_database_run (self->base.store->database, "UPDATE edits SET kind = ?2 WHERE id = ?1",
                        KINDRED_IDS (unknown, KINDRED_EDIT_LAST + 1), &error);
  g_assert_no_error (error);
  before = store_fixture_dump (&self->base);

  assert_refused (self, unknown, KINDRED_ALL_DEPENDENTS, KINDRED_ERROR_NEWER_LIBRARY);
  assert_refused (self, first, KINDRED_ALL_DEPENDENTS, KINDRED_ERROR_NEWER_LIBRARY);

  /* All or nothing. */
  g_assert_false (kindred_store_undo_to (self->base.store, first, 0, NULL, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NEWER_LIBRARY);
  g_clear_error (&error);
  kindred_database_get (self->base.store->database, "SELECT count(*) FROM edits WHERE undone = 1", NULL, 0, 0,
                        &n_undone, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_undone, ==, 0);
  assert_dump (self, before);

  /* What is not concerned works. */
  revert_silently (self, last, 0);
  store_fixture_undo (&self->base);
  store_fixture_undo (&self->base);
  g_assert_false (kindred_store_undo (self->base.store, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NEWER_LIBRARY);
}

/* ---- any edits: taking back is sound, undone and redone exactly, and undoing all leads to where it began ---- */

static KindredEdit *
make_edit (Fixture *self, GRand *rand)
{
  gint64 person = self->persons[g_rand_int_range (rand, 0, N_PERSONS)];
  gint64 other = self->persons[g_rand_int_range (rand, 0, N_PERSONS)];
  const gint64 *both = self->faces[g_rand_int_range (rand, 0, N_PERSONS)];
  const KindredSplitPart parts[] = { { both, 1, 0, NULL }, { both + 1, 1, g_rand_boolean (rand) ? other : 0, NULL } };
  gint64 face = self->faces[g_rand_int_range (rand, 0, N_PERSONS)][g_rand_int_range (rand, 0, 2)];

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
      return kindred_edit_new_name (person, g_rand_boolean (rand) ? "Ann" : NULL, NULL);
    case 1:
      return kindred_edit_new_merge (person, &other, 1, NULL);
    case 2:
      return kindred_edit_new_move_faces (0, &face, 1, g_rand_boolean (rand) ? person : 0, NULL, NULL);
    case 3:
      return kindred_edit_new_move_faces (person, &face, 1, 0, NULL, NULL);
    case 4:
      return kindred_edit_new_reject (&face, 1, NULL);
    case 5:
      return kindred_edit_new_cover (person, face, NULL);
    case 6:
      return kindred_edit_new_favourite (&person, 1, g_rand_boolean (rand), NULL);
    case 7:
      return kindred_edit_new_not_a_face (&face, 1, NULL);
    case 8:
      return kindred_edit_new_split (person, parts, 2, NULL);
    default:
      return person != other ? kindred_edit_new_answer (person, other, 0, KINDRED_ANSWER_NO, NULL) : NULL;
    }
}

static void
revert_any (Fixture *self, GRand *rand)
{
  g_autoptr (GPtrArray) edits = kindred_store_list_edits (self->base.store, 0, NULL);
  const KindredEditRecord *edit = edits->pdata[g_rand_int_range (rand, 0, edits->len)];
  g_autofree char *before = store_fixture_dump (&self->base);
  g_autofree char *after = NULL;
  g_autoptr (KindredEditRecord) record = NULL;

  if (edit->reverted || edit->undone)
    return;

  record = revert (self, edit->id, KINDRED_ALL_DEPENDENTS);
  if (record->id == 0)
    return;

  after = store_fixture_dump (&self->base);
  store_fixture_undo (&self->base);
  assert_dump (self, before);
  store_fixture_redo (&self->base);
  assert_dump (self, after);
}

static void
test_random (Fixture *self, gconstpointer data)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *before = store_fixture_dump (&self->base);

  g_test_message ("Seed %u", seed);
  for (int i = 0; i < 60; i++)
    {
      g_autoptr (KindredEdit) edit = make_edit (self, rand);

      if (edit != NULL)
        kindred_store_apply_edit (self->base.store, edit, NULL, NULL);
      if (i % 5 == 4)
        revert_any (self, rand);
    }

  /* Each was an edit like any other. */
  while (kindred_store_undo (self->base.store, NULL, NULL))
    store_fixture_assert_sound (&self->base);

  assert_dump (self, before);
}

/* ---- photos that two share ---- */

static void
test_shared_photos (Fixture *self, gconstpointer data)
{
  gint64 photo = store_fixture_add_photo (&self->base, 50, 2, 9);
  g_autoptr (GArray) faces = store_fixture_get_faces (&self->base, photo);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    apply (self, kindred_edit_new_move_faces (0, &g_array_index (faces, gint64, i), 1, self->persons[i], NULL, NULL));

  one = kindred_store_list_shared_photos (self->base.store, self->persons, 3, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (((KindredPhotoRecord *) one->pdata[0])->id, ==, photo);

  none = kindred_store_list_shared_photos (self->base.store, self->persons + 1, 3, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
  kindred_store_set_photo_missing (self->base.store, photo, &error);
  g_clear_pointer (&none, g_ptr_array_unref);
  none = kindred_store_list_shared_photos (self->base.store, self->persons, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

/* In a video only those who are in one frame are together: two halves of one person never are. */
static void
test_shared_videos (Fixture *self, gconstpointer data)
{
  gint64 video = store_fixture_add_photo (&self->base, 51, 0, 9);
  g_autoptr (KindredPhotoRecord) record = kindred_photo_record_new ();
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);
  g_autoptr (GPtrArray) apart = NULL;
  g_autoptr (GPtrArray) together = NULL;
  g_autoptr (GError) error = NULL;

  record->id = video;
  for (int i = 0; i < 3; i++)
    {
      KindredFaceRecord *face = store_fixture_make_face (0.2 * i, i);

      face->time = i < 2 ? 1 : 7.5;
      g_ptr_array_add (found, face);
    }
  g_assert_true (kindred_store_put_analysis (self->base.store, record, found, &error));
  g_assert_no_error (error);
  for (int i = 0; i < 3; i++)
    apply (self, kindred_edit_new_move_faces (0, &((KindredFaceRecord *) found->pdata[i])->id, 1, self->persons[i],
                                              NULL, NULL));

  together = kindred_store_list_shared_photos (self->base.store, self->persons, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (together->len, ==, 1);
  apart = kindred_store_list_shared_photos (self->base.store, self->persons + 1, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (apart->len, ==, 0);
}

static void
test_strictness (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int strictness = 7;

  g_assert_true (kindred_store_get_strictness (self->base.store, &strictness, &error));
  g_assert_cmpint (strictness, ==, 0);
  g_assert_true (kindred_store_set_strictness (self->base.store, -2, &error));
  g_assert_false (kindred_store_set_strictness (self->base.store, 3, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  store_fixture_reopen (&self->base);
  g_assert_true (kindred_store_get_strictness (self->base.store, &strictness, NULL));
  g_assert_cmpint (strictness, ==, -2);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/store/revert/independent", test_independent },
    { "/store/revert/dependents", test_dependents },
    { "/store/revert/split", test_split },
    { "/store/revert/properties", test_properties },
    { "/store/revert/revert", test_revert_of_a_revert },
    { "/store/revert/rejection", test_later_rejection },
    { "/store/revert/nothing-left", test_nothing_left },
    { "/store/revert/undo-to", test_undo_to },
    { "/store/revert/unknown-kind", test_unknown_kind },
    { "/store/revert/random", test_random },
    { "/store/shared-photos", test_shared_photos },
    { "/store/shared-videos", test_shared_videos },
    { "/store/strictness", test_strictness },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
