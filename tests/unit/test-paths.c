/* test-paths.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-paths.h"

#include <string.h>

static void
test_display (void)
{
  g_autofree char *plain = kindred_paths_display ("/a/Zoë.jpg");
  g_autofree char *newline = kindred_paths_display ("/a/x\ny.jpg");
  g_autofree char *latin1 = kindred_paths_display ("/a/Zo\xeb.jpg");

  g_assert_cmpstr (plain, ==, "/a/Zoë.jpg");
  g_assert_cmpstr (newline, ==, "/a/x\xef\xbf\xbdy.jpg");
  g_assert_true (g_utf8_validate (latin1, -1, NULL));
  g_assert_nonnull (strstr (latin1, ".jpg"));
}

static void
test_model_dirs (void)
{
  g_auto (GStrv) dirs = NULL;

  g_setenv ("KINDRED_MODEL_PATH", "/first::/second", TRUE);
  dirs = kindred_paths_get_model_dirs ();

  g_assert_cmpstr (dirs[0], ==, "/first");
  g_assert_cmpstr (dirs[1], ==, "/second");
  g_assert_true (g_str_has_suffix (dirs[2], "/kindred/models"));
  g_assert_cmpstr (dirs[g_strv_length (dirs) - 1], ==, "/usr/share/dlib");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paths/display", test_display);
  g_test_add_func ("/paths/model-dirs", test_model_dirs);

  return g_test_run ();
}
