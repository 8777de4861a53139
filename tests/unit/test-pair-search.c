/* test-pair-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "grouping/kindred-pair-search.h"

#include <math.h>
#include <string.h>

/* Every pair of points, how often it was found. */
typedef struct
{
  gsize n;
  int *times;
  gboolean distances_right;
  const double *squared; /* what is right */
} Found;

static double
squared_distance (const float *points, gsize dimension, gsize i, gsize j)
{
  double total = 0;

  for (gsize k = 0; k < dimension; k++)
    total += ((double) points[i * dimension + k] - points[j * dimension + k])
             * ((double) points[i * dimension + k] - points[j * dimension + k]);

  return total;
}

static void
pair_found_cb (gsize i, gsize j, double squared, int thread, gpointer user_data)
{
  Found *found = user_data;
  double expected = found->squared[i * found->n + j];

  g_assert_cmpuint (i, <, j);
  g_atomic_int_inc (&found->times[i * found->n + j]);
  if (fabs (squared - expected) > 1e-12 * expected)
    found->distances_right = FALSE;
}

static void
assert_pairs (const KindredPairSearch *search, const Found *found)
{
  g_autofree gboolean *is_row = g_new0 (gboolean, search->n);

  for (gsize i = 0; i < search->n; i++)
    is_row[i] = search->rows == NULL;
  for (gsize r = 0; r < search->n_rows; r++)
    is_row[search->rows[r]] = TRUE;

  for (gsize i = 0; i < search->n; i++)
    for (gsize j = i + 1; j < search->n; j++)
      {
        double squared = found->squared[i * search->n + j];
        gboolean near = squared <= search->eps * search->eps;

        if (found->times[i * search->n + j] != (near && (is_row[i] || is_row[j])))
          g_error ("Points %" G_GSIZE_FORMAT " and %" G_GSIZE_FORMAT ", %g apart, were found %d times", i, j,
                   sqrt (squared), found->times[i * search->n + j]);
      }
}

static double *
measure (const float *points, gsize n, gsize dimension)
{
  double *squared = g_new (double, n *n);

  for (gsize i = 0; i < n; i++)
    for (gsize j = i + 1; j < n; j++)
      squared[i * n + j] = squared_distance (points, dimension, i, j);

  return squared;
}

static void
run (KindredPairSearch *search, const double *squared)
{
  g_autoptr (GError) error = NULL;
  Found found = { search->n, g_new0 (int, search->n * search->n), TRUE, squared };

  search->found = pair_found_cb;
  search->found_data = &found;
  g_assert_true (kindred_pair_search (search, NULL, &error));
  g_assert_no_error (error);
  assert_pairs (search, &found);
  g_assert_true (search->no_distances || found.distances_right);

  g_free (found.times);
}

static void
run_all_ways (const float *points, gsize n, gsize dimension, double eps, const gint32 *rows, gsize n_rows)
{
  KindredPairSearch search = {
    .points = points, .n = n, .dimension = dimension, .eps = eps, .rows = rows, .n_rows = n_rows, .n_threads = 2
  };
  const KindredSieveKernel *const *kernels = kindred_sieve_kernels_get ();
  g_autofree double *squared = measure (points, n, dimension);

  run (&search, squared);
  search.method = KINDRED_PAIR_SEARCH_PRODUCTS;
  run (&search, squared);

  for (gsize k = 0; kernels[k] != NULL; k++)
    for (int way = 0; way < 4; way++)
      {
        search.method = way / 2 == 0 ? KINDRED_PAIR_SEARCH_SIEVE : KINDRED_PAIR_SEARCH_PASSING;
        search.kernel = kernels[k];
        search.no_distances = way % 2;
        run (&search, squared);
      }
}

/* Groups of points of all densities; the larger @spread, the farther apart. */
static float *
make_groups (GRand *rand, gsize n, gsize dimension, double spread, double offset, double scale)
{
  float *points = g_new (float, n *dimension);

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < dimension; k++)
      {
        double centre = i % 7 == 0 ? 0 : ((i % 7 * 31 + k * 17) % 13 / 13.0 - 0.5) * spread;

        points[i * dimension + k] = scale * (offset + centre + g_rand_double_range (rand, -0.5, 0.5));
      }

  return points;
}

/* A radius that some of the pairs are within, one of them only just; but by more than the last digits, in which sums in
 * different orders differ. */
static double
choose_eps (GRand *rand, const float *points, gsize n, gsize dimension)
{
  gsize i = g_rand_int_range (rand, 0, n), j = g_rand_int_range (rand, 0, n);
  double distance = sqrt (squared_distance (points, dimension, i, j));

  return distance > 0 ? distance * (1 + 1e-10) : 1;
}

