/* kindred-analyzer-launch.h - how an analyzer process is started
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-analyzer-pool.h"

G_BEGIN_DECLS

/* Returns: (transfer full): the program and its arguments */
GStrv kindred_analyzer_launch_make_argv (const KindredAnalyzerOptions *options);

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

G_END_DECLS
