/* test-analyzer-pool.c - analyzers that do their work, crash, hang, lie and get killed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "fake-vision/fake-vision.h"
#include "library/kindred-analyzer-pool.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <sys/stat.h>

#define WAIT_LIMIT 30 /* seconds until a test gives up waiting */

typedef struct
{
  char *dir;
  KindredAnalyzerPool *pool;
} Fixture;

/* One request under way. */
typedef struct
{
  KindredAnalysis *analysis;
  GBytes *crop;
  GError *error;
  gboolean done;
} Result;

static void
result_clear (Result *result)
{
  g_clear_pointer (&result->analysis, kindred_analysis_free);
  g_clear_pointer (&result->crop, g_bytes_unref);
  g_clear_error (&result->error);
  result->done = FALSE;
}

static void
analyzed_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  Result *result = user_data;

  result->analysis
      = kindred_analyzer_pool_analyze_finish (KINDRED_ANALYZER_POOL (source), async_result, &result->error);
  result->done = TRUE;
}

static void
cropped_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  Result *result = user_data;

  result->crop = kindred_analyzer_pool_crop_finish (KINDRED_ANALYZER_POOL (source), async_result, &result->error);
  result->done = TRUE;
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("Waited too long");

  return G_SOURCE_REMOVE;
}

static void
wait_for (Result *result)
{
  guint limit = g_timeout_add_seconds (WAIT_LIMIT, give_up_cb, NULL);

  while (!result->done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static Result
analyze (Fixture *fixture, const char *path)
{
  Result result = { 0 };

  kindred_analyzer_pool_analyze_async (fixture->pool, path, NULL, analyzed_cb, &result);
  wait_for (&result);

  return result;
}

static char *
make_photo (Fixture *fixture, const char *name, FakeFace face)
{
  char *path = g_build_filename (fixture->dir, name, NULL);

  make_fake_photo (path, &face, 1, 0);

  return path;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const KindredAnalyzerOptions *options = data;
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("kindred-pool-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->pool = kindred_analyzer_pool_new (options);
}

/* Asserts that a photo fails with @code, and that the next one is analyzed all the same. */
static void
assert_fails (Fixture *fixture, const char *path, KindredError code)
{
  g_autofree char *good = make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  Result bad_result = analyze (fixture, path);
  Result good_result = analyze (fixture, good);

  g_assert_error (bad_result.error, KINDRED_ERROR, (int) code);
  g_assert_no_error (good_result.error);
  g_assert_cmpuint (good_result.analysis->faces->len, ==, 1);
  result_clear (&bad_result);
  result_clear (&good_result);
}

/* Whether the process is gone, or dead and not yet reaped by whoever inherited it. */
static gboolean
is_dead (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;

  return !g_file_get_contents (path, &text, NULL, NULL) || strstr (text, ") Z ") != NULL;
}

/* The pids of the live analyzers. */
static GArray *
list_children (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", getpid ());
  GArray *pids = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  parts = g_strsplit (text, " ", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      int pid = atoi (parts[i]);

      if (pid > 0 && !is_dead (pid))
        g_array_append_val (pids, pid);
    }

  return pids;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Waits until there are @n live analyzers: a process that was killed takes a moment to die. */
static GArray *
wait_for_children (guint n)
{
  guint limit = g_timeout_add_seconds (WAIT_LIMIT, give_up_cb, NULL);
  guint tick = g_timeout_add (5, tick_cb, NULL);
  GArray *children = list_children ();

  while (children->len != n)
    {
      g_array_unref (children);
      g_main_context_iteration (NULL, TRUE);
      children = list_children ();
    }
  g_source_remove (tick);
  g_source_remove (limit);

  return children;
}

static int
get_only_child (void)
{
  g_autoptr (GArray) children = wait_for_children (1);

  return g_array_index (children, int, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  g_autoptr (GArray) children = NULL;
  const char *name;

  kindred_analyzer_pool_stop (fixture->pool);
  children = wait_for_children (0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->pool);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->dir);
  g_free (fixture->dir);
}

/* Waits until the analyzer that works on a FAKE_COMMAND_HANG photo sleeps in it. */
static int
wait_for_hanging_child (void)
{
  guint limit = g_timeout_add_seconds (WAIT_LIMIT, give_up_cb, NULL);
  guint tick = g_timeout_add (5, tick_cb, NULL);
  int found = 0;

  while (found == 0)
    {
      g_autoptr (GArray) children = NULL;

      g_main_context_iteration (NULL, TRUE);
      children = list_children ();
      for (guint i = 0; i < children->len && found == 0; i++)
        {
          int pid = g_array_index (children, int, i);
          g_autofree char *path = g_strdup_printf ("/proc/%d/syscall", pid);
          g_autofree char *text = NULL;

          /* 34 is pause() on x86-64, 73 is ppoll() by which it is made on arm64. */
          if (g_file_get_contents (path, &text, NULL, NULL)
              && (g_str_has_prefix (text, "34 ") || g_str_has_prefix (text, "73 ")))
            found = pid;
        }
    }

  g_source_remove (tick);
  g_source_remove (limit);

  return found;
}

static const KindredAnalyzerOptions one = { .n_analyzers = 1 };
static const KindredAnalyzerOptions two = { .n_analyzers = 2 };
static const KindredAnalyzerOptions impatient = { .n_analyzers = 1, .timeout = 1 };
static const KindredAnalyzerOptions short_lived = { .n_analyzers = 1, .max_photos = 2 };
static const KindredAnalyzerOptions narrow = { .n_analyzers = 1, .max_memory = 600 << 20 };
static const KindredAnalyzerOptions small_pictures = { .n_analyzers = 1, .max_pixels = 1000 };
static const KindredAnalyzerOptions missing_model = { .n_analyzers = 2, .encoder = "missing" };
static const KindredAnalyzerOptions damaged_model = { .n_analyzers = 2, .encoder = "damaged" };
static const KindredAnalyzerOptions crash_at_start = { .n_analyzers = 2, .encoder = "crash" };
static const KindredAnalyzerOptions hang_at_start = { .n_analyzers = 1, .encoder = "hang", .timeout = 1 };
static const KindredAnalyzerOptions no_program = { .n_analyzers = 2, .program = "/nonexistent/kindred-analyzer" };
static const KindredAnalyzerOptions unknown_detector = { .n_analyzers = 1, .detector = "nonsense" };
static const KindredAnalyzerOptions wrong_program = { .n_analyzers = 1, .program = "/bin/true" };

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
test_analyze (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "three.png", NULL);
  const FakeFace faces[] = { { 1, 0, 51 }, { 1, 7, 255 }, { 4094, 0, 102 } };
  const KindredAnalyzedFace *face;
  Result result;

  make_fake_photo (path, faces, G_N_ELEMENTS (faces), 0);
  result = analyze (fixture, path);

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
  result_clear (&result);
}

static void
test_crop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "one.png", FAKE_FACE (1, 0));
  Result analyzed = analyze (fixture, path);
  Result cropped = { 0 };
  const KindredAnalyzedFace *face = g_ptr_array_index (analyzed.analysis->faces, 0);

  kindred_analyzer_pool_crop_async (fixture->pool, path, face->time, face->x, face->y, face->width, face->height, NULL,
                                    cropped_cb, &cropped);
  wait_for (&cropped);

  g_assert_no_error (cropped.error);
  g_assert_true (g_bytes_equal (cropped.crop, face->thumbnail));
  result_clear (&analyzed);
  result_clear (&cropped);
}

/* Scrolling cancels thumbnails by the dozen: that must not cost processes. */
static void
test_cancel_crop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "one.png", FAKE_FACE (1, 0));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Result first = analyze (fixture, path), cancelled = { 0 }, second;
  int pid = get_only_child ();

  kindred_analyzer_pool_crop_async (fixture->pool, path, -1, 0, 0, 1, 1, cancellable, cropped_cb, &cancelled);
  g_cancellable_cancel (cancellable);
  wait_for (&cancelled);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (cancelled.crop);

  second = analyze (fixture, path);
  g_assert_no_error (second.error);
  g_assert_cmpuint (second.analysis->faces->len, ==, 1);
  g_assert_cmpint (get_only_child (), ==, pid);
  result_clear (&first);
  result_clear (&cancelled);
  result_clear (&second);
}

