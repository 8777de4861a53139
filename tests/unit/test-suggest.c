/* test-suggest.c - questions, on points on a circle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "grouping/kindred-suggest.h"

#include <math.h>
#include <string.h>

#define N_MAX 64
#define NAMED (KINDRED_GROUPING_PERSON_KEPT | KINDRED_GROUPING_PERSON_NAMED)

/* Faces are directions, in degrees; 10 degrees are just as far as faces of one group may be apart. */
typedef struct
{
  gsize n;
  float at[N_MAX][2];
  gint32 photo[N_MAX];
  gint32 person[N_MAX];
  guint8 flags[N_MAX];
  gsize n_persons;
  guint8 person_flags[N_MAX];
  gsize n_rejections;
  KindredGroupingRejection rejections[N_MAX];
  gsize n_answered;
  KindredAnswered answered[N_MAX];
} Album;

static gint32
add_face (Album *album, double degrees, gint32 person)
{
  gsize i = album->n++;

  g_assert_cmpuint (i, <, N_MAX);
  album->at[i][0] = (float) cos (degrees * G_PI / 180);
  album->at[i][1] = (float) sin (degrees * G_PI / 180);
  album->photo[i] = i;
  album->person[i] = person;

  return i;
}

static gint32
add_person (Album *album, double degrees, int n_faces, guint8 flags)
{
  gint32 person = album->n_persons++;

  album->person_flags[person] = flags;
  for (int i = 0; i < n_faces; i++)
    add_face (album, degrees, person);

  return person;
}

static KindredGroupingInput
make_input (Album *album)
{
  return (KindredGroupingInput){ .n_faces = album->n,
                                 .embeddings = &album->at[0][0],
                                 .dimension = 2,
                                 .photo = album->photo,
                                 .person = album->person,
                                 .face_flags = album->flags,
                                 .n_persons = album->n_persons,
                                 .person_flags = album->person_flags,
                                 .n_rejections = album->n_rejections,
                                 .rejections = album->rejections,
                                 .eps = 2 * sin (5 * G_PI / 180),
                                 .min_samples = 2,
                                 .n_threads = 2 };
}

static GArray *
suggest_with_limit (Album *album, gsize limit, GError **error)
{
  const KindredGroupingInput input = make_input (album);

  return kindred_suggest (&input, album->answered, album->n_answered, limit, NULL, error);
}

static GArray *
suggest (Album *album)
{
  g_autoptr (GError) error = NULL;
  GArray *suggestions = suggest_with_limit (album, 0, &error);

  g_assert_no_error (error);
  g_assert_nonnull (suggestions);

  return suggestions;
}

static const KindredSuggestion *
get (GArray *suggestions, guint index)
{
  g_assert_cmpuint (index, <, suggestions->len);

  return &g_array_index (suggestions, KindredSuggestion, index);
}

static void
assert_none (Album *album)
{
  g_autoptr (GArray) suggestions = suggest (album);

  g_assert_cmpuint (suggestions->len, ==, 0);
}

static void
test_persons (void)
{
  Album album = { 0 };
  g_autoptr (GArray) suggestions = NULL;

  add_person (&album, 0, 5, 0);
  add_person (&album, 9, 3, 0);
  add_person (&album, 90, 4, 0);
  suggestions = suggest (&album);

  g_assert_cmpuint (suggestions->len, ==, 1);
  g_assert_cmpint (get (suggestions, 0)->person, ==, 0);
  g_assert_cmpint (get (suggestions, 0)->other, ==, 1);
  g_assert_cmpint (get (suggestions, 0)->face, ==, -1);
  g_assert_cmpint (get (suggestions, 0)->n_faces, ==, 3);
  g_assert_cmpfloat (get (suggestions, 0)->likelihood, >, 0.5);
  g_assert_cmpfloat (get (suggestions, 0)->likelihood, <, 1);
}

