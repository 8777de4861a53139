/* kindred-photo-cell.h - a photo in a grid of photos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-grid-cell.h"

G_BEGIN_DECLS

/* Its item is a KindredFaceItem: a face in the photo. */

#define KINDRED_TYPE_PHOTO_CELL (kindred_photo_cell_get_type ())
G_DECLARE_FINAL_TYPE (KindredPhotoCell, kindred_photo_cell, KINDRED, PHOTO_CELL, KindredGridCell)

/* Somebody sees the cell. */
void kindred_photo_cell_load (KindredPhotoCell *self);

G_END_DECLS
