/* kindred-vision-quality.h - pose and quality of a face
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-vision.h"

G_BEGIN_DECLS

/* Sets @yaw, @pitch and @roll from @points, in the axes of the line through the eyes: yaw from how far
 * the nose is off the middle between eyes and mouth, in half distances of the eyes; pitch from where
 * the nose is between eyes and mouth. */
void kindred_vision_face_set_pose (KindredVisionFace *face);

/* Sets @quality = sqrt (size * sharp) * still * pose * (1 + certainty) / 2, where
 *
 *   size   0 to 1 while the eyes are 8 to 35 pixels apart (35 is their distance in the aligned crop)
 *   sharp  0 to 1 while @sharpness goes from 5 to 100, by its logarithm
 *   still  0 to 1 while @evenness (measure_evenness()) goes from 0.1 to 0.25: below, the face was moving
 *   pose   1 - 0.7 * max (|yaw|, |pitch|)
 *
 * @certainty: the detector's, from 0 to 1.  It weighs against false faces rather than for good
 * embeddings, of which quality tells little. */
void kindred_vision_face_set_quality (KindredVisionFace *face, float certainty, float evenness);

G_END_DECLS
