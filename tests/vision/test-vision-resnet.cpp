/* test-vision-resnet.cpp - the path of dlib-resnet-1, with random weights
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The real weights are not part of Kindred.  A network of the same type with other weights goes the
 * same way: it is made, written, read back and run; only the quality is not to be seen. */

#include "vision-fixture.h"
#include "vision/kindred-vision-landmarks.hpp"
#include "vision/kindred-vision-resnet.hpp"
#include "vision/kindred-vision-stages.hpp"

#include <glib/gstdio.h>

#include <cmath>

#define LANDMARKS_FILE "/usr/share/dlib/shape_predictor_68_face_landmarks.dat"

/* The size of dlib_face_recognition_resnet_model_v1.dat, four bytes a weight and a little besides. */
constexpr double REAL_SIZE = 22466066;

typedef struct
{
  char *dir;
  char *path;
  size_t n_weights;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer)
{
  kindred::resnet::Network network;
  dlib::matrix<dlib::rgb_pixel> chip (kindred::resnet::CHIP_SIZE, kindred::resnet::CHIP_SIZE);

  dlib::assign_all_pixels (chip, dlib::rgb_pixel (120, 110, 100));
  /* The first run sets the layers up, with random weights. */
  network (chip);
  network.clean ();
  fixture->n_weights = dlib::count_parameters (network);

  fixture->dir = g_dir_make_tmp ("kindred-resnet-XXXXXX", nullptr);
  fixture->path = g_build_filename (fixture->dir, "random.dat", nullptr);
  dlib::serialize (fixture->path) << network;
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer)
{
  g_remove (fixture->path);
  g_rmdir (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
}

/* As many weights as the real file: no layer is missing or of another size. */
static void
test_size (Fixture *fixture, gconstpointer)
{
  g_test_message ("%zu weights", fixture->n_weights);
  g_assert_cmpfloat (std::fabs (fixture->n_weights * 4 / REAL_SIZE - 1), <, 0.005);
}

static void
assert_encodes (kindred::Encoder &encoder, GdkPixbuf *pixbuf, const KindredVisionFace *faces, gsize n_faces)
{
  const KindredVisionImage image = vision_fixture_view (pixbuf);

  g_assert_cmpstr (encoder.name (), ==, "dlib-resnet-1");
  for (gsize i = 0; i < n_faces; i++)
    {
      KindredVisionFace first = faces[i], second = faces[i];
      const kindred::Crop crop = kindred::cut_crop (image, kindred::get_points (faces[i]));
      double length = 0;

      encoder.encode (image, crop, first);
      encoder.encode (image, crop, second);
      for (float value : first.embedding)
        length += value * value;
      g_assert_true (std::isfinite (length));
      g_assert_cmpfloat (length, >, 0);
      g_assert_cmpfloat (vision_fixture_distance (&first, &second), ==, 0);
      g_assert_cmpfloat (vision_fixture_distance (&first, &faces[i]), >, 0);
    }
}

static void
test_encode (Fixture *fixture, gconstpointer)
{
  g_autoptr (KindredVision) vision = vision_fixture_new_vision ("hog", "compact-1");
  g_autofree char *path = vision_fixture_get_sample ("sample-01.jpg");
  g_autoptr (GdkPixbuf) pixbuf = vision_fixture_load_image (path, nullptr);
  g_autofree KindredVisionFace *faces = nullptr;
  gsize n_faces;

  if (vision == nullptr)
    return;

  g_assert_nonnull (pixbuf);
  faces = vision_fixture_find_faces (vision, pixbuf, &n_faces);
  g_assert_cmpuint (n_faces, ==, 3);

  assert_encodes (*kindred::load_resnet (fixture->path, nullptr), pixbuf, faces, n_faces);
  assert_encodes (*kindred::load_resnet (fixture->path, std::make_shared<kindred::Landmarks> (LANDMARKS_FILE)), pixbuf,
                  faces, n_faces);
}

/* The chip from five points and the chip from 68 landmarks show the same part of the picture. */
static void
test_mean_face (void)
{
  const dlib::rectangle box = kindred::box_around (kindred::crop_points);

  /* In the aligned crop the HOG detector's box is known. */
  g_assert_cmpint (std::abs (box.left () - 14), <=, 1);
  g_assert_cmpint (std::abs (box.top () - 28), <=, 1);
  g_assert_cmpint (std::abs (long (box.width ()) - 85), <=, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, nullptr);

  g_test_add ("/vision/resnet/size", Fixture, nullptr, fixture_set_up, test_size, fixture_tear_down);
  g_test_add ("/vision/resnet/encode", Fixture, nullptr, fixture_set_up, test_encode, fixture_tear_down);
  g_test_add_func ("/vision/resnet/box", test_mean_face);

  return g_test_run ();
}