/* Videos take minutes; who looks at the screen does not wait for them. */
static void
test_crop_beside_video (Fixture *fixture, gconstpointer data)
{
  g_autofree char *photo = make_photo (fixture, "one.png", FAKE_FACE (1, 0));
  g_autofree char *video = make_photo (fixture, "hang.avi", FAKE_COMMAND (FAKE_COMMAND_HANG));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Result hanging = { 0 }, cropped = { 0 };

  kindred_analyzer_pool_analyze_async (fixture->pool, video, cancellable, analyzed_cb, &hanging);
  kindred_analyzer_pool_crop_async (fixture->pool, photo, -1, 0.2, 0.2, 0.5, 0.5, NULL, cropped_cb, &cropped);
  wait_for (&cropped);
  g_assert_no_error (cropped.error);
  g_clear_pointer (&cropped.crop, g_bytes_unref);

  /* Again, with that process at hand, and none more. */
  cropped.done = FALSE;
  kindred_analyzer_pool_crop_async (fixture->pool, photo, -1, 0.2, 0.2, 0.5, 0.5, NULL, cropped_cb, &cropped);
  wait_for (&cropped);
  g_assert_no_error (cropped.error);
  g_assert_false (hanging.done);

  g_cancellable_cancel (cancellable);
  wait_for (&hanging);
  g_assert_error (hanging.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  result_clear (&hanging);
  result_clear (&cropped);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  Result results[40] = { 0 };

  make_fake_album (fixture->dir, 5, G_N_ELEMENTS (results));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *name = g_strdup_printf ("fake-%05u.png", i);
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

      kindred_analyzer_pool_analyze_async (fixture->pool, path, NULL, analyzed_cb, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      wait_for (&results[i]);
      g_assert_no_error (results[i].error);
      g_assert_cmpuint (results[i].analysis->faces->len, ==, 1 + i % 3);
      result_clear (&results[i]);
    }
}

static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "one.png", FAKE_FACE (1, 0));
  int pids[5];

  for (int i = 0; i < 5; i++)
    {
      Result result = { 0 };

      kindred_analyzer_pool_analyze_async (fixture->pool, path, NULL, analyzed_cb, &result);
      while (!result.done)
        {
          g_autoptr (GArray) children = list_children ();

          if (children->len > 0)
            pids[i] = g_array_index (children, int, children->len - 1);
          g_main_context_iteration (NULL, TRUE);
        }
      g_assert_no_error (result.error);
      result_clear (&result);
    }

  /* Two photos each. */
  g_assert_cmpint (pids[0], ==, pids[1]);
  g_assert_cmpint (pids[1], !=, pids[2]);
  g_assert_cmpint (pids[2], ==, pids[3]);
  g_assert_cmpint (pids[3], !=, pids[4]);
}

