/* test-store-edits.c - each kind of edit, its undo and its redo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "base/kindred-error.h"

#define IDS(...) ((const gint64[]){ __VA_ARGS__ }), G_N_ELEMENTS (((const gint64[]){ __VA_ARGS__ }))

/* Persons a (faces a[0..2]), b (b[0..2]), each face in a photo of its own, and face "other". */
typedef struct
{
  StoreFixture base;
  gint64 a, b;
  gint64 a_faces[3], b_faces[3];
  gint64 other;
} Fixture;

static gint64
add_face (Fixture *self, int number)
{
  gint64 photo = store_fixture_add_photo (&self->base, number, 1, number);
  g_autoptr (GArray) faces = store_fixture_get_faces (&self->base, photo);

  return g_array_index (faces, gint64, 0);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  store_fixture_set_up (&self->base);
  for (int i = 0; i < 3; i++)
    {
      self->a_faces[i] = add_face (self, 1 + i);
      self->b_faces[i] = add_face (self, 11 + i);
    }
  self->other = add_face (self, 21);
  self->a = store_fixture_group (&self->base, self->a_faces, 3);
  self->b = store_fixture_group (&self->base, self->b_faces, 3);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_fixture_assert_sound (&self->base);
  store_fixture_tear_down (&self->base);
}

static KindredEditRecord *
apply (Fixture *self, KindredEdit *edit)
{
  return store_fixture_apply (&self->base, edit);
}

static void
apply_silently (Fixture *self, KindredEdit *edit)
{
  kindred_edit_record_free (apply (self, edit));
}

static void
assert_refused (Fixture *self, KindredEdit *edit, KindredError code)
{
  g_autofree char *before = store_fixture_dump (&self->base);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  g_assert_false (kindred_store_apply_edit (self->base.store, edit, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, (int) code);
  after = store_fixture_dump (&self->base);
  g_assert_cmpstr (before, ==, after);
  kindred_edit_unref (edit);
}

/* Applies, undoes in another session, redoes, undoes again, and redoes: both sides exactly. */
static KindredEditRecord *
apply_and_try (Fixture *self, KindredEdit *edit)
{
  g_autofree char *before = store_fixture_dump (&self->base);
  KindredEditRecord *record = apply (self, edit);
  g_autofree char *after = store_fixture_dump (&self->base);

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *undone = NULL, *redone = NULL;

      store_fixture_reopen (&self->base);
      store_fixture_undo (&self->base);
      undone = store_fixture_dump (&self->base);
      g_assert_cmpstr (undone, ==, before);
      store_fixture_assert_sound (&self->base);

      store_fixture_reopen (&self->base);
      store_fixture_redo (&self->base);
      redone = store_fixture_dump (&self->base);
      g_assert_cmpstr (redone, ==, after);
      store_fixture_assert_sound (&self->base);
    }

  return record;
}

static void
test_name (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredEditRecord) record = apply_and_try (self, kindred_edit_new_name (self->a, "  Ann \n Lee ", NULL));
  g_autoptr (KindredEditRecord) again = NULL;
  g_autoptr (KindredEditRecord) renamed = NULL;
  g_autoptr (KindredPersonRecord) person = NULL;

  g_assert_cmpint (record->kind, ==, KINDRED_EDIT_NAME);
  g_assert_cmpstr (record->name, ==, "Ann Lee");
  g_assert_cmpstr (record->other_name, ==, NULL);
  g_assert_cmpint (record->person, ==, self->a);

  again = apply (self, kindred_edit_new_name (self->a, "Ann Lee", NULL));
  g_assert_cmpint (again->id, ==, 0);

  renamed = apply_and_try (self, kindred_edit_new_name (self->a, "Anna", NULL));
  g_assert_cmpstr (renamed->other_name, ==, "Ann Lee");
  person = kindred_store_get_person (self->base.store, self->a, NULL);
  g_assert_cmpstr (person->name, ==, "Anna");

  assert_refused (self, kindred_edit_new_name (4711, "Nobody", NULL), KINDRED_ERROR_NOT_FOUND);
}

