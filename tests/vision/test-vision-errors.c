/* test-vision-errors.c - what the C interface makes of bad pictures, models and arguments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "vision-fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

/* Loading takes longer than all that is tried with them. */
static KindredVision *loaded_hog;
static KindredVision *loaded_yunet;

#define COMPACT_FILE "compact_face_encoder_v1.dat"

static KindredVision *
get_vision (const char *detector)
{
  KindredVision **loaded = g_str_equal (detector, "hog") ? &loaded_hog : &loaded_yunet;

  if (*loaded == NULL)
    *loaded = vision_fixture_new_vision (detector, "compact-1");

  return *loaded;
}

static void
assert_no_faces (KindredVision *vision, int width, int height, guint8 grey)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *pixels = g_malloc ((gsize) width * height * 3);
  KindredVisionImage image = { pixels, width, height, (gsize) width * 3 };
  KindredVisionFace *faces = (gpointer) 1;
  gsize n_faces = 1;

  memset (pixels, grey, (gsize) width * height * 3);
  g_assert_true (kindred_vision_detect (vision, &image, &faces, &n_faces, &error));
  g_assert_no_error (error);
  g_assert_null (faces);
  g_assert_cmpuint (n_faces, ==, 0);
  g_assert_true (kindred_vision_encode (vision, &image, NULL, 0, &error));
  g_assert_no_error (error);
}

/* No faces is no failure, down to a single pixel. */
static void
test_blank (gconstpointer detector)
{
  KindredVision *vision = get_vision (detector);

  if (vision == NULL)
    return;

  assert_no_faces (vision, 640, 480, 255);
  assert_no_faces (vision, 900, 700, 0);
  assert_no_faces (vision, 1, 1, 128);
  assert_no_faces (vision, 3000, 1, 128);
  assert_no_faces (vision, 1, 3000, 128);
  assert_no_faces (vision, 33, 31, 128);
}

static void
test_sizes (gconstpointer detector)
{
  static const guint8 pixel[3];
  const struct
  {
    KindredVisionImage image;
    KindredError code;
  } cases[] = {
    { { pixel, 0, 0, 0 }, KINDRED_ERROR_INVALID_ARGUMENT },
    { { pixel, 1, 0, 3 }, KINDRED_ERROR_INVALID_ARGUMENT },
    { { pixel, -1, -1, 3 }, KINDRED_ERROR_INVALID_ARGUMENT },
    { { pixel, G_MININT, G_MININT, G_MAXSIZE }, KINDRED_ERROR_INVALID_ARGUMENT },
    { { pixel, 2, 1, 5 }, KINDRED_ERROR_INVALID_ARGUMENT },
    { { NULL, 1, 1, 3 }, KINDRED_ERROR_INVALID_ARGUMENT },
    { { pixel, G_MAXINT, G_MAXINT, 3 * (gsize) G_MAXINT }, KINDRED_ERROR_TOO_LARGE },
    { { pixel, 20001, 20000, 60003 }, KINDRED_ERROR_TOO_LARGE },
  };
  KindredVision *vision = get_vision (detector);

  for (gsize i = 0; vision != NULL && i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) detect_error = NULL;
      g_autoptr (GError) encode_error = NULL;
      KindredVisionFace *faces;
      KindredVisionFace face = { 0 };
      gsize n_faces;

      g_assert_false (kindred_vision_detect (vision, &cases[i].image, &faces, &n_faces, &detect_error));
      g_assert_error (detect_error, KINDRED_ERROR, (int) cases[i].code);
      g_assert_null (faces);
      g_assert_false (kindred_vision_encode (vision, &cases[i].image, &face, 1, &encode_error));
      g_assert_error (encode_error, KINDRED_ERROR, (int) cases[i].code);
    }
}

