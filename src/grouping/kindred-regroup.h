/* kindred-regroup.h - from faces to persons, with what the user decided
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "kindred-dbscan.h"

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
} KindredGroupingPersonFlags;

/* Rule 3: @face (an index) was rejected from @person (an index). */
typedef struct
{
  gint32 face;
  gint32 person;
} KindredGroupingRejection;

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
 * @max_mean: two groups join only if the root of the mean squared distance between their faces is at most
 *   this; 0 for no limit
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
  int n_threads;
} KindredGroupingInput;

/**
 * kindred_regroup:
 * @result: (out caller-allocates) (array length=n_faces): index of the person that each face
 *   belongs to now: below n_persons an existing one, from n_persons on a new one, -1 none
 * @n_new_persons: (out): how many new ones
 *
 * The full regroup, with the rules of docs/architecture.md: DBSCAN without weak cores, chains
 * between named persons cut at their weakest link (minimax path; cf. Lelis and Sander,
 * Semi-supervised density-based clustering, ICDM 2009), pairs of one photo apart, rejections
 * kept, persons keep their identity by overlap.  Blocks; any thread.
 */
gboolean kindred_regroup (const KindredGroupingInput *input, gint32 *result, gsize *n_new_persons,
                          KindredProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                          GError **error);

/**
 * kindred_grow:
 *
 * As kindred_regroup(), but only faces with KINDRED_GROUPING_FACE_NEW, and old ones without a
 * person that they bring within reach, are given a person (rule 5).  Existing persons keep all
 * their faces; two persons become one only when new faces connect them densely and at most one of
 * them is KINDRED_GROUPING_PERSON_KEPT.  Costs new x all distances, never old x old.
 */
gboolean kindred_grow (const KindredGroupingInput *input, gint32 *result, gsize *n_new_persons,
                       KindredProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
