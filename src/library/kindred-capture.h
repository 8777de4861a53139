/* kindred-capture.h - pictures from a camera
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * kindred_capture_async:
 * @device: of the camera: 0 for /dev/video0
 * @seconds: how long
 * @folder: where to write (bytes, absolute); must exist
 * @cancellable: ends it at once; what was written stays
 *
 * Has an analyzer process write a picture a second, as JPEG, leaving out those that look like the one before.  Errors
 * of finish(): KINDRED_ERROR_NO_ANALYZER; KINDRED_ERROR_FAILED with what the process says: that there is no such
 * camera.
 */
void kindred_capture_async (int device, int seconds, const char *folder, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);

/* @n_written: (out): pictures */
gboolean kindred_capture_finish (GAsyncResult *result, guint *n_written, GError **error);

G_END_DECLS
