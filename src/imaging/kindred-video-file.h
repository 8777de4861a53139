/* kindred-video-file.h - what a video's file says of itself, without decoding it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-photo-file.h"
#include "kindred-photo-info.h"

G_BEGIN_DECLS

/* Larger files are refused. */
#define KINDRED_VIDEO_MAX_BYTES (G_GUINT64_CONSTANT (32) << 30)

typedef enum
{
  KINDRED_VIDEO_NONE = 0,
  KINDRED_VIDEO_MP4,      /* and QuickTime, 3GP */
  KINDRED_VIDEO_MATROSKA, /* and WebM */
  KINDRED_VIDEO_AVI,
  KINDRED_VIDEO_MPEG, /* program and transport streams */
  KINDRED_VIDEO_ASF,
  KINDRED_VIDEO_OGG,
} KindredVideoFormat;

#define KINDRED_VIDEO_SNIFF_SIZE 400

/* By content; pictures (HEIC, AVIF) in a container of the same kind are none.
 * @data: the first bytes of the file, KINDRED_VIDEO_SNIFF_SIZE are enough. */
KindredVideoFormat kindred_video_format_sniff (const guint8 *data, gsize size);

/* Whether the file name looks like a video (by extension, any case), as kindred_image_is_candidate(). */
gboolean kindred_video_is_candidate (const char *name);

/**
 * kindred_video_file_sniff:
 * @path: file name, bytes
 *
 * Returns: KINDRED_VIDEO_NONE also where the file cannot be read
 */
KindredVideoFormat kindred_video_file_sniff (const char *path);

/**
 * kindred_video_file_check:
 * @error: KINDRED_ERROR_BAD_IMAGE when the file is cut off or holds nothing but sound
 *
 * Looks at the structure of MP4 files, where it can be told without decoding; others pass.
 */
gboolean kindred_video_file_check (KindredPhotoFile *file, KindredVideoFormat format, GError **error);

/**
 * kindred_video_file_read_info:
 * @turn: (out): degrees clockwise that turn its frames upright: 0, 90, 180 or 270, as the container says (MP4)
 *
 * When it was recorded: what the container says (MP4), else the file's time.  Sizes are not set.
 *
 * Returns: (transfer full)
 */
KindredPhotoInfo *kindred_video_file_read_info (KindredPhotoFile *file, KindredVideoFormat format, int *turn);

G_END_DECLS
