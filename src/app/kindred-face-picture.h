/* kindred-face-picture.h - the thumbnail of a face, round or square
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-thumbnail-loader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows a placeholder if there is no thumbnail.  Its look (shape, border) is that of the CSS node facepicture, with
 * the style class "circular", which it has from the beginning, for a round one.  It says nothing to screen readers:
 * what it stands beside does.
 *
 * Properties: "size" (int): length of a side, in application pixels. */

#define KINDRED_TYPE_FACE_PICTURE (kindred_face_picture_get_type ())
G_DECLARE_FINAL_TYPE (KindredFacePicture, kindred_face_picture, KINDRED, FACE_PICTURE, GtkWidget)

GtkWidget *kindred_face_picture_new (int size, gboolean circular);

/**
 * kindred_face_picture_set_face:
 * @loader: (nullable): NULL with a @face of 0 to show nothing at all, for a picture that waits for a use
 * @face: id, or 0 for none, which shows the placeholder
 *
 * Stops loading what was there before.
 */
void kindred_face_picture_set_face (KindredFacePicture *self, KindredThumbnailLoader *loader, gint64 face);

void kindred_face_picture_set_size (KindredFacePicture *self, int size);

/* Into the cache of @loader: the picture of @face (0 for none) that a widget of this size, not circular, at this scale
 * factor is going to show. */
void kindred_face_picture_prefetch (KindredThumbnailLoader *loader, gint64 face, int size, int scale);

/* For a drag icon.  NULL until loaded.  (transfer none) */
GdkTexture *kindred_face_picture_get_texture (KindredFacePicture *self);

G_END_DECLS
