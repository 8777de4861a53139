/* kindred-photo-info.h - what a photo's file says of itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KINDRED_DATE_NONE = 0,
  KINDRED_DATE_ORIGINAL = 1,  /* EXIF DateTimeOriginal; of a video, when its container says that it was made */
  KINDRED_DATE_DIGITIZED = 2, /* EXIF DateTimeDigitized */
  KINDRED_DATE_FILE = 3,      /* the file's modification time, in this computer's time zone */
} KindredDateSource;

/**
 * KindredPhotoInfo:
 * @width: pixels, upright, of the original; 0 if unknown
 * @height: likewise
 * @orientation: EXIF orientation 1 to 8; 1 when absent or nonsense
 * @taken: the camera's clock when it was taken, as seconds since 1970-01-01 00:00 on that same clock
 *   (no time zone: show it with UTC, never convert it)
 * @date_source: where @taken is from
 * @has_position: whether the next two are set
 * @latitude: degrees, north positive
 * @longitude: degrees, east positive
 * @camera: maker and model, UTF-8, or NULL
 */
typedef struct
{
  int width;
  int height;
  int orientation;
  gint64 taken;
  KindredDateSource date_source;
  gboolean has_position;
  double latitude;
  double longitude;
  char *camera;
} KindredPhotoInfo;

KindredPhotoInfo *kindred_photo_info_new (void);
void kindred_photo_info_free (KindredPhotoInfo *self);

/* @seconds since the epoch as the clock on the wall showed it then, in this computer's time zone: what @taken is. */
gint64 kindred_photo_info_to_wall_clock (gint64 seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredPhotoInfo, kindred_photo_info_free)

G_END_DECLS
