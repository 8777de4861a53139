/* kindred-pair-products.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-pair-products.h"

#include <cblas.h>
#include <float.h>
#include <math.h>

/* With so many rows at a time the products fit the second-level cache. */
#define COLUMNS KINDRED_PAIR_PRODUCTS_COLUMNS
#define ROWS (KINDRED_PAIR_PRODUCTS_BUFFER / COLUMNS)

/* Divides COLUMNS. */
#define COLUMNS_AT_ONCE 16

/* Of every point half its squared length.
 *
 * Returns: the first that is not finite or too large, or G_MAXSIZE */
static gsize
measure (const float *points, gsize n, gsize dimension, float *half_norms, double *largest_norm)
{
  gsize first_invalid = G_MAXSIZE;

  for (gsize i = 0; i < n; i++)
    {
      const float *point = points + i * dimension;
      double total = cblas_dsdot (dimension, point, 1, point, 1);

      if (!(total < KINDRED_PAIR_PRODUCTS_LARGEST))
        first_invalid = MIN (first_invalid, i);
      half_norms[i] = total / 2;
      *largest_norm = MAX (*largest_norm, total);
    }

  return first_invalid;
}

/* Whether there is one that may be within the radius, of as many as a processor compares at a time. */
static gboolean
is_any_large (const float *products, const float *half_norms, float rest)
{
  int any = 0;

  for (int k = 0; k < COLUMNS_AT_ONCE; k++)
    any |= products[k] - half_norms[k] >= rest;

  return any;
}

static void
look_at_row (const KindredPairProducts *self, gsize row, const float *products, const float *half_norms, float rest)
{
  for (gsize first = 0; first < self->n_columns; first += COLUMNS_AT_ONCE)
    if (is_any_large (products + first, half_norms + first, rest))
      for (gsize c = first; c < MIN (first + COLUMNS_AT_ONCE, self->n_columns); c++)
        if (products[c] - half_norms[c] >= rest)
          self->found (row, c, self->user_data);
}

/* Single precision products tell which pairs may be within the radius.  Products of float32 are off by at most as much
 * as Higham's bound for sums of products says (Accuracy and Stability of Numerical Algorithms, section 3.1), in
 * whatever order they are added, and by what is too small for float32; so are the few sums here. */
static void
multiply_rows (const KindredPairProducts *self, gsize top, gsize n_rows, const float *half_norms, double largest_norm)
{
  gsize dimension = self->dimension;
  const float *rows = self->rows + top * dimension;
  float row_half_norms[ROWS];
  double slack, limit;

  measure (rows, n_rows, dimension, row_half_norms, &largest_norm);
  slack = (dimension + 16) * (FLT_EPSILON * largest_norm + FLT_MIN);
  limit = self->eps * self->eps * (1 + 4 * FLT_EPSILON) + slack;

  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, n_rows, self->n_columns, dimension, 1, rows, dimension,
               self->columns, dimension, 0, self->buffer, COLUMNS);

  for (gsize r = 0; r < n_rows; r++)
    look_at_row (self, top + r, self->buffer + r * COLUMNS, half_norms, row_half_norms[r] - limit / 2);
}

gsize
kindred_pair_products_multiply (const KindredPairProducts *self)
{
  float half_norms[COLUMNS];
  double largest_norm = 0;
  gsize first_invalid;

  first_invalid = measure (self->columns, self->n_columns, self->dimension, half_norms, &largest_norm);
  for (gsize c = self->n_columns; c < COLUMNS; c++)
    half_norms[c] = INFINITY;

  for (gsize top = 0; top < self->n_rows; top += ROWS)
    multiply_rows (self, top, MIN (ROWS, self->n_rows - top), half_norms, largest_norm);

  return first_invalid;
}
