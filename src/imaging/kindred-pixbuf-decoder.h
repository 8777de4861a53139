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
 * @limits: checked again when the decoder says the size, which most do before they allocate
 * @error: KINDRED_ERROR_UNREADABLE, _BAD_IMAGE, _UNSUPPORTED_FORMAT, _TOO_LARGE
 *
 * Returns: (transfer full): the first frame at full size, not turned
 */
GdkPixbuf *kindred_pixbuf_decode (KindredPhotoFile *file, KindredImageFormat format, const KindredImageLimits *limits,
                                  GError **error);

G_END_DECLS
