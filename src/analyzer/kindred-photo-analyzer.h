/* kindred-photo-analyzer.h - from a photo's file to its analysis
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "imaging/kindred-image.h"
#include "protocol/kindred-analysis.h"
#include "vision/kindred-vision.h"

G_BEGIN_DECLS

typedef struct _KindredPhotoAnalyzer KindredPhotoAnalyzer;

/* @vision: (nullable): must outlive it; without it there are pictures only.  @limits: copied. */
KindredPhotoAnalyzer *kindred_photo_analyzer_new (KindredVision *vision, const KindredImageLimits *limits);
void kindred_photo_analyzer_free (KindredPhotoAnalyzer *self);

/* Decodes a picture or a video, finds, encodes, makes thumbnails.  Errors are those of kindred_image_load(), of
 * kindred_video_reader_open() and of the vision stage; each message says why, but does not name the file. */
KindredAnalysis *kindred_photo_analyzer_analyze (KindredPhotoAnalyzer *self, const char *path, GError **error);

/* The thumbnail of the face whose box is given as fractions of the upright picture.
 * @time: of the frame of a video, else negative */
GBytes *kindred_photo_analyzer_crop (KindredPhotoAnalyzer *self, const char *path, double time, double x, double y,
                                     double width, double height, GError **error);

/* The whole photo, upright, with @edge pixels at most.
 * @time: of the frame of a video; negative for the first that shows something */
GBytes *kindred_photo_analyzer_preview (KindredPhotoAnalyzer *self, const char *path, double time, int edge,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredPhotoAnalyzer, kindred_photo_analyzer_free)

G_END_DECLS
