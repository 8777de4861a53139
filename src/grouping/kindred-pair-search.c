/* kindred-pair-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-pair-search.h"

#include <cblas.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/kindred-error.h"
#include "kindred-sieve.h"

/* A tile of rows by columns is what a thread takes at a time.  What is read again and again for it fits the
 * second-level cache; it takes less than a millisecond, or some when all of its pairs are within the radius. */
#define TILE_ROWS 256
#define TILE_COLUMNS 512

/* Divides TILE_COLUMNS. */
#define COLUMNS_AT_ONCE 16

/* Points that a thread loads into the sieve at a time. */
#define PORTION (16 * KINDRED_SIEVE_COLUMNS)

/* Loading the sieve costs as much as comparing each point with this many others by products. */
#define SIEVE_PAYS_ABOVE 2000

typedef struct
{
  const KindredPairSearch *search;
  GCancellable *cancellable;

  gint32 *all_rows;   /* 0, 1, 2, ..., when all points are rows */
  const gint32 *rows; /* points */
  gsize n_rows;
  gint32 *position; /* of every point among the rows, or -1 */

  KindredSieve *sieve; /* or products: */
  float *gathered;     /* the rows' points, or NULL when all points are rows */
  const float *left;   /* points of the rows */
  float *half_norms;   /* of every point: half its squared length; beyond the last, infinity */
  double largest_norm;

  gsize n_tiles_across;
  gsize n_tiles;
  gsize next; /* atomic: tile, or portion of the sieve */
} Search;

typedef struct
{
  Search *search;
  int index;
  gsize top;       /* row of the tile at hand */
  float *products; /* of that tile */
} Worker;

/* ---- one pair ---- */

/* Several sums, so that they can be added at the same time; always the same ones, so that the result is always the same
 * one. */
static double
exact_squared_distance (const Search *self, gsize i, gsize j)
{
  gsize dimension = self->search->dimension, k = 0;
  const float *a = self->search->points + i * dimension, *b = self->search->points + j * dimension;
  double sums[8] = { 0 };

  for (; k + 8 <= dimension; k += 8)
    for (gsize s = 0; s < 8; s++)
      {
        double difference = (double) a[k + s] - b[k + s];

        sums[s] += difference * difference;
      }
  for (; k < dimension; k++)
    {
      double difference = (double) a[k] - b[k];

      sums[k % 8] += difference * difference;
    }

  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

/* Two rows meet twice: once is enough. */
static gboolean
is_first_meeting (const Search *self, gsize row, gsize column)
{
  gint32 other_row = self->position[column];

  return other_row < 0 || (gsize) other_row > row;
}

static void
report (const Search *self, gsize i, gsize j, double squared, int thread)
{
  self->search->found (MIN (i, j), MAX (i, j), squared, thread, self->search->found_data);
}

static void
examine (const Search *self, gsize i, gsize j, int thread)
{
  double squared = exact_squared_distance (self, i, j);

  if (squared <= self->search->eps * self->search->eps)
    report (self, i, j, self->search->no_distances ? NAN : squared, thread);
}

/* ---- one tile ---- */

static void
pair_sifted_cb (gint32 row, gint32 column, KindredSieveAnswer answer, gpointer user_data)
{
  const Worker *worker = user_data;
  const Search *self = worker->search;

  if (!is_first_meeting (self, self->position[row], column))
    return;

  if (answer == KINDRED_SIEVE_WITHIN && self->search->no_distances)
    report (self, row, column, NAN, worker->index);
  else
    examine (self, row, column, worker->index);
}

static void
sift_tile (Worker *worker, gsize top, gsize n_rows, gsize left, gsize n_columns)
{
  const Search *self = worker->search;

  kindred_sieve_sift (self->sieve, self->rows + top, n_rows, left, n_columns, pair_sifted_cb, worker);
}

/* Whether there is one that may be within the radius, of as many as a processor compares at a time. */
static gboolean
is_any_large (const float *products, const float *half_norms, float rest)
{
  int any = 0;

  for (int k = 0; k < COLUMNS_AT_ONCE; k++)
    any |= products[k] - half_norms[k] >= rest;

  return any;
}

/* Single precision products tell which pairs may be within the radius; those are looked at again exactly.  Products of
 * float32 are off by at most as much as Higham's bound for sums of products says (Accuracy and Stability of Numerical
 * Algorithms, section 3.1), in whatever order they are added, and by what is too small for float32; so are the few
 * sums here. */
static void
multiply_tile (Worker *worker, gsize top, gsize n_rows, gsize left, gsize n_columns)
{
  const Search *self = worker->search;
  const KindredPairSearch *search = self->search;
  gsize dimension = search->dimension;
  double slack = (dimension + 16) * (FLT_EPSILON * self->largest_norm + FLT_MIN);
  double limit = search->eps * search->eps * (1 + 4 * FLT_EPSILON) + slack;
  const float *half_norms = self->half_norms + left;

  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, n_rows, n_columns, dimension, 1, self->left + top * dimension,
               dimension, search->points + left * dimension, dimension, 0, worker->products, TILE_COLUMNS);

  for (gsize r = 0; r < n_rows; r++)
    {
      gsize row = self->rows[top + r];
      const float *products = worker->products + r * TILE_COLUMNS;
      float rest = self->half_norms[row] - limit / 2;

      for (gsize first = 0; first < n_columns; first += COLUMNS_AT_ONCE)
        if (is_any_large (products + first, half_norms + first, rest))
          for (gsize c = first; c < MIN (first + COLUMNS_AT_ONCE, n_columns); c++)
            if (products[c] - half_norms[c] >= rest && is_first_meeting (self, top + r, left + c))
              examine (self, row, left + c, worker->index);
    }
}

