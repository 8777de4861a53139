/* kindred-pair-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-pair-search.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#include "base/kindred-error.h"
#include "kindred-pair-products.h"
#include "kindred-sieve.h"

/* A tile of rows by columns is what a thread takes at a time.  What is read again and again for it fits the
 * second-level cache; it takes less than a millisecond, or some when all of its pairs are within the radius. */
#define TILE_ROWS 256
#define TILE_COLUMNS KINDRED_PAIR_PRODUCTS_COLUMNS

/* Points that a thread rounds at a time, before the search. */
#define PORTION (16 * KINDRED_SIEVE_COLUMNS)

/* With so many rows it pays to turn all points before. */
#define TURNING_PAYS_ABOVE 2000

/* With so few points nothing pays. */
#define ROUNDING_PAYS_ABOVE 1000

/* Points that lie far from the others are compared directly, which costs some 20 times as much as by products. */
#define TOO_MANY_OUTLYING(n) ((n) / 32)

typedef struct
{
  const KindredPairSearch *search;
  GCancellable *cancellable;

  gsize n_rows;
  gint32 *position;  /* (nullable): of every point among the rows, or -1; NULL when all points are rows */
  float *gathered;   /* the rows' points, or NULL when all points are rows */
  const float *left; /* points of the rows */

  KindredRounding *rounding;     /* or NULL: by products */
  KindredRoundedPoints *rounded; /* all points, or when the others are rounded in passing, the rows */
  gboolean passing;
  KindredSieve sieve;

  gsize n_tiles_across;
  gsize n_tiles;
  gsize next; /* atomic: tile, or point to be rounded */

  GMutex lock; /* of this: */
  gsize first_invalid;
} Search;