static void
test_merge (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredEditRecord) record = NULL;
  g_autoptr (KindredPersonRecord) gone = NULL;
  g_autoptr (KindredPersonRecord) target = NULL;
  g_autoptr (GError) error = NULL;

  apply_silently (self, kindred_edit_new_name (self->b, "Bea", NULL));
  apply_silently (self, kindred_edit_new_cover (self->b, self->b_faces[1], NULL));
  record = apply_and_try (self, kindred_edit_new_merge (self->a, IDS (self->b), NULL));

  g_assert_cmpstr (record->name, ==, "Bea");
  g_assert_cmpstr (record->other_name, ==, "Bea");
  g_assert_cmpuint (record->n_faces, ==, 3);
  g_assert_cmpuint (record->n_persons, ==, 1);

  target = kindred_store_get_person (self->base.store, self->a, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (target->n_faces, ==, 6);
  g_assert_cmpstr (target->name, ==, "Bea");
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->b_faces[0]), ==, KINDRED_DECISION_CONFIRMED);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->a_faces[0]), ==, KINDRED_DECISION_NONE);

  gone = kindred_store_get_person (self->base.store, self->b, &error);
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
  g_assert_null (gone);
}

/* "Not b" of a face means "not a" once b was merged into a. */
static void
test_merge_carries_rejections_over (Fixture *self, gconstpointer data)
{
  KindredFaceMove to_a = { self->b_faces[2], 0, self->a };
  g_autoptr (GError) error = NULL;
  guint n_applied;

  apply_silently (self, kindred_edit_new_reject (IDS (self->b_faces[2]), NULL));
  apply_silently (self, kindred_edit_new_merge (self->a, IDS (self->b), NULL));

  kindred_store_apply_grouping (self->base.store, &to_a, 1, NULL, 0, FALSE, &n_applied, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_applied, ==, 0);

  store_fixture_undo (&self->base);
  kindred_store_apply_grouping (self->base.store, &to_a, 1, NULL, 0, FALSE, &n_applied, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_applied, ==, 1);
}

/* Grouping put a face into a that the user had rejected from b. */
static void
test_merge_evicts_rejected (Fixture *self, gconstpointer data)
{
  KindredFaceMove to_a = { self->b_faces[2], 0, self->a };
  g_autoptr (KindredEditRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  apply_silently (self, kindred_edit_new_reject (IDS (self->b_faces[2]), NULL));
  kindred_store_apply_grouping (self->base.store, &to_a, 1, NULL, 0, FALSE, NULL, &error);
  g_assert_no_error (error);

  record = apply_and_try (self, kindred_edit_new_merge (self->a, IDS (self->b), NULL));
  g_assert_cmpint (store_fixture_get_person (&self->base, self->b_faces[2]), ==, 0);
}

static void
test_split (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredEditRecord) record = NULL;
  g_autoptr (KindredPersonRecord) person = NULL;
  KindredFaceMove back = { self->a_faces[0], 0, 0 };
  guint n_applied;

  record = apply_and_try (self, kindred_edit_new_move_faces (self->a, self->a_faces, 2, 0, "Cleo", NULL));
  g_assert_true (record->flag);
  g_assert_cmpstr (record->name, ==, "Cleo");
  g_assert_cmpuint (record->n_faces, ==, 2);

  person = kindred_store_get_person (self->base.store, record->person, NULL);
  g_assert_cmpstr (person->name, ==, "Cleo");
  g_assert_cmpuint (person->n_faces, ==, 2);

  /* Out again by the user, they still do not return to a by themselves. */
  apply_silently (self, kindred_edit_new_reject (IDS (self->a_faces[0]), NULL));
  back.new_person = self->a;
  kindred_store_apply_grouping (self->base.store, &back, 1, NULL, 0, FALSE, &n_applied, NULL);
  g_assert_cmpuint (n_applied, ==, 0);

  assert_refused (self, kindred_edit_new_move_faces (self->a, self->b_faces, 1, 0, NULL, NULL), KINDRED_ERROR_CONFLICT);
  assert_refused (self, kindred_edit_new_move_faces (0, self->b_faces, 1, 4711, NULL, NULL), KINDRED_ERROR_NOT_FOUND);
  assert_refused (self, kindred_edit_new_move_faces (0, IDS (4711), 0, "X", NULL), KINDRED_ERROR_NOT_FOUND);
}

