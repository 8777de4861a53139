/* kindred-commands-scan.c - scan, check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "kindred-await.h"
#include "kindred-cli.h"
#include "kindred-failures.h"
#include "kindred-json.h"
#include "kindred-progress.h"
#include "kindred-table.h"
#include "library/kindred-capture.h"

static char *option_to;
static int option_device;
static int option_seconds = 10;

#define MAX_SECONDS 3600

/* A mistyped folder must not become one that is "offline" for ever. */
static GStrv
get_paths (const char *const *args, int n_args, GError **error)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (int i = 0; i < n_args; i++)
    {
      g_autofree char *path = kindred_cli_absolute (args[i]);
      GStatBuf status;

      if (g_stat (path, &status) != 0)
        {
          int code = errno;
          g_autofree char *shown = kindred_paths_display (path);

          g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE, "%s: %s", shown, g_strerror (code));
          return NULL;
        }
      g_strv_builder_add (paths, path);
    }

  return g_strv_builder_end (paths);
}

static void
print_scan_json (const KindredScanResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  kindred_json_add_int (builder, "photos", result->photos);
  kindred_json_add_int (builder, "new", result->new_photos);
  kindred_json_add_int (builder, "changed", result->changed);
  kindred_json_add_int (builder, "moved", result->moved);
  kindred_json_add_int (builder, "missing", result->missing);
  kindred_json_add_int (builder, "failed", result->failed);
  kindred_json_add_int (builder, "faces", result->faces);
  kindred_json_add_double (builder, "seconds", result->seconds);
  kindred_failures_add_json (result->failures, builder);
  json_builder_end_object (builder);

  kindred_json_print (builder);
}

static void
print_moved_folders (GPtrArray *folders)
{
  for (guint i = 0; i < folders->len; i++)
    {
      const KindredMovedFolder *folder = folders->pdata[i];
      g_autofree char *from = kindred_paths_display (folder->from);
      g_autofree char *to = folder->to != NULL ? kindred_paths_display (folder->to) : NULL;

      if (to != NULL)
        /* Translators: both are folders; nothing that was known is lost by this */
        kindred_cli_message (_ ("%s is not there any more; all its photos were found again in %s"), from, to);
      else
        kindred_cli_message (_ ("%s is not there any more; all its photos were found again elsewhere"), from);
    }
}

/* Somebody who begins with "scan" should not have to wonder about "0 photos". */
static gboolean
print_hint (KindredCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) folders = NULL;

  kindred_library_list_folders_async (cli->library, NULL, kindred_await_cb, &result);
  folders = kindred_library_list_folders_finish (cli->library, kindred_await (&result), error);
  if (folders == NULL)
    return FALSE;

  if (folders->len == 0)
    kindred_cli_message ("%s", _ ("There is no folder in the library yet. Add one: kindred-cli scan FOLDER"));

  return TRUE;
}

static void
print_scan (const KindredScanResult *result)
{
  g_print (ngettext ("%u photo", "%u photos", result->photos), result->photos);
  /* Translators: what a scan found; all numbers are of photos */
  g_print (_ (": %u new, %u changed, %u moved, %u missing, %u failed\n"), result->new_photos, result->changed,
           result->moved, result->missing, result->failed);
  g_print (ngettext ("%u face found in %.1f seconds\n", "%u faces found in %.1f seconds\n", result->faces),
           result->faces, result->seconds);
  kindred_failures_print (result->failures);
}

/* @paths: may be NULL */
static KindredExit
scan_paths (KindredCli *cli, const char *const *paths, GError **error)
{
  g_autoptr (KindredJob) job = kindred_job_new ();
  g_autoptr (KindredProgress) progress = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredScanResult) scan = NULL;

  if (!kindred_cli_open (cli, KINDRED_CLI_CREATE, error))
    return KINDRED_EXIT_FAILED;

  progress = kindred_progress_new (job, cli->quiet);
  kindred_library_scan_async (cli->library, paths, job, kindred_await_cb, &result);
  scan = kindred_library_scan_finish (cli->library, kindred_await (&result), error);
  g_clear_pointer (&progress, kindred_progress_free);

  if (scan == NULL)
    {
      if (error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_clear_error (error);
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                               _ ("Stopped.  What was done is kept, and the next scan goes on from there"));
        }
      return KINDRED_EXIT_FAILED;
    }

  if (cli->json)
    print_scan_json (scan);
  else
    print_scan (scan);
  print_moved_folders (scan->moved_folders);

  return scan->photos > 0 || print_hint (cli, error) ? KINDRED_EXIT_DONE : KINDRED_EXIT_FAILED;
}

