/* kindred-pair-search.h - all pairs of points within a radius
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-dbscan.h"
#include "kindred-sieve-kernels.h"

G_BEGIN_DECLS

/* Called once for each pair within the radius, i < j, from several threads at once; @thread counts from 0. @squared is
 * the squared distance, by direct differences in double precision; NAN if KindredPairSearch.no_distances. */
typedef void (*KindredPairFunc) (gsize i, gsize j, double squared, int thread, gpointer user_data);

typedef enum
{
  KINDRED_PAIR_SEARCH_AUTO,
  KINDRED_PAIR_SEARCH_PRODUCTS, /* by matrix products in single precision */
  KINDRED_PAIR_SEARCH_SIEVE,    /* by KindredSieve where it can be used, all points turned and rounded before */
  KINDRED_PAIR_SEARCH_PASSING,  /* by KindredSieve where it can be used, each point rounded while it is looked at */
} KindredPairSearchMethod;

/**
 * KindredPairSearch:
 * @points: @n rows of @dimension float32
 * @n: at most G_MAXINT32
 * @dimension: columns
 * @eps: radius, inclusive
 * @rows: (nullable) (array length=n_rows): only pairs with one of these points, each named once; NULL for all pairs
 * @n_rows: how many
 * @n_threads: at most so many; 0 for all CPUs
 * @found: receives the pairs
 * @found_data: for @found
 * @no_distances: @found does not look at distances: saves most of the work on pairs that surely are within the radius
 * @progress: (nullable): called from one thread
 * @progress_data: for @progress
 * @method: normally KINDRED_PAIR_SEARCH_AUTO
 * @kernel: (nullable): for KindredSieve; NULL for the fastest
 */
typedef struct
{
  const float *points;
  gsize n;
  gsize dimension;
  double eps;
  const gint32 *rows;
  gsize n_rows;
  int n_threads;
  KindredPairFunc found;
  gpointer found_data;
  gboolean no_distances;
  KindredProgressFunc progress;
  gpointer progress_data;
  KindredPairSearchMethod method;
  const KindredSieveKernel *kernel;
} KindredPairSearch;

/* How many threads a search would use: @thread is below. */
int kindred_pair_search_get_n_threads (const KindredPairSearch *self);

/* Exact: the same pairs as by comparing all points one by one.  Blocks; cancelled within 100 ms.
 * @error: KINDRED_ERROR_INVALID_ARGUMENT for values that are not finite, eps <= 0 and the like; G_IO_ERROR_CANCELLED */
gboolean kindred_pair_search (const KindredPairSearch *self, GCancellable *cancellable, GError **error);

G_END_DECLS