static void
test_crash (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "crash.png", FAKE_COMMAND (FAKE_COMMAND_CRASH));

  /* The first photo of a process, then one that comes after others. */
  assert_fails (fixture, path, KINDRED_ERROR_CRASHED);
  assert_fails (fixture, path, KINDRED_ERROR_CRASHED);
}

static void
test_crash_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  g_autofree char *path = make_photo (fixture, "once.png", FAKE_COMMAND (FAKE_COMMAND_ONCE));
  g_autofree char *mark = g_build_filename (fixture->dir, "mark", NULL);
  Result result;

  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  g_setenv ("KINDRED_FAKE_ONCE", mark, TRUE);

  result = analyze (fixture, good);
  g_assert_no_error (result.error);
  result_clear (&result);

  /* Not the photo's fault: it is tried again in a fresh process. */
  result = analyze (fixture, path);
  g_assert_no_error (result.error);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  result_clear (&result);
  g_unsetenv ("KINDRED_FAKE_ONCE");
}

static void
test_exit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "exit.png", FAKE_COMMAND (FAKE_COMMAND_EXIT));

  assert_fails (fixture, path, KINDRED_ERROR_CRASHED);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "close.png", FAKE_COMMAND (FAKE_COMMAND_CLOSE));

  assert_fails (fixture, path, KINDRED_ERROR_CRASHED);
}

static void
test_hang (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "hang.png", FAKE_COMMAND (FAKE_COMMAND_HANG));

  assert_fails (fixture, path, KINDRED_ERROR_TIMED_OUT);
}

static void
test_allocate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "allocate.png", FAKE_COMMAND (FAKE_COMMAND_ALLOCATE));

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("The address sanitizer does not work within a limit of address space");
  return;
#endif

  assert_fails (fixture, path, KINDRED_ERROR_CRASHED);
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *garbage = make_photo (fixture, "garbage.png", FAKE_COMMAND (FAKE_COMMAND_GARBAGE));
  g_autofree char *huge = make_photo (fixture, "huge.png", FAKE_COMMAND (FAKE_COMMAND_HUGE));

  assert_fails (fixture, garbage, KINDRED_ERROR_PROTOCOL);
  assert_fails (fixture, huge, KINDRED_ERROR_PROTOCOL);
}

static void
test_print (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "print.png", FAKE_COMMAND (FAKE_COMMAND_PRINT));
  Result result = analyze (fixture, path);

  g_assert_no_error (result.error);
  g_assert_cmpuint (result.analysis->faces->len, ==, 0);
  result_clear (&result);
}

