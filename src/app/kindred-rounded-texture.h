/* kindred-rounded-texture.h - pictures that are as they are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * kindred_rounded_texture_new:
 * @pixbuf: 8 bits a channel
 * @size: length of a side in device pixels
 * @radius: of the corners, in device pixels; half of @size makes a circle
 *
 * The middle of @pixbuf that is square, scaled to @size, with round corners.  Painted by the processor, such a texture
 * is copied, where a clip and another size would have to be worked out for each frame.  Any thread.
 *
 * Returns: (transfer full)
 */
GdkTexture *kindred_rounded_texture_new (GdkPixbuf *pixbuf, int size, int radius);

G_END_DECLS
