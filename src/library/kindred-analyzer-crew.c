/* kindred-analyzer-crew.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "kindred-analyzer"

#include "config.h"

#include "kindred-analyzer-crew.h"

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
  KindredAnalyzerCrew *crew; /* not owned */
  KindredAnalyzerProcess *process;
  gboolean ready;
  gboolean busy;
  KindredAnalyzerItem *item; /* not owned: it owns itself until it returns; NULL also when nobody wants it any more */
} Slot;

struct _KindredAnalyzerCrew
{
  GObject parent_instance;

  GStrv argv;
  guint n_analyzers;
  guint timeout;
  guint max_photos;

  GMainContext *context;
  GPtrArray *slots;
  GQueue items; /* that wait for a process */
  GSource *idle_timeout;
  guint n_start_failures; /* in a row */
};

G_DEFINE_FINAL_TYPE (KindredAnalyzerCrew, kindred_analyzer_crew, G_TYPE_OBJECT)

static void pump (KindredAnalyzerCrew *self);

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
stop_idle_clock (KindredAnalyzerCrew *self)
{
  if (self->idle_timeout != NULL)
    g_source_destroy (self->idle_timeout);
  g_clear_pointer (&self->idle_timeout, g_source_unref);
}

static void
kindred_analyzer_crew_dispose (GObject *object)
{
  KindredAnalyzerCrew *self = KINDRED_ANALYZER_CREW (object);

  kindred_analyzer_crew_stop (self);

  G_OBJECT_CLASS (kindred_analyzer_crew_parent_class)->dispose (object);
}

static void
kindred_analyzer_crew_finalize (GObject *object)
{
  KindredAnalyzerCrew *self = KINDRED_ANALYZER_CREW (object);

  g_strfreev (self->argv);
  g_ptr_array_unref (self->slots);
  g_main_context_unref (self->context);

  G_OBJECT_CLASS (kindred_analyzer_crew_parent_class)->finalize (object);
}

static void
kindred_analyzer_crew_class_init (KindredAnalyzerCrewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kindred_analyzer_crew_dispose;
  object_class->finalize = kindred_analyzer_crew_finalize;
}

static void
kindred_analyzer_crew_init (KindredAnalyzerCrew *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->slots = g_ptr_array_new_with_free_func (slot_free);
  g_queue_init (&self->items);
}

static void
return_error_to_all (KindredAnalyzerCrew *self, const GError *error)
{
  GQueue items = self->items;
  KindredAnalyzerItem *item;

  /* Not those that the callbacks add. */
  g_queue_init (&self->items);
  while ((item = g_queue_pop_head (&items)) != NULL)
    {
      kindred_analyzer_item_unwatch (item); /* it is in no queue any more where it could be looked for */
      kindred_analyzer_item_return_error (item, g_error_copy (error));
    }
}

/* The slot of @process, or the one that has @item to do. */
static Slot *
find_slot (KindredAnalyzerCrew *self, const KindredAnalyzerProcess *process, const KindredAnalyzerItem *item)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (process != NULL ? slot->process == process : slot->item == item)
        return slot;
    }

  return NULL;
}

static void
slot_exited_cb (KindredAnalyzerProcess *process, gpointer user_data)
{
  Slot *slot = user_data;

  g_debug ("analyzer: an idle process has ended");
  g_ptr_array_remove (slot->crew->slots, slot);
}

static void
handle_failed_start (KindredAnalyzerCrew *self, GError *error)
{
  g_autoptr (GError) reason = error;

  if (g_error_matches (reason, KINDRED_ERROR, KINDRED_ERROR_CRASHED) && ++self->n_start_failures < MAX_START_FAILURES)
    return;

  self->n_start_failures = 0;
  kindred_analyzer_launch_explain_failure (&reason);
  g_message ("analyzer: %s", reason->message);
  return_error_to_all (self, reason);
}

static void
process_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredAnalyzerCrew) self = user_data;
  KindredAnalyzerProcess *process = KINDRED_ANALYZER_PROCESS (source);
  g_autoptr (GError) error = NULL;
  gboolean ready = kindred_analyzer_process_start_finish (process, result, &error);
  Slot *slot = find_slot (self, process, NULL);

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
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* by kindred_analyzer_crew_stop() */
        handle_failed_start (self, g_steal_pointer (&error));
    }

  pump (self);
}

static void
add_slot (KindredAnalyzerCrew *self)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->crew = self;
  slot->process = kindred_analyzer_process_new ((const char *const *) self->argv);
  g_signal_connect (slot->process, "exited", G_CALLBACK (slot_exited_cb), slot);
  g_ptr_array_add (self->slots, slot);
  /* Models come from the disk, which may be slow the first time: allow more than for a photo. */
  kindred_analyzer_process_start_async (slot->process, 2 * self->timeout, process_started_cb, g_object_ref (self));
}

