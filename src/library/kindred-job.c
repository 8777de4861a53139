/* kindred-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-job-private.h"

#define NOTIFY_INTERVAL_MS 100

/* The rate is that of the last few seconds: long enough not to jump about with every large photo,
 * short enough to follow when another folder goes faster. */
#define RATE_WINDOW_US (8 * G_USEC_PER_SEC)
#define N_SAMPLES 64

typedef struct
{
  gint64 time;
  guint64 done;
} Sample;

struct _KindredJob
{
  GObject parent_instance;

  KindredJobState state;
  gboolean paused; /* by the user */
  gboolean held;   /* by the program */
  gboolean not_to_hold;
  KindredJobPhase phase;
  guint64 done;
  guint64 total;
  double rate;
  double time_left;
  char *current;
  guint faces;
  guint failed;

  Sample samples[N_SAMPLES]; /* ring, oldest overwritten */
  guint n_samples;
  guint notify_source;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KindredJob, kindred_job, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (KindredJobState, kindred_job_state, G_DEFINE_ENUM_VALUE (KINDRED_JOB_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (KINDRED_JOB_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (KINDRED_JOB_FINISHED, "finished"))

G_DEFINE_ENUM_TYPE (KindredJobPhase, kindred_job_phase, G_DEFINE_ENUM_VALUE (KINDRED_JOB_LISTING, "listing"),
                    G_DEFINE_ENUM_VALUE (KINDRED_JOB_ANALYZING, "analyzing"),
                    G_DEFINE_ENUM_VALUE (KINDRED_JOB_GROUPING, "grouping"),
                    G_DEFINE_ENUM_VALUE (KINDRED_JOB_EXPORTING, "exporting"))

enum
{
  PROP_STATE = 1,
  PROP_PHASE,
  PROP_DONE,
  PROP_TOTAL,
  PROP_RATE,
  PROP_TIME_LEFT,
  PROP_CURRENT,
  PROP_FACES,
  PROP_FAILED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
add_sample (KindredJob *self)
{
  self->samples[self->n_samples % N_SAMPLES] = (Sample){ g_get_monotonic_time (), self->done };
  self->n_samples++;
}

static const Sample *
oldest_sample_of_window (KindredJob *self, gint64 now)
{
  guint n = MIN (self->n_samples, N_SAMPLES);

  for (guint i = n; i > 0; i--)
    {
      const Sample *sample = &self->samples[(self->n_samples - i) % N_SAMPLES];

      if (now - sample->time <= RATE_WINDOW_US)
        return sample;
    }

  return NULL;
}

static void
update_rate (KindredJob *self)
{
  gint64 now = g_get_monotonic_time ();
  const Sample *oldest = oldest_sample_of_window (self, now);

  self->rate = oldest != NULL ? kindred_job_compute_rate (oldest->time, oldest->done, now, self->done) : 0;
  self->time_left = self->rate > 0 && self->total >= self->done ? (self->total - self->done) / self->rate : -1;
}

static void
notify_all (KindredJob *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_STATE; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
notify_timed_out_cb (gpointer user_data)
{
  KindredJob *self = user_data;

  self->notify_source = 0;
  add_sample (self);
  update_rate (self);
  notify_all (self);

  return G_SOURCE_REMOVE;
}

/* Photos finish faster than anybody can read: gather changes. */
static void
queue_notify (KindredJob *self)
{
  if (self->notify_source == 0 && self->state != KINDRED_JOB_FINISHED)
    self->notify_source = g_timeout_add (NOTIFY_INTERVAL_MS, notify_timed_out_cb, self);
}

static void
set_state (KindredJob *self, KindredJobState state)
{
  if (self->state == state)
    return;

  self->state = state;
  /* A pause must not count as slow work. */
  self->n_samples = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
kindred_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KindredJob *self = KINDRED_JOB (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PHASE:
      g_value_set_enum (value, self->phase);
      break;
    case PROP_DONE:
      g_value_set_uint64 (value, self->done);
      break;
    case PROP_TOTAL:
      g_value_set_uint64 (value, self->total);
      break;
    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;
    case PROP_TIME_LEFT:
      g_value_set_double (value, self->time_left);
      break;
    case PROP_CURRENT:
      g_value_set_string (value, self->current);
      break;
    case PROP_FACES:
      g_value_set_uint (value, self->faces);
      break;
    case PROP_FAILED:
      g_value_set_uint (value, self->failed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_job_finalize (GObject *object)
{
  KindredJob *self = KINDRED_JOB (object);

  g_clear_handle_id (&self->notify_source, g_source_remove);
  g_clear_pointer (&self->current, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kindred_job_parent_class)->finalize (object);
}

static void
kindred_job_class_init (KindredJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kindred_job_get_property;
  object_class->finalize = kindred_job_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, KINDRED_TYPE_JOB_STATE, KINDRED_JOB_RUNNING, flags);
  props[PROP_PHASE] = g_param_spec_enum ("phase", NULL, NULL, KINDRED_TYPE_JOB_PHASE, KINDRED_JOB_LISTING, flags);
  props[PROP_DONE] = g_param_spec_uint64 ("done", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  props[PROP_TOTAL] = g_param_spec_uint64 ("total", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  props[PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  props[PROP_TIME_LEFT] = g_param_spec_double ("time-left", NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
  props[PROP_CURRENT] = g_param_spec_string ("current", NULL, NULL, NULL, flags);
  props[PROP_FACES] = g_param_spec_uint ("faces", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_FAILED] = g_param_spec_uint ("failed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kindred_job_init (KindredJob *self)
{
  self->cancellable = g_cancellable_new ();
  self->time_left = -1;
}

KindredJob *
kindred_job_new (void)
{
  return g_object_new (KINDRED_TYPE_JOB, NULL);
}

KindredJobState
kindred_job_get_state (KindredJob *self)
{
  g_return_val_if_fail (KINDRED_IS_JOB (self), KINDRED_JOB_FINISHED);

  return self->state;
}

KindredJobPhase
kindred_job_get_phase (KindredJob *self)
{
  g_return_val_if_fail (KINDRED_IS_JOB (self), KINDRED_JOB_LISTING);

  return self->phase;
}

guint64
kindred_job_get_done (KindredJob *self)
{
  g_return_val_if_fail (KINDRED_IS_JOB (self), 0);

  return self->done;
}

guint64
kindred_job_get_total (KindredJob *self)
{
  g_return_val_if_fail (KINDRED_IS_JOB (self), 0);

  return self->total;
}

double
kindred_job_get_rate (KindredJob *self)
{
  g_return_val_if_fail (KINDRED_IS_JOB (self), 0);

  return self->rate;
}

double
kindred_job_get_time_left (KindredJob *self)
{
  g_return_val_if_fail (KINDRED_IS_JOB (self), -1);

  return self->time_left;
}

const char *
kindred_job_get_current (KindredJob *self)
{
  g_return_val_if_fail (KINDRED_IS_JOB (self), NULL);

  return self->current;
}

guint
kindred_job_get_faces (KindredJob *self)
{
  g_return_val_if_fail (KINDRED_IS_JOB (self), 0);

  return self->faces;
}

guint
kindred_job_get_failed (KindredJob *self)
{
  g_return_val_if_fail (KINDRED_IS_JOB (self), 0);

  return self->failed;
}

/* Paused by the user, or held. */
static void
update_state (KindredJob *self)
{
  if (self->state != KINDRED_JOB_FINISHED)
    set_state (self, self->paused || self->held ? KINDRED_JOB_PAUSED : KINDRED_JOB_RUNNING);
}

void
kindred_job_pause (KindredJob *self)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  self->paused = TRUE;
  update_state (self);
}

void
kindred_job_resume (KindredJob *self)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  self->paused = FALSE;
  self->not_to_hold = self->not_to_hold || self->held;
  self->held = FALSE;
  update_state (self);
}

void
kindred_job_hold (KindredJob *self)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  self->held = !self->not_to_hold;
  update_state (self);
}

void
kindred_job_release (KindredJob *self)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  self->held = FALSE;
  update_state (self);
}

gboolean
kindred_job_get_held (KindredJob *self)
{
  g_return_val_if_fail (KINDRED_IS_JOB (self), FALSE);

  return self->held;
}

void
kindred_job_cancel (KindredJob *self)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  g_cancellable_cancel (self->cancellable);
}

GCancellable *
kindred_job_get_cancellable (KindredJob *self)
{
  g_return_val_if_fail (KINDRED_IS_JOB (self), NULL);

  return self->cancellable;
}

void
kindred_job_set_phase (KindredJob *self, KindredJobPhase phase)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  if (self->phase == phase)
    return;

  self->phase = phase;
  queue_notify (self);
}

void
kindred_job_set_total (KindredJob *self, guint64 total)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  if (self->total == total)
    return;

  self->total = total;
  queue_notify (self);
}

void
kindred_job_advance (KindredJob *self, guint64 n)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  if (self->n_samples == 0)
    add_sample (self);
  self->done += n;
  queue_notify (self);
}

void
kindred_job_set_current (KindredJob *self, const char *current)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  if (g_strcmp0 (self->current, current) == 0)
    return;

  g_free (self->current);
  self->current = g_strdup (current);
  queue_notify (self);
}

void
kindred_job_add_faces (KindredJob *self, guint n)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  self->faces += n;
  queue_notify (self);
}

void
kindred_job_add_failed (KindredJob *self, guint n)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  self->failed += n;
  queue_notify (self);
}

void
kindred_job_finish (KindredJob *self)
{
  g_return_if_fail (KINDRED_IS_JOB (self));

  if (self->state == KINDRED_JOB_FINISHED)
    return;

  g_clear_handle_id (&self->notify_source, g_source_remove);
  self->state = KINDRED_JOB_FINISHED;
  self->time_left = -1;
  notify_all (self);
}

double
kindred_job_compute_rate (gint64 then, guint64 done_then, gint64 now, guint64 done_now)
{
  if (now <= then || done_now <= done_then)
    return 0;

  return (double) (done_now - done_then) * G_USEC_PER_SEC / (now - then);
}
