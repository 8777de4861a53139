/* kindred-tiff.h - the first directory of a TIFF file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-photo-file.h"

G_BEGIN_DECLS

#define KINDRED_TIFF_WIDTH 256
#define KINDRED_TIFF_HEIGHT 257
#define KINDRED_TIFF_ORIENTATION 274

/* The number that is the value of @tag (TIFF 6.0, section 2: SHORT or LONG); FALSE when it is not
 * there.  The directory may be anywhere in the file. */
gboolean kindred_tiff_read_tag (KindredPhotoFile *file, guint tag, guint32 *value);

G_END_DECLS
