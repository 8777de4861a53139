/* kindred-library-lanes.c - threads with a connection each, and what runs in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-library-private.h"

#include <glib/gi18n-lib.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "store/kindred-store-cache.h"

typedef struct
{
  KindredOperation operation;
  KindredLibrary *library; /* borrowed: the task holds it as its source */
} Run;

static void
run_free (Run *run)
{
  if (run->operation.free_data != NULL)
    run->operation.free_data (run->operation.data);
  g_free (run);
}

typedef struct
{
  KindredLibrary *library;
  guint changes;
} Note;

static void
note_free (Note *note)
{
  g_object_unref (note->library);
  g_free (note);
}

static gboolean
note_cb (gpointer user_data)
{
  Note *note = user_data;

  kindred_library_note_changes (note->library, note->changes);

  return G_SOURCE_REMOVE;
}

KindredStore *
kindred_library_ensure_store (KindredLibrary *self, KindredLane *lane, GError **error)
{
  g_assert (kindred_worker_is_current (lane->worker));

  if (lane->store != NULL)
    return lane->store;

  lane->store = kindred_store_open (self->path, lane->flags, error);
  if (lane->store != NULL && lane == &self->lanes[KINDRED_LANE_LONG])
    kindred_store_keep_little (lane->store);

  return lane->store;
}

gpointer
kindred_library_perform (KindredLibrary *self, const KindredOperation *operation, GCancellable *cancellable,
                         GError **error)
{
  KindredStore *store = kindred_library_ensure_store (self, &self->lanes[operation->lane], error);
  gpointer result = store != NULL ? operation->func (store, operation->data, cancellable, error) : NULL;

  if (result != NULL && operation->changes != 0)
    {
      Note *note = g_new (Note, 1);

      *note = (Note){ g_object_ref (self), operation->changes };
      g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, note_cb, note, (GDestroyNotify) note_free);
    }

  return result;
}

static void
run_in_lane (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  KindredLibrary *self = source_object;
  Run *run = task_data;
  g_autoptr (GError) error = NULL;
  gpointer result = kindred_library_perform (self, &run->operation, cancellable, &error);

  if (result == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, result, run->operation.free_result);
}

void
kindred_library_run (KindredLibrary *self, const KindredOperation *operation, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->operation = *operation;
  g_task_set_source_tag (task, operation->tag);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);

  if (operation->lane == KINDRED_LANE_WRITE && self->read_only)
    {
      g_autofree char *shown = kindred_paths_display (self->path);

      g_task_return_new_error (task, KINDRED_ERROR, KINDRED_ERROR_READ_ONLY,
                               /* Translators: %s is a file name */
                               _ ("The library %s cannot be written to"), shown);
      return;
    }

  kindred_worker_push (self->lanes[operation->lane].worker, task, run_in_lane, operation->priority);
}

typedef struct
{
  KindredLibrary *library;
  const KindredOperation *operation;
  GCancellable *cancellable;
  GMutex lock; /* of what follows */
  GCond finished;
  gboolean done;
  gpointer result;
  GError *error;
} Call;

static void
call_in_lane (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Call *call = task_data;

  g_mutex_lock (&call->lock);
  call->result = kindred_library_perform (call->library, call->operation, call->cancellable, &call->error);
  call->done = TRUE;
  g_cond_signal (&call->finished);
  g_mutex_unlock (&call->lock);
}

gpointer
kindred_library_call (KindredLibrary *self, const KindredOperation *operation, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Call call = { .library = self, .operation = operation, .cancellable = cancellable };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  g_mutex_init (&call.lock);
  g_cond_init (&call.finished);
  g_task_set_source_tag (task, kindred_library_call);
  g_task_set_task_data (task, &call, NULL);

  g_mutex_lock (&call.lock);
  kindred_worker_push (self->lanes[operation->lane].worker, task, call_in_lane, operation->priority);
  while (!call.done)
    g_cond_wait (&call.finished, &call.lock);
  g_mutex_unlock (&call.lock);

  g_cond_clear (&call.finished);
  g_mutex_clear (&call.lock);
  if (call.error != NULL)
    g_propagate_error (error, call.error);

  return call.result;
}

gpointer
kindred_library_take_result (KindredLibrary *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (KINDRED_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kindred_library_pass_on (GTask *task, GAsyncResult *result, GDestroyNotify free_result)
{
  g_autoptr (GTask) owned = task;
  g_autoptr (GError) error = NULL;
  gpointer pointer = g_task_propagate_pointer (G_TASK (result), &error);

  if (pointer != NULL)
    g_task_return_pointer (task, pointer, free_result);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}
