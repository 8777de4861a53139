/* kindred-merge-card.h - one of those who are to be merged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-person-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Cover, name and number of faces; active when its name and cover stay, which it says. */

#define KINDRED_TYPE_MERGE_CARD (kindred_merge_card_get_type ())
G_DECLARE_FINAL_TYPE (KindredMergeCard, kindred_merge_card, KINDRED, MERGE_CARD, GtkToggleButton)

GtkWidget *kindred_merge_card_new (KindredSession *session, KindredPersonItem *person);

/* (transfer none) */
KindredPersonItem *kindred_merge_card_get_person (KindredMergeCard *self);

/* The person may have another name, cover or number of faces; or is another item of the same id. */
void kindred_merge_card_update (KindredMergeCard *self, KindredPersonItem *person);

G_END_DECLS
