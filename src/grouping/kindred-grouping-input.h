/* kindred-grouping-input.h - faces, persons and what the user decided, as arrays
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KINDRED_GROUPING_FACE_DECIDED = 1 << 0, /* rule 1: stays with its person, whatever happens */
  KINDRED_GROUPING_FACE_POOR = 1 << 1,    /* rule 6: may join, never holds a group together */
  KINDRED_GROUPING_FACE_NEW = 1 << 2,     /* never grouped before (grow); ignored by a full regroup */
} KindredGroupingFaceFlags;

typedef enum
{
  /* Named, or otherwise touched by the user (a chosen cover, hidden, holds decided faces): never
   * joined with another such person (rule 2) and never dissolved. */
  KINDRED_GROUPING_PERSON_KEPT = 1 << 0,
  KINDRED_GROUPING_PERSON_NAMED = 1 << 1,
  KINDRED_GROUPING_PERSON_HIDDEN = 1 << 2, /* no questions about it */
  /* Had faces that are not there any more: whether the others hold together without them is to be seen (grow). */
  KINDRED_GROUPING_PERSON_LOST = 1 << 3,
  /* ... and that has been seen to already. */
  KINDRED_GROUPING_PERSON_SETTLED = 1 << 4,
} KindredGroupingPersonFlags;

/* Rule 3: @face (an index) was rejected from @person (an index). */
typedef struct
{
  gint32 face;
  gint32 person;
} KindredGroupingRejection;

/* 0.4 to 0.6 is as good, 0.8 and 1 are worse (docs/grouping.md). */
#define KINDRED_GROUPING_PAIRS_WEIGHT 0.4

/**
 * KindredGroupingInput:
 * @n_faces: faces, all of one encoder
 * @embeddings: @n_faces x @dimension float32
 * @dimension: columns
 * @photo: per face, equal for faces of one photo (of one frame of a video)
 * @person: per face, the index of its present person, or -1
 * @face_flags: per face, KindredGroupingFaceFlags
 * @n_persons: persons there are
 * @person_flags: per person, KindredGroupingPersonFlags
 * @n_rejections: how many
 * @rejections: in any order
 * @eps: DBSCAN radius
 * @min_samples: DBSCAN core size
 * @max_mean: two groups join only if the root of a mixture of the mean squared distance between their faces and that
 *   between their centres is at most this; 0 for no limit
 * @pairs_weight: share of the former in the mixture, up to 1; 0 for KINDRED_GROUPING_PAIRS_WEIGHT
 * @n_threads: 0 for all CPUs
 *
 * Nothing is owned.  "Not a face", ignored and missing faces are left out by the caller.
 */
typedef struct
{
  gsize n_faces;
  const float *embeddings;
  gsize dimension;
  const gint32 *photo;
  const gint32 *person;
  const guint8 *face_flags;
  gsize n_persons;
  const guint8 *person_flags;
  gsize n_rejections;
  const KindredGroupingRejection *rejections;
  double eps;
  int min_samples;
  double max_mean;
  double pairs_weight;
  int n_threads;
} KindredGroupingInput;

/* KINDRED_ERROR_INVALID_ARGUMENT for settings or indices out of range.  Embeddings are looked at by those who search
 * among them. */
gboolean kindred_grouping_input_check (const KindredGroupingInput *self, GError **error);

/* Whether the user put the face where it is. */
gboolean kindred_grouping_input_is_decided (const KindredGroupingInput *self, gsize face);

/* @person: or -1 */
gboolean kindred_grouping_input_is_kept (const KindredGroupingInput *self, gint32 person);
gboolean kindred_grouping_input_has_lost (const KindredGroupingInput *self, gint32 person);

G_END_DECLS
