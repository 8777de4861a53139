/* kindred-grid-cell.h - what the cells of all grids have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-item-selection.h"
#include "kindred-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A cell shows a KindredItem, has a check mark when it is selected, and tells screen readers what it shows.  A click
 * opens its item (GtkGridView::activate), or selects it in selection mode; secondary click and long press pop up its
 * menu (kindred-grid-pointer.h). */

#define KINDRED_TYPE_GRID_CELL (kindred_grid_cell_get_type ())
G_DECLARE_DERIVABLE_TYPE (KindredGridCell, kindred_grid_cell, KINDRED, GRID_CELL, GtkWidget)

/**
 * KindredGridCellClass:
 * @bind: shows @item, or forgets what was shown when it is NULL, and stops loading
 * @describe: the name for screen readers of what is shown
 * @dup_tooltip: what the pointer is told of @item. (transfer full) (nullable)
 * @drag: what is dragged when @item is, or NULL: it stays where it is. (transfer full) (nullable) Without the function
 *   no cell can be dragged.
 * @drag_begun, @drag_ended: (nullable): by then the cell may have gone, and @item be in none
 * @drop_type: of the objects that may be dropped on a cell
 * @dropped: drops @object on the cell of @item; returns whether it could be.  Without the function nothing can.
 */
struct _KindredGridCellClass
{
  GtkWidgetClass parent_class;

  void (*bind) (KindredGridCell *self, KindredItem *item);
  char *(*describe) (KindredGridCell *self, KindredItem *item);
  char *(*dup_tooltip) (KindredGridCell *self, KindredItem *item);

  GdkContentProvider *(*drag) (KindredGridCell *self, KindredItem *item);
  void (*drag_begun) (GtkWidget *grid, KindredItem *item);
  void (*drag_ended) (GtkWidget *grid);

  GType drop_type;
  gboolean (*dropped) (KindredGridCell *self, KindredItem *item, gpointer object);
};

/* How the page of a grid makes the menu of an item. (transfer full) (nullable) */
typedef GMenuModel *(*KindredCellMenuFunc) (KindredItem *item, gpointer user_data);

typedef struct
{
  GType cell_type; /* of KindredGridCell */
  KindredSession *session;
  KindredItemSelection *selection;
  gboolean click_selects;
  KindredCellMenuFunc menu;
  gpointer menu_data; /* outlives the grid */
} KindredGridCellOptions;

/* For all cells of a grid. (transfer full): reference counted, main thread */
KindredGridCellOptions *kindred_grid_cell_options_copy (const KindredGridCellOptions *options);
void kindred_grid_cell_options_unref (KindredGridCellOptions *options);

/* A cell of the options' type for @list_item, which is going to own it.  Takes a reference to @options, a copy. */
KindredGridCell *kindred_grid_cell_new (KindredGridCellOptions *options, GtkListItem *list_item);

/* What to show from now on; NULL for nothing. */
void kindred_grid_cell_set_item (KindredGridCell *self, KindredItem *item);

KindredSession *kindred_grid_cell_get_session (KindredGridCell *self);

/* What the cell shows now. (transfer none) (nullable) */
KindredItem *kindred_grid_cell_get_item (KindredGridCell *self);

/* The place in the grid's model. */
guint kindred_grid_cell_get_position (KindredGridCell *self);

/* What carries the check mark, and is dragged. (transfer none) */
GtkWidget *kindred_grid_cell_get_picture (KindredGridCell *self);

/* Opens or selects the item.  Returns: whether it did; if not, the grid selects as it likes. */
gboolean kindred_grid_cell_click (KindredGridCell *self, GdkModifierType modifiers);

/* At a point of the cell; or at its middle, for the keyboard. */
void kindred_grid_cell_popup_menu_at (KindredGridCell *self, double x, double y);
void kindred_grid_cell_popup_menu (KindredGridCell *self);

/* For subclasses: what is shown sounds different now. */
void kindred_grid_cell_update_label (KindredGridCell *self);

/* For subclasses, once: the picture that carries the check mark.  The children of a cell stand below one another, each
 * as wide as the cell. */
void kindred_grid_cell_set_picture (KindredGridCell *self, GtkWidget *picture);

/* For subclasses, once: something small on the picture, aligned to one of its corners. */
void kindred_grid_cell_add_mark (KindredGridCell *self, GtkWidget *mark);

/* The cell of @grid that has the keyboard focus, or NULL. */
KindredGridCell *kindred_grid_cell_get_focused (GtkWidget *grid);

G_END_DECLS