static void
test_random (void)
{
  const gsize dimensions[] = { 1, 2, 31, 32, 33, 64, 100, 128, 200, 600 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (gsize d = 0; d < G_N_ELEMENTS (dimensions); d++)
    for (int round = 0; round < 2; round++)
      {
        gsize n = g_rand_int_range (rand, 2, 400);
        g_autofree float *points = make_groups (rand, n, dimensions[d], round, 0, 1);

        run_all_ways (points, n, dimensions[d], choose_eps (rand, points, n, dimensions[d]), NULL, 0);
      }
}

/* Numbers of every size; far from the origin float32 has few digits left. */
static void
test_scales (void)
{
  const double scales[] = { 1e-30, 1e-20, 1e-10, 1e10, 1e17 };
  const double offsets[] = { 0, 1000 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
    for (gsize o = 0; o < G_N_ELEMENTS (offsets); o++)
      {
        double offset = scales[s] > 1e16 ? 0 : offsets[o];
        g_autofree float *points = make_groups (rand, 200, 32, 2, offset, scales[s]);

        run_all_ways (points, 200, 32, choose_eps (rand, points, 200, 32), NULL, 0);
      }
}

/* A few points far out leave hardly any digits for the others. */
static void
test_outliers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);

  for (int every = 10; every < 400; every *= 3)
    {
      g_autofree float *points = make_groups (rand, 600, 40, 1, 0, 1);

      for (gsize i = 0; i < 600; i += every)
        points[i * 40 + i % 40] *= 1e6f;
      run_all_ways (points, 600, 40, choose_eps (rand, points, 600, 40), NULL, 0);
    }
}

/* On a lattice, many pairs are exactly at the radius: those count. */
static void
test_lattice (void)
{
  g_autofree float *points = g_new (float, 512 * 3);

  for (int i = 0; i < 512; i++)
    {
      points[i * 3] = i % 8;
      points[i * 3 + 1] = i / 8 % 8;
      points[i * 3 + 2] = i / 64;
    }

  run_all_ways (points, 512, 3, 1, NULL, 0);
  run_all_ways (points, 512, 3, 3, NULL, 0);
  run_all_ways (points, 512, 3, nextafter (3, 0), NULL, 0);
  run_all_ways (points, 512, 3, 5, NULL, 0);
}

static void
test_duplicates (void)
{
  g_autofree float *points = g_new0 (float, 300 * 128);

  run_all_ways (points, 300, 128, 1e-9, NULL, 0);
  for (int i = 0; i < 300 * 128; i++)
    points[i] = 0.25f;
  run_all_ways (points, 300, 128, 1e-9, NULL, 0);
}

static void
test_rows (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (14);

  for (int round = 0; round < 4; round++)
    {
      g_autofree float *points = make_groups (rand, 900, 48, 1, 0, 1);
      g_autofree gint32 *rows = g_new (gint32, 900);
      gsize n_rows = 0;

      for (gint32 i = 899; i >= 0; i--)
        if (g_rand_int_range (rand, 0, 1 << (2 * round)) == 0)
          rows[n_rows++] = i;
      run_all_ways (points, 900, 48, choose_eps (rand, points, 900, 48), rows, n_rows);
    }
}

static void
test_few (void)
{
  const float points[] = { 1, 2, 3, 4 };
  const gint32 row = 1;

  run_all_ways (NULL, 0, 4, 1, NULL, 0);
  run_all_ways (points, 1, 4, 1, NULL, 0);
  run_all_ways (points, 2, 2, 3, NULL, 0);
  run_all_ways (points, 4, 1, 1, &row, 1);
  run_all_ways (points, 4, 1, 1, &row, 0);
}

