/* kindred-library-split.c - a person's faces, prepared to be cut into groups
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-models.h"
#include "grouping/kindred-dendrogram.h"
#include "kindred-library-private.h"

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

double
kindred_split_find_beginning (KindredSplit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return kindred_dendrogram_find_beginning (self->dendrogram);
}

/* ---- preparing ---- */

/* Faces are compared within one encoder: that of most of them. */
static KindredGroupingFaces *
load_faces (KindredStore *store, gint64 person, GCancellable *cancellable, GError **error)
{
  const KindredEncoderInfo *const *encoders = kindred_models_get_encoders ();
  g_autoptr (KindredGroupingFaces) most = NULL;

  for (gsize i = 0; encoders[i] != NULL; i++)
    {
      g_autoptr (KindredGroupingFaces) faces
          = kindred_store_load_grouping_of_person (store, encoders[i]->name, person, cancellable, error);

      if (faces == NULL)
        return NULL;
      if (most == NULL || faces->n_faces > most->n_faces)
        {
          g_clear_pointer (&most, kindred_grouping_faces_free);
          most = g_steal_pointer (&faces);
        }
    }

  return g_steal_pointer (&most);
}

/* Equal numbers for faces of one photo: the place of one of them. */
static gint32 *
number_photos (const KindredGroupingFaces *faces)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint32 *photo = g_new (gint32, faces->n_faces + 1);

  for (gsize i = 0; i < faces->n_faces; i++)
    {
      gpointer place;

      if (g_hash_table_lookup_extended (places, &faces->photo[i], NULL, &place))
        photo[i] = GPOINTER_TO_INT (place);
      else
        g_hash_table_insert (places, &faces->photo[i], GINT_TO_POINTER (photo[i] = (gint32) i));
    }

  return photo;
}

/* In the lane: loading the person alone takes a tenth of what loading the whole library does, and the grouping worker
 * may be busy for seconds. */
static gpointer
prepare (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (KindredSplit) split = g_new0 (KindredSplit, 1);
  g_autoptr (KindredGroupingFaces) faces = load_faces (store, *(const gint64 *) data, cancellable, error);
  g_autofree gint32 *photo = NULL;

  if (faces == NULL)
    return NULL;

  photo = number_photos (faces);
  split->dendrogram
      = kindred_dendrogram_new (faces->embeddings, faces->n_faces, KINDRED_EMBEDDING_SIZE, photo, cancellable, error);
  if (split->dendrogram == NULL)
    return NULL;

  split->n_faces = faces->n_faces;
  split->faces = g_steal_pointer (&faces->face);

  return g_steal_pointer (&split);
}

void
kindred_library_split_async (KindredLibrary *self, gint64 person, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  const KindredOperation operation = { .lane = KINDRED_LANE_LONG,
                                       .priority = G_PRIORITY_HIGH,
                                       .func = prepare,
                                       .data = g_memdup2 (&person, sizeof person),
                                       .free_data = g_free,
                                       .free_result = (GDestroyNotify) kindred_split_free,
                                       .tag = kindred_library_split_async };

  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (person > 0);

  kindred_library_run (self, &operation, cancellable, callback, user_data);
}

KindredSplit *
kindred_library_split_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_split_async, error);
}