typedef struct
{
  Search *search;
  int index;
  gsize top;                     /* row of the tile at hand */
  gsize left;                    /* point that is column 0 of what is looked at */
  float *products;               /* of a tile; allocated when needed */
  KindredRoundedPoints *passing; /* columns of the tile, or NULL */
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

static gsize
get_row (const Search *self, gsize r)
{
  return self->search->rows != NULL ? (gsize) self->search->rows[r] : r;
}

/* Two rows meet twice: once is enough. */
static gboolean
is_first_meeting (const Search *self, gsize r, gsize column)
{
  gsize other = self->position == NULL ? column : (gsize) self->position[column];

  return (self->position != NULL && self->position[column] < 0) || other > r;
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
pair_sifted_cb (gsize r, gsize column, KindredSieveAnswer answer, gpointer user_data)
{
  const Worker *worker = user_data;
  const Search *self = worker->search;
  gsize point = worker->left + column;

  if (!is_first_meeting (self, r, point))
    return;

  if (answer == KINDRED_SIEVE_WITHIN && self->search->no_distances)
    report (self, get_row (self, r), point, NAN, worker->index);
  else
    examine (self, get_row (self, r), point, worker->index);
}

static void
pair_multiplied_cb (gsize row, gsize column, gpointer user_data)
{
  const Worker *worker = user_data;
  gsize r = worker->top + row, point = worker->left + column;

  if (is_first_meeting (worker->search, r, point))
    examine (worker->search, get_row (worker->search, r), point, worker->index);
}

static void
note_invalid (Search *self, gsize point)
{
  g_mutex_lock (&self->lock);
  self->first_invalid = MIN (self->first_invalid, point);
  g_mutex_unlock (&self->lock);
}

static void
multiply_tile (Worker *worker, gsize top, gsize n_rows, gsize left, gsize n_columns)
{
  Search *self = worker->search;
  const KindredPairSearch *search = self->search;
  KindredPairProducts products = { .rows = self->left + top * search->dimension,
                                   .n_rows = n_rows,
                                   .columns = search->points + left * search->dimension,
                                   .n_columns = n_columns,
                                   .dimension = search->dimension,
                                   .eps = search->eps,
                                   .found = pair_multiplied_cb,
                                   .user_data = worker };
  gsize invalid;

  if (worker->products == NULL)
    worker->products = g_new0 (float, KINDRED_PAIR_PRODUCTS_BUFFER);

  products.buffer = worker->products;
  worker->top = top;
  worker->left = left;
  invalid = kindred_pair_products_multiply (&products);
  if (invalid != G_MAXSIZE)
    note_invalid (self, left + invalid);
}

static void
sift_tile (Worker *worker, gsize top, gsize n_rows, gsize left, gsize n_columns)
{
  KindredSieve sieve = worker->search->sieve;

  worker->left = 0;
  sieve.user_data = worker;
  kindred_sieve_sift (&sieve, top, n_rows, left, n_columns);
}

/* Columns are rounded, compared with all rows, and forgotten. */
static void
sift_passing_tile (Worker *worker, gsize top, gsize n_rows, gsize left, gsize n_columns)
{
  Search *self = worker->search;
  KindredRoundedPoints *columns = worker->passing;
  KindredSieve sieve = { .rows = self->rounded, .columns = columns, .found = pair_sifted_cb, .user_data = worker };

  kindred_rounded_points_reset (columns);
  kindred_rounded_points_load (columns, 0, self->search->points + left * self->search->dimension, n_columns);
  if (columns->first_invalid != G_MAXSIZE)
    note_invalid (self, left + columns->first_invalid);

  if (columns->n_outlying > TOO_MANY_OUTLYING (n_columns))
    {
      multiply_tile (worker, top, n_rows, left, n_columns);
      return;
    }

  worker->left = left;
  kindred_sieve_set_radius (&sieve, self->search->eps);
  kindred_sieve_sift (&sieve, top, n_rows, 0, n_columns);
}

/* ---- all tiles ---- */

/* What is rounded in passing meets all rows at once. */
static gsize
get_tile_rows (const Search *self)
{
  return self->passing ? MAX (self->n_rows, 1) : TILE_ROWS;
}

/* Of a full search only the tiles on and above the diagonal. */
static gboolean
locate_tile (const Search *self, gsize tile, gsize *top, gsize *left)
{
  gsize n_rows = get_tile_rows (self);

  *top = tile / self->n_tiles_across * n_rows;
  *left = tile % self->n_tiles_across * TILE_COLUMNS;

  return self->search->rows != NULL || *left + TILE_COLUMNS > *top;
}

static void
search_tile (Worker *worker, gsize top, gsize left)
{
  const Search *self = worker->search;
  gsize n_rows = MIN (get_tile_rows (self), self->n_rows - top);
  gsize n_columns = MIN (TILE_COLUMNS, self->search->n - left);

  if (self->passing)
    sift_passing_tile (worker, top, n_rows, left, n_columns);
  else if (self->rounding != NULL)
    sift_tile (worker, top, n_rows, left, n_columns);
  else
    multiply_tile (worker, top, n_rows, left, n_columns);
}

static gpointer
search_thread (gpointer data)
{
  Worker *worker = data;
  Search *self = worker->search;
  const KindredPairSearch *search = self->search;
  gsize tile, top, left;

  if (self->passing)
    worker->passing = kindred_rounded_points_new (self->rounding, TILE_COLUMNS);

  while ((tile = __atomic_fetch_add (&self->next, 1, __ATOMIC_RELAXED)) < self->n_tiles
         && !g_cancellable_is_cancelled (self->cancellable))
    {
      if (locate_tile (self, tile, &top, &left))
        search_tile (worker, top, left);
      if (worker->index == 0 && search->progress != NULL)
        search->progress ((double) tile / self->n_tiles, search->progress_data);
    }

  g_clear_pointer (&worker->passing, kindred_rounded_points_free);
  g_clear_pointer (&worker->products, g_free);

  return NULL;
}

static gpointer
round_thread (gpointer data)
{
  Worker *worker = data;
  Search *self = worker->search;
  const KindredPairSearch *search = self->search;
  gsize first;

  while ((first = __atomic_fetch_add (&self->next, PORTION, __ATOMIC_RELAXED)) < search->n
         && !g_cancellable_is_cancelled (self->cancellable))
    kindred_rounded_points_load (self->rounded, first, search->points + first * search->dimension,
                                 MIN (PORTION, search->n - first));

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
  g_autofree Worker *workers = g_new0 (Worker, n);
  g_autofree GThread **threads = g_new0 (GThread *, n);

  self->next = 0;
  for (int i = 0; i < n; i++)
    {
      workers[i].search = self;
      workers[i].index = i;
    }
  for (int i = 1; i < n; i++)
    threads[i] = g_thread_new ("kindred-pairs", func, &workers[i]);

  func (&workers[0]);
  for (int i = 1; i < n; i++)
    g_thread_join (threads[i]);
}

/* ---- preparing ---- */

static void
gather_rows (Search *self)
{
  const KindredPairSearch *search = self->search;
  gsize dimension = search->dimension;

  self->n_rows = search->rows != NULL ? search->n_rows : search->n;
  self->left = search->points;
  if (search->rows == NULL)
    return;

  self->position = g_new (gint32, MAX (search->n, 1));
  for (gsize i = 0; i < search->n; i++)
    self->position[i] = -1;
  self->gathered = g_new (float, MAX (search->n_rows * dimension, 1));
  for (gsize r = 0; r < search->n_rows; r++)
    {
      self->position[search->rows[r]] = r;
      memcpy (self->gathered + r * dimension, search->points + search->rows[r] * dimension, dimension * sizeof (float));
    }
  self->left = self->gathered;
}

static KindredPairSearchMethod
choose_method (const Search *self)
{
  if (self->search->n == 0 || self->n_rows == 0)
    return KINDRED_PAIR_SEARCH_PRODUCTS;
  if (self->search->method != KINDRED_PAIR_SEARCH_AUTO)
    return self->search->method;
  if (self->n_rows > TURNING_PAYS_ABOVE)
    return KINDRED_PAIR_SEARCH_SIEVE;

  return self->search->n > ROUNDING_PAYS_ABOVE ? KINDRED_PAIR_SEARCH_PASSING : KINDRED_PAIR_SEARCH_PRODUCTS;
}

static void
round_rows (Search *self)
{
  self->rounded = kindred_rounded_points_new (self->rounding, self->n_rows);
  kindred_rounded_points_load (self->rounded, 0, self->left, self->n_rows);
}

static void
round_all (Search *self)
{
  self->rounded = kindred_rounded_points_new (self->rounding, self->search->n);
  run_workers (self, round_thread);
  if (self->rounded->first_invalid != G_MAXSIZE)
    note_invalid (self, self->rounded->first_invalid);

  self->sieve = (KindredSieve){
    .rows = self->rounded, .which = self->search->rows, .columns = self->rounded, .found = pair_sifted_cb
  };
  kindred_sieve_set_radius (&self->sieve, self->search->eps);
}

static void
drop_sieve (Search *self)
{
  self->passing = FALSE;
  g_clear_pointer (&self->rounded, kindred_rounded_points_free);
  g_clear_pointer (&self->rounding, kindred_rounding_free);
}

static void
make_sieve (Search *self)
{
  const KindredPairSearch *search = self->search;
  const KindredSieveKernel *kernel = search->kernel != NULL ? search->kernel : kindred_sieve_kernels_get ()[0];
  KindredPairSearchMethod method = choose_method (self);

  if (kernel == NULL || method == KINDRED_PAIR_SEARCH_PRODUCTS)
    return;

  self->rounding = kindred_rounding_new (kernel, search->points, search->n, search->dimension, search->eps,
                                         method == KINDRED_PAIR_SEARCH_SIEVE);
  if (self->rounding == NULL)
    return;

  self->passing = method == KINDRED_PAIR_SEARCH_PASSING;
  if (self->passing)
    round_rows (self);
  else
    round_all (self);
  if (self->rounded->n_outlying > TOO_MANY_OUTLYING (self->passing ? self->n_rows : search->n))
    drop_sieve (self);
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

static gboolean
check_points (const Search *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->first_invalid == G_MAXSIZE)
    return TRUE;

  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
               "Point %" G_GSIZE_FORMAT " holds values that are not finite or too large", self->first_invalid);

  return FALSE;
}

static void
search_tiles (Search *self)
{
  gsize tile_rows = get_tile_rows (self);

  self->n_tiles_across = (self->search->n + TILE_COLUMNS - 1) / TILE_COLUMNS;
  self->n_tiles = self->n_tiles_across * ((self->n_rows + tile_rows - 1) / tile_rows);
  run_workers (self, search_thread);
}

gboolean
kindred_pair_search (const KindredPairSearch *self, GCancellable *cancellable, GError **error)
{
  Search search = { .search = self, .cancellable = cancellable, .first_invalid = G_MAXSIZE };
  gboolean done;

  g_return_val_if_fail (self != NULL && self->found != NULL, FALSE);

  if (!check (self, error))
    return FALSE;

  /* One thread here is one thread: BLAS must not add its own. */
  openblas_set_num_threads (1);

  g_mutex_init (&search.lock);
  gather_rows (&search);
  make_sieve (&search);
  done = check_points (&search, error);
  if (done)
    {
      search_tiles (&search);
      done = check_points (&search, error);
    }

  drop_sieve (&search);
  g_mutex_clear (&search.lock);
  g_free (search.position);
  g_free (search.gathered);

  return done;
}
