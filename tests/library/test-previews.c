/* test-previews.c - whole photos, through the analyzer and the cache
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <unistd.h>
#include <utime.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

static GBytes *
load (LibraryFixture *self, gint64 photo, int size, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kindred_library_load_preview_async (self->library, photo, -1, size, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);

  return kindred_library_load_preview_finish (self->library, result, error);
}

static void
assert_size (GBytes *jpeg, int width, int height)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_loader_write_bytes (loader, jpeg, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (gdk_pixbuf_loader_get_pixbuf (loader)), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (gdk_pixbuf_loader_get_pixbuf (loader)), ==, height);
}

/* A photo of 2000 x 1000 pixels. */
static char *
put_large_photo (LibraryFixture *self)
{
  char *path = g_build_filename (self->album, "large.png", NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 2000, 1000);
  g_autoptr (GdkPixbuf) square = gdk_pixbuf_new_subpixbuf (pixbuf, 100, 100, 400, 400);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x000000FF);
  gdk_pixbuf_fill (square, 0x0100E6FF);
  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);

  return path;
}

static gint64
scan (LibraryFixture *self)
{
  const KindredPhotoQuery query = { .limit = 1 };
  g_autoptr (KindredScanResult) scanned = library_fixture_scan (self, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) photos = NULL;

  kindred_library_list_photos_async (self->library, &query, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  photos = kindred_library_list_photos_finish (self->library, result, NULL);
  g_assert_cmpuint (photos->len, ==, 1);

  return ((KindredPhotoRecord *) photos->pdata[0])->id;
}

static char *
get_cached_path (LibraryFixture *self, const char *name)
{
  g_autofree char *cache = kindred_paths_get_cache_dir (kindred_library_get_id (self->library));

  return g_build_filename (cache, "previews", name, NULL);
}

/* How many previews the cache holds. */
static guint
count_cached (LibraryFixture *self)
{
  g_autofree char *folder = get_cached_path (self, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* The path of one of them, or NULL while there is none. */
static char *
find_cached (LibraryFixture *self)
{
  g_autofree char *folder = get_cached_path (self, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && !g_str_has_suffix (name, ".jpg"))
    ;

  return name != NULL ? get_cached_path (self, name) : NULL;
}

static void
test_sizes (LibraryFixture *self, gconstpointer data)
{
  g_autofree char *path = put_large_photo (self);
  gint64 photo = scan (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) small = load (self, photo, 300, &error);
  g_autoptr (GBytes) medium = load (self, photo, 1000, &error);
  g_autoptr (GBytes) full = load (self, photo, 4096, &error);

  g_assert_no_error (error);
  assert_size (small, 512, 256);
  assert_size (medium, 1024, 512);
  assert_size (full, 2000, 1000);
}

/* From the cache even when the photo is gone; made again when it has changed. */
static void
test_cache (LibraryFixture *self, gconstpointer data)
{
  g_autofree char *path = put_large_photo (self);
  gint64 photo = scan (self);
  struct utimbuf times = { 1000000000, 1000000000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = load (self, photo, 500, &error);
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) none = NULL;

  g_assert_no_error (error);
  library_fixture_wait (count_cached (self) == 1);

  g_assert_cmpint (g_remove (path), ==, 0);
  second = load (self, photo, 512, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  none = load (self, photo, 1024, &error);
  g_assert_null (none);
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE);
  g_clear_error (&error);

  g_free (put_large_photo (self));
  g_assert_cmpint (utime (path, &times), ==, 0);
  g_assert_cmpint (scan (self), ==, photo);
  g_assert_cmpint (g_remove (path), ==, 0);
  none = load (self, photo, 512, &error);
  g_assert_null (none);
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE);
}

/* Puts a preview of @megabytes, which take no space on the disk, as if last used at @time. */
static char *
put_cached (LibraryFixture *self, const char *name, gint64 megabytes, time_t time)
{
  char *path = get_cached_path (self, name);
  const struct utimbuf times = { time, time };

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_cmpint (truncate (path, megabytes << 20), ==, 0);
  g_assert_cmpint (utime (path, &times), ==, 0);

  return path;
}

/* What was not used for longest makes room. */
static void
test_room (LibraryFixture *self, gconstpointer data)
{
  g_autofree char *photo_path = put_large_photo (self);
  gint64 photo = scan (self);
  const struct utimbuf long_ago = { 1000000000, 1000000000 };
  g_autoptr (GError) error = NULL;
  g_autofree char *used = NULL;
  g_autofree char *oldest = NULL;
  g_autofree char *middle = NULL;
  g_autofree char *newest = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) third = NULL;

  first = load (self, photo, 512, &error);
  g_assert_no_error (error);
  library_fixture_wait (used != NULL || (used = find_cached (self)) != NULL);

  oldest = put_cached (self, "oldest", 50, 1000000001);
  middle = put_cached (self, "middle", 50, 1000000002);
  newest = put_cached (self, "newest", 50, 1000000003);
  g_assert_cmpint (utime (used, &long_ago), ==, 0);

  /* Another program, which has its own idea of when to look; what it reads is used. */
  library_fixture_close (self);
  library_fixture_open (self);
  second = load (self, photo, 512, &error);
  g_assert_no_error (error);
  third = load (self, photo, 1024, &error);
  g_assert_no_error (error);
  library_fixture_wait (!g_file_test (oldest, G_FILE_TEST_EXISTS));
  library_fixture_wait (count_cached (self) == 4);
  g_assert_true (g_file_test (middle, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (newest, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (used, G_FILE_TEST_EXISTS));
}

static void
test_unknown (LibraryFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (self, 99, 512, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
}

static void
test_cancelled (LibraryFixture *self, gconstpointer data)
{
  g_autofree char *path = put_large_photo (self);
  gint64 photo = scan (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = NULL;

  kindred_library_load_preview_async (self->library, photo, -1, 512, cancellable, library_fixture_result_cb, &result);
  g_cancellable_cancel (cancellable);
  library_fixture_wait (result != NULL);
  g_assert_null (kindred_library_load_preview_finish (self->library, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  jpeg = load (self, photo, 512, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  library_fixture_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)
  ADD ("/previews/sizes", test_sizes);
  ADD ("/previews/cache", test_cache);
  ADD ("/previews/room", test_room);
  ADD ("/previews/unknown", test_unknown);
  ADD ("/previews/cancelled", test_cancelled);
#undef ADD

  return library_fixture_run ();
}
