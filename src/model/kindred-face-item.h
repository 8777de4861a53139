/* kindred-face-item.h - a face in a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-birth.h"
#include "kindred-item.h"
#include "store/kindred-records.h"

G_BEGIN_DECLS

/* Signal "changed" () when the library says something else of the face. */

#define KINDRED_TYPE_FACE_ITEM (kindred_face_item_get_type ())
G_DECLARE_FINAL_TYPE (KindredFaceItem, kindred_face_item, KINDRED, FACE_ITEM, KindredItem)

/* @record: (transfer full) */
KindredFaceItem *kindred_face_item_new (KindredFaceRecord *record);

/* @record: (transfer full): of the same id */
void kindred_face_item_take_record (KindredFaceItem *self, KindredFaceRecord *record);

/* (transfer none): until the next refresh */
const KindredFaceRecord *kindred_face_item_get_record (KindredFaceItem *self);

/* The day that the photo was taken in the user's locale, "12 June 2014"; of a face in a video with how far into it,
 * "12 June 2014, video at 1:23".  (transfer full) */
char *kindred_face_item_dup_date (KindredFaceItem *self);

/* "June 2014", or "Unknown date".  @brief: "Jun 2014" where room is scarce.  (transfer full) */
char *kindred_face_item_dup_month (KindredFaceItem *self, gboolean brief);

/* For screen readers: "Ann, 12 June 2014, aged 7, not confirmed"; "Face, 12 June 2014" of nobody.  (transfer full) */
char *kindred_face_item_describe (KindredFaceItem *self);

/* Where it stands in a list by date.
 * @previous: (nullable): the face before it.  @birth: (nullable): of the person whose faces these are */
void kindred_face_item_set_place (KindredFaceItem *self, KindredFaceItem *previous, const KindredBirth *birth);

/* Where it stands in a list by doubt: there are no months, but a mark.
 * @same_photo: whether another face of its person is in the same photo */
void kindred_face_item_set_doubt (KindredFaceItem *self, gboolean same_photo, const KindredBirth *birth);
gboolean kindred_face_item_get_same_photo (KindredFaceItem *self);

/* Whether anything is known of its month. */
gboolean kindred_face_item_get_has_place (KindredFaceItem *self);

/* Whether the face before it, if there is any, is from another month.  FALSE where nothing is known of its place. */
gboolean kindred_face_item_get_starts_month (KindredFaceItem *self);

KindredAge kindred_face_item_get_age (KindredFaceItem *self);

G_END_DECLS
