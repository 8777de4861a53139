/* kindred-suggest-sides.h - whom questions can be about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-suggest.h"

G_BEGIN_DECLS

/* A side of a question: a person, or a face without one. */
typedef struct
{
  gint32 person; /* or -1 */
  gint32 face;   /* or -1 */
} KindredSuggestSide;

typedef struct
{
  const KindredGroupingInput *input;
  gint32 only;     /* the person that all questions are about, hidden or not; or -1 */
  gint32 *n_faces; /* per person */
  GArray **photos; /* per person: sorted */
  GHashTable *excluded;
  GArray *sides;   /* (element-type KindredSuggestSide): persons first */
  gsize n_persons; /* among the sides */
  GArray *points;  /* (element-type float): one per side, in the same order: where its faces are on average */
} KindredSuggestSides;

/* @input: borrowed.  KINDRED_ERROR_INVALID_ARGUMENT for answers about nothing, or values that are not finite. */
KindredSuggestSides *kindred_suggest_sides_new (const KindredGroupingInput *input, gint32 only,
                                                const KindredAnswered *answered, gsize n_answered, GError **error);
void kindred_suggest_sides_free (KindredSuggestSides *self);

/* Whether @a, a person, and @b may be the same: not if it was answered, or cannot be.  Any thread. */
gboolean kindred_suggest_sides_may_ask (const KindredSuggestSides *self, const KindredSuggestSide *a,
                                        const KindredSuggestSide *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredSuggestSides, kindred_suggest_sides_free)

G_END_DECLS
