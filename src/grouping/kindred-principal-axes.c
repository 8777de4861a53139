/* kindred-principal-axes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-principal-axes.h"

#include <cblas.h>

/* LAPACK, which OpenBLAS contains, has no header of its own there. */
void dsyev_ (const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
             const int *lwork, int *info);

static double *
sum_up (const float *points, gsize n, gsize dimension)
{
  double *sums = g_new0 (double, dimension);

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < dimension; k++)
      sums[k] += points[i * dimension + k];

  return sums;
}

float *
kindred_principal_axes_mean (const float *points, gsize n, gsize dimension)
{
  g_autofree double *sums = sum_up (points, n, dimension);
  float *mean = g_new (float, dimension);

  for (gsize k = 0; k < dimension; k++)
    mean[k] = (float) (sums[k] / n);

  return mean;
}

/* The upper triangle, row-major, which is the lower one to LAPACK. */
static double *
scatter (const float *points, gsize n, gsize dimension)
{
  g_autofree double *sums = sum_up (points, n, dimension);
  g_autofree double *centred = g_new (double, n *dimension);
  double *matrix = g_new0 (double, dimension *dimension);

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < dimension; k++)
      centred[i * dimension + k] = points[i * dimension + k] - sums[k] / n;

  cblas_dsyrk (CblasRowMajor, CblasUpper, CblasTrans, dimension, n, 1, centred, dimension, 0, matrix, dimension);

  return matrix;
}

float *
kindred_principal_axes (const float *points, gsize n, gsize dimension)
{
  g_autofree double *matrix = scatter (points, n, dimension);
  g_autofree double *eigenvalues = g_new (double, dimension);
  int size = dimension, n_work = 64 * dimension, info = 0;
  g_autofree double *work = g_new (double, n_work);
  float *axes;

  dsyev_ ("V", "L", &size, matrix, &size, eigenvalues, work, &n_work, &info);
  if (info != 0)
    return NULL;

  /* They come in ascending order, one after the other. */
  axes = g_new (float, dimension *dimension);
  for (gsize a = 0; a < dimension; a++)
    for (gsize k = 0; k < dimension; k++)
      axes[a * dimension + k] = (float) matrix[(dimension - 1 - a) * dimension + k];

  return axes;
}
