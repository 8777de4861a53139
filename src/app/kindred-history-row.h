/* kindred-history-row.h - an edit in the list of the history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/kindred-edit-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What was done and when, below a heading where a day starts; a button activates the action "history.take-back". */

#define KINDRED_TYPE_HISTORY_ROW (kindred_history_row_get_type ())
G_DECLARE_FINAL_TYPE (KindredHistoryRow, kindred_history_row, KINDRED, HISTORY_ROW, GtkWidget)

GtkWidget *kindred_history_row_new (void);

/* @edit: (nullable) */
void kindred_history_row_set_edit (KindredHistoryRow *self, KindredEditItem *edit);

G_END_DECLS
