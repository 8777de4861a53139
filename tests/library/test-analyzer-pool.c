/* test-analyzer-pool.c - analyzers that do their work, one photo after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pool-fixture.h"

#include <math.h>
#include <sys/stat.h>

static const KindredAnalyzerOptions one = { .n_analyzers = 1 };
static const KindredAnalyzerOptions two = { .n_analyzers = 2 };
static const KindredAnalyzerOptions short_lived = { .n_analyzers = 1, .max_photos = 2 };
static const KindredAnalyzerOptions missing_model = { .n_analyzers = 2, .encoder = "missing" };
static const KindredAnalyzerOptions small_pictures = { .n_analyzers = 1, .max_pixels = 1000 };

static double
get_distance (const KindredAnalysis *analysis, guint i, guint k)
{
  const KindredAnalyzedFace *a = g_ptr_array_index (analysis->faces, i);
  const KindredAnalyzedFace *b = g_ptr_array_index (analysis->faces, k);
  double sum = 0;

  g_assert_true (a->has_embedding && b->has_embedding);
  for (int n = 0; n < KINDRED_ANALYSIS_EMBEDDING_SIZE; n++)
    sum += (a->embedding[n] - b->embedding[n]) * (a->embedding[n] - b->embedding[n]);

  return sqrt (sum);
}

static void
test_analyze (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "three.png", NULL);
  const FakeFace faces[] = { { 1, 0, 51 }, { 1, 7, 255 }, { 4094, 0, 102 } };
  const KindredAnalyzedFace *face;
  PoolResult result;

  make_fake_photo (path, faces, G_N_ELEMENTS (faces), 0);
  result = pool_fixture_analyze (fixture, path);

  g_assert_no_error (result.error);
  g_assert_cmpint (result.analysis->width, ==, 3 * FAKE_PHOTO_STEP + FAKE_PHOTO_STEP - FAKE_PHOTO_SQUARE);
  g_assert_cmpstr (result.analysis->detector, ==, "hog");
  g_assert_cmpstr (result.analysis->encoder, ==, "compact-1");
  g_assert_cmpuint (result.analysis->faces->len, ==, 3);
  g_assert_cmpfloat (get_distance (result.analysis, 0, 1), <, 0.25);
  g_assert_cmpfloat (get_distance (result.analysis, 0, 1), >, 0.05);
  g_assert_cmpfloat (get_distance (result.analysis, 0, 2), >, 0.45);

  face = g_ptr_array_index (result.analysis->faces, 0);
  g_assert_cmpfloat_with_epsilon (face->x * result.analysis->width, FAKE_PHOTO_STEP - FAKE_PHOTO_SQUARE, 1e-3);
  g_assert_cmpfloat_with_epsilon (face->width * result.analysis->width, FAKE_PHOTO_SQUARE, 1e-3);
  g_assert_cmpfloat_with_epsilon (face->quality, 0.2, 1e-6);
  g_assert_nonnull (face->thumbnail);
  pool_result_clear (&result);
}

static void
test_crop (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "one.png", FAKE_FACE (1, 0));
  PoolResult analyzed = pool_fixture_analyze (fixture, path);
  PoolResult cropped = { 0 };
  const KindredAnalyzedFace *face = g_ptr_array_index (analyzed.analysis->faces, 0);

  kindred_analyzer_pool_crop_async (fixture->pool, path, face->time, face->x, face->y, face->width, face->height, NULL,
                                    pool_fixture_cropped_cb, &cropped);
  library_fixture_wait (cropped.done);

  g_assert_no_error (cropped.error);
  g_assert_true (g_bytes_equal (cropped.picture, face->thumbnail));
  pool_result_clear (&analyzed);
  pool_result_clear (&cropped);
}

/* Thumbnails wait for no models, and come even when there are none. */
static void
test_crop_without_models (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "one.png", FAKE_FACE (1, 0));
  PoolResult first = pool_fixture_crop (fixture, path), analyzed = pool_fixture_analyze (fixture, path), second;

  g_assert_no_error (first.error);
  g_assert_nonnull (first.picture);
  g_assert_error (analyzed.error, KINDRED_ERROR, KINDRED_ERROR_MODEL_MISSING);

  second = pool_fixture_crop (fixture, path);
  g_assert_no_error (second.error);
  g_assert_true (g_bytes_equal (first.picture, second.picture));
  pool_result_clear (&first);
  pool_result_clear (&analyzed);
  pool_result_clear (&second);
}

