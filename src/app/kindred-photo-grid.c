/* kindred-photo-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-photo-grid.h"

#include "kindred-grid-frame.h"
#include "kindred-month-label.h"
#include "kindred-grid-cells.h"
#include "kindred-photo-cell.h"

struct _KindredPhotoGrid
{
  AdwBin parent_instance;

  KindredSession *session;
  KindredPhotosModel *photos;
  guint load_source;

  GtkScrolledWindow *scrolled;
  GtkGridView *grid;
};

G_DEFINE_FINAL_TYPE (KindredPhotoGrid, kindred_photo_grid, ADW_TYPE_BIN)

/* The grid has cells far beyond what is seen. */
static gboolean
load_cb (gpointer user_data)
{
  KindredPhotoGrid *self = user_data;
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self->scrolled));

  self->load_source = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *cell = gtk_widget_get_first_child (child);
      graphene_rect_t bounds;

      if (KINDRED_IS_PHOTO_CELL (cell) && gtk_widget_compute_bounds (child, GTK_WIDGET (self->scrolled), &bounds)
          && bounds.origin.y + bounds.size.height > 0 && bounds.origin.y < height)
        kindred_photo_cell_load (KINDRED_PHOTO_CELL (cell));
    }

  return G_SOURCE_REMOVE;
}

/* When the grid has laid its cells out */
static void
queue_load (KindredPhotoGrid *self)
{
  if (self->load_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->load_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, load_cb, self, NULL);
}

static void
activated_cb (KindredPhotoGrid *self, guint position)
{
  g_autoptr (KindredFaceItem) face = g_list_model_get_item (G_LIST_MODEL (self->photos), position);

  if (face != NULL)
    kindred_session_open_photo (self->session, kindred_face_item_get_record (face)->photo_path);
}

static void
kindred_photo_grid_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kindred_photo_grid_parent_class)->map (widget);

  queue_load (KINDRED_PHOTO_GRID (widget));
}

static gboolean
kindred_photo_grid_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KINDRED_PHOTO_GRID (widget)->grid));
}

static void
kindred_photo_grid_dispose (GObject *object)
{
  KindredPhotoGrid *self = KINDRED_PHOTO_GRID (object);

  g_clear_handle_id (&self->load_source, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_PHOTO_GRID);
  g_clear_object (&self->photos);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_photo_grid_parent_class)->dispose (object);
}

static void
kindred_photo_grid_class_init (KindredPhotoGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_photo_grid_dispose;
  widget_class->map = kindred_photo_grid_map;
  widget_class->grab_focus = kindred_photo_grid_grab_focus;

  g_type_ensure (KINDRED_TYPE_GRID_FRAME);
  g_type_ensure (KINDRED_TYPE_MONTH_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-photo-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredPhotoGrid, scrolled);
  gtk_widget_class_bind_template_child (widget_class, KindredPhotoGrid, grid);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
kindred_photo_grid_init (KindredPhotoGrid *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kindred_photo_grid_new (KindredSession *session, KindredFacesModel *faces)
{
  KindredPhotoGrid *self;
  g_autoptr (KindredItemSelection) selection = NULL;
  KindredGridCellOptions options;
  GtkAdjustment *adjustment;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (KINDRED_IS_FACES_MODEL (faces), NULL);

  self = g_object_new (KINDRED_TYPE_PHOTO_GRID, NULL);
  self->session = g_object_ref (session);
  self->photos = kindred_photos_model_new (faces);
  selection = kindred_item_selection_new (G_LIST_MODEL (self->photos));
  options = (KindredGridCellOptions){
    .cell_type = KINDRED_TYPE_PHOTO_CELL,
    .session = session,
    .selection = selection,
  };
  kindred_grid_cells_set_up (self->grid, &options);

  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (queue_load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (queue_load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->photos, "items-changed", G_CALLBACK (queue_load), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return GTK_WIDGET (self);
}

KindredPhotosModel *
kindred_photo_grid_get_model (KindredPhotoGrid *self)
{
  g_return_val_if_fail (KINDRED_IS_PHOTO_GRID (self), NULL);

  return self->photos;
}
