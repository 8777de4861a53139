/* kindred-sieve.h - rules out the pairs that are surely too far apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "kindred-sieve-kernels.h"

G_BEGIN_DECLS

/* Most pairs of faces are far apart, and little is needed to see that.  The points are turned to their principal axes,
 * so that the first coordinates say the most about a distance (turning keeps distances), and rounded to small
 * integers, of which a processor multiplies many at once.  A pair is ruled out when the integer distance over the
 * first coordinates alone is above the radius plus all that rounding may have changed; of the rest, the distance over
 * all coordinates decides.  What is left over is either surely within, or so close to the radius that the caller has to
 * look at the points themselves.  No pair within the radius is ever lost: every error is bounded.
 *
 * To use it: create, load all points (in portions, by several threads), finish, then sift by several threads. */

typedef struct _KindredSieve KindredSieve;

typedef enum
{
  KINDRED_SIEVE_WITHIN,
  KINDRED_SIEVE_UNSURE,
} KindredSieveAnswer;

/* @row and @column are points. */
typedef void (*KindredSieveFunc) (gint32 row, gint32 column, KindredSieveAnswer answer, gpointer user_data);

/**
 * kindred_sieve_new:
 * @points: @n rows of @dimension finite float32; borrowed
 * @eps: radius
 *
 * Returns: (nullable): NULL if these points are no case for a sieve: too large or too small numbers
 */
KindredSieve *kindred_sieve_new (const KindredSieveKernel *kernel, const float *points, gsize n, gsize dimension,
                                 double eps);
void kindred_sieve_free (KindredSieve *self);

/* @first is a multiple of KINDRED_SIEVE_COLUMNS, and so is @n_points but for the last points. */
void kindred_sieve_load (KindredSieve *self, gsize first, gsize n_points);

/* Returns: FALSE if so many points lie far from the others that the sieve would not help */
gboolean kindred_sieve_finish (KindredSieve *self);

/**
 * kindred_sieve_sift:
 * @rows: (array length=n_rows): points
 * @left: first column; a multiple of KINDRED_SIEVE_COLUMNS
 *
 * Calls @found for all pairs of @rows and columns that may be within the radius.
 */
void kindred_sieve_sift (const KindredSieve *self, const gint32 *rows, gsize n_rows, gsize left, gsize n_columns,
                         KindredSieveFunc found, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredSieve, kindred_sieve_free)

G_END_DECLS
