/* kindred-rounding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-rounding.h"

#include <cblas.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kindred-principal-axes.h"

/* Points that tell about all. */
#define SAMPLE 2048

/* Finding principal axes takes time in proportion to the cube of the dimension. */
#define LARGEST_ROTATION 512

/* What a second look at one pair costs, in products of 64 elements. */
#define SECOND_LOOK 24

/* By how much rounding enlarges the square of the radius, more or less. */
#define ROUNDING_MARGIN 1.1

/* ---- turning ---- */

const float *
kindred_rounding_turn (const KindredRounding *self, const float *points, gsize n, float *buffer)
{
  gsize dimension = self->dimension;

  if (self->axes == NULL && dimension == self->padded)
    return points;

  if (self->axes != NULL)
    cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, n, dimension, dimension, 1, points, dimension, self->axes,
                 dimension, 0, buffer, self->padded);
  else
    for (gsize i = 0; i < n; i++)
      memcpy (buffer + i * self->padded, points + i * dimension, dimension * sizeof (float));

  return buffer;
}

/* In turning, each coordinate is off by the rounding of a sum of products at most (Higham: Accuracy and Stability of
 * Numerical Algorithms, section 3.1); the axes are rounded, too, and so is what is subtracted. */
double
kindred_rounding_bound_error (const KindredRounding *self, double length)
{
  return (self->dimension + 8) * sqrt (self->dimension) * FLT_EPSILON * (length + self->centre_length);
}

/* ---- choosing ---- */

/* Points from everywhere. */
static float *
take_sample (const float *points, gsize n, gsize dimension, gsize n_sample)
{
  float *sample = g_new (float, n_sample *dimension);

  for (gsize s = 0; s < n_sample; s++)
    memcpy (sample + s * dimension, points + s * n / n_sample * dimension, dimension * sizeof (float));

  return sample;
}

static int
compare_floats (const void *a, const void *b)
{
  float first = *(const float *) a, second = *(const float *) b;

  return first < second ? -1 : first > second;
}

/* Nearly all coordinates are to fit; a few that are far out must not make the others coarse. */
static double
choose_step (const KindredRounding *self, const float *turned, gsize n)
{
  g_autofree float *largest = g_new0 (float, n);

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < self->dimension; k++)
      largest[i] = MAX (largest[i], fabsf (turned[i * self->padded + k] - self->centre[k]));
  qsort (largest, n, sizeof *largest, compare_floats);

  return MIN (1.1 * largest[n - 1], 2 * largest[n * 99 / 100]) / self->kernel->largest;
}

/* The more coordinates, the fewer pairs need a second look: where is the least work? */
static gsize
choose_n_quads (const KindredRounding *self, const float *turned, gsize n, double eps)
{
  gsize n_choices = self->padded / 16;
  g_autofree gsize *n_left = g_new0 (gsize, n_choices);
  gsize n_pairs = n / 2, best = n_choices - 1;
  double limit = eps * eps * ROUNDING_MARGIN;
  double least = G_MAXDOUBLE;

  for (gsize p = 0; p < n_pairs; p++)
    {
      const float *a = turned + p * self->padded, *b = turned + (n - 1 - p) * self->padded;
      double total = 0;

      for (gsize k = 0; k < self->padded; k++)
        {
          total += (a[k] - b[k]) * (a[k] - b[k]);
          n_left[k / 16] += k % 16 == 15 && total <= limit;
        }
    }

  for (gsize choice = 0; choice < n_choices; choice++)
    {
      double work = (choice + 1) / 4.0 + (double) n_left[choice] / n_pairs * SECOND_LOOK;

      if (work < least)
        {
          least = work;
          best = choice;
        }
    }

  return (best + 1) * 4;
}

/* Along the first axes the points differ much more than along the others, which would make the step coarse for all.  So
 * the axes that are looked at first are mixed with each other, evenly, and the others with each other: by the discrete
 * cosine transform, which is a rotation (and perhaps a reflection), too. */
static void
mix_axes (KindredRounding *self, gsize first, gsize n_axes)
{
  gsize dimension = self->dimension;
  g_autofree float *weights = g_new (float, MAX (n_axes * n_axes, 1));
  g_autofree float *mixed = g_new (float, MAX (n_axes * dimension, 1));

  for (gsize i = 0; i < n_axes; i++)
    for (gsize k = 0; k < n_axes; k++)
      weights[i * n_axes + k] = sqrt ((i == 0 ? 1.0 : 2.0) / n_axes) * cos (G_PI / n_axes * (k + 0.5) * i);

  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, n_axes, dimension, n_axes, 1, weights, MAX (n_axes, 1),
               self->axes + first * dimension, dimension, 0, mixed, dimension);
  memcpy (self->axes + first * dimension, mixed, n_axes * dimension * sizeof (float));
}

static void
choose (KindredRounding *self, const float *sample, gsize n_sample, double eps, gboolean turn)
{
  gsize dimension = self->dimension, n_first;
  g_autofree float *buffer = g_new0 (float, n_sample * self->padded);
  g_autofree float *mean = kindred_principal_axes_mean (sample, n_sample, dimension);
  const float *turned;

  if (turn && dimension <= LARGEST_ROTATION)
    self->axes = kindred_principal_axes (sample, n_sample, dimension);
  turned = kindred_rounding_turn (self, sample, n_sample, buffer);
  self->n_quads = choose_n_quads (self, turned, n_sample, eps);

  if (self->axes != NULL)
    {
      n_first = MIN (4 * self->n_quads, dimension);
      mix_axes (self, 0, n_first);
      mix_axes (self, n_first, dimension - n_first);
      turned = kindred_rounding_turn (self, sample, n_sample, buffer);
    }

  self->centre = g_new0 (float, self->padded);
  memcpy (self->centre, kindred_rounding_turn (self, mean, 1, self->centre), dimension * sizeof (float));
  self->centre_length = cblas_snrm2 (dimension, self->centre, 1);
  self->step = choose_step (self, turned, n_sample);
  self->ones = g_new (gint8, self->padded);
  memset (self->ones, 1, self->padded);
}

KindredRounding *
kindred_rounding_new (const KindredSieveKernel *kernel, const float *points, gsize n, gsize dimension, double eps,
                      gboolean turn)
{
  g_autoptr (KindredRounding) self = g_new0 (KindredRounding, 1);
  g_autofree float *sample = NULL;

  g_return_val_if_fail (n > 0 && dimension > 0, NULL);

  self->kernel = kernel;
  self->dimension = dimension;
  self->padded = (dimension + KINDRED_SIEVE_PADDING - 1) / KINDRED_SIEVE_PADDING * KINDRED_SIEVE_PADDING;

  sample = take_sample (points, n, dimension, MIN (SAMPLE, n));
  choose (self, sample, MIN (SAMPLE, n), eps, turn);

  /* Where float32 loses or exceeds its range, the bounds of its errors do not hold. */
  if (!(self->step > 1e-15 && self->step < 1e15 && self->centre_length < 1e18))
    return NULL;

  return g_steal_pointer (&self);
}

void
kindred_rounding_free (KindredRounding *self)
{
  g_free (self->axes);
  g_free (self->centre);
  g_free (self->ones);
  g_free (self);
}
