/* kindred-chinese-whispers.h - another way to group, for comparison
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-dbscan.h"

G_BEGIN_DECLS

/**
 * kindred_chinese_whispers:
 * @points: (array): @n rows of @dimension float32
 * @n: number of points
 * @dimension: columns
 * @threshold: points at most this far apart are joined by an edge, all of the same weight
 * @n_iterations: how often each point looks at its neighbours; 20 is plenty
 * @seed: of the order in which they do; the same seed gives the same result
 * @n_threads: at most so many; 0 for all CPUs
 * @labels: (out caller-allocates) (array length=n): 0, 1, ... in the order of the first point; no noise: a point
 *   without neighbours is a group of its own
 * @error: as kindred_dbscan()
 *
 * Biemann: Chinese whispers, an efficient graph clustering algorithm and its application to natural language
 * processing problems, TextGraphs 2006, section 2.2.  Keeps all edges: memory grows with their number.  Blocks.
 */
gboolean kindred_chinese_whispers (const float *points, gsize n, gsize dimension, double threshold, int n_iterations,
                                   guint32 seed, int n_threads, gint32 *labels, GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
