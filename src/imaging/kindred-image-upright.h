/* kindred-image-upright.h - from a decoder's pixels to an upright RGB picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-image.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* Turns and mirrors by EXIF orientation (1 to 8), and composes alpha onto white.  The result's
 * scale is 1.  NULL with KINDRED_ERROR_TOO_LARGE when memory does not suffice. */
KindredImage *kindred_image_new_upright (GdkPixbuf *pixbuf, int orientation, GError **error);

/* Orientations 5 to 8 exchange width and height. */
static inline gboolean
kindred_orientation_is_transposed (int orientation)
{
  return orientation >= 5 && orientation <= 8;
}

/* Reduced to @max_edge, unless it is small enough or that is 0.  (transfer full)
 * @error: KINDRED_ERROR_TOO_LARGE when memory does not suffice */
GdkPixbuf *kindred_pixbuf_reduce (GdkPixbuf *pixbuf, int max_edge, GError **error);

G_END_DECLS
