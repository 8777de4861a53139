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

/* Points on each side of a tile: its distances and both sides' points fit the second-level cache. */
#define TILE 256

typedef struct
{
  const KindredPairSearch *search;
  GCancellable *cancellable;

  float *gathered;   /* the rows' points, or NULL when all points are rows */
  const float *left; /* points of the rows */
  gsize n_left;
  double *norms;    /* squared length of every point */
  gint32 *position; /* of every point among the rows, or -1; NULL when all are */
  double largest_norm;

  gsize n_tiles_across;
  gsize n_tiles;
  gsize next_tile; /* atomic */
} Search;

typedef struct
{
  Search *search;
  int index;
} Worker;

/* ---- one tile ---- */

static gsize
row_to_point (const Search *self, gsize row)
{
  return self->search->rows != NULL ? (gsize) self->search->rows[row] : row;
}

static double
exact_squared_distance (const Search *self, gsize i, gsize j)
{
  gsize dimension = self->search->dimension;
  const float *a = self->search->points + i * dimension, *b = self->search->points + j * dimension;
  double total = 0;

  for (gsize k = 0; k < dimension; k++)
    {
      double difference = (double) a[k] - b[k];

      total += difference * difference;
    }

  return total;
}

static void
examine (const Search *self, gsize row, gsize column, int thread)
{
  const KindredPairSearch *search = self->search;
  gsize i = row_to_point (self, row);
  gint32 other_row = self->position != NULL ? self->position[column] : (gint32) column;
  double squared;

  /* Two rows meet twice: once is enough. */
  if (other_row >= 0 && (gsize) other_row <= row)
    return;

  squared = exact_squared_distance (self, i, column);
  if (squared <= search->eps * search->eps)
    search->found (MIN (i, column), MAX (i, column), squared, thread, search->found_data);
}

/* Single precision products tell which pairs may be within the radius; those are looked at again exactly. */
static void
search_tile (const Search *self, gsize top, gsize left, float *products, int thread)
{
  const KindredPairSearch *search = self->search;
  gsize n_rows = MIN (TILE, self->n_left - top), n_columns = MIN (TILE, search->n - left);
  double slack = 8 * FLT_EPSILON * sqrt (search->dimension) * self->largest_norm;
  double limit = search->eps * search->eps + slack;

  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, n_rows, n_columns, search->dimension, 1,
               self->left + top * search->dimension, search->dimension, search->points + left * search->dimension,
               search->dimension, 0, products, TILE);

  for (gsize r = 0; r < n_rows; r++)
    {
      double rest = (self->norms[row_to_point (self, top + r)] - limit) / 2;

      for (gsize c = 0; c < n_columns; c++)
        if (products[r * TILE + c] >= rest + self->norms[left + c] / 2)
          examine (self, top + r, left + c, thread);
    }
}

/* ---- all tiles ---- */

/* Of a full search only the tiles on and above the diagonal. */
static gboolean
locate_tile (const Search *self, gsize tile, gsize *top, gsize *left)
{
  *top = tile / self->n_tiles_across * TILE;
  *left = tile % self->n_tiles_across * TILE;

  return self->search->rows != NULL || *left >= *top;
}

static gpointer
worker_thread (gpointer data)
{
  Worker *worker = data;
  Search *self = worker->search;
  const KindredPairSearch *search = self->search;
  g_autofree float *products = g_new (float, TILE *TILE);
  gsize tile, top, left;

  while ((tile = __atomic_fetch_add (&self->next_tile, 1, __ATOMIC_RELAXED)) < self->n_tiles
         && !g_cancellable_is_cancelled (self->cancellable))
    {
      if (locate_tile (self, tile, &top, &left))
        search_tile (self, top, left, products, worker->index);
      if (worker->index == 0 && search->progress != NULL)
        search->progress ((double) tile / self->n_tiles, search->progress_data);
    }

  return NULL;
}

int
kindred_pair_search_get_n_threads (const KindredPairSearch *self)
{
  gsize n_left = self->rows != NULL ? self->n_rows : self->n;
  gsize n_tiles = (n_left / TILE + 1) * (self->n / TILE + 1);
  int n_threads = self->n_threads > 0 ? self->n_threads : (int) g_get_num_processors ();

  return (int) MIN ((gsize) n_threads, n_tiles);
}

static void
run_workers (Search *self)
{
  int n = kindred_pair_search_get_n_threads (self->search);
  g_autofree Worker *workers = g_new (Worker, n);
  g_autofree GThread **threads = g_new0 (GThread *, n);

  /* One thread here is one thread: BLAS must not add its own. */
  openblas_set_num_threads (1);

  for (int i = 0; i < n; i++)
    workers[i] = (Worker){ self, i };
  for (int i = 1; i < n; i++)
    threads[i] = g_thread_new ("kindred-pairs", worker_thread, &workers[i]);

  worker_thread (&workers[0]);
  for (int i = 1; i < n; i++)
    g_thread_join (threads[i]);
}

/* ---- preparing ---- */

static gboolean
measure (Search *self, GError **error)
{
  const KindredPairSearch *search = self->search;

  self->norms = g_new (double, MAX (search->n, 1));
  for (gsize i = 0; i < search->n; i++)
    {
      double total = 0;

      for (gsize k = 0; k < search->dimension; k++)
        total += (double) search->points[i * search->dimension + k] * search->points[i * search->dimension + k];
      if (!(total < FLT_MAX / 4))
        {
          g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                       "Point %" G_GSIZE_FORMAT " holds values that are not finite or too large", i);
          return FALSE;
        }

      self->norms[i] = total;
      self->largest_norm = MAX (self->largest_norm, total);
    }

  return TRUE;
}

static void
gather_rows (Search *self)
{
  const KindredPairSearch *search = self->search;
  gsize dimension = search->dimension;

  self->left = search->points;
  self->n_left = search->n;
  if (search->rows == NULL)
    return;

  self->gathered = g_new (float, MAX (search->n_rows * dimension, 1));
  self->position = g_new (gint32, MAX (search->n, 1));
  for (gsize i = 0; i < search->n; i++)
    self->position[i] = -1;
  for (gsize r = 0; r < search->n_rows; r++)
    {
      memcpy (self->gathered + r * dimension, search->points + search->rows[r] * dimension, dimension * sizeof (float));
      self->position[search->rows[r]] = r;
    }

  self->left = self->gathered;
  self->n_left = search->n_rows;
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

  done = measure (&search, error);
  if (done)
    {
      gather_rows (&search);
      search.n_tiles_across = (self->n + TILE - 1) / TILE;
      search.n_tiles = search.n_tiles_across * ((search.n_left + TILE - 1) / TILE);
      run_workers (&search);
      done = !g_cancellable_set_error_if_cancelled (cancellable, error);
    }

  g_free (search.gathered);
  g_free (search.position);
  g_free (search.norms);

  return done;
}
