/* kindred-grid-cells.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-grid-cells.h"

#include "kindred-grid-pointer.h"

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, KindredGridCellOptions *options)
{
  gtk_list_item_set_child (list_item, GTK_WIDGET (kindred_grid_cell_new (options, list_item)));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  kindred_grid_cell_set_item (KINDRED_GRID_CELL (gtk_list_item_get_child (list_item)),
                              gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  kindred_grid_cell_set_item (KINDRED_GRID_CELL (gtk_list_item_get_child (list_item)), NULL);
}

static void
options_unref (gpointer options, GClosure *closure)
{
  kindred_grid_cell_options_unref (options);
}

void
kindred_grid_cells_set_up (GtkGridView *grid, const KindredGridCellOptions *options)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_GRID_VIEW (grid));
  g_return_if_fail (options != NULL);

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), kindred_grid_cell_options_copy (options),
                         options_unref, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  gtk_grid_view_set_factory (grid, factory);
  gtk_grid_view_set_model (grid, GTK_SELECTION_MODEL (options->selection));
  kindred_grid_pointer_attach (grid, options->cell_type);
}
