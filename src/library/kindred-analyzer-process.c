/* kindred-analyzer-process.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "kindred-analyzer"

#include "config.h"

#include "kindred-analyzer-process.h"

#include "base/kindred-error.h"
#include "kindred-analyzer-launch.h"
#include "kindred-analyzer-log.h"
#include "kindred-analyzer-wire.h"

#include <glib/gi18n-lib.h>

#define READ_SIZE (64 * 1024)

struct _KindredAnalyzerProcess
{
  GObject parent_instance;

  GStrv argv;
  GSubprocess *subprocess;
  char *identifier;          /* outlives the process, for the log */
  GCancellable *cancellable; /* of the reading from and the waiting for this process */
  KindredAnalyzerWire *wire;
  GTask *task; /* what it was asked to do, or NULL */
  GSource *timeout;
  guint n_done;
  gboolean exited;
  gboolean closed; /* its standard output has ended */
  gboolean was_killed;
};

G_DEFINE_FINAL_TYPE (KindredAnalyzerProcess, kindred_analyzer_process, G_TYPE_OBJECT)

enum
{
  SIGNAL_EXITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void read_output (KindredAnalyzerProcess *self);

static void
stop_clock (KindredAnalyzerProcess *self)
{
  if (self->timeout != NULL)
    g_source_destroy (self->timeout);
  g_clear_pointer (&self->timeout, g_source_unref);
}

/* Lets go of the process without waiting for it; GLib reaps it. */
static void
abandon (KindredAnalyzerProcess *self)
{
  stop_clock (self);
  kindred_analyzer_wire_close (self->wire);
  g_cancellable_cancel (self->cancellable);
  if (self->subprocess != NULL && !self->exited)
    g_subprocess_force_exit (self->subprocess);
}

static void
kindred_analyzer_process_dispose (GObject *object)
{
  KindredAnalyzerProcess *self = KINDRED_ANALYZER_PROCESS (object);

  abandon (self);

  G_OBJECT_CLASS (kindred_analyzer_process_parent_class)->dispose (object);
}

static void
kindred_analyzer_process_finalize (GObject *object)
{
  KindredAnalyzerProcess *self = KINDRED_ANALYZER_PROCESS (object);

  g_strfreev (self->argv);
  g_free (self->identifier);
  g_clear_object (&self->subprocess);
  g_clear_object (&self->cancellable);
  kindred_analyzer_wire_free (self->wire);

  G_OBJECT_CLASS (kindred_analyzer_process_parent_class)->finalize (object);
}

static void
kindred_analyzer_process_class_init (KindredAnalyzerProcessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kindred_analyzer_process_dispose;
  object_class->finalize = kindred_analyzer_process_finalize;

  signals[SIGNAL_EXITED]
      = g_signal_new ("exited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kindred_analyzer_process_init (KindredAnalyzerProcess *self)
{
  self->cancellable = g_cancellable_new ();
  self->wire = kindred_analyzer_wire_new ();
}

KindredAnalyzerProcess *
kindred_analyzer_process_new (const char *const *argv)
{
  KindredAnalyzerProcess *self;

  g_return_val_if_fail (argv != NULL && argv[0] != NULL, NULL);

  self = g_object_new (KINDRED_TYPE_ANALYZER_PROCESS, NULL);
  self->argv = g_strdupv ((GStrv) argv);

  return self;
}

/* Ends the process for @reason, which becomes the error of what it was asked to do. */
static void
fail (KindredAnalyzerProcess *self, GError *reason)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  abandon (self);
  if (task != NULL)
    g_task_return_error (task, reason);
  else
    g_error_free (reason);
}

static GError *
describe_exit (GSubprocess *subprocess)
{
  if (g_subprocess_get_if_signaled (subprocess))
    return g_error_new (KINDRED_ERROR, KINDRED_ERROR_CRASHED, _ ("The analyzer died: %s"),
                        g_strsignal (g_subprocess_get_term_sig (subprocess)));

  return g_error_new (KINDRED_ERROR, KINDRED_ERROR_CRASHED, _ ("The analyzer ended with exit status %d"),
                      g_subprocess_get_exit_status (subprocess));
}

/* How it ended, and the last that it said, become known in any order: only both together tell. */
static void
finish_if_over (KindredAnalyzerProcess *self)
{
  if (!self->exited || !self->closed)
    return;

  if (self->task != NULL)
    {
      fail (self, describe_exit (self->subprocess));
      return;
    }

  abandon (self);
  g_signal_emit (self, signals[SIGNAL_EXITED], 0);
}

static void
process_exited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredAnalyzerProcess) self = user_data;
  GSubprocess *subprocess = G_SUBPROCESS (source);

  if (!g_subprocess_wait_finish (subprocess, result, NULL))
    return; /* abandoned */

  self->exited = TRUE;
  self->was_killed = g_subprocess_get_if_signaled (subprocess) && g_subprocess_get_term_sig (subprocess) == SIGKILL;
  finish_if_over (self);
}

/* Returns FALSE when the stream is lost. */
static gboolean
take_output (KindredAnalyzerProcess *self, GBytes *bytes)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  KindredReply *reply;

  if (!kindred_analyzer_wire_take (self->wire, bytes, self->task != NULL, &reply, &error))
    {
      fail (self, g_steal_pointer (&error));
      return FALSE;
    }
  if (reply == NULL)
    return TRUE;

  stop_clock (self);
  task = g_steal_pointer (&self->task);
  g_task_return_pointer (task, reply, (GDestroyNotify) kindred_reply_free);

  return TRUE;
}

