/* test-image.c - decoding, turning, metadata, and files that are not what they seem
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "imaging/kindred-exif.h"
#include "imaging/kindred-image.h"
#include "imaging/kindred-jpeg-decoder.h"
#include "imaging/kindred-photo-file.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static const KindredImageLimits limits = { 100000000, 100000000 };

static char *
get_picture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "tests", "data", "pictures", name, NULL);
}

/* NULL, and the test skipped, when the decoder is one that need not be installed. */
static KindredImage *
load (const char *path, int max_edge, KindredPhotoInfo **info)
{
  g_autoptr (GError) error = NULL;
  KindredImage *image = kindred_image_load (path, &limits, max_edge, info, &error);

  if (g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_UNSUPPORTED_FORMAT))
    {
      if (info != NULL)
        g_clear_pointer (info, kindred_photo_info_free);
      g_test_skip (error->message);
      return NULL;
    }
  g_assert_no_error (error);
  g_assert_nonnull (image);

  return image;
}

/* Asserts a colour, as far as JPEG keeps it. */
static void
assert_pixel (const KindredImage *image, int x, int y, int red, int green, int blue)
{
  const guint8 *pixel = image->pixels + (gsize) y * image->stride + 3 * (gsize) x;

  g_assert_cmpint (ABS (pixel[0] - red), <, 12);
  g_assert_cmpint (ABS (pixel[1] - green), <, 12);
  g_assert_cmpint (ABS (pixel[2] - blue), <, 12);
}

/* All pictures show this: red and green above blue and black. */
static void
assert_quarters (const KindredImage *image)
{
  g_assert_cmpint (image->width, ==, 48);
  g_assert_cmpint (image->height, ==, 32);
  g_assert_cmpfloat (image->scale, ==, 1);
  assert_pixel (image, 4, 4, 255, 0, 0);
  assert_pixel (image, 43, 4, 0, 192, 0);
  assert_pixel (image, 4, 27, 0, 0, 255);
  assert_pixel (image, 43, 27, 0, 0, 0);
}

static void
test_orientation (gconstpointer name)
{
  g_autofree char *path = get_picture (name);
  g_autoptr (KindredPhotoInfo) info = NULL;
  g_autoptr (KindredImage) image = load (path, 0, &info);

  if (image == NULL)
    return;

  assert_quarters (image);
  g_assert_cmpint (info->orientation, ==, ((const char *) name)[strlen ("orientation-")] - '0');
  g_assert_cmpint (info->width, ==, 48);
  g_assert_cmpint (info->height, ==, 32);
}

static void
test_kind (gconstpointer name)
{
  g_autofree char *path = get_picture (name);
  g_autoptr (KindredImage) image = load (path, 0, NULL);

  if (image != NULL)
    assert_quarters (image);
}

static void
test_gray (void)
{
  g_autofree char *path = get_picture ("gray.jpg");
  g_autoptr (KindredImage) image = load (path, 0, NULL);
  const guint8 *pixel = image->pixels + 4 * image->stride + 3 * 4;

  g_assert_cmpint (pixel[0], ==, pixel[1]);
  g_assert_cmpint (pixel[1], ==, pixel[2]);
  assert_pixel (image, 43, 27, 0, 0, 0);
}

static void
test_alpha (void)
{
  g_autofree char *path = get_picture ("alpha.png");
  g_autoptr (KindredImage) image = load (path, 0, NULL);

  /* Wholly transparent. */
  assert_pixel (image, 4, 4, 255, 255, 255);
  assert_pixel (image, 43, 27, 255, 255, 255);
}

static void
test_reduced (void)
{
  const int edges[] = { 3200, 1601, 1600, 1000, 400, 100, 1 };
  g_autofree char *path = get_picture ("large.jpg");

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_autoptr (KindredPhotoInfo) info = NULL;
      g_autoptr (KindredImage) image = load (path, edges[i], &info);

      g_assert_cmpint (image->width, ==, edges[i]);
      g_assert_cmpint (ABS (image->height - edges[i] * 3 / 4), <=, 1);
      g_assert_cmpfloat_with_epsilon (image->scale, 3200.0 / edges[i], 1e-6);
      g_assert_cmpint (info->width, ==, 3200);
      g_assert_cmpint (info->height, ==, 2400);
    }
}

