/* kindred-review.h - what there is to ask, one question after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-people.h"
#include "library/kindred-library.h"

G_BEGIN_DECLS

/* Reads the questions in the background, and again when the library changes, so that the next one is always at hand.
 * The one that is being asked stays in front while it makes sense; one that no longer does (a person is gone, the face
 * found its person) is dropped.
 *
 * Signals:
 *  "changed" (): another question is in front, or the numbers are others
 *  "answered" (const KindredEditRecord *): an answer is in the library
 *  "failed" (const GError *): it is not, or reading went wrong */

#define KINDRED_TYPE_REVIEW (kindred_review_get_type ())
G_DECLARE_FINAL_TYPE (KindredReview, kindred_review, KINDRED, REVIEW, GObject)

/* Does nothing before it is made active. */
KindredReview *kindred_review_new (KindredLibrary *library, KindredPeople *people);

/* While somebody looks. */
void kindred_review_set_active (KindredReview *self, gboolean active);

/* Whether the questions were read at least once, and nothing is being answered or read while there is none. */
gboolean kindred_review_get_loaded (KindredReview *self);

/* @position 0 is the one in front, then come the next ones.  NULL when there are no more; (transfer none) until the
 * next change. */
const KindredQuestion *kindred_review_get (KindredReview *self, guint position);

guint kindred_review_get_n_left (KindredReview *self);

/* Answered since this was made, and not taken back. */
guint kindred_review_get_n_settled (KindredReview *self);

/* To the question in front; at once the next one is there. */
void kindred_review_answer (KindredReview *self, KindredAnswer answer);

/* The session undid @edit, and all that came after it, or redid it: questions that were answered by those are in front
 * again, or settled. */
void kindred_review_undone (KindredReview *self, gint64 edit);
void kindred_review_redone (KindredReview *self, gint64 edit);

G_END_DECLS
