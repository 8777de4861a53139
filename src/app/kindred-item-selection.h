/* kindred-item-selection.h - a selection that sticks to items
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/kindred-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A GtkSelectionModel over a list of KindredItem that remembers ids, not positions: what is selected stays so when the
 * list is sorted anew under it.  What leaves the list for good leaves the selection.
 *
 * Selecting is deliberate here, as on a telephone: moving through the list with the arrow keys selects nothing, and
 * selecting one item never unselects the others.  GtkGridView asks for that with "unselect the rest", which
 * is therefore refused, and for toggling (Ctrl+click, Space) and ranges (Shift) without, which are done.
 *
 * Properties: "active" (gboolean): selection mode; set whenever something becomes selected, and unselecting everything
 * by kindred_item_selection_leave() ends it. "n-selected" (guint, read-only). */

#define KINDRED_TYPE_ITEM_SELECTION (kindred_item_selection_get_type ())
G_DECLARE_FINAL_TYPE (KindredItemSelection, kindred_item_selection, KINDRED, ITEM_SELECTION, GObject)

/* @model: (transfer none): of KindredItem */
KindredItemSelection *kindred_item_selection_new (GListModel *model);

gboolean kindred_item_selection_get_active (KindredItemSelection *self);
void kindred_item_selection_set_active (KindredItemSelection *self, gboolean active);

guint kindred_item_selection_get_n_selected (KindredItemSelection *self);
gboolean kindred_item_selection_contains (KindredItemSelection *self, gint64 id);

/* In the order of the list.  (transfer full) (element-type KindredItem) */
GPtrArray *kindred_item_selection_list (KindredItemSelection *self);

/* Unselects everything and ends the selection mode. */
void kindred_item_selection_leave (KindredItemSelection *self);

G_END_DECLS
