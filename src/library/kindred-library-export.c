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
#include "kindred-export-private.h"
#include "kindred-job-private.h"

static void ask_for_people (GTask *task);
static void begin_person (GTask *task);

void
kindred_export_result_free (KindredExportResult *self)
{
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_free (self);
}

static void
clear_person (KindredExport *export)
{
  g_clear_pointer (&export->folder, g_free);
  g_clear_pointer (&export->photos, g_ptr_array_unref);
  g_clear_pointer (&export->faces, g_ptr_array_unref);
  g_clear_pointer (&export->thumbnails, g_ptr_array_unref);
  export->n_photos = 0;
}

static void
export_free (KindredExport *export)
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
  KindredExport *export = g_task_get_task_data (task);

  /* Nothing is queued by now: each step waits for the one before. */
  kindred_worker_stop (export->worker);
  if (export->job != NULL)
    kindred_job_finish (export->job);
}

void
kindred_export_fail (GTask *task, GError *error)
{
  end (task);
  g_task_return_error (task, error);
}

static void
succeed (GTask *task)
{
  KindredExport *export = g_task_get_task_data (task);

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

gboolean
kindred_export_note_file (GTask *task, const char *path, GError *error)
{
  KindredExport *export = g_task_get_task_data (task);

  if (error != NULL && is_hopeless (error))
    {
      kindred_export_fail (task, error);
      return FALSE;
    }

  if (error != NULL)
    {
      g_ptr_array_add (export->result->failures, kindred_failure_new (path, error));
      g_error_free (error);
    }

  if (export->job != NULL)
    {
      kindred_job_add_failed (export->job, error != NULL);
      kindred_job_advance (export->job, 1);
    }

  return TRUE;
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
  KindredExport *export = g_task_get_task_data (task);
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
    kindred_export_fail (task, error);
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
  KindredExport *export = g_task_get_task_data (task);
  GError *error = NULL;
  export->people = kindred_library_list_people_finish (KINDRED_LIBRARY (source), result, &error);
  if (export->people == NULL)
    {
      kindred_export_fail (task, error);
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

/* How many frames there are is known only now. */
static void
count_frames (KindredExport *export)
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
  KindredExport *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->faces = kindred_library_list_faces_finish (KINDRED_LIBRARY (source), result, &error);
  if (export->faces == NULL)
    {
      kindred_export_fail (task, error);
      return;
    }

  export->photos = kindred_export_list_photos (export->faces, export->with_frames);
  count_frames (export);
  g_ptr_array_sort (export->faces, compare_qualities);
  if (export->faces->len > KINDRED_MONTAGE_MAX_FACES)
    g_ptr_array_set_size (export->faces, KINDRED_MONTAGE_MAX_FACES);

  kindred_export_place_photos (task);
}

static void
folder_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KindredExport *export = g_task_get_task_data (task);
  const KindredPersonRecord *person = export->people->pdata[export->n_people];
  const KindredFaceQuery query = { .kind = KINDRED_FACES_OF_PERSON, .person = person->id };
  GError *error = NULL;

  export->folder = g_task_propagate_pointer (G_TASK (result), &error);
  if (export->folder == NULL)
    {
      kindred_export_fail (task, error);
      return;
    }

  kindred_library_list_faces_async (g_task_get_source_object (task), &query, g_task_get_cancellable (task),
                                    faces_listed_cb, g_object_ref (task));
}

/* Case does not tell names apart on all file systems. */
static char *
choose_folder_name (KindredExport *export, const KindredPersonRecord *person)
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
  KindredExport *export = g_task_get_task_data (task);

  if (export->n_people == export->people->len)
    {
      succeed (task);
      return;
    }

  kindred_export_make_folder_async (task, choose_folder_name (export, export->people->pdata[export->n_people]),
                                    folder_made_cb);
}

void
kindred_export_end_person (GTask *task)
{
  KindredExport *export = g_task_get_task_data (task);

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
  KindredExport *export;

  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (directory != NULL && g_path_is_absolute (directory));
  g_return_if_fail (job == NULL || KINDRED_IS_JOB (job));

  cancellable = job != NULL ? kindred_job_get_cancellable (job) : NULL;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kindred_library_export_async);

  export = g_new0 (KindredExport, 1);
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
  return kindred_library_take_result (self, result, kindred_library_export_async, error);
}
