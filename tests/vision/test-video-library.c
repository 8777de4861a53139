/* test-video-library.c - what the video library opens, and what not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "video/kindred-video.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define MAX_PIXELS 10000000

static const KindredVideoFunctions *functions;

static char *
get_video (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "tests", "data", "videos", name, NULL);
}

static KindredVideo *
open_path (const char *path, int turn, guint64 max_pixels, KindredVideoInfo *info, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  KindredVideo *video;

  g_assert_cmpint (fd, >=, 0);
  video = functions->open (fd, turn, max_pixels, info, error);
  close (fd);

  return video;
}

static void
test_frames (void)
{
  g_autofree char *path = get_video ("two-shots.mp4");
  g_autoptr (GError) error = NULL;
  KindredVideoInfo info;
  KindredVideo *video = open_path (path, 0, MAX_PIXELS, &info, &error);
  KindredVideoFrame frame;
  double time = -1, last = -1;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_cmpint (info.width, ==, 640);
  g_assert_cmpint (info.height, ==, 480);
  g_assert_cmpfloat_with_epsilon (info.duration, 5, 0.01);

  while (functions->grab (video, &time))
    {
      g_assert_cmpfloat (time, >, last);
      last = time;
      n++;
    }
  g_assert_cmpuint (n, ==, 40);
  g_assert_cmpfloat_with_epsilon (last, 39 / 8.0, 1e-3);

  g_assert_true (functions->seek (video, 2));
  g_assert_true (functions->grab (video, &time));
  g_assert_cmpfloat_with_epsilon (time, 2, 0.3);
  g_assert_true (functions->retrieve (video, &frame, &error));
  g_assert_no_error (error);
  g_assert_cmpint (frame.width, ==, 640);
  functions->close (video);
}

static void
test_turned (void)
{
  g_autofree char *path = get_video ("turned.mp4");
  KindredVideoInfo info;

  for (int turn = 0; turn < 360; turn += 90)
    {
      g_autoptr (GError) error = NULL;
      KindredVideo *video = open_path (path, turn, MAX_PIXELS, &info, &error);
      KindredVideoFrame frame;
      double time;

      g_assert_no_error (error);
      g_assert_cmpint (info.width, ==, turn % 180 == 0 ? 480 : 640);
      g_assert_true (functions->grab (video, &time));
      g_assert_true (functions->retrieve (video, &frame, &error));
      g_assert_cmpint (frame.width, ==, info.width);
      g_assert_cmpint (frame.height, ==, info.height);
      functions->close (video);
    }
}

static void
test_limit (void)
{
  g_autofree char *path = get_video ("two-shots.mp4");
  g_autoptr (GError) error = NULL;
  KindredVideoInfo info;

  g_assert_null (open_path (path, 0, 640 * 480 - 1, &info, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE);
}

/* FFmpeg would open what is listed there: other files, and addresses. */
static void
test_lists (void)
{
  g_autofree char *video = get_video ("motion-jpeg.avi");
  const char *const formats[]
      = { "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\n%s\n#EXT-X-ENDLIST\n", "ffconcat version 1.0\nfile '%s'\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_auto (GStrv) parts = g_strsplit (formats[i], "%s", 2);
      g_autofree char *list = g_strjoinv (video, parts);
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      KindredVideoInfo info;

      close (g_file_open_tmp ("kindred-list-XXXXXX.m3u8", &path, &error));
      g_file_set_contents (path, list, -1, &error);
      g_assert_no_error (error);
      g_assert_null (open_path (path, 0, MAX_PIXELS, &info, &error));
      g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE);
      g_remove (path);
    }
}

static void
test_no_camera (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (functions->open_camera (63, MAX_PIXELS, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  KindredVideoGetFunctions get_functions;
  void *library;

  g_test_init (&argc, &argv, NULL);

  g_assert_cmpint (argc, ==, 2);
  library = dlopen (argv[1], RTLD_NOW | RTLD_LOCAL);
  if (library == NULL)
    g_error ("%s", dlerror ());
  get_functions = (KindredVideoGetFunctions) dlsym (library, KINDRED_VIDEO_SYMBOL);
  functions = get_functions ();

  g_test_add_func ("/video-library/frames", test_frames);
  g_test_add_func ("/video-library/turned", test_turned);
  g_test_add_func ("/video-library/limit", test_limit);
  g_test_add_func ("/video-library/lists", test_lists);
  g_test_add_func ("/video-library/no-camera", test_no_camera);

  return g_test_run ();
}
