/* kindred-video-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-video-reader.h"

#include "base/kindred-error.h"
#include "imaging/kindred-photo-file.h"
#include "imaging/kindred-video-file.h"
#include "kindred-video-loader.h"

#include <time.h>

/* What is nearer is reached by decoding: a jump decodes from the key frame before it, too. */
#define NEAR 8.0
/* Jumps hit the frame wanted or one near it: so much before it, they are never too late. */
#define BEFORE 1.0
/* Four times what the largest screens have.  FFmpeg has several frames in memory at a time. */
#define MAX_PIXELS (G_GUINT64_CONSTANT (1) << 27)
/* Times are computed from ticks of the container's clock. */
#define TOLERANCE 1e-3

/* Times as long as the processor time. */
#define WALL 1.6

struct _KindredVideoReader
{
  const KindredVideoFunctions *functions;
  KindredPhotoFile *file;
  KindredVideo *video;
  KindredPhotoInfo *info;
  int turn; /* upright, degrees clockwise */
  guint64 max_pixels;
  double duration;
  double time;     /* of the frame at hand; -1: before the first one */
  double end;      /* of the processor time that it may take */
  gint64 deadline; /* monotonic: for a computer that has more to do */
};

static double
get_processor_time (void)
{
  struct timespec now;

  return clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now) == 0 ? now.tv_sec + now.tv_nsec / 1e9 : 0;
}

static gboolean
open_video (KindredVideoReader *self, GError **error)
{
  KindredVideoInfo info;

  g_clear_pointer (&self->video, self->functions->close);
  self->time = -1;
  self->video = self->functions->open (self->file->fd, self->turn, self->max_pixels, &info, error);
  if (self->video == NULL)
    return FALSE;

  self->info->width = info.width;
  self->info->height = info.height;
  self->duration = info.duration;

  return TRUE;
}

static KindredVideoFormat
sniff (KindredPhotoFile *file)
{
  guint8 head[KINDRED_VIDEO_SNIFF_SIZE];
  gssize n = kindred_photo_file_read (file, 0, head, sizeof head, NULL);

  return n > 0 ? kindred_video_format_sniff (head, n) : KINDRED_VIDEO_NONE;
}

KindredVideoReader *
kindred_video_reader_open (const char *path, const KindredImageLimits *limits, double seconds, GError **error)
{
  g_autoptr (KindredVideoReader) self = g_new0 (KindredVideoReader, 1);
  KindredVideoFormat format;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  self->max_pixels = MIN (limits->max_pixels, MAX_PIXELS);
  self->end = get_processor_time () + seconds;
  self->deadline = g_get_monotonic_time () + WALL * seconds * G_TIME_SPAN_SECOND;
  self->file = kindred_photo_file_open (path, KINDRED_VIDEO_MAX_BYTES, error);
  if (self->file == NULL)
    return NULL;

  format = sniff (self->file);
  if (!kindred_video_file_check (self->file, format, error))
    return NULL;

  self->info = kindred_video_file_read_info (self->file, format, &self->turn);
  self->functions = kindred_video_loader_get (error);
  if (self->functions == NULL || !open_video (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
kindred_video_reader_free (KindredVideoReader *self)
{
  if (self == NULL)
    return;

  if (self->video != NULL)
    self->functions->close (self->video);
  g_clear_pointer (&self->file, kindred_photo_file_free);
  g_clear_pointer (&self->info, kindred_photo_info_free);
  g_free (self);
}

const KindredPhotoInfo *
kindred_video_reader_get_info (KindredVideoReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->info;
}

double
kindred_video_reader_get_duration (KindredVideoReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->duration;
}

char *
kindred_video_reader_hash (KindredVideoReader *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return kindred_photo_file_hash (self->file, error);
}

static gboolean
is_late (KindredVideoReader *self)
{
  return get_processor_time () > self->end || g_get_monotonic_time () > self->deadline;
}

static gboolean
grab (KindredVideoReader *self)
{
  double time;

  if (self->video == NULL || is_late (self) || !self->functions->grab (self->video, &time))
    return FALSE;

  /* Streams without times, and such as begin again: at least it goes on. */
  self->time = time > self->time ? time : self->time + TOLERANCE;

  return TRUE;
}

/* To a frame between where we are and @time. */
static gboolean
jump (KindredVideoReader *self, double time)
{
  double before = self->time, reached;

  if (!self->functions->seek (self->video, time - BEFORE) || !self->functions->grab (self->video, &reached)
      || reached <= before || reached > time + TOLERANCE)
    return FALSE;

  self->time = reached;

  return TRUE;
}

gboolean
kindred_video_reader_advance (KindredVideoReader *self, double time, double *reached)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (reached != NULL, FALSE);

  if (self->duration > 0 && time - MAX (self->time, 0) > NEAR && !jump (self, time))
    {
      open_video (self, NULL);
      self->duration = 0;
      return FALSE;
    }

  while (self->time < time - TOLERANCE)
    if (!grab (self))
      return FALSE;
  *reached = self->time;

  return TRUE;
}

gboolean
kindred_video_reader_get_frame (KindredVideoReader *self, KindredImage *view, GError **error)
{
  KindredVideoFrame frame;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (view != NULL, FALSE);

  if (!self->functions->retrieve (self->video, &frame, error))
    return FALSE;

  /* Not to be written to. */
  *view = (KindredImage){ frame.width, frame.height, frame.stride, (guint8 *) frame.pixels, 1 };

  return TRUE;
}
