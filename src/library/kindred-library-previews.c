/* kindred-library-previews.c - whole photos to look at, in a small cache
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sys/stat.h>

#include "base/kindred-paths.h"
#include "kindred-library-private.h"
#include "protocol/kindred-analysis.h"
#include "protocol/kindred-thumbnail-check.h"

/* So that a window that is resized finds what it had. */
#define SMALLEST 512

/* More than a thousand as small as the review of doubts shows them, some fifty that fill a large screen. */
#define MAX_BYTES (128 << 20)

/* Looking through the folder takes a moment: every so many bytes is often enough. */
#define BYTES_UNTIL_LOOK (4 << 20)

/* What the task of a preview knows. */
typedef struct
{
  int edge;
  double time;  /* of the frame of a video, or negative */
  char *path;   /* of the photo */
  char *cached; /* of the preview */
  GBytes *jpeg; /* to be written */
} Preview;

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  g_clear_pointer (&preview->path, g_free);
  g_clear_pointer (&preview->cached, g_free);
  g_clear_pointer (&preview->jpeg, g_bytes_unref);
  g_free (preview);
}

/* The time of change is in the name: what an older version of the photo looked like is never found again. */
static char *
get_cached_path (KindredLibrary *self, const KindredPhotoRecord *photo, const Preview *preview)
{
  g_autofree char *cache = kindred_paths_get_cache_dir (self->id);
  g_autofree char *frame
      = preview->time >= 0 ? g_strdup_printf ("-%" G_GINT64_FORMAT "ms", (gint64) (preview->time * 1000)) : NULL;
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%d%s.jpg", photo->id,
                                           photo->mtime, preview->edge, frame != NULL ? frame : "");

  return g_build_filename (cache, "previews", name, NULL);
}

/* ---- writing: in the thumbs worker ---- */

typedef struct
{
  char *path;
  gint64 used; /* nanoseconds */
  goffset size;
} CachedFile;

static void
cached_file_clear (gpointer data)
{
  g_free (((CachedFile *) data)->path);
}

static int
compare_age (gconstpointer a, gconstpointer b)
{
  const CachedFile *first = a, *second = b;

  return first->used < second->used ? 1 : -(first->used > second->used);
}

/* What was used last comes first. */
static GArray *
list_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GArray *files = g_array_new (FALSE, FALSE, sizeof (CachedFile));
  const char *name;

  g_array_set_clear_func (files, cached_file_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      CachedFile file = { g_build_filename (folder, name, NULL), 0, 0 };
      GStatBuf status;

      if (g_lstat (file.path, &status) == 0)
        {
          file.used = status.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + status.st_mtim.tv_nsec;
          file.size = status.st_size;
        }
      g_array_append_val (files, file);
    }
  g_array_sort (files, compare_age);

  return files;
}

/* What was not used for longest goes.  Another process may be at the same: what is gone already is no matter, and what
 * it is writing is newest and stays. */
static void
make_room (const char *folder)
{
  g_autoptr (GArray) files = list_files (folder);
  goffset size = 0;

  for (guint i = 0; i < files->len; i++)
    {
      const CachedFile *file = &g_array_index (files, CachedFile, i);

      size += file->size;
      if (size > MAX_BYTES)
        g_remove (file->path);
    }
}

static void
write_in_thumbs_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  KindredLibrary *self = KINDRED_LIBRARY (source_object);
  const Preview *preview = task_data;
  g_autofree char *folder = g_path_get_dirname (preview->cached);

  kindred_library_write_cached (preview->cached, preview->jpeg);
  self->preview_bytes -= g_bytes_get_size (preview->jpeg);
  if (self->preview_bytes <= 0)
    {
      make_room (folder);
      self->preview_bytes = BYTES_UNTIL_LOOK;
    }
  g_task_return_boolean (task, TRUE);
}

static void
store_preview (KindredLibrary *self, const char *cached, GBytes *jpeg)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);
  Preview *preview = g_new0 (Preview, 1);

  preview->cached = g_strdup (cached);
  preview->jpeg = g_bytes_ref (jpeg);
  g_task_set_source_tag (task, store_preview);
  g_task_set_task_data (task, preview, preview_free);
  kindred_worker_push (self->thumbs_worker, task, write_in_thumbs_worker, G_PRIORITY_LOW);
}

/* ---- loading: library for the photo's place, cache, analyzer ---- */

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Preview *preview = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = kindred_analyzer_pool_preview_finish (KINDRED_ANALYZER_POOL (source), result, &error);

  if (jpeg == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  store_preview (g_task_get_source_object (task), preview->cached, jpeg);
  g_task_return_pointer (task, g_steal_pointer (&jpeg), (GDestroyNotify) g_bytes_unref);
}

static void
cache_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autoptr (GTask) task = user_data;
  const Preview *preview = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GBytes *jpeg = g_task_propagate_pointer (G_TASK (result), &error);

  if (jpeg != NULL)
    g_task_return_pointer (task, jpeg, (GDestroyNotify) g_bytes_unref);
  else if (error->domain != G_FILE_ERROR)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    kindred_analyzer_pool_preview_async (self->pool, preview->path, preview->time, preview->edge,
                                         g_task_get_cancellable (task), previewed_cb, g_object_ref (task));
}

static void
read_in_thumbs_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  /* Its time of change says when it was used last. */
  utimensat (AT_FDCWD, task_data, NULL, 0);
  kindred_library_return_cached (task, task_data);
}

static gpointer
get_photo (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_get_photo (store, *(const gint64 *) data, error);
}

static void
photo_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autoptr (GTask) task = user_data;
  Preview *preview = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredPhotoRecord) photo = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GTask) read = NULL;

  if (photo == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  preview->path = g_strdup (photo->path);
  preview->cached = get_cached_path (self, photo, preview);
  read = g_task_new (self, g_task_get_cancellable (task), cache_read_cb, g_object_ref (task));
  g_task_set_source_tag (read, photo_found_cb);
  g_task_set_task_data (read, g_strdup (preview->cached), g_free);
  kindred_worker_push (self->thumbs_worker, read, read_in_thumbs_worker, G_PRIORITY_DEFAULT);
}

void
kindred_library_load_preview_async (KindredLibrary *self, gint64 photo, double time, int max_size,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  KindredOperation operation = { .lane = KINDRED_LANE_READ,
                                 .priority = G_PRIORITY_DEFAULT,
                                 .func = get_photo,
                                 .free_data = g_free,
                                 .free_result = (GDestroyNotify) kindred_photo_record_free,
                                 .tag = photo_found_cb };
  g_autoptr (GTask) task = NULL;
  Preview *preview;

  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (max_size >= 1 && max_size <= KINDRED_PREVIEW_EDGE);
  g_return_if_fail (fabs (time) <= KINDRED_ANALYSIS_MAX_TIME);

  preview = g_new0 (Preview, 1);
  preview->time = time;
  preview->edge = SMALLEST;
  while (preview->edge < max_size)
    preview->edge *= 2;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kindred_library_load_preview_async);
  g_task_set_task_data (task, preview, preview_free);
  operation.data = g_memdup2 (&photo, sizeof photo);
  kindred_library_run (self, &operation, cancellable, photo_found_cb, g_object_ref (task));
}

GBytes *
kindred_library_load_preview_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_load_preview_async, error);
}
