/* kindred-principal-axes.h - the directions in which points differ most
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer full) (array length=dimension): the mean of @n rows of @dimension float32 */
float *kindred_principal_axes_mean (const float *points, gsize n, gsize dimension);

/**
 * kindred_principal_axes:
 *
 * The eigenvectors of the covariance matrix of @points, the most important first: Pearson: On lines and planes of
 * closest fit to systems of points in space, 1901; computed by LAPACK's dsyev.
 *
 * Returns: (transfer full) (nullable): @dimension rows of @dimension float32, orthonormal but for their rounding; NULL
 *   if they were not found
 */
float *kindred_principal_axes (const float *points, gsize n, gsize dimension);

G_END_DECLS
