/* kindred-library-scan.c - asking for a scan, and its result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-library-private.h"
#include "kindred-scan.h"

void
kindred_moved_folder_free (KindredMovedFolder *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

KindredScanResult *
kindred_scan_result_copy (const KindredScanResult *self)
{
  KindredScanResult *copy = g_memdup2 (self, sizeof *self);

  copy->moved_folders = g_ptr_array_ref (self->moved_folders);
  copy->failures = g_ptr_array_ref (self->failures);

  return copy;
}

void
kindred_scan_result_free (KindredScanResult *self)
{
  g_clear_pointer (&self->moved_folders, g_ptr_array_unref);
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_free (self);
}

void
kindred_library_scan_async (KindredLibrary *self, const char *const *paths, KindredJob *job,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (KindredJob) own_job = NULL;
  g_autoptr (KindredScan) scan = NULL;

  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  g_task_set_source_tag (task, kindred_library_scan_async);
  if (self->scan == NULL)
    {
      own_job = job != NULL ? g_object_ref (job) : kindred_job_new ();
      scan = kindred_scan_new (self, own_job);
    }
  else
    scan = g_object_ref (self->scan);

  kindred_scan_add_request (scan, paths, task);
}

KindredScanResult *
kindred_library_scan_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_scan_async, error);
}
