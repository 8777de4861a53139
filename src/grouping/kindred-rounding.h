/* kindred-rounding.h - how points become rows of small integers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "kindred-sieve-kernels.h"

G_BEGIN_DECLS

/**
 * KindredRounding:
 * @kernel: does it
 * @dimension: of the points
 * @padded: elements of a row of integers; those beyond @dimension are zeros
 * @n_quads: of the first elements, on which pairs are selected
 * @axes: (nullable): @dimension x @dimension, orthonormal: to these the points are turned before
 * @centre: of the turned points; @padded elements
 * @centre_length: its length
 * @step: between integers
 * @ones: @padded times 1: a product with these is a sum
 *
 * Chosen for points of which some were seen.  None of it makes a result wrong: how far off the integers of a point are
 * is bounded for each of them.
 */
typedef struct
{
  const KindredSieveKernel *kernel;
  gsize dimension;
  gsize padded;
  gsize n_quads;
  float *axes;
  float *centre;
  double centre_length;
  double step;
  gint8 *ones;
} KindredRounding;

/**
 * kindred_rounding_new:
 * @points: @n rows of @dimension float32, one at least
 * @eps: the radius that matters
 * @turn: to the principal axes, so that fewer elements tell the same; costs as much as to compare each point with
 *   @dimension others
 *
 * Returns: (nullable): NULL if these points are no case for it: too large or too small numbers
 */
KindredRounding *kindred_rounding_new (const KindredSieveKernel *kernel, const float *points, gsize n, gsize dimension,
                                       double eps, gboolean turn);
void kindred_rounding_free (KindredRounding *self);

/**
 * kindred_rounding_turn:
 * @buffer: @n x @padded floats; those beyond @dimension in each row are zeros, and stay
 *
 * Returns: (transfer none): the turned points, @padded floats each: @buffer, or @points where nothing is to be done
 */
const float *kindred_rounding_turn (const KindredRounding *self, const float *points, gsize n, float *buffer);

/* By how much float32 may have falsified a turned point, less its centre, at most. */
double kindred_rounding_bound_error (const KindredRounding *self, double length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredRounding, kindred_rounding_free)

G_END_DECLS
