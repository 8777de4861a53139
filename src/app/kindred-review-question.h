/* kindred-review-question.h - whether two are the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-review-side.h"

G_BEGIN_DECLS

/* The question, the two that it is about, and the answers as buttons of the actions "review.no" and so on. */

#define KINDRED_TYPE_REVIEW_QUESTION (kindred_review_question_get_type ())
G_DECLARE_FINAL_TYPE (KindredReviewQuestion, kindred_review_question, KINDRED, REVIEW_QUESTION, AdwBin)

GtkWidget *kindred_review_question_new (void);

void kindred_review_question_ask (KindredReviewQuestion *self, KindredSession *session,
                                  const KindredQuestion *question);

/* As large as fits into a window of this size, in application pixels.  Returns: the size of the pictures */
int kindred_review_question_set_layout (KindredReviewQuestion *self, int width, int height);

/* The two: 0 stands first, 1 second. (transfer none) */
KindredReviewSide *kindred_review_question_get_side (KindredReviewQuestion *self, int side);

/* Where the keys answer. */
gboolean kindred_review_question_has_focus (KindredReviewQuestion *self);

G_END_DECLS
