/* kindred-library.c - opening, closing, threads and the "changed" signal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-library-private.h"

#include <glib/gi18n-lib.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "kindred-scan.h"
#include "kindred-snapshot.h"
#include "store/kindred-store-cache.h"

/* Views reload on "changed": often enough to look alive during a scan, seldom enough to stay quiet. */
#define CHANGED_DELAY_MS 150

/* How soon the window notices what the command line did. */
#define POLL_INTERVAL_MS 1000

G_DEFINE_FINAL_TYPE (KindredLibrary, kindred_library, G_TYPE_OBJECT)

enum
{
  PROP_PATH = 1,
  PROP_READ_ONLY,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_SCAN_JOB,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* ---- operations in lanes ---- */

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

static KindredStore *
ensure_store (KindredLibrary *self, KindredLane *lane, GError **error)
{
  g_assert (kindred_worker_is_current (lane->worker));

  if (lane->store != NULL)
    return lane->store;

  lane->store = kindred_store_open (self->path, lane->flags, error);
  if (lane->store != NULL && lane == &self->lanes[KINDRED_LANE_LONG])
    kindred_store_keep_little (lane->store);

  return lane->store;
}

static gpointer
perform (KindredLibrary *self, const KindredOperation *operation, GCancellable *cancellable, GError **error)
{
  KindredStore *store = ensure_store (self, &self->lanes[operation->lane], error);
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
  gpointer result = perform (self, &run->operation, cancellable, &error);

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
  call->result = perform (call->library, call->operation, call->cancellable, &call->error);
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

/* ---- changes ---- */

static gboolean
changed_cb (gpointer user_data)
{
  KindredLibrary *self = user_data;
  guint changes = self->pending_changes;

  self->changed_source = 0;
  self->pending_changes = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);

  return G_SOURCE_REMOVE;
}

typedef struct
{
  gboolean can_undo;
  gboolean can_redo;
} UndoState;

static gpointer
get_undo_state (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  UndoState *state = g_new0 (UndoState, 1);

  if (!kindred_store_get_undo_state (store, &state->can_undo, &state->can_redo, error))
    g_clear_pointer (&state, g_free);

  return state;
}

static void
set_flag (KindredLibrary *self, gboolean *flag, gboolean value, guint prop)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
undo_state_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autofree UndoState *state = g_task_propagate_pointer (G_TASK (result), NULL);

  if (state == NULL)
    return;

  set_flag (self, &self->can_undo, state->can_undo, PROP_CAN_UNDO);
  set_flag (self, &self->can_redo, state->can_redo, PROP_CAN_REDO);
}

static void
update_undo_state (KindredLibrary *self)
{
  const KindredOperation operation = { .lane = KINDRED_LANE_READ,
                                       .priority = G_PRIORITY_HIGH,
                                       .func = get_undo_state,
                                       .free_result = g_free,
                                       .tag = update_undo_state };

  kindred_library_run (self, &operation, self->closing, undo_state_read_cb, NULL);
}

void
kindred_library_note_changes (KindredLibrary *self, guint changes)
{
  if (g_cancellable_is_cancelled (self->closing))
    return;

  self->pending_changes |= changes;
  self->generation++;
  if (changes & KINDRED_LIBRARY_HISTORY)
    update_undo_state (self);

  if (self->changed_source == 0)
    /* What the user did shows at once; what a scan finds may gather. */
    self->changed_source = g_timeout_add (changes & KINDRED_LIBRARY_HISTORY ? 0 : CHANGED_DELAY_MS, changed_cb, self);
}

static gpointer
get_data_version (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *version = g_new (gint64, 1);

  *version = kindred_store_get_data_version (store);

  return version;
}

static void
data_version_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autofree gint64 *version = g_task_propagate_pointer (G_TASK (result), NULL);

  self->polling = FALSE;
  if (version == NULL || *version == self->data_version)
    return;

  /* Our own commits count as well; looking once more at what we know costs little. */
  if (self->data_version != -1)
    kindred_library_note_changes (self, KINDRED_LIBRARY_PEOPLE | KINDRED_LIBRARY_PHOTOS | KINDRED_LIBRARY_FOLDERS
                                            | KINDRED_LIBRARY_HISTORY);
  self->data_version = *version;
}

