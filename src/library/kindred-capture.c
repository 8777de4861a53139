/* kindred-capture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-capture.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

/* What the process says last is why it ended; libraries may have said something before. */
static char *
get_last_line (char *text)
{
  char *newline;

  g_strchomp (text);
  newline = strrchr (text, '\n');

  return newline != NULL ? newline + 1 : text;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GSubprocess *process = G_SUBPROCESS (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *messages = NULL;

  if (!g_subprocess_communicate_utf8_finish (process, result, &output, &messages, &error))
    {
      g_subprocess_force_exit (process);
      g_task_return_error (task, error);
    }
  else if (g_subprocess_get_successful (process))
    {
      g_task_return_int (task, CLAMP (g_ascii_strtoll (output, NULL, 10), 0, G_MAXINT));
    }
  else
    {
      const char *reason = get_last_line (messages);

      g_task_return_new_error (task, KINDRED_ERROR, KINDRED_ERROR_FAILED, "%s",
                               *reason != '\0' ? reason : _ ("The camera cannot be used"));
    }
}

void
kindred_capture_async (int device, int seconds, const char *folder, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *program = kindred_paths_get_analyzer ();
  g_autofree char *camera = g_strdup_printf ("%d", device);
  g_autofree char *length = g_strdup_printf ("%d", seconds);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (device >= 0);
  g_return_if_fail (seconds > 0);
  g_return_if_fail (folder != NULL);

  g_task_set_source_tag (task, kindred_capture_async);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, program,
                              "--capture-from", camera, "--seconds", length, "--capture-to", folder, NULL);
  if (process == NULL)
    g_task_return_new_error (task, KINDRED_ERROR, KINDRED_ERROR_NO_ANALYZER, "%s", error->message);
  else
    g_subprocess_communicate_utf8_async (process, NULL, cancellable, ended_cb, g_object_ref (task));
}

gboolean
kindred_capture_finish (GAsyncResult *result, guint *n_written, GError **error)
{
  gssize n;

  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_capture_async), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  if (n < 0)
    return FALSE;

  *n_written = n;

  return TRUE;
}
