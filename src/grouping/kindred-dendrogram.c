/* kindred-dendrogram.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-dendrogram-private.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#include "base/kindred-error.h"

#define STEPS_PER_CHECK 64

typedef struct
{
  gsize n;
  const float *points; /* n rows */
  gsize dimension;
  const gint32 *photo; /* or NULL */
  double *squares;     /* per point */
  float *distances;    /* n x n, squared */
  gint32 *size;        /* of groups, by the face that stands for them */
  gint32 *active;      /* those that there are, in ascending order */
  gint32 n_active;
  gint32 *chain;
  gint32 n_chain;
  KindredDendrogram *dendrogram;
} Linkage;

static void
linkage_clear (Linkage *self)
{
  g_clear_pointer (&self->squares, g_free);
  g_clear_pointer (&self->distances, g_free);
  g_clear_pointer (&self->size, g_free);
  g_clear_pointer (&self->active, g_free);
  g_clear_pointer (&self->chain, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Linkage, linkage_clear)

static void
add_merge (KindredDendrogram *self, float height, gint32 a, gint32 b)
{
  self->merges[self->n_merges++] = (KindredMerge){ height, a, b };
}

/* ---- distances ---- */

static double *
square_points (const float *points, gsize n, gsize dimension, double *total)
{
  double *squares = g_new (double, MAX (n, 1));

  *total = 0;
  for (gsize i = 0; i < n; i++)
    {
      squares[i] = cblas_dsdot (dimension, points + i * dimension, 1, points + i * dimension, 1);
      *total += squares[i];
    }

  return squares;
}

/* Strangers' embeddings are about at right angles. */
static void
fill_distances (Linkage *self, double strangers)
{
  gsize n = self->n;

  cblas_ssyrk (CblasRowMajor, CblasUpper, CblasNoTrans, n, self->dimension, -2, self->points, self->dimension, 0,
               self->distances, n);

  for (gsize i = 0; i < n; i++)
    for (gsize k = i; k < n; k++)
      {
        float squared = (float) MAX (self->squares[i] + self->squares[k] + self->distances[i * n + k], 0);

        if (self->photo != NULL && self->photo[i] == self->photo[k])
          squared = (float) MAX (squared, strangers);
        self->distances[i * n + k] = squared;
        self->distances[k * n + i] = squared;
      }
}

/* ---- linking ---- */

/* Of equals the one that the chain comes from, so that it ends. */
static gint32
find_nearest (const Linkage *self, gint32 face, gint32 previous, float *distance)
{
  const float *row = self->distances + (gsize) face * self->n;
  gint32 nearest = previous;
  float best = previous >= 0 ? row[previous] : INFINITY;

  for (gint32 i = 0; i < self->n_active; i++)
    {
      gint32 other = self->active[i];

      if (row[other] < best && other != face)
        {
          best = row[other];
          nearest = other;
        }
    }

  *distance = best;

  return nearest;
}

static void
deactivate (Linkage *self, gint32 face)
{
  gint32 at = 0;

  while (self->active[at] != face)
    at++;
  self->n_active--;
  memmove (self->active + at, self->active + at + 1, (self->n_active - at) * sizeof *self->active);
}

static void
merge (Linkage *self, gint32 a, gint32 b, float height)
{
  float *row = self->distances + (gsize) a * self->n;
  const float *other_row = self->distances + (gsize) b * self->n;
  float total = self->size[a] + self->size[b];
  float share = self->size[a] / total, other_share = self->size[b] / total;

  add_merge (self->dendrogram, height, a, b);
  deactivate (self, b);
  self->size[a] += self->size[b];

  for (gint32 i = 0; i < self->n_active; i++)
    {
      gint32 other = self->active[i];

      row[other] = share * row[other] + other_share * other_row[other];
      self->distances[(gsize) other * self->n + a] = row[other];
    }
}

static void
grow_chain (Linkage *self)
{
  gint32 tip, previous, nearest;
  float distance;

  if (self->n_chain == 0)
    self->chain[self->n_chain++] = self->active[0];

  tip = self->chain[self->n_chain - 1];
  previous = self->n_chain > 1 ? self->chain[self->n_chain - 2] : -1;
  nearest = find_nearest (self, tip, previous, &distance);

  if (nearest != previous)
    {
      self->chain[self->n_chain++] = nearest;
      return;
    }

  self->n_chain -= 2;
  merge (self, MIN (tip, previous), MAX (tip, previous), distance);
}

static gboolean
link_all (Linkage *self, double strangers, GCancellable *cancellable, GError **error)
{
  gsize n = self->n;

  if (n < 2)
    return TRUE;

  self->distances = g_new (float, MAX (n * n, 1));
  self->size = g_new (gint32, n);
  self->active = g_new (gint32, n);
  self->chain = g_new (gint32, n + 1);
  fill_distances (self, strangers);

  for (gsize i = 0; i < n; i++)
    {
      self->active[i] = i;
      self->size[i] = 1;
    }
  self->n_active = n;

  for (guint step = 0; self->n_active > 1; step++)
    {
      if (step % STEPS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      grow_chain (self);
    }

  return TRUE;
}

/* ---- more faces than can be linked ---- */

static gsize
get_sampled (gsize i, gsize n, gsize n_sampled)
{
  return i * n / n_sampled;
}

/* Every face that was not sampled goes with the nearest one that was. */
static gboolean
attach_others (KindredDendrogram *self, const float *points, gsize dimension, const Linkage *sample,
               GCancellable *cancellable, GError **error)
{
  g_autofree float *products = g_new (float, sample->n);
  gsize next = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      const float *point = points + i * dimension;
      double square, best = INFINITY;
      gsize nearest = 0;

      if (i % STEPS_PER_CHECK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (next < sample->n && i == get_sampled (next, self->n, sample->n))
        {
          next++;
          continue;
        }

      square = cblas_dsdot (dimension, point, 1, point, 1);
      cblas_sgemv (CblasRowMajor, CblasNoTrans, sample->n, dimension, -2, sample->points, dimension, point, 1, 0,
                   products, 1);
      for (gsize k = 0; k < sample->n; k++)
        if (sample->squares[k] + products[k] < best)
          {
            best = sample->squares[k] + products[k];
            nearest = k;
          }

      add_merge (self, (float) MAX (best + square, 0), get_sampled (nearest, self->n, sample->n), i);
    }

  return TRUE;
}

/* The linkage knows of the sample only. */
static void
rename_faces (KindredDendrogram *self, gsize n_sampled)
{
  for (gsize i = 0; i < self->n_merges; i++)
    {
      self->merges[i].a = get_sampled (self->merges[i].a, self->n, n_sampled);
      self->merges[i].b = get_sampled (self->merges[i].b, self->n, n_sampled);
    }
}

static int
compare_merges (gconstpointer a, gconstpointer b)
{
  const KindredMerge *first = a, *second = b;

  if (first->height != second->height)
    return first->height < second->height ? -1 : 1;
  if (first->a != second->a)
    return first->a < second->a ? -1 : 1;

  return first->b < second->b ? -1 : first->b > second->b;
}

static gboolean
build (KindredDendrogram *self, const float *points, gsize dimension, const gint32 *photo, GCancellable *cancellable,
       GError **error)
{
  gsize n = MIN (self->n, KINDRED_DENDROGRAM_EXACT);
  g_autofree float *sampled = g_new (float, MAX (n * dimension, 1));
  g_autofree gint32 *photos = g_new0 (gint32, MAX (n, 1));
  g_auto (Linkage) linkage = {
    .n = n, .points = sampled, .dimension = dimension, .photo = photo != NULL ? photos : NULL, .dendrogram = self
  };
  double total;

  for (gsize i = 0; i < n; i++)
    {
      gsize from = get_sampled (i, self->n, n);

      memcpy (sampled + i * dimension, points + from * dimension, dimension * sizeof *sampled);
      if (photo != NULL)
        photos[i] = photo[from];
    }

  linkage.squares = square_points (sampled, n, dimension, &total);
  if (!link_all (&linkage, 2 * total / MAX (n, 1), cancellable, error))
    return FALSE;

  rename_faces (self, n);
  if (n < self->n && !attach_others (self, points, dimension, &linkage, cancellable, error))
    return FALSE;

  qsort (self->merges, self->n_merges, sizeof *self->merges, compare_merges);

  return TRUE;
}

KindredDendrogram *
kindred_dendrogram_new (const float *points, gsize n, gsize dimension, const gint32 *photo, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (KindredDendrogram) self = NULL;

  g_return_val_if_fail (points != NULL || n == 0, NULL);
  g_return_val_if_fail (n <= G_MAXINT32, NULL);

  for (gsize i = 0; i < n * dimension; i++)
    if (!isfinite (points[i]))
      {
        g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                             "Faces cannot be compared: some hold values that are not finite");
        return NULL;
      }

  self = g_new0 (KindredDendrogram, 1);
  self->n = n;
  self->merges = g_new (KindredMerge, MAX (n, 1));

  return build (self, points, dimension, photo, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

void
kindred_dendrogram_free (KindredDendrogram *self)
{
  if (self == NULL)
    return;

  g_free (self->merges);
  g_free (self);
}

gsize
kindred_dendrogram_get_size (const KindredDendrogram *self)
{
  return self->n;
}
