/* kindred-face-item.h - a face in a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

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

/* The day that the photo was taken in the user's locale, "12 June 2014".  (transfer full) */
char *kindred_face_item_dup_date (KindredFaceItem *self);

/* For screen readers: "Face, 12 June 2014, confirmed".  (transfer full) */
char *kindred_face_item_describe (KindredFaceItem *self);

G_END_DECLS
