/* kindred-vision-stages.hpp - what a detector and an encoder are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-vision-align.hpp"

#include <memory>
#include <string>
#include <vector>

namespace kindred
{

class Landmarks;

using Faces = std::vector<KindredVisionFace>;

/* Finds faces and their five points.  All functions of these classes may throw anything derived
 * from std::exception; kindred-vision.cpp catches. */
class Detector
{
public:
  virtual ~Detector () = default;

  virtual const char *name () const = 0;

  /* Pixels: the shortest edge of a box that is found reliably. */
  virtual int min_face () const = 0;

  /* 0 (doubtful) to 1 (certain) for a score of this detector. */
  virtual float certainty (float score) const = 0;

  virtual Faces detect (const KindredVisionImage &image) = 0;
};

/* Turns a face into an embedding. */
class Encoder
{
public:
  virtual ~Encoder () = default;

  virtual const char *name () const = 0;

  /* Sets the embedding of @face from its points.  @crop: cut_crop() of them. */
  virtual void encode (const KindredVisionImage &image, const Crop &crop, KindredVisionFace &face) = 0;
};

/* One each, so that the files with heavy templates are few and see little.  A file that dlib or
 * OpenCV cannot load makes them throw. */
std::unique_ptr<Detector> make_hog (std::shared_ptr<Landmarks> landmarks);
std::unique_ptr<Detector> load_yunet (const std::string &path);
std::unique_ptr<Encoder> load_compact (const std::string &path);

/* Without @landmarks a face's five points make do. */
std::unique_ptr<Encoder> load_resnet (const std::string &path, std::shared_ptr<Landmarks> landmarks);

}
