/* kindred-rounded-points.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-rounded-points.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Sums begin with this so that a pair is always selected. */
#define ALWAYS (1 << 28)

/* Squared lengths below can be computed with. */
#define LARGEST (FLT_MAX / 4)

/* What a thread has found out about the points that it loaded. */
typedef struct
{
  double largest_error;
  gsize n_outlying;
  gsize first_invalid;
} Findings;

KindredRoundedPoints *
kindred_rounded_points_new (const KindredRounding *rounding, gsize n)
{
  KindredRoundedPoints *self = g_new0 (KindredRoundedPoints, 1);

  n = (n + KINDRED_SIEVE_COLUMNS - 1) / KINDRED_SIEVE_COLUMNS * KINDRED_SIEVE_COLUMNS;
  self->rounding = rounding;
  self->integers = g_new0 (gint8, n * rounding->padded);
  self->panels = g_new (guint8, n * 4 * rounding->n_quads);
  self->lengths = g_new0 (gint32, n);
  self->row_start = g_new0 (gint32, n);
  self->column_start = g_new0 (gint32, n);
  self->outlying = g_new0 (guint8, n);
  self->first_invalid = G_MAXSIZE;
  g_mutex_init (&self->lock);

  return self;
}

void
kindred_rounded_points_free (KindredRoundedPoints *self)
{
  g_mutex_clear (&self->lock);
  g_free (self->integers);
  g_free (self->panels);
  g_free (self->lengths);
  g_free (self->row_start);
  g_free (self->column_start);
  g_free (self->outlying);
  g_free (self);
}

void
kindred_rounded_points_reset (KindredRoundedPoints *self)
{
  self->largest_error = 0;
  self->n_outlying = 0;
  self->first_invalid = G_MAXSIZE;
}

static void
load_point (KindredRoundedPoints *self, gsize i, const float *turned, Findings *findings)
{
  const KindredRounding *rounding = self->rounding;
  gint8 *integers = self->integers + i * rounding->padded;
  gsize n_first = 4 * rounding->n_quads;
  float squared_error, squared_length;
  double error;
  gint32 first, sum;

  rounding->kernel->round (turned, rounding->centre, 1 / rounding->step, rounding->padded, integers, &squared_error,
                           &squared_length);
  if (!(squared_length < LARGEST))
    findings->first_invalid = MIN (findings->first_invalid, i);
  error = sqrt (squared_error) * rounding->step * (1 + 1e-3)
          + kindred_rounding_bound_error (rounding, sqrt (squared_length));

  /* Unless it was clamped, no coordinate is off by more than half a step. */
  self->outlying[i] = !(error < 0.52 * rounding->step * sqrt (rounding->dimension));
  if (self->outlying[i])
    findings->n_outlying++;
  else
    findings->largest_error = MAX (findings->largest_error, error);

  first = rounding->kernel->multiply (integers, integers, n_first);
  self->lengths[i]
      = first + rounding->kernel->multiply (integers + n_first, integers + n_first, rounding->padded - n_first);
  sum = rounding->kernel->multiply (integers, rounding->ones, n_first);
  self->row_start[i] = self->outlying[i] ? ALWAYS : -(first / 2) - rounding->kernel->bias * sum;
  self->column_start[i] = self->outlying[i] ? ALWAYS : -(first / 2);
}

static void
pack_panel (KindredRoundedPoints *self, gsize first)
{
  gsize padded = self->rounding->padded, n_quads = self->rounding->n_quads;
  guint8 *panel = self->panels + first * 4 * n_quads;
  const gint8 *integers = self->integers + first * padded;

  for (gsize q = 0; q < n_quads; q++, panel += 4 * KINDRED_SIEVE_COLUMNS)
    {
      for (gsize c = 0; c < KINDRED_SIEVE_COLUMNS; c++)
        memcpy (panel + 4 * c, integers + c * padded + 4 * q, 4);
      for (gsize k = 0; k < 4 * KINDRED_SIEVE_COLUMNS; k++)
        panel[k] += self->rounding->kernel->bias;
    }
}

void
kindred_rounded_points_load (KindredRoundedPoints *self, gsize first, const float *points, gsize n)
{
  const KindredRounding *rounding = self->rounding;
  g_autofree float *buffer = g_new0 (float, KINDRED_SIEVE_COLUMNS * rounding->padded);
  Findings findings = { 0, 0, G_MAXSIZE };

  for (gsize start = 0; start < n; start += KINDRED_SIEVE_COLUMNS)
    {
      gsize n_now = MIN (KINDRED_SIEVE_COLUMNS, n - start);
      const float *turned = kindred_rounding_turn (rounding, points + start * rounding->dimension, n_now, buffer);

      for (gsize i = 0; i < n_now; i++)
        load_point (self, first + start + i, turned + i * rounding->padded, &findings);
      pack_panel (self, first + start);
    }

  g_mutex_lock (&self->lock);
  self->largest_error = MAX (self->largest_error, findings.largest_error);
  self->n_outlying += findings.n_outlying;
  self->first_invalid = MIN (self->first_invalid, findings.first_invalid);
  g_mutex_unlock (&self->lock);
}
