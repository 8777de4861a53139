/* kindred-frame-sketch.h - how a frame looks from far away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "imaging/kindred-image.h"

G_BEGIN_DECLS

#define KINDRED_SKETCH_EDGE 32

/* Mean brightness of the cells of a grid. */
typedef struct
{
  guint8 cells[KINDRED_SKETCH_EDGE * KINDRED_SKETCH_EDGE];
} KindredFrameSketch;

void kindred_frame_sketch_init (KindredFrameSketch *self, const KindredImage *image);

/* Whether no cell has changed by more than noise: nobody has come, gone or moved. */
gboolean kindred_frame_sketch_is_same (const KindredFrameSketch *self, const KindredFrameSketch *other);

/* Whether it is black, white, or of another single colour. */
gboolean kindred_frame_sketch_is_plain (const KindredFrameSketch *self);

G_END_DECLS
