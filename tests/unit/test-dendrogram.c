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

/* ---- the same, slowly ---- */

static double
measure (const float *points, const gint32 *photo, double strangers, gsize dimension, int i, int k)
{
  double squared = 0;

  for (gsize d = 0; d < dimension; d++)
    squared += pow ((double) points[i * dimension + d] - points[k * dimension + d], 2);

  return photo != NULL && photo[i] == photo[k] ? MAX (squared, strangers) : squared;
}

/* The mean of all pairs, worked out anew for each two groups and each step. */
static double
measure_groups (const float *points, const gint32 *photo, double strangers, gsize dimension, GArray *a, GArray *b)
{
  double total = 0;

  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++)
      total += measure (points, photo, strangers, dimension, g_array_index (a, int, i), g_array_index (b, int, k));

  return total / ((double) a->len * b->len);
}

static double
measure_strangers (const float *points, gsize n, gsize dimension)
{
  double total = 0;

  for (gsize i = 0; i < n * dimension; i++)
    total += (double) points[i] * points[i];

  return 2 * total / n;
}

/* Labels once there are @n_groups. */
static void
group_slowly (const float *points, gsize n, gsize dimension, const gint32 *photo, gsize n_groups, gint32 *labels)
{
  double strangers = measure_strangers (points, n, dimension);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (int i = 0; i < (int) n; i++)
    {
      GArray *group = g_array_new (FALSE, FALSE, sizeof (int));

      g_array_append_val (group, i);
      g_ptr_array_add (groups, group);
    }

  while (groups->len > n_groups)
    {
      double best = INFINITY;
      guint first = 0, second = 0;
      GArray *b;

      for (guint i = 0; i < groups->len; i++)
        for (guint k = i + 1; k < groups->len; k++)
          {
            double height = measure_groups (points, photo, strangers, dimension, groups->pdata[i], groups->pdata[k]);

            if (height < best)
              {
                best = height;
                first = i;
                second = k;
              }
          }

      b = groups->pdata[second];
      g_array_append_vals (groups->pdata[first], b->data, b->len);
      g_ptr_array_remove_index (groups, second);
    }

  for (guint i = 0; i < groups->len; i++)
    for (guint k = 0; k < ((GArray *) groups->pdata[i])->len; k++)
      labels[g_array_index ((GArray *) groups->pdata[i], int, k)] = i;
}

static void
assert_same_groups (const gint32 *a, const gint32 *b, gsize n)
{
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < i; k++)
      g_assert_cmpint (a[i] == a[k], ==, b[i] == b[k]);
}

/* With all that is done to be fast: several tiles, and rows that are left out on the way. */
static void
test_exact (gconstpointer data)
{
  enum
  {
    N = 150,
    DIMENSION = 6
  };
  gboolean with_photos = GPOINTER_TO_INT (data);
  const guint n_groups[] = { 2, 5, 30, 100 };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree float *points = g_new (float, N *DIMENSION);
  gint32 photo[N], labels[N], expected[N];
  g_autoptr (KindredDendrogram) self = NULL;

  for (int i = 0; i < N; i++)
    {
      photo[i] = g_rand_int_range (random, 0, N / 2);
      for (int d = 0; d < DIMENSION; d++)
        points[i * DIMENSION + d] = (float) (i % 4 == d) + (float) g_rand_double (random);
    }
  self = make (points, N, DIMENSION, with_photos ? photo : NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (n_groups); i++)
    {
      g_assert_cmpuint (kindred_dendrogram_cut (self, log (n_groups[i]) / log (N), labels), ==, n_groups[i]);
      group_slowly (points, N, DIMENSION, with_photos ? photo : NULL, n_groups[i], expected);
      assert_same_groups (labels, expected, N);
    }
}

