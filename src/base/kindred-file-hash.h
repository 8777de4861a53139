/* kindred-file-hash.h - a file by its content
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* SHA-256 of the file's bytes in lower-case hexadecimal, as in KindredAnalysis.content_hash.  @size: (out) (optional):
 * bytes that were read.  Blocks; any thread.  NULL on error (GIO's). */
char *kindred_file_hash (const char *path, guint64 *size, GCancellable *cancellable, GError **error);

G_END_DECLS