/* ---- all tiles ---- */

/* Of a full search only the tiles on and above the diagonal. */
static gboolean
locate_tile (const Search *self, gsize tile, gsize *top, gsize *left)
{
  *top = tile / self->n_tiles_across * TILE_ROWS;
  *left = tile % self->n_tiles_across * TILE_COLUMNS;

  return self->search->rows != NULL || *left + TILE_COLUMNS > *top;
}

static gpointer
search_thread (gpointer data)
{
  Worker *worker = data;
  Search *self = worker->search;
  const KindredPairSearch *search = self->search;
  g_autofree float *products = self->sieve == NULL ? g_new0 (float, TILE_ROWS *TILE_COLUMNS) : NULL;
  gsize tile, top, left;

  worker->products = products;
  while ((tile = __atomic_fetch_add (&self->next, 1, __ATOMIC_RELAXED)) < self->n_tiles
         && !g_cancellable_is_cancelled (self->cancellable))
    {
      if (locate_tile (self, tile, &top, &left))
        {
          gsize n_rows = MIN (TILE_ROWS, self->n_rows - top), n_columns = MIN (TILE_COLUMNS, search->n - left);

          if (self->sieve != NULL)
            sift_tile (worker, top, n_rows, left, n_columns);
          else
            multiply_tile (worker, top, n_rows, left, n_columns);
        }
      if (worker->index == 0 && search->progress != NULL)
        search->progress ((double) tile / self->n_tiles, search->progress_data);
    }

  return NULL;
}

static gpointer
load_thread (gpointer data)
{
  Worker *worker = data;
  Search *self = worker->search;
  gsize first;

  while ((first = __atomic_fetch_add (&self->next, PORTION, __ATOMIC_RELAXED)) < self->search->n
         && !g_cancellable_is_cancelled (self->cancellable))
    kindred_sieve_load (self->sieve, first, MIN (PORTION, self->search->n - first));

  return NULL;
}

int
kindred_pair_search_get_n_threads (const KindredPairSearch *self)
{
  gsize n_rows = self->rows != NULL ? self->n_rows : self->n;
  gsize n_tiles = (n_rows / TILE_ROWS + 1) * (self->n / TILE_COLUMNS + 1);
  int n_threads = self->n_threads > 0 ? self->n_threads : (int) g_get_num_processors ();

  return (int) MIN ((gsize) n_threads, n_tiles);
}

static void
run_workers (Search *self, GThreadFunc func)
{
  int n = kindred_pair_search_get_n_threads (self->search);
  g_autofree Worker *workers = g_new (Worker, n);
  g_autofree GThread **threads = g_new0 (GThread *, n);

  self->next = 0;
  for (int i = 0; i < n; i++)
    workers[i] = (Worker){ .search = self, .index = i };
  for (int i = 1; i < n; i++)
    threads[i] = g_thread_new ("kindred-pairs", func, &workers[i]);

  func (&workers[0]);
  for (int i = 1; i < n; i++)
    g_thread_join (threads[i]);
}

