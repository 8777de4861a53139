/* kindred-vision-compact.cpp - the encoder compact-1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-vision-align.hpp"
#include "kindred-vision-stages.hpp"

#include <dlib/dnn.h>

#include <algorithm>

namespace kindred
{

/* The type that data/models/NETWORK.md describes; it must not differ by a single layer. */
namespace compact
{

template <long N, int K, int S, int P, typename SUB> using conv = dlib::add_layer<dlib::con_<N, K, K, S, S, P, P>, SUB>;

template <long C, long M, typename SUB>
using bottle = dlib::prelu<
    dlib::add_prev1<conv<C, 1, 1, 0, dlib::prelu<conv<M, 3, 1, 1, dlib::prelu<conv<M, 1, 1, 0, dlib::tag1<SUB>>>>>>>>;

template <long M, long N, typename SUB>
using down = dlib::prelu<dlib::add_prev2<dlib::avg_pool<
    2, 2, 2, 2, dlib::skip1<dlib::tag2<conv<N, 3, 1, 1, dlib::prelu<conv<M, 3, 2, 1, dlib::tag1<SUB>>>>>>>>>;

template <typename SUB> using stem = dlib::prelu<conv<40, 3, 2, 1, dlib::prelu<conv<24, 3, 2, 1, SUB>>>>;
template <typename SUB> using stage1 = bottle<40, 24, SUB>;
template <typename SUB> using stage2 = bottle<112, 56, bottle<112, 56, bottle<112, 56, down<56, 112, SUB>>>>;
template <typename SUB> using stage3 = bottle<192, 96, bottle<192, 96, down<96, 192, SUB>>>;

using Network = dlib::loss_metric<
    dlib::fc_no_bias<KINDRED_VISION_EMBEDDING_SIZE,
                     conv<48, 1, 1, 0, stage3<stage2<stage1<stem<dlib::input_rgb_image_sized<CROP_SIZE>>>>>>>>;

}

/* The length of an embedding: with it 0.60 is the distance of equal error (MODEL_CARD.md). */
constexpr float LENGTH = 0.4787f;

using Input = dlib::matrix<dlib::rgb_pixel>;

static Input
to_input (const Crop &crop)
{
  Input input (CROP_SIZE, CROP_SIZE);
  const guint8 *p = crop.data ();

  for (long y = 0; y < CROP_SIZE; y++)
    for (long x = 0; x < CROP_SIZE; x++, p += 3)
      input (y, x) = dlib::rgb_pixel (p[0], p[1], p[2]);

  return input;
}

class CompactEncoder final : public Encoder
{
public:
  explicit CompactEncoder (const std::string &path) { dlib::deserialize (path) >> network; }

  const char *name () const override { return "compact-1"; }

  /* The mean of the face and its mirror image costs a second pass and is worth it: equal error
   * 3.5 instead of 4.0 % (docs/benchmarks.md). */
  void encode (const KindredVisionImage &, const Crop &crop, KindredVisionFace &face) override
  {
    const auto outputs = network (std::vector<Input>{ to_input (crop), to_input (mirror_crop (crop)) });
    const dlib::matrix<float, 0, 1> sum = dlib::normalize (outputs[0]) + dlib::normalize (outputs[1]);
    const dlib::matrix<float, 0, 1> embedding = dlib::normalize (sum) * LENGTH;

    std::copy (embedding.begin (), embedding.end (), face.embedding);
  }

private:
  compact::Network network;
};

std::unique_ptr<Encoder>
load_compact (const std::string &path)
{
  return std::make_unique<CompactEncoder> (path);
}

}
