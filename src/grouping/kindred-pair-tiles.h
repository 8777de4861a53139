/* kindred-pair-tiles.h - a search for pairs, tile by tile
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-pair-products.h"
#include "kindred-pair-search.h"
#include "kindred-sieve.h"

G_BEGIN_DECLS

/* A tile of rows by columns is what a thread takes at a time.  What is read again and again for it fits the
 * second-level cache; it takes less than a millisecond, or some when all of its pairs are within the radius. */
#define KINDRED_PAIR_TILE_ROWS 256
#define KINDRED_PAIR_TILE_COLUMNS KINDRED_PAIR_PRODUCTS_COLUMNS

/* Points that lie far from the others are compared directly, which costs some 20 times as much as by products. */
#define KINDRED_PAIR_TILES_TOO_MANY_OUTLYING(n) ((n) / 32)

/* Of kindred_pair_search(). */
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
} KindredPairTiles;

/* One of its threads. */
typedef struct
{
  KindredPairTiles *tiles;
  int index;
  gsize top;                     /* row of the tile at hand */
  gsize left;                    /* point that is column 0 of what is looked at */
  float *products;               /* of a tile; allocated when needed */
  KindredRoundedPoints *passing; /* columns of the tile, or NULL */
} KindredPairWorker;

/* Of a tile; what is rounded in passing meets all rows at once. */
gsize kindred_pair_tiles_get_rows (const KindredPairTiles *self);

/* Some thread has found that @point is not finite or too large. */
void kindred_pair_tiles_note_invalid (KindredPairTiles *self, gsize point);

/* For KindredSieve.found. */
void kindred_pair_tiles_sifted_cb (gsize r, gsize column, KindredSieveAnswer answer, gpointer worker);

/* Reports the pairs of the rows from @top and the points from @left. */
void kindred_pair_worker_search (KindredPairWorker *self, gsize top, gsize left);

/* What the tiles have left behind. */
void kindred_pair_worker_clear (KindredPairWorker *self);

G_END_DECLS
