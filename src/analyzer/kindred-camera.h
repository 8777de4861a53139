/* kindred-camera.h - pictures from a camera, as files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kindred_camera_capture:
 * @source: the number of a camera ("0" for /dev/video0), or the path of a video, which stands for one
 * @seconds: how long
 * @folder: where to write; must exist
 * @n_written: (out): how many pictures were written
 * @error: KINDRED_ERROR_NOT_FOUND when there is no such camera; _UNSUPPORTED_FORMAT without the video library; else of
 *   writing
 *
 * Writes a picture a second as JPEG, named by date and time, passing over those that look like the one before.  Blocks.
 */
gboolean kindred_camera_capture (const char *source, int seconds, const char *folder, guint *n_written, GError **error);

G_END_DECLS
