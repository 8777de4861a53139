/* kindred-analyzer-process.h - one analyzer process
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "protocol/kindred-reply.h"
#include "protocol/kindred-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Lives in the thread-default main context of its creation and never blocks it.  One thing at a time:
 * first kindred_analyzer_process_start_async(), then one request after the other.  Whatever goes
 * wrong ends the process; KINDRED_REPLY_ERROR is not wrong, but an answer.
 *
 * Signal "exited": the process has ended while nothing was asked of it. */

#define KINDRED_TYPE_ANALYZER_PROCESS (kindred_analyzer_process_get_type ())
G_DECLARE_FINAL_TYPE (KindredAnalyzerProcess, kindred_analyzer_process, KINDRED, ANALYZER_PROCESS, GObject)

/**
 * kindred_analyzer_process_new:
 * @argv: the program and its arguments, NULL-terminated
 *
 * Starts nothing yet.
 */
KindredAnalyzerProcess *kindred_analyzer_process_new (const char *const *argv);

/**
 * kindred_analyzer_process_start_async:
 * @timeout: seconds until it must be ready
 *
 * Starts the process and waits until its models are loaded.  Errors of finish(): what the analyzer
 * gives as the reason why it cannot work (KINDRED_ERROR_MODEL_MISSING, say); KINDRED_ERROR_NO_ANALYZER
 * when there is no such program; KINDRED_ERROR_CRASHED, _TIMED_OUT, _PROTOCOL;
 * G_IO_ERROR_CANCELLED after kindred_analyzer_process_kill().
 */
void kindred_analyzer_process_start_async (KindredAnalyzerProcess *self, guint timeout, GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean kindred_analyzer_process_start_finish (KindredAnalyzerProcess *self, GAsyncResult *result, GError **error);

/**
 * kindred_analyzer_process_request_async:
 * @timeout: seconds for the answer
 *
 * Errors of finish(): KINDRED_ERROR_CRASHED, saying how it ended, _TIMED_OUT, _PROTOCOL, and
 * G_IO_ERROR_CANCELLED after kindred_analyzer_process_kill(), at once.
 */
void kindred_analyzer_process_request_async (KindredAnalyzerProcess *self, const KindredRequest *request, guint timeout,
                                             GAsyncReadyCallback callback, gpointer user_data);
KindredReply *kindred_analyzer_process_request_finish (KindredAnalyzerProcess *self, GAsyncResult *result,
                                                       GError **error);

/* Kills the process; what was asked of it returns G_IO_ERROR_CANCELLED. */
void kindred_analyzer_process_kill (KindredAnalyzerProcess *self);

/* Whether it ended because of a signal that no fault of its own raises: the system was short of
 * memory, or somebody killed it. */
gboolean kindred_analyzer_process_was_killed (KindredAnalyzerProcess *self);

/* How many answers it gave. */
guint kindred_analyzer_process_get_n_done (KindredAnalyzerProcess *self);

/* Process number as text, for the log; NULL before the start and after the end. */
const char *kindred_analyzer_process_get_identifier (KindredAnalyzerProcess *self);

G_END_DECLS
