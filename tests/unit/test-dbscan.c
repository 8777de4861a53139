/* test-dbscan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "grouping/kindred-dbscan.h"

#include <math.h>

static void
run (const float *points, gsize n, gsize dimension, double eps, int min_samples, const guint8 *weak, gint32 *labels)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kindred_dbscan (points, n, dimension, eps, min_samples, weak, 2, labels, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_labels (const gint32 *labels, const gint32 *expected, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint (labels[i], ==, expected[i]);
}

static void
test_line (void)
{
  const float points[] = { 0, 1, 2, 10, 11, 12, 30 };
  const gint32 expected[] = { 0, 0, 0, 1, 1, 1, -1 };
  gint32 labels[7];

  run (points, 7, 1, 1, 2, NULL, labels);
  assert_labels (labels, expected, 7);
}

/* The last point is within reach of both groups, but no core: the group whose first core comes first has it. */
static void
test_border (void)
{
  const float points[] = { 4, 4.2f, 4.4f, 2, 1.8f, 1.6f, 3 };
  gint32 labels[7];

  run (points, 7, 1, 1, 4, NULL, labels);
  assert_labels (labels, (const gint32[]){ 0, 0, 0, 1, 1, 1, 0 }, 7);
}

static void
test_weak (void)
{
  const float points[] = { 0, 0.5f, 1.2f, 2, 2.5f };
  const guint8 weak[] = { 0, 0, 1, 0, 0 };
  gint32 labels[5];

  run (points, 5, 1, 1, 2, NULL, labels);
  assert_labels (labels, (const gint32[]){ 0, 0, 0, 0, 0 }, 5);
  run (points, 5, 1, 1, 2, weak, labels);
  assert_labels (labels, (const gint32[]){ 0, 0, 0, 1, 1 }, 5);
}

static void
test_radius_is_inclusive (void)
{
  const float points[] = { 0, 0, 3, 4 };
  gint32 labels[2];

  run (points, 2, 2, 5, 2, NULL, labels);
  assert_labels (labels, (const gint32[]){ 0, 0 }, 2);
  run (points, 2, 2, nextafter (5, 0), 2, NULL, labels);
  assert_labels (labels, (const gint32[]){ -1, -1 }, 2);
}

static void
test_few (void)
{
  const float point[] = { 1, 2, 3 };
  gint32 label;

  run (NULL, 0, 3, 1, 1, NULL, NULL);
  run (point, 1, 3, 1, 1, NULL, &label);
  g_assert_cmpint (label, ==, 0);
  run (point, 1, 3, 1, 2, NULL, &label);
  g_assert_cmpint (label, ==, -1);
}

static void
test_duplicates (void)
{
  g_autofree float *points = g_new0 (float, 1000 * 8);
  g_autofree gint32 *labels = g_new (gint32, 1000);

  run (points, 1000, 8, 1e-6, 1000, NULL, labels);
  for (int i = 0; i < 1000; i++)
    g_assert_cmpint (labels[i], ==, 0);
}

/* So many pairs of points that are not known to be core points that they cannot all be kept. */
static void
test_many_pairs (void)
{
  enum
  {
    N = 3000
  };
  g_autofree float *points = g_new0 (float, N);
  g_autofree guint8 *weak = g_new0 (guint8, N);
  g_autofree gint32 *labels = g_new (gint32, N);

  for (int i = 0; i < N; i++)
    {
      points[i] = i < N / 2 ? 0 : 10;
      weak[i] = i % 2;
    }

  run (points, N, 1, 1, N / 2, NULL, labels);
  for (int i = 0; i < N; i++)
    g_assert_cmpint (labels[i], ==, i >= N / 2);

  run (points, N, 1, 1, 2, weak, labels);
  for (int i = 0; i < N; i++)
    g_assert_cmpint (labels[i], ==, i >= N / 2);

  run (points, N, 1, 1, N / 2 + 1, NULL, labels);
  for (int i = 0; i < N; i++)
    g_assert_cmpint (labels[i], ==, KINDRED_NOISE);
}