static void
test_fail (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "fail.png", FAKE_COMMAND (FAKE_COMMAND_FAIL));
  Result result = { 0 };
  int pid;

  result = analyze (fixture, path);
  g_assert_error (result.error, KINDRED_ERROR, KINDRED_ERROR_FAILED);
  g_assert_cmpstr (result.error->message, ==, "The photo says so");
  result_clear (&result);

  /* An answer like another: the process goes on. */
  pid = get_only_child ();
  assert_fails (fixture, path, KINDRED_ERROR_FAILED);
  g_assert_cmpint (get_only_child (), ==, pid);
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "hang.png", FAKE_COMMAND (FAKE_COMMAND_HANG));
  g_autofree char *good = make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  Result result = { 0 };
  int first, second;

  kindred_analyzer_pool_analyze_async (fixture->pool, path, NULL, analyzed_cb, &result);
  first = wait_for_hanging_child ();
  g_assert_cmpint (kill (first, SIGKILL), ==, 0);

  /* Tried again, in another process. */
  do
    second = wait_for_hanging_child ();
  while (second == first);
  g_assert_false (result.done);
  g_assert_cmpint (kill (second, SIGKILL), ==, 0);

  wait_for (&result);
  g_assert_error (result.error, KINDRED_ERROR, KINDRED_ERROR_CRASHED);
  result_clear (&result);

  result = analyze (fixture, good);
  g_assert_no_error (result.error);
  result_clear (&result);
}

