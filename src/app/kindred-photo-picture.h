/* kindred-photo-picture.h - a whole photo, small
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-thumbnail-loader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows a placeholder until the photo is there, whole, in the middle.  Making a preview of a photo takes a while: it is
 * loaded when kindred_photo_picture_load() says that somebody sees it.  It says nothing to screen readers. */

#define KINDRED_TYPE_PHOTO_PICTURE (kindred_photo_picture_get_type ())
G_DECLARE_DERIVABLE_TYPE (KindredPhotoPicture, kindred_photo_picture, KINDRED, PHOTO_PICTURE, GtkWidget)

struct _KindredPhotoPictureClass
{
  GtkWidgetClass parent_class;
};

/* @size: of the longer edge, in application pixels */
GtkWidget *kindred_photo_picture_new (int size);

/* What is loaded is loaded anew. */
void kindred_photo_picture_set_size (KindredPhotoPicture *self, int size);
int kindred_photo_picture_get_size (KindredPhotoPicture *self);

/* @photo: id; 0 for none, which stops loading as well.  @time: of the frame, in a video; else -1 */
void kindred_photo_picture_set_photo (KindredPhotoPicture *self, KindredThumbnailLoader *loader, gint64 photo,
                                      double time);

/* Does nothing if it is loaded, or being loaded. */
void kindred_photo_picture_load (KindredPhotoPicture *self);

/* NULL until loaded.  (transfer none) */
GdkTexture *kindred_photo_picture_get_texture (KindredPhotoPicture *self);

G_END_DECLS
