/* test-analyzer.c - the real analyzer, with the models that come with Kindred
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "library/kindred-analyzer-pool.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

#define WAIT_LIMIT 120 /* seconds until a test gives up waiting */

typedef struct
{
  KindredAnalyzerPool *pool;
  KindredAnalysis *analysis;
  GBytes *crop;
  GError *error;
  gboolean done;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer options)
{
  fixture->pool = kindred_analyzer_pool_new (options);
}

static void
clear (Fixture *fixture)
{
  g_clear_pointer (&fixture->analysis, kindred_analysis_free);
  g_clear_pointer (&fixture->crop, g_bytes_unref);
  g_clear_error (&fixture->error);
  fixture->done = FALSE;
}

static void
tear_down (Fixture *fixture, gconstpointer options)
{
  clear (fixture);
  kindred_analyzer_pool_stop (fixture->pool);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->pool);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("Waited too long");

  return G_SOURCE_REMOVE;
}

static void
wait_for (Fixture *fixture)
{
  guint limit = g_timeout_add_seconds (WAIT_LIMIT, give_up_cb, NULL);

  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
analyzed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->analysis = kindred_analyzer_pool_analyze_finish (KINDRED_ANALYZER_POOL (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
cropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->crop = kindred_analyzer_pool_crop_finish (KINDRED_ANALYZER_POOL (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
analyze (Fixture *fixture, const char *path)
{
  clear (fixture);
  kindred_analyzer_pool_analyze_async (fixture->pool, path, NULL, analyzed_cb, fixture);
  wait_for (fixture);
}

static char *
get_sample (int n)
{
  g_autofree char *name = g_strdup_printf ("sample-%02d.jpg", n);

  return g_test_build_filename (G_TEST_DIST, "data", "sample", name, NULL);
}

static char *
hash (const char *path)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) data, size);
}

static void
test_sample (Fixture *fixture, gconstpointer options)
{
  guint n_faces = 0;

  for (int i = 0; i < 6; i++)
    {
      g_autofree char *path = get_sample (i);
      g_autofree char *expected_hash = hash (path);
      int width, height;

      analyze (fixture, path);
      g_assert_no_error (fixture->error);
      g_assert_cmpstr (fixture->analysis->content_hash, ==, expected_hash);
      g_assert_nonnull (gdk_pixbuf_get_file_info (path, &width, &height));
      g_assert_cmpint (MAX (width, height), ==, MAX (fixture->analysis->width, fixture->analysis->height));
      n_faces += fixture->analysis->faces->len;

      for (guint k = 0; k < fixture->analysis->faces->len; k++)
        {
          const KindredAnalyzedFace *face = g_ptr_array_index (fixture->analysis->faces, k);

          g_assert_true (face->has_embedding);
          g_assert_nonnull (face->thumbnail);
          g_assert_cmpfloat (face->quality, >, 0);
          g_assert_cmpfloat (face->x, >, -0.2);
          g_assert_cmpfloat (face->x + face->width, <, 1.2);
        }
    }

  g_assert_cmpuint (n_faces, >=, 6);
}

static double
get_distance (const KindredAnalyzedFace *a, const float *embedding)
{
  double sum = 0;

  for (int i = 0; i < KINDRED_ANALYSIS_EMBEDDING_SIZE; i++)
    sum += (a->embedding[i] - embedding[i]) * (a->embedding[i] - embedding[i]);

  return sqrt (sum);
}

/* The same picture five times as large is reduced before faces are looked for, and gives the same
 * faces at the same places. */
static void
test_large (Fixture *fixture, gconstpointer options)
{
  g_autofree char *path = get_sample (0);
  g_autofree char *large_path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (path, &error);
  g_autoptr (GdkPixbuf) upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  g_autoptr (GdkPixbuf) large = NULL;
  g_autoptr (KindredAnalysis) small = NULL;
  int fd = g_file_open_tmp ("kindred-large-XXXXXX.jpg", &large_path, &error);

  g_assert_no_error (error);
  close (fd);
  large = gdk_pixbuf_scale_simple (upright, 5 * gdk_pixbuf_get_width (upright), 5 * gdk_pixbuf_get_height (upright),
                                   GDK_INTERP_BILINEAR);
  gdk_pixbuf_save (large, large_path, "jpeg", &error, "quality", "92", NULL);
  g_assert_no_error (error);

  analyze (fixture, path);
  g_assert_no_error (fixture->error);
  small = g_steal_pointer (&fixture->analysis);
  analyze (fixture, large_path);
  g_assert_no_error (fixture->error);

  g_assert_cmpint (fixture->analysis->width, ==, gdk_pixbuf_get_width (large));
  g_assert_cmpuint (fixture->analysis->faces->len, ==, small->faces->len);
  for (guint i = 0; i < small->faces->len; i++)
    {
      const KindredAnalyzedFace *a = g_ptr_array_index (small->faces, i);
      const KindredAnalyzedFace *b = g_ptr_array_index (fixture->analysis->faces, i);

      g_assert_cmpfloat (fabs (a->x + a->width / 2 - b->x - b->width / 2), <, a->width / 4);
      g_assert_cmpfloat (fabs (b->size / a->size - 5), <, 1);
      g_assert_cmpfloat (get_distance (a, b->embedding), <, 0.35);
    }
  g_remove (large_path);
}

static void
test_crop (Fixture *fixture, gconstpointer options)
{
  g_autofree char *path = get_sample (0);
  g_autoptr (KindredAnalysis) analysis = NULL;
  const KindredAnalyzedFace *face;

  analyze (fixture, path);
  g_assert_no_error (fixture->error);
  analysis = g_steal_pointer (&fixture->analysis);
  g_assert_cmpuint (analysis->faces->len, >, 0);
  face = g_ptr_array_index (analysis->faces, 0);

  clear (fixture);
  kindred_analyzer_pool_crop_async (fixture->pool, path, face->time, face->x, face->y, face->width, face->height, NULL,
                                    cropped_cb, fixture);
  wait_for (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_bytes_get_size (fixture->crop), >, 500);
}

/* A person in the first half, others in the second; the frames of the other file are stored on their side. */
static void
test_videos (Fixture *fixture, gconstpointer options)
{
  g_autofree char *shots = g_test_build_filename (G_TEST_DIST, "tests", "data", "videos", "two-shots.mp4", NULL);
  g_autofree char *turned = g_test_build_filename (G_TEST_DIST, "tests", "data", "videos", "turned.mp4", NULL);
  guint n_first = 0, n_second = 0;

  if (g_getenv ("KINDRED_WITHOUT_VIDEOS") != NULL)
    {
      g_test_skip ("Kindred was built without videos");
      return;
    }

  analyze (fixture, shots);
  g_assert_no_error (fixture->error);
  for (guint i = 0; i < fixture->analysis->faces->len; i++)
    {
      const KindredAnalyzedFace *face = g_ptr_array_index (fixture->analysis->faces, i);

      g_assert_true (face->has_embedding);
      g_assert_nonnull (face->thumbnail);
      g_assert_cmpfloat (face->time, >=, 0);
      if (face->time < 2.5)
        n_first++;
      else
        n_second++;
    }
  g_assert_cmpuint (n_first, ==, 1);
  g_assert_cmpuint (n_second, >=, 2);
  g_assert_cmpuint (n_second, <=, 4);

  analyze (fixture, turned);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->analysis->faces->len, ==, 2);
}

/* Whatever a file holds, the analyzer answers and lives. */
static void
test_bad (Fixture *fixture, gconstpointer options)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "tests", "data", "bad", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      analyze (fixture, path);
      g_test_message ("%s: %s", name, fixture->error != NULL ? fixture->error->message : "analyzed");
      if (fixture->error != NULL)
        g_assert_true (g_error_matches (fixture->error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE)
                       || g_error_matches (fixture->error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE)
                       || g_error_matches (fixture->error, KINDRED_ERROR, KINDRED_ERROR_UNSUPPORTED_FORMAT));
    }
}

