/* kindred-vision-quality.h - pose and quality of a face
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-vision.h"

G_BEGIN_DECLS

/* Sets @yaw, @pitch and @roll from @points. */
void kindred_vision_face_set_pose (KindredVisionFace *face);

/* Sets @quality from the points, @sharpness, @yaw, @pitch and @certainty, the detector's own from 0
 * to 1. */
void kindred_vision_face_set_quality (KindredVisionFace *face, float certainty);

G_END_DECLS