static gboolean
poll_cb (gpointer user_data)
{
  KindredLibrary *self = user_data;
  const KindredOperation operation = { .lane = KINDRED_LANE_READ,
                                       .priority = G_PRIORITY_LOW,
                                       .func = get_data_version,
                                       .free_result = g_free,
                                       .tag = poll_cb };

  if (!self->polling)
    {
      self->polling = TRUE;
      kindred_library_run (self, &operation, self->closing, data_version_read_cb, NULL);
    }

  return G_SOURCE_CONTINUE;
}

/* ---- object ---- */

static void
kindred_library_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KindredLibrary *self = KINDRED_LIBRARY (object);

  switch (prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->can_undo);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->can_redo);
      break;
    case PROP_SCAN_JOB:
      g_value_set_object (value, self->scan_job);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_library_dispose (GObject *object)
{
  kindred_library_close (KINDRED_LIBRARY (object));

  G_OBJECT_CLASS (kindred_library_parent_class)->dispose (object);
}

static void
kindred_library_finalize (GObject *object)
{
  KindredLibrary *self = KINDRED_LIBRARY (object);

  for (guint i = 0; i < KINDRED_N_LANES; i++)
    g_clear_object (&self->lanes[i].worker);
  g_clear_pointer (&self->first_people, g_ptr_array_unref);
  g_clear_object (&self->files_worker);
  g_clear_object (&self->thumbs_worker);
  g_clear_object (&self->grouping_worker);
  g_clear_pointer (&self->questions, kindred_questions_free);
  g_clear_object (&self->pool);
  g_clear_object (&self->scan_job);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (kindred_library_parent_class)->finalize (object);
}

static void
kindred_library_class_init (KindredLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kindred_library_get_property;
  object_class->dispose = kindred_library_dispose;
  object_class->finalize = kindred_library_finalize;

  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  props[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  props[PROP_SCAN_JOB] = g_param_spec_object ("scan-job", NULL, NULL, KINDRED_TYPE_JOB, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KINDRED_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
kindred_library_init (KindredLibrary *self)
{
  static const char *const names[KINDRED_N_LANES] = { "kindred-write", "kindred-read", "kindred-long" };

  for (guint i = 0; i < KINDRED_N_LANES; i++)
    {
      self->lanes[i].worker = kindred_worker_new (names[i]);
      self->lanes[i].flags = KINDRED_STORE_READ_ONLY;
    }

  self->files_worker = kindred_worker_new ("kindred-files");
  self->thumbs_worker = kindred_worker_new ("kindred-thumbs");
  self->grouping_worker = kindred_worker_new ("kindred-group");
  self->lanes[KINDRED_LANE_WRITE].flags = KINDRED_STORE_CREATE;
  self->closing = g_cancellable_new ();
  self->data_version = -1;
}

/* ---- open and close ---- */

static void
read_ahead_in_lane (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  const KindredOperation operation
      = { .lane = KINDRED_LANE_READ, .func = kindred_library_read_first_people, .data = task_data };

  /* Who asks next will be told of an error. */
  g_task_return_boolean (task, perform (task_data, &operation, cancellable, NULL) != NULL);
}

/* In the thread that opens: the main loop may be busy with making a window. */
static void
read_ahead (KindredLibrary *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->closing, NULL, NULL);

  g_task_set_source_tag (task, read_ahead);
  g_task_set_task_data (task, self, NULL); /* closing, which waits for the lanes, comes before its end */
  kindred_worker_push (self->lanes[KINDRED_LANE_READ].worker, task, read_ahead_in_lane, G_PRIORITY_HIGH);
}

static void
open_in_lane (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  KindredLibrary *self = task_data;
  KindredLane *lane = &self->lanes[KINDRED_LANE_WRITE];
  g_autoptr (GError) error = NULL;

  if (ensure_store (self, lane, &error) == NULL && g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_READ_ONLY))
    {
      g_clear_error (&error);
      lane->flags = KINDRED_STORE_READ_ONLY;
      self->read_only = ensure_store (self, lane, &error) != NULL;
    }

  if (lane->store == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  self->id = g_strdup (kindred_store_get_library_id (lane->store));
  if (self->reads_ahead)
    read_ahead (self);
  g_task_return_boolean (task, TRUE);
}

static void
open_library (const char *path, const KindredAnalyzerOptions *options, gboolean reads_ahead, GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer user_data)
{
  const KindredAnalyzerOptions defaults = { 0 };
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  KindredLibrary *self = g_object_new (KINDRED_TYPE_LIBRARY, NULL);

  g_task_set_source_tag (task, kindred_library_open_async);
  self->path = path != NULL ? g_canonicalize_filename (path, NULL) : kindred_paths_get_default_library ();
  self->pool = kindred_analyzer_pool_new (options != NULL ? options : &defaults);
  self->reads_ahead = reads_ahead;
  g_task_set_task_data (task, self, g_object_unref);
  kindred_worker_push (self->lanes[KINDRED_LANE_WRITE].worker, task, open_in_lane, G_PRIORITY_DEFAULT);
}

void
kindred_library_open_async (const char *path, const KindredAnalyzerOptions *options, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  open_library (path, options, FALSE, cancellable, callback, user_data);
}

void
kindred_library_open_ahead_async (const char *path, const KindredAnalyzerOptions *options, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  open_library (path, options, TRUE, cancellable, callback, user_data);
}

KindredLibrary *
kindred_library_open_finish (GAsyncResult *result, GError **error)
{
  KindredLibrary *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_library_open_async), NULL);

  self = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    {
      kindred_library_close (self);
      return NULL;
    }

  self->poll_source = g_timeout_add (POLL_INTERVAL_MS, poll_cb, self);
  update_undo_state (self);

  return g_object_ref (self);
}

