/* kindred-pair-tiles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-pair-tiles.h"

#include <math.h>

/* ---- one pair ---- */

/* Several sums, so that they can be added at the same time; always the same ones, so that the result is always the same
 * one. */
static double
exact_squared_distance (const KindredPairTiles *self, gsize i, gsize j)
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
get_row (const KindredPairTiles *self, gsize r)
{
  return self->search->rows != NULL ? (gsize) self->search->rows[r] : r;
}

/* Two rows meet twice: once is enough. */
static gboolean
is_first_meeting (const KindredPairTiles *self, gsize r, gsize column)
{
  gsize other = self->position == NULL ? column : (gsize) self->position[column];

  return (self->position != NULL && self->position[column] < 0) || other > r;
}

static void
report (const KindredPairTiles *self, gsize i, gsize j, double squared, int thread)
{
  self->search->found (MIN (i, j), MAX (i, j), squared, thread, self->search->found_data);
}

static void
examine (const KindredPairTiles *self, gsize i, gsize j, int thread)
{
  double squared = exact_squared_distance (self, i, j);

  if (squared <= self->search->eps * self->search->eps)
    report (self, i, j, self->search->no_distances ? NAN : squared, thread);
}

/* ---- one tile ---- */

void
kindred_pair_tiles_sifted_cb (gsize r, gsize column, KindredSieveAnswer answer, gpointer user_data)
{
  const KindredPairWorker *worker = user_data;
  const KindredPairTiles *self = worker->tiles;
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
  const KindredPairWorker *worker = user_data;
  gsize r = worker->top + row, point = worker->left + column;

  if (is_first_meeting (worker->tiles, r, point))
    examine (worker->tiles, get_row (worker->tiles, r), point, worker->index);
}

void
kindred_pair_tiles_note_invalid (KindredPairTiles *self, gsize point)
{
  g_mutex_lock (&self->lock);
  self->first_invalid = MIN (self->first_invalid, point);
  g_mutex_unlock (&self->lock);
}

static void
multiply_tile (KindredPairWorker *worker, gsize top, gsize n_rows, gsize left, gsize n_columns)
{
  KindredPairTiles *self = worker->tiles;
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
    kindred_pair_tiles_note_invalid (self, left + invalid);
}

static void
sift_tile (KindredPairWorker *worker, gsize top, gsize n_rows, gsize left, gsize n_columns)
{
  KindredSieve sieve = worker->tiles->sieve;

  worker->left = 0;
  sieve.user_data = worker;
  kindred_sieve_sift (&sieve, top, n_rows, left, n_columns);
}

/* Columns are rounded, compared with all rows, and forgotten. */
static void
sift_passing_tile (KindredPairWorker *worker, gsize top, gsize n_rows, gsize left, gsize n_columns)
{
  KindredPairTiles *self = worker->tiles;
  KindredRoundedPoints *columns = worker->passing;
  KindredSieve sieve
      = { .rows = self->rounded, .columns = columns, .found = kindred_pair_tiles_sifted_cb, .user_data = worker };

  kindred_rounded_points_reset (columns);
  kindred_rounded_points_load (columns, 0, self->search->points + left * self->search->dimension, n_columns);
  if (columns->first_invalid != G_MAXSIZE)
    kindred_pair_tiles_note_invalid (self, left + columns->first_invalid);

  if (columns->n_outlying > KINDRED_PAIR_TILES_TOO_MANY_OUTLYING (n_columns))
    {
      multiply_tile (worker, top, n_rows, left, n_columns);
      return;
    }

  worker->left = left;
  kindred_sieve_set_radius (&sieve, self->search->eps);
  kindred_sieve_sift (&sieve, top, n_rows, 0, n_columns);
}

gsize
kindred_pair_tiles_get_rows (const KindredPairTiles *self)
{
  return self->passing ? MAX (self->n_rows, 1) : KINDRED_PAIR_TILE_ROWS;
}

void
kindred_pair_worker_search (KindredPairWorker *worker, gsize top, gsize left)
{
  const KindredPairTiles *self = worker->tiles;
  gsize n_rows = MIN (kindred_pair_tiles_get_rows (self), self->n_rows - top);
  gsize n_columns = MIN (KINDRED_PAIR_TILE_COLUMNS, self->search->n - left);

  if (self->passing)
    sift_passing_tile (worker, top, n_rows, left, n_columns);
  else if (self->rounding != NULL)
    sift_tile (worker, top, n_rows, left, n_columns);
  else
    multiply_tile (worker, top, n_rows, left, n_columns);
}

void
kindred_pair_worker_clear (KindredPairWorker *self)
{
  g_clear_pointer (&self->passing, kindred_rounded_points_free);
  g_clear_pointer (&self->products, g_free);
}
