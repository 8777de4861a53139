/* kindred-suggest.h - which questions are worth asking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-grouping-input.h"

G_BEGIN_DECLS

/**
 * KindredSuggestion:
 * @person: index of a person
 * @other: index of another person that is likely the same, or -1
 * @face: if there is no other: a face without person that is likely this person's
 * @likelihood: 0 to 1: how often a question like this is answered with yes
 * @n_faces: how many faces a yes would bring together with their own: 1, or the faces of the smaller person
 */
typedef struct
{
  gint32 person;
  gint32 other;
  gint32 face;
  float likelihood;
  gint32 n_faces;
} KindredSuggestion;

/* A question that was answered, whatever the answer: either @other or @face is -1. */
typedef struct
{
  gint32 person;
  gint32 other;
  gint32 face;
} KindredAnswered;

/**
 * kindred_suggest:
 * @input: as for kindred_regroup(); only its eps matters of the settings
 * @answered: (array length=n_answered): not asked again
 * @limit: at most so many; 0 for all
 * @error: as kindred_grouping_input_check(); KINDRED_ERROR_INVALID_ARGUMENT for embeddings that are not finite;
 *   G_IO_ERROR_CANCELLED
 *
 * Persons are compared by the mean of their faces, all brought to the same length: what is accidental in single faces
 * evens out in it.  Best first: the likelihood of a yes times the geometric mean of the numbers of faces on both sides,
 * which stands between the faces that would be moved and the pairs that would be joined.  A face is asked about once,
 * with the person that it is most like, and of persons that several questions would join only those questions are asked
 * that are needed if all are answered with yes: the others follow from them, or come up again when this is called
 * after the answers.
 *
 * Never asked: what was answered or rejected, persons that are in one photo together, hidden ones, and whether two
 * named persons are the same.  Blocks; any thread; the same for any number of threads.
 *
 * Returns: (transfer full) (element-type KindredSuggestion)
 */
GArray *kindred_suggest (const KindredGroupingInput *input, const KindredAnswered *answered, gsize n_answered,
                         gsize limit, GCancellable *cancellable, GError **error);

/**
 * kindred_suggest_for_person:
 * @person: index of a person, hidden or not
 *
 * The same questions, but all about one person: faces without person, and persons without name, that may be it.  The
 * likeliest first, and as if each were answered alone.
 */
GArray *kindred_suggest_for_person (const KindredGroupingInput *input, gint32 person, const KindredAnswered *answered,
                                    gsize n_answered, gsize limit, GCancellable *cancellable, GError **error);

/* How often a face or person at this distance of a person's mean, all brought to the same length, is that person: 0 to
 * 1.  @eps: of the encoder */
double kindred_suggest_get_likelihood (double distance, double eps);

G_END_DECLS