static void
test_bad_input (void)
{
  const float points[] = { 0, 1, 2, 3 };
  const float not_finite[] = { 0, NAN, INFINITY, 3 };
  const struct
  {
    const float *points;
    double eps;
    int min_samples;
  } bad[] = { { points, 0, 1 },        { points, -1, 1 }, { points, NAN, 1 },
              { points, INFINITY, 1 }, { points, 1, 0 },  { not_finite, 1, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      gint32 labels[4];

      g_assert_false (kindred_dbscan (bad[i].points, 4, 1, bad[i].eps, bad[i].min_samples, NULL, 1, labels, NULL, NULL,
                                      NULL, &error));
      g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
    }
}

static void
fill (GRand *rand, float *points, gsize n, gsize dimension)
{
  for (gsize i = 0; i < n * dimension; i++)
    points[i] = g_rand_double_range (rand, 0, 1);
}

/* The textbook's algorithm, point by point. */
static void
reference (const float *points, int n, int dimension, double eps, int min_samples, gint32 *labels)
{
  g_autofree gboolean *near = g_new (gboolean, n * n);
  g_autofree int *count = g_new0 (int, n);
  g_autofree int *stack = g_new (int, n *n + 1);
  int next = 0;

  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      {
        double total = 0;

        for (int k = 0; k < dimension; k++)
          {
            double difference = (double) points[i * dimension + k] - points[j * dimension + k];

            total += difference * difference;
          }
        near[i * n + j] = total <= eps * eps;
        count[i] += near[i * n + j];
      }

  for (int i = 0; i < n; i++)
    labels[i] = -1;
  for (int i = 0; i < n; i++)
    {
      int depth = 0;

      if (labels[i] != -1 || count[i] < min_samples)
        continue;

      stack[depth++] = i;
      labels[i] = next;
      while (depth > 0)
        {
          int at = stack[--depth];

          for (int j = 0; count[at] >= min_samples && j < n; j++)
            if (near[at * n + j] && labels[j] == -1)
              {
                labels[j] = next;
                stack[depth++] = j;
              }
        }
      next++;
    }
}

static void
test_against_textbook (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int round = 0; round < 60; round++)
    {
      int n = g_rand_int_range (rand, 1, 600), dimension = g_rand_int_range (rand, 1, 5);
      double eps = g_rand_double_range (rand, 0.02, 0.3);
      int min_samples = g_rand_int_range (rand, 1, 6);
      g_autofree float *points = g_new (float, n *dimension);
      g_autofree gint32 *labels = g_new (gint32, n);
      g_autofree gint32 *expected = g_new (gint32, n);

      fill (rand, points, n, dimension);
      run (points, n, dimension, eps, min_samples, NULL, labels);
      reference (points, n, dimension, eps, min_samples, expected);
      assert_labels (labels, expected, n);
    }
}

static void
test_threads_agree (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree float *points = g_new (float, 3000 * 3);
  g_autofree gint32 *one = g_new (gint32, 3000);
  g_autofree gint32 *many = g_new (gint32, 3000);

  fill (rand, points, 3000, 3);
  g_assert_true (kindred_dbscan (points, 3000, 3, 0.06, 3, NULL, 1, one, NULL, NULL, NULL, NULL));
  g_assert_true (kindred_dbscan (points, 3000, 3, 0.06, 3, NULL, 7, many, NULL, NULL, NULL, NULL));
  assert_labels (one, many, 3000);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const float points[] = { 0, 1 };
  gint32 labels[2];

  g_cancellable_cancel (cancellable);
  g_assert_false (kindred_dbscan (points, 2, 1, 1, 1, NULL, 1, labels, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dbscan/line", test_line);
  g_test_add_func ("/dbscan/border", test_border);
  g_test_add_func ("/dbscan/weak", test_weak);
  g_test_add_func ("/dbscan/radius-is-inclusive", test_radius_is_inclusive);
  g_test_add_func ("/dbscan/few", test_few);
  g_test_add_func ("/dbscan/duplicates", test_duplicates);
  g_test_add_func ("/dbscan/many-pairs", test_many_pairs);
  g_test_add_func ("/dbscan/bad-input", test_bad_input);
  g_test_add_func ("/dbscan/against-textbook", test_against_textbook);
  g_test_add_func ("/dbscan/threads-agree", test_threads_agree);
  g_test_add_func ("/dbscan/cancel", test_cancel);

  return g_test_run ();
}
