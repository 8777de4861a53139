/* test-dendrogram.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "grouping/kindred-dendrogram.h"

#include <math.h>

static KindredDendrogram *
make (const float *points, gsize n, gsize dimension, const gint32 *photo)
{
  g_autoptr (GError) error = NULL;
  KindredDendrogram *self = kindred_dendrogram_new (points, n, dimension, photo, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (self);
  g_assert_cmpuint (kindred_dendrogram_get_size (self), ==, n);

  return self;
}

static void
test_few (void)
{
  const float point[] = { 1, 2 };
  g_autoptr (KindredDendrogram) none = make (NULL, 0, 2, NULL);
  g_autoptr (KindredDendrogram) one = make (point, 1, 2, NULL);
  gint32 label = -1;

  g_assert_cmpuint (kindred_dendrogram_cut (none, 0.5, NULL), ==, 0);
  g_assert_cmpuint (kindred_dendrogram_cut (one, 0, &label), ==, 1);
  g_assert_cmpint (label, ==, 0);
  g_assert_cmpuint (kindred_dendrogram_cut (one, 1, &label), ==, 1);
  g_assert_cmpint (label, ==, 0);
}

/* Two bunches and one alone: 4 + 2 + 1. */
static void
test_groups (void)
{
  const float points[] = { 5.0f, 0.0f, 0.1f, 5.1f, 0.2f, 0.35f, 20 };
  g_autoptr (KindredDendrogram) self = make (points, 7, 1, NULL);
  gint32 labels[7];

  g_assert_cmpuint (kindred_dendrogram_cut (self, 0, labels), ==, 1);
  for (int i = 0; i < 7; i++)
    g_assert_cmpint (labels[i], ==, 0);

  /* 7 to the power of 0.6 is about 3. */
  g_assert_cmpuint (kindred_dendrogram_cut (self, 0.6, labels), ==, 3);
  g_assert_cmpint (labels[0], ==, 1);
  g_assert_cmpint (labels[1], ==, 0);
  g_assert_cmpint (labels[2], ==, 0);
  g_assert_cmpint (labels[3], ==, 1);
  g_assert_cmpint (labels[4], ==, 0);
  g_assert_cmpint (labels[5], ==, 0);
  g_assert_cmpint (labels[6], ==, 2);

  g_assert_cmpuint (kindred_dendrogram_cut (self, 1, labels), ==, 7);
  for (int i = 0; i < 7; i++)
    g_assert_cmpint (labels[i], ==, i);
}

/* Groups only ever fall apart. */
static void
test_nested (void)
{
  enum
  {
    N = 200,
    DIMENSION = 4
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree float *points = g_new (float, N *DIMENSION);
  g_autoptr (KindredDendrogram) self = NULL;
  gint32 coarse[N], fine[N];
  guint n_before = 1;

  for (int i = 0; i < N * DIMENSION; i++)
    points[i] = (float) g_rand_double (random);
  self = make (points, N, DIMENSION, NULL);
  kindred_dendrogram_cut (self, 0, coarse);

  for (int step = 1; step <= 20; step++)
    {
      guint n = kindred_dendrogram_cut (self, step / 20.0, fine);
      gint32 parent[N];

      g_assert_cmpuint (n, >=, n_before);
      g_assert_cmpuint (n, ==, (guint) (pow (N, step / 20.0) + 0.5));
      for (int i = 0; i < N; i++)
        parent[i] = -1;
      for (int i = 0; i < N; i++)
        {
          g_assert_cmpint (fine[i], <, n);
          g_assert_true (parent[fine[i]] < 0 || parent[fine[i]] == coarse[i]);
          parent[fine[i]] = coarse[i];
        }

      n_before = n;
      for (int i = 0; i < N; i++)
        coarse[i] = fine[i];
    }
}

/* The mean of all squared distances counts, not the shortest: a chain is cut in its middle. */
static void
test_chain (void)
{
  const float points[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
  g_autoptr (KindredDendrogram) self = make (points, 8, 1, NULL);
  gint32 labels[8];

  g_assert_cmpuint (kindred_dendrogram_cut (self, 0.34, labels), ==, 2);
  for (int i = 0; i < 8; i++)
    g_assert_cmpint (labels[i], ==, i / 4);
}

/* Two faces of one photo are two people, however alike. */
static void
test_same_photo (void)
{
  const float points[] = { 1, 0, 1, 0.01f, 0.9f, 0.1f, 1, 0.2f };
  const gint32 photo[] = { 1, 1, 2, 3 };
  g_autoptr (KindredDendrogram) self = make (points, 4, 2, photo);
  gint32 labels[4];

  g_assert_cmpuint (kindred_dendrogram_cut (self, 0.5, labels), ==, 2);
  g_assert_cmpint (labels[0], !=, labels[1]);
}

static void
test_equal_points (void)
{
  enum
  {
    N = 1000
  };
  g_autofree float *points = g_new0 (float, N);
  g_autoptr (KindredDendrogram) self = NULL;
  gint32 labels[N];

  points[N - 1] = 1;
  self = make (points, N, 1, NULL);

  /* Equal faces are not torn apart, whatever number of groups is asked for. */
  g_assert_cmpuint (kindred_dendrogram_cut (self, 0.9, labels), ==, 2);
  g_assert_cmpint (labels[0], ==, labels[N - 2]);
  g_assert_cmpint (labels[N - 1], ==, 1);
  g_assert_cmpuint (kindred_dendrogram_cut (self, 1, labels), ==, N);
}

/* More than are linked: three bunches stay three. */
static void
test_many (void)
{
  enum
  {
    N = KINDRED_DENDROGRAM_EXACT + 1000
  };
  g_autofree float *points = g_new (float, N * 2);
  g_autofree gint32 *labels = g_new (gint32, N);
  g_autoptr (KindredDendrogram) self = NULL;
  double strictness = log (3) / log (N);

  for (int i = 0; i < N; i++)
    {
      points[2 * i] = (float) (10 * (i % 7 % 3) + 0.001 * (i % 100));
      points[2 * i + 1] = (float) (0.0001 * i);
    }
  self = make (points, N, 2, NULL);

  g_assert_cmpuint (kindred_dendrogram_cut (self, strictness, labels), ==, 3);
  for (int i = 0; i < N; i++)
    g_assert_cmpint (labels[i], ==, labels[i % 7 % 3]);
  g_assert_cmpuint (kindred_dendrogram_cut (self, 0, labels), ==, 1);
  g_assert_cmpuint (kindred_dendrogram_cut (self, 1, labels), ==, N);
}

static void
test_bad_input (void)
{
  const float points[] = { 0, NAN };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (kindred_dendrogram_new (points, 2, 1, NULL, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (kindred_dendrogram_new ((const float[]){ 0, 1 }, 2, 1, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dendrogram/few", test_few);
  g_test_add_func ("/dendrogram/groups", test_groups);
  g_test_add_func ("/dendrogram/nested", test_nested);
  g_test_add_func ("/dendrogram/chain", test_chain);
  g_test_add_func ("/dendrogram/same-photo", test_same_photo);
  g_test_add_func ("/dendrogram/equal-points", test_equal_points);
  g_test_add_func ("/dendrogram/many", test_many);
  g_test_add_func ("/dendrogram/bad-input", test_bad_input);

  return g_test_run ();
}