static void
test_reduced_png (void)
{
  g_autofree char *path = get_picture ("orientation-6.png");
  g_autoptr (KindredPhotoInfo) info = NULL;
  g_autoptr (KindredImage) image = load (path, 24, &info);

  g_assert_cmpint (image->width, ==, 24);
  g_assert_cmpint (image->height, ==, 16);
  g_assert_cmpfloat (image->scale, ==, 2);
  g_assert_cmpint (info->width, ==, 48);
  assert_pixel (image, 2, 2, 255, 0, 0);
  assert_pixel (image, 21, 13, 0, 0, 0);
}

/* 2019-07-14 12:34:56 on the camera's clock. */
#define TAKEN G_GINT64_CONSTANT (1563107696)

static void
test_metadata (gconstpointer name)
{
  g_autofree char *path = get_picture (name);
  g_autoptr (KindredPhotoInfo) info = NULL;
  g_autoptr (KindredImage) image = load (path, 0, &info);

  if (image == NULL)
    return;

  g_assert_cmpint (info->taken, ==, TAKEN);
  g_assert_cmpint (info->date_source, ==, KINDRED_DATE_ORIGINAL);
  g_assert_cmpstr (info->camera, ==, "Canon EOS 40D");
}

static void
test_position (void)
{
  g_autofree char *path = get_picture ("metadata.jpg");
  g_autoptr (KindredPhotoInfo) info = NULL;
  g_autoptr (KindredImage) image = load (path, 0, &info);

  g_assert_true (info->has_position);
  g_assert_cmpfloat_with_epsilon (info->latitude, 48.8583, 1e-4);
  g_assert_cmpfloat_with_epsilon (info->longitude, -122.5, 1e-4);
}

static void
test_dates (void)
{
  g_autofree char *digitized = get_picture ("digitized.jpg");
  g_autofree char *undated = get_picture ("upright.png");
  g_autoptr (KindredPhotoInfo) first = NULL;
  g_autoptr (KindredPhotoInfo) second = NULL;
  g_autoptr (KindredImage) first_image = load (digitized, 0, &first);
  g_autoptr (KindredImage) second_image = load (undated, 0, &second);
  g_autoptr (GDateTime) wall_clock = NULL;
  g_autoptr (GDateTime) expected = NULL;
  GStatBuf status;

  /* Its DateTimeOriginal is 0000:00:00. */
  g_assert_cmpint (first->date_source, ==, KINDRED_DATE_DIGITIZED);
  g_assert_cmpint (first->taken, ==, G_GINT64_CONSTANT (981173106));

  g_assert_cmpint (g_stat (undated, &status), ==, 0);
  expected = g_date_time_new_from_unix_local (status.st_mtime);
  wall_clock = g_date_time_new_from_unix_utc (second->taken);
  g_assert_cmpint (second->date_source, ==, KINDRED_DATE_FILE);
  g_assert_cmpint (g_date_time_get_hour (wall_clock), ==, g_date_time_get_hour (expected));
  g_assert_cmpint (g_date_time_get_day_of_month (wall_clock), ==, g_date_time_get_day_of_month (expected));
}

static void
test_parse_date (void)
{
  const char *const good[] = { "2019:07:14 12:34:56", "2019-07-14T12:34:56", "2019/07/14 12.34.56" };
  const char *const bad[] = { "",
                              "2019:07:14",
                              "0000:00:00 00:00:00",
                              "    :  :     :  :  ",
                              "2021:02:30 12:00:00",
                              "2019:13:01 00:00:00",
                              "2019:07:14 24:00:00",
                              "2019:07:14 12:60:00",
                              "2019:07:14 12:00:61",
                              "20190:7:14 12:34:56",
                              "-019:07:14 12:34:56" };
  gint64 seconds;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (kindred_exif_parse_date (good[i], strlen (good[i]), &seconds));
      g_assert_cmpint (seconds, ==, TAKEN);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kindred_exif_parse_date (bad[i], strlen (bad[i]), &seconds));

  g_assert_true (kindred_exif_parse_date ("2016:12:31 23:59:60", 19, &seconds));
  g_assert_cmpint (seconds, ==, G_GINT64_CONSTANT (1483228799));
}

