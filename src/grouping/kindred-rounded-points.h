/* kindred-rounded-points.h - points as rows of small integers, and what is known of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "kindred-rounding.h"

G_BEGIN_DECLS

/**
 * KindredRoundedPoints:
 * @rounding: borrowed
 * @integers: rows of @rounding->padded
 * @panels: their first elements once more, for the kernel
 * @lengths: squared, in integers
 * @row_start: to begin the kernel's sums with
 * @column_start: the same
 * @outlying: does not fit the integers: never to be ruled out
 * @largest_error: by how much the integers are off at most, but for outlying points
 * @n_outlying: how many
 * @first_invalid: the first point that is not finite or too large, or G_MAXSIZE
 */
typedef struct
{
  const KindredRounding *rounding;
  gint8 *integers;
  guint8 *panels;
  gint32 *lengths;
  gint32 *row_start;
  gint32 *column_start;
  guint8 *outlying;

  GMutex lock; /* of these: */
  double largest_error;
  gsize n_outlying;
  gsize first_invalid;
} KindredRoundedPoints;

/* With room for @n points. */
KindredRoundedPoints *kindred_rounded_points_new (const KindredRounding *rounding, gsize n);
void kindred_rounded_points_free (KindredRoundedPoints *self);

/* Forgets all points. */
void kindred_rounded_points_reset (KindredRoundedPoints *self);

/**
 * kindred_rounded_points_load:
 * @first: where to; a multiple of KINDRED_SIEVE_COLUMNS
 * @points: @n rows of float32; @n is a multiple of KINDRED_SIEVE_COLUMNS as well, but for the last points
 *
 * May be called by several threads for different points.
 */
void kindred_rounded_points_load (KindredRoundedPoints *self, gsize first, const float *points, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredRoundedPoints, kindred_rounded_points_free)

G_END_DECLS
