/* test-folder-walk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "library/kindred-folder-walk.h"
#include "library/kindred-library.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *top;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->top = g_dir_make_tmp ("kindred-walk-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->top);
  g_free (fixture->top);
}

static void
put_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->top, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
}

static void
put_link (Fixture *fixture, const char *target, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->top, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* Names relative to the top, separated by spaces, in the order found. */
static char *
walk (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredFolderWalk) found = kindred_folder_walk (fixture->top, NULL, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->files->len; i++)
    {
      const KindredWalkedFile *file = found->files->pdata[i];

      g_assert_true (g_str_has_prefix (file->path, fixture->top));
      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", file->path + strlen (fixture->top) + 1);
    }

  return g_strdup (names->str);
}

static void
test_what_counts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;
  g_autofree char *fifo = g_build_filename (fixture->top, "pipe.jpg", NULL);

  put_file (fixture, "b.jpg");
  put_file (fixture, "a/2.PNG");
  put_file (fixture, "a/1.jpeg");
  put_file (fixture, "notes.txt");
  put_file (fixture, ".hidden.jpg");
  put_file (fixture, ".thumbnails/x.jpg");
  g_assert_cmpint (mkfifo (fifo, 0644), ==, 0);

  found = walk (fixture);
  g_assert_cmpstr (found, ==, "a/1.jpeg a/2.PNG b.jpg");
}

static void
test_names_are_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  put_file (fixture, "Zo\xeb.jpg");
  put_file (fixture, "new\nline.jpg");

  found = walk (fixture);
  g_assert_cmpstr (found, ==, "Zo\xeb.jpg new\nline.jpg");
}

static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *found = NULL;

  put_file (fixture, "real/1.jpg");
  put_link (fixture, ".", "loop");
  put_link (fixture, "real", "also");
  put_link (fixture, "real/1.jpg", "again.jpg");
  put_link (fixture, "nowhere.jpg", "dangling.jpg");

  found = walk (fixture);
  g_assert_cmpstr (found, ==, "real/1.jpg");
}

static void
test_links_to_elsewhere (Fixture *fixture, gconstpointer data)
{
  Fixture other;
  g_autofree char *found = NULL;

  set_up (&other, NULL);
  put_file (&other, "far.jpg");
  put_link (fixture, other.top, "link");

  found = walk (fixture);
  g_assert_cmpstr (found, ==, "link/far.jpg");

  tear_down (&other, NULL);
}

static void
test_pseudo_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredFolderWalk) found = kindred_folder_walk ("/proc/self", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->files->len, ==, 0);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KindredFolderWalk) nothing = kindred_folder_walk (fixture->top, NULL, NULL);
  g_autoptr (KindredFolderWalk) something = NULL;

  g_assert_true (nothing->empty);

  put_file (fixture, ".hidden");
  something = kindred_folder_walk (fixture->top, NULL, NULL);
  g_assert_false (something->empty);
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *missing = g_build_filename (fixture->top, "missing", NULL);

  g_assert_null (kindred_folder_walk (missing, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE);
  /* Who tells of it names the folder. */
  g_assert_null (strstr (error->message, missing));
}

#define NOBODY 65534

/* Root, to whom permissions do not apply, becomes somebody to whom they do. */
static KindredFolderWalk *
walk_as_a_user (Fixture *fixture)
{
  gboolean is_root = geteuid () == 0;
  KindredFolderWalk *found;

  g_assert_cmpint (g_chmod (fixture->top, 0755), ==, 0);
  if (is_root)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);
  found = kindred_folder_walk (fixture->top, NULL, NULL);
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);

  return found;
}

static void
test_no_permission (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KindredFolderWalk) found = NULL;
  g_autofree char *closed = g_build_filename (fixture->top, "closed", NULL);
  const KindredFailure *failure;

  put_file (fixture, "closed/1.jpg");
  put_file (fixture, "open/2.jpg");
  g_assert_cmpint (g_chmod (closed, 0), ==, 0);
  found = walk_as_a_user (fixture);
  g_assert_cmpint (g_chmod (closed, 0755), ==, 0);
  if (found == NULL)
    {
      g_test_skip ("the folder for temporary files is closed to other users");
      return;
    }

  g_assert_cmpuint (found->files->len, ==, 1);
  g_assert_cmpuint (found->failures->len, ==, 1);
  failure = found->failures->pdata[0];
  g_assert_cmpstr (failure->path, ==, closed);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kindred_folder_walk (fixture->top, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/folder-walk/what-counts", test_what_counts);
  ADD ("/folder-walk/names-are-bytes", test_names_are_bytes);
  ADD ("/folder-walk/links", test_links);
  ADD ("/folder-walk/links-to-elsewhere", test_links_to_elsewhere);
  ADD ("/folder-walk/empty", test_empty);
  ADD ("/folder-walk/unreadable", test_unreadable);
  ADD ("/folder-walk/no-permission", test_no_permission);
  ADD ("/folder-walk/cancel", test_cancel);
  g_test_add_func ("/folder-walk/pseudo-files", test_pseudo_files);

  return g_test_run ();
}