#define LOADS -1
#define LOADS_OR_BAD -2

static const struct
{
  const char *name;
  int code;
} bad_files[] = {
  { "absurd-size.bmp", KINDRED_ERROR_TOO_LARGE },
  { "absurd-size.gif", KINDRED_ERROR_TOO_LARGE },
  { "absurd-size.heic", KINDRED_ERROR_TOO_LARGE },
  { "absurd-size.jpg", KINDRED_ERROR_TOO_LARGE },
  { "absurd-size.png", KINDRED_ERROR_TOO_LARGE },
  { "absurd-size.tiff", KINDRED_ERROR_TOO_LARGE },
  { "absurd-size.webp", KINDRED_ERROR_TOO_LARGE },
  { "bomb-text.png", LOADS },
  { "bomb.png", KINDRED_ERROR_TOO_LARGE },
  { "damaged-boxes.avif", KINDRED_ERROR_BAD_IMAGE },
  { "damaged-data.jpg", LOADS_OR_BAD },
  { "empty.jpg", KINDRED_ERROR_BAD_IMAGE },
  { "exif-camera-not-utf8.jpg", LOADS },
  { "exif-count-huge.jpg", LOADS },
  { "exif-date-nonsense.jpg", LOADS },
  { "exif-directory-loop.jpg", LOADS },
  { "exif-empty.jpg", LOADS },
  { "exif-garbage.jpg", LOADS },
  { "exif-header-only.jpg", LOADS },
  { "exif-offset-beyond.jpg", LOADS },
  { "exif-orientation-99.jpg", LOADS },
  { "exif-orientation-text.jpg", LOADS },
  { "exif-position-beyond.jpg", LOADS },
  { "exif-position-by-zero.jpg", LOADS },
  { "many-scans.jpg", KINDRED_ERROR_BAD_IMAGE },
  { "png-named.jpg", LOADS },
  { "random-after-magic.jpg", KINDRED_ERROR_BAD_IMAGE },
  { "random.jpg", KINDRED_ERROR_UNSUPPORTED_FORMAT },
  { "svg.png", KINDRED_ERROR_UNSUPPORTED_FORMAT },
  { "text.jpg", KINDRED_ERROR_UNSUPPORTED_FORMAT },
  { "truncated-header.jpg", KINDRED_ERROR_BAD_IMAGE },
  { "truncated-progressive.jpg", KINDRED_ERROR_BAD_IMAGE },
  { "truncated.avif", KINDRED_ERROR_BAD_IMAGE },
  { "truncated.bmp", KINDRED_ERROR_BAD_IMAGE },
  { "truncated.gif", KINDRED_ERROR_BAD_IMAGE },
  { "truncated.heic", KINDRED_ERROR_BAD_IMAGE },
  { "truncated.jpg", KINDRED_ERROR_BAD_IMAGE },
  { "truncated.png", KINDRED_ERROR_BAD_IMAGE },
  { "truncated.tiff", KINDRED_ERROR_BAD_IMAGE },
  { "truncated.webp", KINDRED_ERROR_BAD_IMAGE },
  { "wrong-checksum.png", KINDRED_ERROR_BAD_IMAGE },
  { "zero-size.png", KINDRED_ERROR_BAD_IMAGE },
};

static void
assert_sane (const KindredPhotoInfo *info)
{
  g_assert_cmpint (info->orientation, ==, 1);
  g_assert_false (info->has_position);
  g_assert_cmpint (info->date_source, ==, KINDRED_DATE_FILE);
  g_assert_true (info->camera == NULL || g_utf8_validate (info->camera, -1, NULL));
  g_assert_true (info->camera == NULL || strpbrk (info->camera, "\n\r\t") == NULL);
}

/* Some decoders warn on their own account. */
static void
tolerate_warnings (void)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
}

