/* kindred-analyzer-crew.h - analyzer processes of one kind, and what waits for them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-analyzer-pool.h"
#include "protocol/kindred-request.h"

G_BEGIN_DECLS

/* Lives in the thread-default main context of its creation and never blocks it.  Processes start with the
 * first requests, are replaced when they have ended or grown old, and end when idle for long. */

#define KINDRED_TYPE_ANALYZER_CREW (kindred_analyzer_crew_get_type ())
G_DECLARE_FINAL_TYPE (KindredAnalyzerCrew, kindred_analyzer_crew, KINDRED, ANALYZER_CREW, GObject)

/* @with_models: whether they can look for faces, which takes long to start; else they only make pictures. */
KindredAnalyzerCrew *kindred_analyzer_crew_new (const KindredAnalyzerOptions *options, gboolean with_models);

guint kindred_analyzer_crew_get_n_analyzers (KindredAnalyzerCrew *self);

/**
 * kindred_analyzer_crew_add:
 * @request: (transfer full): waits for its turn
 * @task: the pool's, so that it lives as long as anything waits here; gets what kindred_analyzer_item_return_reply() or
 *   kindred_analyzer_item_return_error() give.  Its cancellable kills the process that looks for faces, but lets one
 *   that makes a picture finish, as that is sooner done than another process started.
 */
void kindred_analyzer_crew_add (KindredAnalyzerCrew *self, KindredRequest *request, GTask *task);

/* Kills all processes; what was under way or waited returns G_IO_ERROR_CANCELLED. */
void kindred_analyzer_crew_stop (KindredAnalyzerCrew *self);

G_END_DECLS
