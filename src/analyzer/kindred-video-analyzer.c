/* kindred-video-analyzer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-video-analyzer.h"

#include "base/kindred-error.h"
#include "base/kindred-models.h"
#include "kindred-face-finder.h"
#include "kindred-face-plan.h"
#include "kindred-face-tracks.h"
#include "kindred-frame-sketch.h"

/* Frames that are looked at. */
#define MAX_SAMPLES 120
#define INTERVAL 1.0

/* Of a file that does not say how long it is: then one a second for a minute, and every further half minute's worth of
 * frames half as often.  These many reach two hours. */
#define MAX_BLIND_SAMPLES 300
#define BLIND_START 60
#define BLIND_STEP 30

/* Small faces come nearer in the course of a video, so less is decoded than of a photo. */
#define MAX_DETECT_EDGE 1600

/* Where a face in one frame is surely the one in another, as a fraction of the encoder's eps. */
#define SURELY_SAME 0.7

/* For the frame that stands for the video. */
#define MAX_PLAIN_SECONDS 30

#define MAX_THUMBNAIL_BYTES (KINDRED_ANALYSIS_MAX_MESSAGE / 2)

typedef struct
{
  KindredVision *vision;
  KindredVideoReader *reader;
  KindredFaceTracks *tracks;
  KindredAnalysis *analysis;
  KindredFrameSketch sketch; /* of the last frame that was looked at */
  guint n_looked_at;
  guint n_samples;
  double interval;
} Analyzer;

static KindredImage *
reduce_frame (int edge, gpointer data, GError **error)
{
  return kindred_image_reduce (data, edge, error);
}

/* Finds the faces in @frame and hands them to the tracks. */
static gboolean
look_at (Analyzer *self, KindredImage *frame, double time, GError **error)
{
  g_autoptr (KindredAnalysis) found = kindred_analysis_new ();
  g_autoptr (KindredImage) image = NULL;
  int edge = kindred_face_plan_get_detect_edge (kindred_vision_get_min_face (self->vision));

  image = kindred_image_reduce (frame, MIN (edge, MAX_DETECT_EDGE), error);
  if (image == NULL || !kindred_face_finder_run (self->vision, image, reduce_frame, frame, found, error))
    return FALSE;

  for (guint i = 0; i < found->faces->len; i++)
    ((KindredAnalyzedFace *) found->faces->pdata[i])->time = time;
  kindred_face_tracks_add_frame (self->tracks, time, found->faces);
  self->n_looked_at++;

  return TRUE;
}

/* A frame that cannot be decoded is passed over. */
static gboolean
sample (Analyzer *self, double time, GError **error)
{
  KindredFrameSketch sketch;
  KindredImage frame;
  g_autoptr (GError) reason = NULL;

  if (!kindred_video_reader_get_frame (self->reader, &frame, &reason))
    {
      g_debug ("Frame at %.3f s: %s", time, reason->message);
      return TRUE;
    }

  /* Frames of one video have one size, but for very few. */
  if (self->n_looked_at == 0)
    {
      self->analysis->width = frame.width;
      self->analysis->height = frame.height;
    }

  kindred_frame_sketch_init (&sketch, &frame);
  if (self->n_looked_at > 0 && kindred_frame_sketch_is_same (&sketch, &self->sketch))
    return TRUE;
  self->sketch = sketch;

  return look_at (self, &frame, time, error);
}

static gboolean
wants_more (Analyzer *self)
{
  if (kindred_video_reader_get_duration (self->reader) > 0)
    return self->n_samples < MAX_SAMPLES;

  /* The file does not say, or was caught lying. */
  if (self->n_samples >= BLIND_START && (self->n_samples - BLIND_START) % BLIND_STEP == 0)
    self->interval *= 2;

  return self->n_samples < MAX_BLIND_SAMPLES;
}

/* To the next frame at @next or later.  A file that lies about its duration is read from the beginning, frame by frame,
 * and looked at from where we were on. */
