/* kindred-face-tracks.h - the same faces in the frames of a video
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "protocol/kindred-analysis.h"

G_BEGIN_DECLS

/* A person who talks for an hour must not fill the library with a hundred faces that are all alike.
 *
 * Faces of successive frames are one track when they surely are the same person's: when the embeddings are near,
 * however long the person was away in between; or when the boxes cover one another in frames that are near in time, and
 * the embeddings do not contradict.  Two faces of one frame are never in one track.
 *
 * Of each track these views are kept: its time from the first to the last is divided into one part for every
 * KINDRED_TRACK_PART seconds, but KINDRED_TRACK_MAX_VIEWS at most, and the view of best quality of each part stays,
 * if it is not far worse than the track's best.  A face that was seen in one frame only and is of doubtful quality
 * goes: motion makes many of these. */

#define KINDRED_TRACK_MAX_VIEWS 4
#define KINDRED_TRACK_PART 5.0

typedef struct _KindredFaceTracks KindredFaceTracks;

/* @max_distance: between embeddings, where they are surely one person's.  @min_quality: what is below is doubtful. */
KindredFaceTracks *kindred_face_tracks_new (double max_distance, double min_quality);
void kindred_face_tracks_free (KindredFaceTracks *self);

/* @time: later than that of any frame before.  @faces: (element-type KindredAnalyzedFace): is emptied */
void kindred_face_tracks_add_frame (KindredFaceTracks *self, double time, GPtrArray *faces);

/* Returns: (transfer full) (element-type KindredAnalyzedFace): what is kept, by time, at most
 * KINDRED_ANALYSIS_MAX_FACES */
GPtrArray *kindred_face_tracks_finish (KindredFaceTracks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredFaceTracks, kindred_face_tracks_free)

G_END_DECLS
