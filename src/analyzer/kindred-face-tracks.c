/* kindred-face-tracks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-face-tracks.h"

#include <math.h>

/* Boxes of successive frames: of one face if they have so much in common (intersection over union), */
#define MIN_OVERLAP 0.4
/* if there are no more seconds between the frames, */
#define MAX_GAP 2.5
/* and if the embeddings are not farther apart than this many times what is sure. */
#define NOT_CONTRADICTING 1.5

/* Views that a track keeps while it grows; more are thinned out where they are densest. */
#define MAX_CANDIDATES 16

/* A view is not kept beside one of twice its quality. */
#define MIN_RELATIVE_QUALITY 0.5

typedef struct
{
  GPtrArray *views; /* KindredAnalyzedFace, by time */
  double x;         /* box in the last frame that had it */
  double y;
  double width;
  double height;
  double time;
  guint n_seen;
} Track;

/* A face of the frame at hand that may belong to a track. */
typedef struct
{
  Track *track;
  guint face;
  double distance; /* infinite where there is no embedding: the overlap counts alone */
  double overlap;
} Match;

struct _KindredFaceTracks
{
  double max_distance;
  double min_quality;
  GPtrArray *tracks;
};

static void
track_free (gpointer data)
{
  Track *track = data;

  g_ptr_array_unref (track->views);
  g_free (track);
}

KindredFaceTracks *
kindred_face_tracks_new (double max_distance, double min_quality)
{
  KindredFaceTracks *self = g_new0 (KindredFaceTracks, 1);

  self->max_distance = max_distance;
  self->min_quality = min_quality;
  self->tracks = g_ptr_array_new_with_free_func (track_free);

  return self;
}

void
kindred_face_tracks_free (KindredFaceTracks *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->tracks);
  g_free (self);
}

static double
get_overlap (const Track *track, const KindredAnalyzedFace *face)
{
  double width = fmin (track->x + track->width, face->x + face->width) - fmax (track->x, face->x);
  double height = fmin (track->y + track->height, face->y + face->height) - fmax (track->y, face->y);
  double common = fmax (width, 0) * fmax (height, 0);

  return common / (track->width * track->height + face->width * face->height - common);
}

static double
get_distance (const KindredAnalyzedFace *a, const KindredAnalyzedFace *b)
{
  double sum = 0;

  if (!a->has_embedding || !b->has_embedding)
    return INFINITY;

  for (int i = 0; i < KINDRED_ANALYSIS_EMBEDDING_SIZE; i++)
    {
      double difference = a->embedding[i] - b->embedding[i];

      sum += difference * difference;
    }

  return sqrt (sum);
}

static double
get_nearest (const Track *track, const KindredAnalyzedFace *face)
{
  double nearest = INFINITY;

  for (guint i = 0; i < track->views->len; i++)
    nearest = fmin (nearest, get_distance (track->views->pdata[i], face));

  return nearest;
}

static gboolean
may_belong (KindredFaceTracks *self, const Match *match, double time)
{
  if (match->distance <= self->max_distance)
    return TRUE;

  return time - match->track->time <= MAX_GAP && match->overlap >= MIN_OVERLAP
         && (match->distance <= NOT_CONTRADICTING * self->max_distance || isinf (match->distance));
}

/* The surest first. */
static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *first = a, *second = b;

  if (first->distance != second->distance)
    return first->distance < second->distance ? -1 : 1;

  return first->overlap > second->overlap ? -1 : first->overlap < second->overlap;
}

static GArray *
find_matches (KindredFaceTracks *self, double time, GPtrArray *faces)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));

  for (guint i = 0; i < self->tracks->len; i++)
    for (guint k = 0; k < faces->len; k++)
      {
        Track *track = self->tracks->pdata[i];
        Match match = { track, k, get_nearest (track, faces->pdata[k]), get_overlap (track, faces->pdata[k]) };

        if (may_belong (self, &match, time))
          g_array_append_val (matches, match);
      }
  g_array_sort (matches, compare_matches);

  return matches;
}

/* Of the two views that are nearest in time, the worse one goes; the first and the last count as any. */
static void
thin_out (GPtrArray *views)
{
  guint nearest = 0;
  double least = INFINITY;
  const KindredAnalyzedFace *first, *second;

  for (guint i = 0; i + 1 < views->len; i++)
    {
      double gap
          = ((KindredAnalyzedFace *) views->pdata[i + 1])->time - ((KindredAnalyzedFace *) views->pdata[i])->time;

      if (gap < least)
        {
          least = gap;
          nearest = i;
        }
    }

  first = views->pdata[nearest];
  second = views->pdata[nearest + 1];
  g_ptr_array_remove_index (views, first->quality < second->quality ? nearest : nearest + 1);
}