/* Who is not linked goes with the nearest that is, however many there are. */
static void
test_attached (void)
{
  enum
  {
    N = KINDRED_DENDROGRAM_EXACT * 2,
    DIMENSION = 3
  };
  g_autofree float *points = g_new (float, N *DIMENSION);
  g_autofree gint32 *labels = g_new (gint32, N);
  g_autoptr (KindredDendrogram) self = NULL;

  /* Every second one is linked: far apart from each other, but beside them is one that is not. */
  for (int i = 0; i < N; i++)
    {
      int place = i % 2 == 0 ? i : N - i - 1;

      points[i * DIMENSION] = (float) (place % 64);
      points[i * DIMENSION + 1] = (float) (place / 64 % 64);
      points[i * DIMENSION + 2] = (float) (place / 4096) + (i % 2 == 0 ? 0.f : 0.01f);
    }
  self = make (points, N, DIMENSION, NULL);

  g_assert_cmpuint (kindred_dendrogram_cut (self, log (N / 2) / log (N), labels), ==, N / 2);
  for (int i = 0; i < N; i += 2)
    g_assert_cmpint (labels[i], ==, labels[N - i - 1]);
}

/* ---- where to begin ---- */

static guint
cut_at_beginning (const float *points, gsize n, gint32 *labels)
{
  g_autoptr (KindredDendrogram) self = make (points, n, 1, NULL);

  return kindred_dendrogram_cut (self, kindred_dendrogram_find_beginning (self), labels);
}

/* Those who are alone are farther away than the two groups are from each other. */
static void
test_beginning (void)
{
  const float points[] = { 0, 0.1f, 0.21f, 0.33f, 100, 5, 5.1f, 5.22f, -150 };
  gint32 labels[9];

  g_assert_cmpuint (cut_at_beginning (points, 9, labels), ==, 4);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (labels[i], ==, 0);
  for (int i = 5; i < 8; i++)
    g_assert_cmpint (labels[i], ==, 1);
  g_assert_cmpint (labels[4], ==, 2);
  g_assert_cmpint (labels[8], ==, 3);
}

/* Of a thousand faces, two that are alike are not what the user looks for. */
static void
test_beginning_of_many (void)
{
  enum
  {
    N = 1000
  };
  g_autofree float *points = g_new (float, N);
  g_autofree gint32 *labels = g_new (gint32, N);
  guint n_groups;

  for (int i = 0; i < N; i++)
    points[i] = (float) (i < 700 ? 0 : 5) + (float) i * 0.0001f;
  points[10] = points[710] = 100;
  n_groups = cut_at_beginning (points, N, labels);

  g_assert_cmpuint (n_groups, ==, 3);
  for (int i = 0; i < N; i++)
    g_assert_cmpint (labels[i], ==, i == 10 || i == 710 ? 2 : i >= 700);
}

/* Two pairs, but only after everybody else has fallen off. */
static void
test_beginning_of_one_person (void)
{
  enum
  {
    N = 30
  };
  float points[N] = { 0, 0.1f, 1, 1.1f };
  gint32 labels[N];

  for (int i = 4; i < N; i++)
    points[i] = (float) pow (4, i);

  g_assert_cmpuint (cut_at_beginning (points, N, labels), ==, 2);
  g_assert_cmpint (labels[N - 1], ==, 1);
  g_assert_cmpint (labels[N - 2], ==, 0);
}

/* Nothing but single faces, then less than two: the first cut that is one. */
static void
test_beginning_without_groups (void)
{
  const float points[] = { 0, 1, 10 };
  gint32 labels[3];

  g_assert_cmpuint (cut_at_beginning (points, 3, labels), ==, 2);
  g_assert_cmpint (labels[2], ==, 1);
  g_assert_cmpuint (cut_at_beginning (points, 1, labels), ==, 1);
  g_assert_cmpuint (cut_at_beginning (points, 0, labels), ==, 0);
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
  g_test_add_data_func ("/dendrogram/exact", GINT_TO_POINTER (FALSE), test_exact);
  g_test_add_data_func ("/dendrogram/exact-with-photos", GINT_TO_POINTER (TRUE), test_exact);
  g_test_add_func ("/dendrogram/attached", test_attached);
  g_test_add_func ("/dendrogram/beginning", test_beginning);
  g_test_add_func ("/dendrogram/beginning-of-many", test_beginning_of_many);
  g_test_add_func ("/dendrogram/beginning-of-one-person", test_beginning_of_one_person);
  g_test_add_func ("/dendrogram/beginning-without-groups", test_beginning_without_groups);
  g_test_add_func ("/dendrogram/bad-input", test_bad_input);

  return g_test_run ();
}
