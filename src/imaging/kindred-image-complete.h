/* kindred-image-complete.h - whether a picture's file was cut off
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-image-format.h"
#include "kindred-photo-file.h"

G_BEGIN_DECLS

/* GdkPixbuf's loaders for PNG, WebP and BMP take a picture that was cut off for a whole one: this
 * looks at the file's structure first.  TRUE for other formats, whose decoders notice.
 * @error: KINDRED_ERROR_BAD_IMAGE */
gboolean kindred_image_check_complete (KindredPhotoFile *file, KindredImageFormat format, GError **error);

G_END_DECLS
