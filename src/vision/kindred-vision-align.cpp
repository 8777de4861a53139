/* kindred-vision-align.cpp
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-vision-align.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <stdexcept>

namespace kindred
{

/* From this reduction on single samples would alias. */
constexpr double SUPERSAMPLE_FROM = 1.5;
constexpr int MAX_SAMPLES = 16;

const Points crop_points = { { { 38.2946f, 51.6963f },
                               { 73.5318f, 51.5014f },
                               { 56.0252f, 71.7366f },
                               { 41.5493f, 92.3655f },
                               { 70.7299f, 92.2041f } } };

Points
get_points (const KindredVisionFace &face)
{
  Points points;

  std::copy_n (face.points, points.size (), points.begin ());

  return points;
}

KindredVisionPoint
Similarity::apply (double x, double y) const
{
  return { float (a * x - b * y + tx), float (b * x + a * y + ty) };
}

double
Similarity::scale () const
{
  return std::hypot (a, b);
}

Similarity
Similarity::inverse () const
{
  const double n = a * a + b * b;

  return { a / n, -b / n, -(a * tx + b * ty) / n, -(a * ty - b * tx) / n };
}

Similarity
fit_similarity (const Points &from, const Points &to)
{
  using Complex = std::complex<double>;
  Complex from_mean = 0, to_mean = 0, cross = 0;
  double spread = 0;

  for (size_t i = 0; i < from.size (); i++)
    {
      from_mean += Complex (from[i].x, from[i].y) / double (from.size ());
      to_mean += Complex (to[i].x, to[i].y) / double (to.size ());
    }

  for (size_t i = 0; i < from.size (); i++)
    {
      const Complex f = Complex (from[i].x, from[i].y) - from_mean;
      const Complex t = Complex (to[i].x, to[i].y) - to_mean;

      cross += std::conj (f) * t;
      spread += std::norm (f);
    }

  /* Written so that NaN fails too. */
  if (!(spread > 1e-6) || !(std::abs (cross) > 1e-6))
    throw std::domain_error ("the points of the face fall together");

  const Complex turn = cross / spread;
  const Complex shift = to_mean - turn * from_mean;

  return { turn.real (), turn.imag (), shift.real (), shift.imag () };
}

static inline const guint8 *
pixel_at (const KindredVisionImage &image, int x, int y)
{
  x = std::clamp (x, 0, image.width - 1);
  y = std::clamp (y, 0, image.height - 1);

  return image.pixels + size_t (y) * image.stride + size_t (x) * 3;
}

static inline void
add_sample (const KindredVisionImage &image, KindredVisionPoint p, float sum[3])
{
  /* Clamped as float first: far outside, the conversion to int would overflow. */
  const float x = std::clamp (p.x, -1.f, float (image.width));
  const float y = std::clamp (p.y, -1.f, float (image.height));
  const int left = int (std::floor (x)), top = int (std::floor (y));
  const float fx = x - left, fy = y - top;
  const guint8 *p00 = pixel_at (image, left, top), *p10 = pixel_at (image, left + 1, top);
  const guint8 *p01 = pixel_at (image, left, top + 1), *p11 = pixel_at (image, left + 1, top + 1);

  for (int c = 0; c < 3; c++)
    sum[c] += (1 - fy) * ((1 - fx) * p00[c] + fx * p10[c]) + fy * ((1 - fx) * p01[c] + fx * p11[c]);
}

Crop
cut_crop (const KindredVisionImage &image, const Points &points)
{
  const Similarity to_image = fit_similarity (points, crop_points).inverse ();
  const double scale = to_image.scale ();
  const int samples = scale > SUPERSAMPLE_FROM ? std::min (int (std::ceil (scale)), MAX_SAMPLES) : 1;
  const float weight = 1.f / (samples * samples);
  Crop crop (CROP_SIZE * CROP_SIZE * 3);

  for (int y = 0; y < CROP_SIZE; y++)
    for (int x = 0; x < CROP_SIZE; x++)
      {
        float sum[3] = { 0, 0, 0 };

        for (int sy = 0; sy < samples; sy++)
          for (int sx = 0; sx < samples; sx++)
            add_sample (image, to_image.apply (x + (sx + 0.5) / samples - 0.5, y + (sy + 0.5) / samples - 0.5), sum);

        for (int c = 0; c < 3; c++)
          crop[(y * CROP_SIZE + x) * 3 + c] = guint8 (std::clamp (sum[c] * weight + 0.5f, 0.f, 255.f));
      }

  return crop;
}

Crop
mirror_crop (const Crop &crop)
{
  Crop mirrored (crop.size ());

  for (int y = 0; y < CROP_SIZE; y++)
    for (int x = 0; x < CROP_SIZE; x++)
      std::copy_n (&crop[(y * CROP_SIZE + x) * 3], 3, &mirrored[(y * CROP_SIZE + CROP_SIZE - 1 - x) * 3]);

  return mirrored;
}

}
