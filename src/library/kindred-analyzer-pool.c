/* kindred-analyzer-pool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "kindred-analyzer"

#include "config.h"

#include "kindred-analyzer-pool.h"

#include "base/kindred-error.h"
#include "imaging/kindred-video-file.h"
#include "kindred-analyzer-item.h"
#include "kindred-analyzer-launch.h"
#include "kindred-analyzer-process.h"

#include <glib/gi18n-lib.h>

#define VIDEO_TIMEOUT 10 /* times as long as a picture */
#define DEFAULT_TIMEOUT 60
#define DEFAULT_MAX_PHOTOS 500
#define IDLE_TIMEOUT 60
/* An analyzer that dies before it is ready is tried again; after so many in a row there is no hope. */
#define MAX_START_FAILURES 3

/* A process and what it is doing: starting, nothing, or something. */
typedef struct
{
  KindredAnalyzerPool *pool; /* not owned */
  KindredAnalyzerProcess *process;
  gboolean ready;
  gboolean busy;
  KindredAnalyzerItem *item; /* not owned: it owns itself until it returns; NULL also when nobody wants it any more */
} Slot;

struct _KindredAnalyzerPool
{
  GObject parent_instance;

  GStrv argv;
  guint n_analyzers;
  guint timeout;
  guint max_photos;

  GMainContext *context;
  GPtrArray *slots;
  GQueue pictures; /* somebody is looking at the screen: these go first */
  GQueue photos;
  GSource *idle_timeout;
  guint n_start_failures; /* in a row */
};

G_DEFINE_FINAL_TYPE (KindredAnalyzerPool, kindred_analyzer_pool, G_TYPE_OBJECT)

static void pump (KindredAnalyzerPool *self);

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  g_signal_handlers_disconnect_by_data (slot->process, slot);
  kindred_analyzer_process_kill (slot->process);
  g_object_unref (slot->process);
  g_free (slot);
}

static void
stop_idle_clock (KindredAnalyzerPool *self)
{
  if (self->idle_timeout != NULL)
    g_source_destroy (self->idle_timeout);
  g_clear_pointer (&self->idle_timeout, g_source_unref);
}

static void
kindred_analyzer_pool_dispose (GObject *object)
{
  KindredAnalyzerPool *self = KINDRED_ANALYZER_POOL (object);

  kindred_analyzer_pool_stop (self);

  G_OBJECT_CLASS (kindred_analyzer_pool_parent_class)->dispose (object);
}

static void
kindred_analyzer_pool_finalize (GObject *object)
{
  KindredAnalyzerPool *self = KINDRED_ANALYZER_POOL (object);

  g_strfreev (self->argv);
  g_ptr_array_unref (self->slots);
  g_main_context_unref (self->context);

  G_OBJECT_CLASS (kindred_analyzer_pool_parent_class)->finalize (object);
}

static void
kindred_analyzer_pool_class_init (KindredAnalyzerPoolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kindred_analyzer_pool_dispose;
  object_class->finalize = kindred_analyzer_pool_finalize;
}

static void
kindred_analyzer_pool_init (KindredAnalyzerPool *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->slots = g_ptr_array_new_with_free_func (slot_free);
  g_queue_init (&self->pictures);
  g_queue_init (&self->photos);
}

KindredAnalyzerPool *
kindred_analyzer_pool_new (const KindredAnalyzerOptions *options)
{
  const KindredAnalyzerOptions defaults = { 0 };
  KindredAnalyzerPool *self = g_object_new (KINDRED_TYPE_ANALYZER_POOL, NULL);

  options = options != NULL ? options : &defaults;
  self->argv = kindred_analyzer_launch_make_argv (options);
  self->n_analyzers = options->n_analyzers > 0 ? options->n_analyzers : g_get_num_processors ();
  self->timeout = options->timeout > 0 ? options->timeout : DEFAULT_TIMEOUT;
  self->max_photos = options->max_photos > 0 ? options->max_photos : DEFAULT_MAX_PHOTOS;

  return self;
}

