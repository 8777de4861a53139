/* kindred-review-page.h - one question after the other: is this the same person?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-review.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Implements KindredPage.  Answers are given with one key each; the next question is at hand by then. */

#define KINDRED_TYPE_REVIEW_PAGE (kindred_review_page_get_type ())
G_DECLARE_FINAL_TYPE (KindredReviewPage, kindred_review_page, KINDRED, REVIEW_PAGE, AdwBin)

GtkWidget *kindred_review_page_new (KindredSession *session);

KindredReview *kindred_review_page_get_review (KindredReviewPage *self);

G_END_DECLS
