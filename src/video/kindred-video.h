/* kindred-video.h - frames of a video or of a camera: a C interface over OpenCV's videoio
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Only the analyzer process may decode videos with this: they are untrusted input.
 *
 * OpenCV's videoio brings more than 200 shared libraries with it, whose loading takes longer than to
 * look at a photo.  So this is a library that is loaded with dlopen() when the first video comes
 * (analyzer/kindred-video-loader.h), and its only symbol is kindred_video_get_functions().
 *
 * No C++ exception leaves it.  One thread at a time. */

#define KINDRED_VIDEO_LIBRARY "libkindred-video.so"
#define KINDRED_VIDEO_SYMBOL "kindred_video_get_functions"

typedef struct _KindredVideo KindredVideo;

/**
 * KindredVideoInfo:
 * @width: pixels, upright
 * @height: pixels, upright
 * @duration: seconds, as the file claims; 0 when it does not say
 */
typedef struct
{
  int width;
  int height;
  double duration;
} KindredVideoInfo;

/**
 * KindredVideoFrame:
 * @pixels: rows of RGB, 8 bits each, upright
 * @width: pixels
 * @height: pixels
 * @stride: bytes from row to row
 *
 * Owned by the video, until the next call.
 */
typedef struct
{
  const guint8 *pixels;
  int width;
  int height;
  gsize stride;
} KindredVideoFrame;

/**
 * KindredVideoFunctions:
 * @open: opens the file that @fd is open for, whatever its name: it is looked at by content, and nothing else is
 *   opened for it (no network, no playlist, no part in another file).  @turn: degrees clockwise that turn its frames
 *   upright: 0, 90, 180 or 270; what OpenCV makes of the file's own word for it is wrong in some versions.
 *   @max_pixels: larger frames are refused before any is decoded for the caller.  @error: KINDRED_ERROR_BAD_IMAGE,
 * _TOO_LARGE, _UNSUPPORTED_FORMAT when FFmpeg is not there.
 * @open_camera: opens the camera @device (0 for /dev/video0).  @error: KINDRED_ERROR_NOT_FOUND
 * @close: closes and frees; takes NULL
 * @grab: goes to the next frame.  @time: (out): its seconds from the beginning.  FALSE at the end, and where nothing
 *   more can be decoded.
 * @seek: so that the next frame grabbed is one at about @time; what comes may be early or late by some frames
 * @retrieve: the frame that was grabbed.  @error: KINDRED_ERROR_BAD_IMAGE, _TOO_LARGE
 */
typedef struct
{
  KindredVideo *(*open) (int fd, int turn, guint64 max_pixels, KindredVideoInfo *info, GError **error);
  KindredVideo *(*open_camera) (int device, guint64 max_pixels, GError **error);
  void (*close) (KindredVideo *self);
  gboolean (*grab) (KindredVideo *self, double *time);
  gboolean (*seek) (KindredVideo *self, double time);
  gboolean (*retrieve) (KindredVideo *self, KindredVideoFrame *frame, GError **error);
} KindredVideoFunctions;

typedef const KindredVideoFunctions *(*KindredVideoGetFunctions) (void);

#pragma GCC visibility push(default)
const KindredVideoFunctions *kindred_video_get_functions (void);
#pragma GCC visibility pop

G_END_DECLS