static void
test_face (void)
{
  Album album = { 0 };
  g_autoptr (GArray) suggestions = NULL;
  gint32 face;

  add_person (&album, 0, 5, 0);
  add_person (&album, 21, 5, 0);
  face = add_face (&album, 11, -1);
  add_face (&album, 90, -1);
  suggestions = suggest (&album);

  /* Once, with the nearer one. */
  g_assert_cmpuint (suggestions->len, ==, 1);
  g_assert_cmpint (get (suggestions, 0)->person, ==, 1);
  g_assert_cmpint (get (suggestions, 0)->other, ==, -1);
  g_assert_cmpint (get (suggestions, 0)->face, ==, face);
  g_assert_cmpint (get (suggestions, 0)->n_faces, ==, 1);

  /* After a no, with the other one. */
  album.answered[album.n_answered++] = (KindredAnswered){ 1, -1, face };
  g_array_unref (g_steal_pointer (&suggestions));
  suggestions = suggest (&album);
  g_assert_cmpuint (suggestions->len, ==, 1);
  g_assert_cmpint (get (suggestions, 0)->person, ==, 0);
}

static void
test_most_faces_first (void)
{
  Album album = { 0 };
  g_autoptr (GArray) suggestions = NULL;
  g_autoptr (GArray) first = NULL;

  /* The small ones are a little more alike. */
  add_person (&album, 0, 2, 0);
  add_person (&album, 9.9, 2, 0);
  add_person (&album, 90, 10, 0);
  add_person (&album, 100, 10, 0);
  suggestions = suggest (&album);
  first = suggest_with_limit (&album, 1, NULL);

  g_assert_cmpuint (suggestions->len, ==, 2);
  g_assert_cmpint (get (suggestions, 0)->person, ==, 2);
  g_assert_cmpint (get (suggestions, 1)->person, ==, 0);
  g_assert_cmpfloat (get (suggestions, 0)->likelihood, <, get (suggestions, 1)->likelihood);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpint (get (first, 0)->person, ==, 2);
}

/* Three persons that may be one: two questions settle it. */
static void
test_no_question_twice (void)
{
  Album album = { 0 };
  g_autoptr (GArray) suggestions = NULL;

  add_person (&album, 0, 3, 0);
  add_person (&album, 5, 3, 0);
  add_person (&album, 10, 3, 0);
  suggestions = suggest (&album);

  g_assert_cmpuint (suggestions->len, ==, 2);
}

static void
test_answered (void)
{
  Album album = { 0 };

  add_person (&album, 0, 3, 0);
  add_person (&album, 9, 3, 0);
  album.answered[album.n_answered++] = (KindredAnswered){ 1, 0, -1 };
  assert_none (&album);
}

static void
test_rejected (void)
{
  Album album = { 0 };
  gint32 person = add_person (&album, 0, 3, 0), face = add_face (&album, 9, -1);

  album.rejections[album.n_rejections++] = (KindredGroupingRejection){ face, person };
  assert_none (&album);
}

/* One face of a person was taken out of another: then they are not the same. */
static void
test_rejected_from_other_person (void)
{
  Album album = { 0 };
  gint32 person = add_person (&album, 0, 3, 0), other = add_person (&album, 9, 3, 0);

  g_assert_cmpint (album.person[4], ==, other);
  album.rejections[album.n_rejections++] = (KindredGroupingRejection){ 4, person };
  assert_none (&album);
}

static void
test_same_photo (void)
{
  Album album = { 0 };
  gint32 face;

  add_person (&album, 0, 3, 0);
  add_person (&album, 9, 3, 0);
  face = add_face (&album, 200, add_person (&album, 200, 3, 0));
  album.photo[3] = album.photo[1];
  face = add_face (&album, 208, -1);
  album.photo[face] = album.photo[7];
  assert_none (&album);
}

static void
test_hidden (void)
{
  Album album = { 0 };

  add_person (&album, 0, 3, KINDRED_GROUPING_PERSON_KEPT | KINDRED_GROUPING_PERSON_HIDDEN);
  add_person (&album, 9, 3, 0);
  add_face (&album, -9, -1);
  assert_none (&album);
}

