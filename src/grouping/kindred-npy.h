/* kindred-npy.h - matrices in NumPy's file format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The format is NEP 1's, versions 1 to 3.  Both functions block. */

/**
 * kindred_npy_read:
 * @path: bytes
 * @data: (out) (transfer full): rows x columns float32, row-major; g_free()
 * @rows: (out): may be 0
 * @columns: (out)
 * @error: KINDRED_ERROR_UNREADABLE; _INVALID_ARGUMENT for what is no two-dimensional matrix of float32 or
 *   float64, or shorter than it says; _TOO_LARGE when memory does not suffice.  Each names the file.
 *
 * Either byte order and either order of elements; float64 is rounded.
 */
gboolean kindred_npy_read (const char *path, float **data, gsize *rows, gsize *columns, GError **error);

/* Writes @n int64, replacing the file at once or not at all. */
gboolean kindred_npy_write_labels (const char *path, const gint64 *labels, gsize n, GError **error);

/* As kindred_npy_read(), from memory; @name is for messages. */
gboolean kindred_npy_parse (const guint8 *bytes, gsize length, const char *name, float **data, gsize *rows,
                            gsize *columns, GError **error);

G_END_DECLS
