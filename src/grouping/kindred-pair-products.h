/* kindred-pair-products.h - pairs of points within a radius, by products in single precision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Squared lengths below can be computed with. */
#define KINDRED_PAIR_PRODUCTS_LARGEST (G_MAXFLOAT / 4)

#define KINDRED_PAIR_PRODUCTS_COLUMNS 512

/* Elements of KindredPairProducts.buffer. */
#define KINDRED_PAIR_PRODUCTS_BUFFER (256 * KINDRED_PAIR_PRODUCTS_COLUMNS)

typedef void (*KindredPairProductsFunc) (gsize row, gsize column, gpointer user_data);

/**
 * KindredPairProducts:
 * @rows: @n_rows points of @dimension float32
 * @columns: @n_columns points, KINDRED_PAIR_PRODUCTS_COLUMNS at most
 * @eps: radius
 * @buffer: KINDRED_PAIR_PRODUCTS_BUFFER elements, zeros when new
 * @found: receives all pairs within the radius, and some that are a little beyond it
 * @user_data: for @found
 */
typedef struct
{
  const float *rows;
  gsize n_rows;
  const float *columns;
  gsize n_columns;
  gsize dimension;
  double eps;
  float *buffer;
  KindredPairProductsFunc found;
  gpointer user_data;
} KindredPairProducts;

/* Returns: the first of the columns that is not finite or too large, whose pairs are missed, or G_MAXSIZE */
gsize kindred_pair_products_multiply (const KindredPairProducts *self);

G_END_DECLS
