/* kindred-dendrogram.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-average-linkage.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#include "base/kindred-error.h"

/* Faces that are attached between two looks at whether to go on. */
#define BATCH 1024

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

/* ---- more faces than can be linked ---- */

static gsize
get_sampled (gsize i, gsize n, gsize n_sampled)
{
  return i * n / n_sampled;
}

/* Every face that was not sampled goes with the nearest one that was. */
static gboolean
attach_others (KindredDendrogram *self, const float *points, const KindredAverageLinkage *sample,
               GCancellable *cancellable, GError **error)
{
  g_autofree float *others = g_new (float, BATCH * sample->dimension);
  gint32 faces[BATCH], nearest[BATCH];
  float squared[BATCH];
  gsize next = 0;

  for (gsize i = 0; i < self->n;)
    {
      gsize n = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      for (; i < self->n && n < BATCH; i++)
        {
          if (next < sample->n && i == get_sampled (next, self->n, sample->n))
            {
              next++;
              continue;
            }
          memcpy (others + n * sample->dimension, points + i * sample->dimension, sample->dimension * sizeof *others);
          faces[n++] = i;
        }

      kindred_average_linkage_find_nearest (sample, others, n, nearest, squared);
      for (gsize k = 0; k < n; k++)
        self->merges[self->n_merges++]
            = (KindredMerge){ squared[k], get_sampled (nearest[k], self->n, sample->n), faces[k] };
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
  g_autofree double *squares = NULL;
  KindredAverageLinkage linkage
      = { .points = sampled, .n = n, .dimension = dimension, .photo = photo != NULL ? photos : NULL };
  double total;

  for (gsize i = 0; i < n; i++)
    {
      gsize from = get_sampled (i, self->n, n);

      memcpy (sampled + i * dimension, points + from * dimension, dimension * sizeof *sampled);
      if (photo != NULL)
        photos[i] = photo[from];
    }

  squares = square_points (sampled, n, dimension, &total);
  linkage.squares = squares;
  /* Strangers' embeddings are about at right angles. */
  linkage.strangers = 2 * total / MAX (n, 1);
  if (!kindred_average_linkage (&linkage, self->merges, cancellable, error))
    return FALSE;

  self->n_merges = MAX (n, 1) - 1;
  rename_faces (self, n);
  if (n < self->n && !attach_others (self, points, &linkage, cancellable, error))
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
