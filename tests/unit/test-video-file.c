/* test-video-file.c - what is told of a video without decoding it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "imaging/kindred-mp4.h"
#include "imaging/kindred-video-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
test_candidates (void)
{
  const char *const yes[] = { "a.mp4", "B.MOV", "c.d.MkV", "e.webm", ".avi", "f.3gp", "g.mts" };
  const char *const no[] = { "a.jpg", "mp4", "b.mp4.part", "c.ts", "d.mp3", "", "e." };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (kindred_video_is_candidate (yes[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (kindred_video_is_candidate (no[i]));
}

static KindredVideoFormat
sniff (const char *data, gsize size)
{
  return kindred_video_format_sniff ((const guint8 *) data, size);
}

static void
test_sniff (void)
{
  char packets[KINDRED_VIDEO_SNIFF_SIZE] = { 0 };

#define SNIFF(literal) sniff (literal, sizeof (literal) - 1)
  g_assert_cmpint (SNIFF ("\0\0\0\x14"
                          "ftypisom\0\0\2\0mp41"),
                   ==, KINDRED_VIDEO_MP4);
  g_assert_cmpint (SNIFF ("\0\0\0\x08wide\0\0\1\0mdat"), ==, KINDRED_VIDEO_MP4);
  g_assert_cmpint (SNIFF ("\x1A\x45\xDF\xA3\x01\0\0\0"), ==, KINDRED_VIDEO_MATROSKA);
  g_assert_cmpint (SNIFF ("RIFF\0\0\0\0AVI LIST"), ==, KINDRED_VIDEO_AVI);
  g_assert_cmpint (SNIFF ("\0\0\x01\xBA\x44\0\4\0"), ==, KINDRED_VIDEO_MPEG);
  g_assert_cmpint (SNIFF ("OggS\0\2\0\0"), ==, KINDRED_VIDEO_OGG);

  /* Pictures in the same containers */
  g_assert_cmpint (SNIFF ("\0\0\0\x14"
                          "ftypheic\0\0\0\0mif1"),
                   ==, KINDRED_VIDEO_NONE);
  g_assert_cmpint (SNIFF ("\0\0\0\x14"
                          "ftypavif\0\0\0\0mif1"),
                   ==, KINDRED_VIDEO_NONE);
  g_assert_cmpint (SNIFF ("RIFF\0\0\0\0WEBPVP8 "), ==, KINDRED_VIDEO_NONE);
  g_assert_cmpint (SNIFF ("\xFF\xD8\xFF\xE0\0\x10JFIF"), ==, KINDRED_VIDEO_NONE);

  g_assert_cmpint (SNIFF ("#EXTM3U\nhttp://example.org/a.ts\n"), ==, KINDRED_VIDEO_NONE);
  g_assert_cmpint (SNIFF ("GGGGGGGGGGGGGGGG"), ==, KINDRED_VIDEO_NONE);
  g_assert_cmpint (SNIFF (""), ==, KINDRED_VIDEO_NONE);
#undef SNIFF

  packets[0] = packets[188] = 0x47;
  g_assert_cmpint (sniff (packets, sizeof packets), ==, KINDRED_VIDEO_MPEG);
  memset (packets, 0, sizeof packets);
  packets[4] = packets[196] = 0x47;
  g_assert_cmpint (sniff (packets, sizeof packets), ==, KINDRED_VIDEO_MPEG);
}

static void
read_info (const guint8 *data, gsize size, KindredMp4Info *info)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredPhotoFile) file = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("kindred-mp4-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  close (fd);
  file = kindred_photo_file_open (path, G_MAXINT, &error);
  g_assert_no_error (error);
  kindred_mp4_read_info (file, info);
  g_remove (path);
}

static void
test_mp4 (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "tests", "data", "videos", "turned.mp4", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *data = NULL;
  KindredMp4Info info;
  gsize size;

  g_file_get_contents (path, (char **) &data, &size, &error);
  g_assert_no_error (error);
  read_info (data, size, &info);
  g_assert_true (info.has_movie);
  g_assert_true (info.has_pictures);
  g_assert_cmpint (info.turn, ==, 90);
  g_assert_cmpint (info.created, ==, 0);

  /* Wherever it is cut off, or wherever a byte is wrong, it ends, and reads nothing that is not there. */
  for (gsize cut = size - 1; cut > size - 1000; cut -= 7)
    read_info (data, cut, &info);
  for (gsize i = size - 1; i > size - 1000; i -= 3)
    {
      guint8 kept = data[i];

      data[i] = 0xFF;
      read_info (data, size, &info);
      g_assert_cmpint (info.turn % 90, ==, 0);
      data[i] = kept;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/video-file/candidates", test_candidates);
  g_test_add_func ("/video-file/sniff", test_sniff);
  g_test_add_func ("/video-file/mp4", test_mp4);

  return g_test_run ();
}