/* Takes @face. */
static void
add_view (Track *track, double time, KindredAnalyzedFace *face)
{
  track->x = face->x;
  track->y = face->y;
  track->width = face->width;
  track->height = face->height;
  track->time = time;
  track->n_seen++;
  g_ptr_array_add (track->views, face);
  if (track->views->len > MAX_CANDIDATES)
    thin_out (track->views);
}

static Track *
new_track (KindredFaceTracks *self)
{
  Track *track = g_new0 (Track, 1);

  track->views = g_ptr_array_new_with_free_func (kindred_analyzed_face_free);
  g_ptr_array_add (self->tracks, track);

  return track;
}

void
kindred_face_tracks_add_frame (KindredFaceTracks *self, double time, GPtrArray *faces)
{
  g_autoptr (GArray) matches = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (faces != NULL);

  matches = find_matches (self, time, faces);
  for (guint i = 0; i < matches->len; i++)
    {
      Match *match = &g_array_index (matches, Match, i);

      /* A track that was here already in this frame is no match any more, nor is a face that was given away. */
      if (faces->pdata[match->face] != NULL && match->track->time < time)
        add_view (match->track, time, g_steal_pointer (&faces->pdata[match->face]));
    }

  for (guint i = 0; i < faces->len; i++)
    if (faces->pdata[i] != NULL)
      add_view (new_track (self), time, g_steal_pointer (&faces->pdata[i]));
  g_ptr_array_set_size (faces, 0);
}

static KindredAnalyzedFace *
find_best (GPtrArray *views, guint start, guint end)
{
  KindredAnalyzedFace *best = views->pdata[start];

  for (guint i = start + 1; i < end; i++)
    if (((KindredAnalyzedFace *) views->pdata[i])->quality > best->quality)
      best = views->pdata[i];

  return best;
}

/* Moves the best view of each part from @track to @kept. */
static void
keep_views (KindredFaceTracks *self, Track *track, GPtrArray *kept)
{
  GPtrArray *views = track->views;
  double first = ((KindredAnalyzedFace *) views->pdata[0])->time;
  double span = ((KindredAnalyzedFace *) views->pdata[views->len - 1])->time - first;
  guint n_parts = CLAMP (1 + (int) (span / KINDRED_TRACK_PART), 1, KINDRED_TRACK_MAX_VIEWS);
  double best = find_best (views, 0, views->len)->quality;

  if (track->n_seen == 1 && best < self->min_quality)
    return;

  for (guint part = 0, start = 0; part < n_parts && start < views->len; part++)
    {
      double limit = first + span * (part + 1) / n_parts;
      guint end = start;
      guint index;

      while (end < views->len && (part + 1 == n_parts || ((KindredAnalyzedFace *) views->pdata[end])->time < limit))
        end++;
      if (end == start)
        continue;

      g_ptr_array_find (views, find_best (views, start, end), &index);
      if (((KindredAnalyzedFace *) views->pdata[index])->quality >= MIN_RELATIVE_QUALITY * best)
        {
          g_ptr_array_add (kept, g_ptr_array_steal_index (views, index));
          end--;
        }
      start = end;
    }
}

static int
compare_faces (gconstpointer a, gconstpointer b)
{
  const KindredAnalyzedFace *first = *(KindredAnalyzedFace *const *) a;
  const KindredAnalyzedFace *second = *(KindredAnalyzedFace *const *) b;

  if (first->time != second->time)
    return first->time < second->time ? -1 : 1;

  return first->x < second->x ? -1 : first->x > second->x;
}

GPtrArray *
kindred_face_tracks_finish (KindredFaceTracks *self)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func (kindred_analyzed_face_free);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->tracks->len; i++)
    keep_views (self, self->tracks->pdata[i], kept);
  g_ptr_array_set_size (self->tracks, 0);

  g_ptr_array_sort (kept, compare_faces);
  if (kept->len > KINDRED_ANALYSIS_MAX_FACES)
    g_ptr_array_set_size (kept, KINDRED_ANALYSIS_MAX_FACES);

  return kept;
}
