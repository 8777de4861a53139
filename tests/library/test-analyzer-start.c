/* test-analyzer-start.c - analyzers that do not start
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pool-fixture.h"

#include <string.h>

static const KindredAnalyzerOptions missing_model = { .n_analyzers = 2, .encoder = "missing" };
static const KindredAnalyzerOptions damaged_model = { .n_analyzers = 2, .encoder = "damaged" };
static const KindredAnalyzerOptions crash_at_start = { .n_analyzers = 2, .encoder = "crash" };
static const KindredAnalyzerOptions hang_at_start = { .n_analyzers = 1, .encoder = "hang", .timeout = 1 };
static const KindredAnalyzerOptions no_program = { .n_analyzers = 2, .program = "/nonexistent/kindred-analyzer" };
static const KindredAnalyzerOptions unknown_detector = { .n_analyzers = 1, .detector = "nonsense" };
static const KindredAnalyzerOptions wrong_program = { .n_analyzers = 1, .program = "/bin/true" };

/* Errors that would befall every photo come at once to all that wait. */
static void
test_fatal (PoolFixture *fixture, KindredError code, const char *part)
{
  g_autofree char *good = pool_fixture_make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  PoolResult results[5] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    kindred_analyzer_pool_analyze_async (fixture->pool, good, NULL, pool_fixture_analyzed_cb, &results[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      library_fixture_wait (results[i].done);
      g_assert_error (results[i].error, KINDRED_ERROR, (int) code);
      g_assert_nonnull (strstr (results[i].error->message, part));
      pool_result_clear (&results[i]);
    }
}

static void
test_missing_model (PoolFixture *fixture, gconstpointer data)
{
  test_fatal (fixture, KINDRED_ERROR_MODEL_MISSING, "fake.dat");
}

static void
test_damaged_model (PoolFixture *fixture, gconstpointer data)
{
  test_fatal (fixture, KINDRED_ERROR_MODEL_DAMAGED, "fake.dat");
}

static void
test_cannot_start (PoolFixture *fixture, gconstpointer data)
{
  test_fatal (fixture, KINDRED_ERROR_NO_ANALYZER, "analyzer");
}

static void
test_unknown_detector (PoolFixture *fixture, gconstpointer data)
{
  test_fatal (fixture, KINDRED_ERROR_NO_ANALYZER, "“nonsense”");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, options, func)                                                                                       \
  g_test_add ("/analyzer-start/" name, PoolFixture, options, pool_fixture_set_up, func, pool_fixture_tear_down)
  ADD ("missing-model", &missing_model, test_missing_model);
  ADD ("damaged-model", &damaged_model, test_damaged_model);
  ADD ("crash-at-start", &crash_at_start, test_cannot_start);
  ADD ("hang-at-start", &hang_at_start, test_cannot_start);
  ADD ("no-program", &no_program, test_cannot_start);
  ADD ("wrong-program", &wrong_program, test_cannot_start);
  ADD ("unknown-detector", &unknown_detector, test_unknown_detector);
#undef ADD

  return g_test_run ();
}
