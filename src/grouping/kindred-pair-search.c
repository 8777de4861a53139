/* kindred-pair-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-pair-search.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#include "base/kindred-error.h"
#include "kindred-pair-tiles.h"

/* Points that a thread rounds at a time, before the search. */
#define PORTION (16 * KINDRED_SIEVE_COLUMNS)

/* With so many rows it pays to turn all points before; where all points are rows, each pair meets twice in passing. */
#define TURNING_PAYS_ABOVE_ROWS 8000
#define TURNING_PAYS_ABOVE_POINTS 2000

/* With so few points nothing pays. */
#define ROUNDING_PAYS_ABOVE 1000

/* ---- all tiles ---- */

/* Of a full search only the tiles on and above the diagonal. */
static gboolean
locate_tile (const KindredPairTiles *self, gsize tile, gsize *top, gsize *left)
{
  gsize n_rows = kindred_pair_tiles_get_rows (self);

  *top = tile / self->n_tiles_across * n_rows;
  *left = tile % self->n_tiles_across * KINDRED_PAIR_TILE_COLUMNS;

  return self->search->rows != NULL || *left + KINDRED_PAIR_TILE_COLUMNS > *top;
}

static gpointer
search_thread (gpointer data)
{
  KindredPairWorker *worker = data;
  KindredPairTiles *self = worker->tiles;
  const KindredPairSearch *search = self->search;
  gsize tile, top, left;

  if (self->passing)
    worker->passing = kindred_rounded_points_new (self->rounding, KINDRED_PAIR_TILE_COLUMNS);

  while ((tile = __atomic_fetch_add (&self->next, 1, __ATOMIC_RELAXED)) < self->n_tiles
         && !g_cancellable_is_cancelled (self->cancellable))
    {
      if (locate_tile (self, tile, &top, &left))
        kindred_pair_worker_search (worker, top, left);
      if (worker->index == 0 && search->progress != NULL)
        search->progress ((double) tile / self->n_tiles, search->progress_data);
    }

  kindred_pair_worker_clear (worker);

  return NULL;
}

static gpointer
round_thread (gpointer data)
{
  KindredPairWorker *worker = data;
  KindredPairTiles *self = worker->tiles;
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
  gsize n_tiles = (n_rows / KINDRED_PAIR_TILE_ROWS + 1) * (self->n / KINDRED_PAIR_TILE_COLUMNS + 1);
  int n_threads = self->n_threads > 0 ? self->n_threads : (int) g_get_num_processors ();

  return (int) MIN ((gsize) n_threads, n_tiles);
}

static void
run_workers (KindredPairTiles *self, GThreadFunc func)
{
  int n = kindred_pair_search_get_n_threads (self->search);
  g_autofree KindredPairWorker *workers = g_new0 (KindredPairWorker, n);
  g_autofree GThread **threads = g_new0 (GThread *, n);

  self->next = 0;
  for (int i = 0; i < n; i++)
    {
      workers[i].tiles = self;
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
list_rows (KindredPairTiles *self)
{
  const KindredPairSearch *search = self->search;

  self->n_rows = search->rows != NULL ? search->n_rows : search->n;
  if (search->rows == NULL)
    return;

  self->position = g_new (gint32, MAX (search->n, 1));
  for (gsize i = 0; i < search->n; i++)
    self->position[i] = -1;
  for (gsize r = 0; r < search->n_rows; r++)
    self->position[search->rows[r]] = r;
}

static void
gather_rows (KindredPairTiles *self)
{
  const KindredPairSearch *search = self->search;
  gsize dimension = search->dimension;

  self->left = search->points;
  if (search->rows == NULL)
    return;

  g_free (self->gathered);
  self->gathered = g_new (float, MAX (search->n_rows * dimension, 1));
  for (gsize r = 0; r < search->n_rows; r++)
    memcpy (self->gathered + r * dimension, search->points + search->rows[r] * dimension, dimension * sizeof (float));
  self->left = self->gathered;
}

static KindredPairSearchMethod
choose_method (const KindredPairTiles *self)
{
  if (self->search->n == 0 || self->n_rows == 0)
    return KINDRED_PAIR_SEARCH_PRODUCTS;
  if (self->search->method != KINDRED_PAIR_SEARCH_AUTO)
    return self->search->method;
  if (self->n_rows > (self->search->rows != NULL ? TURNING_PAYS_ABOVE_ROWS : TURNING_PAYS_ABOVE_POINTS))
    return KINDRED_PAIR_SEARCH_SIEVE;

  return self->search->n > ROUNDING_PAYS_ABOVE ? KINDRED_PAIR_SEARCH_PASSING : KINDRED_PAIR_SEARCH_PRODUCTS;
}

static void
round_rows (KindredPairTiles *self)
{
  gather_rows (self);
  self->rounded = kindred_rounded_points_new (self->rounding, self->n_rows);
  kindred_rounded_points_load (self->rounded, 0, self->left, self->n_rows);
}

static void
round_all (KindredPairTiles *self)
{
  self->rounded = kindred_rounded_points_new (self->rounding, self->search->n);
  run_workers (self, round_thread);
  if (self->rounded->first_invalid != G_MAXSIZE)
    kindred_pair_tiles_note_invalid (self, self->rounded->first_invalid);

  self->sieve = (KindredSieve){
    .rows = self->rounded, .which = self->search->rows, .columns = self->rounded, .found = kindred_pair_tiles_sifted_cb
  };
  kindred_sieve_set_radius (&self->sieve, self->search->eps);
}

static void
drop_sieve (KindredPairTiles *self)
{
  self->passing = FALSE;
  g_clear_pointer (&self->rounded, kindred_rounded_points_free);
  g_clear_pointer (&self->rounding, kindred_rounding_free);
}

static void
make_sieve (KindredPairTiles *self)
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
  if (self->rounded->n_outlying > KINDRED_PAIR_TILES_TOO_MANY_OUTLYING (self->passing ? self->n_rows : search->n))
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
check_points (const KindredPairTiles *self, GError **error)
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
search_tiles (KindredPairTiles *self)
{
  gsize tile_rows = kindred_pair_tiles_get_rows (self);

  self->n_tiles_across = (self->search->n + KINDRED_PAIR_TILE_COLUMNS - 1) / KINDRED_PAIR_TILE_COLUMNS;
  self->n_tiles = self->n_tiles_across * ((self->n_rows + tile_rows - 1) / tile_rows);
  run_workers (self, search_thread);
}

gboolean
kindred_pair_search (const KindredPairSearch *self, GCancellable *cancellable, GError **error)
{
  KindredPairTiles tiles = { .search = self, .cancellable = cancellable, .first_invalid = G_MAXSIZE };
  gboolean done;

  g_return_val_if_fail (self != NULL && self->found != NULL, FALSE);

  if (!check (self, error))
    return FALSE;

  /* One thread here is one thread: BLAS must not add its own. */
  openblas_set_num_threads (1);

  g_mutex_init (&tiles.lock);
  list_rows (&tiles);
  make_sieve (&tiles);
  if (tiles.rounding == NULL)
    gather_rows (&tiles);
  done = check_points (&tiles, error);
  if (done)
    {
      search_tiles (&tiles);
      done = check_points (&tiles, error);
    }

  drop_sieve (&tiles);
  g_mutex_clear (&tiles.lock);
  g_free (tiles.position);
  g_free (tiles.gathered);

  return done;
}
