/* pool-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pool-fixture.h"

#include <glib/gstdio.h>

void
pool_result_clear (PoolResult *result)
{
  g_clear_pointer (&result->analysis, kindred_analysis_free);
  g_clear_pointer (&result->picture, g_bytes_unref);
  g_clear_error (&result->error);
  result->done = FALSE;
}

void
pool_fixture_analyzed_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  PoolResult *result = user_data;

  result->analysis
      = kindred_analyzer_pool_analyze_finish (KINDRED_ANALYZER_POOL (source), async_result, &result->error);
  result->done = TRUE;
}

void
pool_fixture_cropped_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  PoolResult *result = user_data;

  result->picture = kindred_analyzer_pool_crop_finish (KINDRED_ANALYZER_POOL (source), async_result, &result->error);
  result->done = TRUE;
}

PoolResult
pool_fixture_analyze (PoolFixture *fixture, const char *path)
{
  PoolResult result = { 0 };

  kindred_analyzer_pool_analyze_async (fixture->pool, path, NULL, pool_fixture_analyzed_cb, &result);
  library_fixture_wait (result.done);

  return result;
}

PoolResult
pool_fixture_crop (PoolFixture *fixture, const char *path)
{
  PoolResult result = { 0 };

  kindred_analyzer_pool_crop_async (fixture->pool, path, -1, 0.2, 0.2, 0.5, 0.5, NULL, pool_fixture_cropped_cb,
                                    &result);
  library_fixture_wait (result.done);

  return result;
}

char *
pool_fixture_make_photo (PoolFixture *fixture, const char *name, FakeFace face)
{
  char *path = g_build_filename (fixture->dir, name, NULL);

  make_fake_photo (path, &face, 1, 0);

  return path;
}

void
pool_fixture_set_up (PoolFixture *fixture, gconstpointer data)
{
  const KindredAnalyzerOptions *options = data;
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("kindred-pool-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->pool = kindred_analyzer_pool_new (options);
}

void
pool_fixture_assert_fails (PoolFixture *fixture, const char *path, KindredError code)
{
  g_autofree char *good = pool_fixture_make_photo (fixture, "good.png", FAKE_FACE (1, 0));
  PoolResult bad_result = pool_fixture_analyze (fixture, path);
  PoolResult good_result = pool_fixture_analyze (fixture, good);

  g_assert_error (bad_result.error, KINDRED_ERROR, (int) code);
  g_assert_no_error (good_result.error);
  g_assert_cmpuint (good_result.analysis->faces->len, ==, 1);
  pool_result_clear (&bad_result);
  pool_result_clear (&good_result);
}

gboolean
pool_fixture_is_dead (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;

  return !g_file_get_contents (path, &text, NULL, NULL) || strstr (text, ") Z ") != NULL;
}

GArray *
pool_fixture_list_children (void)
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

      if (pid > 0 && !pool_fixture_is_dead (pid))
        g_array_append_val (pids, pid);
    }

  return pids;
}

static gboolean
has_children (guint n, GArray **children)
{
  g_clear_pointer (children, g_array_unref);
  *children = pool_fixture_list_children ();

  return (*children)->len == n;
}

GArray *
pool_fixture_wait_for_children (guint n)
{
  GArray *children = NULL;

  library_fixture_wait (has_children (n, &children));

  return children;
}

int
pool_fixture_get_only_child (void)
{
  g_autoptr (GArray) children = pool_fixture_wait_for_children (1);

  return g_array_index (children, int, 0);
}

void
pool_fixture_tear_down (PoolFixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  g_autoptr (GArray) children = NULL;
  const char *name;

  kindred_analyzer_pool_stop (fixture->pool);
  children = pool_fixture_wait_for_children (0);
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

static int
find_hanging_child (void)
{
  g_autoptr (GArray) children = pool_fixture_list_children ();

  for (guint i = 0; i < children->len; i++)
    {
      int pid = g_array_index (children, int, i);
      g_autofree char *path = g_strdup_printf ("/proc/%d/syscall", pid);
      g_autofree char *text = NULL;

      /* 34 is pause() on x86-64, 73 is ppoll() by which it is made on arm64. */
      if (g_file_get_contents (path, &text, NULL, NULL)
          && (g_str_has_prefix (text, "34 ") || g_str_has_prefix (text, "73 ")))
        return pid;
    }

  return 0;
}

int
pool_fixture_wait_for_hanging_child (int other_than)
{
  int pid = 0;

  library_fixture_wait ((pid = find_hanging_child ()) != 0 && pid != other_than);

  return pid;
}
