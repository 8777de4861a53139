/* test-doubts.c - doubts, on points on a circle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "grouping/kindred-doubts.h"

#include <math.h>

#define N_MAX 32

/* Faces are directions; 60 degrees are as far as faces of one person are apart at most. */
typedef struct
{
  gsize n;
  float at[N_MAX][2];
  gint32 photo[N_MAX];
  gint32 person[N_MAX];
  guint8 flags[N_MAX];
  guint8 person_flags[4];
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

static GArray *
judge (Album *album, gint32 person, GError **error)
{
  const KindredGroupingInput input = { .n_faces = album->n,
                                       .embeddings = &album->at[0][0],
                                       .dimension = 2,
                                       .photo = album->photo,
                                       .person = album->person,
                                       .face_flags = album->flags,
                                       .n_persons = 4,
                                       .person_flags = album->person_flags,
                                       .eps = 1,
                                       .min_samples = 2 };

  return kindred_doubts (&input, person, NULL, error);
}

static const KindredFaceDoubt *
get (GArray *doubts, guint index)
{
  g_assert_cmpuint (index, <, doubts->len);

  return &g_array_index (doubts, KindredFaceDoubt, index);
}

static void
test_outlier (void)
{
  Album album = { 0 };
  g_autoptr (GArray) doubts = NULL;
  gint32 outlier;

  for (int i = 0; i < 10; i++)
    add_face (&album, 2 * i, 0);
  outlier = add_face (&album, 75, 0);
  add_face (&album, 180, -1);
  doubts = judge (&album, 0, NULL);

  g_assert_cmpuint (doubts->len, ==, 11);
  g_assert_cmpint (get (doubts, 0)->face, ==, outlier);
  g_assert_cmpfloat (get (doubts, 0)->doubt, >, 0.5);
  for (guint i = 1; i < doubts->len; i++)
    {
      g_assert_cmpfloat (get (doubts, i)->doubt, <, 0.1);
      g_assert_cmpfloat (get (doubts, i)->doubt, <=, get (doubts, i - 1)->doubt);
      g_assert_false (get (doubts, i)->same_photo);
    }
}

/* Near enough, were there not somebody else who is as near. */
static void
test_rival (void)
{
  Album album = { 0 };
  g_autoptr (GArray) alone = NULL;
  g_autoptr (GArray) doubts = NULL;
  gint32 face;

  for (int i = 0; i < 10; i++)
    add_face (&album, i, 0);
  face = add_face (&album, 30, 0);
  alone = judge (&album, 0, NULL);
  g_assert_cmpint (get (alone, 0)->face, ==, face);
  g_assert_cmpfloat (get (alone, 0)->doubt, <, 0.1);

  for (int i = 0; i < 5; i++)
    add_face (&album, 32 + i, 1);
  doubts = judge (&album, 0, NULL);
  g_assert_cmpint (get (doubts, 0)->face, ==, face);
  g_assert_cmpfloat (get (doubts, 0)->doubt, >, 0.4);
}

/* The one that fits less well cannot be right. */
static void
test_same_photo (void)
{
  Album album = { 0 };
  g_autoptr (GArray) doubts = NULL;
  gint32 good, bad;

  for (int i = 0; i < 10; i++)
    add_face (&album, i, 0);
  good = add_face (&album, 5, 0);
  bad = add_face (&album, 12, 0);
  album.photo[bad] = album.photo[good];
  doubts = judge (&album, 0, NULL);

  g_assert_cmpint (get (doubts, 0)->face, ==, bad);
  g_assert_cmpfloat (get (doubts, 0)->doubt, >=, 0.5);
  for (guint i = 0; i < doubts->len; i++)
    {
      const KindredFaceDoubt *doubt = get (doubts, i);

      g_assert_cmpint (doubt->same_photo, ==, doubt->face == good || doubt->face == bad);
      g_assert_true (doubt->face == bad || doubt->doubt < 0.1);
    }
}

static void
test_few (void)
{
  Album album = { 0 };
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) one = NULL;

  add_face (&album, 0, 1);
  none = judge (&album, 0, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  one = judge (&album, 1, NULL);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpfloat (get (one, 0)->doubt, ==, 0);
}

static void
test_bad_input (void)
{
  Album album = { 0 };
  g_autoptr (GError) error = NULL;

  add_face (&album, NAN, 0);
  add_face (&album, 0, 0);
  g_assert_null (judge (&album, 0, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/doubts/outlier", test_outlier);
  g_test_add_func ("/doubts/rival", test_rival);
  g_test_add_func ("/doubts/same-photo", test_same_photo);
  g_test_add_func ("/doubts/few", test_few);
  g_test_add_func ("/doubts/bad-input", test_bad_input);

  return g_test_run ();
}