static void
request_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredAnalyzerCrew) self = user_data;
  g_autoptr (KindredAnalyzerProcess) process = g_object_ref (KINDRED_ANALYZER_PROCESS (source));
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredReply) reply = kindred_analyzer_process_request_finish (process, result, &error);
  Slot *slot = find_slot (self, process, NULL);
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
    g_queue_push_head (&self->items, item);
  else
    kindred_analyzer_item_return_error (item, g_steal_pointer (&error));

  pump (self);
}

/* By name: what is inside is for the analyzer to find out. */
static guint
get_timeout (KindredAnalyzerCrew *self, const KindredAnalyzerItem *item)
{
  return kindred_video_is_candidate (item->request->path) ? VIDEO_TIMEOUT * self->timeout : self->timeout;
}

static void
assign (KindredAnalyzerCrew *self, Slot *slot)
{
  KindredAnalyzerItem *item = g_queue_pop_head (&self->items);

  item->attempts++;
  slot->item = item;
  slot->busy = TRUE;
  kindred_analyzer_process_request_async (slot->process, item->request, get_timeout (self, item), request_done_cb,
                                          g_object_ref (self));
}

static gboolean
idle_timed_out_cb (gpointer user_data)
{
  KindredAnalyzerCrew *self = user_data;

  g_debug ("analyzer: nothing to do, ending %u processes", self->slots->len);
  g_ptr_array_set_size (self->slots, 0);
  g_clear_pointer (&self->idle_timeout, g_source_unref);

  return G_SOURCE_REMOVE;
}

static void
start_idle_clock (KindredAnalyzerCrew *self)
{
  self->idle_timeout = g_timeout_source_new_seconds (IDLE_TIMEOUT);
  g_source_set_callback (self->idle_timeout, idle_timed_out_cb, self, NULL);
  g_source_set_static_name (self->idle_timeout, "[kindred] idle analyzers");
  g_source_attach (self->idle_timeout, self->context);
}

/* Gives queued items to processes that have nothing to do, and starts processes for the rest. */
static void
pump (KindredAnalyzerCrew *self)
{
  guint n_starting = 0, n_busy = 0;

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->ready && !slot->busy && self->items.length > 0)
        assign (self, slot);
      n_starting += !slot->ready;
      n_busy += slot->busy;
    }

  for (; self->slots->len < self->n_analyzers && n_starting < self->items.length; n_starting++)
    add_slot (self);

  stop_idle_clock (self);
  if (self->slots->len > 0 && n_starting == 0 && n_busy == 0)
    start_idle_clock (self);
}

static gboolean
item_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  KindredAnalyzerItem *item = user_data;
  g_autoptr (KindredAnalyzerCrew) self = g_object_ref (item->crew);
  Slot *slot = find_slot (self, NULL, item);

  if (slot != NULL && !kindred_analyzer_item_is_picture (item))
    {
      kindred_analyzer_process_kill (slot->process);
      return G_SOURCE_REMOVE;
    }

  /* A thumbnail is sooner done than another process started. */
  if (slot != NULL)
    slot->item = NULL;
  else
    g_queue_remove (&self->items, item);
  kindred_analyzer_item_return_error (item, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled")));

  return G_SOURCE_REMOVE;
}

KindredAnalyzerCrew *
kindred_analyzer_crew_new (const KindredAnalyzerOptions *options, gboolean with_models)
{
  KindredAnalyzerCrew *self;

  g_return_val_if_fail (options != NULL, NULL);

  self = g_object_new (KINDRED_TYPE_ANALYZER_CREW, NULL);
  self->argv = kindred_analyzer_launch_make_argv (options, with_models);
  self->n_analyzers = options->n_analyzers > 0 ? options->n_analyzers : g_get_num_processors ();
  self->timeout = options->timeout > 0 ? options->timeout : DEFAULT_TIMEOUT;
  self->max_photos = options->max_photos > 0 ? options->max_photos : DEFAULT_MAX_PHOTOS;

  return self;
}

guint
kindred_analyzer_crew_get_n_analyzers (KindredAnalyzerCrew *self)
{
  g_return_val_if_fail (KINDRED_IS_ANALYZER_CREW (self), 0);

  return self->n_analyzers;
}

void
kindred_analyzer_crew_add (KindredAnalyzerCrew *self, KindredRequest *request, GTask *task)
{
  g_autoptr (KindredRequest) owned = request;
  KindredAnalyzerItem *item;

  g_return_if_fail (KINDRED_IS_ANALYZER_CREW (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (G_IS_TASK (task));

  if (g_task_return_error_if_cancelled (task))
    return;

  item = kindred_analyzer_item_new (self, g_steal_pointer (&owned), task);
  kindred_analyzer_item_watch (item, item_cancelled_cb, self->context);
  g_queue_push_tail (&self->items, item);
  pump (self);
}

void
kindred_analyzer_crew_stop (KindredAnalyzerCrew *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (KINDRED_IS_ANALYZER_CREW (self));

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
