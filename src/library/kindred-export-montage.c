/* kindred-export-montage.c - the montage of one person's best faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-export-private.h"

static void
montage_placed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KindredExport *export = g_task_get_task_data (task);
  g_autofree char *path = g_build_filename (export->folder, KINDRED_EXPORT_MONTAGE_NAME, NULL);
  GError *error = NULL;

  if (g_task_propagate_int (G_TASK (result), &error) == KINDRED_EXPORT_PLACED)
    export->result->montages++;

  if (kindred_export_note_file (task, path, error))
    kindred_export_end_person (task);
}

static void
place_montage (GTask *task)
{
  KindredExport *export = g_task_get_task_data (task);
  GPtrArray *images = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < export->thumbnails->len; i++)
    if (export->thumbnails->pdata[i] != NULL)
      g_ptr_array_add (images, g_bytes_ref (export->thumbnails->pdata[i]));

  kindred_export_place_montage_async (task, images, montage_placed_cb);
}

typedef struct
{
  GTask *task;
  guint index;
} Loading;

/* A face without thumbnail (its photo is gone, say) is left out. */
static void
thumbnail_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Loading *loading = user_data;
  g_autoptr (GTask) task = loading->task;
  KindredExport *export = g_task_get_task_data (task);

  export->thumbnails->pdata[loading->index]
      = kindred_library_load_thumbnail_finish (KINDRED_LIBRARY (source), result, NULL);

  if (--export->n_loading == 0)
    place_montage (task);
}

static void
thumbnail_free (gpointer thumbnail)
{
  if (thumbnail != NULL)
    g_bytes_unref (thumbnail);
}

void
kindred_export_make_montage (GTask *task)
{
  KindredExport *export = g_task_get_task_data (task);

  if (!export->with_montages || export->faces->len == 0)
    {
      kindred_export_end_person (task);
      return;
    }

  export->thumbnails = g_ptr_array_new_with_free_func (thumbnail_free);
  g_ptr_array_set_size (export->thumbnails, export->faces->len);
  export->n_loading = export->faces->len;

  for (guint i = 0; i < export->faces->len; i++)
    {
      const KindredFaceRecord *face = export->faces->pdata[i];
      Loading *loading = g_new (Loading, 1);

      *loading = (Loading){ g_object_ref (task), i };
      kindred_library_load_thumbnail_async (g_task_get_source_object (task), face->id, g_task_get_cancellable (task),
                                            thumbnail_loaded_cb, loading);
    }
}
