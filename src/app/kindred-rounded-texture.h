/* kindred-rounded-texture.h - pictures that are as they are shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kindred_rounded_texture_new:
 * @pixbuf: 8 bits a channel
 * @size: length of a side in device pixels
 * @radius: of the corners, in device pixels; half of @size makes a circle
 *
 * The middle of @pixbuf that is square, scaled to @size, with round corners.  Painted by the processor, such a texture
 * needs no clip and no other size to be worked out for each frame.  Any thread.
 *
 * Returns: (transfer full)
 */
GdkTexture *kindred_rounded_texture_new (GdkPixbuf *pixbuf, int size, int radius);

/**
 * kindred_rounded_texture_snapshot:
 * @texture: of kindred_rounded_texture_new(); another one is only slower
 * @bounds: where to paint it
 * @renderer: (nullable): of the widget that is painted
 *
 * Appends @texture in the form that @renderer paints fastest.  Main thread.
 */
void kindred_rounded_texture_snapshot (GdkTexture *texture, GtkSnapshot *snapshot, const graphene_rect_t *bounds,
                                       GskRenderer *renderer);

G_END_DECLS
