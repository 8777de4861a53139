/* test-documents.c - folders that the document portal hands to a Flatpak
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/kindred-paths.h"
#include "library-fixture.h"

/* "Outside" of the sandbox is album/, which says that it is /outside/album; the portal shows it as
 * $XDG_RUNTIME_DIR/doc/NUMBER/album. */
typedef struct
{
  LibraryFixture library;
  char *documents;
} Fixture;

static char *runtime;

static void
set_up (Fixture *self, gconstpointer data)
{
  library_fixture_set_up (&self->library, NULL);
  self->documents = g_build_filename (runtime, "doc", NULL);
  g_assert_cmpint (g_mkdir (self->documents, 0700), ==, 0);
  library_fixture_put_portrait (&self->library, "ann-1.png", 1, 0);
  library_fixture_put_portrait (&self->library, "trip/ann-2.png", 1, 1);
  library_fixture_put_portrait (&self->library, "bob-1.png", 2, 0);
  library_fixture_put_portrait (&self->library, "bob-2.png", 2, 1);
}

static void
take_away (Fixture *self, const char *number)
{
  g_autofree char *link = g_build_filename (self->documents, number, NULL);

  g_assert_cmpint (g_unlink (link), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->documents, 0, NULL);
  const char *number;

  library_fixture_tear_down (&self->library, NULL);
  while ((number = g_dir_read_name (dir)) != NULL)
    take_away (self, number);
  g_assert_cmpint (g_rmdir (self->documents), ==, 0);
  g_free (self->documents);
}

/* Says of @path, below album/, that it is in /outside. */
static gboolean
tell_real (Fixture *self, const char *path)
{
  g_autofree char *folder = g_build_filename (self->library.top, path, NULL);
  g_autofree char *real = g_build_filename ("/outside", path, NULL);

  if (setxattr (folder, "user.document-portal.host-path", real, strlen (real), 0) == 0)
    return TRUE;

  g_autofree char *reason = g_strdup_printf ("no attributes in %s: %s", folder, g_strerror (errno));
  g_test_skip (reason);

  return FALSE;
}

/* Hands over a folder of which @parent, below the top, is the parent.  Returns: its path in the sandbox */
static char *
hand_over (Fixture *self, const char *number, const char *parent, const char *name)
{
  g_autofree char *link = g_build_filename (self->documents, number, NULL);
  g_autofree char *target = g_build_filename (self->library.top, parent, NULL);

  g_assert_cmpint (symlink (target, link), ==, 0);

  return g_build_filename (link, name, NULL);
}

static KindredScanResult *
scan (Fixture *self, const char *path)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KindredScanResult *scanned;

  kindred_library_scan_async (self->library.library, paths, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  scanned = kindred_library_scan_finish (self->library.library, result, &error);
  g_assert_no_error (error);

  return scanned;
}

/* Names the first person Ann. */
static gint64
name_ann (Fixture *self)
{
  g_autoptr (GPtrArray) people = library_fixture_list_people (&self->library);
  gint64 ann = ((KindredPersonRecord *) people->pdata[0])->id;
  g_autoptr (KindredEditRecord) record
      = library_fixture_edit (&self->library, kindred_edit_new_name (ann, "Ann", NULL), NULL);

  g_assert_cmpint (record->id, >, 0);

  return ann;
}

/* That there are Ann and one other person, each with two faces, in photos below @folder. */
static void
assert_same (Fixture *self, gint64 ann, const char *folder)
{
  g_autoptr (GPtrArray) people = library_fixture_list_people (&self->library);
  const KindredPersonRecord *first = people->pdata[0];
  g_autoptr (GPtrArray) faces = library_fixture_list_faces (&self->library, KINDRED_FACES_OF_PERSON, ann);

  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpint (first->id, ==, ann);
  g_assert_cmpstr (first->name, ==, "Ann");
  g_assert_cmpuint (first->n_faces, ==, 2);
  g_assert_cmpuint (((KindredPersonRecord *) people->pdata[1])->n_faces, ==, 2);
  for (guint i = 0; i < faces->len; i++)
    g_assert_true (g_str_has_prefix (((KindredFaceRecord *) faces->pdata[i])->photo_path, folder));
}

