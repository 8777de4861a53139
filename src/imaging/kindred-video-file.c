/* kindred-video-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-video-file.h"

#include "base/kindred-error.h"
#include "kindred-bytes.h"
#include "kindred-image-format.h"
#include "kindred-mp4.h"

#include <string.h>

#define PACKET 188
#define PACKET_WITH_TIME 192

/* No ".ts": that is TypeScript more often than a transport stream. */
static const char *const extensions[] = { "mp4", "m4v", "mov",  "qt",  "3gp",  "3gpp", "3g2", "mkv", "webm",
                                          "avi", "mts", "m2ts", "mpg", "mpeg", "ogv",  "wmv", "asf" };

#define HAS(offset, magic) kindred_bytes_have (data, size, offset, magic, sizeof (magic) - 1)

/* Old QuickTime files begin with any of these. */
static gboolean
is_box (const guint8 *data, gsize size)
{
  return HAS (4, "ftyp") || HAS (4, "moov") || HAS (4, "mdat") || HAS (4, "wide") || HAS (4, "free") || HAS (4, "skip")
         || HAS (4, "pnot");
}

static gboolean
is_transport_stream (const guint8 *data, gsize size, gsize packet, gsize offset)
{
  return size > offset + packet && data[offset] == 0x47 && data[offset + packet] == 0x47;
}

KindredVideoFormat
kindred_video_format_sniff (const guint8 *data, gsize size)
{
  if (kindred_image_format_sniff (data, size) != KINDRED_IMAGE_UNKNOWN)
    return KINDRED_VIDEO_NONE;
  if (is_box (data, size))
    return KINDRED_VIDEO_MP4;
  if (HAS (0, "\x1A\x45\xDF\xA3"))
    return KINDRED_VIDEO_MATROSKA;
  if (HAS (0, "RIFF") && HAS (8, "AVI "))
    return KINDRED_VIDEO_AVI;
  if (HAS (0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"))
    return KINDRED_VIDEO_ASF;
  if (HAS (0, "OggS"))
    return KINDRED_VIDEO_OGG;
  if (HAS (0, "\0\0\x01\xBA") || is_transport_stream (data, size, PACKET, 0)
      || is_transport_stream (data, size, PACKET_WITH_TIME, PACKET_WITH_TIME - PACKET))
    return KINDRED_VIDEO_MPEG;

  return KINDRED_VIDEO_NONE;
}

gboolean
kindred_video_is_candidate (const char *name)
{
  const char *dot;

  g_return_val_if_fail (name != NULL, FALSE);

  dot = strrchr (name, '.');
  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (extensions); i++)
    if (g_ascii_strcasecmp (dot + 1, extensions[i]) == 0)
      return TRUE;

  return FALSE;
}

KindredVideoFormat
kindred_video_file_sniff (const char *path)
{
  g_autoptr (KindredPhotoFile) file = kindred_photo_file_open (path, KINDRED_VIDEO_MAX_BYTES, NULL);
  guint8 head[KINDRED_VIDEO_SNIFF_SIZE];
  gssize n = file != NULL ? kindred_photo_file_read (file, 0, head, sizeof head, NULL) : -1;

  return n > 0 ? kindred_video_format_sniff (head, n) : KINDRED_VIDEO_NONE;
}

gboolean
kindred_video_file_check (KindredPhotoFile *file, KindredVideoFormat format, GError **error)
{
  KindredMp4Info info;

  g_return_val_if_fail (file != NULL, FALSE);

  if (format != KINDRED_VIDEO_MP4)
    return TRUE;

  kindred_mp4_read_info (file, &info);
  if (info.has_movie && info.has_pictures)
    return TRUE;

  if (!info.has_movie)
    g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE,
                         "The video is cut off: its table of contents is missing");
  else
    g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE, "The file has sound, but no pictures");

  return FALSE;
}

KindredPhotoInfo *
kindred_video_file_read_info (KindredPhotoFile *file, KindredVideoFormat format, int *turn)
{
  KindredPhotoInfo *info = kindred_photo_info_new ();
  KindredMp4Info movie = { 0 };

  g_return_val_if_fail (file != NULL, NULL);

  if (format == KINDRED_VIDEO_MP4)
    kindred_mp4_read_info (file, &movie);
  *turn = movie.turn;

  if (movie.created != 0)
    {
      /* Universal time, other than EXIF's. */
      info->taken = kindred_photo_info_to_wall_clock (movie.created);
      info->date_source = KINDRED_DATE_ORIGINAL;
    }
  else
    {
      info->taken = kindred_photo_info_to_wall_clock (file->mtime);
      info->date_source = KINDRED_DATE_FILE;
    }

  return info;
}
