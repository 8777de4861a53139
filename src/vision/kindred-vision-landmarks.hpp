/* kindred-vision-landmarks.hpp - dlib's 68 or 5 landmarks, and the five points made of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-vision-align.hpp"

#include <dlib/image_processing/shape_predictor.h>

#include <string>

namespace kindred
{

/* The model file tells how many landmarks there are. */
class Landmarks
{
public:
  /* Throws when @path is no such model. */
  explicit Landmarks (const std::string &path);

  /* @box as dlib's HOG detector draws it. */
  dlib::full_object_detection find (const KindredVisionImage &image, const dlib::rectangle &box) const;

private:
  dlib::shape_predictor predictor;
};

/* The box that the HOG detector would draw around a face with these points. */
dlib::rectangle box_around (const Points &points);

/* Eye centres, nose tip and mouth corners.  The 5-landmark model knows eye corners and the base of
 * the nose only: tip and mouth corners are then where they are in dlib's mean face. */
Points points_from_landmarks (const dlib::full_object_detection &shape);

/* The five points in dlib's mean face, whose unit is the face's width. */
extern const Points mean_face_points;

}
