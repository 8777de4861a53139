/* kindred-library-thumbnails.c - face thumbnails: a cache that may be deleted at any time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-library-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/kindred-paths.h"

/* Folders in the cache: some ten thousand files in each at most. */
#define N_FOLDERS 256

char *
kindred_library_get_thumbnail_path (KindredLibrary *self, gint64 face)
{
  g_autofree char *cache = kindred_paths_get_cache_dir (self->id);
  g_autofree char *folder = g_strdup_printf ("%02x", (guint) (face % N_FOLDERS));
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".jpg", face);

  return g_build_filename (cache, "faces", folder, name, NULL);
}

/* A cache that cannot be written is slow, not wrong: the picture is made again next time. */
void
kindred_library_write_cached (const char *path, GBytes *jpeg)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    g_info ("The folder %s cannot be made: %s", folder, g_strerror (errno));
  /* Renamed into place, never half a picture; not synchronized to disk, for it can be made again. */
  else if (!g_file_set_contents_full (path, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg),
                                      G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_info ("A thumbnail cannot be kept: %s", error->message);
}

typedef struct
{
  GArray *faces;
  GPtrArray *thumbnails;
} Thumbnails;

static void
thumbnails_free (Thumbnails *self)
{
  g_array_unref (self->faces);
  g_ptr_array_unref (self->thumbnails);
  g_free (self);
}

static void
write_in_thumbs_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Thumbnails *thumbnails = task_data;

  for (guint i = 0; i < thumbnails->faces->len; i++)
    if (thumbnails->thumbnails->pdata[i] != NULL)
      {
        g_autofree char *path
            = kindred_library_get_thumbnail_path (source_object, g_array_index (thumbnails->faces, gint64, i));

        kindred_library_write_cached (path, thumbnails->thumbnails->pdata[i]);
      }

  g_task_return_boolean (task, TRUE);
}

void
kindred_library_store_thumbnails (KindredLibrary *self, GArray *faces, GPtrArray *thumbnails)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);
  Thumbnails *data = g_new (Thumbnails, 1);

  g_return_if_fail (faces->len == thumbnails->len);

  *data = (Thumbnails){ g_array_ref (faces), g_ptr_array_ref (thumbnails) };
  g_task_set_source_tag (task, kindred_library_store_thumbnails);
  g_task_set_task_data (task, data, (GDestroyNotify) thumbnails_free);
  /* Before those who ask for them. */
  kindred_worker_push (self->thumbs_worker, task, write_in_thumbs_worker, G_PRIORITY_HIGH);
}

/* ---- loading: cache, else library for the place of the face, else analyzer ---- */

static void
cropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KindredLibrary *self = g_task_get_source_object (task);
  gint64 *face = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = kindred_analyzer_pool_crop_finish (KINDRED_ANALYZER_POOL (source), result, &error);
  g_autoptr (GArray) faces = NULL;
  g_autoptr (GPtrArray) thumbnails = NULL;

  if (jpeg == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  faces = g_array_new (FALSE, FALSE, sizeof (gint64));
  thumbnails = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_array_append_val (faces, *face);
  g_ptr_array_add (thumbnails, g_bytes_ref (jpeg));
  kindred_library_store_thumbnails (self, faces, thumbnails);

  g_task_return_pointer (task, g_steal_pointer (&jpeg), (GDestroyNotify) g_bytes_unref);
}

static gpointer
get_face (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_get_face (store, *(gint64 *) data, error);
}

static void
face_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredFaceRecord) face = g_task_propagate_pointer (G_TASK (result), &error);

  if (face == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  kindred_analyzer_pool_crop_async (self->pool, face->photo_path, face->time, face->x, face->y, face->width,
                                    face->height, g_task_get_cancellable (task), cropped_cb, g_object_ref (task));
}

static void
cache_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *jpeg = g_task_propagate_pointer (G_TASK (result), &error);
  KindredOperation operation = { .lane = KINDRED_LANE_READ,
                                 .priority = G_PRIORITY_DEFAULT,
                                 .func = get_face,
                                 .free_result = (GDestroyNotify) kindred_face_record_free,
                                 .tag = cache_read_cb };

  if (jpeg != NULL)
    {
      g_task_return_pointer (task, jpeg, (GDestroyNotify) g_bytes_unref);
      return;
    }
  if (error->domain != G_FILE_ERROR)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  operation.data = g_memdup2 (g_task_get_task_data (task), sizeof (gint64));
  operation.free_data = g_free;
  kindred_library_run (self, &operation, g_task_get_cancellable (task), face_found_cb, g_object_ref (task));
}

void
kindred_library_return_cached (GTask *task, const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  if (g_file_get_contents (path, &contents, &length, &error))
    g_task_return_pointer (task, g_bytes_new_take (contents, length), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
read_in_thumbs_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  g_autofree char *path = kindred_library_get_thumbnail_path (source_object, *(gint64 *) task_data);

  kindred_library_return_cached (task, path);
}

void
kindred_library_load_thumbnail_async (KindredLibrary *self, gint64 face, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) read = NULL;

  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  g_task_set_source_tag (task, kindred_library_load_thumbnail_async);
  g_task_set_task_data (task, g_memdup2 (&face, sizeof face), g_free);

  read = g_task_new (self, cancellable, cache_read_cb, g_object_ref (task));
  g_task_set_source_tag (read, kindred_library_load_thumbnail_async);
  g_task_set_task_data (read, g_memdup2 (&face, sizeof face), g_free);
  kindred_worker_push (self->thumbs_worker, read, read_in_thumbs_worker, G_PRIORITY_DEFAULT);
}

GBytes *
kindred_library_load_thumbnail_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_load_thumbnail_async, error);
}
