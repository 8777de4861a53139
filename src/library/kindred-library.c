/* kindred-library.c - opening, closing, properties and the "changed" signal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-library-private.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "kindred-snapshot.h"

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
  g_task_return_boolean (task, kindred_library_perform (task_data, &operation, cancellable, NULL) != NULL);
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

  if (kindred_library_ensure_store (self, lane, &error) == NULL
      && g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_READ_ONLY))
    {
      g_clear_error (&error);
      lane->flags = KINDRED_STORE_READ_ONLY;
      self->read_only = kindred_library_ensure_store (self, lane, &error) != NULL;
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

  kindred_library_start_watching (self);

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

static void
set_flag (KindredLibrary *self, gboolean *flag, gboolean value, guint prop)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

void
kindred_library_set_undo_state (KindredLibrary *self, gboolean can_undo, gboolean can_redo)
{
  set_flag (self, &self->can_undo, can_undo, PROP_CAN_UNDO);
  set_flag (self, &self->can_redo, can_redo, PROP_CAN_REDO);
}

void
kindred_library_emit_changed (KindredLibrary *self, guint changes)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
}

void
kindred_library_set_scan (KindredLibrary *self, KindredScan *scan, KindredJob *job)
{
  self->scan = scan;
  if (g_set_object (&self->scan_job, job))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SCAN_JOB]);
}
