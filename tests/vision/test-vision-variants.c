/* test-vision-variants.c - the library and its variant for x86-64-v3
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "vision-fixture.h"

#include <dlfcn.h>
#include <math.h>
#include <string.h>

#define VARIANT "glibc-hwcaps/x86-64-v3"

typedef KindredVision *(*NewFunc) (const char *const *, const char *, const char *, GError **);
typedef void (*FreeFunc) (KindredVision *);
typedef gboolean (*DetectFunc) (KindredVision *, const KindredVisionImage *, KindredVisionFace **, gsize *, GError **);
typedef gboolean (*EncodeFunc) (KindredVision *, const KindredVisionImage *, KindredVisionFace *, gsize, GError **);

static gboolean
processor_is_v3 (void)
{
#if defined(__x86_64__)
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") && __builtin_cpu_supports ("bmi2");
#else
  return FALSE;
#endif
}

/* The loader took the variant that the processor can run. */
static void
test_chosen (void)
{
  g_autofree char *variant
      = g_test_build_filename (G_TEST_BUILT, "src", "vision", VARIANT, "libkindred-vision.so", NULL);
  Dl_info info;

  g_assert_true (dladdr (kindred_vision_new, &info) != 0);
  g_test_message ("%s", info.dli_fname);
  if (!g_file_test (variant, G_FILE_TEST_EXISTS))
    g_test_skip ("The variant for x86-64-v3 was not built");
  else
    g_assert_cmpint (strstr (info.dli_fname, VARIANT) != NULL, ==, processor_is_v3 ());
}

static KindredVisionFace *
find_faces_with (const char *folder, GdkPixbuf *pixbuf, gsize *n_faces)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "src", "vision", folder, "libkindred-vision.so", NULL);
  g_autofree char *models = g_test_build_filename (G_TEST_DIST, "data", "models", NULL);
  const char *const dirs[] = { models, "/usr/share/dlib", NULL };
  void *library = dlopen (path, RTLD_NOW | RTLD_LOCAL);
  NewFunc new_vision = (NewFunc) dlsym (library, "kindred_vision_new");
  FreeFunc free_vision = (FreeFunc) dlsym (library, "kindred_vision_free");
  DetectFunc detect = (DetectFunc) dlsym (library, "kindred_vision_detect");
  EncodeFunc encode = (EncodeFunc) dlsym (library, "kindred_vision_encode");
  KindredVisionImage image = vision_fixture_view (pixbuf);
  KindredVisionFace *faces = NULL;
  g_autoptr (GError) error = NULL;
  KindredVision *vision;

  g_assert_true (library != NULL && new_vision != NULL && free_vision != NULL && detect != NULL && encode != NULL);

  vision = new_vision (dirs, "hog", "compact-1", &error);
  g_assert_no_error (error);
  g_assert_true (detect (vision, &image, &faces, n_faces, &error));
  g_assert_no_error (error);
  g_assert_true (encode (vision, &image, faces, *n_faces, &error));
  g_assert_no_error (error);
  free_vision (vision);

  return faces;
}

/* The same faces, and embeddings that differ by rounding only. */
static void
test_alike (void)
{
  g_autofree char *path = vision_fixture_get_sample ("sample-01.jpg");
  g_autofree char *variant = g_test_build_filename (G_TEST_BUILT, "src", "vision", VARIANT, NULL);
  g_autoptr (KindredVision) vision = vision_fixture_new_vision ("hog", "compact-1");
  g_autoptr (GdkPixbuf) pixbuf = vision_fixture_load_image (path, NULL);
  g_autofree KindredVisionFace *plain = NULL;
  g_autofree KindredVisionFace *v3 = NULL;
  gsize n_plain, n_v3;

  if (vision == NULL)
    return;
  if (!processor_is_v3 () || !g_file_test (variant, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("The variant for x86-64-v3 was not built, or the processor cannot run it");
      return;
    }

  g_assert_nonnull (pixbuf);
  plain = find_faces_with ("", pixbuf, &n_plain);
  v3 = find_faces_with (VARIANT, pixbuf, &n_v3);

  g_assert_cmpuint (n_plain, ==, 3);
  g_assert_cmpuint (n_v3, ==, n_plain);
  for (gsize i = 0; i < n_plain; i++)
    {
      g_assert_cmpfloat (fabsf (v3[i].x - plain[i].x), <=, 1);
      g_assert_cmpfloat (fabsf (v3[i].score - plain[i].score), <, 0.01f);
      g_assert_cmpfloat (vision_fixture_distance (&v3[i], &plain[i]), <, 0.01);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vision/variants/chosen", test_chosen);
  g_test_add_func ("/vision/variants/alike", test_alike);

  return g_test_run ();
}
