/* kindred-library-care.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-library-private.h"

void
kindred_library_set_analyzers (KindredLibrary *self, const KindredAnalyzerOptions *options)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (options != NULL);

  if (g_cancellable_is_cancelled (self->closing))
    return;

  /* Requests hold the pool that they were given to. */
  g_object_unref (self->pool);
  self->pool = kindred_analyzer_pool_new (options);
}

static void
run (KindredLibrary *self, KindredLaneKind lane, KindredStoreFunc func, const char *text, guint changes, gpointer tag,
     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const KindredOperation operation = { .lane = lane,
                                       .priority = G_PRIORITY_DEFAULT,
                                       .func = func,
                                       .data = g_strdup (text),
                                       .free_data = g_free,
                                       .changes = changes,
                                       .tag = tag };

  kindred_library_run (self, &operation, cancellable, callback, user_data);
}

/* ---- backing up ---- */

static gpointer
back_up (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_back_up (store, data, error) ? KINDRED_DONE : NULL;
}

void
kindred_library_back_up_async (KindredLibrary *self, const char *path, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (path != NULL);

  run (self, KINDRED_LANE_LONG, back_up, path, 0, kindred_library_back_up_async, cancellable, callback, user_data);
}

gboolean
kindred_library_back_up_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_back_up_async, error) != NULL;
}

/* ---- restoring ---- */

typedef struct
{
  char *path;
  char *backup;
  KindredWorker *worker;
} Restore;

static void
restore_free (Restore *restore)
{
  g_free (restore->path);
  g_free (restore->backup);
  kindred_worker_stop (restore->worker);
  g_object_unref (restore->worker);
  g_free (restore);
}

static void
restore_in_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Restore *restore = task_data;
  g_autoptr (GError) error = NULL;
  char *kept = NULL;

  if (kindred_store_restore (restore->path, restore->backup, &kept, &error))
    g_task_return_pointer (task, kept != NULL ? kept : g_strdup (""), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The task's data may not go in its own worker. */
static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  kindred_library_pass_on (user_data, result, g_free);
}

void
kindred_library_restore_async (const char *path, const char *backup, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GTask) inner = g_task_new (NULL, NULL, restored_cb, task);
  Restore *restore = g_new0 (Restore, 1);

  g_return_if_fail (path != NULL);
  g_return_if_fail (backup != NULL);

  *restore = (Restore){ g_strdup (path), g_strdup (backup), kindred_worker_new ("kindred-restore") };
  g_task_set_source_tag (task, kindred_library_restore_async);
  g_task_set_source_tag (inner, restore_in_worker);
  g_task_set_task_data (task, restore, (GDestroyNotify) restore_free);
  g_task_set_task_data (inner, restore, NULL);
  kindred_worker_push (restore->worker, inner, restore_in_worker, G_PRIORITY_DEFAULT);
}

char *
kindred_library_restore_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_library_restore_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- analyzing again ---- */

static gpointer
forget_analyses (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_forget_analyses (store, data, error) ? KINDRED_DONE : NULL;
}

void
kindred_library_forget_analyses_async (KindredLibrary *self, const char *encoder, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  run (self, KINDRED_LANE_WRITE, forget_analyses, encoder, KINDRED_LIBRARY_PHOTOS,
       kindred_library_forget_analyses_async, cancellable, callback, user_data);
}

gboolean
kindred_library_forget_analyses_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_forget_analyses_async, error) != NULL;
}
