/* kindred-vision-resnet.cpp - the encoder dlib-resnet-1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-vision-resnet.hpp"

#include "kindred-vision-dlib.hpp"
#include "kindred-vision-landmarks.hpp"
#include "kindred-vision-stages.hpp"

#include <dlib/image_transforms.h>

#include <algorithm>

namespace kindred
{

class ResnetEncoder final : public Encoder
{
public:
  ResnetEncoder (const std::string &path, std::shared_ptr<Landmarks> landmarks) : landmarks (std::move (landmarks))
  {
    dlib::deserialize (path) >> network;
  }

  const char *name () const override { return "dlib-resnet-1"; }

  /* The network's output is used as it is: its scale has 0.6 as the usual threshold. */
  void encode (const KindredVisionImage &image, const Crop &, KindredVisionFace &face) override
  {
    dlib::matrix<dlib::rgb_pixel> chip;

    dlib::extract_image_chip (DlibImage{ image }, locate_chip (image, get_points (face)), chip);
    const dlib::matrix<float, 0, 1> embedding = network (chip);
    std::copy (embedding.begin (), embedding.end (), face.embedding);
  }

private:
  dlib::chip_details locate_chip (const KindredVisionImage &image, const Points &points) const
  {
    using namespace resnet;
    std::vector<dlib::dpoint> in_chip, in_image;

    if (landmarks != nullptr)
      return dlib::get_face_chip_details (landmarks->find (image, box_around (points)), CHIP_SIZE, CHIP_PADDING);

    for (size_t i = 0; i < points.size (); i++)
      {
        const dlib::dpoint mean (mean_face_points[i].x, mean_face_points[i].y);

        in_chip.push_back ((mean + dlib::dpoint (CHIP_PADDING, CHIP_PADDING)) * CHIP_SIZE / (1 + 2 * CHIP_PADDING));
        in_image.push_back (dlib::dpoint (points[i].x, points[i].y));
      }

    return dlib::chip_details (in_chip, in_image, dlib::chip_dims (CHIP_SIZE, CHIP_SIZE));
  }

  resnet::Network network;
  std::shared_ptr<Landmarks> landmarks;
};

std::unique_ptr<Encoder>
load_resnet (const std::string &path, std::shared_ptr<Landmarks> landmarks)
{
  return std::make_unique<ResnetEncoder> (path, std::move (landmarks));
}

}
