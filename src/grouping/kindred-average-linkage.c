/* kindred-average-linkage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-average-linkage.h"

#include "base/kindred-huge-pages.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#define STEPS_PER_CHECK 64
#define TILE 128             /* rows and columns of distances that a thread works out at a time */
#define PITCH (TILE + LANES) /* from row to row; a power of two would share too few lines of the cache */
#define BLOCK 64             /* columns that are looked through at a time; rows are padded to it */
#define LANES 16             /* of these, side by side */
#define MAX_THREADS 8

typedef struct
{
  const KindredAverageLinkage *input;
  gsize n;          /* rows and columns, of which some are of groups that are no more */
  gsize stride;     /* from row to row */
  float *distances; /* squared; infinite on the diagonal */
  float *gone;      /* infinite for columns of groups that are no more, and beyond the last; else 0 */
  gint32 *face;     /* the first face of each group */
  gint32 *size;
  gsize n_left;
  gint32 *chain; /* rows */
  gint32 n_chain;
  KindredMerge *merges;
  gsize n_merges;
} Linkage;

static void
linkage_clear (Linkage *self)
{
  g_clear_pointer (&self->distances, g_free);
  g_clear_pointer (&self->gone, g_free);
  g_clear_pointer (&self->face, g_free);
  g_clear_pointer (&self->size, g_free);
  g_clear_pointer (&self->chain, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Linkage, linkage_clear)

static gsize
pad (gsize n)
{
  return (n + BLOCK - 1) / BLOCK * BLOCK;
}

/* ---- threads ---- */

typedef void (*TileFunc) (gpointer data, gsize row);

typedef struct
{
  gsize n;
  TileFunc func;
  gpointer data;
  gint next;
} Tiles;

static gpointer
work_on_tiles (gpointer data)
{
  Tiles *self = data;
  gsize row;

  while ((row = (gsize) g_atomic_int_add (&self->next, 1) * TILE) < self->n)
    self->func (self->data, row);

  return NULL;
}

/* Calls @func for every TILE rows, in all threads. */
static void
share_out (gsize n, TileFunc func, gpointer data)
{
  Tiles tiles = { n, func, data, 0 };
  guint n_tiles = (guint) ((n + TILE - 1) / TILE);
  guint n_threads = MIN (MIN (g_get_num_processors (), MAX_THREADS), MAX (n_tiles, 1)) - 1;
  GThread *threads[MAX_THREADS];

  /* One thread here is one thread: BLAS must not add its own. */
  openblas_set_num_threads (1);

  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("kindred-linkage", work_on_tiles, &tiles);
  work_on_tiles (&tiles);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
}

/* ---- distances ---- */

/* @tile: -2 a b for each of @n_points and of the columns from @column on. */
static void
multiply (const KindredAverageLinkage *input, const float *points, gsize n_points, gsize column, float *tile)
{
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, n_points, MIN (TILE, input->n - column), input->dimension, -2,
               points, input->dimension, input->points + column * input->dimension, input->dimension, 0, tile, PITCH);
}

/* Of whole tiles, so that the compiler sees how long rows are. */
static void
add_squares (const KindredAverageLinkage *input, gsize row, gsize n_rows, gsize column, float *tile)
{
  gsize n_columns = MIN (TILE, input->n - column);
  float squares[TILE] = { 0 };
  gint32 photo[TILE] = { 0 };
  float strangers = input->photo != NULL ? (float) input->strangers : 0;

  for (gsize k = 0; k < n_columns; k++)
    {
      squares[k] = (float) input->squares[column + k];
      photo[k] = input->photo != NULL ? input->photo[column + k] : 0;
    }

  for (gsize i = 0; i < n_rows; i++)
    {
      float square = (float) input->squares[row + i];
      gint32 photo_of_row = input->photo != NULL ? input->photo[row + i] : 0;

      for (gsize k = 0; k < TILE; k++)
        {
          float least = photo[k] == photo_of_row ? strangers : 0;
          float squared = square + squares[k] + tile[i * PITCH + k];

          tile[i * PITCH + k] = squared < least ? least : squared;
        }
    }
}

