/* kindred-scan.c - the course of a scan
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-scan-private.h"

#include "kindred-job-private.h"

/* Grouping while the scan runs takes at most a tenth of the time. */
#define GROUPING_SHARE 10
#define GROUPING_PAUSE_US (1 * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (KindredScan, kindred_scan, G_TYPE_OBJECT)

/* ---- ending ---- */

void
kindred_scan_fail (KindredScan *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);

  g_queue_clear_full (&self->todo, (GDestroyNotify) kindred_todo_free);
  g_queue_clear_full (&self->requests, (GDestroyNotify) g_strfreev);
}

/* Nothing is left to list, analyze or write. */
static gboolean
is_analyzed (KindredScan *self)
{
  return !self->listing && self->in_flight == 0 && self->n_writing == 0 && g_queue_is_empty (&self->requests)
         && g_queue_is_empty (&self->todo) && kindred_scan_batch_get_size (self->batch) == 0;
}

static void
finish (KindredScan *self)
{
  self->finished = TRUE;
  self->result->seconds = (double) (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;

  g_clear_signal_handler (&self->state_handler, self->job);
  g_clear_signal_handler (&self->cancelled_handler, kindred_job_get_cancellable (self->job));
  g_clear_handle_id (&self->batch_source, g_source_remove);
  g_clear_handle_id (&self->grouping_source, g_source_remove);
  kindred_job_finish (self->job);
  kindred_library_set_scan (self->library, NULL, NULL);

  for (guint i = 0; i < self->tasks->len; i++)
    {
      GTask *task = self->tasks->pdata[i];

      if (self->error != NULL)
        g_task_return_error (task, g_error_copy (self->error));
      else
        g_task_return_pointer (task, kindred_scan_result_copy (self->result),
                               (GDestroyNotify) kindred_scan_result_free);
    }

  g_ptr_array_set_size (self->tasks, 0);
  g_object_unref (self); /* the reference that a running scan has of itself */
}

/* ---- listing ---- */

static void
list_in_files_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  KindredScan *self = source_object;
  g_autoptr (GError) error = NULL;
  KindredListing *listing = kindred_scan_list (self->library, task_data, cancellable, &error);

  if (listing == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, listing, (GDestroyNotify) kindred_listing_free);
}

static void
take_listing (KindredScan *self, KindredListing *listing)
{
  KindredScanResult *result = self->result;

  result->photos = listing->photos;
  result->new_photos += listing->new_photos;
  result->changed += listing->changed;
  result->moved += listing->moved;
  result->missing += listing->missing;
  g_ptr_array_extend_and_steal (result->moved_folders, g_ptr_array_ref (listing->moved_folders));
  kindred_job_add_failed (self->job, listing->failures->len);
  g_ptr_array_extend_and_steal (result->failures, g_ptr_array_ref (listing->failures));

  g_ptr_array_set_free_func (listing->todo, NULL);
  for (guint i = 0; i < listing->todo->len; i++)
    {
      KindredTodo *todo = listing->todo->pdata[i];

      if (g_hash_table_add (self->known, g_memdup2 (&todo->id, sizeof todo->id)))
        g_queue_push_tail (&self->todo, todo);
      else
        kindred_todo_free (todo);
    }

  kindred_job_set_total (self->job,
                         kindred_job_get_done (self->job) + self->in_flight + g_queue_get_length (&self->todo));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredScan *self = KINDRED_SCAN (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredListing) listing = g_task_propagate_pointer (G_TASK (result), &error);

  self->listing = FALSE;
  if (listing == NULL)
    kindred_scan_fail (self, g_steal_pointer (&error));
  else if (self->error == NULL)
    take_listing (self, listing);

  kindred_scan_advance (self);
}

static void
start_listing (KindredScan *self)
{
  g_autoptr (GTask) task = g_task_new (self, kindred_job_get_cancellable (self->job), listed_cb, NULL);

  g_task_set_source_tag (task, start_listing);
  g_task_set_task_data (task, g_queue_pop_head (&self->requests), (GDestroyNotify) g_strfreev);
  self->listing = TRUE;
  kindred_worker_push (self->library->files_worker, task, list_in_files_worker, G_PRIORITY_DEFAULT);
}

/* ---- grouping ---- */

static void
grouped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredScan) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_monotonic_time ();

  self->grouping = FALSE;
  self->next_grouping = now + MAX (GROUPING_PAUSE_US, GROUPING_SHARE * (now - self->grouping_started));
  if (!kindred_library_group_finish (KINDRED_LIBRARY (source), result, NULL, &error))
    kindred_scan_fail (self, g_steal_pointer (&error));

  kindred_scan_advance (self);
}

static gboolean
grouping_due_cb (gpointer user_data)
{
  g_autoptr (KindredScan) self = g_object_ref (KINDRED_SCAN (user_data));

  self->grouping_source = 0;
  kindred_scan_advance (self);

  return G_SOURCE_REMOVE;
}

