/* kindred-exif.h - what an EXIF block says, by libexif
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-photo-info.h"

G_BEGIN_DECLS

/* Fills in @info: orientation, date, position, camera, as far as @block says and as it makes
 * sense.  @block: from kindred_exif_block_read().  Damage is no error: what cannot be read is left
 * as it was. */
void kindred_exif_parse (GBytes *block, KindredPhotoInfo *info);

/* An EXIF date, "YYYY:MM:DD HH:MM:SS", as seconds since 1970 on the same clock; FALSE for nonsense
 * (cameras whose clock was never set write zeros or blanks).  @length: bytes of @text. */
gboolean kindred_exif_parse_date (const char *text, gsize length, gint64 *seconds);

G_END_DECLS
