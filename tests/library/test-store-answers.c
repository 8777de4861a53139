/* test-store-answers.c - answers to questions and who a person is, their undo and what grouping makes of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "base/kindred-error.h"

#include <string.h>

/* Persons a, b, c with a face each, and a face of nobody. */
typedef struct
{
  StoreFixture base;
  gint64 a, b, c;
  gint64 a_face, b_face, c_face, other;
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
  self->a_face = add_face (self, 1);
  self->b_face = add_face (self, 2);
  self->c_face = add_face (self, 3);
  self->other = add_face (self, 4);
  self->a = store_fixture_group (&self->base, &self->a_face, 1);
  self->b = store_fixture_group (&self->base, &self->b_face, 1);
  self->c = store_fixture_group (&self->base, &self->c_face, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_fixture_assert_sound (&self->base);
  store_fixture_tear_down (&self->base);
}

/* Applies @edit; undo and redo are exact. */
static KindredEditRecord *
apply (Fixture *self, KindredEdit *edit)
{
  g_autofree char *before = store_fixture_dump (&self->base);
  KindredEditRecord *record = store_fixture_apply (&self->base, edit);
  g_autofree char *after = store_fixture_dump (&self->base);
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  if (record->id == 0)
    {
      g_assert_cmpstr (before, ==, after);
      return record;
    }

  store_fixture_undo (&self->base);
  undone = store_fixture_dump (&self->base);
  g_assert_cmpstr (undone, ==, before);
  store_fixture_redo (&self->base);
  redone = store_fixture_dump (&self->base);
  g_assert_cmpstr (redone, ==, after);

  return record;
}

static void
apply_silently (Fixture *self, KindredEdit *edit)
{
  kindred_edit_record_free (apply (self, edit));
}

static KindredEdit *
answer (gint64 person, gint64 other, gint64 face, KindredAnswer what)
{
  g_autoptr (GError) error = NULL;
  KindredEdit *edit = kindred_edit_new_answer (person, other, face, what, &error);

  g_assert_no_error (error);

  return edit;
}

/* @line is one of the dump's. */
static gboolean
has_line (Fixture *self, const char *format, gint64 first, gint64 second)
{
  g_autofree char *text = store_fixture_dump (&self->base);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *line = g_strdup_printf ("%s", format);
  g_autoptr (GString) expected = g_string_new (line);
  g_autofree char *one = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  g_autofree char *two = g_strdup_printf ("%" G_GINT64_FORMAT, second);

  g_string_replace (expected, "A", one, 0);
  g_string_replace (expected, "B", two, 0);

  return g_strv_contains ((const char *const *) lines, expected->str);
}

/* ---- answers ---- */

/* A page of candidates is one edit. */
static void
test_several (Fixture *self, gconstpointer data)
{
  gint64 d_face = add_face (self, 5), e_face = add_face (self, 6);
  gint64 d = store_fixture_group (&self->base, &d_face, 1);
  const KindredCandidateAnswer answers[] = { { self->b, 0, KINDRED_ANSWER_YES },
                                             { self->c, 0, KINDRED_ANSWER_NO },
                                             { 0, self->other, KINDRED_ANSWER_YES },
                                             { 0, e_face, KINDRED_ANSWER_NO },
                                             { d, 0, KINDRED_ANSWER_YES } };
  g_autoptr (KindredEditRecord) record = NULL;
  g_autoptr (KindredEditRecord) denied = NULL;

  apply_silently (self, kindred_edit_new_name (self->a, "Ann", NULL));
  /* What one who goes said of one who is denied must not be in the way. */
  apply_silently (self, answer (self->b, self->c, 0, KINDRED_ANSWER_NO));
  apply_silently (self, answer (self->b, 0, e_face, KINDRED_ANSWER_NO));
  record = apply (self, kindred_edit_new_answers (self->a, answers, G_N_ELEMENTS (answers), NULL));
  g_assert_cmpint (record->kind, ==, KINDRED_EDIT_ANSWERS);
  g_assert_cmpint (record->person, ==, self->a);
  g_assert_cmpstr (record->name, ==, "Ann");
  g_assert_true (record->flag);
  g_assert_cmpuint (record->n_faces, ==, 3);
  g_assert_cmpuint (record->n_persons, ==, 2);

  denied = apply (self, kindred_edit_new_answers (
                            self->c, &(const KindredCandidateAnswer){ 0, e_face, KINDRED_ANSWER_NO }, 1, NULL));
  g_assert_false (denied->flag);
  g_assert_cmpuint (denied->n_faces, ==, 1);
}

static void
test_several_bad (Fixture *self, gconstpointer data)
{
  const KindredCandidateAnswer itself = { self->a, 0, KINDRED_ANSWER_YES };
  const KindredCandidateAnswer gone[] = { { 0, self->other, KINDRED_ANSWER_YES }, { 0, 4711, KINDRED_ANSWER_NO } };
  g_autofree char *before = store_fixture_dump (&self->base);
  g_autofree char *after = NULL;
  g_autoptr (KindredEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kindred_edit_new_answers (self->a, &itself, 1, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (kindred_edit_new_answers (self->a, NULL, 0, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  /* All or nothing. */
  edit = kindred_edit_new_answers (self->a, gone, G_N_ELEMENTS (gone), &error);
  g_assert_no_error (error);
  g_assert_false (kindred_store_apply_edit (self->base.store, edit, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
  after = store_fixture_dump (&self->base);
  g_assert_cmpstr (before, ==, after);
}

static void
test_yes (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredEditRecord) merged = NULL;
  g_autoptr (KindredEditRecord) moved = NULL;

  apply_silently (self, kindred_edit_new_name (self->b, "Bea", NULL));

  /* The one with a name stays, whichever way round the question was put. */
  merged = apply (self, answer (self->a, self->b, 0, KINDRED_ANSWER_YES));
  g_assert_cmpint (merged->kind, ==, KINDRED_EDIT_MERGE);
  g_assert_cmpint (merged->person, ==, self->b);
  g_assert_cmpstr (merged->name, ==, "Bea");
  g_assert_cmpint (store_fixture_get_person (&self->base, self->a_face), ==, self->b);

  moved = apply (self, answer (self->b, 0, self->other, KINDRED_ANSWER_YES));
  g_assert_cmpint (moved->kind, ==, KINDRED_EDIT_MOVE_FACES);
  g_assert_cmpint (store_fixture_get_person (&self->base, self->other), ==, self->b);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->other), ==, KINDRED_DECISION_CONFIRMED);
}

static void
test_no (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredEditRecord) record = apply (self, answer (self->b, self->a, 0, KINDRED_ANSWER_NO));
  g_autoptr (KindredEditRecord) again = apply (self, answer (self->a, self->b, 0, KINDRED_ANSWER_NO));
  g_autoptr (KindredEditRecord) skipped = apply (self, answer (self->a, self->b, 0, KINDRED_ANSWER_SKIP));
  g_autoptr (KindredEditRecord) face = apply (self, answer (self->a, 0, self->other, KINDRED_ANSWER_NO));
  g_autoptr (KindredEditRecord) own_face = NULL;

  g_assert_cmpint (record->kind, ==, KINDRED_EDIT_ANSWER);
  g_assert_true (record->flag);
  g_assert_cmpuint (record->n_persons, ==, 2);
  g_assert_cmpuint (record->n_faces, ==, 0);
  g_assert_true (has_line (self, "answer A B 1", self->a, self->b));
  g_assert_cmpint (again->id, ==, 0);
  g_assert_cmpint (skipped->id, ==, 0);

  g_assert_cmpuint (face->n_faces, ==, 1);
  g_assert_true (has_line (self, "rejection A B", self->other, self->a));

  /* Where the program had put it already, it leaves; the person with it, as nothing else is left of it. */
  own_face = apply (self, answer (self->c, 0, self->c_face, KINDRED_ANSWER_NO));
  g_assert_cmpuint (own_face->n_faces, ==, 1);
  g_assert_cmpint (store_fixture_get_person (&self->base, self->c_face), ==, 0);
}

static void
test_skip (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredEditRecord) record = apply (self, answer (self->a, self->b, 0, KINDRED_ANSWER_SKIP));

  g_assert_false (record->flag);
  g_assert_true (has_line (self, "answer A B 2", self->a, self->b));
  apply_silently (self, answer (self->b, 0, self->other, KINDRED_ANSWER_SKIP));
  g_assert_true (has_line (self, "skipped A B", self->other, self->b));

  /* On second thoughts. */
  apply_silently (self, answer (self->a, self->b, 0, KINDRED_ANSWER_NO));
  g_assert_true (has_line (self, "answer A B 1", self->a, self->b));
  apply_silently (self, answer (self->b, 0, self->other, KINDRED_ANSWER_YES));
  g_assert_cmpint (store_fixture_get_person (&self->base, self->other), ==, self->b);
}

/* Who was not b is not a, once b became a. */
static void
test_merge_carries_answers_over (Fixture *self, gconstpointer data)
{
  apply_silently (self, answer (self->b, self->c, 0, KINDRED_ANSWER_NO));
  apply_silently (self, answer (self->a, self->c, 0, KINDRED_ANSWER_SKIP));
  apply_silently (self, answer (self->b, 0, self->other, KINDRED_ANSWER_SKIP));
  apply_silently (self, kindred_edit_new_merge (self->a, &self->b, 1, NULL));

  g_assert_true (has_line (self, "answer A B 1", self->a, self->c));
  g_assert_true (has_line (self, "skipped A B", self->other, self->a));
  g_assert_false (has_line (self, "answer A B 1", self->b, self->c));

  /* The user knows better by now. */
  apply_silently (self, kindred_edit_new_merge (self->a, &self->c, 1, NULL));
  g_assert_false (has_line (self, "answer A B 1", self->a, self->c));
}

static void
test_bad_answers (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 nobody = 4711;

  g_assert_null (kindred_edit_new_answer (self->a, self->a, 0, KINDRED_ANSWER_NO, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (kindred_edit_new_answer (0, self->a, 0, KINDRED_ANSWER_NO, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);

  for (int what = KINDRED_ANSWER_YES; what <= KINDRED_ANSWER_SKIP; what++)
    for (int of_face = 0; of_face < 2; of_face++)
      {
        g_autoptr (KindredEdit) edit = answer (self->a, of_face ? 0 : nobody, of_face ? nobody : 0, what);
        g_autoptr (GError) refusal = NULL;

        if (of_face && what == KINDRED_ANSWER_YES)
          continue; /* a move of a face that is gone: test-store-edits */
        g_assert_false (kindred_store_apply_edit (self->base.store, edit, NULL, &refusal));
        g_assert_error (refusal, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
      }
}

/* A person that was said to be different is kept, whatever grouping does. */
static void
test_grouping_keeps (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredGroupingFaces) faces = NULL;
  g_autoptr (KindredPersonRecord) kept = NULL;
  KindredFaceMove move = { self->b_face, self->b, self->c };

  apply_silently (self, answer (self->a, self->b, 0, KINDRED_ANSWER_NO));
  faces = kindred_store_load_grouping (self->base.store, "fake-1", NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < faces->n_persons; i++)
    g_assert_cmpint (faces->person_kept[i], ==, faces->person_id[i] != self->c);

  kindred_store_apply_grouping (self->base.store, &move, 1, NULL, 0, FALSE, NULL, &error);
  g_assert_no_error (error);
  kept = kindred_store_get_person (self->base.store, self->b, &error);
  g_assert_no_error (error);
  g_assert_true (has_line (self, "answer A B 1", self->a, self->b));
}

/* ---- who a person is ---- */

static void
test_details (Fixture *self, gconstpointer data)
{
  const gint64 both[] = { self->a, self->b };
  g_autoptr (KindredEditRecord) record = apply (self, kindred_edit_new_favourite (both, 2, TRUE, NULL));
  g_autoptr (KindredPersonRecord) person = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (record->n_persons, ==, 2);
  apply_silently (self, kindred_edit_new_birth (self->a, " 1987-03-31 ", &error));
  apply_silently (self, kindred_edit_new_notes (self->a, "Met in <b>Rome</b>\r\nin spring \n", &error));
  g_assert_no_error (error);

  person = kindred_store_get_person (self->base.store, self->a, &error);
  g_assert_true (person->favourite);
  g_assert_cmpstr (person->birth, ==, "1987-03-31");
  g_assert_cmpstr (person->notes, ==, "Met in <b>Rome</b>\nin spring");

  apply_silently (self, kindred_edit_new_birth (self->a, NULL, NULL));
  apply_silently (self, kindred_edit_new_notes (self->a, "  \n ", NULL));
  apply_silently (self, kindred_edit_new_favourite (both, 1, FALSE, NULL));
  g_clear_pointer (&person, kindred_person_record_free);
  person = kindred_store_get_person (self->base.store, self->a, &error);
  g_assert_false (person->favourite);
  g_assert_cmpstr (person->birth, ==, NULL);
  g_assert_cmpstr (person->notes, ==, NULL);
}

static void
test_merge_keeps_details (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredPersonRecord) person = NULL;

  apply_silently (self, kindred_edit_new_notes (self->a, "One", NULL));
  apply_silently (self, kindred_edit_new_notes (self->b, "Two", NULL));
  apply_silently (self, kindred_edit_new_birth (self->b, "1987", NULL));
  apply_silently (self, kindred_edit_new_favourite (&self->b, 1, TRUE, NULL));
  apply_silently (self, kindred_edit_new_merge (self->a, &self->b, 1, NULL));

  person = kindred_store_get_person (self->base.store, self->a, NULL);
  g_assert_true (person->favourite);
  g_assert_cmpstr (person->birth, ==, "1987");
  g_assert_cmpstr (person->notes, ==, "One\n\nTwo");
}

static void
test_bad_details (Fixture *self, gconstpointer data)
{
  static const char *const dates[] = { "87",          "1987-13", "1987-00",    "1987-02-30", "1987-2-3", "31.3.1987",
                                       "1987-03-31x", "0000",    "1987/03/31", "-987",       "1987-03-", "١٩٨٧" };
  g_autofree char *long_notes = g_strnfill (KINDRED_NOTES_MAX + 1, 'x');
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (GError) refusal = NULL;

      g_assert_null (kindred_edit_new_birth (self->a, dates[i], &refusal));
      g_assert_error (refusal, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
    }

  g_assert_null (kindred_edit_new_notes (self->a, long_notes, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (kindred_edit_new_notes (self->a, "\xff", &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  long_notes[KINDRED_NOTES_MAX] = '\0';
  apply_silently (self, kindred_edit_new_notes (self->a, long_notes, NULL));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/store/answers/yes", test_yes },
    { "/store/answers/no", test_no },
    { "/store/answers/skip", test_skip },
    { "/store/answers/merge", test_merge_carries_answers_over },
    { "/store/answers/bad", test_bad_answers },
    { "/store/answers/grouping", test_grouping_keeps },
    { "/store/details/all", test_details },
    { "/store/details/merge", test_merge_keeps_details },
    { "/store/details/bad", test_bad_details },
    { "/store/answers/several", test_several },
    { "/store/answers/several-bad", test_several_bad },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