static void
test_split_everything (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredEditRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  record = apply_and_try (self, kindred_edit_new_move_faces (self->a, self->a_faces, 3, self->b, NULL, NULL));
  g_assert_cmpuint (record->n_persons, ==, 1);
  g_assert_null (kindred_store_get_person (self->base.store, self->a, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
}

/* One to somebody new with a name, one to somebody who is there, one to somebody new. */
static void
test_split_into_several (Fixture *self, gconstpointer data)
{
  const KindredSplitPart parts[] = { { &self->a_faces[0], 1, 0, " Cleo " }, { &self->a_faces[1], 1, self->b, NULL } };
  g_autoptr (KindredEditRecord) record = NULL;
  g_autoptr (KindredPersonRecord) cleo = NULL;
  KindredFaceMove back = { self->a_faces[1], self->b, self->a };
  guint n_applied;

  apply_silently (self, kindred_edit_new_name (self->a, "Ann", NULL));
  apply_silently (self, kindred_edit_new_cover (self->a, self->a_faces[0], NULL));
  record = apply_and_try (self, kindred_edit_new_split (self->a, parts, 2, NULL));
  g_assert_cmpint (record->kind, ==, KINDRED_EDIT_SPLIT);
  g_assert_cmpstr (record->name, ==, "Ann");
  g_assert_cmpint (record->person, ==, self->a);
  g_assert_cmpuint (record->n_faces, ==, 2);
  g_assert_cmpuint (record->n_persons, ==, 2);

  cleo = kindred_store_get_person (self->base.store, store_fixture_get_person (&self->base, self->a_faces[0]), NULL);
  g_assert_cmpstr (cleo->name, ==, "Cleo");
  g_assert_cmpuint (cleo->n_faces, ==, 1);
  g_assert_cmpint (store_fixture_get_person (&self->base, self->a_faces[1]), ==, self->b);
  g_assert_cmpint (store_fixture_get_person (&self->base, self->a_faces[2]), ==, self->a);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->a_faces[1]), ==, KINDRED_DECISION_CONFIRMED);

  /* They do not return by themselves, even when the user lets go of them. */
  apply_silently (self, kindred_edit_new_reject (IDS (self->a_faces[1]), NULL));
  back.old_person = 0;
  kindred_store_apply_grouping (self->base.store, &back, 1, NULL, 0, FALSE, &n_applied, NULL);
  g_assert_cmpuint (n_applied, ==, 0);
}

/* Nobody is left of somebody without a name; and two who get faces may be one. */
static void
test_split_up (Fixture *self, gconstpointer data)
{
  const KindredSplitPart parts[] = { { &self->a_faces[0], 1, 0, NULL },
                                     { &self->a_faces[1], 1, self->b, NULL },
                                     { &self->a_faces[2], 1, self->b, NULL } };
  g_autoptr (KindredEditRecord) record = apply_and_try (self, kindred_edit_new_split (self->a, parts, 3, NULL));

  g_assert_cmpuint (record->n_faces, ==, 3);
  g_assert_cmpuint (record->n_persons, ==, 2);
  g_assert_cmpuint (store_fixture_count_faces (&self->base, self->b), ==, 5);
  g_assert_null (kindred_store_get_person (self->base.store, self->a, NULL));
}

