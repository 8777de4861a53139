/* kindred-list-diff.h - turns one list into another with the fewest changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * kindred_list_diff_apply:
 * @model: the list whose items @current holds; it emits GListModel::items-changed
 * @current: (element-type GObject): what @model shows; owns its items; holds those of @target afterwards
 * @target: (element-type GObject): what it shall show; no object twice
 *
 * Objects that are in both lists and keep their order (a longest increasing subsequence of them) are never removed, so
 * that views keep their cells, focus and scroll position.  @model is coherent at each emission.
 *
 * O(n log n) for the comparison, and O(n) for each run of changes; when there are very many runs, they are emitted as
 * one.
 */
void kindred_list_diff_apply (GListModel *model, GPtrArray *current, GPtrArray *target);

G_END_DECLS