static void
test_missing_model (void)
{
  const char *const dirs[] = { "/nonexistent", NULL };
  const KindredAnalyzerOptions options = { .n_analyzers = 1, .model_dirs = dirs };
  g_autofree char *path = get_sample (0);
  Fixture fixture = { 0 };

  set_up (&fixture, &options);
  analyze (&fixture, path);
  g_assert_error (fixture.error, KINDRED_ERROR, KINDRED_ERROR_MODEL_MISSING);
  g_assert_nonnull (strstr (fixture.error->message, "/nonexistent"));
  tear_down (&fixture, &options);
}

static void
test_damaged_model (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("kindred-models-XXXXXX", &error);
  g_autofree char *model = g_build_filename (dir, "compact_face_encoder_v1.dat", NULL);
  g_autofree char *path = get_sample (0);
  const char *const dirs[] = { dir, "/usr/share/dlib", NULL };
  const KindredAnalyzerOptions options = { .n_analyzers = 1, .model_dirs = dirs, .encoder = "compact-1" };
  Fixture fixture = { 0 };

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (model, "damaged", -1, &error));
  set_up (&fixture, &options);
  analyze (&fixture, path);
  g_assert_error (fixture.error, KINDRED_ERROR, KINDRED_ERROR_MODEL_DAMAGED);
  g_assert_nonnull (strstr (fixture.error->message, model));
  tear_down (&fixture, &options);
  g_remove (model);
  g_rmdir (dir);
}

int
main (int argc, char *argv[])
{
  const KindredAnalyzerOptions hog = { .n_analyzers = 1, .detector = "hog", .encoder = "compact-1" };
  /* So that a picture just below the limit of pixels does not take its time here. */
  const KindredAnalyzerOptions small = { .n_analyzers = 1, .max_pixels = 50000000 };

  g_test_init (&argc, &argv, NULL);

  g_test_add ("/analyzer/sample", Fixture, &hog, set_up, test_sample, tear_down);
  g_test_add ("/analyzer/large", Fixture, &hog, set_up, test_large, tear_down);
  g_test_add ("/analyzer/crop", Fixture, &hog, set_up, test_crop, tear_down);
  g_test_add ("/analyzer/videos", Fixture, &hog, set_up, test_videos, tear_down);
  g_test_add ("/analyzer/bad", Fixture, &small, set_up, test_bad, tear_down);
  g_test_add_func ("/analyzer/missing-model", test_missing_model);
  g_test_add_func ("/analyzer/damaged-model", test_damaged_model);

  return g_test_run ();
}