static void
check_bad (const char *name, int code)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "tests", "data", "bad", name, NULL);
  g_autoptr (KindredPhotoInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredImage) image = kindred_image_load (path, &limits, 0, &info, &error);

  g_test_message ("%s: %s", name, error != NULL ? error->message : "loads");
  g_assert_true ((image == NULL) == (error != NULL));
  if (code == LOADS)
    {
      g_assert_no_error (error);
      assert_sane (info);
    }
  else if (code == LOADS_OR_BAD)
    {
      g_assert_true (error == NULL || g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE));
    }
  else if (g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_UNSUPPORTED_FORMAT)
           && (g_str_has_suffix (name, ".heic") || g_str_has_suffix (name, ".avif")
               || g_str_has_suffix (name, ".webp")))
    {
      g_test_message ("%s: not tested, no decoder is installed", name);
    }
  else
    {
      g_assert_error (error, KINDRED_ERROR, code);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_bad (void)
{
  g_autofree char *dir_path = g_test_build_filename (G_TEST_DIST, "tests", "data", "bad", NULL);
  g_autoptr (GDir) dir = g_dir_open (dir_path, 0, NULL);
  guint n_files = 0;

  tolerate_warnings ();
  for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
    check_bad (bad_files[i].name, bad_files[i].code);

  /* All but the README are listed above. */
  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, G_N_ELEMENTS (bad_files) + 1);
}

static void
assert_unreadable (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredPhotoInfo) info = NULL;
  g_autoptr (KindredImage) image = kindred_image_load (path, &limits, 0, &info, &error);

  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE);
  g_assert_null (image);
  g_assert_null (info);
}

static void
test_no_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("kindred-image-XXXXXX", &error);
  g_autofree char *fifo = g_build_filename (dir, "fifo", NULL);
  g_autofree char *socket_path = g_build_filename (dir, "socket", NULL);
  g_autofree char *secret = g_build_filename (dir, "secret", NULL);
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_no_error (error);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_strlcpy (address.sun_path, socket_path, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_true (g_file_set_contents (secret, "x", 1, NULL));
  g_assert_cmpint (g_chmod (secret, 0), ==, 0);

  assert_unreadable ("/nonexistent/photo.jpg");
  assert_unreadable (dir);
  assert_unreadable (fifo);
  assert_unreadable (socket_path);
  assert_unreadable ("/dev/zero");
  assert_unreadable ("/dev/null");
  if (geteuid () != 0)
    assert_unreadable (secret);
  else
    g_test_message ("Permissions not tested: root may read everything");

  close (fd);
  g_remove (secret);
  g_remove (socket_path);
  g_remove (fifo);
  g_rmdir (dir);
}

static void
test_limits (void)
{
  g_autofree char *path = get_picture ("large.jpg");
  const KindredImageLimits exact = { 3200 * 2400, 100000 };
  const KindredImageLimits few_pixels = { 3200 * 2400 - 1, 100000 };
  const KindredImageLimits few_bytes = { 3200 * 2400, 1000 };
  g_autoptr (GError) pixels_error = NULL;
  g_autoptr (GError) bytes_error = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredPhotoInfo) info = NULL;
  g_autoptr (KindredImage) image = kindred_image_load (path, &exact, 16, NULL, &error);

  g_assert_no_error (error);

  /* The metadata is there although the picture is refused. */
  g_assert_null (kindred_image_load (path, &few_pixels, 16, &info, &pixels_error));
  g_assert_error (pixels_error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE);
  g_assert_cmpint (info->width, ==, 3200);

  g_assert_null (kindred_image_load (path, &few_bytes, 16, NULL, &bytes_error));
  g_assert_error (bytes_error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE);
}

static GdkPixbuf *
decode_jpeg (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("jpeg", NULL);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_loader_write_bytes (loader, bytes, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);

  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static void
test_to_jpeg (void)
{
  g_autoptr (KindredImage) image = kindred_image_new (40, 30);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;

  for (int y = 0; y < 30; y++)
    for (int x = 0; x < 40; x++)
      image->pixels[y * image->stride + 3 * x] = x < 20 ? 250 : 10;
  jpeg = kindred_image_to_jpeg (image, &error);
  g_assert_no_error (error);

  gdk_pixbuf_loader_write_bytes (loader, jpeg, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 40);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 30);
  g_assert_cmpint (gdk_pixbuf_get_pixels (pixbuf)[3 * 5], >, 200);
  g_assert_cmpint (gdk_pixbuf_get_pixels (pixbuf)[3 * 35], <, 60);
}

