/* kindred-job-bar.h - what a scan is at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/kindred-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Slides in while there is a job. */

#define KINDRED_TYPE_JOB_BAR (kindred_job_bar_get_type ())
G_DECLARE_FINAL_TYPE (KindredJobBar, kindred_job_bar, KINDRED, JOB_BAR, AdwBin)

/* @job: (nullable) */
void kindred_job_bar_set_job (KindredJobBar *self, KindredJob *job);

G_END_DECLS
