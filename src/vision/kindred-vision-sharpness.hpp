/* kindred-vision-sharpness.hpp - whether a face was moving
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-vision-align.hpp"

namespace kindred
{

/* How evenly sharp the crop is in all directions, from 0 to 1: the smallest of the variances of the second difference
 * along rows, columns and both diagonals, by the largest, after smoothing.  Noise, and edges along the motion, keep
 * measure_sharpness() of a face high that was blurred by motion; this they do not. */
float measure_evenness (const Crop &crop);

}