static void
output_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredAnalyzerProcess) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      /* It is about to end, or has closed the pipe, which has to come to the same. */
      self->closed = TRUE;
      g_subprocess_send_signal (self->subprocess, SIGTERM);
      finish_if_over (self);
      return;
    }

  if (take_output (self, bytes))
    read_output (self);
}

static void
read_output (KindredAnalyzerProcess *self)
{
  g_input_stream_read_bytes_async (g_subprocess_get_stdout_pipe (self->subprocess), READ_SIZE, G_PRIORITY_DEFAULT,
                                   self->cancellable, output_read_cb, g_object_ref (self));
}

static gboolean
spawn (KindredAnalyzerProcess *self, GError **error)
{
  int input;

  self->subprocess = kindred_analyzer_launch ((const char *const *) self->argv, &input, error);
  kindred_analyzer_wire_open (self->wire, input);
  if (self->subprocess == NULL)
    return FALSE;

  /* It has none any more if it is gone already. */
  self->identifier = g_strdup (g_subprocess_get_identifier (self->subprocess));
  if (self->identifier == NULL)
    self->identifier = g_strdup ("?");
  g_debug ("analyzer %s: started", self->identifier);

  return TRUE;
}

static gboolean
timed_out_cb (gpointer user_data)
{
  KindredAnalyzerProcess *self = user_data;

  fail (self, g_error_new_literal (KINDRED_ERROR, KINDRED_ERROR_TIMED_OUT, _ ("The analyzer took too long")));

  return G_SOURCE_REMOVE;
}

static void
start_clock (KindredAnalyzerProcess *self, guint seconds)
{
  stop_clock (self);
  self->timeout = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (self->timeout, timed_out_cb, self, NULL);
  g_source_set_static_name (self->timeout, "[kindred] analyzer timeout");
  g_source_attach (self->timeout, g_main_context_get_thread_default ());
}

void
kindred_analyzer_process_start_async (KindredAnalyzerProcess *self, guint timeout, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (KINDRED_IS_ANALYZER_PROCESS (self));
  g_return_if_fail (self->subprocess == NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, kindred_analyzer_process_start_async);
  if (!spawn (self, &error))
    {
      kindred_analyzer_wire_close (self->wire);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  self->task = g_steal_pointer (&task);
  g_subprocess_wait_async (self->subprocess, self->cancellable, process_exited_cb, g_object_ref (self));
  read_output (self);
  kindred_analyzer_log_read (g_subprocess_get_stderr_pipe (self->subprocess), self->identifier);
  start_clock (self, timeout);
}

gboolean
kindred_analyzer_process_start_finish (KindredAnalyzerProcess *self, GAsyncResult *result, GError **error)
{
  g_autoptr (KindredReply) reply = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  reply = g_task_propagate_pointer (G_TASK (result), error);
  if (reply == NULL)
    return FALSE;
  if (reply->kind == KINDRED_REPLY_READY)
    return TRUE;

  abandon (self);
  if (reply->kind == KINDRED_REPLY_FATAL)
    g_propagate_error (error, g_steal_pointer (&reply->error));
  else
    g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL, "The analyzer answers before it is ready");

  return FALSE;
}

void
kindred_analyzer_process_request_async (KindredAnalyzerProcess *self, const KindredRequest *request, guint timeout,
                                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KINDRED_IS_ANALYZER_PROCESS (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (self->task == NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, kindred_analyzer_process_request_async);
  if (!kindred_analyzer_wire_send (self->wire, request))
    {
      abandon (self);
      self->was_killed = TRUE;
      g_task_return_new_error (task, KINDRED_ERROR, KINDRED_ERROR_CRASHED, _ ("The analyzer is gone"));
      return;
    }

  self->task = g_steal_pointer (&task);
  start_clock (self, timeout);
}

KindredReply *
kindred_analyzer_process_request_finish (KindredAnalyzerProcess *self, GAsyncResult *result, GError **error)
{
  g_autoptr (KindredReply) reply = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  reply = g_task_propagate_pointer (G_TASK (result), error);
  if (reply != NULL)
    self->n_done++;

  return g_steal_pointer (&reply);
}

void
kindred_analyzer_process_kill (KindredAnalyzerProcess *self)
{
  g_return_if_fail (KINDRED_IS_ANALYZER_PROCESS (self));

  fail (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled")));
}

gboolean
kindred_analyzer_process_was_killed (KindredAnalyzerProcess *self)
{
  g_return_val_if_fail (KINDRED_IS_ANALYZER_PROCESS (self), FALSE);

  return self->was_killed;
}

guint
kindred_analyzer_process_get_n_done (KindredAnalyzerProcess *self)
{
  g_return_val_if_fail (KINDRED_IS_ANALYZER_PROCESS (self), 0);

  return self->n_done;
}

const char *
kindred_analyzer_process_get_identifier (KindredAnalyzerProcess *self)
{
  g_return_val_if_fail (KINDRED_IS_ANALYZER_PROCESS (self), NULL);

  return self->exited ? NULL : self->identifier;
}
