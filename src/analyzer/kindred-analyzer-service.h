/* kindred-analyzer-service.h - the analyzer program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The whole of main(): reads the command line, gives up privileges, loads the models, says that it
 * is ready or why it cannot be, and answers requests (see protocol/kindred-request.h and
 * kindred-reply.h) from standard input on standard output until the input ends.
 *
 *   kindred-analyzer [--models DIR]... [--detector NAME] [--encoder NAME]
 *                    [--max-memory BYTES] [--max-pixels N]
 *
 * With --without-models it is ready at once, but only makes thumbnails and previews.
 *
 * Or writes pictures of a camera to a folder, prints how many, and ends (kindred-camera.h):
 *
 *   kindred-analyzer --capture-from N --capture-to DIR --seconds S
 *
 * Returns: the exit status: 0 at the end of the input, 1 when it could not work, 2 for wrong usage */
int kindred_analyzer_service_run (int argc, char *argv[]);

G_END_DECLS
