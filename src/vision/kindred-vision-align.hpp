/* kindred-vision-align.hpp - similarity transforms and the aligned crop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-vision.h"

#include <array>
#include <vector>

namespace kindred
{

using Points = std::array<KindredVisionPoint, KINDRED_VISION_N_POINTS>;

/* The edge of the crop that compact-1 wants and sharpness is measured on. */
constexpr int CROP_SIZE = 112;

Points get_points (const KindredVisionFace &face);

/* Where the five points land in the crop. */
extern const Points crop_points;

/* Rotation, uniform scale and shift: x' = a * x - b * y + tx, y' = b * x + a * y + ty. */
struct Similarity
{
  double a, b, tx, ty;

  KindredVisionPoint apply (double x, double y) const;
  double scale () const;
  Similarity inverse () const;
};

/* The similarity that brings @from nearest to @to in the sense of least squares: Umeyama,
 * "Least-squares estimation of transformation parameters between two point patterns", PAMI 1991,
 * whose two-dimensional case is one division of complex numbers.  Throws std::domain_error when
 * the points of @from or @to fall together. */
Similarity fit_similarity (const Points &from, const Points &to);

/* Rows of RGB, CROP_SIZE x CROP_SIZE. */
using Crop = std::vector<guint8>;

/* Cuts the face out so that its points land on crop_points.  Sampled bilinearly; where the face is
 * much larger than the crop, several samples are averaged per pixel.  Pixels outside @image
 * repeat its edge. */
Crop cut_crop (const KindredVisionImage &image, const Points &points);

/* Mirrors left and right. */
Crop mirror_crop (const Crop &crop);

/* Variance of the Laplacian (4 neighbours) of the grey crop: low when blurred. */
float measure_sharpness (const Crop &crop);

}
