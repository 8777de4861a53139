/* kindred-face-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-face-cell.h"

#include "base/kindred-paths.h"
#include "kindred-face-picture.h"
#include "kindred-month-heading.h"
#include "model/kindred-face-item.h"

#include <glib/gi18n-lib.h>

#define FACE_SIZE 96 /* three in a row of a window of 360 pixels */

struct _KindredFaceCell
{
  KindredGridCell parent_instance;

  GtkWidget *heading; /* the month, above the first face of it; NULL until needed, as most cells never have one */
  KindredFacePicture *picture;
  GtkWidget *caption; /* the age; NULL until needed */
  GtkWidget *caption_icon;
  GtkWidget *caption_label;
  KindredFaceItem *face; /* the one shown, whose changes are watched */
};

G_DEFINE_FINAL_TYPE (KindredFaceCell, kindred_face_cell, KINDRED_TYPE_GRID_CELL)

static void
add_caption (KindredFaceCell *self)
{
  self->caption_icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "pixel-size", 12,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->caption_label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->caption_label, "age");

  self->caption = g_object_new (GTK_TYPE_BOX, "spacing", 3, "halign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (self->caption, "caption");
  gtk_box_append (GTK_BOX (self->caption), self->caption_icon);
  gtk_box_append (GTK_BOX (self->caption), self->caption_label);
  gtk_widget_insert_before (self->caption, GTK_WIDGET (self), NULL);
}

static void
update_caption (KindredFaceCell *self, KindredFaceItem *face)
{
  KindredAge age = kindred_face_item_get_age (face);
  gboolean same_photo = kindred_face_item_get_same_photo (face);
  gboolean impossible = same_photo || age.kind == KINDRED_AGE_BEFORE_BIRTH;
  /* Translators: below a face: another face of the same person is in the same photo; short */
  g_autofree char *text = same_photo ? g_strdup (_ ("Two in Photo")) : kindred_age_dup_text (age);

  if (self->caption == NULL && text != NULL)
    add_caption (self);
  if (self->caption != NULL)
    gtk_widget_set_visible (self->caption, text != NULL);
  if (text == NULL)
    return;

  gtk_widget_set_visible (self->caption_icon, impossible);
  gtk_label_set_label (GTK_LABEL (self->caption_label), text);
  if (impossible)
    gtk_widget_add_css_class (self->caption, "warning");
  else
    gtk_widget_remove_css_class (self->caption, "warning");
}

static void
update_texts (KindredFaceCell *self)
{
  KindredItem *item = kindred_grid_cell_get_item (KINDRED_GRID_CELL (self));

  if (item == NULL)
    return;

  kindred_month_heading_update (&self->heading, GTK_WIDGET (self), KINDRED_FACE_ITEM (item));
  update_caption (self, KINDRED_FACE_ITEM (item));
}

static void
face_changed_cb (KindredFaceCell *self)
{
  update_texts (self);
  kindred_grid_cell_update_label (KINDRED_GRID_CELL (self));
}

static void
watch (KindredFaceCell *self, KindredFaceItem *face)
{
  if (self->face != NULL)
    g_signal_handlers_disconnect_by_func (self->face, face_changed_cb, self);
  if (g_set_object (&self->face, face) && face != NULL)
    g_signal_connect_swapped (face, "changed", G_CALLBACK (face_changed_cb), self);
}

static void
kindred_face_cell_bind (KindredGridCell *cell, KindredItem *item)
{
  KindredFaceCell *self = KINDRED_FACE_CELL (cell);
  KindredThumbnailLoader *loader = kindred_session_get_thumbnails (kindred_grid_cell_get_session (cell));

  watch (self, KINDRED_FACE_ITEM (item));
  if (item == NULL)
    {
      kindred_face_picture_set_face (self->picture, NULL, 0);
      return;
    }

  kindred_face_picture_set_face (self->picture, loader, kindred_item_get_id (item));
  update_texts (self);
}

static char *
kindred_face_cell_describe (KindredGridCell *cell, KindredItem *item)
{
  return kindred_face_item_describe (KINDRED_FACE_ITEM (item));
}

static char *
kindred_face_cell_dup_tooltip (KindredGridCell *cell, KindredItem *item)
{
  g_autofree char *path = kindred_paths_display (kindred_face_item_get_record (KINDRED_FACE_ITEM (item))->photo_path);
  g_autofree char *date = kindred_face_item_dup_date (KINDRED_FACE_ITEM (item));

  return g_strdup_printf ("%s\n%s", date, path);
}

static GdkContentProvider *
kindred_face_cell_drag (KindredGridCell *cell, KindredItem *item)
{
  if (kindred_face_item_get_record (KINDRED_FACE_ITEM (item))->decision == KINDRED_DECISION_NOT_A_FACE)
    return NULL;

  return gdk_content_provider_new_typed (KINDRED_TYPE_FACE_ITEM, item);
}

static void
kindred_face_cell_drag_begun (GtkWidget *grid, KindredItem *item)
{
  gtk_widget_activate_action (grid, "faces.begin-drag", "x", kindred_item_get_id (item));
}

static void
kindred_face_cell_drag_ended (GtkWidget *grid)
{
  gtk_widget_activate_action (grid, "faces.end-drag", NULL);
}

/* ---- object ---- */

static void
kindred_face_cell_class_init (KindredFaceCellClass *klass)
{
  KindredGridCellClass *cell_class = KINDRED_GRID_CELL_CLASS (klass);

  cell_class->bind = kindred_face_cell_bind;
  cell_class->describe = kindred_face_cell_describe;
  cell_class->dup_tooltip = kindred_face_cell_dup_tooltip;
  cell_class->drag = kindred_face_cell_drag;
  cell_class->drag_begun = kindred_face_cell_drag_begun;
  cell_class->drag_ended = kindred_face_cell_drag_ended;
}

static void
kindred_face_cell_init (KindredFaceCell *self)
{
  self->picture = KINDRED_FACE_PICTURE (kindred_face_picture_new (FACE_SIZE, FALSE));
  kindred_grid_cell_set_picture (KINDRED_GRID_CELL (self), GTK_WIDGET (self->picture));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
}