static gboolean
go_on (Analyzer *self, double next, double *time)
{
  gboolean knew_duration = kindred_video_reader_get_duration (self->reader) > 0;

  if (kindred_video_reader_advance (self->reader, next, time))
    return TRUE;
  if (!knew_duration || kindred_video_reader_get_duration (self->reader) > 0)
    return FALSE;

  next -= self->interval - INTERVAL;
  self->interval = INTERVAL;

  return kindred_video_reader_advance (self->reader, next, time);
}

static gboolean
look_at_all (Analyzer *self, GError **error)
{
  double time, next = 0;

  self->interval = MAX (INTERVAL, kindred_video_reader_get_duration (self->reader) / MAX_SAMPLES);
  while (wants_more (self) && go_on (self, next, &time))
    {
      if (!sample (self, time, error))
        return FALSE;

      self->n_samples++;
      next = time + self->interval;
    }

  if (self->n_looked_at > 0)
    return TRUE;

  g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE, "No frame of the video can be decoded");

  return FALSE;
}

static void
take_faces (Analyzer *self)
{
  g_autoptr (GPtrArray) kept = kindred_face_tracks_finish (self->tracks);
  gsize bytes = 0;

  for (guint i = 0; i < kept->len; i++)
    {
      KindredAnalyzedFace *face = kept->pdata[i];

      bytes += face->thumbnail != NULL ? g_bytes_get_size (face->thumbnail) : 0;
      if (bytes > MAX_THUMBNAIL_BYTES)
        g_clear_pointer (&face->thumbnail, g_bytes_unref);
    }

  g_ptr_array_extend_and_steal (self->analysis->faces, g_steal_pointer (&kept));
}

gboolean
kindred_video_analyzer_run (KindredVision *vision, KindredVideoReader *reader, KindredAnalysis *analysis,
                            GError **error)
{
  const KindredEncoderInfo *encoder;
  g_autoptr (KindredFaceTracks) tracks = NULL;
  Analyzer self = { vision, reader, NULL, analysis };

  g_return_val_if_fail (vision != NULL, FALSE);
  g_return_val_if_fail (reader != NULL, FALSE);
  g_return_val_if_fail (analysis != NULL, FALSE);

  encoder = kindred_models_get_encoder (kindred_vision_get_encoder (vision));
  tracks = kindred_face_tracks_new (encoder != NULL ? SURELY_SAME * encoder->eps : 0,
                                    encoder != NULL ? encoder->min_quality : 0);
  self.tracks = tracks;
  if (!look_at_all (&self, error))
    return FALSE;

  take_faces (&self);

  return TRUE;
}

/* The first frame at @time or later that shows something, else the last one looked at. */
static gboolean
find_frame (KindredVideoReader *reader, double time, KindredImage *frame, GError **error)
{
  double next = MAX (time, 0), reached;

  /* The second time without a jump, should that have failed. */
  while (kindred_video_reader_advance (reader, next, &reached)
         || (next > 0 && frame->pixels == NULL && kindred_video_reader_advance (reader, next, &reached)))
    {
      KindredFrameSketch sketch;

      if (!kindred_video_reader_get_frame (reader, frame, error))
        return FALSE;
      if (time >= 0)
        return TRUE;

      kindred_frame_sketch_init (&sketch, frame);
      if (!kindred_frame_sketch_is_plain (&sketch) || reached >= MAX_PLAIN_SECONDS)
        return TRUE;
      next = reached + INTERVAL;
    }

  if (frame->pixels != NULL)
    return TRUE;

  g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE, "The video has no such frame");

  return FALSE;
}

KindredImage *
kindred_video_analyzer_load_frame (KindredVideoReader *reader, double time, int edge, GError **error)
{
  KindredImage frame = { 0 };

  g_return_val_if_fail (reader != NULL, NULL);
  g_return_val_if_fail (edge >= 0, NULL);

  return find_frame (reader, time, &frame, error) ? kindred_image_reduce (&frame, edge, error) : NULL;
}
