/* kindred-vision-dlib.hpp - a KindredVisionImage as an image of dlib, without a copy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-vision.h"

#include <dlib/image_processing/generic_image.h>
#include <dlib/pixel.h>

namespace kindred
{

/* dlib finds the functions below by argument-dependent lookup. */
struct DlibImage
{
  const KindredVisionImage &image;
};

inline long
num_rows (const DlibImage &self)
{
  return self.image.height;
}

inline long
num_columns (const DlibImage &self)
{
  return self.image.width;
}

inline const void *
image_data (const DlibImage &self)
{
  return self.image.pixels;
}

inline long
width_step (const DlibImage &self)
{
  return long (self.image.stride);
}

}

namespace dlib
{

template <> struct image_traits<kindred::DlibImage>
{
  typedef rgb_pixel pixel_type;
};

template <> struct image_traits<const kindred::DlibImage>
{
  typedef rgb_pixel pixel_type;
};

}