guint
kindred_analyzer_pool_get_n_analyzers (KindredAnalyzerPool *self)
{
  g_return_val_if_fail (KINDRED_IS_ANALYZER_POOL (self), 0);

  return self->n_analyzers;
}

static guint
get_n_queued (KindredAnalyzerPool *self)
{
  return self->pictures.length + self->photos.length;
}

static void
return_error_to_all (KindredAnalyzerPool *self, const GError *error)
{
  GQueue items = self->pictures;
  KindredAnalyzerItem *item;

  /* Not those that the callbacks add. */
  g_queue_init (&self->pictures);
  while ((item = g_queue_pop_head (&self->photos)) != NULL)
    g_queue_push_tail (&items, item);

  while ((item = g_queue_pop_head (&items)) != NULL)
    {
      if (item->cancelled != NULL)
        g_source_destroy (item->cancelled); /* it is in no queue any more where it could be looked for */
      kindred_analyzer_item_return_error (item, g_error_copy (error));
    }
}

static Slot *
find_slot (KindredAnalyzerPool *self, KindredAnalyzerProcess *process)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->process == process)
        return slot;
    }

  return NULL;
}

static void
slot_exited_cb (KindredAnalyzerProcess *process, gpointer user_data)
{
  Slot *slot = user_data;

  g_debug ("analyzer: an idle process has ended");
  g_ptr_array_remove (slot->pool->slots, slot);
}

static gboolean
is_fatal_at_start (const GError *error)
{
  return !g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_CRASHED);
}

static void
handle_failed_start (KindredAnalyzerPool *self, GError *error)
{
  g_autoptr (GError) reason = error;

  if (!is_fatal_at_start (reason) && ++self->n_start_failures < MAX_START_FAILURES)
    return;

  self->n_start_failures = 0;
  /* Codes that may be about one photo would have a scan go on with the next. */
  if (!g_error_matches (reason, KINDRED_ERROR, KINDRED_ERROR_MODEL_MISSING)
      && !g_error_matches (reason, KINDRED_ERROR, KINDRED_ERROR_MODEL_DAMAGED)
      && !g_error_matches (reason, KINDRED_ERROR, KINDRED_ERROR_NO_ANALYZER))
    {
      reason->domain = KINDRED_ERROR;
      reason->code = KINDRED_ERROR_NO_ANALYZER;
      g_prefix_error (&reason, "%s: ", _ ("The analyzer does not start"));
    }
  g_message ("analyzer: %s", reason->message);
  return_error_to_all (self, reason);
}

static void
process_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredAnalyzerPool) self = user_data;
  KindredAnalyzerProcess *process = KINDRED_ANALYZER_PROCESS (source);
  g_autoptr (GError) error = NULL;
  gboolean ready = kindred_analyzer_process_start_finish (process, result, &error);
  Slot *slot = find_slot (self, process);

  if (slot == NULL) /* stopped meanwhile */
    return;

  slot->ready = ready;
  if (ready)
    {
      self->n_start_failures = 0;
    }
  else
    {
      g_ptr_array_remove (self->slots, slot);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* by kindred_analyzer_pool_stop() */
        handle_failed_start (self, g_steal_pointer (&error));
    }

  pump (self);
}

static void
add_slot (KindredAnalyzerPool *self)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->pool = self;
  slot->process = kindred_analyzer_process_new ((const char *const *) self->argv);
  g_signal_connect (slot->process, "exited", G_CALLBACK (slot_exited_cb), slot);
  g_ptr_array_add (self->slots, slot);
  /* Models come from the disk, which may be slow the first time: allow more than for a photo. */
  kindred_analyzer_process_start_async (slot->process, 2 * self->timeout, process_started_cb, g_object_ref (self));
}

static void
queue_again (KindredAnalyzerPool *self, KindredAnalyzerItem *item)
{
  g_queue_push_head (kindred_analyzer_item_is_picture (item) ? &self->pictures : &self->photos, item);
}

