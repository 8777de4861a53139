/* kindred-job.h - progress of something long, and the means to pause and to stop it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KINDRED_JOB_RUNNING,
  KINDRED_JOB_PAUSED,
  KINDRED_JOB_FINISHED, /* done, failed or cancelled: see the result of what started it */
} KindredJobState;

/* What the job is at. */
typedef enum
{
  KINDRED_JOB_LISTING,   /* looking for photos: total is not known yet */
  KINDRED_JOB_ANALYZING, /* finding faces */
  KINDRED_JOB_GROUPING,  /* finding people */
  KINDRED_JOB_EXPORTING,
} KindredJobPhase;

/* Lives in the main context in which it was made; properties notify there, at most about ten times
 * a second, so that views may bind to them.
 *
 * Properties, all read-only: state, phase, done (guint64), total (guint64; 0 unknown), rate (double, items
 * a second over the last seconds, 0 unknown), time-left (double, seconds, -1 unknown), current
 * (string, displayable name of the file), faces (guint), failed (guint). */

#define KINDRED_TYPE_JOB (kindred_job_get_type ())
G_DECLARE_FINAL_TYPE (KindredJob, kindred_job, KINDRED, JOB, GObject)

#define KINDRED_TYPE_JOB_STATE (kindred_job_state_get_type ())
GType kindred_job_state_get_type (void);
#define KINDRED_TYPE_JOB_PHASE (kindred_job_phase_get_type ())
GType kindred_job_phase_get_type (void);

KindredJob *kindred_job_new (void);

KindredJobState kindred_job_get_state (KindredJob *self);
KindredJobPhase kindred_job_get_phase (KindredJob *self);
guint64 kindred_job_get_done (KindredJob *self);
guint64 kindred_job_get_total (KindredJob *self);
double kindred_job_get_rate (KindredJob *self);
double kindred_job_get_time_left (KindredJob *self);
const char *kindred_job_get_current (KindredJob *self);
guint kindred_job_get_faces (KindredJob *self);
guint kindred_job_get_failed (KindredJob *self);

/* What is under way is finished first; nothing new is begun until resumed. */
void kindred_job_pause (KindredJob *self);
void kindred_job_resume (KindredJob *self);

/* The same for the program, which does not want to drain a battery, say: until kindred_job_release(), or until the
 * user resumes, and from then on it is not held again. */
void kindred_job_hold (KindredJob *self);
void kindred_job_release (KindredJob *self);
gboolean kindred_job_get_held (KindredJob *self);

/* Stops at once; what is done stays done, and the next scan goes on from there. */
void kindred_job_cancel (KindredJob *self);
GCancellable *kindred_job_get_cancellable (KindredJob *self);

G_END_DECLS
