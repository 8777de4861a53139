/* kindred-scan-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-scan-batch.h"

#include <string.h>

#include "base/kindred-error.h"

G_STATIC_ASSERT (KINDRED_ANALYSIS_EMBEDDING_SIZE == KINDRED_EMBEDDING_SIZE);
G_STATIC_ASSERT (KINDRED_ANALYSIS_N_POINTS == KINDRED_N_POINTS);

/* One photo: either @faces or @failure is set. */
typedef struct
{
  KindredPhotoRecord *photo;
  GPtrArray *faces;      /* KindredFaceRecord */
  GPtrArray *thumbnails; /* GBytes or NULL, beside faces */
  GError *failure;
  gboolean gone;
} Entry;

struct _KindredScanBatch
{
  GPtrArray *entries;
  KindredLibrary *library; /* while it is written: the task holds it */
};

static void
bytes_clear (gpointer bytes)
{
  if (bytes != NULL)
    g_bytes_unref (bytes);
}

static void
entry_free (Entry *self)
{
  g_clear_pointer (&self->photo, kindred_photo_record_free);
  g_clear_pointer (&self->faces, g_ptr_array_unref);
  g_clear_pointer (&self->thumbnails, g_ptr_array_unref);
  g_clear_error (&self->failure);
  g_free (self);
}

KindredScanBatch *
kindred_scan_batch_new (void)
{
  KindredScanBatch *self = g_new0 (KindredScanBatch, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);

  return self;
}

void
kindred_scan_batch_free (KindredScanBatch *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}

guint
kindred_scan_batch_get_size (KindredScanBatch *self)
{
  return self->entries->len;
}

static KindredPhotoRecord *
make_photo_record (gint64 photo, const KindredAnalysis *analysis)
{
  KindredPhotoRecord *record = kindred_photo_record_new ();

  record->id = photo;
  record->content_hash = g_strdup (analysis->content_hash);
  record->width = analysis->width;
  record->height = analysis->height;
  record->orientation = analysis->orientation;
  record->taken = analysis->taken;
  record->date_source = analysis->date_source;
  record->has_position = analysis->has_position;
  record->latitude = analysis->latitude;
  record->longitude = analysis->longitude;
  record->camera = g_strdup (analysis->camera);

  return record;
}

static KindredFaceRecord *
make_face_record (const KindredAnalysis *analysis, const KindredAnalyzedFace *face)
{
  KindredFaceRecord *record = kindred_face_record_new ();

  record->time = face->time;
  record->x = face->x;
  record->y = face->y;
  record->width = face->width;
  record->height = face->height;
  memcpy (record->points, face->points, sizeof record->points);
  record->score = face->score;
  record->sharpness = face->sharpness;
  record->size = face->size;
  record->yaw = face->yaw;
  record->pitch = face->pitch;
  record->roll = face->roll;
  record->quality = face->quality;
  record->detector = g_strdup (analysis->detector);
  record->encoder = g_strdup (analysis->encoder);
  if (face->has_embedding)
    record->embedding = g_memdup2 (face->embedding, sizeof face->embedding);

  return record;
}

void
kindred_scan_batch_add_analysis (KindredScanBatch *self, gint64 photo, const KindredAnalysis *analysis)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->photo = make_photo_record (photo, analysis);
  entry->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);
  entry->thumbnails = g_ptr_array_new_with_free_func (bytes_clear);

  for (guint i = 0; i < analysis->faces->len; i++)
    {
      const KindredAnalyzedFace *face = analysis->faces->pdata[i];

      g_ptr_array_add (entry->faces, make_face_record (analysis, face));
      g_ptr_array_add (entry->thumbnails, face->thumbnail != NULL ? g_bytes_ref (face->thumbnail) : NULL);
    }

  g_ptr_array_add (self->entries, entry);
}

void
kindred_scan_batch_add_failure (KindredScanBatch *self, gint64 photo, const char *path, const GError *reason)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->photo = kindred_photo_record_new ();
  entry->photo->id = photo;
  entry->photo->path = g_strdup (path);
  entry->failure = g_error_copy (reason);
  g_ptr_array_add (self->entries, entry);
}

static gboolean
write_entry (KindredStore *store, const Entry *entry, GError **error)
{
  if (entry->failure == NULL)
    return kindred_store_put_analysis (store, entry->photo, entry->faces, error);

  /* A file that vanished while we were at it is not a bad photo: should it come back, it is tried again. */
  if (!g_file_test (entry->photo->path, G_FILE_TEST_EXISTS))
    return kindred_store_set_photo_missing (store, entry->photo->id, error);

  return kindred_store_set_photo_failed (store, entry->photo->id, entry->failure, error);
}

/* Somebody may have had its folder forgotten meanwhile. */
static gboolean
write_if_known (KindredStore *store, Entry *entry, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (write_entry (store, entry, &local_error))
    return TRUE;

  if (!g_error_matches (local_error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_clear_pointer (&entry->faces, g_ptr_array_unref);

  return TRUE;
}

static void
store_thumbnails (KindredScanBatch *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) thumbnails = g_ptr_array_new_with_free_func (bytes_clear);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      for (guint j = 0; entry->faces != NULL && j < entry->faces->len; j++)
        {
          const KindredFaceRecord *face = entry->faces->pdata[j];

          g_array_append_val (ids, face->id);
          g_ptr_array_add (thumbnails, g_steal_pointer (&entry->thumbnails->pdata[j]));
        }
    }

  kindred_library_store_thumbnails (self->library, ids, thumbnails);
}

static gpointer
write_batch (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  KindredScanBatch *self = data;

  if (!kindred_store_begin (store, error))
    return NULL;

  for (guint i = 0; i < self->entries->len; i++)
    if (!write_if_known (store, self->entries->pdata[i], error))
      {
        kindred_store_rollback (store);
        return NULL;
      }

  if (!kindred_store_commit (store, error))
    return NULL;

  store_thumbnails (self);

  return KINDRED_DONE;
}

void
kindred_scan_batch_write_async (KindredLibrary *library, KindredScanBatch *self, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  const KindredOperation operation = { .lane = KINDRED_LANE_WRITE,
                                       .priority = G_PRIORITY_DEFAULT,
                                       .func = write_batch,
                                       .data = self,
                                       .free_data = (GDestroyNotify) kindred_scan_batch_free,
                                       .changes = KINDRED_LIBRARY_PHOTOS | KINDRED_LIBRARY_PEOPLE,
                                       .tag = kindred_scan_batch_write_async };

  self->library = library;
  /* Not cancellable: what an analyzer found is kept. */
  kindred_library_run (library, &operation, NULL, callback, user_data);
}

gboolean
kindred_scan_batch_write_finish (KindredLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_scan_batch_write_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
