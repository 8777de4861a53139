/* kindred-sieve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-sieve.h"

#include <cblas.h>
#include <float.h>
#include <math.h>
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

/* Sums begin with these so that a pair is never, or always selected. */
#define NEVER (-(1 << 28))
#define ALWAYS (1 << 28)

struct _KindredSieve
{
  const KindredSieveKernel *kernel;
  const float *points;
  gsize n;
  gsize dimension;
  double eps;

  float *mean;
  float *axes;     /* dimension x dimension, or NULL for no rotation */
  double step;     /* between integers */
  gsize padded;    /* elements of a row of integers */
  gsize n_quads;   /* of the first coordinates, on which pairs are selected */
  gint8 *integers; /* n x padded */
  guint8 *panels;  /* the first coordinates once more, for the kernel */
  gint32 *lengths; /* squared, of all coordinates */
  gint32 *row_start;
  gint32 *column_start;
  guint8 *outlying; /* does not fit the integers: never ruled out */

  GMutex lock;
  double largest_error;
  gsize n_outlying;

  gint32 may_be; /* largest squared integer distance of a pair within the radius */
  gint32 surely; /* smaller or equal: within the radius; or -1 */
};

/* ---- loading ---- */

static gint32
product (const gint8 *a, const gint8 *b, gsize n)
{
  gint32 total = 0;

  for (gsize k = 0; k < n; k++)
    total += a[k] * b[k];

  return total;
}

/* Centred and turned points. */
static void
rotate (const KindredSieve *self, const float *points, gsize n, float *centred, float *rotated)
{
  gsize dimension = self->dimension;

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < dimension; k++)
      centred[i * dimension + k] = points[i * dimension + k] - self->mean[k];

  if (self->axes == NULL)
    memcpy (rotated, centred, n * dimension * sizeof (float));
  else
    cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, n, dimension, dimension, 1, centred, dimension, self->axes,
                 dimension, 0, rotated, dimension);
}

/* Returns: how far the integers are off, squared */
static double
round_point (const KindredSieve *self, const float *rotated, gint8 *integers)
{
  double error = 0;
  float largest = self->kernel->largest;

  for (gsize k = 0; k < self->dimension; k++)
    {
      float scaled = rotated[k] / (float) self->step;
      float clamped = CLAMP (scaled, -largest, largest);
      int rounded = (int) (clamped + (clamped < 0 ? -0.5f : 0.5f));
      float difference = scaled - rounded;

      integers[k] = rounded;
      error += difference * difference;
    }

  return error * self->step * self->step;
}

/* In the rotation, each coordinate is off by the rounding of a sum of products at most (Higham: Accuracy and Stability
 * of Numerical Algorithms, section 3.1); the axes are rounded, too, and so is what is subtracted. */
static double
bound_rotation_error (const KindredSieve *self, const float *centred)
{
  double length = cblas_snrm2 (self->dimension, centred, 1);

  return (self->dimension + 8) * sqrt (self->dimension) * FLT_EPSILON * length;
}

static void
load_point (KindredSieve *self, gsize i, const float *centred, const float *rotated, double *largest_error)
{
  gint8 *integers = self->integers + i * self->padded;
  gsize n_first = 4 * self->n_quads;
  gint32 first, sum = 0;
  double error;

  error = sqrt (round_point (self, rotated, integers)) * (1 + 1e-3) + bound_rotation_error (self, centred);
  for (gsize k = 0; k < n_first; k++)
    sum += integers[k];

  /* Unless it was clamped, no coordinate is off by more than half a step. */
  self->outlying[i] = !(error < 0.52 * self->step * sqrt (self->dimension));
  if (!self->outlying[i])
    *largest_error = MAX (*largest_error, error);

  first = product (integers, integers, n_first);
  self->lengths[i] = product (integers, integers, self->padded);
  self->row_start[i] = self->outlying[i] ? ALWAYS : -(first / 2) - self->kernel->bias * sum;
  self->column_start[i] = self->outlying[i] ? ALWAYS : -(first / 2);
}

static void
pack_panel (KindredSieve *self, gsize first)
{
  guint8 *panel = self->panels + first * 4 * self->n_quads;

  for (gsize q = 0; q < self->n_quads; q++)
    for (gsize c = 0; c < KINDRED_SIEVE_COLUMNS; c++)
      for (gsize k = 0; k < 4; k++)
        *panel++ = self->integers[(first + c) * self->padded + 4 * q + k] + self->kernel->bias;
}

void
kindred_sieve_load (KindredSieve *self, gsize first, gsize n_points)
{
  gsize dimension = self->dimension, n_outlying = 0;
  g_autofree float *centred = g_new (float, KINDRED_SIEVE_COLUMNS *dimension);
  g_autofree float *rotated = g_new (float, KINDRED_SIEVE_COLUMNS *dimension);
  double largest_error = 0;

  for (gsize start = first; start < first + n_points; start += KINDRED_SIEVE_COLUMNS)
    {
      gsize n = MIN (KINDRED_SIEVE_COLUMNS, first + n_points - start);

      rotate (self, self->points + start * dimension, n, centred, rotated);
      for (gsize i = 0; i < n; i++)
        {
          load_point (self, start + i, centred + i * dimension, rotated + i * dimension, &largest_error);
          n_outlying += self->outlying[start + i];
        }
      pack_panel (self, start);
    }

  g_mutex_lock (&self->lock);
  self->largest_error = MAX (self->largest_error, largest_error);
  self->n_outlying += n_outlying;
  g_mutex_unlock (&self->lock);
}

