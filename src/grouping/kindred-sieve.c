/* kindred-sieve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-sieve.h"

#include <math.h>

/* Above all distances of integers that there are. */
#define FARTHEST (1 << 28)

/* Candidates are gathered before a second look is taken at them, so that their integers are on the way from memory. */
typedef struct
{
  gsize row;
  gint32 rounded_row;
  gint32 column;
} Candidate;

typedef struct
{
  const KindredSieve *sieve;
  gsize n;
  Candidate candidates[4 * KINDRED_SIEVE_ROWS * KINDRED_SIEVE_COLUMNS];
} Sifter;

void
kindred_sieve_set_radius (KindredSieve *self, double eps)
{
  double error = self->rows->largest_error + self->columns->largest_error;
  double far = (eps + error) / self->rows->rounding->step;
  double near = (eps - error) / self->rows->rounding->step;

  self->may_be = (gint32) ceil (MIN (far * far * (1 + 1e-9), FARTHEST));
  self->surely = (gint32) floor (MIN (near > 0 ? near * near * (1 - 1e-9) : -1, FARTHEST));
}

static const gint8 *
get_integers (const KindredRoundedPoints *points, gint32 i)
{
  return points->integers + i * points->rounding->padded;
}

static void
look_again (const KindredSieve *self, const Candidate *candidate)
{
  const KindredRoundedPoints *rows = self->rows, *columns = self->columns;
  gint32 row = candidate->rounded_row, column = candidate->column, squared;

  if (rows->outlying[row] || columns->outlying[column])
    {
      self->found (candidate->row, column, KINDRED_SIEVE_UNSURE, self->user_data);
      return;
    }

  squared = rows->rounding->kernel->multiply (get_integers (rows, row), get_integers (columns, column),
                                              rows->rounding->padded);
  squared = rows->lengths[row] + columns->lengths[column] - 2 * squared;
  if (squared <= self->surely)
    self->found (candidate->row, column, KINDRED_SIEVE_WITHIN, self->user_data);
  else if (squared <= self->may_be)
    self->found (candidate->row, column, KINDRED_SIEVE_UNSURE, self->user_data);
}

static void
look_at_candidates (Sifter *sifter)
{
  for (gsize k = 0; k < sifter->n; k++)
    look_again (sifter->sieve, &sifter->candidates[k]);
  sifter->n = 0;
}

static void
add_candidate (Sifter *sifter, gsize row, gint32 rounded_row, gint32 column)
{
  const KindredSieve *self = sifter->sieve;

  for (gsize k = 0; k < self->rows->rounding->padded; k += 64)
    {
      __builtin_prefetch (get_integers (self->rows, rounded_row) + k);
      __builtin_prefetch (get_integers (self->columns, column) + k);
    }
  sifter->candidates[sifter->n++] = (Candidate){ row, rounded_row, column };
}

static gint32
get_rounded_row (const KindredSieve *self, gsize row)
{
  return self->which != NULL ? self->which[row] : (gint32) row;
}

static void
sift_rows (Sifter *sifter, gsize top, gsize n_rows, gsize left, gsize n_columns)
{
  const KindredSieve *self = sifter->sieve;
  const KindredRounding *rounding = self->rows->rounding;
  const gint8 *integers[KINDRED_SIEVE_ROWS];
  gint32 row_start[KINDRED_SIEVE_ROWS];
  guint64 selected[KINDRED_SIEVE_ROWS];

  for (gsize r = 0; r < KINDRED_SIEVE_ROWS; r++)
    {
      gint32 row = get_rounded_row (self, top + MIN (r, n_rows - 1));

      integers[r] = get_integers (self->rows, row);
      row_start[r] = self->rows->row_start[row] + self->may_be / 2 + 1;
    }

  rounding->kernel->select_pairs (integers, row_start, self->columns->panels + left * 4 * rounding->n_quads,
                                  self->columns->column_start + left, rounding->n_quads, selected);

  for (gsize r = 0; r < n_rows; r++)
    for (guint64 bits = selected[r]; bits != 0; bits &= bits - 1)
      {
        gsize column = __builtin_ctzll (bits);

        if (column < n_columns)
          add_candidate (sifter, top + r, get_rounded_row (self, top + r), left + column);
      }

  if (sifter->n > G_N_ELEMENTS (sifter->candidates) - KINDRED_SIEVE_ROWS * KINDRED_SIEVE_COLUMNS)
    look_at_candidates (sifter);
}

void
kindred_sieve_sift (const KindredSieve *self, gsize top, gsize n_rows, gsize left, gsize n_columns)
{
  Sifter sifter;

  sifter.sieve = self;
  sifter.n = 0;

  for (gsize c = 0; c < n_columns; c += KINDRED_SIEVE_COLUMNS)
    for (gsize r = 0; r < n_rows; r += KINDRED_SIEVE_ROWS)
      sift_rows (&sifter, top + r, MIN (KINDRED_SIEVE_ROWS, n_rows - r), left + c,
                 MIN (KINDRED_SIEVE_COLUMNS, n_columns - c));
  look_at_candidates (&sifter);
}
