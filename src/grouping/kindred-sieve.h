/* kindred-sieve.h - rules out the pairs that are surely too far apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "kindred-rounded-points.h"

G_BEGIN_DECLS

/* Most pairs of faces are far apart, and little is needed to see that.  The points are rounded to small integers, of
 * which a processor multiplies many at once; perhaps turned to their principal axes before, so that the first
 * coordinates say the most about a distance (turning keeps distances).  A pair is ruled out when the integer distance
 * over the first coordinates alone is above the radius plus all that rounding may have changed; of the rest, the
 * distance over all coordinates decides.  What is left over is either surely within, or so close to the radius that the
 * caller has to look at the points themselves.  No pair within the radius is ever lost: every error is bounded. */

typedef enum
{
  KINDRED_SIEVE_WITHIN,
  KINDRED_SIEVE_UNSURE,
} KindredSieveAnswer;

/* @row counts from the first of KindredSieve.which, @column is one of KindredSieve.columns. */
typedef void (*KindredSieveFunc) (gsize row, gsize column, KindredSieveAnswer answer, gpointer user_data);

/**
 * KindredSieve:
 * @rows: rounded points
 * @which: (nullable): which of these are rows; NULL for all
 * @columns: rounded points, perhaps the same, of the same rounding
 * @may_be: set by kindred_sieve_set_radius(): the largest squared integer distance of a pair within the radius
 * @surely: the same: smaller or equal is within the radius; or -1
 * @found: receives the pairs
 * @user_data: for @found
 */
typedef struct
{
  const KindredRoundedPoints *rows;
  const gint32 *which;
  const KindredRoundedPoints *columns;
  gint32 may_be;
  gint32 surely;
  KindredSieveFunc found;
  gpointer user_data;
} KindredSieve;

/* All points are loaded by now. */
void kindred_sieve_set_radius (KindredSieve *self, double eps);

/* Calls @found for all pairs of @n_rows rows from @top and @n_columns columns from @left, a multiple of
 * KINDRED_SIEVE_COLUMNS, that may be within the radius. */
void kindred_sieve_sift (const KindredSieve *self, gsize top, gsize n_rows, gsize left, gsize n_columns);

G_END_DECLS
