/* test-models.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "base/kindred-models.h"

#include <glib/gstdio.h>

/* SHA-256 of "abc", from FIPS 180-4's examples. */
static const KindredModelFile abc
    = { "abc.dat", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "CC0-1.0" };

static char *
make_dir_with (const char *contents)
{
  g_autoptr (GError) error = NULL;
  char *dir = g_dir_make_tmp ("kindred-models-XXXXXX", &error);
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  path = g_build_filename (dir, abc.name, NULL);
  if (contents != NULL)
    g_assert_true (g_file_set_contents (path, contents, -1, NULL));

  return dir;
}

static void
remove_dir (char *dir)
{
  g_autofree char *path = g_build_filename (dir, abc.name, NULL);

  g_remove (path);
  g_rmdir (dir);
  g_free (dir);
}

static void
test_find (void)
{
  g_autoptr (GError) error = NULL;
  char *empty = make_dir_with (NULL);
  char *good = make_dir_with ("abc");
  const char *const dirs[] = { "/nonexistent", empty, good, NULL };
  g_autofree char *expected = g_build_filename (good, abc.name, NULL);
  g_autofree char *found = kindred_models_find (&abc, dirs, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);

  remove_dir (empty);
  remove_dir (good);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  const char *const dirs[] = { "/nonexistent", NULL };

  g_assert_null (kindred_models_find (&abc, dirs, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_MISSING);
  g_assert_nonnull (strstr (error->message, "abc.dat"));
  g_assert_nonnull (strstr (error->message, "/nonexistent"));
}

static void
test_damaged (gconstpointer contents)
{
  g_autoptr (GError) error = NULL;
  char *bad = make_dir_with (contents);
  const char *const dirs[] = { bad, NULL };

  g_assert_null (kindred_models_find (&abc, dirs, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_DAMAGED);
  g_assert_nonnull (strstr (error->message, bad));

  remove_dir (bad);
}

static void
test_encoders (void)
{
  const KindredEncoderInfo *const *encoders = kindred_models_get_encoders ();

  for (gsize i = 0; encoders[i] != NULL; i++)
    {
      g_assert_true (kindred_models_get_encoder (encoders[i]->name) == encoders[i]);
      g_assert_true (kindred_models_get_file (encoders[i]->file->name) == encoders[i]->file);
      g_assert_cmpfloat (encoders[i]->eps, >, 0);
      g_assert_cmpint (encoders[i]->min_samples, >=, 1);
    }

  g_assert_null (kindred_models_get_encoder ("no such encoder"));
}

/* Stricter steps never join what looser ones do not, and the middle one is the default. */
static void
test_steps (void)
{
  const KindredEncoderInfo *const *encoders = kindred_models_get_encoders ();

  for (gsize i = 0; encoders[i] != NULL; i++)
    {
      const KindredStrictnessStep *middle = kindred_models_get_step (encoders[i], 0);

      g_assert_cmpfloat (middle->eps, ==, encoders[i]->eps);
      g_assert_cmpfloat (middle->max_mean, ==, encoders[i]->max_mean);

      for (int k = 1 - KINDRED_STRICTNESS_MAX; k <= KINDRED_STRICTNESS_MAX; k++)
        {
          const KindredStrictnessStep *looser = kindred_models_get_step (encoders[i], k - 1);
          const KindredStrictnessStep *step = kindred_models_get_step (encoders[i], k);

          g_assert_cmpfloat (step->eps, <, looser->eps);
          g_assert_cmpfloat (step->max_mean, <=, looser->max_mean);
          g_assert_cmpfloat (step->max_mean, >, 0);
        }
    }
}

static void
test_install (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("kindred-models-XXXXXX", NULL);
  g_autofree char *models = g_build_filename (dir, "models", NULL);
  g_autofree char *source = g_build_filename (dir, "download (1)", NULL);
  g_autofree char *content = NULL;
  const char *const dirs[] = { models, NULL };
  const KindredModelFile *compact = kindred_models_get_file ("compact_face_encoder_v1.dat");
  g_autofree char *shipped = g_test_build_filename (G_TEST_DIST, "data", "models", compact->name, NULL);
  g_autofree char *found = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (shipped, &content, &size, NULL));
  g_assert_true (g_file_set_contents (source, content, size, NULL));
  g_assert_true (kindred_models_install (source, models, &error) == compact);
  g_assert_no_error (error);
  found = kindred_models_find (compact, dirs, &error);
  g_assert_no_error (error);

  /* One bit */
  content[size / 2] ^= 1;
  g_assert_true (g_file_set_contents (source, content, size, NULL));
  g_assert_null (kindred_models_install (source, models, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);

  g_remove (found);
  g_assert_cmpint (g_rmdir (models), ==, 0); /* nothing else */
  g_remove (source);
  g_rmdir (dir);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/find", test_find);
  g_test_add_func ("/models/missing", test_missing);
  g_test_add_data_func ("/models/damaged/size", "abcd", test_damaged);
  g_test_add_data_func ("/models/damaged/hash", "abd", test_damaged);
  g_test_add_func ("/models/encoders", test_encoders);
  g_test_add_func ("/models/steps", test_steps);
  g_test_add_func ("/models/install", test_install);

  return g_test_run ();
}