static KindredExit
run_scan (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_auto (GStrv) paths = get_paths (args, n_args, error);

  if (paths == NULL)
    return KINDRED_EXIT_FAILED;

  return scan_paths (cli, n_args > 0 ? (const char *const *) paths : NULL, error);
}

static gboolean
check_capture_options (GError **error)
{
  if (option_to == NULL)
    kindred_cli_usage_error (error, _ ("%s is missing"), "--to DIR");
  else if (option_device < 0)
    kindred_cli_usage_error (error, _ ("%s must not be negative"), "--device");
  else if (option_seconds < 1 || option_seconds > MAX_SECONDS)
    kindred_cli_usage_error (error, _ ("%s must be from %d to %d"), "--seconds", 1, MAX_SECONDS);
  else
    return TRUE;

  return FALSE;
}

static KindredExit
run_capture (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autofree char *folder = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  guint n_written;

  if (!check_capture_options (error))
    return KINDRED_EXIT_FAILED;

  folder = kindred_cli_absolute (option_to);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      int code = errno;
      g_autofree char *shown = kindred_paths_display (folder);

      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_FAILED, "%s: %s", shown, g_strerror (code));
      return KINDRED_EXIT_FAILED;
    }

  kindred_capture_async (option_device, option_seconds, folder, NULL, kindred_await_cb, &result);
  if (!kindred_capture_finish (kindred_await (&result), &n_written, error))
    return KINDRED_EXIT_FAILED;
  if (!cli->quiet)
    kindred_cli_message (ngettext ("The camera took %u picture", "The camera took %u pictures", n_written), n_written);

  return scan_paths (cli, (const char *const[]){ folder, NULL }, error);
}

static void
print_findings_json (const char *const *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (; *findings != NULL; findings++)
    json_builder_add_string_value (builder, *findings);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  kindred_json_print (builder);
}

static KindredExit
run_check (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) findings = NULL;
  guint n;

  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  kindred_library_check_async (cli->library, NULL, kindred_await_cb, &result);
  findings = kindred_library_check_finish (cli->library, kindred_await (&result), error);
  if (findings == NULL)
    return KINDRED_EXIT_FAILED;

  n = g_strv_length (findings);
  if (cli->json)
    print_findings_json ((const char *const *) findings);
  else if (n == 0)
    g_print ("%s\n", _ ("The library is in order"));
  else
    for (guint i = 0; i < n; i++)
      g_print ("%s\n", findings[i]);

  return n > 0 ? KINDRED_EXIT_FINDINGS : KINDRED_EXIT_DONE;
}

static const GOptionEntry capture_entries[] = {
  { "to", 0, 0, G_OPTION_ARG_FILENAME, &option_to, N_ ("The folder to write to; it is made if need be"), "DIR" },
  { "device", 0, 0, G_OPTION_ARG_INT, &option_device, N_ ("The camera: 0 for /dev/video0"), "N" },
  { "seconds", 0, 0, G_OPTION_ARG_INT, &option_seconds, N_ ("So many seconds; 10 unless given"), "N" },
  G_OPTION_ENTRY_NULL,
};

const KindredCommand kindred_commands_scan[] = {
  { "scan", "[PATH…]", N_ ("Add folders or files, then look at everything new or changed"),
    N_ ("Folders are looked through with all that is in them. What has not changed since the last scan is not looked "
        "at again. Interrupted with Ctrl+C, or by anything else, a scan goes on where it stopped the next time."),
    NULL, 0, -1, run_scan },
  { "capture", "--to DIR", N_ ("Take pictures with a camera, then look at them"),
    N_ ("Takes one picture a second, leaves out those that look like the one before, and scans the folder."),
    capture_entries, 0, 0, run_capture },
  { "check", "", N_ ("Verify the library"), N_ ("Prints what is wrong, one line each; the exit status is then 1."),
    NULL, 0, 0, run_check },
  { NULL },
};