/* Nothing of it happens if one part cannot be. */
static void
test_split_refused (Fixture *self, gconstpointer data)
{
  const KindredSplitPart elsewhere[] = { { self->a_faces, 1, 0, NULL }, { self->b_faces, 1, 0, NULL } };
  const KindredSplitPart nobody[] = { { self->a_faces, 1, 0, NULL }, { self->a_faces + 1, 1, 4711, NULL } };
  const KindredSplitPart twice[] = { { self->a_faces, 2, 0, NULL }, { self->a_faces + 1, 1, self->b, NULL } };
  const KindredSplitPart itself[] = { { self->a_faces, 1, 0, NULL }, { self->a_faces + 1, 1, self->a, NULL } };
  g_autoptr (KindredEdit) single = kindred_edit_new_split (self->a, nobody, 1, NULL);
  g_autoptr (GError) error = NULL;

  assert_refused (self, kindred_edit_new_split (self->a, elsewhere, 2, NULL), KINDRED_ERROR_CONFLICT);
  assert_refused (self, kindred_edit_new_split (self->a, nobody, 2, NULL), KINDRED_ERROR_NOT_FOUND);
  assert_refused (self, kindred_edit_new_split (4711, elsewhere, 2, NULL), KINDRED_ERROR_NOT_FOUND);

  g_assert_null (kindred_edit_new_split (self->a, twice, 2, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (kindred_edit_new_split (self->a, itself, 2, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (kindred_edit_new_split (self->a, NULL, 0, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);

  /* To one person it is a move, which older versions know. */
  g_assert_cmpint (kindred_edit_get_kind (single), ==, KINDRED_EDIT_MOVE_FACES);
}

static void
test_named_person_outlives_its_faces (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL;

  apply_silently (self, kindred_edit_new_name (self->a, "Ann", NULL));
  kindred_edit_record_free (apply_and_try (self, kindred_edit_new_not_a_face (self->a_faces, 3, NULL)));

  people = kindred_store_list_people (self->base.store, TRUE, NULL, NULL);
  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpuint (((KindredPersonRecord *) people->pdata[0])->n_faces, ==, 0);
  g_assert_cmpint (((KindredPersonRecord *) people->pdata[0])->cover, ==, 0);

  /* Nothing is left of it then. */
  kindred_edit_record_free (apply_and_try (self, kindred_edit_new_name (self->a, NULL, NULL)));
  g_assert_null (kindred_store_get_person (self->base.store, self->a, NULL));
}

static void
test_move_takes_rejection_back (Fixture *self, gconstpointer data)
{
  apply_silently (self, kindred_edit_new_reject (IDS (self->a_faces[0]), NULL));
  kindred_edit_record_free (
      apply_and_try (self, kindred_edit_new_move_faces (0, self->a_faces, 1, self->a, NULL, NULL)));

  g_assert_cmpint (store_fixture_get_person (&self->base, self->a_faces[0]), ==, self->a);
}

static void
test_confirm (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredEditRecord) record = apply_and_try (self, kindred_edit_new_confirm (self->a_faces, 3, NULL));
  g_autoptr (KindredEditRecord) again = NULL;

  g_assert_cmpint (record->person, ==, self->a);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->a_faces[2]), ==, KINDRED_DECISION_CONFIRMED);

  store_fixture_undo (&self->base);
  apply_silently (self, kindred_edit_new_confirm (self->a_faces, 2, NULL));
  again = apply (self, kindred_edit_new_confirm (self->a_faces, 3, NULL));
  g_assert_cmpuint (again->n_faces, ==, 1);

  assert_refused (self, kindred_edit_new_confirm (&self->other, 1, NULL), KINDRED_ERROR_CONFLICT);
}

static void
test_reject (Fixture *self, gconstpointer data)
{
  KindredFaceMove back = { self->a_faces[0], 0, self->a };
  guint n_applied;

  kindred_edit_record_free (apply_and_try (self, kindred_edit_new_reject (self->a_faces, 1, NULL)));
  g_assert_cmpint (store_fixture_get_person (&self->base, self->a_faces[0]), ==, 0);

  kindred_store_apply_grouping (self->base.store, &back, 1, NULL, 0, FALSE, &n_applied, NULL);
  g_assert_cmpuint (n_applied, ==, 0);

  assert_refused (self, kindred_edit_new_reject (self->a_faces, 1, NULL), KINDRED_ERROR_CONFLICT);
}

static void
test_not_a_face_and_restore (Fixture *self, gconstpointer data)
{
  KindredFaceQuery query = { .kind = KINDRED_FACES_NOT_A_FACE };
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (KindredEditRecord) nothing = NULL;

  kindred_edit_record_free (apply_and_try (self, kindred_edit_new_not_a_face (self->a_faces, 2, NULL)));
  faces = kindred_store_list_faces (self->base.store, &query, NULL, NULL);
  g_assert_cmpuint (faces->len, ==, 2);

  kindred_edit_record_free (apply_and_try (self, kindred_edit_new_restore (self->a_faces, 3, NULL)));
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->a_faces[0]), ==, KINDRED_DECISION_NONE);
  g_assert_cmpint (store_fixture_get_person (&self->base, self->a_faces[2]), ==, self->a);

  nothing = apply (self, kindred_edit_new_restore (self->a_faces, 3, NULL));
  g_assert_cmpint (nothing->id, ==, 0);
}

static void
test_hide (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredEditRecord) record
      = apply_and_try (self, kindred_edit_new_hide (IDS (self->a, self->b), TRUE, NULL));
  g_autoptr (GPtrArray) shown = kindred_store_list_people (self->base.store, FALSE, NULL, NULL);
  g_autoptr (GPtrArray) all = kindred_store_list_people (self->base.store, TRUE, NULL, NULL);

  g_assert_true (record->flag);
  g_assert_cmpuint (record->n_persons, ==, 2);
  g_assert_cmpuint (shown->len, ==, 0);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_true (((KindredPersonRecord *) all->pdata[0])->hidden);
}

