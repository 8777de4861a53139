/* kindred-split-list.h - the groups that a person falls apart into, one below the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-split-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Some rows are filled at once, the others one for each turn of the main loop.
 *
 * Signals:
 *  "changed" (): where a group goes, or which groups there are
 *  "destination-wanted" (guint group): the user wants to say where to */

#define KINDRED_TYPE_SPLIT_LIST (kindred_split_list_get_type ())
G_DECLARE_FINAL_TYPE (KindredSplitList, kindred_split_list, KINDRED, SPLIT_LIST, AdwBin)

/* @plan: must stay as long as the list is shown */
void kindred_split_list_set_plan (KindredSplitList *self, KindredSession *session, KindredSplitPlan *plan);

/* The groups of the plan are others now. */
void kindred_split_list_update (KindredSplitList *self);

/* How many faces of the person are in no group. */
void kindred_split_list_set_others (KindredSplitList *self, guint n_others);

/* See kindred_split_plan_set_destination(). */
void kindred_split_list_set_destination (KindredSplitList *self, guint group, guint destination);

G_END_DECLS