/* What was dropped is gone after logging out; dropped again it has another number. */
static void
test_new_number (Fixture *self, gconstpointer data)
{
  g_autofree char *before = hand_over (self, "1a", "", "album");
  g_autofree char *after = NULL;
  g_autoptr (KindredScanResult) first = scan (self, before);
  g_autoptr (KindredScanResult) gone = NULL, second = NULL;
  gint64 ann = name_ann (self);

  g_assert_cmpuint (first->new_photos, ==, 4);
  take_away (self, "1a");
  gone = scan (self, NULL);
  g_assert_cmpuint (gone->missing, ==, 0);
  assert_same (self, ann, before);

  after = hand_over (self, "2b", "", "album");
  second = scan (self, after);
  g_assert_cmpuint (second->moved, ==, 4);
  g_assert_cmpuint (second->new_photos, ==, 0);
  assert_same (self, ann, after);
}

/* Dropped and chosen: two numbers at the same time, of which the first or the second (@data) goes at logout. */
static void
test_two_numbers (Fixture *self, gconstpointer data)
{
  gboolean first_goes = g_str_equal (data, "first");
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (KindredScanResult) first = NULL, second = NULL, third = NULL;
  gint64 ann;

  if (!tell_real (self, "album"))
    return;

  before = hand_over (self, "1a", "", "album");
  after = hand_over (self, "2b", "", "album");
  first = scan (self, before);
  ann = name_ann (self);

  second = scan (self, after);
  g_assert_cmpuint (second->photos, ==, 4);
  g_assert_cmpuint (second->new_photos + second->missing, ==, 0);
  assert_same (self, ann, after);

  take_away (self, first_goes ? "1a" : "2b");
  third = scan (self, NULL);
  g_assert_cmpuint (third->new_photos + third->missing, ==, 0);
  g_assert_cmpuint (third->moved, ==, first_goes ? 0 : 4);
  assert_same (self, ann, first_goes ? after : before);
}

/* A folder inside one that is in the library, and then one around both */
static void
test_inside (Fixture *self, gconstpointer data)
{
  g_autofree char *inner = NULL, *outer = NULL;
  g_autoptr (KindredScanResult) first = NULL, second = NULL;
  gint64 ann;

  if (!tell_real (self, "album") || !tell_real (self, "album/trip"))
    return;

  inner = hand_over (self, "1a", "album", "trip");
  outer = hand_over (self, "2b", "", "album");
  first = scan (self, inner);
  g_assert_cmpuint (first->new_photos, ==, 1);
  second = scan (self, outer);
  g_assert_cmpuint (second->photos, ==, 4);
  g_assert_cmpuint (second->new_photos, ==, 3);
  ann = name_ann (self);
  assert_same (self, ann, outer);
}

/* Folders are shown by the path that the user knows. */
static void
test_shown (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = NULL, *shown = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) folders = NULL;
  g_autoptr (KindredScanResult) scanned = NULL;

  if (!tell_real (self, "album"))
    return;

  folder = hand_over (self, "9f", "", "album");
  scanned = scan (self, folder);
  kindred_library_list_folders_async (self->library.library, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  folders = kindred_library_list_folders_finish (self->library.library, result, NULL);

  g_assert_cmpuint (folders->len, ==, 1);
  g_assert_cmpstr (((KindredFolderRecord *) folders->pdata[0])->path, ==, folder);
  shown = kindred_paths_display (folder);
  g_assert_cmpstr (shown, ==, "/outside/album");
}

int
main (int argc, char *argv[])
{
  int status;

  runtime = g_dir_make_tmp ("kindred-runtime-XXXXXX", NULL);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  library_fixture_init (&argc, &argv);

#define ADD(path, func, data) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/documents/new-number", test_new_number, NULL);
  ADD ("/documents/two-numbers/first-goes", test_two_numbers, "first");
  ADD ("/documents/two-numbers/second-goes", test_two_numbers, "second");
  ADD ("/documents/inside", test_inside, NULL);
  ADD ("/documents/shown", test_shown, NULL);

  status = library_fixture_run ();
  g_rmdir (runtime);
  g_free (runtime);

  return status;
}