static void
test_cover (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredPersonRecord) chosen = NULL;
  g_autoptr (KindredPersonRecord) dropped = NULL;

  kindred_edit_record_free (apply_and_try (self, kindred_edit_new_cover (self->a, self->a_faces[1], NULL)));
  chosen = kindred_store_get_person (self->base.store, self->a, NULL);
  g_assert_true (chosen->cover_chosen);
  g_assert_cmpint (chosen->cover, ==, self->a_faces[1]);

  kindred_edit_record_free (apply_and_try (self, kindred_edit_new_reject (&self->a_faces[1], 1, NULL)));
  dropped = kindred_store_get_person (self->base.store, self->a, NULL);
  g_assert_false (dropped->cover_chosen);
  g_assert_cmpint (dropped->cover, ==, self->a_faces[0]);

  assert_refused (self, kindred_edit_new_cover (self->a, self->b_faces[0], NULL), KINDRED_ERROR_CONFLICT);
  assert_refused (self, kindred_edit_new_cover (self->a, 4711, NULL), KINDRED_ERROR_NOT_FOUND);
}

static void
test_remove_folder (Fixture *self, gconstpointer data)
{
  KindredFaceQuery query = { .kind = KINDRED_FACES_ALL };
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) after = NULL;

  apply_silently (self, kindred_edit_new_name (self->a, "Ann", NULL));
  kindred_edit_record_free (apply_and_try (self, kindred_edit_new_remove_folder (self->base.folder, NULL)));

  before = kindred_store_list_faces (self->base.store, &query, NULL, NULL);
  g_assert_cmpuint (before->len, ==, 0);
  people = kindred_store_list_people (self->base.store, FALSE, NULL, NULL);
  g_assert_cmpuint (people->len, ==, 1);
  assert_refused (self, kindred_edit_new_remove_folder (self->base.folder, NULL), KINDRED_ERROR_NOT_FOUND);

  g_assert_cmpint (kindred_store_add_folder (self->base.store, "/photos/", NULL), ==, self->base.folder);
  after = kindred_store_list_faces (self->base.store, &query, NULL, NULL);
  g_assert_cmpuint (after->len, ==, 7);
}

static void
test_redo_stack (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GError) error = NULL;
  gboolean can_undo, can_redo;

  apply_silently (self, kindred_edit_new_name (self->a, "One", NULL));
  apply_silently (self, kindred_edit_new_name (self->a, "Two", NULL));
  store_fixture_undo (&self->base);

  /* What changes nothing, or is refused, does not take redo away. */
  apply_silently (self, kindred_edit_new_name (self->a, "One", NULL));
  assert_refused (self, kindred_edit_new_name (4711, "Nobody", NULL), KINDRED_ERROR_NOT_FOUND);
  kindred_store_get_undo_state (self->base.store, &can_undo, &can_redo, &error);
  g_assert_no_error (error);
  g_assert_true (can_undo && can_redo);
  edits = kindred_store_list_edits (self->base.store, 0, &error);
  g_assert_cmpuint (edits->len, ==, 2);
  g_assert_true (((KindredEditRecord *) edits->pdata[0])->undone);

  apply_silently (self, kindred_edit_new_name (self->b, "Three", NULL));
  kindred_store_get_undo_state (self->base.store, &can_undo, &can_redo, &error);
  g_assert_true (can_undo && !can_redo);
  g_assert_false (kindred_store_redo (self->base.store, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);

  store_fixture_undo (&self->base);
  store_fixture_undo (&self->base);
  g_clear_error (&error);
  g_assert_false (kindred_store_undo (self->base.store, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/edits/name", test_name },
    { "/store/edits/merge", test_merge },
    { "/store/edits/merge-carries-rejections-over", test_merge_carries_rejections_over },
    { "/store/edits/merge-evicts-rejected", test_merge_evicts_rejected },
    { "/store/edits/split", test_split },
    { "/store/edits/split-everything", test_split_everything },
    { "/store/edits/split-into-several", test_split_into_several },
    { "/store/edits/split-up", test_split_up },
    { "/store/edits/split-refused", test_split_refused },
    { "/store/edits/named-person-outlives-its-faces", test_named_person_outlives_its_faces },
    { "/store/edits/move-takes-rejection-back", test_move_takes_rejection_back },
    { "/store/edits/confirm", test_confirm },
    { "/store/edits/reject", test_reject },
    { "/store/edits/not-a-face-and-restore", test_not_a_face_and_restore },
    { "/store/edits/hide", test_hide },
    { "/store/edits/cover", test_cover },
    { "/store/edits/remove-folder", test_remove_folder },
    { "/store/edits/redo-stack", test_redo_stack },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
