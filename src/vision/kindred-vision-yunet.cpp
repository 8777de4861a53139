/* kindred-vision-yunet.cpp - the YuNet 2023mar face detector, run by OpenCV's dnn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-vision-stages.hpp"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace kindred
{

/* The network halves its input five times. */
constexpr int PADDED_TO = 32;

/* In a single row or column of cells OpenCV 4.6 reads memory that nobody wrote. */
constexpr int MIN_PADDED = 2 * PADDED_TO;
constexpr int STRIDES[] = { 8, 16, 32 };

/* Nearly all faces score above 0.85, and what YuNet takes for a face below 0.7 is none (a dog, a
 * finger). */
constexpr float MIN_SCORE = 0.7f;
constexpr float MAX_OVERLAP = 0.3f;

/* Of faces whose box is 28 pixels wide 98 % are found, of 24 pixels 93 %, of 20 pixels 85 %. */
constexpr int MIN_FACE = 28;

/* The network was trained on pictures of this size: it finds large faces there better than in a
 * larger picture, and in a fourth of the time. */
constexpr int FIRST_EDGE = 640;

/* Where the smallest face is smaller than this in the first look, there may be more that are smaller
 * still, and a second look at the picture as it is pays. */
constexpr float LARGE_FACE = 64;

class YunetDetector final : public Detector
{
public:
  explicit YunetDetector (const std::string &path) : network (cv::dnn::readNetFromONNX (path))
  {
    for (const char *kind : { "cls_", "obj_", "bbox_", "kps_" })
      for (int stride : STRIDES)
        names.push_back (kind + std::to_string (stride));
  }

  const char *name () const override { return "yunet"; }

  int min_face () const override { return MIN_FACE; }

  float certainty (float score) const override { return std::clamp ((score - 0.5f) / 0.4f, 0.f, 1.f); }

  /* A look at a small copy, which is all for a portrait, and when it shows small faces or none,
   * another at the whole. */
  Faces detect (const KindredVisionImage &image) override
  {
    const cv::Mat rgb (image.height, image.width, CV_8UC3, const_cast<guint8 *> (image.pixels), image.stride);
    const float scale = float (std::max (image.width, image.height)) / FIRST_EDGE;
    Faces faces;

    if (scale > 1)
      {
        cv::Mat small;

        cv::resize (rgb, small, reduced_size (image, scale), 0, 0, cv::INTER_AREA);
        look (small, faces);
        for (auto &face : faces)
          kindred_vision_face_scale (&face, scale);
      }

    if (scale <= 1 || !has_large_only (faces, LARGE_FACE * scale))
      look (rgb, faces);

    return suppress (faces);
  }

private:
  static cv::Size reduced_size (const KindredVisionImage &image, float scale)
  {
    return cv::Size (std::max (cvRound (image.width / scale), 1), std::max (cvRound (image.height / scale), 1));
  }

  static bool has_large_only (const Faces &faces, float edge)
  {
    const auto is_large = [edge] (const auto &face) { return std::min (face.width, face.height) >= edge; };

    return !faces.empty () && std::all_of (faces.begin (), faces.end (), is_large);
  }

  /* Adds the faces in @rgb, each many times. */
  void look (const cv::Mat &rgb, Faces &faces)
  {
    const int width = padded (rgb.cols), height = padded (rgb.rows);
    std::vector<cv::Mat> outputs;
    cv::Mat input;

    cv::copyMakeBorder (rgb, input, 0, height - rgb.rows, 0, width - rgb.cols, cv::BORDER_CONSTANT);
    network.setInput (cv::dnn::blobFromImage (input, 1, cv::Size (), cv::Scalar (), true));
    network.forward (outputs, names);
    for (size_t i = 0; i < std::size (STRIDES); i++)
      decode (outputs[i], outputs[3 + i], outputs[6 + i], outputs[9 + i], STRIDES[i], width / STRIDES[i],
              height / STRIDES[i], faces);
  }

  static int padded (int n) { return std::max ((n + PADDED_TO - 1) / PADDED_TO * PADDED_TO, MIN_PADDED); }

  /* One row of each output per cell, cells row by row. */
  static void decode (const cv::Mat &cls, const cv::Mat &obj, const cv::Mat &bbox, const cv::Mat &kps, int stride,
                      int columns, int rows, Faces &faces)
  {
    const float *c = cls.ptr<float> (), *o = obj.ptr<float> ();
    const float *b = bbox.ptr<float> (), *k = kps.ptr<float> ();

    for (int row = 0; row < rows; row++)
      for (int column = 0; column < columns; column++, c++, o++, b += 4, k += 10)
        {
          const float score = std::sqrt (std::clamp (*c, 0.f, 1.f) * std::clamp (*o, 0.f, 1.f));
          KindredVisionFace face = {};

          if (score < MIN_SCORE)
            continue;

          face.score = score;
          face.width = std::exp (b[2]) * stride;
          face.height = std::exp (b[3]) * stride;
          face.x = (column + b[0]) * stride - face.width / 2;
          face.y = (row + b[1]) * stride - face.height / 2;
          for (int i = 0; i < KINDRED_VISION_N_POINTS; i++)
            face.points[i] = { (column + k[2 * i]) * stride, (row + k[2 * i + 1]) * stride };
          faces.push_back (face);
        }
  }

  static float overlap (const KindredVisionFace &a, const KindredVisionFace &b)
  {
    const float w = std::min (a.x + a.width, b.x + b.width) - std::max (a.x, b.x);
    const float h = std::min (a.y + a.height, b.y + b.height) - std::max (a.y, b.y);

    if (w <= 0 || h <= 0)
      return 0;

    return w * h / (a.width * a.height + b.width * b.height - w * h);
  }

  /* Keeps the best of those that overlap. */
  static Faces suppress (Faces &faces)
  {
    Faces kept;

    std::sort (faces.begin (), faces.end (), [] (const auto &a, const auto &b) { return a.score > b.score; });
    for (const auto &face : faces)
      if (std::none_of (kept.begin (), kept.end (),
                        [&face] (const auto &other) { return overlap (face, other) > MAX_OVERLAP; }))
        kept.push_back (face);

    return kept;
  }

  cv::dnn::Net network;
  std::vector<std::string> names;
};

std::unique_ptr<Detector>
load_yunet (const std::string &path)
{
  return std::make_unique<YunetDetector> (path);
}

}
