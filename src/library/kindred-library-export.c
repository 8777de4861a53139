/* kindred-library-export.c - a folder of photos and a montage per person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-library-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "imaging/kindred-montage.h"
#include "kindred-export-files.h"
#include "kindred-job-private.h"
#include "protocol/kindred-thumbnail-check.h"

#define MONTAGE_NAME "montage.jpg"
#define MONTAGE_CELL 160

/* The export lives in the main context and asks the library step by step; files are written one
 * after the other in a thread of its own, which knows neither library nor job:
 *
 *   folders -> people -> for each person: make folder -> faces -> photos, one by one
 *           -> thumbnails, all at once -> montage -> next person
 *
 * Each callback holds the task; @export is its data. */
typedef struct
{
  char *directory;
  KindredExportMode mode;
  gboolean with_photos;
  gboolean with_frames;
  gboolean with_montages;
  KindredJob *job; /* nullable */
  KindredWorker *worker;
  KindredExportResult *result;

  GPtrArray *people;     /* KindredPersonRecord */
  GHashTable *names;     /* of folders that have been given away, case-folded */
  guint64 total;         /* photos, frames and montages */
  guint n_people;        /* done */
  char *folder;          /* of the person at hand */
  GPtrArray *photos;     /* ExportedPhoto: of the person at hand */
  guint n_photos;        /* done */
  GPtrArray *faces;      /* KindredFaceRecord: for the montage, best first */
  GPtrArray *thumbnails; /* (nullable elements): of @faces */
  guint n_loading;
} Export;

/* A photo, or a frame of a video. */
typedef struct
{
  gint64 id;
  char *path;
  double time; /* of the frame, seconds; negative for the photo itself */
} ExportedPhoto;

static void ask_for_people (GTask *task);
static void begin_person (GTask *task);
static void place_next_photo (GTask *task);
static void load_thumbnails (GTask *task);
static void end_person (GTask *task);

void
kindred_export_result_free (KindredExportResult *self)
{
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_free (self);
}

static void
exported_photo_free (gpointer data)
{
  ExportedPhoto *photo = data;

  g_free (photo->path);
  g_free (photo);
}

static void
clear_person (Export *export)
{
  g_clear_pointer (&export->folder, g_free);
  g_clear_pointer (&export->photos, g_ptr_array_unref);
  g_clear_pointer (&export->faces, g_ptr_array_unref);
  g_clear_pointer (&export->thumbnails, g_ptr_array_unref);
  export->n_photos = 0;
}

static void
export_free (Export *export)
{
  clear_person (export);
  g_clear_pointer (&export->people, g_ptr_array_unref);
  g_clear_pointer (&export->names, g_hash_table_unref);
  g_clear_pointer (&export->result, kindred_export_result_free);
  g_clear_pointer (&export->directory, g_free);
  g_clear_object (&export->job);
  g_clear_object (&export->worker);
  g_free (export);
}

/* ---- ending ---- */

static void
end (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  /* Nothing is queued by now: each step waits for the one before. */
  kindred_worker_stop (export->worker);
  if (export->job != NULL)
    kindred_job_finish (export->job);
}

static void
fail (GTask *task, GError *error)
{
  end (task);
  g_task_return_error (task, error);
}

static void
succeed (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  end (task);
  g_task_return_pointer (task, g_steal_pointer (&export->result), (GDestroyNotify) kindred_export_result_free);
}

/* What would befall every further photo as well. */
static gboolean
is_hopeless (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
}

static void
note_failure (Export *export, const char *path, const GError *error)
{
  g_ptr_array_add (export->result->failures, kindred_failure_new (path, error));
  if (export->job != NULL)
    kindred_job_add_failed (export->job, 1);
}

static void
advance (Export *export)
{
  if (export->job != NULL)
    kindred_job_advance (export->job, 1);
}

/* ---- file operations in the worker ---- */

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
    placed = kindred_export_place_bytes (montage, operation->folder, MONTAGE_NAME, &error);

  return_placed (task, placed, error);
}

/* Takes @operation. */
static void
run_in_worker (GTask *task, FileOperation *operation, GTaskThreadFunc func, GAsyncReadyCallback callback)
{
  Export *export = g_task_get_task_data (task);
  g_autoptr (GTask) step = g_task_new (NULL, g_task_get_cancellable (task), callback, g_object_ref (task));

  g_task_set_source_tag (step, func);
  g_task_set_task_data (step, operation, (GDestroyNotify) file_operation_free);
  kindred_worker_push (export->worker, step, func, G_PRIORITY_DEFAULT);
}

/* ---- before the people ---- */

static gboolean
is_inside (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  return strncmp (path, folder, length) == 0
         && (path[length] == '\0' || path[length] == '/' || (length > 0 && folder[length - 1] == '/'));
}