/* What the window does with it: never larger than asked for, in the shape that it has, and not for ever. */
static void
test_to_fit (void)
{
  g_autoptr (KindredImage) image = kindred_image_new (400, 300);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = kindred_image_to_jpeg (image, NULL);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) / 2);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  const int edges[] = { 1, 96, 400, 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_autoptr (GdkPixbuf) pixbuf = kindred_jpeg_decode_to_fit (jpeg, edges[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, edges[i]);
      g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, MAX (1, edges[i] * 3 / 4));
    }

  g_assert_null (kindred_jpeg_decode_to_fit (half, 96, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE);
  g_clear_error (&error);
  g_assert_null (kindred_jpeg_decode_to_fit (nothing, 96, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE);
}

static void
test_crop (void)
{
  g_autofree char *path = get_picture ("upright.png");
  g_autoptr (KindredImage) image = load (path, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) small = kindred_image_crop_jpeg (image, 28, 4, 8, 256, &error);
  g_autoptr (GBytes) reduced = kindred_image_crop_jpeg (image, -100, -100, 110, 50, &error);
  g_autoptr (GBytes) far = kindred_image_crop_jpeg (image, 1e9, -1e9, 1e9, 20, &error);
  g_autoptr (GdkPixbuf) small_pixbuf = decode_jpeg (small);
  g_autoptr (GdkPixbuf) reduced_pixbuf = decode_jpeg (reduced);
  g_autoptr (GdkPixbuf) far_pixbuf = decode_jpeg (far);
  const guint8 *pixel;

  g_assert_no_error (error);

  /* Never enlarged; all green. */
  g_assert_cmpint (gdk_pixbuf_get_width (small_pixbuf), ==, 8);
  pixel = gdk_pixbuf_read_pixels (small_pixbuf);
  g_assert_cmpint (ABS (pixel[1] - 192), <, 12);
  g_assert_cmpint (pixel[0], <, 12);

  /* Mostly outside: the corner's red goes on. */
  g_assert_cmpint (gdk_pixbuf_get_width (reduced_pixbuf), ==, 50);
  g_assert_cmpint (gdk_pixbuf_get_height (reduced_pixbuf), ==, 50);
  pixel = gdk_pixbuf_read_pixels (reduced_pixbuf);
  g_assert_cmpint (pixel[0], >, 243);
  g_assert_cmpint (pixel[2], <, 12);

  g_assert_cmpint (gdk_pixbuf_get_width (far_pixbuf), ==, 20);
}

static void
test_enlarge (void)
{
  g_autofree char *path = get_picture ("upright.png");
  g_autoptr (KindredImage) image = load (path, 0, NULL);
  g_autoptr (KindredImage) enlarged = kindred_image_enlarge (image, 3);

  g_assert_cmpint (enlarged->width, ==, 144);
  g_assert_cmpint (enlarged->height, ==, 96);
  g_assert_cmpfloat_with_epsilon (enlarged->scale, 1 / 3.0, 1e-9);
  assert_pixel (enlarged, 12, 12, 255, 0, 0);
  assert_pixel (enlarged, 130, 80, 0, 0, 0);
}

static void
test_candidates (void)
{
  const char *const yes[]
      = { "a.jpg",    "a.JPEG", "b.Png", "/x/y.webp", "z.tif",       "z.tiff",        "a.gif",   "a.bmp",
          "IMG.HEIC", "x.heif", "x.hif", "x.avif",    ".hidden.jpg", "new\nline.jpg", "\xeb.jpe" };
  const char *const no[] = { "", "jpg", "a.txt", "a.jpg.xmp", "a.jpg/b", "a.", "a.mp4", "a.svg", "a.jpgx", "a.jpg~" };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (kindred_image_is_candidate (yes[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (kindred_image_is_candidate (no[i]));
}

static void
test_hash (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (KindredPhotoFile) file = NULL;
  int fd = g_file_open_tmp ("kindred-image-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (write (fd, "abc", 3), ==, 3);
  close (fd);

  /* FIPS 180-4's example. */
  file = kindred_photo_file_open (path, 3, &error);
  g_assert_no_error (error);
  hash = kindred_photo_file_hash (file, &error);
  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_remove (path);
}

/* The larger set: every file either loads or gives a reason, whatever its metadata are like. */
static void
check_folder (const char *folder, guint *n_files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KindredImage) image = NULL;
      KindredImageLimits small = { 4000000, limits.max_bytes };

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          check_folder (path, n_files);
          continue;
        }
      if (!kindred_image_is_candidate (name))
        continue;

      image = kindred_image_load (path, &small, 64, NULL, &error);
      if (!g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE)
          && !g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_UNSUPPORTED_FORMAT))
        g_assert_no_error (error);
      ++*n_files;
    }
}

