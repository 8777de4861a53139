/* test-export-files.c - names and files of an export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library/kindred-export-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *from; /* folder of photos */
  char *to;   /* folder of exports */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->from = g_dir_make_tmp ("kindred-export-XXXXXX", NULL);
  fixture->to = g_dir_make_tmp ("kindred-export-XXXXXX", NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_remove (child);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->from);
  remove_folder (fixture->to);
  g_free (fixture->from);
  g_free (fixture->to);
}

static char *
write_file (const char *folder, const char *name, const char *content)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));

  return path;
}

static void
assert_content (const char *folder, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &found, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, content);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
assert_folder_name (const char *name, const char *expected)
{
  g_autofree char *folder = kindred_export_folder_name (name, 12);

  g_assert_cmpstr (folder, ==, expected);
}

static void
test_folder_name (void)
{
  g_autofree char *hangul = g_strnfill (600, 'x');
  g_autofree char *cut = NULL;

  assert_folder_name ("Ann Lee", "Ann Lee");
  assert_folder_name ("Zoë", "Zoë");
  assert_folder_name ("AC/DC", "AC-DC");
  assert_folder_name ("../x", "_.-x");
  assert_folder_name (".hidden", "_hidden");
  assert_folder_name ("..", "_");
  assert_folder_name ("J. R.", "J. R");
  assert_folder_name ("a\nb:c*d?", "a-b-c-d-");
  assert_folder_name (NULL, "Person 12");
  assert_folder_name ("", "Person 12");
  assert_folder_name (" ", "Person 12");

  for (int i = 0; i < 200; i++)
    memcpy (hangul + 3 * i, "한", 3);
  cut = kindred_export_folder_name (hangul, 1);
  g_assert_cmpuint (strlen (cut), ==, 255);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
}

static void
assert_numbered (const char *name, guint number, gboolean has_extension, const char *expected)
{
  g_autofree char *numbered = kindred_export_number_name (name, number, has_extension);

  g_assert_cmpstr (numbered, ==, expected);
}

static void
test_number_name (void)
{
  g_autofree char *full = g_strnfill (251, 'x');
  g_autofree char *photo = g_strconcat (full, ".jpg", NULL);
  g_autofree char *numbered = kindred_export_number_name (photo, 10, TRUE);

  assert_numbered ("a.jpg", 1, TRUE, "a.jpg");
  assert_numbered ("a.jpg", 2, TRUE, "a (2).jpg");
  assert_numbered ("a.b.jpg", 3, TRUE, "a.b (3).jpg");
  assert_numbered ("a", 2, TRUE, "a (2)");
  assert_numbered (".a", 2, TRUE, ".a (2)");
  assert_numbered ("J. R", 2, FALSE, "J. R (2)");
  assert_numbered ("Zo\xeb.jpg", 2, TRUE, "Zo\xeb (2).jpg");
  g_assert_cmpuint (strlen (numbered), ==, 255);
  g_assert_true (g_str_has_suffix (numbered, "x (10).jpg"));
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *photo = write_file (fixture->from, "a.jpg", "one");
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (kindred_export_place_photo (photo, fixture->to, KINDRED_EXPORT_COPY, NULL, &error), ==,
                   KINDRED_EXPORT_PLACED);
  g_assert_cmpint (kindred_export_place_photo (photo, fixture->to, KINDRED_EXPORT_COPY, NULL, &error), ==,
                   KINDRED_EXPORT_WAS_THERE);

  other = write_file (fixture->from, "a.jpg", "two");
  g_assert_cmpint (kindred_export_place_photo (other, fixture->to, KINDRED_EXPORT_COPY, NULL, &error), ==,
                   KINDRED_EXPORT_PLACED);
  g_assert_cmpint (kindred_export_place_photo (other, fixture->to, KINDRED_EXPORT_COPY, NULL, &error), ==,
                   KINDRED_EXPORT_WAS_THERE);

  g_assert_cmpuint (count_files (fixture->to), ==, 2);
  assert_content (fixture->to, "a.jpg", "one");
  assert_content (fixture->to, "a (2).jpg", "two");
}

