/* kindred-job-private.h - the side of a job that does the work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-job.h"

G_BEGIN_DECLS

/* Main context of the job only.  Values show up in properties at the next notification. */

void kindred_job_set_phase (KindredJob *self, KindredJobPhase phase);
void kindred_job_set_total (KindredJob *self, guint64 total);
void kindred_job_advance (KindredJob *self, guint64 n);
void kindred_job_set_current (KindredJob *self, const char *current);
void kindred_job_add_faces (KindredJob *self, guint n);
void kindred_job_add_failed (KindredJob *self, guint n);

/* Last call: state becomes KINDRED_JOB_FINISHED and everything notifies at once. */
void kindred_job_finish (KindredJob *self);

/* Items done per second between two readings of the clock (microseconds); 0 when unknown. */
double kindred_job_compute_rate (gint64 then, guint64 done_then, gint64 now, guint64 done_now);

G_END_DECLS