/* Scrolling cancels thumbnails by the dozen: that must not cost processes. */
static void
test_cancel_crop (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "one.png", FAKE_FACE (1, 0));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PoolResult first = pool_fixture_crop (fixture, path), cancelled = { 0 }, second;
  int pid = pool_fixture_get_only_child ();

  kindred_analyzer_pool_crop_async (fixture->pool, path, -1, 0, 0, 1, 1, cancellable, pool_fixture_cropped_cb,
                                    &cancelled);
  g_cancellable_cancel (cancellable);
  library_fixture_wait (cancelled.done);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (cancelled.picture);

  second = pool_fixture_crop (fixture, path);
  g_assert_no_error (second.error);
  g_assert_true (g_bytes_equal (first.picture, second.picture));
  g_assert_cmpint (pool_fixture_get_only_child (), ==, pid);
  pool_result_clear (&first);
  pool_result_clear (&cancelled);
  pool_result_clear (&second);
}

/* Who looks at the screen does not wait for what is being analyzed. */
static void
test_crop_beside_photo (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *photo = pool_fixture_make_photo (fixture, "one.png", FAKE_FACE (1, 0));
  g_autofree char *hang = pool_fixture_make_photo (fixture, "hang.png", FAKE_COMMAND (FAKE_COMMAND_HANG));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PoolResult hanging = { 0 };

  kindred_analyzer_pool_analyze_async (fixture->pool, hang, cancellable, pool_fixture_analyzed_cb, &hanging);
  /* The second time with that process at hand, and none more. */
  for (int i = 0; i < 2; i++)
    {
      PoolResult cropped = pool_fixture_crop (fixture, photo);
      g_autoptr (GArray) children = pool_fixture_wait_for_children (2);

      g_assert_no_error (cropped.error);
      g_assert_false (hanging.done);
      pool_result_clear (&cropped);
    }

  g_cancellable_cancel (cancellable);
  library_fixture_wait (hanging.done);
  g_assert_error (hanging.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pool_result_clear (&hanging);
}

static void
test_many (PoolFixture *fixture, gconstpointer data)
{
  PoolResult results[40] = { 0 };

  make_fake_album (fixture->dir, 5, G_N_ELEMENTS (results));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *name = g_strdup_printf ("fake-%05u.png", i);
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      kindred_analyzer_pool_analyze_async (fixture->pool, path, NULL, pool_fixture_analyzed_cb, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      library_fixture_wait (results[i].done);
      g_assert_no_error (results[i].error);
      g_assert_cmpuint (results[i].analysis->faces->len, ==, 1 + i % 3);
      pool_result_clear (&results[i]);
    }
}

static void
test_replaced (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "one.png", FAKE_FACE (1, 0));
  int pids[5];

  for (int i = 0; i < 5; i++)
    {
      PoolResult result = { 0 };

      kindred_analyzer_pool_analyze_async (fixture->pool, path, NULL, pool_fixture_analyzed_cb, &result);
      while (!result.done)
        {
          g_autoptr (GArray) children = pool_fixture_list_children ();

          if (children->len > 0)
            pids[i] = g_array_index (children, int, children->len - 1);
          g_main_context_iteration (NULL, TRUE);
        }
      g_assert_no_error (result.error);
      pool_result_clear (&result);
    }

  /* Two photos each. */
  g_assert_cmpint (pids[0], ==, pids[1]);
  g_assert_cmpint (pids[1], !=, pids[2]);
  g_assert_cmpint (pids[2], ==, pids[3]);
  g_assert_cmpint (pids[3], !=, pids[4]);
}

