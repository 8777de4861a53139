/* kindred-exif-block.h - the EXIF block of a picture file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-image-format.h"
#include "kindred-photo-file.h"

G_BEGIN_DECLS

/**
 * kindred_exif_block_read:
 * @file: the file
 * @format: as sniffed
 *
 * Finds the EXIF block: segment APP1 of a JPEG, chunk eXIf of a PNG, chunk EXIF of a WebP, item
 * Exif of HEIC and AVIF, the start of a TIFF itself.  At most 64 KiB are returned, which is what
 * EXIF allows.
 *
 * Returns: (transfer full) (nullable): the block, beginning with its TIFF header; NULL when there is
 *   none or it cannot be read
 */
GBytes *kindred_exif_block_read (KindredPhotoFile *file, KindredImageFormat format);

G_END_DECLS