/* Points that make no crop: an exception inside, an error outside. */
static void
test_points (void)
{
  KindredVision *vision = get_vision ("hog");
  g_autofree guint8 *pixels = g_malloc0 (100 * 100 * 3);
  KindredVisionImage image = { pixels, 100, 100, 300 };
  const float bad[] = { 0, NAN, INFINITY, -INFINITY };

  for (gsize i = 0; vision != NULL && i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      KindredVisionFace face = { .width = 50, .height = 50 };

      for (int k = 0; k < KINDRED_VISION_N_POINTS; k++)
        face.points[k] = (KindredVisionPoint){ bad[i], bad[i] };
      g_assert_false (kindred_vision_encode (vision, &image, &face, 1, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == KINDRED_ERROR);
    }
}

/* Points far outside of the picture are no reason to read there. */
static void
test_far_points (void)
{
  KindredVision *vision = get_vision ("hog");
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *pixels = g_malloc0 (100 * 100 * 3);
  KindredVisionImage image = { pixels, 100, 100, 300 };
  KindredVisionFace face
      = { .points = { { -1e9f, -1e9f }, { 1e9f, -1e9f }, { 0, 0 }, { -1e9f, 1e9f }, { 1e9f, 1e9f } } };

  if (vision == NULL)
    return;

  g_assert_true (kindred_vision_encode (vision, &image, &face, 1, &error));
  g_assert_no_error (error);
  g_assert_true (isfinite (face.embedding[0]));
}

static void
test_missing (void)
{
  const char *const dirs[] = { "/nonexistent", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (kindred_vision_new (dirs, NULL, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_MISSING);
  g_assert_nonnull (strstr (error->message, "/nonexistent"));
}

static void
test_unknown (void)
{
  g_autoptr (GError) detector_error = NULL;
  g_autoptr (GError) encoder_error = NULL;
  g_autofree char *models = g_test_build_filename (G_TEST_DIST, "data", "models", NULL);
  const char *const dirs[] = { models, "/usr/share/dlib", NULL };

  g_assert_null (kindred_vision_new (dirs, "crystal ball", NULL, &detector_error));
  g_assert_error (detector_error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (detector_error->message, "crystal ball"));

  g_assert_null (kindred_vision_new (dirs, NULL, "", &encoder_error));
  g_assert_nonnull (encoder_error);
}

/* One bit of the encoder's file is wrong. */
static void
test_damaged (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "models", COMPACT_FILE, NULL);
  g_autofree char *dir = g_dir_make_tmp ("kindred-vision-XXXXXX", NULL);
  g_autofree char *damaged = g_build_filename (dir, COMPACT_FILE, NULL);
  const char *const dirs[] = { dir, "/usr/share/dlib", NULL };
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  contents[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (damaged, contents, length, NULL));

  if (!g_file_test ("/usr/share/dlib/shape_predictor_68_face_landmarks.dat", G_FILE_TEST_EXISTS))
    g_test_skip ("Debian's libdlib-data is not installed");
  else
    {
      g_assert_null (kindred_vision_new (dirs, "hog", "compact-1", &error));
      g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_DAMAGED);
      g_assert_nonnull (strstr (error->message, damaged));
    }

  g_remove (damaged);
  g_rmdir (dir);
}

/* std::bad_alloc and the like on their way out become an error, and the stage goes on working. */
static void
test_out_of_memory (void)
{
  const int edge = 12000;
  const gsize size = (gsize) edge * edge * 3;
  KindredVision *vision = NULL;
  g_autoptr (GError) error = NULL;
  KindredVisionImage image = { NULL, edge, edge, (gsize) edge * 3 };
  KindredVisionFace *faces;
  struct rlimit old, tight;
  guint8 *pixels;
  gsize n_faces;

#if defined(__SANITIZE_ADDRESS__)
  g_test_skip ("AddressSanitizer does not live within a limit of memory");
  return;
#endif

  vision = get_vision ("hog");
  if (vision == NULL)
    return;

  pixels = mmap (NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  g_assert_true (pixels != MAP_FAILED);
  image.pixels = pixels;

  g_assert_cmpint (getrlimit (RLIMIT_AS, &old), ==, 0);
  tight = old;
  tight.rlim_cur = size;
  g_assert_cmpint (setrlimit (RLIMIT_AS, &tight), ==, 0);
  g_assert_false (kindred_vision_detect (vision, &image, &faces, &n_faces, &error));
  g_assert_cmpint (setrlimit (RLIMIT_AS, &old), ==, 0);
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE);
  munmap (pixels, size);

  assert_no_faces (vision, 200, 200, 100);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/vision/blank/hog", "hog", test_blank);
  g_test_add_data_func ("/vision/blank/yunet", "yunet", test_blank);
  g_test_add_data_func ("/vision/sizes/hog", "hog", test_sizes);
  g_test_add_data_func ("/vision/sizes/yunet", "yunet", test_sizes);
  g_test_add_func ("/vision/points/bad", test_points);
  g_test_add_func ("/vision/points/far", test_far_points);
  g_test_add_func ("/vision/models/missing", test_missing);
  g_test_add_func ("/vision/models/unknown", test_unknown);
  g_test_add_func ("/vision/models/damaged", test_damaged);
  g_test_add_func ("/vision/out-of-memory", test_out_of_memory);

  status = g_test_run ();
  g_clear_pointer (&loaded_hog, kindred_vision_free);
  g_clear_pointer (&loaded_yunet, kindred_vision_free);

  return status;
}
