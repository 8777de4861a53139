/* kindred-grid-frame.h - one stop for the Tab key around a grid
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In GTK 4.8 the Tab key walks through all cells of a GtkGridView.  Inside of this frame it leaves the grid instead,
 * and comes back to the cell that had the focus; the arrow keys walk.  And when the cell that has the focus goes with
 * its item, a neighbour gets it, not whatever comes after the grid.
 *
 * GtkGridView makes cells for 30 rows of its largest number of columns, seen or not: the frame keeps that number to
 * what fits into its width.
 *
 * Properties: "child" (GtkWidget); "cell-width" (int): the least width of a cell. */

#define KINDRED_TYPE_GRID_FRAME (kindred_grid_frame_get_type ())
G_DECLARE_FINAL_TYPE (KindredGridFrame, kindred_grid_frame, KINDRED, GRID_FRAME, GtkWidget)

void kindred_grid_frame_set_child (KindredGridFrame *self, GtkWidget *child);

/* Lets go of some cells of the frames in @root, which is not going to be seen again: all at once, they keep the main
 * loop.  Returns: whether there are more. */
gboolean kindred_grid_frame_shrink_all (GtkWidget *root);

G_END_DECLS
