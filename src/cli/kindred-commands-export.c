/* kindred-commands-export.c - export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "kindred-await.h"
#include "kindred-cli.h"
#include "kindred-failures.h"
#include "kindred-json.h"
#include "kindred-progress.h"

static char *option_to;
static gboolean option_montage;
static gboolean option_copy;
static gboolean option_link;
static gboolean option_no_photos;
static gboolean option_frames;

static gboolean
check_options (GError **error)
{
  if (option_to == NULL)
    {
      kindred_cli_usage_error (error, _ ("%s is missing"), "--to DIR");
      return FALSE;
    }
  if (option_copy + option_link + option_no_photos > 1)
    {
      kindred_cli_usage_error (error, _ ("%s exclude each other"), "--copy, --link, --no-photos");
      return FALSE;
    }
  if (option_no_photos && !option_montage)
    {
      kindred_cli_usage_error (error, _ ("%s needs %s"), "--no-photos", "--montage");
      return FALSE;
    }

  return TRUE;
}

static void
print_export_json (const KindredExportResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  kindred_json_add_int (builder, "people", result->persons);
  kindred_json_add_int (builder, "photos", result->photos);
  kindred_json_add_int (builder, "skipped", result->skipped);
  kindred_json_add_int (builder, "montages", result->montages);
  kindred_failures_add_json (result->failures, builder);
  json_builder_end_object (builder);

  kindred_json_print (builder);
}

static void
print_export (const KindredExportResult *result)
{
  /* Translators: numbers, one after the other, in one sentence */
  g_print (ngettext ("Exported %u person", "Exported %u people", result->persons), result->persons);
  g_print (ngettext (", %u photo", ", %u photos", result->photos), result->photos);
  if (result->skipped > 0)
    g_print (ngettext (" (%u was there already)", " (%u were there already)", result->skipped), result->skipped);
  g_print (ngettext (", %u montage\n", ", %u montages\n", result->montages), result->montages);

  kindred_failures_print (result->failures);
}

static KindredExit
run_export (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autofree char *directory = NULL;
  g_autoptr (KindredJob) job = kindred_job_new ();
  g_autoptr (KindredProgress) progress = NULL;
  g_autoptr (GAsyncResult) async = NULL;
  g_autoptr (KindredExportResult) result = NULL;

  if (!check_options (error) || !kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  directory = kindred_cli_absolute (option_to);
  progress = kindred_progress_new (job, cli->quiet);
  kindred_library_export_async (cli->library, directory, option_link ? KINDRED_EXPORT_LINK : KINDRED_EXPORT_COPY,
                                !option_no_photos, option_frames, option_montage, job, kindred_await_cb, &async);
  result = kindred_library_export_finish (cli->library, kindred_await (&async), error);
  g_clear_pointer (&progress, kindred_progress_free);
  if (result == NULL)
    return KINDRED_EXIT_FAILED;

  if (cli->json)
    print_export_json (result);
  else
    print_export (result);

  return result->failures->len > 0 ? KINDRED_EXIT_FAILED : KINDRED_EXIT_DONE;
}

static const GOptionEntry export_entries[] = {
  { "to", 0, 0, G_OPTION_ARG_FILENAME, &option_to, N_ ("The folder to write to; it is made if need be"), "DIR" },
  { "montage", 0, 0, G_OPTION_ARG_NONE, &option_montage, N_ ("Also write montage.jpg, a sheet of the person's faces"),
    NULL },
  { "copy", 0, 0, G_OPTION_ARG_NONE, &option_copy, N_ ("Copy the photos (the default)"), NULL },
  { "link", 0, 0, G_OPTION_ARG_NONE, &option_link, N_ ("Make symbolic links to the photos"), NULL },
  { "frames", 0, 0, G_OPTION_ARG_NONE, &option_frames,
    N_ ("Of videos, write the pictures that show the person, not the video"), NULL },
  { "no-photos", 0, 0, G_OPTION_ARG_NONE, &option_no_photos, N_ ("Only montages"), NULL },
  G_OPTION_ENTRY_NULL,
};

const KindredCommand kindred_commands_export[] = {
  { "export", "--to DIR", N_ ("Write a folder of photos for each person"),
    N_ ("Hidden people are left out. Nothing that exists is overwritten: a photo that is there already is skipped, and "
        "another file of the same name makes the new one get a number."),
    export_entries, 0, 0, run_export },
  { NULL },
};
