/* kindred-video-reader.h - frames of a video file at given times
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "imaging/kindred-image.h"

G_BEGIN_DECLS

typedef struct _KindredVideoReader KindredVideoReader;

/**
 * kindred_video_reader_open:
 * @path: file name, bytes
 * @limits: @max_pixels counts for a frame; for the file, KINDRED_VIDEO_MAX_BYTES
 * @seconds: processor time after which the video is taken to have no more frames
 * @error: KINDRED_ERROR_UNREADABLE, _BAD_IMAGE, _UNSUPPORTED_FORMAT, _TOO_LARGE
 */
KindredVideoReader *kindred_video_reader_open (const char *path, const KindredImageLimits *limits, double seconds,
                                               GError **error);
void kindred_video_reader_free (KindredVideoReader *self);

/* Of the file, with the size of its frames.  Owned by @self. */
const KindredPhotoInfo *kindred_video_reader_get_info (KindredVideoReader *self);

/* As the file claims; 0 when it does not say, or when its claim was found wrong. */
double kindred_video_reader_get_duration (KindredVideoReader *self);

/* SHA-256 of the file, see kindred_photo_file_hash(). */
char *kindred_video_reader_hash (KindredVideoReader *self, GError **error);

/**
 * kindred_video_reader_advance:
 * @time: seconds from the beginning
 * @reached: (out): the frame's own time, @time or later
 *
 * Goes on to the first frame at @time or later: by decoding what is between where that is near, else by a jump.
 *
 * Returns: FALSE at the end.  FALSE also where a jump leads nowhere, because the file lies about its duration: then it
 * was opened again, is before its first frame, and has no duration any more, so that all is decoded the next time
 */
gboolean kindred_video_reader_advance (KindredVideoReader *self, double time, double *reached);

/* The frame that was reached, upright.  @view: (out): a view of pixels that last until the next frame is got.
 * @error: KINDRED_ERROR_BAD_IMAGE, _TOO_LARGE */
gboolean kindred_video_reader_get_frame (KindredVideoReader *self, KindredImage *view, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredVideoReader, kindred_video_reader_free)

G_END_DECLS
