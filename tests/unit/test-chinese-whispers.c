/* test-chinese-whispers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "grouping/kindred-chinese-whispers.h"

static void
run (const float *points, gsize n, guint32 seed, int n_threads, gint32 *labels)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kindred_chinese_whispers (points, n, 1, 1, 20, seed, n_threads, labels, NULL, &error));
  g_assert_no_error (error);
}

static void
test_groups (void)
{
  const float points[] = { 0, 0.3f, 0.6f, 10, 10.3f, 10.6f, 40 };
  gint32 labels[7];

  for (guint32 seed = 0; seed < 20; seed++)
    {
      run (points, 7, seed, 1, labels);
      for (int i = 0; i < 7; i++)
        g_assert_cmpint (labels[i], ==, i < 3 ? 0 : i < 6 ? 1 : 2);
    }
}

static void
test_deterministic (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  float points[800];
  gint32 one[800], many[800];

  for (int i = 0; i < 800; i++)
    points[i] = g_rand_double_range (rand, 0, 200);

  run (points, 800, 9, 1, one);
  run (points, 800, 9, 5, many);
  for (int i = 0; i < 800; i++)
    g_assert_cmpint (one[i], ==, many[i]);
}

static void
test_none_and_bad (void)
{
  const float point = 0;
  g_autoptr (GError) error = NULL;
  gint32 label;

  run (NULL, 0, 1, 1, NULL);
  g_assert_false (kindred_chinese_whispers (&point, 1, 1, 0, 20, 1, 1, &label, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chinese-whispers/groups", test_groups);
  g_test_add_func ("/chinese-whispers/deterministic", test_deterministic);
  g_test_add_func ("/chinese-whispers/none-and-bad", test_none_and_bad);

  return g_test_run ();
}