static void
group (KindredScan *self)
{
  g_clear_handle_id (&self->grouping_source, g_source_remove);
  self->grouping = TRUE;
  self->grouping_started = g_get_monotonic_time ();
  self->n_ungrouped = 0;
  kindred_library_group_async (self->library, kindred_job_get_cancellable (self->job), grouped_cb, g_object_ref (self));
}

static void
group_if_due (KindredScan *self)
{
  gboolean analyzed = is_analyzed (self);
  gint64 now = g_get_monotonic_time ();

  if (self->grouping || self->n_ungrouped == 0 || self->error != NULL)
    return;

  if (analyzed)
    kindred_job_set_phase (self->job, KINDRED_JOB_GROUPING);
  if (analyzed || now >= self->next_grouping)
    group (self);
  else if (self->grouping_source == 0)
    /* The photo that is being analyzed may take long: the others must not wait for it. */
    self->grouping_source = g_timeout_add ((self->next_grouping - now) / 1000 + 1, grouping_due_cb, self);
}

/* ---- the whole ---- */

void
kindred_scan_advance (KindredScan *self)
{
  GError *cancelled = NULL;

  if (self->finished)
    return;

  if (self->error == NULL && g_cancellable_set_error_if_cancelled (kindred_job_get_cancellable (self->job), &cancelled))
    kindred_scan_fail (self, cancelled);
  if (!self->listing && !g_queue_is_empty (&self->requests))
    start_listing (self);

  kindred_scan_feed (self);
  if (self->error != NULL)
    kindred_scan_flush (self);
  group_if_due (self);

  if (is_analyzed (self) && !self->grouping && (self->n_ungrouped == 0 || self->error != NULL))
    finish (self);
}

static void
state_changed_cb (KindredScan *self)
{
  g_autoptr (KindredScan) held = g_object_ref (self);

  kindred_scan_advance (held);
}

static gboolean
cancelled_idle_cb (gpointer user_data)
{
  kindred_scan_advance (KINDRED_SCAN (user_data));

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (KindredScan *self)
{
  /* At once: the library may be about to close.  The rest outside of the signal. */
  kindred_scan_flush (self);
  g_idle_add_full (G_PRIORITY_DEFAULT, cancelled_idle_cb, g_object_ref (self), g_object_unref);
}

static void
kindred_scan_finalize (GObject *object)
{
  KindredScan *self = KINDRED_SCAN (object);

  g_clear_handle_id (&self->batch_source, g_source_remove);
  g_clear_handle_id (&self->grouping_source, g_source_remove);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_queue_clear_full (&self->requests, (GDestroyNotify) g_strfreev);
  g_queue_clear_full (&self->todo, (GDestroyNotify) kindred_todo_free);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->batch, kindred_scan_batch_free);
  g_clear_pointer (&self->result, kindred_scan_result_free);
  g_clear_error (&self->error);
  g_clear_object (&self->job);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (kindred_scan_parent_class)->finalize (object);
}

static void
kindred_scan_class_init (KindredScanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kindred_scan_finalize;
}

static void
kindred_scan_init (KindredScan *self)
{
  g_queue_init (&self->requests);
  g_queue_init (&self->todo);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->batch = kindred_scan_batch_new ();
  self->result = g_new0 (KindredScanResult, 1);
  self->result->moved_folders = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_moved_folder_free);
  self->result->failures = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_failure_free);
  self->n_ungrouped = 1;
  self->started = g_get_monotonic_time ();
  self->next_grouping = self->started + GROUPING_PAUSE_US;
}

KindredScan *
kindred_scan_new (KindredLibrary *library, KindredJob *job)
{
  KindredScan *self;

  g_return_val_if_fail (KINDRED_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (KINDRED_IS_JOB (job), NULL);

  self = g_object_new (KINDRED_TYPE_SCAN, NULL);
  self->library = g_object_ref (library);
  self->job = g_object_ref (job);
  self->state_handler = g_signal_connect_swapped (job, "notify::state", G_CALLBACK (state_changed_cb), self);
  self->cancelled_handler
      = g_signal_connect_swapped (kindred_job_get_cancellable (job), "cancelled", G_CALLBACK (cancelled_cb), self);
  kindred_library_set_scan (library, self, job);
  g_object_ref (self); /* until it ends */

  return self;
}

void
kindred_scan_add_request (KindredScan *self, const char *const *paths, GTask *task)
{
  static const char *const none[] = { NULL };

  g_return_if_fail (KINDRED_IS_SCAN (self));
  g_return_if_fail (G_IS_TASK (task));

  g_ptr_array_add (self->tasks, g_object_ref (task));
  g_queue_push_tail (&self->requests, g_strdupv ((GStrv) (paths != NULL ? paths : none)));
  kindred_scan_advance (self);
}
