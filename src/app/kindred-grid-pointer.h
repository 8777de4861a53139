/* kindred-grid-pointer.h - what the pointer does with the cells of a grid
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kindred_grid_pointer_attach:
 * @grid: whose cells are all of one type
 * @cell_type: of KindredGridCell
 *
 * Clicks, menus, dragging and dropping, as the class of the cells has it.  A grid has hundreds of cells, which come and
 * go: gestures of their own would take as long to make as all else of them.  Call it once.
 */
void kindred_grid_pointer_attach (GtkGridView *grid, GType cell_type);

G_END_DECLS
