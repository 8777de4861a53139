/* kindred-image-format.h - what kind of picture a file is, and how large, by its first bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-photo-file.h"

G_BEGIN_DECLS

typedef enum
{
  KINDRED_IMAGE_UNKNOWN = 0,
  KINDRED_IMAGE_JPEG,
  KINDRED_IMAGE_PNG,
  KINDRED_IMAGE_WEBP,
  KINDRED_IMAGE_TIFF,
  KINDRED_IMAGE_GIF,
  KINDRED_IMAGE_BMP,
  KINDRED_IMAGE_HEIC,
  KINDRED_IMAGE_AVIF,
} KindredImageFormat;

/* By content.  @data: the first bytes of the file, 64 are enough. */
KindredImageFormat kindred_image_format_sniff (const guint8 *data, gsize size);

/* "JPEG", "HEIC": for messages. */
const char *kindred_image_format_get_name (KindredImageFormat format);

/* "image/jpeg"; NULL for KINDRED_IMAGE_UNKNOWN. */
const char *kindred_image_format_get_mime_type (KindredImageFormat format);

/**
 * kindred_image_format_read_size:
 * @format: as sniffed
 * @file: the file
 * @width: (out): as stored, not upright; 0 when it could not be told
 * @height: (out): likewise
 *
 * Reads the size from the file's header without decoding, so that absurd sizes are refused before
 * any decoder has a chance to allocate.
 */
void kindred_image_format_read_size (KindredImageFormat format, KindredPhotoFile *file, guint64 *width,
                                     guint64 *height);

G_END_DECLS
