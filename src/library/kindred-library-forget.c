/* kindred-library-forget.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-library-forget.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "kindred-library-private.h"

static void
run (KindredLibrary *self, KindredLaneKind lane, KindredStoreFunc func, gint64 folder, GDestroyNotify free_result,
     guint changes, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const KindredOperation operation = { .lane = lane,
                                       .priority = G_PRIORITY_DEFAULT,
                                       .func = func,
                                       .data = g_memdup2 (&folder, sizeof folder),
                                       .free_data = g_free,
                                       .free_result = free_result,
                                       .changes = changes,
                                       .tag = tag };

  kindred_library_run (self, &operation, cancellable, callback, user_data);
}

/* ---- asking ---- */

static gpointer
list_removed_folders (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_list_removed_folders (store, error);
}

void
kindred_library_list_removed_folders_async (KindredLibrary *self, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  run (self, KINDRED_LANE_READ, list_removed_folders, 0, (GDestroyNotify) g_ptr_array_unref, 0,
       kindred_library_list_removed_folders_async, cancellable, callback, user_data);
}

GPtrArray *
kindred_library_list_removed_folders_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_removed_folders_async, error);
}

static gpointer
count_forgettable (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_count_forgettable (store, *(gint64 *) data, cancellable, error);
}

void
kindred_library_count_forgettable_async (KindredLibrary *self, gint64 folder, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  run (self, KINDRED_LANE_LONG, count_forgettable, folder, (GDestroyNotify) kindred_forgettable_free, 0,
       kindred_library_count_forgettable_async, cancellable, callback, user_data);
}

KindredForgettable *
kindred_library_count_forgettable_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_count_forgettable_async, error);
}

/* Takes @line. */
static void
add_line (GPtrArray *lines, guint n, char *line)
{
  if (n > 0)
    g_ptr_array_add (lines, line);
  else
    g_free (line);
}

char *
kindred_forgettable_describe (const KindredForgettable *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  guint n;

  g_return_val_if_fail (self != NULL, NULL);

  /* Translators: these are lines of a list of what is deleted */
  n = self->n_photos;
  add_line (lines, n, g_strdup_printf (ngettext ("%'u photo", "%'u photos", n), n));
  n = self->n_faces;
  add_line (lines, n, g_strdup_printf (ngettext ("%'u face", "%'u faces", n), n));
  n = self->n_decided;
  add_line (lines, n, g_strdup_printf (ngettext ("your decision on %'u face", "your decisions on %'u faces", n), n));
  n = self->n_persons;
  add_line (
      lines, n,
      g_strdup_printf (ngettext ("%'u person who is in no other photo", "%'u people who are in no other photo", n), n));
  n = self->n_named;
  add_line (lines, n, g_strdup_printf (ngettext ("%'u name", "%'u names", n), n));
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* ---- forgetting ---- */

typedef struct
{
  KindredForgotten *forgotten;
  gboolean traces;
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  kindred_forgotten_free (outcome->forgotten);
  g_free (outcome);
}

static gpointer
forget (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  KindredForgotten *forgotten = kindred_store_forget (store, *(gint64 *) data, error);
  g_autoptr (GError) scrub_error = NULL;
  Outcome *outcome;

  if (forgotten == NULL)
    return NULL;

  outcome = g_new (Outcome, 1);
  *outcome = (Outcome){ forgotten, !kindred_store_scrub (store, &scrub_error) };
  if (outcome->traces)
    g_message ("The library could not be rewritten: %s", scrub_error->message);

  return outcome;
}

static void
remove_thumbnails (KindredLibrary *self, GArray *faces)
{
  for (guint i = 0; i < faces->len; i++)
    {
      g_autofree char *path = kindred_library_get_thumbnail_path (self, g_array_index (faces, gint64, i));

      g_unlink (path);
    }
}

/* Their names begin with the photo's id: see kindred-library-previews.c. */
static void
remove_previews (KindredLibrary *self, GArray *photos)
{
  g_autofree char *cache = kindred_paths_get_cache_dir (self->id);
  g_autofree char *folder = g_build_filename (cache, "previews", NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  for (guint i = 0; i < photos->len; i++)
    g_hash_table_add (ids, &g_array_index (photos, gint64, i));

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gint64 photo = g_ascii_strtoll (name, NULL, 10);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_hash_table_contains (ids, &photo))
        g_unlink (path);
    }
}

/* After all that was queued for writing. */
static void
clean_cache_in_thumbs_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  const Outcome *outcome = task_data;

  remove_thumbnails (source_object, outcome->forgotten->faces);
  remove_previews (source_object, outcome->forgotten->photos);
  g_task_return_boolean (task, TRUE);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autoptr (GError) error = NULL;
  Outcome *outcome = g_task_propagate_pointer (G_TASK (result), &error);

  if (outcome == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_task_set_task_data (task, outcome, outcome_free);
  kindred_worker_push (self->thumbs_worker, task, clean_cache_in_thumbs_worker, G_PRIORITY_LOW + 1);
}

void
kindred_library_forget_async (KindredLibrary *self, gint64 folder, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  const guint changes
      = KINDRED_LIBRARY_PEOPLE | KINDRED_LIBRARY_PHOTOS | KINDRED_LIBRARY_FOLDERS | KINDRED_LIBRARY_HISTORY;

  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  g_task_set_source_tag (task, kindred_library_forget_async);
  if (self->scan != NULL)
    g_task_return_new_error (task, KINDRED_ERROR, KINDRED_ERROR_BUSY, "%s",
                             _ ("Photos are being looked through: stop that first, or wait for its end"));
  else
    run (self, KINDRED_LANE_WRITE, forget, folder, outcome_free, changes, forget, NULL, forgotten_cb,
         g_steal_pointer (&task));
}

gboolean
kindred_library_forget_finish (KindredLibrary *self, GAsyncResult *result, gboolean *traces, GError **error)
{
  const Outcome *outcome;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_library_forget_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  outcome = g_task_get_task_data (G_TASK (result));
  if (traces != NULL)
    *traces = outcome->traces;

  return TRUE;
}
