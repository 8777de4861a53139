/* kindred-edit-item.h - an edit in the history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-item.h"
#include "library/kindred-library.h"

G_BEGIN_DECLS

/* Signal "changed" () when it was undone, redone or taken back, or stands elsewhere in the list. */

#define KINDRED_TYPE_EDIT_ITEM (kindred_edit_item_get_type ())
G_DECLARE_FINAL_TYPE (KindredEditItem, kindred_edit_item, KINDRED, EDIT_ITEM, KindredItem)

/* @record: (transfer full) */
KindredEditItem *kindred_edit_item_new (KindredEditRecord *record);

/* @record: (transfer full): of the same id.  @newer: (nullable): the item before it in the list */
void kindred_edit_item_update (KindredEditItem *self, KindredEditRecord *record, KindredEditItem *newer);

/* (transfer none): until the next update */
const KindredEditRecord *kindred_edit_item_get_record (KindredEditItem *self);

/* Neither undone nor taken back. */
gboolean kindred_edit_item_get_in_effect (KindredEditItem *self);

/* Whether the edit before it in the list, if there is any, was made on another day. */
gboolean kindred_edit_item_get_starts_day (KindredEditItem *self);

/* "3 May 2014", by this computer's clock; "14:05"; "14:05 · Undone" or "· Taken back".  (transfer full) */
char *kindred_edit_item_dup_day (KindredEditItem *self);
char *kindred_edit_item_dup_details (KindredEditItem *self);

/* For screen readers: "Named “Ann”, 3 May 2014, 14:05, undone".  (transfer full) */
char *kindred_edit_item_describe (KindredEditItem *self);

G_END_DECLS
