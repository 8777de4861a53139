/* kindred-analyzer-log.h - what analyzers print, in our log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Logs the lines of @stream, the standard error of the process that @identifier names, until it ends;
 * also those that a process wrote before it died. */
void kindred_analyzer_log_read (GInputStream *stream, const char *identifier);

G_END_DECLS
