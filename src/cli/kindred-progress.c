/* kindred-progress.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-progress.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kindred-cli.h"

#define TERMINAL_INTERVAL_MS 200
#define LOG_INTERVAL_MS 5000
#define CLEAR_LINE "\r\033[K"

static const int stop_signals[] = { SIGINT, SIGTERM };

struct _KindredProgress
{
  KindredJob *job;
  gboolean on_terminal;
  guint timer;
  guint signal_sources[G_N_ELEMENTS (stop_signals)];
};

/* There is one terminal. */
static gboolean line_is_shown;

void
kindred_progress_clear_line (void)
{
  if (line_is_shown)
    fputs (CLEAR_LINE, stderr);
  line_is_shown = FALSE;
}

static const char *
describe_phase (KindredJob *job)
{
  if (kindred_job_get_state (job) == KINDRED_JOB_PAUSED)
    return _ ("Paused");

  switch (kindred_job_get_phase (job))
    {
    case KINDRED_JOB_LISTING:
      return _ ("Looking for photos");
    case KINDRED_JOB_ANALYZING:
      return _ ("Finding faces");
    case KINDRED_JOB_GROUPING:
      return _ ("Finding people");
    case KINDRED_JOB_EXPORTING:
      return _ ("Exporting");
    default:
      return "";
    }
}

static void
append_time_left (GString *line, double seconds)
{
  guint n;

  if (seconds < 0)
    return;

  n = seconds < 90 ? (guint) seconds : (guint) (seconds / 60 + 0.5);
  g_string_append (line, ", ");
  g_string_append_printf (line,
                          seconds < 90 ? ngettext ("%u second left", "%u seconds left", n)
                                       : ngettext ("%u minute left", "%u minutes left", n),
                          n);
}

static char *
describe (KindredJob *job)
{
  g_autoptr (GString) line = g_string_new (describe_phase (job));
  guint64 total = kindred_job_get_total (job);
  guint faces = kindred_job_get_faces (job);
  guint failed = kindred_job_get_failed (job);

  if (total > 0)
    g_string_append_printf (line,
                            /* Translators: the first is what is done of the second */
                            _ (": %" PRIu64 " of %" PRIu64), kindred_job_get_done (job), total);
  if (kindred_job_get_rate (job) > 0)
    g_string_append_printf (line, _ (", %.1f per second"), kindred_job_get_rate (job));
  append_time_left (line, kindred_job_get_time_left (job));
  if (faces > 0)
    g_string_append_printf (line, ngettext (", %u face", ", %u faces", faces), faces);
  if (failed > 0)
    g_string_append_printf (line, ngettext (", %u failed", ", %u failed", failed), failed);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* A line that wraps cannot be cleared: cut it. */
static void
cut_to_terminal (char *line)
{
  struct winsize size;
  glong columns = 80;

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    columns = size.ws_col;

  if (g_utf8_strlen (line, -1) >= columns)
    *g_utf8_offset_to_pointer (line, columns - 1) = '\0';
}

static gboolean
timed_out_cb (gpointer user_data)
{
  KindredProgress *self = user_data;
  g_autofree char *line = describe (self->job);

  if (!self->on_terminal)
    {
      kindred_cli_message ("%s", line);
      return G_SOURCE_CONTINUE;
    }

  cut_to_terminal (line);
  kindred_progress_clear_line ();
  g_printerr ("%s", line);
  line_is_shown = TRUE;

  return G_SOURCE_CONTINUE;
}

static gboolean
signalled_cb (gpointer user_data)
{
  KindredProgress *self = user_data;

  /* Asked twice: do not wait for anything. The library stands that. */
  if (g_cancellable_is_cancelled (kindred_job_get_cancellable (self->job)))
    _exit (KINDRED_EXIT_FAILED);

  kindred_job_cancel (self->job);

  return G_SOURCE_CONTINUE;
}

KindredProgress *
kindred_progress_new (KindredJob *job, gboolean quiet)
{
  KindredProgress *self = g_new0 (KindredProgress, 1);

  self->job = g_object_ref (job);
  self->on_terminal = isatty (STDERR_FILENO);
  for (gsize i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    self->signal_sources[i] = g_unix_signal_add (stop_signals[i], signalled_cb, self);
  if (!quiet)
    self->timer = g_timeout_add (self->on_terminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS, timed_out_cb, self);

  return self;
}

void
kindred_progress_free (KindredProgress *self)
{
  kindred_progress_clear_line ();
  g_clear_handle_id (&self->timer, g_source_remove);
  for (gsize i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  g_clear_object (&self->job);
  g_free (self);
}