/* A cache line at a time: a column at a time would be as many lines as rows, for a single number of each. */
static void
write_turned (Linkage *self, gsize row, gsize n_rows, gsize column, const float *tile)
{
  gsize n_columns = MIN (TILE, self->n - column);

  for (gsize from = 0; from < n_rows; from += LANES)
    for (gsize k = 0; k < n_columns; k++)
      {
        float *to = self->distances + (column + k) * self->stride + row;

        for (gsize i = from; i < MIN (from + LANES, n_rows); i++)
          to[i] = tile[i * PITCH + k];
      }
}

static void
fill_tile (Linkage *self, gsize row, gsize column)
{
  const KindredAverageLinkage *input = self->input;
  gsize n_rows = MIN (TILE, self->n - row), n_columns = MIN (TILE, self->n - column);
  float tile[TILE * PITCH];

  multiply (input, input->points + row * input->dimension, n_rows, column, tile);
  add_squares (input, row, n_rows, column, tile);

  for (gsize i = 0; i < n_rows; i++)
    memcpy (self->distances + (row + i) * self->stride + column, tile + i * PITCH, n_columns * sizeof *tile);
  if (row != column)
    write_turned (self, row, n_rows, column, tile);
}

static void
fill_row_of_tiles (gpointer data, gsize row)
{
  Linkage *self = data;

  for (gsize column = row; column < self->n; column += TILE)
    fill_tile (self, row, column);
}

static void
fill_distances (Linkage *self)
{
  share_out (self->n, fill_row_of_tiles, self);

  for (gsize i = 0; i < self->n; i++)
    {
      float *row = self->distances + i * self->stride;

      row[i] = INFINITY;
      memset (row + self->n, 0, (self->stride - self->n) * sizeof *row);
    }
}

/* ---- linking ---- */

/* The least distance in a block. */
static float
find_least (const float *row, const float *gone)
{
  float lanes[LANES], least = INFINITY;

  for (int k = 0; k < LANES; k++)
    lanes[k] = row[k] + gone[k];
  for (int i = LANES; i < BLOCK; i += LANES)
    for (int k = 0; k < LANES; k++)
      {
        float distance = row[i + k] + gone[i + k];

        lanes[k] = distance < lanes[k] ? distance : lanes[k];
      }
  for (int k = 0; k < LANES; k++)
    least = MIN (least, lanes[k]);

  return least;
}

/* Of equals the one that the chain comes from, so that it ends; then the first. */
static gint32
find_nearest (const Linkage *self, gint32 group, gint32 previous, float *distance)
{
  const float *row = self->distances + (gsize) group * self->stride;
  gsize block = self->stride;
  float best = previous >= 0 ? row[previous] : INFINITY;

  for (gsize i = 0; i < self->stride; i += BLOCK)
    {
      float least = find_least (row + i, self->gone + i);

      if (least < best)
        {
          best = least;
          block = i;
        }
    }

  *distance = best;
  if (block == self->stride)
    return previous;
  while (row[block] + self->gone[block] > best)
    block++;

  return block;
}

/* Rows and columns of groups that are no more are left out: what is left lies closer together. */
static void
compact (Linkage *self)
{
  g_autofree gint32 *place = g_new (gint32, self->n);
  gsize n = 0, stride = pad (self->n_left);

  for (gsize i = 0; i < self->n; i++)
    place[i] = self->gone[i] > 0 ? -1 : (gint32) n++;

  for (gsize i = 0; i < self->n; i++)
    {
      const float *from = self->distances + i * self->stride;
      float *row = self->distances + (gsize) MAX (place[i], 0) * stride;

      if (place[i] < 0)
        continue;
      for (gsize k = 0; k < self->n; k++)
        if (place[k] >= 0)
          row[place[k]] = from[k];
      memset (row + n, 0, (stride - n) * sizeof *row);
      self->face[place[i]] = self->face[i];
      self->size[place[i]] = self->size[i];
    }

  for (gsize i = 0; i < stride; i++)
    self->gone[i] = i < n ? 0 : INFINITY;
  for (gint32 i = 0; i < self->n_chain; i++)
    self->chain[i] = place[self->chain[i]];
  self->n = n;
  self->stride = stride;
}

