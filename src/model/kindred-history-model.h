/* kindred-history-model.h - all edits of a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-edit-item.h"
#include "kindred-item-list.h"

G_BEGIN_DECLS

/* A KindredItemList of KindredEditItem, newest first, undone ones among them.  It reads when made and again whenever
 * the history changes, without blocking.
 *
 * Signals: "failed" (GError *): reading went wrong, the old items stay; "refreshed" () after each reading. */

#define KINDRED_TYPE_HISTORY_MODEL (kindred_history_model_get_type ())
G_DECLARE_FINAL_TYPE (KindredHistoryModel, kindred_history_model, KINDRED, HISTORY_MODEL, KindredItemList)

KindredHistoryModel *kindred_history_model_new (KindredLibrary *library);

/* How many edits would have to be undone to take back @edit and all that came after it; 0 if it is undone already, or
 * not there (any more). */
guint kindred_history_model_count_until (KindredHistoryModel *self, gint64 edit);

G_END_DECLS
