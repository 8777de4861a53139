/* test-questions.c - questions and candidates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "people-fixture.h"

static GPtrArray *
list_questions (PeopleFixture *self, guint limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *questions;

  kindred_library_list_questions_async (self->base.library, limit, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  questions = kindred_library_list_questions_finish (self->base.library, result, &error);
  g_assert_no_error (error);

  return questions;
}

static GPtrArray *
list_candidates (PeopleFixture *self, gint64 person, guint limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *questions;

  kindred_library_list_candidates_async (self->base.library, person, limit, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  questions = kindred_library_list_candidates_finish (self->base.library, result, &error);
  g_assert_no_error (error);

  return questions;
}

static guint
count_candidates (PeopleFixture *self, gint64 person)
{
  g_autoptr (GPtrArray) candidates = list_candidates (self, person, 0);

  return candidates->len;
}

static const KindredQuestion *
get (GPtrArray *questions, guint index)
{
  g_assert_cmpuint (index, <, questions->len);

  return questions->pdata[index];
}

/* Whether the question is about both, whichever comes first. */
static void
assert_asks (const KindredQuestion *question, gint64 a, gint64 b)
{
  g_assert_cmpint (question->face, ==, 0);
  g_assert_cmpint (MIN (question->person, question->other), ==, MIN (a, b));
  g_assert_cmpint (MAX (question->person, question->other), ==, MAX (a, b));
}

static void
assert_nothing_to_ask (PeopleFixture *self)
{
  g_autoptr (GPtrArray) questions = list_questions (self, 0);

  g_assert_cmpuint (questions->len, ==, 0);
}

static void
test_empty (PeopleFixture *self, gconstpointer data)
{
  people_fixture_open (self);
  assert_nothing_to_ask (self);
  g_assert_cmpuint (count_candidates (self, 1), ==, 0);
}

static void
test_questions (PeopleFixture *self, gconstpointer data)
{
  gint64 small = people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 2);
  gint64 small_too = people_fixture_add_person (self, PEOPLE_PLACE (0, 50), 2);
  gint64 large = people_fixture_add_person (self, PEOPLE_PLACE (1, 0), 8);
  gint64 large_too = people_fixture_add_person (self, PEOPLE_PLACE (1, 50), 8);
  gint64 face = people_fixture_add_face (self, PEOPLE_PLACE (1, 100));
  g_autoptr (GPtrArray) questions = NULL;
  g_autoptr (GPtrArray) first = NULL;

  people_fixture_add_person (self, PEOPLE_PLACE (2, 0), 5);
  people_fixture_open (self);
  questions = list_questions (self, 0);

  g_assert_cmpuint (questions->len, ==, 3);
  assert_asks (get (questions, 0), large, large_too);
  g_assert_cmpuint (get (questions, 0)->n_faces, ==, 8);
  g_assert_cmpfloat (get (questions, 0)->likelihood, >, 0.5);
  g_assert_cmpint (get (questions, 1)->person, ==, large_too);
  g_assert_cmpint (get (questions, 1)->face, ==, face);
  assert_asks (get (questions, 2), small, small_too);

  first = list_questions (self, 1);
  g_assert_cmpuint (first->len, ==, 1);
}

/* What one edit says is known to the next question. */
static void
test_after_edits (PeopleFixture *self, gconstpointer data)
{
  gint64 a = people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 4);
  gint64 b = people_fixture_add_person (self, PEOPLE_PLACE (0, 50), 4);
  gint64 c = people_fixture_add_person (self, PEOPLE_PLACE (1, 0), 3);
  gint64 face = people_fixture_add_face (self, PEOPLE_PLACE (1, 50));
  g_autoptr (GPtrArray) questions = NULL;

  people_fixture_open (self);
  questions = list_questions (self, 0);
  g_assert_cmpuint (questions->len, ==, 2);
  assert_asks (get (questions, 0), a, b);
  g_assert_cmpint (get (questions, 1)->person, ==, c);
  g_assert_cmpint (get (questions, 1)->face, ==, face);

  kindred_edit_record_free (library_fixture_edit (&self->base, kindred_edit_new_hide (&c, 1, TRUE, NULL), NULL));
  g_clear_pointer (&questions, g_ptr_array_unref);
  questions = list_questions (self, 0);
  g_assert_cmpuint (questions->len, ==, 1);
  assert_asks (get (questions, 0), a, b);

  kindred_edit_record_free (library_fixture_edit (&self->base, kindred_edit_new_merge (a, &b, 1, NULL), NULL));
  assert_nothing_to_ask (self);

  kindred_edit_record_free (library_fixture_undo (&self->base, NULL));
  kindred_edit_record_free (library_fixture_undo (&self->base, NULL));
  g_clear_pointer (&questions, g_ptr_array_unref);
  questions = list_questions (self, 0);
  g_assert_cmpuint (questions->len, ==, 2);
}

