/* kindred-library-split.c - a person's faces, prepared to be cut into groups
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "grouping/kindred-dendrogram.h"
#include "kindred-snapshot.h"

struct _KindredSplit
{
  gint64 *faces;
  gsize n_faces;
  KindredDendrogram *dendrogram;
};

void
kindred_split_free (KindredSplit *self)
{
  if (self == NULL)
    return;

  g_free (self->faces);
  g_clear_pointer (&self->dendrogram, kindred_dendrogram_free);
  g_free (self);
}

const gint64 *
kindred_split_get_faces (KindredSplit *self, gsize *n_faces)
{
  g_return_val_if_fail (self != NULL && n_faces != NULL, NULL);

  *n_faces = self->n_faces;

  return self->faces;
}

guint
kindred_split_cut (KindredSplit *self, double strictness, gint32 *label_per_face)
{
  g_return_val_if_fail (self != NULL, 0);

  return kindred_dendrogram_cut (self->dendrogram, strictness, label_per_face);
}

/* ---- preparing: in the grouping worker ---- */

static gsize
count_faces (const KindredIndexedFaces *part, gint64 person)
{
  gsize n = 0;

  for (gsize i = 0; i < part->faces->n_faces; i++)
    n += part->faces->person[i] == person;

  return n;
}

static const KindredIndexedFaces *
choose_part (KindredSnapshot *snapshot, gint64 person, gsize *n_faces)
{
  const KindredIndexedFaces *best = NULL;

  *n_faces = 0;
  for (guint i = 0; i < snapshot->parts->len; i++)
    {
      gsize n = count_faces (snapshot->parts->pdata[i], person);

      if (n > *n_faces)
        {
          *n_faces = n;
          best = snapshot->parts->pdata[i];
        }
    }

  return best;
}

static gpointer
prepare (KindredSnapshot *snapshot, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 person = *(const gint64 *) data;
  g_autoptr (KindredSplit) split = g_new0 (KindredSplit, 1);
  gsize n;
  const KindredIndexedFaces *part = choose_part (snapshot, person, &n);
  g_autofree float *points = g_new (float, n *KINDRED_EMBEDDING_SIZE + 1);
  g_autofree gint32 *photo = g_new (gint32, n + 1);

  split->faces = g_new (gint64, n + 1);
  for (gsize i = 0; part != NULL && i < part->faces->n_faces; i++)
    if (part->faces->person[i] == person)
      {
        memcpy (points + split->n_faces * KINDRED_EMBEDDING_SIZE, part->faces->embeddings + i * KINDRED_EMBEDDING_SIZE,
                KINDRED_EMBEDDING_SIZE * sizeof *points);
        photo[split->n_faces] = part->photo[i];
        split->faces[split->n_faces++] = part->faces->face[i];
      }

  split->dendrogram = kindred_dendrogram_new (points, n, KINDRED_EMBEDDING_SIZE, photo, cancellable, error);

  return split->dendrogram != NULL ? g_steal_pointer (&split) : NULL;
}

void
kindred_library_split_async (KindredLibrary *self, gint64 person, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  const KindredComputation computation = { .func = prepare,
                                           .data = g_memdup2 (&person, sizeof person),
                                           .free_data = g_free,
                                           .free_result = (GDestroyNotify) kindred_split_free,
                                           .tag = kindred_library_split_async };

  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (person > 0);

  kindred_library_compute (self, &computation, cancellable, callback, user_data);
}

KindredSplit *
kindred_library_split_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_split_async, error);
}