static void
folders_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) folders = kindred_library_list_folders_finish (KINDRED_LIBRARY (source), result, &error);

  for (guint i = 0; folders != NULL && i < folders->len; i++)
    {
      const KindredFolderRecord *folder = folders->pdata[i];

      if (is_inside (export->directory, folder->path))
        {
          g_autofree char *shown = kindred_paths_display (folder->path);

          g_clear_pointer (&folders, g_ptr_array_unref);
          error = g_error_new (KINDRED_ERROR, KINDRED_ERROR_CONFLICT,
                               /* Translators: %s is a folder */
                               _ ("The folder %s belongs to the library: the next scan would take what is exported "
                                  "there for new photos.  Choose a folder outside of it"),
                               shown);
        }
    }

  if (folders == NULL)
    fail (task, error);
  else
    ask_for_people (task);
}

/* Folders of one name get numbers; by age, so that they get the same ones next time. */
static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const KindredPersonRecord *first = *(const KindredPersonRecord *const *) a;
  const KindredPersonRecord *second = *(const KindredPersonRecord *const *) b;

  return first->id < second->id ? -1 : first->id > second->id;
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  export->people = kindred_library_list_people_finish (KINDRED_LIBRARY (source), result, &error);
  if (export->people == NULL)
    {
      fail (task, error);
      return;
    }

  for (guint i = export->people->len; i > 0; i--)
    {
      const KindredPersonRecord *person = export->people->pdata[i - 1];

      export->total += (export->with_photos ? person->n_photos : 0) + export->with_montages;
      if (person->n_faces == 0)
        g_ptr_array_remove_index (export->people, i - 1);
    }
  g_ptr_array_sort (export->people, compare_ids);

  if (export->job != NULL)
    kindred_job_set_total (export->job, export->total);
  begin_person (task);
}

static void
ask_for_people (GTask *task)
{
  kindred_library_list_people_async (g_task_get_source_object (task), FALSE, g_task_get_cancellable (task),
                                     people_listed_cb, g_object_ref (task));
}

/* ---- one person ---- */

static int
compare_qualities (gconstpointer a, gconstpointer b)
{
  const KindredFaceRecord *first = *(const KindredFaceRecord *const *) a;
  const KindredFaceRecord *second = *(const KindredFaceRecord *const *) b;

  if (first->quality != second->quality)
    return first->quality > second->quality ? -1 : 1;

  return first->id < second->id ? -1 : first->id > second->id;
}

/* A person may be in a photo twice: in a mirror, by mistake, or at several times of a video. */
static GPtrArray *
get_photos (GPtrArray *faces, gboolean with_frames)
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

/* How many frames there are is known only now. */
static void
count_frames (Export *export)
{
  const KindredPersonRecord *person = export->people->pdata[export->n_people];

  if (!export->with_photos || export->photos->len <= person->n_photos)
    return;

  export->total += export->photos->len - person->n_photos;
  if (export->job != NULL)
    kindred_job_set_total (export->job, export->total);
}

static void
faces_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->faces = kindred_library_list_faces_finish (KINDRED_LIBRARY (source), result, &error);
  if (export->faces == NULL)
    {
      fail (task, error);
      return;
    }

  export->photos = get_photos (export->faces, export->with_frames);
  count_frames (export);
  g_ptr_array_sort (export->faces, compare_qualities);
  if (export->faces->len > KINDRED_MONTAGE_MAX_FACES)
    g_ptr_array_set_size (export->faces, KINDRED_MONTAGE_MAX_FACES);

  place_next_photo (task);
}

static void
folder_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  const KindredPersonRecord *person = export->people->pdata[export->n_people];
  const KindredFaceQuery query = { .kind = KINDRED_FACES_OF_PERSON, .person = person->id };
  GError *error = NULL;

  export->folder = g_task_propagate_pointer (G_TASK (result), &error);
  if (export->folder == NULL)
    {
      fail (task, error);
      return;
    }

  kindred_library_list_faces_async (g_task_get_source_object (task), &query, g_task_get_cancellable (task),
                                    faces_listed_cb, g_object_ref (task));
}

/* Case does not tell names apart on all file systems. */
static char *
choose_folder_name (Export *export, const KindredPersonRecord *person)
{
  g_autofree char *name = kindred_export_folder_name (person->name, person->id);

  for (guint number = 1;; number++)
    {
      g_autofree char *numbered = kindred_export_number_name (name, number, FALSE);

      if (g_hash_table_add (export->names, g_utf8_casefold (numbered, -1)))
        return g_steal_pointer (&numbered);
    }
}

static void
begin_person (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  FileOperation *operation;

  if (export->n_people == export->people->len)
    {
      succeed (task);
      return;
    }

  operation = g_new0 (FileOperation, 1);
  operation->path = choose_folder_name (export, export->people->pdata[export->n_people]);
  operation->folder = g_strdup (export->directory);
  run_in_worker (task, operation, make_folder_in_worker, folder_made_cb);
}