/* What a symbolic link in the way points to is nothing to write to or compare with. */
static void
test_link_in_the_way (Fixture *fixture, gconstpointer data)
{
  g_autofree char *photo = write_file (fixture->from, "a.jpg", "one");
  g_autofree char *victim = write_file (fixture->from, "victim", "precious");
  g_autofree char *in_the_way = g_build_filename (fixture->to, "a.jpg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (victim, in_the_way), ==, 0);
  g_assert_cmpint (kindred_export_place_photo (photo, fixture->to, KINDRED_EXPORT_COPY, NULL, &error), ==,
                   KINDRED_EXPORT_PLACED);
  assert_content (fixture->from, "victim", "precious");
  assert_content (fixture->to, "a (2).jpg", "one");
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *photo = g_build_filename (fixture->from, "gone.jpg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (kindred_export_place_photo (photo, fixture->to, KINDRED_EXPORT_COPY, NULL, &error), ==,
                   KINDRED_EXPORT_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (fixture->to), ==, 0);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *photo = write_file (fixture->from, "a.jpg", "one");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_cmpint (kindred_export_place_photo (photo, fixture->to, KINDRED_EXPORT_COPY, cancellable, &error), ==,
                   KINDRED_EXPORT_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture->to), ==, 0);
}

static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *photo = write_file (fixture->from, "a.jpg", "one");
  g_autofree char *taken = write_file (fixture->to, "a.jpg", "one");
  g_autofree char *link = g_build_filename (fixture->to, "a (2).jpg", NULL);
  g_autofree char *target = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (kindred_export_place_photo (photo, fixture->to, KINDRED_EXPORT_LINK, NULL, &error), ==,
                   KINDRED_EXPORT_PLACED);
  g_assert_cmpint (kindred_export_place_photo (photo, fixture->to, KINDRED_EXPORT_LINK, NULL, &error), ==,
                   KINDRED_EXPORT_WAS_THERE);
  target = g_file_read_link (link, NULL);
  g_assert_cmpstr (target, ==, photo);
}

static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) two = g_bytes_new_static ("two", 3);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (kindred_export_place_bytes (one, fixture->to, "m.jpg", &error), ==, KINDRED_EXPORT_PLACED);
  g_assert_cmpint (kindred_export_place_bytes (one, fixture->to, "m.jpg", &error), ==, KINDRED_EXPORT_WAS_THERE);
  g_assert_cmpint (kindred_export_place_bytes (two, fixture->to, "m.jpg", &error), ==, KINDRED_EXPORT_PLACED);
  assert_content (fixture->to, "m.jpg", "one");
  assert_content (fixture->to, "m (2).jpg", "two");
  g_assert_cmpuint (count_files (fixture->to), ==, 2);
}

static void
test_folders (Fixture *fixture, gconstpointer data)
{
  g_autofree char *taken = write_file (fixture->to, "Ann", "a file");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *nested = g_build_filename (taken, "below", NULL);
  g_autoptr (GError) error = NULL;

  first = kindred_export_make_folder (fixture->to, "Ann", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (first, "/Ann (2)"));
  second = kindred_export_make_folder (fixture->to, "Ann", &error);
  g_assert_cmpstr (second, ==, first);

  g_assert_false (kindred_export_make_directory (nested, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

#define ADD(path, func) g_test_add ("/export-files/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export-files/folder-name", test_folder_name);
  g_test_add_func ("/export-files/number-name", test_number_name);
  ADD ("copy", test_copy);
  ADD ("link-in-the-way", test_link_in_the_way);
  ADD ("missing", test_missing);
  ADD ("cancelled", test_cancelled);
  ADD ("links", test_links);
  ADD ("bytes", test_bytes);
  ADD ("folders", test_folders);

  return g_test_run ();
}
