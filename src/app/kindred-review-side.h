/* kindred-review-side.h - one of the two that a question is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A large face with what is known of it: the name and dates of a person and all of the faces, one at a time, or a
 * single face; or the whole photo that the face is on, with a frame around it.
 *
 * Properties: "shows-photo" (gboolean). */

#define KINDRED_TYPE_REVIEW_SIDE (kindred_review_side_get_type ())
G_DECLARE_FINAL_TYPE (KindredReviewSide, kindred_review_side, KINDRED, REVIEW_SIDE, AdwBin)

/* @person, @face: one of them is not 0 */
void kindred_review_side_set_subject (KindredReviewSide *self, KindredSession *session, gint64 person, gint64 face);

/* @size, @photo_size: of the picture and the whole photo; @wide: what is known stands beside it, else below */
void kindred_review_side_set_layout (KindredReviewSide *self, int size, int photo_size, gboolean wide);

void kindred_review_side_set_shows_photo (KindredReviewSide *self, gboolean shows_photo);
gboolean kindred_review_side_get_shows_photo (KindredReviewSide *self);

/* To the next face, or the one before (@delta -1); after the last one comes the first. */
void kindred_review_side_step (KindredReviewSide *self, int delta);

/* The face that is shown, or 0. */
gint64 kindred_review_side_get_face (KindredReviewSide *self);

/* The face that is shown first. */
gint64 kindred_review_side_choose_face (KindredSession *session, gint64 person, gint64 face);

/* For screen readers: "Ann, 312 faces".  (transfer full) */
char *kindred_review_side_describe (KindredReviewSide *self);

G_END_DECLS
