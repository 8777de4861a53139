/* kindred-face-cell.h - a face in a grid of faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-grid-cell.h"

G_BEGIN_DECLS

#define KINDRED_TYPE_FACE_CELL (kindred_face_cell_get_type ())
G_DECLARE_FINAL_TYPE (KindredFaceCell, kindred_face_cell, KINDRED, FACE_CELL, KindredGridCell)

G_END_DECLS
