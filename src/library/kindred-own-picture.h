/* kindred-own-picture.h - pictures that the library hands out as JPEG
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * kindred_own_picture_decode:
 * @jpeg: a thumbnail or preview that the library handed out: not a photo, which only the analyzer may decode
 * @edge: of the square into which the picture is to fit, in pixels
 * @error: KINDRED_ERROR_BAD_IMAGE, _TOO_LARGE
 *
 * Blocks; any thread.
 *
 * Returns: (transfer full): without alpha
 */
GdkPixbuf *kindred_own_picture_decode (GBytes *jpeg, int edge, GError **error);

G_END_DECLS