static void
photo_placed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize placed = g_task_propagate_int (G_TASK (result), &error);

  if (error != NULL && is_hopeless (error))
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  if (error != NULL)
    note_failure (export, ((ExportedPhoto *) export->photos->pdata[export->n_photos])->path, error);
  else if (placed == KINDRED_EXPORT_PLACED)
    export->result->photos++;
  else
    export->result->skipped++;

  advance (export);
  export->n_photos++;
  place_next_photo (task);
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
  Export *export = g_task_get_task_data (task);
  const ExportedPhoto *photo = export->photos->pdata[export->n_photos];
  GError *error = NULL;
  GBytes *frame = kindred_library_load_preview_finish (KINDRED_LIBRARY (source), result, &error);
  FileOperation *operation;

  if (frame == NULL)
    {
      g_autoptr (GTask) step = g_task_new (NULL, NULL, photo_placed_cb, g_object_ref (task));

      g_task_set_source_tag (step, frame_loaded_cb);
      g_task_return_error (step, error);
      return;
    }

  operation = g_new0 (FileOperation, 1);
  operation->path = get_frame_name (photo);
  operation->folder = g_strdup (export->folder);
  operation->frame = frame;
  run_in_worker (task, operation, place_frame_in_worker, photo_placed_cb);
}

static void
place_next_photo (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  FileOperation *operation;
  const ExportedPhoto *photo;

  if (!export->with_photos || export->n_photos == export->photos->len)
    {
      load_thumbnails (task);
      return;
    }

  photo = export->photos->pdata[export->n_photos];
  if (export->job != NULL)
    {
      g_autofree char *shown = kindred_paths_display (photo->path);

      kindred_job_set_current (export->job, shown);
    }

  if (photo->time >= 0)
    {
      kindred_library_load_preview_async (g_task_get_source_object (task), photo->id, photo->time, KINDRED_PREVIEW_EDGE,
                                          g_task_get_cancellable (task), frame_loaded_cb, g_object_ref (task));
      return;
    }

  operation = g_new0 (FileOperation, 1);
  operation->path = g_strdup (photo->path);
  operation->folder = g_strdup (export->folder);
  operation->mode = export->mode;
  run_in_worker (task, operation, place_photo_in_worker, photo_placed_cb);
}

/* ---- its montage ---- */

static void
montage_placed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize placed = g_task_propagate_int (G_TASK (result), &error);

  if (error != NULL && is_hopeless (error))
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  if (error != NULL)
    {
      g_autofree char *path = g_build_filename (export->folder, MONTAGE_NAME, NULL);

      note_failure (export, path, error);
    }
  else if (placed == KINDRED_EXPORT_PLACED)
    export->result->montages++;

  advance (export);
  end_person (task);
}

static void
make_montage (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  FileOperation *operation = g_new0 (FileOperation, 1);

  operation->folder = g_strdup (export->folder);
  operation->images = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < export->thumbnails->len; i++)
    if (export->thumbnails->pdata[i] != NULL)
      g_ptr_array_add (operation->images, g_bytes_ref (export->thumbnails->pdata[i]));

  run_in_worker (task, operation, place_montage_in_worker, montage_placed_cb);
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
  Export *export = g_task_get_task_data (task);

  export->thumbnails->pdata[loading->index]
      = kindred_library_load_thumbnail_finish (KINDRED_LIBRARY (source), result, NULL);

  if (--export->n_loading == 0)
    make_montage (task);
}

static void
thumbnail_free (gpointer thumbnail)
{
  if (thumbnail != NULL)
    g_bytes_unref (thumbnail);
}

static void
load_thumbnails (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  if (!export->with_montages || export->faces->len == 0)
    {
      end_person (task);
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

static void
end_person (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  clear_person (export);
  export->result->persons++;
  export->n_people++;
  begin_person (task);
}

/* ---- the call ---- */

void
kindred_library_export_async (KindredLibrary *self, const char *directory, KindredExportMode mode, gboolean with_photos,
                              gboolean with_frames, gboolean with_montages, KindredJob *job,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  GCancellable *cancellable;
  g_autoptr (GTask) task = NULL;
  Export *export;

  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (directory != NULL && g_path_is_absolute (directory));
  g_return_if_fail (job == NULL || KINDRED_IS_JOB (job));

  cancellable = job != NULL ? kindred_job_get_cancellable (job) : NULL;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kindred_library_export_async);

  export = g_new0 (Export, 1);
  export->directory = g_canonicalize_filename (directory, "/");
  export->mode = mode;
  export->with_photos = with_photos;
  export->with_frames = with_frames;
  export->with_montages = with_montages;
  export->job = job != NULL ? g_object_ref (job) : NULL;
  export->worker = kindred_worker_new ("kindred-export");
  export->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  export->result = g_new0 (KindredExportResult, 1);
  export->result->failures = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_failure_free);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);

  if (job != NULL)
    kindred_job_set_phase (job, KINDRED_JOB_EXPORTING);
  kindred_library_list_folders_async (self, cancellable, folders_listed_cb, g_object_ref (task));
}

KindredExportResult *
kindred_library_export_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KINDRED_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_library_export_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
