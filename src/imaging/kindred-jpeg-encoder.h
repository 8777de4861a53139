/* kindred-jpeg-encoder.h - JPEG by libjpeg
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* Why not GdkPixbuf's own: newer ones start a process for every picture that they read or write.
 *
 * @pixbuf: without alpha
 * @quality: 0 to 100
 * @error: KINDRED_ERROR_FAILED
 *
 * Blocks; any thread.
 *
 * Returns: (transfer full): a JPEG file */
GBytes *kindred_jpeg_encode (GdkPixbuf *pixbuf, int quality, GError **error);

G_END_DECLS
