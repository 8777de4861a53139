/* test-analyzer-crashes.c - analyzers that crash, hang, lie and get killed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pool-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

static const KindredAnalyzerOptions one = { .n_analyzers = 1 };
static const KindredAnalyzerOptions impatient = { .n_analyzers = 1, .timeout = 1 };
static const KindredAnalyzerOptions narrow = { .n_analyzers = 1, .max_memory = 600 << 20 };

static void
test_crash (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "crash.png", FAKE_COMMAND (FAKE_COMMAND_CRASH));

  /* The first photo of a process, then one that comes after others. */
  pool_fixture_assert_fails (fixture, path, KINDRED_ERROR_CRASHED);
  pool_fixture_assert_fails (fixture, path, KINDRED_ERROR_CRASHED);
}

static void
test_crash_once (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *good = pool_fixture_make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  g_autofree char *path = pool_fixture_make_photo (fixture, "once.png", FAKE_COMMAND (FAKE_COMMAND_ONCE));
  g_autofree char *mark = g_build_filename (fixture->dir, "mark", NULL);
  PoolResult result;

  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  g_setenv ("KINDRED_FAKE_ONCE", mark, TRUE);

  result = pool_fixture_analyze (fixture, good);
  g_assert_no_error (result.error);
  pool_result_clear (&result);

  /* Not the photo's fault: it is tried again in a fresh process. */
  result = pool_fixture_analyze (fixture, path);
  g_assert_no_error (result.error);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  pool_result_clear (&result);
  g_unsetenv ("KINDRED_FAKE_ONCE");
}

static void
test_exit (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "exit.png", FAKE_COMMAND (FAKE_COMMAND_EXIT));

  pool_fixture_assert_fails (fixture, path, KINDRED_ERROR_CRASHED);
}

static void
test_close (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "close.png", FAKE_COMMAND (FAKE_COMMAND_CLOSE));

  pool_fixture_assert_fails (fixture, path, KINDRED_ERROR_CRASHED);
}

static void
test_hang (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "hang.png", FAKE_COMMAND (FAKE_COMMAND_HANG));

  pool_fixture_assert_fails (fixture, path, KINDRED_ERROR_TIMED_OUT);
}

static void
test_allocate (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "allocate.png", FAKE_COMMAND (FAKE_COMMAND_ALLOCATE));

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("The address sanitizer does not work within a limit of address space");
  return;
#endif

  pool_fixture_assert_fails (fixture, path, KINDRED_ERROR_CRASHED);
}

static void
test_garbage (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *garbage = pool_fixture_make_photo (fixture, "garbage.png", FAKE_COMMAND (FAKE_COMMAND_GARBAGE));
  g_autofree char *huge = pool_fixture_make_photo (fixture, "huge.png", FAKE_COMMAND (FAKE_COMMAND_HUGE));

  pool_fixture_assert_fails (fixture, garbage, KINDRED_ERROR_PROTOCOL);
  pool_fixture_assert_fails (fixture, huge, KINDRED_ERROR_PROTOCOL);
}

static void
test_print (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "print.png", FAKE_COMMAND (FAKE_COMMAND_PRINT));
  PoolResult result = pool_fixture_analyze (fixture, path);

  g_assert_no_error (result.error);
  g_assert_cmpuint (result.analysis->faces->len, ==, 0);
  pool_result_clear (&result);
}

static void
test_fail (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "fail.png", FAKE_COMMAND (FAKE_COMMAND_FAIL));
  PoolResult result = { 0 };
  int pid;

  result = pool_fixture_analyze (fixture, path);
  g_assert_error (result.error, KINDRED_ERROR, KINDRED_ERROR_FAILED);
  g_assert_cmpstr (result.error->message, ==, "The photo says so");
  pool_result_clear (&result);

  /* An answer like another: the process goes on. */
  pid = pool_fixture_get_only_child ();
  pool_fixture_assert_fails (fixture, path, KINDRED_ERROR_FAILED);
  g_assert_cmpint (pool_fixture_get_only_child (), ==, pid);
}

static void
test_killed (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *path = pool_fixture_make_photo (fixture, "hang.png", FAKE_COMMAND (FAKE_COMMAND_HANG));
  g_autofree char *good = pool_fixture_make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  PoolResult result = { 0 };
  int first, second;

  kindred_analyzer_pool_analyze_async (fixture->pool, path, NULL, pool_fixture_analyzed_cb, &result);
  first = pool_fixture_wait_for_hanging_child (0);
  g_assert_cmpint (kill (first, SIGKILL), ==, 0);

  /* Tried again, in another process. */
  second = pool_fixture_wait_for_hanging_child (first);
  g_assert_false (result.done);
  g_assert_cmpint (kill (second, SIGKILL), ==, 0);

  library_fixture_wait (result.done);
  g_assert_error (result.error, KINDRED_ERROR, KINDRED_ERROR_CRASHED);
  pool_result_clear (&result);

  result = pool_fixture_analyze (fixture, good);
  g_assert_no_error (result.error);
  pool_result_clear (&result);
}

static void
test_killed_idle (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *good = pool_fixture_make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  PoolResult result = pool_fixture_analyze (fixture, good);

  g_assert_no_error (result.error);
  pool_result_clear (&result);
  g_assert_cmpint (kill (pool_fixture_get_only_child (), SIGKILL), ==, 0);

  /* Whether the pool has noticed by now or not. */
  result = pool_fixture_analyze (fixture, good);
  g_assert_no_error (result.error);
  pool_result_clear (&result);
}

/* Analyzers must not outlive a parent that had no time to say goodbye: here another run of this
 * test, which is killed while its analyzer works. */
static void
test_orphans (PoolFixture *fixture, gconstpointer data)
{
  g_autofree char *note = g_build_filename (fixture->dir, "pid", NULL);
  g_autofree char *text = NULL;

  if (g_test_subprocess ())
    {
      g_autofree char *hang = pool_fixture_make_photo (fixture, "hang.png", FAKE_COMMAND (FAKE_COMMAND_HANG));
      PoolResult result = { 0 };

      kindred_analyzer_pool_analyze_async (fixture->pool, hang, NULL, pool_fixture_analyzed_cb, &result);
      text = g_strdup_printf ("%d", pool_fixture_wait_for_hanging_child (0));
      g_file_set_contents (g_getenv ("KINDRED_TEST_NOTE"), text, -1, NULL);
      g_unlink (hang);
      g_rmdir (fixture->dir);
      kill (getpid (), SIGKILL);
    }

  g_setenv ("KINDRED_TEST_NOTE", note, TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_assert_true (g_file_get_contents (note, &text, NULL, NULL));

  library_fixture_wait (pool_fixture_is_dead (atoi (text)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, options, func)                                                                                       \
  g_test_add ("/analyzer-crashes/" name, PoolFixture, options, pool_fixture_set_up, func, pool_fixture_tear_down)
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
  ADD ("orphans", &one, test_orphans);
#undef ADD

  return g_test_run ();
}
