/* kindred-photo-preview.h - a whole photo, faces marked on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-thumbnail-loader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As large as fits into a square; a placeholder until it is there, which may take some tenths of a second.  It says
 * nothing to screen readers: what it stands in does. */

#define KINDRED_TYPE_PHOTO_PREVIEW (kindred_photo_preview_get_type ())
G_DECLARE_FINAL_TYPE (KindredPhotoPreview, kindred_photo_preview, KINDRED, PHOTO_PREVIEW, GtkWidget)

/* @size: length of a side, in application pixels */
GtkWidget *kindred_photo_preview_new (int size);

void kindred_photo_preview_set_size (KindredPhotoPreview *self, int size);

/* Without marks.  @photo: id; 0 for none, which stops loading as well.  @time: of the frame, in a video; else -1 */
void kindred_photo_preview_set_photo (KindredPhotoPreview *self, KindredThumbnailLoader *loader, gint64 photo,
                                      double time);

/* Draws a frame around @face, which is on the photo. */
void kindred_photo_preview_mark (KindredPhotoPreview *self, const KindredFaceRecord *face);

/* NULL until loaded.  (transfer none) */
GdkTexture *kindred_photo_preview_get_texture (KindredPhotoPreview *self);

guint kindred_photo_preview_get_n_marks (KindredPhotoPreview *self);

G_END_DECLS
