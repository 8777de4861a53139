/* kindred-face-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-face-cell.h"

#include "base/kindred-paths.h"
#include "kindred-face-picture.h"
#include "model/kindred-face-item.h"

#include <glib/gi18n-lib.h>

#define FACE_SIZE 96 /* three in a row of a window of 360 pixels */

struct _KindredFaceCell
{
  KindredGridCell parent_instance;

  KindredFacePicture *picture;
  GSignalGroup *signals; /* of the face shown */
};

G_DEFINE_FINAL_TYPE (KindredFaceCell, kindred_face_cell, KINDRED_TYPE_GRID_CELL)

static void
face_changed_cb (KindredFaceCell *self)
{
  kindred_grid_cell_update_label (KINDRED_GRID_CELL (self));
}

static void
kindred_face_cell_bind (KindredGridCell *cell, KindredItem *item)
{
  KindredFaceCell *self = KINDRED_FACE_CELL (cell);

  g_signal_group_set_target (self->signals, item);
  kindred_face_picture_set_face (self->picture, kindred_session_get_thumbnails (kindred_grid_cell_get_session (cell)),
                                 item != NULL ? kindred_item_get_id (item) : 0);
}

static char *
kindred_face_cell_describe (KindredGridCell *cell, KindredItem *item)
{
  return kindred_face_item_describe (KINDRED_FACE_ITEM (item));
}

/* Made when it is asked for: most faces are never pointed at. */
static gboolean
tooltip_queried_cb (KindredFaceCell *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  KindredItem *item = kindred_grid_cell_get_item (KINDRED_GRID_CELL (self));
  g_autofree char *path = NULL;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (item == NULL)
    return FALSE;

  path = kindred_paths_display (kindred_face_item_get_record (KINDRED_FACE_ITEM (item))->photo_path);
  date = kindred_face_item_dup_date (KINDRED_FACE_ITEM (item));
  text = g_strdup_printf ("%s\n%s", date, path);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
kindred_face_cell_dispose (GObject *object)
{
  KindredFaceCell *self = KINDRED_FACE_CELL (object);

  G_OBJECT_CLASS (kindred_face_cell_parent_class)->dispose (object);

  g_clear_object (&self->signals);
}

static void
kindred_face_cell_class_init (KindredFaceCellClass *klass)
{
  KindredGridCellClass *cell_class = KINDRED_GRID_CELL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_face_cell_dispose;
  cell_class->bind = kindred_face_cell_bind;
  cell_class->describe = kindred_face_cell_describe;
}

static void
kindred_face_cell_init (KindredFaceCell *self)
{
  self->picture = KINDRED_FACE_PICTURE (kindred_face_picture_new (FACE_SIZE, FALSE));
  kindred_grid_cell_set_picture (KINDRED_GRID_CELL (self), GTK_WIDGET (self->picture));

  self->signals = g_signal_group_new (KINDRED_TYPE_FACE_ITEM);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (face_changed_cb), self);

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_queried_cb), NULL);
}
