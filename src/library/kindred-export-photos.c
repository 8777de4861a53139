/* kindred-export-photos.c - the photos of one person, and frames of videos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-export-private.h"

#include <string.h>

#include "base/kindred-paths.h"
#include "kindred-job-private.h"
#include "protocol/kindred-thumbnail-check.h"

/* A photo, or a frame of a video. */
typedef struct
{
  gint64 id;
  char *path;
  double time; /* of the frame, seconds; negative for the photo itself */
} ExportedPhoto;

static void
exported_photo_free (gpointer data)
{
  ExportedPhoto *photo = data;

  g_free (photo->path);
  g_free (photo);
}

/* A person may be in a photo twice: in a mirror, by mistake, or at several times of a video. */
GPtrArray *
kindred_export_list_photos (GPtrArray *faces, gboolean with_frames)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *photos = g_ptr_array_new_with_free_func (exported_photo_free);

  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = faces->pdata[i];
      gboolean is_frame = with_frames && face->time >= 0;

      if (is_frame || g_hash_table_add (seen, face->photo_path))
        {
          ExportedPhoto *photo = g_new (ExportedPhoto, 1);

          *photo = (ExportedPhoto){ face->photo, g_strdup (face->photo_path), is_frame ? face->time : -1 };
          g_ptr_array_add (photos, photo);
        }
    }

  return photos;
}

static void
photo_placed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KindredExport *export = g_task_get_task_data (task);
  const ExportedPhoto *photo = export->photos->pdata[export->n_photos];
  GError *error = NULL;
  gssize placed = g_task_propagate_int (G_TASK (result), &error);

  if (placed == KINDRED_EXPORT_PLACED)
    export->result->photos++;
  else if (error == NULL)
    export->result->skipped++;

  if (!kindred_export_note_file (task, photo->path, error))
    return;

  export->n_photos++;
  kindred_export_place_photos (task);
}

/* "party 1.02.03.jpg", without a colon, which other systems forbid. */
static char *
get_frame_name (const ExportedPhoto *photo)
{
  g_autofree char *name = g_path_get_basename (photo->path);
  char *dot = strrchr (name, '.');
  guint seconds = photo->time;

  if (dot != NULL && dot > name)
    *dot = '\0';

  return g_strdup_printf ("%s %u.%02u.%02u.jpg", name, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void
frame_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KindredExport *export = g_task_get_task_data (task);
  const ExportedPhoto *photo = export->photos->pdata[export->n_photos];
  GError *error = NULL;
  GBytes *frame = kindred_library_load_preview_finish (KINDRED_LIBRARY (source), result, &error);

  if (frame == NULL)
    {
      g_autoptr (GTask) step = g_task_new (NULL, NULL, photo_placed_cb, g_object_ref (task));

      g_task_set_source_tag (step, frame_loaded_cb);
      g_task_return_error (step, error);
      return;
    }

  kindred_export_place_frame_async (task, get_frame_name (photo), frame, photo_placed_cb);
}

void
kindred_export_place_photos (GTask *task)
{
  KindredExport *export = g_task_get_task_data (task);
  const ExportedPhoto *photo;

  if (!export->with_photos || export->n_photos == export->photos->len)
    {
      kindred_export_make_montage (task);
      return;
    }

  photo = export->photos->pdata[export->n_photos];
  if (export->job != NULL)
    {
      g_autofree char *shown = kindred_paths_display (photo->path);

      kindred_job_set_current (export->job, shown);
    }

  if (photo->time >= 0)
    kindred_library_load_preview_async (g_task_get_source_object (task), photo->id, photo->time, KINDRED_PREVIEW_EDGE,
                                        g_task_get_cancellable (task), frame_loaded_cb, g_object_ref (task));
  else
    kindred_export_place_photo_async (task, photo->path, photo_placed_cb);
}
