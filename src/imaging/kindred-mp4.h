/* kindred-mp4.h - the structure of MP4, QuickTime and 3GP files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-photo-file.h"

G_BEGIN_DECLS

/**
 * KindredMp4Info:
 * @has_movie: whether the table of contents is there and whole
 * @has_pictures: whether one of its tracks is of pictures
 * @turn: degrees clockwise that turn these upright: 0, 90, 180 or 270
 * @created: seconds since 1970-01-01 00:00 UTC; 0 when it does not say, or nonsense
 */
typedef struct
{
  gboolean has_movie;
  gboolean has_pictures;
  int turn;
  gint64 created;
} KindredMp4Info;

/* Reads headers of boxes only, and some bytes in four kinds of them.  What is damaged is not there. */
void kindred_mp4_read_info (KindredPhotoFile *file, KindredMp4Info *info);

G_END_DECLS