static void
cancel_cb (gsize i, gsize j, double squared, int thread, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel_at_work (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree float *points = g_new0 (float, 5000 * 16);
  const KindredPairSearch search
      = { .points = points, .n = 5000, .dimension = 16, .eps = 1, .found = cancel_cb, .found_data = cancellable };

  g_assert_false (kindred_pair_search (&search, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What the kernels promise, at the largest numbers that they may get. */
static void
test_kernels (void)
{
  const KindredSieveKernel *const *kernels = kindred_sieve_kernels_get ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (15);

  if (kernels[0] == NULL)
    g_test_skip ("this processor runs none");

  for (gsize k = 0; kernels[k] != NULL; k++)
    for (int round = 0; round < 50; round++)
      {
        gint8 rows[KINDRED_SIEVE_ROWS * 64], columns[KINDRED_SIEVE_COLUMNS * 64];
        const gint8 *pointers[KINDRED_SIEVE_ROWS] = { rows, rows + 64, rows + 128, rows + 192 };
        gint32 row_start[KINDRED_SIEVE_ROWS], column_start[KINDRED_SIEVE_COLUMNS];
        guint8 panel[64 * KINDRED_SIEVE_COLUMNS];
        guint64 selected[KINDRED_SIEVE_ROWS];
        int largest = round == 0 ? 0 : kernels[k]->largest;

        for (int i = 0; i < KINDRED_SIEVE_ROWS * 64; i++)
          rows[i] = round == 1 ? largest : g_rand_int_range (rand, -largest, largest + 1);
        for (int i = 0; i < KINDRED_SIEVE_COLUMNS * 64; i++)
          {
            columns[i] = round == 1 ? largest : g_rand_int_range (rand, -largest, largest + 1);
            panel[i % 64 / 4 * 4 * KINDRED_SIEVE_COLUMNS + i / 64 * 4 + i % 4] = columns[i] + kernels[k]->bias;
          }
        for (int r = 0; r < KINDRED_SIEVE_ROWS; r++)
          row_start[r] = g_rand_int_range (rand, -1000000, 1000000);
        for (int c = 0; c < KINDRED_SIEVE_COLUMNS; c++)
          column_start[c] = g_rand_int_range (rand, -1000000, 1000000);

        kernels[k]->select_pairs (pointers, row_start, panel, column_start, 16, selected);
        for (int r = 0; r < KINDRED_SIEVE_ROWS; r++)
          for (int c = 0; c < KINDRED_SIEVE_COLUMNS; c++)
            {
              gint32 product = 0, sum = 0;

              for (int i = 0; i < 64; i++)
                {
                  product += rows[r * 64 + i] * columns[c * 64 + i];
                  sum += rows[r * 64 + i];
                }
              g_assert_cmpint (kernels[k]->multiply (rows + r * 64, columns + c * 64, 64), ==, product);
              g_assert_cmpint (selected[r] >> c & 1, ==,
                               row_start[r] + column_start[c] + product + kernels[k]->bias * sum >= 0);
            }
      }
}

static void
assert_rounded (const KindredSieveKernel *kernel, const float *x, const float *centre, float scale)
{
  gint8 integers[64];
  float squared_error, squared_length;
  double error = 0, length = 0;

  kernel->round (x, centre, scale, 64, integers, &squared_error, &squared_length);
  for (int i = 0; i < 64; i++)
    {
      double scaled = (x[i] - centre[i]) * scale;

      g_assert_cmpfloat (fabs (integers[i] - CLAMP (scaled, -kernel->largest, kernel->largest)), <=, 0.5001);
      error += (scaled - integers[i]) * (scaled - integers[i]);
      length += (double) x[i] * x[i];
    }

  g_assert_cmpfloat_with_epsilon (squared_error, error, 1e-3 * error);
  g_assert_cmpfloat_with_epsilon (squared_length, length, 1e-5 * length);
}

static void
test_rounding (void)
{
  const KindredSieveKernel *const *kernels = kindred_sieve_kernels_get ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (16);

  for (gsize k = 0; kernels[k] != NULL; k++)
    for (int round = 0; round < 50; round++)
      {
        float x[64], centre[64];

        for (int i = 0; i < 64; i++)
          {
            x[i] = g_rand_double_range (rand, -2, 2);
            centre[i] = g_rand_double_range (rand, -0.1, 0.1);
          }
        /* In every second round most are out of range. */
        assert_rounded (kernels[k], x, centre, round % 2 == 0 ? 25 : 200);
      }
}

/* The first one is named, whoever finds it. */
static void
test_invalid (void)
{
  const KindredPairSearchMethod methods[]
      = { KINDRED_PAIR_SEARCH_PRODUCTS, KINDRED_PAIR_SEARCH_SIEVE, KINDRED_PAIR_SEARCH_PASSING };
  const float values[] = { NAN, INFINITY, -INFINITY, 1e30f };
  const gint32 rows[] = { 3, 299, 70 };

  for (gsize v = 0; v < G_N_ELEMENTS (values); v++)
    for (gsize i = 0; i < 2 * G_N_ELEMENTS (methods); i++)
      {
        g_autofree float *points = g_new0 (float, 300 * 40);
        g_autoptr (GError) error = NULL;
        g_autofree double *squared = measure (points, 300, 40);
        Found found = { 300, g_new0 (int, 300 * 300), TRUE, squared };
        const KindredPairSearch search = { .points = points,
                                           .n = 300,
                                           .dimension = 40,
                                           .eps = 1,
                                           .rows = i % 2 == 0 ? NULL : rows,
                                           .n_rows = G_N_ELEMENTS (rows),
                                           .n_threads = 2,
                                           .found = pair_found_cb,
                                           .found_data = &found,
                                           .method = methods[i / 2] };

        for (gsize k = 0; k < 300 * 40; k++)
          points[k] = k * 7919 % 1000 / 1000.0;
        points[234 * 40 + 39] = points[299 * 40] = values[v];

        g_assert_false (kindred_pair_search (&search, NULL, &error));
        g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
        g_assert_nonnull (strstr (error->message, "Point 234 "));
        g_free (found.times);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pair-search/kernels", test_kernels);
  g_test_add_func ("/pair-search/rounding", test_rounding);
  g_test_add_func ("/pair-search/random", test_random);
  g_test_add_func ("/pair-search/scales", test_scales);
  g_test_add_func ("/pair-search/outliers", test_outliers);
  g_test_add_func ("/pair-search/lattice", test_lattice);
  g_test_add_func ("/pair-search/duplicates", test_duplicates);
  g_test_add_func ("/pair-search/rows", test_rows);
  g_test_add_func ("/pair-search/few", test_few);
  g_test_add_func ("/pair-search/invalid", test_invalid);
  g_test_add_func ("/pair-search/cancel-at-work", test_cancel_at_work);

  return g_test_run ();
}