/* With many faces the old order serves, without what was answered. */
static void
test_many_faces (PeopleFixture *self, gconstpointer data)
{
  gint64 a = people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 2500);
  gint64 b = people_fixture_add_person (self, PEOPLE_PLACE (0, 50), 2500);
  gint64 c = people_fixture_add_person (self, PEOPLE_PLACE (1, 0), 3);
  gint64 d = people_fixture_add_person (self, PEOPLE_PLACE (1, 50), 3);
  g_autoptr (GPtrArray) questions = NULL;

  people_fixture_open (self);
  questions = list_questions (self, 0);
  g_assert_cmpuint (questions->len, ==, 2);
  assert_asks (get (questions, 0), a, b);

  kindred_edit_record_free (library_fixture_edit (&self->base, kindred_edit_new_merge (a, &b, 1, NULL), NULL));
  g_clear_pointer (&questions, g_ptr_array_unref);
  questions = list_questions (self, 0);
  g_assert_cmpuint (questions->len, ==, 1);
  assert_asks (get (questions, 0), c, d);

  /* Nothing of the old order is left: worked out anew. */
  kindred_edit_record_free (library_fixture_edit (&self->base, kindred_edit_new_merge (c, &d, 1, NULL), NULL));
  assert_nothing_to_ask (self);
  kindred_edit_record_free (library_fixture_undo (&self->base, NULL));
  g_clear_pointer (&questions, g_ptr_array_unref);
  questions = list_questions (self, 0);
  g_assert_cmpuint (questions->len, ==, 1);
}

static void
test_rejected (PeopleFixture *self, gconstpointer data)
{
  gint64 person = people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 4);
  gint64 faces[2] = { people_fixture_add_face (self, PEOPLE_PLACE (0, 50)), 0 };

  faces[1] = people_fixture_add_face (self, PEOPLE_PLACE (0, 51));
  people_fixture_group (self, faces, 2);
  people_fixture_apply (self, kindred_edit_new_move_faces (0, faces, 2, person, NULL, NULL));
  people_fixture_apply (self, kindred_edit_new_reject (faces, 2, NULL));
  people_fixture_open (self);
  assert_nothing_to_ask (self);
}

/* "No" and "skip" alike, of persons and faces. */
static void
test_answered (PeopleFixture *self, gconstpointer data)
{
  const KindredAnswer answers[] = { KINDRED_ANSWER_NO, KINDRED_ANSWER_SKIP };

  for (int i = 0; i < 2; i++)
    {
      gint64 person = people_fixture_add_person (self, PEOPLE_PLACE (4 * i, 0), 4);
      gint64 other = people_fixture_add_person (self, PEOPLE_PLACE (4 * i, 55), 3);
      gint64 third = people_fixture_add_person (self, PEOPLE_PLACE (4 * i + 2, 0), 4);
      gint64 face = people_fixture_add_face (self, PEOPLE_PLACE (4 * i + 2, 50));

      people_fixture_apply (self, kindred_edit_new_answer (person, other, 0, answers[i], NULL));
      people_fixture_apply (self, kindred_edit_new_answer (third, 0, face, answers[i], NULL));
    }

  people_fixture_open (self);
  assert_nothing_to_ask (self);
}

/* Whoever is named first. */
static void
answer (PeopleFixture *self, const KindredQuestion *question, KindredAnswer given, gboolean other_first)
{
  gboolean swap = other_first && question->other != 0;
  KindredEdit *edit = kindred_edit_new_answer (swap ? question->other : question->person,
                                               swap ? question->person : question->other, question->face, given, NULL);

  kindred_edit_record_free (library_fixture_edit (&self->base, edit, NULL));
}

/* One question after the other, in the order of before the answer: none comes twice, and what is taken back comes
 * again. */
