/* kindred-photo-analyzer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-photo-analyzer.h"

#include "base/kindred-error.h"
#include "imaging/kindred-photo-file.h"
#include "imaging/kindred-video-file.h"
#include "kindred-face-finder.h"
#include "kindred-face-plan.h"
#include "kindred-video-analyzer.h"
#include "protocol/kindred-thumbnail-check.h"

struct _KindredPhotoAnalyzer
{
  KindredVision *vision;
  KindredImageLimits limits;
};

KindredPhotoAnalyzer *
kindred_photo_analyzer_new (KindredVision *vision, const KindredImageLimits *limits)
{
  KindredPhotoAnalyzer *self;

  g_return_val_if_fail (limits != NULL, NULL);

  self = g_new0 (KindredPhotoAnalyzer, 1);
  self->vision = vision;
  self->limits = *limits;

  return self;
}

void
kindred_photo_analyzer_free (KindredPhotoAnalyzer *self)
{
  g_free (self);
}

static KindredAnalysis *
new_analysis (KindredPhotoAnalyzer *self, const KindredPhotoInfo *info, const char *hash)
{
  KindredAnalysis *analysis = kindred_analysis_new ();

  analysis->width = info->width;
  analysis->height = info->height;
  analysis->orientation = info->orientation;
  analysis->taken = info->taken;
  analysis->date_source = info->date_source;
  analysis->has_position = info->has_position;
  analysis->latitude = info->latitude;
  analysis->longitude = info->longitude;
  analysis->camera = g_strdup (info->camera);
  analysis->content_hash = g_strdup (hash);
  analysis->detector = g_strdup (kindred_vision_get_detector (self->vision));
  analysis->encoder = g_strdup (kindred_vision_get_encoder (self->vision));

  return analysis;
}

static char *
hash_file (KindredPhotoAnalyzer *self, const char *path, GError **error)
{
  g_autoptr (KindredPhotoFile) file = kindred_photo_file_open (path, self->limits.max_bytes, error);

  return file != NULL ? kindred_photo_file_hash (file, error) : NULL;
}

typedef struct
{
  KindredPhotoAnalyzer *self;
  const char *path;
} Photo;

static KindredImage *
decode_larger (int edge, gpointer data, GError **error)
{
  const Photo *photo = data;

  return kindred_image_load (photo->path, &photo->self->limits, edge, NULL, error);
}

static KindredAnalysis *
analyze_picture (KindredPhotoAnalyzer *self, const char *path, GError **error)
{
  g_autoptr (KindredAnalysis) analysis = NULL;
  g_autoptr (KindredPhotoInfo) info = NULL;
  g_autoptr (KindredImage) image = NULL;
  g_autofree char *hash = NULL;
  Photo photo = { self, path };
  int edge = kindred_face_plan_get_detect_edge (kindred_vision_get_min_face (self->vision));

  image = kindred_image_load (path, &self->limits, edge, &info, error);
  hash = image != NULL ? hash_file (self, path, error) : NULL;
  if (hash == NULL)
    return NULL;

  analysis = new_analysis (self, info, hash);
  if (!kindred_face_finder_run (self->vision, image, decode_larger, &photo, analysis, error))
    return NULL;

  return g_steal_pointer (&analysis);
}

static KindredAnalysis *
analyze_video (KindredPhotoAnalyzer *self, const char *path, GError **error)
{
  g_autoptr (KindredAnalysis) analysis = NULL;
  g_autoptr (KindredVideoReader) reader = NULL;
  g_autofree char *hash = NULL;

  reader = kindred_video_reader_open (path, &self->limits, KINDRED_VIDEO_SECONDS, error);
  hash = reader != NULL ? kindred_video_reader_hash (reader, error) : NULL;
  if (hash == NULL)
    return NULL;

  analysis = new_analysis (self, kindred_video_reader_get_info (reader), hash);
  if (!kindred_video_analyzer_run (self->vision, reader, analysis, error))
    return NULL;

  return g_steal_pointer (&analysis);
}

KindredAnalysis *
kindred_photo_analyzer_analyze (KindredPhotoAnalyzer *self, const char *path, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (self->vision == NULL)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_FAILED, "This analyzer has no models");
      return NULL;
    }
  if (kindred_video_file_sniff (path) != KINDRED_VIDEO_NONE)
    return analyze_video (self, path, error);

  return analyze_picture (self, path, error);
}

/* @time: of a frame; negative for a picture, or for the frame that stands for a video */
static KindredImage *
load (KindredPhotoAnalyzer *self, const char *path, double time, int edge, GError **error)
{
  g_autoptr (KindredVideoReader) reader = NULL;

  if (kindred_video_file_sniff (path) == KINDRED_VIDEO_NONE)
    return kindred_image_load (path, &self->limits, edge, NULL, error);

  reader = kindred_video_reader_open (path, &self->limits, KINDRED_VIDEO_SECONDS, error);

  return reader != NULL ? kindred_video_analyzer_load_frame (reader, time, edge, error) : NULL;
}

GBytes *
kindred_photo_analyzer_crop (KindredPhotoAnalyzer *self, const char *path, double time, double x, double y,
                             double width, double height, GError **error)
{
  g_autoptr (KindredImage) image = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  /* The fraction of the longer edge is at least the smaller of the two. */
  image = load (self, path, time, kindred_face_plan_get_crop_edge (MIN (width, height), KINDRED_THUMBNAIL_EDGE), error);
  if (image == NULL)
    return NULL;

  return kindred_face_finder_make_thumbnail (image, x * image->width, y * image->height, width * image->width,
                                             height * image->height, error);
}

GBytes *
kindred_photo_analyzer_preview (KindredPhotoAnalyzer *self, const char *path, double time, int edge, GError **error)
{
  g_autoptr (KindredImage) image = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  image = load (self, path, time, edge, error);

  return image != NULL ? kindred_image_to_jpeg (image, error) : NULL;
}
