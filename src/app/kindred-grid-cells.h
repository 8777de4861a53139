/* kindred-grid-cells.h - the cells of a grid
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-grid-cell.h"

G_BEGIN_DECLS

/**
 * kindred_grid_cells_set_up:
 * @grid: in a KindredGridFrame
 * @options: copied
 *
 * Makes @grid show the items of the selection's model, in cells that do as the pointer bids.  Once for each grid.
 */
void kindred_grid_cells_set_up (GtkGridView *grid, const KindredGridCellOptions *options);

G_END_DECLS
