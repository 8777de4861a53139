/* kindred-vision-landmarks.cpp
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-vision-landmarks.hpp"

#include "kindred-vision-dlib.hpp"

#include <stdexcept>

namespace kindred
{

/* Means of the landmarks of dlib's mean face (dlib::get_face_chip_details). */
const Points mean_face_points = { { { 0.225492f, 0.215990f },
                                    { 0.754761f, 0.215990f },
                                    { 0.490127f, 0.515625f },
                                    { 0.254149f, 0.780233f },
                                    { 0.726104f, 0.780233f } } };

/* Where dlib's 5 landmarks are in the mean face: two corners each of the eye on the image's right
 * and of the one on its left, base of the nose. */
static const Points mean_face_landmarks = { { { 0.859567f, 0.213498f },
                                              { 0.646060f, 0.228967f },
                                              { 0.120575f, 0.213727f },
                                              { 0.334085f, 0.229064f },
                                              { 0.490112f, 0.627798f } } };

/* Centre and edge of the HOG detector's box in a crop of CROP_SIZE: medians over a thousand faces. */
constexpr double BOX_X = 56.2, BOX_Y = 70.5, BOX_SIZE = 85.0;

Landmarks::Landmarks (const std::string &path)
{
  dlib::deserialize (path) >> predictor;
  if (predictor.num_parts () != 68 && predictor.num_parts () != 5)
    throw std::runtime_error ("a landmark model of neither 68 nor 5 points");
}

dlib::full_object_detection
Landmarks::find (const KindredVisionImage &image, const dlib::rectangle &box) const
{
  return predictor (DlibImage{ image }, box);
}

dlib::rectangle
box_around (const Points &points)
{
  const Similarity to_image = fit_similarity (points, crop_points).inverse ();
  const KindredVisionPoint centre = to_image.apply (BOX_X, BOX_Y);

  return dlib::centered_rect (dlib::dpoint (centre.x, centre.y), std::lround (BOX_SIZE * to_image.scale ()),
                              std::lround (BOX_SIZE * to_image.scale ()));
}

static KindredVisionPoint
mean (const dlib::full_object_detection &shape, int first, int n)
{
  dlib::dpoint sum (0, 0);

  for (int i = first; i < first + n; i++)
    sum += shape.part (i);

  return { float (sum.x () / n), float (sum.y () / n) };
}

Points
points_from_landmarks (const dlib::full_object_detection &shape)
{
  Points found, points;

  if (shape.num_parts () == 68)
    return { { mean (shape, 36, 6), mean (shape, 42, 6), mean (shape, 30, 1), mean (shape, 48, 1),
               mean (shape, 54, 1) } };

  for (size_t i = 0; i < found.size (); i++)
    found[i] = mean (shape, i, 1);

  const Similarity to_image = fit_similarity (found, mean_face_landmarks).inverse ();

  for (size_t i = 2; i < points.size (); i++)
    points[i] = to_image.apply (mean_face_points[i].x, mean_face_points[i].y);
  points[0] = mean (shape, 2, 2);
  points[1] = mean (shape, 0, 2);

  return points;
}

}
