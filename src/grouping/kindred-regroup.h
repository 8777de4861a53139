/* kindred-regroup.h - from faces to persons, with what the user decided
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-dbscan.h"
#include "kindred-grouping-input.h"

G_BEGIN_DECLS

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
 * As kindred_regroup(), but only for faces with KINDRED_GROUPING_FACE_NEW and what they bring within reach: old faces
 * without a person, and persons that the user has not touched (kindred_open_faces()), are grouped anew with them.  All
 * others keep all their faces (rule 5); two persons become one only when new faces connect them densely and at most one
 * of them is KINDRED_GROUPING_PERSON_KEPT.  Costs new x all distances, never old x old.
 *
 * Persons with KINDRED_GROUPING_PERSON_LOST but not KINDRED_GROUPING_PERSON_SETTLED, if the user has not touched them
 * and they have at most KINDRED_OPEN_PERSON_MAX faces, are grouped anew by themselves: that costs their own faces x
 * their own faces.
 */
gboolean kindred_grow (const KindredGroupingInput *input, gint32 *result, gsize *n_new_persons,
                       KindredProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