/* ---- preparing ---- */

static gboolean
measure (Search *self, GError **error)
{
  const KindredPairSearch *search = self->search;

  self->half_norms = g_new (float, search->n + COLUMNS_AT_ONCE);
  for (gsize k = 0; k < COLUMNS_AT_ONCE; k++)
    self->half_norms[search->n + k] = INFINITY;
  for (gsize i = 0; i < search->n; i++)
    {
      const float *point = search->points + i * search->dimension;
      double total = cblas_dsdot (search->dimension, point, 1, point, 1);

      if (i % 4096 == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!(total < FLT_MAX / 4))
        {
          g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                       "Point %" G_GSIZE_FORMAT " holds values that are not finite or too large", i);
          return FALSE;
        }

      self->half_norms[i] = total / 2;
      self->largest_norm = MAX (self->largest_norm, total);
    }

  return TRUE;
}

static void
list_rows (Search *self)
{
  const KindredPairSearch *search = self->search;

  self->position = g_new (gint32, MAX (search->n, 1));
  if (search->rows == NULL)
    {
      self->all_rows = g_new (gint32, MAX (search->n, 1));
      for (gsize i = 0; i < search->n; i++)
        self->all_rows[i] = i;
    }

  self->rows = search->rows != NULL ? search->rows : self->all_rows;
  self->n_rows = search->rows != NULL ? search->n_rows : search->n;
  for (gsize i = 0; i < search->n; i++)
    self->position[i] = -1;
  for (gsize r = 0; r < self->n_rows; r++)
    self->position[self->rows[r]] = r;
}

static void
gather_rows (Search *self)
{
  const KindredPairSearch *search = self->search;
  gsize dimension = search->dimension;

  self->left = search->points;
  if (search->rows == NULL)
    return;

  self->gathered = g_new (float, MAX (search->n_rows * dimension, 1));
  for (gsize r = 0; r < search->n_rows; r++)
    memcpy (self->gathered + r * dimension, search->points + search->rows[r] * dimension, dimension * sizeof (float));
  self->left = self->gathered;
}

static void
make_sieve (Search *self)
{
  const KindredPairSearch *search = self->search;
  const KindredSieveKernel *kernel = search->kernel != NULL ? search->kernel : kindred_sieve_kernels_get ()[0];

  if (kernel == NULL || search->method == KINDRED_PAIR_SEARCH_PRODUCTS || search->n == 0
      || (search->method == KINDRED_PAIR_SEARCH_AUTO && self->n_rows < SIEVE_PAYS_ABOVE))
    return;

  self->sieve = kindred_sieve_new (kernel, search->points, search->n, search->dimension, search->eps);
  if (self->sieve == NULL)
    return;

  run_workers (self, load_thread);
  if (!kindred_sieve_finish (self->sieve))
    g_clear_pointer (&self->sieve, kindred_sieve_free);
}

static gboolean
check (const KindredPairSearch *search, GError **error)
{
  if (search->eps > 0 && isfinite (search->eps) && search->dimension >= 1 && search->dimension <= 4096
      && search->n <= G_MAXINT32)
    return TRUE;

  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
               "eps must be above zero, points must have 1 to 4096 dimensions, and there may be %d of them at most",
               G_MAXINT32);

  return FALSE;
}

gboolean
kindred_pair_search (const KindredPairSearch *self, GCancellable *cancellable, GError **error)
{
  Search search = { .search = self, .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (self != NULL && self->found != NULL, FALSE);

  if (!check (self, error))
    return FALSE;

  /* One thread here is one thread: BLAS must not add its own. */
  openblas_set_num_threads (1);

  done = measure (&search, error);
  if (done)
    {
      list_rows (&search);
      make_sieve (&search);
      if (search.sieve == NULL)
        gather_rows (&search);
      search.n_tiles_across = (self->n + TILE_COLUMNS - 1) / TILE_COLUMNS;
      search.n_tiles = search.n_tiles_across * ((search.n_rows + TILE_ROWS - 1) / TILE_ROWS);
      run_workers (&search, search_thread);
      done = !g_cancellable_set_error_if_cancelled (cancellable, error);
    }

  g_clear_pointer (&search.sieve, kindred_sieve_free);
  g_free (search.all_rows);
  g_free (search.position);
  g_free (search.gathered);
  g_free (search.half_norms);

  return done;
}