static void
test_named (void)
{
  Album album = { 0 };
  g_autoptr (GArray) suggestions = NULL;

  add_person (&album, 0, 3, NAMED);
  add_person (&album, 9, 3, NAMED);
  assert_none (&album);

  album.person_flags[1] = KINDRED_GROUPING_PERSON_KEPT;
  suggestions = suggest (&album);
  g_assert_cmpuint (suggestions->len, ==, 1);
}

static GArray *
suggest_for (Album *album, gint32 person, gsize limit)
{
  g_autoptr (GError) error = NULL;
  const KindredGroupingInput input = make_input (album);
  GArray *suggestions
      = kindred_suggest_for_person (&input, person, album->answered, album->n_answered, limit, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (suggestions);

  return suggestions;
}

/* The likeliest first, however few faces; all of them, and nobody who has a name. */
static void
test_for_person (void)
{
  Album album = { 0 };
  g_autoptr (GArray) suggestions = NULL;
  g_autoptr (GArray) first = NULL;
  gint32 person = add_person (&album, 0, 3, NAMED | KINDRED_GROUPING_PERSON_HIDDEN), face, other;

  add_person (&album, 5, 3, NAMED);
  add_person (&album, 6, 3, KINDRED_GROUPING_PERSON_HIDDEN);
  other = add_person (&album, -9, 5, 0);
  face = add_face (&album, 8, -1);
  add_face (&album, 40, -1);
  suggestions = suggest_for (&album, person, 0);

  g_assert_cmpuint (suggestions->len, ==, 2);
  g_assert_cmpint (get (suggestions, 0)->face, ==, face);
  g_assert_cmpint (get (suggestions, 0)->person, ==, person);
  g_assert_cmpint (get (suggestions, 1)->other, ==, other);

  first = suggest_for (&album, person, 1);
  g_assert_cmpuint (first->len, ==, 1);

  album.answered[album.n_answered++] = (KindredAnswered){ person, other, -1 };
  album.rejections[album.n_rejections++] = (KindredGroupingRejection){ face, person };
  g_array_unref (first);
  first = suggest_for (&album, person, 0);
  g_assert_cmpuint (first->len, ==, 0);
}

static void
test_for_person_without_faces (void)
{
  Album album = { 0 };
  g_autoptr (GArray) suggestions = NULL;

  add_person (&album, 0, 3, 0);
  album.n_persons++;
  suggestions = suggest_for (&album, 1, 0);
  g_assert_cmpuint (suggestions->len, ==, 0);
}

static void
test_bad_input (void)
{
  Album album = { 0 };
  g_autoptr (GError) error = NULL;

  assert_none (&album);

  add_person (&album, 0, 3, 0);
  album.answered[album.n_answered++] = (KindredAnswered){ 0, -1, -1 };
  g_assert_null (suggest_with_limit (&album, 0, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  album.n_answered = 0;
  album.at[1][0] = NAN;
  g_assert_null (suggest_with_limit (&album, 0, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);

  /* No direction, no likeness. */
  memset (album.at, 0, sizeof album.at);
  assert_none (&album);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/suggest/persons", test_persons);
  g_test_add_func ("/suggest/face", test_face);
  g_test_add_func ("/suggest/most-faces-first", test_most_faces_first);
  g_test_add_func ("/suggest/no-question-twice", test_no_question_twice);
  g_test_add_func ("/suggest/answered", test_answered);
  g_test_add_func ("/suggest/rejected", test_rejected);
  g_test_add_func ("/suggest/rejected-from-other-person", test_rejected_from_other_person);
  g_test_add_func ("/suggest/same-photo", test_same_photo);
  g_test_add_func ("/suggest/hidden", test_hidden);
  g_test_add_func ("/suggest/named", test_named);
  g_test_add_func ("/suggest/for-person", test_for_person);
  g_test_add_func ("/suggest/for-person-without-faces", test_for_person_without_faces);
  g_test_add_func ("/suggest/bad-input", test_bad_input);

  return g_test_run ();
}
