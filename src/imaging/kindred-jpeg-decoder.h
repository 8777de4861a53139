/* kindred-jpeg-decoder.h - JPEG by libjpeg
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-image.h"
#include "kindred-photo-file.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* Why not GdkPixbuf's JPEG loader: it takes a truncated picture for a whole one.
 *
 * Decodes at so many eighths, the fewest that leave the longer edge not below @max_edge (0 for full
 * size); the caller reduces the rest.  Leaving out the high frequencies saves most of the time and
 * memory.
 *
 * (Nor the one of newer versions, which starts a process for every picture.)
 *
 * @width: (out): of the original as stored, also after an error that came after the header
 * @height: (out): likewise
 * @error: KINDRED_ERROR_UNREADABLE, _BAD_IMAGE, _TOO_LARGE
 *
 * Returns: (transfer full): RGB, not turned */
GdkPixbuf *kindred_jpeg_decode (KindredPhotoFile *file, const KindredImageLimits *limits, int max_edge, int *width,
                                int *height, GError **error);

/* The same for a JPEG file in memory.  In the window and the command line for pictures that Kindred itself wrote
 * only.  Blocks; any thread. */
GdkPixbuf *kindred_jpeg_decode_bytes (GBytes *jpeg, const KindredImageLimits *limits, int max_edge, GError **error);

/* A thumbnail or preview that Kindred wrote, as large as fits into a square of @edge.  Blocks; any thread. */
GdkPixbuf *kindred_jpeg_decode_to_fit (GBytes *jpeg, int edge, GError **error);

G_END_DECLS
