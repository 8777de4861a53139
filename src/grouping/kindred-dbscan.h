/* kindred-dbscan.h - exact DBSCAN over embeddings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KINDRED_NOISE (-1)

/* Called now and then with 0 to 1 from one of the threads at work. */
typedef void (*KindredProgressFunc) (double fraction, gpointer user_data);

/**
 * kindred_dbscan:
 * @points: (array): @n rows of @dimension float32, row-major, finite
 * @n: number of points; 0 is fine
 * @dimension: 1 to 4096
 * @eps: Euclidean radius, inclusive (distance <= eps), > 0
 * @min_samples: neighbours that make a core point, itself included, >= 1
 * @weak: (nullable) (array length=n): non-zero = may be a border point, never a core point
 * @n_threads: at most so many; 0 for all CPUs.  The result does not depend on it.
 * @labels: (out caller-allocates) (array length=n): group of each point, 0, 1, ... in the order of
 *   their first core point, or KINDRED_NOISE.  A border point within reach of several groups
 *   goes to the one whose first core point comes first, as in scikit-learn.
 * @cancellable: (nullable): heeded within 100 ms
 * @error: KINDRED_ERROR_INVALID_ARGUMENT (NaN, eps <= 0, ...), _TOO_LARGE, G_IO_ERROR_CANCELLED
 *
 * Ester, Kriegel, Sander, Xu: A density-based algorithm for discovering clusters in large spatial
 * databases with noise, KDD 1996, section 4.1.  Blocks until done; any thread.
 *
 * Returns: FALSE on error
 */
gboolean kindred_dbscan (const float *points, gsize n, gsize dimension, double eps, int min_samples, const guint8 *weak,
                         int n_threads, gint32 *labels, KindredProgressFunc progress, gpointer progress_data,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
