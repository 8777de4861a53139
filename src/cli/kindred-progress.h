/* kindred-progress.h - a job's progress on standard error, and stopping it by a signal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/kindred-job.h"

G_BEGIN_DECLS

typedef struct _KindredProgress KindredProgress;

/* Shows a line that changes on a terminal, else a line every few seconds; nothing when @quiet.  SIGINT and
 * SIGTERM cancel @job; a second one ends the program at once. */
KindredProgress *kindred_progress_new (KindredJob *job, gboolean quiet);

/* Clears the line and gives the signals back. */
void kindred_progress_free (KindredProgress *self);

/* Clears the line for a message.  It comes back by itself. */
void kindred_progress_clear_line (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredProgress, kindred_progress_free)

G_END_DECLS
