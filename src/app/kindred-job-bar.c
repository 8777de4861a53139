/* kindred-job-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-job-bar.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PULSE_INTERVAL 100 /* milliseconds */

struct _KindredJobBar
{
  AdwBin parent_instance;

  KindredJob *job;
  GSignalGroup *signals;
  guint pulse_source;

  GtkRevealer *revealer;
  GtkProgressBar *progress;
  GtkLabel *title;
  GtkLabel *details;
  GtkButton *failed_button;
  GtkButton *pause_button;
  GtkWidget *anyway_button;
  GtkButton *stop_button;
};

G_DEFINE_FINAL_TYPE (KindredJobBar, kindred_job_bar, ADW_TYPE_BIN)

/* "about 3 minutes left": what a person wants to know, no more. */
static char *
dup_time_left (double seconds)
{
  guint minutes = (guint) ceil (seconds / 60);

  if (seconds < 60)
    return g_strdup (_ ("less than a minute left"));
  if (minutes < 100)
    return g_strdup_printf (ngettext ("about %u minute left", "about %u minutes left", minutes), minutes);

  minutes = (guint) ceil (seconds / 3600);

  return g_strdup_printf (ngettext ("about %u hour left", "about %u hours left", minutes), minutes);
}

static char *
dup_title (KindredJob *job)
{
  guint64 done = kindred_job_get_done (job), total = kindred_job_get_total (job);

  switch (kindred_job_get_phase (job))
    {
    case KINDRED_JOB_LISTING:
      return g_strdup (_ ("Looking for photos…"));
    case KINDRED_JOB_GROUPING:
      return g_strdup (_ ("Recognizing people…"));
    case KINDRED_JOB_EXPORTING:
      return g_strdup (_ ("Exporting…"));
    case KINDRED_JOB_ANALYZING:
    default:
      if (total == 0)
        return g_strdup (_ ("Finding faces…"));

      /* Translators: photos done and photos in all */
      return g_strdup_printf (_ ("Finding faces: %'lu of %'lu"), (gulong) done, (gulong) total);
    }
}

static char *
dup_details (KindredJob *job)
{
  GString *details = g_string_new (NULL);
  double rate = kindred_job_get_rate (job), left = kindred_job_get_time_left (job);
  guint n_faces = kindred_job_get_faces (job);

  if (kindred_job_get_held (job))
    g_string_append (details, _ ("Paused: on battery"));
  else if (kindred_job_get_state (job) == KINDRED_JOB_PAUSED)
    g_string_append (details, _ ("Paused"));
  else if (left >= 0)
    {
      g_autofree char *time_left = dup_time_left (left);

      g_string_append (details, time_left);
    }

  if (n_faces > 0)
    {
      g_string_append (details, details->len > 0 ? " · " : "");
      g_string_append_printf (details, ngettext ("%'u face", "%'u faces", n_faces), n_faces);
    }
  if (rate > 0 && kindred_job_get_state (job) == KINDRED_JOB_RUNNING)
    {
      g_string_append (details, details->len > 0 ? " · " : "");
      /* Translators: the speed of a scan */
      g_string_append_printf (details, _ ("%.1f photos a second"), rate);
    }

  return g_string_free (details, FALSE);
}

static gboolean
pulse_cb (gpointer user_data)
{
  KindredJobBar *self = user_data;

  gtk_progress_bar_pulse (self->progress);

  return G_SOURCE_CONTINUE;
}

static void
update_progress (KindredJobBar *self)
{
  guint64 done = kindred_job_get_done (self->job), total = kindred_job_get_total (self->job);
  gboolean known = total > 0 && kindred_job_get_phase (self->job) != KINDRED_JOB_LISTING;
  gboolean pulses = !known && kindred_job_get_state (self->job) == KINDRED_JOB_RUNNING;

  if (known)
    gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double) done / (double) total));
  if (pulses && self->pulse_source == 0)
    self->pulse_source = g_timeout_add (PULSE_INTERVAL, pulse_cb, self);
  else if (!pulses)
    g_clear_handle_id (&self->pulse_source, g_source_remove);
}

static void
update_pause_button (KindredJobBar *self)
{
  gboolean paused = kindred_job_get_state (self->job) == KINDRED_JOB_PAUSED;
  gboolean held = kindred_job_get_held (self->job);
  const char *label = paused ? _ ("Go On") : _ ("Pause");

  gtk_widget_set_visible (GTK_WIDGET (self->pause_button), !held);
  gtk_widget_set_visible (self->anyway_button, held);
  gtk_button_set_icon_name (self->pause_button,
                            paused ? "media-playback-start-symbolic" : "media-playback-pause-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pause_button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pause_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update (KindredJobBar *self)
{
  guint n_failed = kindred_job_get_failed (self->job);
  g_autofree char *title = dup_title (self->job);
  g_autofree char *details = dup_details (self->job);
  /* Translators: number of files that could not be read */
  g_autofree char *failed = g_strdup_printf (ngettext ("%'u Failed", "%'u Failed", n_failed), n_failed);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (GTK_WIDGET (self->details), *details != '\0');
  gtk_button_set_label (self->failed_button, failed);
  gtk_widget_set_visible (GTK_WIDGET (self->failed_button), n_failed > 0);
  update_progress (self);
  update_pause_button (self);
}

static void
pause_clicked_cb (KindredJobBar *self)
{
  if (self->job == NULL)
    return;

  if (kindred_job_get_state (self->job) == KINDRED_JOB_PAUSED)
    kindred_job_resume (self->job);
  else
    kindred_job_pause (self->job);
}

static void
stop_clicked_cb (KindredJobBar *self)
{
  if (self->job != NULL)
    kindred_job_cancel (self->job);
}

static void
kindred_job_bar_dispose (GObject *object)
{
  KindredJobBar *self = KINDRED_JOB_BAR (object);

  g_clear_handle_id (&self->pulse_source, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_JOB_BAR);
  g_clear_object (&self->signals);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (kindred_job_bar_parent_class)->dispose (object);
}

static void
kindred_job_bar_class_init (KindredJobBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_job_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kindred_photos/Kindred/ui/kindred-job-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredJobBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, KindredJobBar, progress);
  gtk_widget_class_bind_template_child (widget_class, KindredJobBar, title);
  gtk_widget_class_bind_template_child (widget_class, KindredJobBar, details);
  gtk_widget_class_bind_template_child (widget_class, KindredJobBar, failed_button);
  gtk_widget_class_bind_template_child (widget_class, KindredJobBar, pause_button);
  gtk_widget_class_bind_template_child (widget_class, KindredJobBar, anyway_button);
  gtk_widget_class_bind_template_child (widget_class, KindredJobBar, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, pause_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
kindred_job_bar_init (KindredJobBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (KINDRED_TYPE_JOB);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
}

void
kindred_job_bar_set_job (KindredJobBar *self, KindredJob *job)
{
  g_return_if_fail (KINDRED_IS_JOB_BAR (self));
  g_return_if_fail (job == NULL || KINDRED_IS_JOB (job));

  if (!g_set_object (&self->job, job))
    return;

  g_signal_group_set_target (self->signals, job);
  gtk_revealer_set_reveal_child (self->revealer, job != NULL);
  if (job != NULL)
    update (self);
  else
    g_clear_handle_id (&self->pulse_source, g_source_remove);
}