static void
test_answered_in_turn (PeopleFixture *self, gconstpointer data)
{
  const KindredAnswer answers[] = { KINDRED_ANSWER_NO,   KINDRED_ANSWER_SKIP, KINDRED_ANSWER_NO,
                                    KINDRED_ANSWER_SKIP, KINDRED_ANSWER_YES,  KINDRED_ANSWER_YES };
  gint64 candidate = people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 9);

  people_fixture_add_person (self, PEOPLE_PLACE (0, 50), 8);
  people_fixture_add_person (self, PEOPLE_PLACE (1, 0), 7);
  people_fixture_add_person (self, PEOPLE_PLACE (1, 50), 6);
  for (int plane = 2; plane < 5; plane++)
    {
      people_fixture_add_person (self, PEOPLE_PLACE (plane, 0), 5);
      people_fixture_add_face (self, PEOPLE_PLACE (plane, 50));
    }
  people_fixture_add_person (self, PEOPLE_PLACE (6, 0), 3);
  people_fixture_add_person (self, PEOPLE_PLACE (6, 50), 3);
  people_fixture_open (self);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GPtrArray) questions = list_questions (self, 0);

      g_assert_cmpuint (questions->len, ==, G_N_ELEMENTS (answers) - i);
      answer (self, get (questions, 0), answers[i], i % 2 == 1);
    }
  assert_nothing_to_ask (self);
  g_assert_cmpuint (count_candidates (self, candidate), ==, 0);

  for (guint i = 1; i <= G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GPtrArray) questions = NULL;

      kindred_edit_record_free (library_fixture_undo (&self->base, NULL));
      questions = list_questions (self, 0);
      g_assert_cmpuint (questions->len, ==, i);
    }
  g_assert_cmpuint (count_candidates (self, candidate), ==, 1);
}

static void
test_candidates (PeopleFixture *self, gconstpointer data)
{
  gint64 person = people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 4);
  gint64 near_face = people_fixture_add_face (self, PEOPLE_PLACE (0, 40));
  gint64 far_face = people_fixture_add_face (self, PEOPLE_PLACE (0, -55));
  gint64 other = people_fixture_add_person (self, PEOPLE_PLACE (0, -48), 3);
  gint64 named = people_fixture_add_person (self, PEOPLE_PLACE (0, 45), 3);
  g_autoptr (GPtrArray) candidates = NULL;
  g_autoptr (GPtrArray) first = NULL;

  people_fixture_add_face (self, PEOPLE_PLACE (1, 0));
  people_fixture_apply (self, kindred_edit_new_name (named, "Ann", NULL));
  people_fixture_apply (self, kindred_edit_new_hide (&person, 1, TRUE, NULL));
  people_fixture_open (self);
  candidates = list_candidates (self, person, 0);

  g_assert_cmpuint (candidates->len, ==, 3);
  g_assert_cmpint (get (candidates, 0)->face, ==, near_face);
  g_assert_cmpint (get (candidates, 1)->other, ==, other);
  g_assert_cmpint (get (candidates, 2)->face, ==, far_face);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (get (candidates, i)->person, ==, person);

  first = list_candidates (self, person, 2);
  g_assert_cmpuint (first->len, ==, 2);
}

static void
test_cancelled (PeopleFixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 4);
  people_fixture_open (self);
  kindred_library_list_questions_async (self->base.library, 1, cancellable, library_fixture_result_cb, &result);
  g_cancellable_cancel (cancellable);
  library_fixture_wait (result != NULL);
  g_assert_null (kindred_library_list_questions_finish (self->base.library, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_to_ask (self);
}

int
main (int argc, char *argv[])
{
  library_fixture_init (&argc, &argv);

  people_fixture_add_test ("/questions/empty", test_empty);
  people_fixture_add_test ("/questions/ranked", test_questions);
  people_fixture_add_test ("/questions/after-edits", test_after_edits);
  people_fixture_add_test ("/questions/many-faces", test_many_faces);
  people_fixture_add_test ("/questions/rejected", test_rejected);
  people_fixture_add_test ("/questions/answered", test_answered);
  people_fixture_add_test ("/questions/answered-in-turn", test_answered_in_turn);
  people_fixture_add_test ("/questions/candidates", test_candidates);
  people_fixture_add_test ("/questions/cancelled", test_cancelled);

  return library_fixture_run ();
}
