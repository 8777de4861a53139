/* kindred-video-analyzer.h - from a video to the faces in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-video-reader.h"
#include "protocol/kindred-analysis.h"
#include "vision/kindred-vision.h"

G_BEGIN_DECLS

/* Processor time that one video may take; what was found by then counts. */
#define KINDRED_VIDEO_SECONDS 300

/**
 * kindred_video_analyzer_run:
 * @reader: at its beginning
 * @analysis: gets the faces, a few of each person, by time; and the size of the frames
 * @error: KINDRED_ERROR_BAD_IMAGE when no frame can be decoded; or of the vision stage
 *
 * Looks at one frame a second, at 120 spread over a video that is longer than two minutes, and passes over frames that
 * look like the one before.  Which faces are kept: kindred-face-tracks.h.
 */
gboolean kindred_video_analyzer_run (KindredVision *vision, KindredVideoReader *reader, KindredAnalysis *analysis,
                                     GError **error);

/* The frame at @time, or for a negative one the first that shows more than a plain area, with @edge pixels at most on
 * its longer edge. */
KindredImage *kindred_video_analyzer_load_frame (KindredVideoReader *reader, double time, int edge, GError **error);

G_END_DECLS