static void
test_killed_idle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  Result result = analyze (fixture, good);

  g_assert_no_error (result.error);
  result_clear (&result);
  g_assert_cmpint (kill (get_only_child (), SIGKILL), ==, 0);

  /* Whether the pool has noticed by now or not. */
  result = analyze (fixture, good);
  g_assert_no_error (result.error);
  result_clear (&result);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hang = make_photo (fixture, "hang.png", FAKE_COMMAND (FAKE_COMMAND_HANG));
  g_autofree char *good = make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  Result running = { 0 }, queued = { 0 }, other = { 0 }, late = { 0 };

  kindred_analyzer_pool_analyze_async (fixture->pool, hang, cancellable, analyzed_cb, &running);
  kindred_analyzer_pool_analyze_async (fixture->pool, good, cancellable, analyzed_cb, &queued);
  kindred_analyzer_pool_analyze_async (fixture->pool, good, NULL, analyzed_cb, &other);
  wait_for_hanging_child ();
  g_cancellable_cancel (cancellable);
  wait_for (&running);
  wait_for (&queued);
  wait_for (&other);
  g_assert_error (running.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (queued.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (other.error);

  g_cancellable_cancel (cancelled);
  kindred_analyzer_pool_analyze_async (fixture->pool, good, cancelled, analyzed_cb, &late);
  wait_for (&late);
  g_assert_error (late.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  result_clear (&running);
  result_clear (&queued);
  result_clear (&other);
  result_clear (&late);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hang = make_photo (fixture, "hang.png", FAKE_COMMAND (FAKE_COMMAND_HANG));
  g_autofree char *good = make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  Result running = { 0 }, queued = { 0 }, after;
  int pid;

  kindred_analyzer_pool_analyze_async (fixture->pool, hang, NULL, analyzed_cb, &running);
  kindred_analyzer_pool_analyze_async (fixture->pool, good, NULL, analyzed_cb, &queued);
  pid = wait_for_hanging_child ();
  kindred_analyzer_pool_stop (fixture->pool);
  wait_for (&running);
  wait_for (&queued);
  g_assert_error (running.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (queued.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  result_clear (&running);
  result_clear (&queued);

  after = analyze (fixture, good);
  g_assert_no_error (after.error);
  g_assert_cmpint (get_only_child (), !=, pid);
  result_clear (&after);
}

/* Errors that would befall every photo come at once to all that wait. */
static void
test_fatal (Fixture *fixture, KindredError code, const char *part)
{
  g_autofree char *good = make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  Result results[5] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    kindred_analyzer_pool_analyze_async (fixture->pool, good, NULL, analyzed_cb, &results[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      wait_for (&results[i]);
      g_assert_error (results[i].error, KINDRED_ERROR, (int) code);
      g_assert_nonnull (strstr (results[i].error->message, part));
      result_clear (&results[i]);
    }
}

static void
test_missing_model (Fixture *fixture, gconstpointer data)
{
  test_fatal (fixture, KINDRED_ERROR_MODEL_MISSING, "fake.dat");
}

static void
test_damaged_model (Fixture *fixture, gconstpointer data)
{
  test_fatal (fixture, KINDRED_ERROR_MODEL_DAMAGED, "fake.dat");
}

static void
test_cannot_start (Fixture *fixture, gconstpointer data)
{
  test_fatal (fixture, KINDRED_ERROR_NO_ANALYZER, "analyzer");
}

static void
test_unknown_detector (Fixture *fixture, gconstpointer data)
{
  test_fatal (fixture, KINDRED_ERROR_NO_ANALYZER, "“nonsense”");
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_photo (fixture, "large.png", FAKE_FACE (1, 0));
  Result result = analyze (fixture, path);

  g_assert_error (result.error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE);
  result_clear (&result);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  const char *const names[] = { "new\nline.png", "latin1-\xeb.png", "-dash.png", "quote'\".png", "wrong.jpg" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = make_photo (fixture, names[i], FAKE_FACE (1, 0));
      Result result = analyze (fixture, path);

      g_assert_no_error (result.error);
      g_assert_cmpuint (result.analysis->faces->len, ==, 1);
      result_clear (&result);
    }
}

static void
test_special_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fifo = g_build_filename (fixture->dir, "fifo.jpg", NULL);
  g_autofree char *missing = g_build_filename (fixture->dir, "missing.jpg", NULL);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_fails (fixture, fifo, KINDRED_ERROR_UNREADABLE);
  assert_fails (fixture, missing, KINDRED_ERROR_UNREADABLE);
  assert_fails (fixture, fixture->dir, KINDRED_ERROR_UNREADABLE);
  assert_fails (fixture, "/dev/zero", KINDRED_ERROR_UNREADABLE);
}

/* Analyzers must not outlive a parent that had no time to say goodbye: here another run of this
 * test, which is killed while its analyzer works. */
static void
test_orphans (Fixture *fixture, gconstpointer data)
{
  g_autofree char *note = g_build_filename (fixture->dir, "pid", NULL);
  g_autofree char *text = NULL;
  guint limit, tick;

  if (g_test_subprocess ())
    {
      g_autofree char *hang = make_photo (fixture, "hang.png", FAKE_COMMAND (FAKE_COMMAND_HANG));
      Result result = { 0 };

      kindred_analyzer_pool_analyze_async (fixture->pool, hang, NULL, analyzed_cb, &result);
      text = g_strdup_printf ("%d", wait_for_hanging_child ());
      g_file_set_contents (g_getenv ("KINDRED_TEST_NOTE"), text, -1, NULL);
      g_unlink (hang);
      g_rmdir (fixture->dir);
      kill (getpid (), SIGKILL);
    }

  g_setenv ("KINDRED_TEST_NOTE", note, TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_assert_true (g_file_get_contents (note, &text, NULL, NULL));

  limit = g_timeout_add_seconds (WAIT_LIMIT, give_up_cb, NULL);
  tick = g_timeout_add (5, tick_cb, NULL);
  while (!is_dead (atoi (text)))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_source_remove (limit);
}

#define ADD(name, options, func) g_test_add ("/analyzer-pool/" name, Fixture, options, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("analyze", &one, test_analyze);
  ADD ("crop", &one, test_crop);
  ADD ("cancel-crop", &one, test_cancel_crop);
  ADD ("crop-beside-video", &one, test_crop_beside_video);
  ADD ("many", &two, test_many);
  ADD ("replaced", &short_lived, test_replaced);
  ADD ("crash", &one, test_crash);
  ADD ("crash-once", &one, test_crash_once);
  ADD ("exit", &one, test_exit);
  ADD ("close", &one, test_close);
  ADD ("hang", &impatient, test_hang);
  ADD ("allocate", &narrow, test_allocate);
  ADD ("garbage", &one, test_garbage);
  ADD ("print", &one, test_print);
  ADD ("fail", &one, test_fail);
  ADD ("killed", &one, test_killed);
  ADD ("killed-idle", &one, test_killed_idle);
  ADD ("cancel", &one, test_cancel);
  ADD ("stop", &one, test_stop);
  ADD ("missing-model", &missing_model, test_missing_model);
  ADD ("damaged-model", &damaged_model, test_damaged_model);
  ADD ("crash-at-start", &crash_at_start, test_cannot_start);
  ADD ("hang-at-start", &hang_at_start, test_cannot_start);
  ADD ("no-program", &no_program, test_cannot_start);
  ADD ("wrong-program", &wrong_program, test_cannot_start);
  ADD ("unknown-detector", &unknown_detector, test_unknown_detector);
  ADD ("too-large", &small_pictures, test_too_large);
  ADD ("names", &one, test_names);
  ADD ("special-files", &one, test_special_files);
  ADD ("orphans", &one, test_orphans);

  return g_test_run ();
}