gboolean
kindred_sieve_finish (KindredSieve *self)
{
  double far = (self->eps + 2 * self->largest_error) / self->step;
  double near = (self->eps - 2 * self->largest_error) / self->step;

  /* Above all distances of integers that there are. */
  far = MIN (far * far * (1 + 1e-9), 1 << 28);
  near = MIN (near > 0 ? near * near * (1 - 1e-9) : -1, 1 << 28);
  self->may_be = (gint32) ceil (far);
  self->surely = (gint32) floor (near);

  for (gsize i = 0; i < self->n; i++)
    if (!self->outlying[i])
      self->row_start[i] += self->may_be / 2 + 1;

  return self->n_outlying <= self->n / 64;
}

/* ---- creating ---- */

/* Points from everywhere. */
static float *
take_sample (const KindredSieve *self, gsize n_sample)
{
  gsize dimension = self->dimension;
  float *sample = g_new (float, n_sample *dimension);

  for (gsize s = 0; s < n_sample; s++)
    memcpy (sample + s * dimension, self->points + s * self->n / n_sample * dimension, dimension * sizeof (float));

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
choose_step (const KindredSieve *self, const float *sample, gsize n_sample)
{
  g_autofree float *largest = g_new0 (float, n_sample);

  for (gsize s = 0; s < n_sample; s++)
    for (gsize k = 0; k < self->dimension; k++)
      largest[s] = MAX (largest[s], fabsf (sample[s * self->dimension + k]));
  qsort (largest, n_sample, sizeof *largest, compare_floats);

  return MIN (1.1 * largest[n_sample - 1], 2 * largest[n_sample * 99 / 100]) / self->kernel->largest;
}

/* The more coordinates, the fewer pairs need a second look: where is the least work? */
static gsize
choose_n_quads (const KindredSieve *self, const float *sample, gsize n_sample)
{
  gsize n_choices = self->padded / 16;
  g_autofree gsize *n_left = g_new0 (gsize, n_choices);
  gsize n_pairs = n_sample / 2, best = n_choices - 1;
  double limit = self->eps * self->eps * ROUNDING_MARGIN;
  double least = G_MAXDOUBLE;

  for (gsize p = 0; p < n_pairs; p++)
    {
      const float *a = sample + p * self->dimension, *b = sample + (n_sample - 1 - p) * self->dimension;
      double total = 0;

      for (gsize k = 0; k < self->padded; k++)
        {
          total += k < self->dimension ? (a[k] - b[k]) * (a[k] - b[k]) : 0;
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
mix_axes (KindredSieve *self, gsize first, gsize n_axes)
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
choose_axes (KindredSieve *self, const float *sample, gsize n_sample)
{
  gsize dimension = self->dimension;
  g_autofree float *centred = g_new (float, n_sample *dimension);
  g_autofree float *rotated = g_new (float, n_sample *dimension);
  gsize n_first;

  self->mean = kindred_principal_axes_mean (sample, n_sample, dimension);
  if (dimension <= LARGEST_ROTATION)
    self->axes = kindred_principal_axes (sample, n_sample, dimension);
  rotate (self, sample, n_sample, centred, rotated);
  self->n_quads = choose_n_quads (self, rotated, n_sample);

  if (self->axes != NULL)
    {
      n_first = MIN (4 * self->n_quads, dimension);
      mix_axes (self, 0, n_first);
      mix_axes (self, n_first, dimension - n_first);
      rotate (self, sample, n_sample, centred, rotated);
    }
  self->step = choose_step (self, rotated, n_sample);
}

static void
allocate (KindredSieve *self)
{
  gsize n = (self->n + KINDRED_SIEVE_COLUMNS - 1) / KINDRED_SIEVE_COLUMNS * KINDRED_SIEVE_COLUMNS;

  self->integers = g_new0 (gint8, n * self->padded);
  self->panels = g_new (guint8, n * 4 * self->n_quads);
  self->lengths = g_new0 (gint32, n);
  self->row_start = g_new (gint32, n);
  self->column_start = g_new (gint32, n);
  self->outlying = g_new0 (guint8, n);
  for (gsize i = self->n; i < n; i++)
    self->row_start[i] = self->column_start[i] = 2 * NEVER;
}

KindredSieve *
kindred_sieve_new (const KindredSieveKernel *kernel, const float *points, gsize n, gsize dimension, double eps)
{
  g_autoptr (KindredSieve) self = g_new0 (KindredSieve, 1);
  gsize n_sample = MIN (SAMPLE, n);
  g_autofree float *sample = NULL;

  g_return_val_if_fail (n > 0 && dimension > 0, NULL);

  self->kernel = kernel;
  self->points = points;
  self->n = n;
  self->dimension = dimension;
  self->eps = eps;
  self->padded = (dimension + KINDRED_SIEVE_PADDING - 1) / KINDRED_SIEVE_PADDING * KINDRED_SIEVE_PADDING;
  g_mutex_init (&self->lock);

  sample = take_sample (self, n_sample);
  choose_axes (self, sample, n_sample);
  /* Where float32 loses or exceeds its range, the bounds of its errors do not hold. */
  if (!(self->step > 1e-15 && self->step < 1e15))
    return NULL;

  allocate (self);

  return g_steal_pointer (&self);
}

void
kindred_sieve_free (KindredSieve *self)
{
  g_mutex_clear (&self->lock);
  g_free (self->mean);
  g_free (self->axes);
  g_free (self->integers);
  g_free (self->panels);
  g_free (self->lengths);
  g_free (self->row_start);
  g_free (self->column_start);
  g_free (self->outlying);
  g_free (self);
}

/* ---- sifting ---- */

typedef struct
{
  gint32 row;
  gint32 column;
} Candidate;

/* Candidates are gathered before a second look is taken at them, so that their integers are on the way from memory. */
typedef struct
{
  const KindredSieve *sieve;
  KindredSieveFunc found;
  gpointer user_data;
  gsize n;
  Candidate candidates[4 * KINDRED_SIEVE_ROWS * KINDRED_SIEVE_COLUMNS];
} Sifter;

static void
look_again (const Sifter *sifter, gint32 row, gint32 column)
{
  const KindredSieve *self = sifter->sieve;
  gint32 squared;

  if (self->outlying[row] || self->outlying[column])
    {
      sifter->found (row, column, KINDRED_SIEVE_UNSURE, sifter->user_data);
      return;
    }

  squared = self->kernel->multiply (self->integers + row * self->padded, self->integers + column * self->padded,
                                    self->padded);
  squared = self->lengths[row] + self->lengths[column] - 2 * squared;
  if (squared <= self->surely)
    sifter->found (row, column, KINDRED_SIEVE_WITHIN, sifter->user_data);
  else if (squared <= self->may_be)
    sifter->found (row, column, KINDRED_SIEVE_UNSURE, sifter->user_data);
}

static void
look_at_candidates (Sifter *sifter)
{
  for (gsize k = 0; k < sifter->n; k++)
    look_again (sifter, sifter->candidates[k].row, sifter->candidates[k].column);
  sifter->n = 0;
}

static void
add_candidate (Sifter *sifter, gint32 row, gint32 column)
{
  const KindredSieve *self = sifter->sieve;

  for (gsize k = 0; k < self->padded; k += 64)
    {
      __builtin_prefetch (self->integers + row * self->padded + k);
      __builtin_prefetch (self->integers + column * self->padded + k);
    }
  sifter->candidates[sifter->n++] = (Candidate){ row, column };
}

static void
sift_rows (Sifter *sifter, const gint32 *rows, gsize n_rows, gsize left, gsize n_columns)
{
  const KindredSieve *self = sifter->sieve;
  const gint8 *integers[KINDRED_SIEVE_ROWS];
  gint32 row_start[KINDRED_SIEVE_ROWS];
  guint64 selected[KINDRED_SIEVE_ROWS];

  for (gsize r = 0; r < KINDRED_SIEVE_ROWS; r++)
    {
      gint32 row = rows[MIN (r, n_rows - 1)];

      integers[r] = self->integers + row * self->padded;
      row_start[r] = self->row_start[row];
    }

  self->kernel->select_pairs (integers, row_start, self->panels + left * 4 * self->n_quads, self->column_start + left,
                              self->n_quads, selected);

  for (gsize r = 0; r < n_rows; r++)
    for (guint64 bits = selected[r]; bits != 0; bits &= bits - 1)
      {
        gsize column = __builtin_ctzll (bits);

        if (column < n_columns)
          add_candidate (sifter, rows[r], left + column);
      }

  if (sifter->n > G_N_ELEMENTS (sifter->candidates) - KINDRED_SIEVE_ROWS * KINDRED_SIEVE_COLUMNS)
    look_at_candidates (sifter);
}

void
kindred_sieve_sift (const KindredSieve *self, const gint32 *rows, gsize n_rows, gsize left, gsize n_columns,
                    KindredSieveFunc found, gpointer user_data)
{
  Sifter sifter;

  sifter.sieve = self;
  sifter.found = found;
  sifter.user_data = user_data;
  sifter.n = 0;

  for (gsize c = 0; c < n_columns; c += KINDRED_SIEVE_COLUMNS)
    for (gsize r = 0; r < n_rows; r += KINDRED_SIEVE_ROWS)
      sift_rows (&sifter, rows + r, MIN (KINDRED_SIEVE_ROWS, n_rows - r), left + c,
                 MIN (KINDRED_SIEVE_COLUMNS, n_columns - c));
  look_at_candidates (&sifter);
}
