/* test-vision-sharpness.cpp - what tells a face that was moving from one that was not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "vision/kindred-vision-quality.h"
#include "vision/kindred-vision-sharpness.hpp"

#include <algorithm>

using kindred::Crop;

constexpr int SIZE = kindred::CROP_SIZE;

/* Grey levels of crops, with @n shifted by (@dx, @dy) each averaged, and noise afterwards: a camera's. */
static Crop
make_crop (int n, int dx, int dy)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  std::vector<double> texture (SIZE * SIZE);
  Crop crop (SIZE * SIZE * 3);

  /* Squares of six pixels, here and there. */
  for (int i = 0; i < 400; i++)
    {
      const int left = g_rand_int_range (random, 0, SIZE - 6), top = g_rand_int_range (random, 0, SIZE - 6);
      const double level = g_rand_double_range (random, 40, 200);

      for (int k = 0; k < 36; k++)
        texture[(top + k / 6) * SIZE + left + k % 6] = level;
    }

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      {
        double sum = 0;

        for (int k = 0; k < n; k++)
          sum += texture[std::clamp (y + k * dy, 0, SIZE - 1) * SIZE + std::clamp (x + k * dx, 0, SIZE - 1)];
        std::fill_n (&crop[(y * SIZE + x) * 3], 3,
                     guint8 (std::clamp (sum / n + g_rand_double_range (random, -3, 3), 0., 255.)));
      }

  return crop;
}

static void
test_still (void)
{
  g_assert_cmpfloat (kindred::measure_evenness (make_crop (1, 0, 0)), >, 0.25f);
  g_assert_cmpfloat (kindred::measure_evenness (make_crop (1, 0, 0)), <=, 1);
  g_assert_cmpfloat (kindred::measure_evenness (Crop (SIZE * SIZE * 3, 128)), ==, 1);
}

static void
test_moving (void)
{
  g_assert_cmpfloat (kindred::measure_evenness (make_crop (15, 1, 0)), <, 0.1f);
  g_assert_cmpfloat (kindred::measure_evenness (make_crop (15, 0, 1)), <, 0.1f);
  g_assert_cmpfloat (kindred::measure_evenness (make_crop (15, 1, 1)), <, 0.25f);
  g_assert_cmpfloat (kindred::measure_evenness (make_crop (15, 1, -1)), <, 0.25f);
  g_assert_cmpfloat (kindred::measure_sharpness (make_crop (15, 1, 0)), <,
                     kindred::measure_sharpness (make_crop (1, 0, 0)));
}

static void
test_quality (void)
{
  KindredVisionFace face = {};

  face.points[0] = { 0, 0 };
  face.points[1] = { 40, 0 };
  face.sharpness = 200;
  kindred_vision_face_set_quality (&face, 1, 0.25f);
  g_assert_cmpfloat (face.quality, ==, 1);
  kindred_vision_face_set_quality (&face, 1, 0.175f);
  g_assert_cmpfloat_with_epsilon (face.quality, 0.5f, 1e-4f);
  kindred_vision_face_set_quality (&face, 1, 0.05f);
  g_assert_cmpfloat (face.quality, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, nullptr);

  g_test_add_func ("/vision-sharpness/still", test_still);
  g_test_add_func ("/vision-sharpness/moving", test_moving);
  g_test_add_func ("/vision-sharpness/quality", test_quality);

  return g_test_run ();
}