void
kindred_library_close (KindredLibrary *self)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  if (g_cancellable_is_cancelled (self->closing))
    return;

  g_cancellable_cancel (self->closing);
  if (self->scan_job != NULL)
    kindred_job_cancel (self->scan_job);
  if (self->pool != NULL)
    kindred_analyzer_pool_stop (self->pool);
  g_clear_handle_id (&self->changed_source, g_source_remove);
  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_handle_id (&self->snapshot_source, g_source_remove);

  /* Those that feed others first. */
  kindred_worker_stop (self->files_worker);
  kindred_worker_stop (self->grouping_worker);
  kindred_worker_stop (self->lanes[KINDRED_LANE_LONG].worker);
  kindred_worker_stop (self->lanes[KINDRED_LANE_READ].worker);
  kindred_worker_stop (self->lanes[KINDRED_LANE_WRITE].worker);
  kindred_worker_stop (self->thumbs_worker);

  /* The writer last: only a connection that may write puts the log back into the file. */
  for (guint i = KINDRED_N_LANES; i > 0; i--)
    g_clear_pointer (&self->lanes[i - 1].store, kindred_store_close);
  g_clear_pointer (&self->snapshot, kindred_snapshot_unref);
}

/* ---- what it is ---- */

const char *
kindred_library_get_path (KindredLibrary *self)
{
  g_return_val_if_fail (KINDRED_IS_LIBRARY (self), NULL);

  return self->path;
}

const char *
kindred_library_get_id (KindredLibrary *self)
{
  g_return_val_if_fail (KINDRED_IS_LIBRARY (self), NULL);

  return self->id;
}

gboolean
kindred_library_get_read_only (KindredLibrary *self)
{
  g_return_val_if_fail (KINDRED_IS_LIBRARY (self), TRUE);

  return self->read_only;
}

gboolean
kindred_library_get_can_undo (KindredLibrary *self)
{
  g_return_val_if_fail (KINDRED_IS_LIBRARY (self), FALSE);

  return self->can_undo;
}

gboolean
kindred_library_get_can_redo (KindredLibrary *self)
{
  g_return_val_if_fail (KINDRED_IS_LIBRARY (self), FALSE);

  return self->can_redo;
}

KindredJob *
kindred_library_get_scan_job (KindredLibrary *self)
{
  g_return_val_if_fail (KINDRED_IS_LIBRARY (self), NULL);

  return self->scan_job;
}

void
kindred_library_set_scan (KindredLibrary *self, KindredScan *scan, KindredJob *job)
{
  self->scan = scan;
  if (g_set_object (&self->scan_job, job))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SCAN_JOB]);
}