static void
request_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredAnalyzerPool) self = user_data;
  g_autoptr (KindredAnalyzerProcess) process = g_object_ref (KINDRED_ANALYZER_PROCESS (source));
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredReply) reply = kindred_analyzer_process_request_finish (process, result, &error);
  Slot *slot = find_slot (self, process);
  KindredAnalyzerItem *item = g_steal_pointer (&slot->item);

  slot->busy = FALSE;
  if (reply != NULL && item != NULL && !kindred_analyzer_item_check_reply (item, reply, &error))
    g_clear_pointer (&reply, kindred_reply_free);
  if (reply == NULL || kindred_analyzer_process_get_n_done (process) >= self->max_photos)
    g_ptr_array_remove (self->slots, slot);

  if (item == NULL)
    g_debug ("analyzer: a cancelled thumbnail is done");
  else if (reply != NULL)
    kindred_analyzer_item_return_reply (item, g_steal_pointer (&reply));
  else if (kindred_analyzer_item_should_retry (item, process, error))
    queue_again (self, item);
  else
    kindred_analyzer_item_return_error (item, g_steal_pointer (&error));

  pump (self);
}

/* By name: what is inside is for the analyzer to find out. */
static gboolean
is_video (const KindredAnalyzerItem *item)
{
  return kindred_video_is_candidate (item->request->path);
}

static guint
get_timeout (KindredAnalyzerPool *self, const KindredAnalyzerItem *item)
{
  return is_video (item) ? VIDEO_TIMEOUT * self->timeout : self->timeout;
}

static void
assign (KindredAnalyzerPool *self, Slot *slot)
{
  KindredAnalyzerItem *item = g_queue_pop_head (self->pictures.length > 0 ? &self->pictures : &self->photos);

  item->attempts++;
  slot->item = item;
  slot->busy = TRUE;
  kindred_analyzer_process_request_async (slot->process, item->request, get_timeout (self, item), request_done_cb,
                                          g_object_ref (self));
}

static gboolean
idle_timed_out_cb (gpointer user_data)
{
  KindredAnalyzerPool *self = user_data;

  g_debug ("analyzer: nothing to do, ending %u processes", self->slots->len);
  g_ptr_array_set_size (self->slots, 0);
  g_clear_pointer (&self->idle_timeout, g_source_unref);

  return G_SOURCE_REMOVE;
}

static void
start_idle_clock (KindredAnalyzerPool *self)
{
  self->idle_timeout = g_timeout_source_new_seconds (IDLE_TIMEOUT);
  g_source_set_callback (self->idle_timeout, idle_timed_out_cb, self, NULL);
  g_source_set_static_name (self->idle_timeout, "[kindred] idle analyzers");
  g_source_attach (self->idle_timeout, self->context);
}

/* Somebody who looks at the screen waits for a photo to be done, but not for videos, which take minutes. */
static gboolean
needs_one_more (KindredAnalyzerPool *self)
{
  if (self->pictures.length == 0 || self->slots->len != self->n_analyzers)
    return FALSE;

  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->item == NULL || !is_video (slot->item) || kindred_analyzer_item_is_picture (slot->item))
        return FALSE;
    }

  return TRUE;
}

/* A process beyond their number is for pictures alone. */
static guint
count_for_slot (KindredAnalyzerPool *self, guint i)
{
  return i < self->n_analyzers ? get_n_queued (self) : self->pictures.length;
}

/* Gives queued items to processes that have nothing to do, and starts processes for the rest. */
static void
pump (KindredAnalyzerPool *self)
{
  guint n_starting = 0, n_busy = 0;

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->ready && !slot->busy && count_for_slot (self, i) > 0)
        assign (self, slot);
      n_starting += !slot->ready;
      n_busy += slot->busy;
    }

  for (; self->slots->len < self->n_analyzers && n_starting < get_n_queued (self); n_starting++)
    add_slot (self);
  if (needs_one_more (self))
    {
      add_slot (self);
      n_starting++;
    }

  stop_idle_clock (self);
  if (self->slots->len > 0 && n_starting == 0 && n_busy == 0)
    start_idle_clock (self);
}

