/* kindred-photo-preview.h - a whole photo, faces marked on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-photo-picture.h"

G_BEGIN_DECLS

/* As large as fits into a square, and loaded at once, which may take some tenths of a second. */

#define KINDRED_TYPE_PHOTO_PREVIEW (kindred_photo_preview_get_type ())
G_DECLARE_FINAL_TYPE (KindredPhotoPreview, kindred_photo_preview, KINDRED, PHOTO_PREVIEW, KindredPhotoPicture)

/* @size: length of a side, in application pixels */
GtkWidget *kindred_photo_preview_new (int size);

/* Without marks, and loads it: see kindred_photo_picture_set_photo(). */
void kindred_photo_preview_set_photo (KindredPhotoPreview *self, KindredThumbnailLoader *loader, gint64 photo,
                                      double time);

/* Draws a frame around @face, which is on the photo. */
void kindred_photo_preview_mark (KindredPhotoPreview *self, const KindredFaceRecord *face);

guint kindred_photo_preview_get_n_marks (KindredPhotoPreview *self);

G_END_DECLS
