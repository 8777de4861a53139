/* kindred-vision-quality.cpp
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-vision-quality.h"

#include <algorithm>
#include <cmath>

static float
ramp (float value, float from, float to)
{
  return std::clamp ((value - from) / (to - from), 0.f, 1.f);
}

void
kindred_vision_face_set_pose (KindredVisionFace *face)
{
  const KindredVisionPoint *p = face->points;
  const float dx = p[1].x - p[0].x, dy = p[1].y - p[0].y;
  const float length = std::max (std::hypot (dx, dy), 1e-3f);
  const float ux = dx / length, uy = dy / length;
  const auto along = [&] (KindredVisionPoint q) { return (q.x - p[0].x) * ux + (q.y - p[0].y) * uy; };
  const auto below = [&] (KindredVisionPoint q) { return -(q.x - p[0].x) * uy + (q.y - p[0].y) * ux; };
  const float mouth = std::max ((below (p[3]) + below (p[4])) / 2, 1e-3f);
  const float middle = (length / 2 + (along (p[3]) + along (p[4])) / 2) / 2;

  face->roll = std::atan2 (dy, dx) * float (180 / G_PI);
  face->yaw = std::clamp ((along (p[2]) - middle) / (length / 2), -1.f, 1.f);
  face->pitch = std::clamp ((0.5f - below (p[2]) / mouth) * 2, -1.f, 1.f);
}

void
kindred_vision_face_set_quality (KindredVisionFace *face, float certainty, float evenness)
{
  const KindredVisionPoint *p = face->points;
  const float eyes = std::hypot (p[1].x - p[0].x, p[1].y - p[0].y);
  const float size = ramp (eyes, 8, 35);
  const float sharp = ramp (std::log (std::max (face->sharpness, 1.f)), std::log (5.f), std::log (100.f));
  const float still = ramp (evenness, 0.1f, 0.25f);
  const float pose = 1 - 0.7f * std::max (std::fabs (face->yaw), std::fabs (face->pitch));

  face->quality = std::clamp (std::sqrt (size * sharp) * still * pose * (0.5f + 0.5f * certainty), 0.f, 1.f);
}
