/* kindred-split-row.h - a group that a person falls apart into, and where it goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-split-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals:
 *  "picked" (gboolean leaves): the user said whether the group leaves
 *  "destination-wanted" (): the user wants to say where to */

#define KINDRED_TYPE_SPLIT_ROW (kindred_split_row_get_type ())
G_DECLARE_FINAL_TYPE (KindredSplitRow, kindred_split_row, KINDRED, SPLIT_ROW, GtkWidget)

/* @number: of the group, from 0 */
GtkWidget *kindred_split_row_new (KindredSession *session, guint number);

guint kindred_split_row_get_number (KindredSplitRow *self);

/* @destination: (nullable): where the group goes, in words; NULL: it stays */
void kindred_split_row_set_group (KindredSplitRow *self, const KindredSplitGroup *group, const char *destination);

/* The focus is otherwise taken by what picks the group.  Returns: FALSE for one that stays */
gboolean kindred_split_row_focus_destination (KindredSplitRow *self);

G_END_DECLS
