/* kindred-vision-sharpness.cpp
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-vision-sharpness.hpp"

#include <algorithm>

namespace kindred
{

using Grey = std::vector<float>;

static Grey
to_grey (const Crop &crop)
{
  Grey grey (CROP_SIZE * CROP_SIZE);

  for (size_t i = 0; i < grey.size (); i++)
    grey[i] = 0.299f * crop[3 * i] + 0.587f * crop[3 * i + 1] + 0.114f * crop[3 * i + 2];

  return grey;
}

/* Variance of @function at all pixels that are @margin away from the edge. */
template <typename Function>
static double
get_variance (const Grey &grey, int margin, Function &&function)
{
  double sum = 0, squares = 0;
  const int n = (CROP_SIZE - 2 * margin) * (CROP_SIZE - 2 * margin);

  for (int y = margin; y < CROP_SIZE - margin; y++)
    for (int x = margin; x < CROP_SIZE - margin; x++)
      {
        const double value = function (&grey[y * CROP_SIZE + x]);

        sum += value;
        squares += value * value;
      }

  return squares / n - (sum / n) * (sum / n);
}

float
measure_sharpness (const Crop &crop)
{
  return float (get_variance (to_grey (crop), 1,
                              [] (const float *p) { return p[-CROP_SIZE] + p[CROP_SIZE] + p[-1] + p[1] - 4 * p[0]; }));
}

/* By 1 2 1 in both directions; the outermost pixels stay. */
static Grey
smooth (const Grey &grey)
{
  Grey smoothed = grey;

  for (int y = 1; y < CROP_SIZE - 1; y++)
    for (int x = 1; x < CROP_SIZE - 1; x++)
      {
        const float *p = &grey[y * CROP_SIZE + x];
        const auto along = [] (const float *q) { return (q[-1] + 2 * q[0] + q[1]) / 4; };

        smoothed[y * CROP_SIZE + x] = (along (p - CROP_SIZE) + 2 * along (p) + along (p + CROP_SIZE)) / 4;
      }

  return smoothed;
}

float
measure_evenness (const Crop &crop)
{
  const Grey grey = smooth (to_grey (crop));
  double least = G_MAXDOUBLE, most = 0;

  for (int step : { 1, CROP_SIZE, CROP_SIZE - 1, CROP_SIZE + 1 })
    {
      const bool is_diagonal = step != 1 && step != CROP_SIZE;
      const double variance = get_variance (grey, 2, [step] (const float *p) { return p[-step] + p[step] - 2 * p[0]; });

      /* A diagonal step is longer by the root of 2; a second difference grows by the square of the step. */
      least = std::min (least, is_diagonal ? variance / 4 : variance);
      most = std::max (most, is_diagonal ? variance / 4 : variance);
    }

  return most > 0 ? float (least / most) : 1;
}

}
