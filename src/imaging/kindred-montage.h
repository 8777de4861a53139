/* kindred-montage.h - many face thumbnails on one sheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KINDRED_MONTAGE_MAX_FACES 100

/**
 * kindred_montage_make:
 * @thumbnails: (element-type GBytes): JPEG files as Kindred itself wrote them, in reading order; at most
 *   KINDRED_MONTAGE_MAX_FACES are used
 * @cell: edge of a face in pixels, 16 to 512
 * @error: KINDRED_ERROR_INVALID_ARGUMENT without thumbnails, _BAD_IMAGE when not one of them can be decoded
 *
 * A sheet with about as many rows as columns, faces scaled to fill their square, white between
 * them.  Thumbnails that cannot be decoded are left out.  Never give it photos: nothing but
 * the JPEG decoder stands between it and them.  Blocks; any thread.
 *
 * Returns: (transfer full): a JPEG file
 */
GBytes *kindred_montage_make (GPtrArray *thumbnails, int cell, GError **error);

G_END_DECLS