static void
test_cancel (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *hang = pool_fixture_make_photo (fixture, "hang.png", FAKE_COMMAND (FAKE_COMMAND_HANG));
  g_autofree char *good = pool_fixture_make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  PoolResult running = { 0 }, queued = { 0 }, other = { 0 }, late = { 0 };

  kindred_analyzer_pool_analyze_async (fixture->pool, hang, cancellable, pool_fixture_analyzed_cb, &running);
  kindred_analyzer_pool_analyze_async (fixture->pool, good, cancellable, pool_fixture_analyzed_cb, &queued);
  kindred_analyzer_pool_analyze_async (fixture->pool, good, NULL, pool_fixture_analyzed_cb, &other);
  pool_fixture_wait_for_hanging_child (0);
  g_cancellable_cancel (cancellable);
  library_fixture_wait (running.done);
  library_fixture_wait (queued.done);
  library_fixture_wait (other.done);
  g_assert_error (running.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (queued.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (other.error);

  g_cancellable_cancel (cancelled);
  kindred_analyzer_pool_analyze_async (fixture->pool, good, cancelled, pool_fixture_analyzed_cb, &late);
  library_fixture_wait (late.done);
  g_assert_error (late.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  pool_result_clear (&running);
  pool_result_clear (&queued);
  pool_result_clear (&other);
  pool_result_clear (&late);
}

static void
test_stop (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *hang = pool_fixture_make_photo (fixture, "hang.png", FAKE_COMMAND (FAKE_COMMAND_HANG));
  g_autofree char *good = pool_fixture_make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  PoolResult running = { 0 }, queued = { 0 }, after;
  int pid;

  kindred_analyzer_pool_analyze_async (fixture->pool, hang, NULL, pool_fixture_analyzed_cb, &running);
  kindred_analyzer_pool_analyze_async (fixture->pool, good, NULL, pool_fixture_analyzed_cb, &queued);
  pid = pool_fixture_wait_for_hanging_child (0);
  kindred_analyzer_pool_stop (fixture->pool);
  library_fixture_wait (running.done);
  library_fixture_wait (queued.done);
  g_assert_error (running.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (queued.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pool_result_clear (&running);
  pool_result_clear (&queued);

  after = pool_fixture_analyze (fixture, good);
  g_assert_no_error (after.error);
  g_assert_cmpint (pool_fixture_get_only_child (), !=, pid);
  pool_result_clear (&after);
}

static void
test_too_large (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "large.png", FAKE_FACE (1, 0));
  PoolResult result = pool_fixture_analyze (fixture, path);

  g_assert_error (result.error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE);
  pool_result_clear (&result);
}

static void
test_names (PoolFixture *fixture, gconstpointer data)
{
  const char *const names[] = { "new\nline.png", "latin1-\xeb.png", "-dash.png", "quote'\".png", "wrong.jpg" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = pool_fixture_make_photo (fixture, names[i], FAKE_FACE (1, 0));
      PoolResult result = pool_fixture_analyze (fixture, path);

      g_assert_no_error (result.error);
      g_assert_cmpuint (result.analysis->faces->len, ==, 1);
      pool_result_clear (&result);
    }
}

static void
test_special_files (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *fifo = g_build_filename (fixture->dir, "fifo.jpg", NULL);
  g_autofree char *missing = g_build_filename (fixture->dir, "missing.jpg", NULL);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  pool_fixture_assert_fails (fixture, fifo, KINDRED_ERROR_UNREADABLE);
  pool_fixture_assert_fails (fixture, missing, KINDRED_ERROR_UNREADABLE);
  pool_fixture_assert_fails (fixture, fixture->dir, KINDRED_ERROR_UNREADABLE);
  pool_fixture_assert_fails (fixture, "/dev/zero", KINDRED_ERROR_UNREADABLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, options, func)                                                                                       \
  g_test_add ("/analyzer-pool/" name, PoolFixture, options, pool_fixture_set_up, func, pool_fixture_tear_down)
  ADD ("analyze", &one, test_analyze);
  ADD ("crop", &one, test_crop);
  ADD ("crop-without-models", &missing_model, test_crop_without_models);
  ADD ("cancel-crop", &one, test_cancel_crop);
  ADD ("crop-beside-photo", &one, test_crop_beside_photo);
  ADD ("many", &two, test_many);
  ADD ("replaced", &short_lived, test_replaced);
  ADD ("cancel", &one, test_cancel);
  ADD ("stop", &one, test_stop);
  ADD ("too-large", &small_pictures, test_too_large);
  ADD ("names", &one, test_names);
  ADD ("special-files", &one, test_special_files);
#undef ADD

  return g_test_run ();
}
