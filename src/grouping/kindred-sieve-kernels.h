/* kindred-sieve-kernels.h - many products of small integers at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A kernel multiplies so many rows at once by a panel of so many columns. */
#define KINDRED_SIEVE_ROWS 4
#define KINDRED_SIEVE_COLUMNS 64

/* Dimensions are padded with zeros to a multiple of this. */
#define KINDRED_SIEVE_PADDING 32

/**
 * KindredSieveKernel:
 * @name: the instructions that it uses
 * @largest: elements are -@largest to @largest; the most that cannot overflow
 * @bias: is added to the elements of panels, which are unsigned
 * @select_pairs: see below
 * @multiply: the product of two rows of @n elements, a multiple of 16
 * @round: see below
 *
 * @select_pairs starts each sum with @row_start[r] + @column_start[c], adds the product of row r and column c over the
 * first 4 x @n_quads elements, @n_quads being even, and sets bit c of @selected[r] if the sum is not negative.
 *
 * @round makes integers of (@x - @centre) x @scale, clamped to @largest, @n being a multiple of KINDRED_SIEVE_PADDING;
 * it says how far off they are, in steps, and how long @x is, both squared.
 *
 * A panel holds KINDRED_SIEVE_COLUMNS columns: their elements 0 to 3, column by column, then 4 to 7, and so on.
 */
typedef struct
{
  const char *name;
  int largest;
  int bias;
  void (*select_pairs) (const gint8 *const rows[KINDRED_SIEVE_ROWS], const gint32 row_start[KINDRED_SIEVE_ROWS],
                        const guint8 *panel, const gint32 column_start[KINDRED_SIEVE_COLUMNS], gsize n_quads,
                        guint64 selected[KINDRED_SIEVE_ROWS]);
  gint32 (*multiply) (const gint8 *a, const gint8 *b, gsize n);
  void (*round) (const float *x, const float *centre, float scale, gsize n, gint8 *integers, float *squared_error,
                 float *squared_length);
} KindredSieveKernel;

/* The kernels that this processor can run, the fastest first; ends with NULL. */
const KindredSieveKernel *const *kindred_sieve_kernels_get (void);

G_END_DECLS
