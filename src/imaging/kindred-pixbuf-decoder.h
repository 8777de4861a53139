/* kindred-pixbuf-decoder.h - decoding by GdkPixbuf, within limits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-image-format.h"
#include "kindred-image.h"
#include "kindred-photo-file.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * kindred_pixbuf_decode:
 * @file: the file
 * @format: as sniffed; no other decoder is tried
 * @limits: checked again when the decoder says the size, before it allocates
 * @max_edge: as in kindred_image_load()
 * @width: (out): of the original as stored
 * @height: (out): likewise
 * @error: KINDRED_ERROR_UNREADABLE, _BAD_IMAGE, _UNSUPPORTED_FORMAT, _TOO_LARGE
 *
 * Returns: (transfer full): the first frame, not turned, no larger than @max_edge
 */
GdkPixbuf *kindred_pixbuf_decode (KindredPhotoFile *file, KindredImageFormat format, const KindredImageLimits *limits,
                                  int max_edge, int *width, int *height, GError **error);

/* FALSE with KINDRED_ERROR_TOO_LARGE when over the limit, KINDRED_ERROR_BAD_IMAGE when empty. */
gboolean kindred_image_limits_check (const KindredImageLimits *limits, guint64 width, guint64 height, GError **error);

G_END_DECLS
