/* kindred-scan-analyze.c - photos through the analyzers into the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-scan-private.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "kindred-job-private.h"

/* A commit has at most so many photos and waits at most so long: that much is analyzed again after a crash. */
#define BATCH_SIZE 16
#define BATCH_DELAY_MS 500

/* Requests that wait in the pool, so that no analyzer is ever idle. */
#define N_AHEAD 2

/* ---- writing ---- */

static void
batch_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredScan) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_writing--;
  if (kindred_scan_batch_write_finish (KINDRED_LIBRARY (source), result, &error))
    self->n_ungrouped++;
  else
    kindred_scan_fail (self, g_steal_pointer (&error));

  kindred_scan_advance (self);
}

void
kindred_scan_flush (KindredScan *self)
{
  g_clear_handle_id (&self->batch_source, g_source_remove);
  if (kindred_scan_batch_get_size (self->batch) == 0)
    return;

  self->n_writing++;
  kindred_scan_batch_write_async (self->library, g_steal_pointer (&self->batch), batch_written_cb, g_object_ref (self));
  self->batch = kindred_scan_batch_new ();
}

static gboolean
batch_timed_out_cb (gpointer user_data)
{
  KindredScan *self = user_data;

  self->batch_source = 0;
  kindred_scan_flush (self);

  return G_SOURCE_REMOVE;
}

static void
flush_soon (KindredScan *self)
{
  gboolean last = self->in_flight == 0 && g_queue_is_empty (&self->todo);

  if (last || kindred_scan_batch_get_size (self->batch) >= BATCH_SIZE)
    kindred_scan_flush (self);
  else if (self->batch_source == 0)
    self->batch_source = g_timeout_add (BATCH_DELAY_MS, batch_timed_out_cb, self);
}

/* ---- analyzing ---- */

typedef struct
{
  KindredScan *scan;
  KindredTodo *todo;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->scan);
  kindred_todo_free (request->todo);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* Without the model or the program every photo would fail alike; none of them is to blame. */
static gboolean
is_fatal (const GError *error)
{
  return error->domain != KINDRED_ERROR || error->code == KINDRED_ERROR_MODEL_MISSING
         || error->code == KINDRED_ERROR_MODEL_DAMAGED || error->code == KINDRED_ERROR_NO_ANALYZER;
}

static void
note_failure (KindredScan *self, const KindredTodo *todo, const GError *error)
{
  g_autofree char *shown = kindred_paths_display (todo->path);

  g_message ("%s: %s", shown, error->message);
  self->result->failed++;
  g_ptr_array_add (self->result->failures, kindred_failure_new (todo->path, error));
  kindred_job_add_failed (self->job, 1);
  kindred_scan_batch_add_failure (self->batch, todo->id, todo->path, error);
}

static void
analyzed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  KindredScan *self = request->scan;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredAnalysis) analysis
      = kindred_analyzer_pool_analyze_finish (KINDRED_ANALYZER_POOL (source), result, &error);

  self->in_flight--;
  if (analysis != NULL)
    {
      kindred_scan_batch_add_analysis (self->batch, request->todo->id, analysis);
      self->result->faces += analysis->faces->len;
      kindred_job_add_faces (self->job, analysis->faces->len);
    }
  else if (is_fatal (error))
    kindred_scan_fail (self, g_steal_pointer (&error));
  else
    note_failure (self, request->todo, error);

  kindred_job_advance (self->job, 1);
  flush_soon (self);
  kindred_scan_advance (self);
}

static void
analyze_next (KindredScan *self)
{
  KindredTodo *todo = g_queue_pop_head (&self->todo);
  Request *request = g_new (Request, 1);
  g_autofree char *name = g_path_get_basename (todo->path);
  g_autofree char *shown = kindred_paths_display (name);

  *request = (Request){ g_object_ref (self), todo };
  self->in_flight++;
  kindred_job_set_phase (self->job, KINDRED_JOB_ANALYZING);
  kindred_job_set_current (self->job, shown);
  kindred_analyzer_pool_analyze_async (self->library->pool, todo->path, kindred_job_get_cancellable (self->job),
                                       analyzed_cb, request);
}

void
kindred_scan_feed (KindredScan *self)
{
  guint most = kindred_analyzer_pool_get_n_analyzers (self->library->pool) + N_AHEAD;

  while (self->in_flight < most && !g_queue_is_empty (&self->todo)
         && kindred_job_get_state (self->job) == KINDRED_JOB_RUNNING)
    analyze_next (self);
}
