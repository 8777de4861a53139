/* test-alike-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "grouping/kindred-alike-order.h"

#include <math.h>

static gint32 *
order (const float *points, gsize n, const float *quality, GError **error)
{
  g_autofree gint32 *photo = g_new (gint32, n + 1);
  g_autofree gint32 *person = g_new (gint32, n + 1);
  g_autofree guint8 *flags = g_new0 (guint8, n + 1);
  const KindredGroupingInput input = { .n_faces = n,
                                       .embeddings = points,
                                       .dimension = 1,
                                       .photo = photo,
                                       .person = person,
                                       .face_flags = flags,
                                       .eps = 1,
                                       .min_samples = 2,
                                       .max_mean = 1.2 };

  for (gsize i = 0; i < n; i++)
    {
      photo[i] = i;
      person[i] = -1;
    }

  return kindred_alike_order (&input, quality, NULL, error);
}

static void
test_none (void)
{
  g_autofree gint32 *result = order (NULL, 0, NULL, NULL);

  g_assert_nonnull (result);
}

/* Two groups, the larger one first, then single faces by quality. */
static void
test_groups (void)
{
  const float points[] = { 100, 10.0f, 0, 10.1f, 200, 0.9f, 0.3f };
  const float quality[] = { 0.2f, 0.5f, 0.5f, 0.5f, 0.9f, 0.5f, 0.5f };
  g_autoptr (GError) error = NULL;
  g_autofree gint32 *result = order (points, 7, quality, &error);

  g_assert_no_error (error);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat (points[result[i]], <, 1);
  g_assert_cmpint (result[3], ==, 1);
  g_assert_cmpint (result[4], ==, 3);
  g_assert_cmpint (result[5], ==, 4);
  g_assert_cmpint (result[6], ==, 0);
}

/* Every face once, whatever the links. */
static void
test_random (void)
{
  enum
  {
    N = 500
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree float *points = g_new (float, N);
  g_autofree float *quality = g_new0 (float, N);
  g_autofree gint32 *result = NULL;
  gboolean seen[N] = { FALSE };
  double steps = 0, shuffled = 0;

  for (int i = 0; i < N; i++)
    points[i] = (float) g_rand_double_range (random, 0, 200);
  result = order (points, N, quality, NULL);

  for (int i = 0; i < N; i++)
    {
      g_assert_false (seen[result[i]]);
      seen[result[i]] = TRUE;
    }

  /* Neighbours in the order are near: far nearer than they came. */
  for (int i = 1; i < N; i++)
    {
      steps += fabs (points[result[i]] - points[result[i - 1]]) < 2;
      shuffled += fabs (points[i] - points[i - 1]) < 2;
    }
  g_assert_cmpfloat (steps, >, N / 3);
  g_assert_cmpfloat (steps, >, 10 * shuffled);
}

static void
test_bad_input (void)
{
  const float points[] = { 0, INFINITY }, quality[] = { 0, 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (order (points, 2, quality, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/alike-order/none", test_none);
  g_test_add_func ("/alike-order/groups", test_groups);
  g_test_add_func ("/alike-order/random", test_random);
  g_test_add_func ("/alike-order/bad-input", test_bad_input);

  return g_test_run ();
}
