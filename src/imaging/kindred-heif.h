/* kindred-heif.h - what the boxes of a HEIC or AVIF file say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-photo-file.h"

G_BEGIN_DECLS

/* The files are ISO base media files (ISO/IEC 14496-12) with the items of ISO/IEC 23008-12.  Only the
 * box "meta" is read, and no more of it than a mebibyte. */

/* Where the EXIF item's TIFF header is.  FALSE when there is none. */
gboolean kindred_heif_find_exif (KindredPhotoFile *file, guint64 *offset, guint64 *size);

/* The largest picture among the file's items (tiles and thumbnails are smaller).  0 when it cannot
 * be told. */
void kindred_heif_read_size (KindredPhotoFile *file, guint64 *width, guint64 *height);

G_END_DECLS
