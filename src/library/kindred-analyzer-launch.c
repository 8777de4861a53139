/* kindred-analyzer-launch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-analyzer-launch.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/socket.h>

static void
add_argument (GStrvBuilder *argv, const char *option, const char *value)
{
  if (value == NULL)
    return;

  g_strv_builder_add (argv, option);
  g_strv_builder_add (argv, value);
}

static void
add_number (GStrvBuilder *argv, const char *option, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);

  if (value > 0)
    add_argument (argv, option, text);
}

static void
add_models (GStrvBuilder *argv, const KindredAnalyzerOptions *options)
{
  g_auto (GStrv) model_dirs
      = options->model_dirs != NULL ? g_strdupv ((GStrv) options->model_dirs) : kindred_paths_get_model_dirs ();

  for (gsize i = 0; model_dirs[i] != NULL; i++)
    add_argument (argv, "--models", model_dirs[i]);
  add_argument (argv, "--detector", options->detector);
  add_argument (argv, "--encoder", options->encoder);
}

GStrv
kindred_analyzer_launch_make_argv (const KindredAnalyzerOptions *options, gboolean with_models)
{
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_autofree char *program = options->program != NULL ? g_strdup (options->program) : kindred_paths_get_analyzer ();

  g_strv_builder_add (argv, program);
  if (with_models)
    add_models (argv, options);
  else
    g_strv_builder_add (argv, "--without-models");
  add_number (argv, "--max-memory", options->max_memory);
  add_number (argv, "--max-pixels", options->max_pixels);

  return g_strv_builder_end (argv);
}

static GSubprocessLauncher *
new_launcher (int input)
{
  GSubprocessLauncher *launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_take_stdin_fd (launcher, input);

  /* Read before main() begins: one thread per analyzer, or they get in each other's way. */
  g_subprocess_launcher_setenv (launcher, "OPENBLAS_NUM_THREADS", "1", TRUE);
  g_subprocess_launcher_setenv (launcher, "OMP_NUM_THREADS", "1", TRUE);

  /* Decoders warn of damaged pictures, which is no reason to die while debugging Kindred. */
  if (g_getenv ("G_DEBUG") != NULL)
    g_subprocess_launcher_setenv (launcher, "G_DEBUG", "fatal-criticals", TRUE);

  return launcher;
}

GSubprocess *
kindred_analyzer_launch (const char *const *argv, int *input, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) reason = NULL;
  GSubprocess *subprocess;
  int ends[2];

  g_return_val_if_fail (argv != NULL && argv[0] != NULL, NULL);
  g_return_val_if_fail (input != NULL, NULL);

  /* A socket, not a pipe: writing to a process that is gone must not raise SIGPIPE. */
  *input = -1;
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_NO_ANALYZER, _ ("The analyzer cannot be started: %s"),
                   g_strerror (errno));
      return NULL;
    }

  *input = ends[0];
  launcher = new_launcher (ends[1]);
  subprocess = g_subprocess_launcher_spawnv (launcher, argv, &reason);
  if (subprocess == NULL)
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_NO_ANALYZER, _ ("The analyzer cannot be started: %s"),
                 reason->message);

  return subprocess;
}

void
kindred_analyzer_launch_explain_failure (GError **error)
{
  g_return_if_fail (error != NULL && *error != NULL);

  if (g_error_matches (*error, KINDRED_ERROR, KINDRED_ERROR_MODEL_MISSING)
      || g_error_matches (*error, KINDRED_ERROR, KINDRED_ERROR_MODEL_DAMAGED)
      || g_error_matches (*error, KINDRED_ERROR, KINDRED_ERROR_NO_ANALYZER))
    return;

  (*error)->domain = KINDRED_ERROR;
  (*error)->code = KINDRED_ERROR_NO_ANALYZER;
  g_prefix_error (error, "%s: ", _ ("The analyzer does not start"));
}