static void
merge (Linkage *self, gint32 a, gint32 b, float height)
{
  float *row = self->distances + (gsize) a * self->stride;
  const float *other_row = self->distances + (gsize) b * self->stride;
  float total = self->size[a] + self->size[b];
  float share = self->size[a] / total, other_share = self->size[b] / total;

  self->merges[self->n_merges++] = (KindredMerge){ height, self->face[a], self->face[b] };
  self->size[a] += self->size[b];
  self->gone[b] = INFINITY;
  self->n_left--;

  for (gsize i = 0; i < self->stride; i++)
    row[i] = share * row[i] + other_share * other_row[i];
  for (gsize i = 0; i < self->n; i++)
    if (self->gone[i] <= 0)
      self->distances[i * self->stride + a] = row[i];

  if (self->n_left < self->n - self->n / 4)
    compact (self);
}

static void
grow_chain (Linkage *self)
{
  gint32 tip, previous, nearest;
  float distance;

  if (self->n_chain == 0)
    {
      gint32 first = 0;

      while (self->gone[first] > 0)
        first++;
      self->chain[self->n_chain++] = first;
    }

  tip = self->chain[self->n_chain - 1];
  previous = self->n_chain > 1 ? self->chain[self->n_chain - 2] : -1;
  nearest = find_nearest (self, tip, previous, &distance);

  if (nearest != previous)
    {
      self->chain[self->n_chain++] = nearest;
      return;
    }

  self->n_chain -= 2;
  merge (self, MIN (tip, previous), MAX (tip, previous), distance);
}

gboolean
kindred_average_linkage (const KindredAverageLinkage *self, KindredMerge *merges, GCancellable *cancellable,
                         GError **error)
{
  g_auto (Linkage) linkage = { .input = self, .n = self->n, .n_left = self->n, .merges = merges };

  if (self->n < 2)
    return TRUE;

  linkage.stride = pad (self->n);
  linkage.distances = g_new (float, self->n *linkage.stride);
  kindred_huge_pages_ask (linkage.distances, self->n * linkage.stride * sizeof (float));
  linkage.gone = g_new0 (float, linkage.stride);
  linkage.face = g_new (gint32, self->n);
  linkage.size = g_new (gint32, self->n);
  linkage.chain = g_new (gint32, self->n + 1);
  for (gsize i = 0; i < self->n; i++)
    {
      linkage.face[i] = i;
      linkage.size[i] = 1;
    }
  for (gsize i = self->n; i < linkage.stride; i++)
    linkage.gone[i] = INFINITY;

  fill_distances (&linkage);

  for (guint step = 0; linkage.n_left > 1; step++)
    {
      if (step % STEPS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      grow_chain (&linkage);
    }

  return TRUE;
}

/* ---- other points ---- */

typedef struct
{
  const KindredAverageLinkage *linkage;
  const float *points;
  gsize n_points;
  gint32 *nearest;
  float *squared;
} Nearest;

/* Of the points from @from on, in a tile's columns. */
static void
take_nearer (Nearest *self, gsize from, gsize column)
{
  const KindredAverageLinkage *linkage = self->linkage;
  gsize n_rows = MIN (TILE, self->n_points - from), n_columns = MIN (TILE, linkage->n - column);
  float tile[TILE * PITCH];

  multiply (linkage, self->points + from * linkage->dimension, n_rows, column, tile);

  for (gsize i = 0; i < n_rows; i++)
    for (gsize k = 0; k < n_columns; k++)
      {
        float squared = (float) (linkage->squares[column + k] + tile[i * PITCH + k]);

        if (squared < self->squared[from + i])
          {
            self->squared[from + i] = squared;
            self->nearest[from + i] = column + k;
          }
      }
}

static void
find_nearest_of_tile (gpointer data, gsize from)
{
  Nearest *self = data;
  const KindredAverageLinkage *linkage = self->linkage;
  gsize end = MIN (from + TILE, self->n_points);

  for (gsize i = from; i < end; i++)
    {
      self->nearest[i] = 0;
      self->squared[i] = INFINITY;
    }
  for (gsize column = 0; column < linkage->n; column += TILE)
    take_nearer (self, from, column);
  for (gsize i = from; i < end; i++)
    {
      const float *point = self->points + i * linkage->dimension;

      self->squared[i] = MAX (self->squared[i] + (float) cblas_dsdot (linkage->dimension, point, 1, point, 1), 0);
    }
}

void
kindred_average_linkage_find_nearest (const KindredAverageLinkage *self, const float *points, gsize n_points,
                                      gint32 *nearest, float *squared)
{
  Nearest search = { self, points, n_points, nearest, squared };

  share_out (n_points, find_nearest_of_tile, &search);
}
