/* kindred-vision.cpp - the C interface
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-vision.h"

#include "kindred-vision-align.hpp"
#include "kindred-vision-guard.hpp"
#include "kindred-vision-load.hpp"
#include "kindred-vision-quality.h"
#include "kindred-vision-sharpness.hpp"

#include <opencv2/core.hpp>
#include <opencv2/core/utility.hpp>

#include <algorithm>
#include <cmath>

using namespace kindred;

/* Behind whatever libblas.so.3 is installed there is OpenBLAS, or another that has no such function. */
extern "C" void openblas_set_num_threads (int n) __attribute__ ((weak));

struct _KindredVision
{
  Stages stages;
};

static void
use_one_thread ()
{
  cv::setNumThreads (1);
  if (openblas_set_num_threads != nullptr)
    openblas_set_num_threads (1);
}

/* OpenCV would print what is thrown anyway. */
static int
opencv_failed_cb (int, const char *, const char *, const char *, int, void *)
{
  return 0;
}

static void
check_image (const KindredVisionImage &image)
{
  if (image.pixels == nullptr || image.width <= 0 || image.height <= 0 || image.stride / 3 < gsize (image.width))
    throw Failure (KINDRED_ERROR_INVALID_ARGUMENT, "A picture of " + std::to_string (image.width) + " × "
                                                       + std::to_string (image.height) + " pixels with rows of "
                                                       + std::to_string (image.stride) + " bytes makes no sense");

  if (gint64 (image.width) * image.height > KINDRED_VISION_MAX_PIXELS)
    throw Failure (KINDRED_ERROR_TOO_LARGE, "A picture of " + std::to_string (image.width) + " × "
                                                + std::to_string (image.height) + " pixels is too large");
}

static bool
is_finite (const KindredVisionFace &face)
{
  return std::isfinite (face.x) && std::isfinite (face.y) && std::isfinite (face.width) && std::isfinite (face.height)
         && std::all_of (std::begin (face.points), std::end (face.points),
                         [] (auto p) { return std::isfinite (p.x) && std::isfinite (p.y); });
}

/* A face has its middle in the picture, whatever a detector says. */
static bool
is_plausible (const KindredVisionFace &face, const KindredVisionImage &image)
{
  const float x = face.x + face.width / 2, y = face.y + face.height / 2;

  return is_finite (face) && face.width >= 1 && face.height >= 1 && x >= 0 && x < image.width && y >= 0
         && y < image.height;
}

static Faces
detect (Detector &detector, const KindredVisionImage &image)
{
  check_image (image);
  Faces faces = detector.detect (image);
  const auto is_no_face = [&image] (const auto &face) { return !is_plausible (face, image); };

  faces.erase (std::remove_if (faces.begin (), faces.end (), is_no_face), faces.end ());
  for (auto &face : faces)
    kindred_vision_face_set_pose (&face);

  return faces;
}

static void
encode (Stages &stages, const KindredVisionImage &image, KindredVisionFace &face)
{
  if (!is_finite (face))
    throw Failure (KINDRED_ERROR_INVALID_ARGUMENT, "A face whose position is not a number");

  const Crop crop = cut_crop (image, get_points (face));

  face.sharpness = measure_sharpness (crop);
  kindred_vision_face_set_quality (&face, stages.detector->certainty (face.score), measure_evenness (crop));
  stages.encoder->encode (image, crop, face);
}

KindredVision *
kindred_vision_new (const char *const *model_dirs, const char *detector, const char *encoder, GError **error)
{
  KindredVision *self = nullptr;

  g_return_val_if_fail (model_dirs != nullptr, nullptr);

  guard (error, KINDRED_ERROR_FAILED, "Loading the models", [&] {
    use_one_thread ();
    cv::redirectError (opencv_failed_cb);
    self = new _KindredVision{ load_stages (model_dirs, detector, encoder) };
  });

  return self;
}

void
kindred_vision_free (KindredVision *self)
{
  delete self;
}

const char *
kindred_vision_get_detector (KindredVision *self)
{
  g_return_val_if_fail (self != nullptr, nullptr);

  return self->stages.detector->name ();
}

const char *
kindred_vision_get_encoder (KindredVision *self)
{
  g_return_val_if_fail (self != nullptr, nullptr);

  return self->stages.encoder->name ();
}

int
kindred_vision_get_min_face (KindredVision *self)
{
  g_return_val_if_fail (self != nullptr, 0);

  return self->stages.detector->min_face ();
}

gboolean
kindred_vision_detect (KindredVision *self, const KindredVisionImage *image, KindredVisionFace **faces, gsize *n_faces,
                       GError **error)
{
  g_return_val_if_fail (self != nullptr, FALSE);
  g_return_val_if_fail (image != nullptr, FALSE);
  g_return_val_if_fail (faces != nullptr && n_faces != nullptr, FALSE);

  *faces = nullptr;
  *n_faces = 0;

  return guard (error, KINDRED_ERROR_FAILED, "Finding faces", [&] {
    const Faces found = detect (*self->stages.detector, *image);

    *faces = static_cast<KindredVisionFace *> (g_memdup2 (found.data (), found.size () * sizeof found[0]));
    *n_faces = found.size ();
  });
}

gboolean
kindred_vision_encode (KindredVision *self, const KindredVisionImage *image, KindredVisionFace *faces, gsize n_faces,
                       GError **error)
{
  g_return_val_if_fail (self != nullptr, FALSE);
  g_return_val_if_fail (image != nullptr, FALSE);
  g_return_val_if_fail (faces != nullptr || n_faces == 0, FALSE);

  return guard (error, KINDRED_ERROR_FAILED, "Encoding faces", [&] {
    check_image (*image);
    for (gsize i = 0; i < n_faces; i++)
      encode (self->stages, *image, faces[i]);
  });
}

void
kindred_vision_face_scale (KindredVisionFace *face, float factor)
{
  g_return_if_fail (face != nullptr);

  face->x *= factor;
  face->y *= factor;
  face->width *= factor;
  face->height *= factor;
  for (auto &point : face->points)
    point = { point.x * factor, point.y * factor };
}
