/* kindred-photo-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-photo-cell.h"

#include "base/kindred-paths.h"
#include "kindred-month-heading.h"
#include "kindred-photo-picture.h"

#include <glib/gi18n-lib.h>

#define PHOTO_SIZE 144 /* two in a row of a window of 360 pixels */

struct _KindredPhotoCell
{
  KindredGridCell parent_instance;

  GtkWidget *heading; /* NULL until needed */
  KindredPhotoPicture *picture;
  KindredFaceItem *face; /* the one shown, whose changes are watched */
};

G_DEFINE_FINAL_TYPE (KindredPhotoCell, kindred_photo_cell, KINDRED_TYPE_GRID_CELL)

static void
face_changed_cb (KindredPhotoCell *self)
{
  kindred_month_heading_update (&self->heading, GTK_WIDGET (self), self->face);
  kindred_grid_cell_update_label (KINDRED_GRID_CELL (self));
}

static void
kindred_photo_cell_bind (KindredGridCell *cell, KindredItem *item)
{
  KindredPhotoCell *self = KINDRED_PHOTO_CELL (cell);

  if (self->face != NULL)
    g_signal_handlers_disconnect_by_func (self->face, face_changed_cb, self);
  g_clear_object (&self->face);
  if (item == NULL)
    {
      kindred_photo_picture_set_photo (self->picture, NULL, 0, -1);
      return;
    }

  self->face = g_object_ref (KINDRED_FACE_ITEM (item));
  g_signal_connect_swapped (self->face, "changed", G_CALLBACK (face_changed_cb), self);
  kindred_photo_picture_set_photo (self->picture, kindred_session_get_thumbnails (kindred_grid_cell_get_session (cell)),
                                   kindred_face_item_get_record (self->face)->photo,
                                   kindred_face_item_get_record (self->face)->time);
  kindred_month_heading_update (&self->heading, GTK_WIDGET (self), self->face);
}

static char *
kindred_photo_cell_describe (KindredGridCell *cell, KindredItem *item)
{
  g_autofree char *date = kindred_face_item_dup_date (KINDRED_FACE_ITEM (item));

  /* Translators: a photo for screen readers; %s is its date */
  return g_strdup_printf (_ ("Photo, %s"), date);
}

static char *
kindred_photo_cell_dup_tooltip (KindredGridCell *cell, KindredItem *item)
{
  return kindred_paths_display (kindred_face_item_get_record (KINDRED_FACE_ITEM (item))->photo_path);
}

static void
kindred_photo_cell_class_init (KindredPhotoCellClass *klass)
{
  KindredGridCellClass *cell_class = KINDRED_GRID_CELL_CLASS (klass);

  cell_class->bind = kindred_photo_cell_bind;
  cell_class->describe = kindred_photo_cell_describe;
  cell_class->dup_tooltip = kindred_photo_cell_dup_tooltip;
}

static void
kindred_photo_cell_init (KindredPhotoCell *self)
{
  self->picture = KINDRED_PHOTO_PICTURE (kindred_photo_picture_new (PHOTO_SIZE));
  kindred_grid_cell_set_picture (KINDRED_GRID_CELL (self), GTK_WIDGET (self->picture));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
}

void
kindred_photo_cell_load (KindredPhotoCell *self)
{
  g_return_if_fail (KINDRED_IS_PHOTO_CELL (self));

  kindred_photo_picture_load (self->picture);
}