static Slot *
find_slot_of (KindredAnalyzerPool *self, KindredAnalyzerItem *item)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->item == item)
        return slot;
    }

  return NULL;
}

static gboolean
item_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  KindredAnalyzerItem *item = user_data;
  g_autoptr (KindredAnalyzerPool) self = g_object_ref (g_task_get_source_object (item->task));
  Slot *slot = find_slot_of (self, item);

  if (slot != NULL && !kindred_analyzer_item_is_picture (item))
    {
      kindred_analyzer_process_kill (slot->process);
      return G_SOURCE_REMOVE;
    }

  /* A thumbnail is sooner done than another process started. */
  if (slot != NULL)
    slot->item = NULL;
  else if (!g_queue_remove (&self->pictures, item))
    g_queue_remove (&self->photos, item);
  kindred_analyzer_item_return_error (item, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled")));

  return G_SOURCE_REMOVE;
}

/* @request: consumed */
static void
add_item (KindredAnalyzerPool *self, KindredRequest *request, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  KindredAnalyzerItem *item;

  if (g_task_return_error_if_cancelled (task))
    {
      kindred_request_free (request);
      return;
    }

  item = kindred_analyzer_item_new (request, task);
  if (cancellable != NULL)
    {
      item->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (item->cancelled, G_SOURCE_FUNC (item_cancelled_cb), item, NULL);
      g_source_attach (item->cancelled, self->context);
    }

  g_queue_push_tail (kindred_analyzer_item_is_picture (item) ? &self->pictures : &self->photos, item);
  pump (self);
}

void
kindred_analyzer_pool_analyze_async (KindredAnalyzerPool *self, const char *path, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KINDRED_IS_ANALYZER_POOL (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kindred_analyzer_pool_analyze_async);
  /* The reason that the task gives is the one that its process gave. */
  g_task_set_check_cancellable (task, FALSE);
  add_item (self, kindred_request_new_analyze (path), task);
}

KindredAnalysis *
kindred_analyzer_pool_analyze_finish (KindredAnalyzerPool *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_analyzer_pool_analyze_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kindred_analyzer_pool_crop_async (KindredAnalyzerPool *self, const char *path, double time, double x, double y,
                                  double width, double height, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KINDRED_IS_ANALYZER_POOL (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  /* What is cancelled says so, even when the thumbnail came at the same moment. */
  g_task_set_source_tag (task, kindred_analyzer_pool_crop_async);
  add_item (self, kindred_request_new_crop (path, time, x, y, width, height), task);
}

GBytes *
kindred_analyzer_pool_crop_finish (KindredAnalyzerPool *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_analyzer_pool_crop_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kindred_analyzer_pool_preview_async (KindredAnalyzerPool *self, const char *path, double time, int edge,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KINDRED_IS_ANALYZER_POOL (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kindred_analyzer_pool_preview_async);
  g_task_set_check_cancellable (task, FALSE);
  add_item (self, kindred_request_new_preview (path, time, edge), task);
}

GBytes *
kindred_analyzer_pool_preview_finish (KindredAnalyzerPool *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_analyzer_pool_preview_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kindred_analyzer_pool_stop (KindredAnalyzerPool *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (KINDRED_IS_ANALYZER_POOL (self));

  stop_idle_clock (self);
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
  return_error_to_all (self, error);

  /* Backwards, because idle ones go at once; the others when their tasks have returned. */
  for (guint i = self->slots->len; i > 0; i--)
    {
      Slot *slot = g_ptr_array_index (self->slots, i - 1);

      if (slot->ready && !slot->busy)
        g_ptr_array_remove_index (self->slots, i - 1);
      else
        kindred_analyzer_process_kill (slot->process);
    }
}
