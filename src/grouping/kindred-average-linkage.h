/* kindred-average-linkage.h - what is alike becomes one, two at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-dendrogram-private.h"

G_BEGIN_DECLS

/**
 * KindredAverageLinkage:
 * @points: @n rows of @dimension float32
 * @squares: (array length=n): their squared lengths
 * @photo: (nullable) (array length=n): equal for faces of one photo
 * @strangers: how far faces of one photo are apart at least, squared
 */
typedef struct
{
  const float *points;
  gsize n;
  gsize dimension;
  const double *squares;
  const gint32 *photo;
  double strangers;
} KindredAverageLinkage;

/**
 * kindred_average_linkage:
 * @merges: (out caller-allocates): max (n, 1) - 1, in no particular order; each is of the first faces of two groups
 *
 * Group-average linkage of squared distances by chains of nearest neighbours: exact, n x n floats meanwhile.  Blocks;
 * any thread; uses all CPUs for the distances, on whose number nothing depends.
 */
gboolean kindred_average_linkage (const KindredAverageLinkage *self, KindredMerge *merges, GCancellable *cancellable,
                                  GError **error);

/**
 * kindred_average_linkage_find_nearest:
 * @points: @n_points rows
 * @nearest: (out caller-allocates) (array length=n_points)
 * @squared: (out caller-allocates) (array length=n_points): how far away it is
 *
 * For each of other points the nearest one of @self; the first of equals.
 */
void kindred_average_linkage_find_nearest (const KindredAverageLinkage *self, const float *points, gsize n_points,
                                           gint32 *nearest, float *squared);

G_END_DECLS