static void
test_shared (gconstpointer folder)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "shared", "photos", folder, NULL);
  guint n_files = 0;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("../shared/photos is not beside the checkout");
      return;
    }

  tolerate_warnings ();
  check_folder (path, &n_files);
  g_assert_cmpuint (n_files, >, 0);
}

static void
add_tests (const char *prefix, const char *const *names, GTestDataFunc func)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (prefix, names[i], NULL);

      g_test_add_data_func (path, names[i], func);
    }
}

int
main (int argc, char *argv[])
{
  const char *const orientations[] = { "orientation-1.jpg",
                                       "orientation-2.jpg",
                                       "orientation-3.jpg",
                                       "orientation-4.jpg",
                                       "orientation-5.jpg",
                                       "orientation-6.jpg",
                                       "orientation-7.jpg",
                                       "orientation-8.jpg",
                                       "orientation-1.tiff",
                                       "orientation-2.tiff",
                                       "orientation-3.tiff",
                                       "orientation-4.tiff",
                                       "orientation-5.tiff",
                                       "orientation-6.tiff",
                                       "orientation-7.tiff",
                                       "orientation-8.tiff",
                                       "orientation-1.png",
                                       "orientation-6.png",
                                       "orientation-8.png",
                                       "orientation-1.webp",
                                       "orientation-6.webp",
                                       "orientation-8.webp",
                                       NULL };
  const char *const kinds[]
      = { "upright.png", "deep.png", "cmyk.jpg", "progressive.jpg", "still.gif", "plain.bmp", "turned.avif", NULL };
  const char *const metadata[]
      = { "metadata.jpg", "metadata.png", "metadata.webp", "metadata.tiff", "metadata.heic", "metadata.avif", NULL };

  g_test_init (&argc, &argv, NULL);

  add_tests ("/image/orientation/", orientations, test_orientation);
  add_tests ("/image/kind/", kinds, test_kind);
  add_tests ("/image/metadata/", metadata, test_metadata);
  g_test_add_func ("/image/kind/gray", test_gray);
  g_test_add_func ("/image/kind/alpha", test_alpha);
  g_test_add_func ("/image/reduced/jpeg", test_reduced);
  g_test_add_func ("/image/reduced/png", test_reduced_png);
  g_test_add_func ("/image/position", test_position);
  g_test_add_func ("/image/dates", test_dates);
  g_test_add_func ("/image/parse-date", test_parse_date);
  g_test_add_func ("/image/bad", test_bad);
  g_test_add_func ("/image/no-files", test_no_files);
  g_test_add_func ("/image/limits", test_limits);
  g_test_add_func ("/image/crop", test_crop);
  g_test_add_func ("/image/to-jpeg", test_to_jpeg);
  g_test_add_func ("/image/to-fit", test_to_fit);
  g_test_add_func ("/image/enlarge", test_enlarge);
  g_test_add_func ("/image/candidates", test_candidates);
  g_test_add_func ("/image/hash", test_hash);
  g_test_add_data_func ("/image/shared/exif", "exif", test_shared);
  g_test_add_data_func ("/image/shared/formats", "formats", test_shared);

  return g_test_run ();
}
