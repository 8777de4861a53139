/* test-paths.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-paths.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/xattr.h>

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
assert_display (const char *path, const char *expected)
{
  g_autofree char *shown = kindred_paths_display (path);

  g_assert_cmpstr (shown, ==, expected);
}

static void
assert_real (const char *path, const char *expected)
{
  g_autofree char *real = kindred_paths_find_real (path);

  g_assert_cmpstr (real, ==, expected);
}

static gboolean
set_real (const char *path, const char *real)
{
  return setxattr (path, "user.document-portal.host-path", real, strlen (real), 0) == 0;
}

/* As the document portal has it in a Flatpak */
static void
test_document (gconstpointer data)
{
  const char *runtime = data;
  g_autofree char *document = g_build_filename (runtime, "doc", "1a2b", NULL);
  g_autofree char *folder = g_build_filename (document, "Our photos", NULL);
  g_autofree char *photo = g_build_filename (folder, "a.jpg", NULL);
  g_autofree char *other = g_build_filename (runtime, "doc", "3c4d", "Our photos", NULL);
  g_autofree char *outside = g_build_filename (runtime, "Our photos", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (other, 0755), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (outside, 0755), ==, 0);
  if (!set_real (folder, "/outside/Our photos"))
    {
      g_autofree char *reason = g_strdup_printf ("no attributes in %s: %s", runtime, g_strerror (errno));

      g_test_skip (reason);
      return;
    }
  g_assert_true (kindred_paths_is_document (photo));
  g_assert_false (kindred_paths_is_document (document));
  g_assert_false (kindred_paths_is_document (outside));
  g_assert_true (set_real (outside, "/etc/Our photos"));
  g_assert_true (set_real (other, "/outside/Somewhere else"));

  /* Not before it was asked for: showing never waits for the file system. */
  assert_display (photo, photo);
  assert_real (folder, "/outside/Our photos");
  assert_display (folder, "/outside/Our photos");
  assert_display (photo, "/outside/Our photos/a.jpg");

  /* Nobody but the portal can say that a file is elsewhere, and not with another name. */
  assert_real (outside, outside);
  assert_display (outside, outside);
  assert_real (other, other);
  assert_display (other, other);
  assert_real (document, document);
  assert_display (document, document);
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
  const char *const made[]
      = { "doc/1a2b/Our photos", "doc/3c4d/Our photos", "doc/1a2b", "doc/3c4d", "doc", "Our photos", "" };
  g_autofree char *runtime = g_dir_make_tmp ("kindred-paths-XXXXXX", NULL);
  int failed;

  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paths/display", test_display);
  g_test_add_data_func ("/paths/document", runtime, test_document);
  g_test_add_func ("/paths/model-dirs", test_model_dirs);

  failed = g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *folder = g_build_filename (runtime, made[i], NULL);

      g_rmdir (folder);
    }

  return failed;
}
