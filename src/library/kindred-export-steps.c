/* kindred-export-steps.c - what an export does to files, in its worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-export-private.h"

#include "imaging/kindred-montage.h"

#define MONTAGE_CELL 160

typedef struct
{
  char *path;        /* a photo, a person's name for a folder, or the export's directory */
  char *folder;      /* nullable */
  GBytes *frame;     /* nullable: to be written as @path */
  GPtrArray *images; /* nullable */
  KindredExportMode mode;
} FileOperation;

static void
file_operation_free (FileOperation *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->frame, g_bytes_unref);
  g_clear_pointer (&self->images, g_ptr_array_unref);
  g_free (self);
}

static void
make_folder_in_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  FileOperation *operation = task_data;
  g_autoptr (GError) error = NULL;
  char *path = NULL;

  if (kindred_export_make_directory (operation->folder, &error))
    path = kindred_export_make_folder (operation->folder, operation->path, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
return_placed (GTask *task, KindredExportPlaced placed, GError *error)
{
  if (placed != KINDRED_EXPORT_FAILED)
    g_task_return_int (task, placed);
  else
    g_task_return_error (task, error);
}

static void
place_photo_in_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  FileOperation *operation = task_data;
  GError *error = NULL;
  KindredExportPlaced placed
      = kindred_export_place_photo (operation->path, operation->folder, operation->mode, cancellable, &error);

  return_placed (task, placed, error);
}

static void
place_frame_in_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  FileOperation *operation = task_data;
  GError *error = NULL;
  KindredExportPlaced placed
      = kindred_export_place_bytes (operation->frame, operation->folder, operation->path, &error);

  return_placed (task, placed, error);
}

static void
place_montage_in_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  FileOperation *operation = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) montage = kindred_montage_make (operation->images, MONTAGE_CELL, &error);
  KindredExportPlaced placed = KINDRED_EXPORT_FAILED;

  if (montage != NULL)
    placed = kindred_export_place_bytes (montage, operation->folder, KINDRED_EXPORT_MONTAGE_NAME, &error);

  return_placed (task, placed, error);
}

/* Takes @operation. */
static void
run_in_worker (GTask *task, FileOperation *operation, GTaskThreadFunc func, GAsyncReadyCallback callback)
{
  KindredExport *export = g_task_get_task_data (task);
  g_autoptr (GTask) step = g_task_new (NULL, g_task_get_cancellable (task), callback, g_object_ref (task));

  g_task_set_source_tag (step, func);
  g_task_set_task_data (step, operation, (GDestroyNotify) file_operation_free);
  kindred_worker_push (export->worker, step, func, G_PRIORITY_DEFAULT);
}

void
kindred_export_make_folder_async (GTask *task, char *name, GAsyncReadyCallback callback)
{
  const KindredExport *export = g_task_get_task_data (task);
  FileOperation *operation = g_new0 (FileOperation, 1);

  operation->path = name;
  operation->folder = g_strdup (export->directory);
  run_in_worker (task, operation, make_folder_in_worker, callback);
}

void
kindred_export_place_photo_async (GTask *task, const char *path, GAsyncReadyCallback callback)
{
  const KindredExport *export = g_task_get_task_data (task);
  FileOperation *operation = g_new0 (FileOperation, 1);

  operation->path = g_strdup (path);
  operation->folder = g_strdup (export->folder);
  operation->mode = export->mode;
  run_in_worker (task, operation, place_photo_in_worker, callback);
}

void
kindred_export_place_frame_async (GTask *task, char *name, GBytes *frame, GAsyncReadyCallback callback)
{
  const KindredExport *export = g_task_get_task_data (task);
  FileOperation *operation = g_new0 (FileOperation, 1);

  operation->path = name;
  operation->folder = g_strdup (export->folder);
  operation->frame = frame;
  run_in_worker (task, operation, place_frame_in_worker, callback);
}

void
kindred_export_place_montage_async (GTask *task, GPtrArray *images, GAsyncReadyCallback callback)
{
  const KindredExport *export = g_task_get_task_data (task);
  FileOperation *operation = g_new0 (FileOperation, 1);

  operation->folder = g_strdup (export->folder);
  operation->images = images;
  run_in_worker (task, operation, place_montage_in_worker, callback);
}
