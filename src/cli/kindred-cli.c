/* kindred-cli.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-cli.h"

#include <glib/gi18n.h>

#include "base/kindred-error.h"
#include "base/kindred-models.h"
#include "base/kindred-paths.h"
#include "kindred-await.h"
#include "kindred-progress.h"

/* G_OPTION_ERROR is what GOption itself reports wrong options with. */
void
kindred_cli_usage_error (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
}

gboolean
kindred_cli_is_usage_error (const GError *error)
{
  return error->domain == G_OPTION_ERROR;
}

void
kindred_cli_message (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  kindred_progress_clear_line ();
  g_printerr ("kindred-cli: %s\n", message);
}

char *
kindred_cli_absolute (const char *path)
{
  return g_canonicalize_filename (path, NULL);
}

/* Those given, then the usual ones. */
static GStrv
get_model_dirs (KindredCli *cli, GError **error)
{
  g_autoptr (GStrvBuilder) dirs = g_strv_builder_new ();
  g_auto (GStrv) usual = kindred_paths_get_model_dirs ();

  for (char **dir = cli->model_dirs; dir != NULL && *dir != NULL; dir++)
    {
      g_autofree char *path = kindred_cli_absolute (*dir);

      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          g_autofree char *shown = kindred_paths_display (path);

          kindred_cli_usage_error (error, _ ("There is no folder %s to look for models in"), shown);
          return NULL;
        }
      g_strv_builder_add (dirs, path);
    }

  g_strv_builder_addv (dirs, (const char **) usual);

  return g_strv_builder_end (dirs);
}

static gboolean
check_encoder (KindredCli *cli, GError **error)
{
  g_autoptr (GString) known = NULL;

  if (cli->encoder == NULL || kindred_models_get_encoder (cli->encoder) != NULL)
    return TRUE;

  known = g_string_new (NULL);
  for (const KindredEncoderInfo *const *info = kindred_models_get_encoders (); *info != NULL; info++)
    g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", (*info)->name);

  /* Translators: a name, and the names of those that there are */
  kindred_cli_usage_error (error, _ ("There is no encoder “%s”; there are %s"), cli->encoder, known->str);

  return FALSE;
}

/* The table of detectors is in the vision stage, which only the analyzer has. */
static gboolean
check_detector (KindredCli *cli, GError **error)
{
  if (cli->detector == NULL || g_str_equal (cli->detector, "hog") || g_str_equal (cli->detector, "yunet"))
    return TRUE;

  kindred_cli_usage_error (error, _ ("There is no detector “%s”; there are %s"), cli->detector, "hog, yunet");

  return FALSE;
}

static gboolean
check_exists (const char *path, GError **error)
{
  g_autofree char *shown = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  shown = kindred_paths_display (path);
  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND,
               /* Translators: %s is a file name */
               _ ("There is no library %s yet.  “kindred-cli scan FOLDER” makes one"), shown);

  return FALSE;
}

gboolean
kindred_cli_open (KindredCli *cli, KindredCliOpenFlags flags, GError **error)
{
  g_autofree char *path
      = cli->library_path != NULL ? kindred_cli_absolute (cli->library_path) : kindred_paths_get_default_library ();
  KindredAnalyzerOptions options
      = { .n_analyzers = cli->jobs, .timeout = cli->timeout, .detector = cli->detector, .encoder = cli->encoder };
  g_auto (GStrv) model_dirs = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_return_val_if_fail (cli->library == NULL, FALSE);

  model_dirs = get_model_dirs (cli, error);
  if (model_dirs == NULL || !check_encoder (cli, error) || !check_detector (cli, error))
    return FALSE;
  if (flags == KINDRED_CLI_EXISTING && !check_exists (path, error))
    return FALSE;

  options.model_dirs = (const char *const *) model_dirs;
  kindred_library_open_async (path, &options, NULL, kindred_await_cb, &result);
  cli->library = kindred_library_open_finish (kindred_await (&result), error);

  return cli->library != NULL;
}
