/* kindred-analyzer-launch.h - how an analyzer process is started
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-analyzer-pool.h"

G_BEGIN_DECLS

/**
 * kindred_analyzer_launch_make_argv:
 * @with_models: whether it is to look for faces
 *
 * Returns: (transfer full): the program and its arguments
 */
GStrv kindred_analyzer_launch_make_argv (const KindredAnalyzerOptions *options, gboolean with_models);

/**
 * kindred_analyzer_launch:
 * @argv: the program and its arguments
 * @input: (out): our end of its standard input, a socket, the caller's to close; set also on error
 * @error: KINDRED_ERROR_NO_ANALYZER
 *
 * Its standard output and error are pipes of the returned process.
 *
 * Returns: (transfer full): the process
 */
GSubprocess *kindred_analyzer_launch (const char *const *argv, int *input, GError **error);

/* Makes the reason why no analyzer starts one that ends a scan: KINDRED_ERROR_MODEL_MISSING, _MODEL_DAMAGED or
 * _NO_ANALYZER.  Codes that may be about one photo would have it go on with the next. */
void kindred_analyzer_launch_explain_failure (GError **error);

G_END_DECLS
