/* kindred-person-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-person-cell.h"

#include "kindred-face-picture.h"
#include "model/kindred-person-item.h"

#include <glib/gi18n-lib.h>

#define COVER_SIZE 96 /* three in a row of a window of 360 pixels */

struct _KindredPersonCell
{
  KindredGridCell parent_instance;

  KindredFacePicture *picture;
  GtkInscription *name;
  GtkInscription *count;
  GtkWidget *star;           /* NULL until needed */
  KindredPersonItem *person; /* the one shown, whose changes are watched */
};

G_DEFINE_FINAL_TYPE (KindredPersonCell, kindred_person_cell, KINDRED_TYPE_GRID_CELL)

/* A mark that is not colour alone; screen readers say it with the name. */
static void
update_star (KindredPersonCell *self, gboolean favourite)
{
  if (self->star == NULL && favourite)
    {
      self->star = g_object_new (GTK_TYPE_IMAGE, "icon-name", "starred-symbolic", "halign", GTK_ALIGN_END, "valign",
                                 GTK_ALIGN_START, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_add_css_class (self->star, "star");
      kindred_grid_cell_add_mark (KINDRED_GRID_CELL (self), self->star);
    }
  if (self->star != NULL)
    gtk_widget_set_visible (self->star, favourite);
}

static void
update (KindredPersonCell *self)
{
  KindredPersonItem *person = KINDRED_PERSON_ITEM (kindred_grid_cell_get_item (KINDRED_GRID_CELL (self)));
  KindredSession *session = kindred_grid_cell_get_session (KINDRED_GRID_CELL (self));
  const char *name = kindred_person_item_get_name (person);
  g_autofree char *count = kindred_person_item_dup_count (person);

  /* Translators: below the picture of a person without a name */
  gtk_inscription_set_text (self->name, name != NULL ? name : _ ("Unnamed"));
  if (name != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "unnamed");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "unnamed");
  gtk_inscription_set_text (self->count, count);
  update_star (self, kindred_person_item_get_favourite (person));
  kindred_face_picture_set_face (self->picture, kindred_session_get_thumbnails (session),
                                 kindred_person_item_get_cover (person));
}

static void
person_changed_cb (KindredPersonCell *self)
{
  update (self);
  kindred_grid_cell_update_label (KINDRED_GRID_CELL (self));
}

static void
watch (KindredPersonCell *self, KindredPersonItem *person)
{
  if (self->person != NULL)
    g_signal_handlers_disconnect_by_func (self->person, person_changed_cb, self);
  if (g_set_object (&self->person, person) && person != NULL)
    g_signal_connect_swapped (person, "notify", G_CALLBACK (person_changed_cb), self);
}

static void
kindred_person_cell_bind (KindredGridCell *cell, KindredItem *item)
{
  KindredPersonCell *self = KINDRED_PERSON_CELL (cell);

  watch (self, KINDRED_PERSON_ITEM (item));
  if (item != NULL)
    update (self);
  else
    kindred_face_picture_set_face (self->picture, NULL, 0);
}

static char *
kindred_person_cell_describe (KindredGridCell *cell, KindredItem *item)
{
  return kindred_person_item_describe (KINDRED_PERSON_ITEM (item));
}

static gboolean
fits (GtkInscription *inscription)
{
  GtkWidget *widget = GTK_WIDGET (inscription);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, gtk_inscription_get_text (inscription));
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width <= gtk_widget_get_width (widget);
}

/* Made when it is asked for, for names that do not fit: setting a tooltip asks the display server each time. */
static gboolean
tooltip_queried_cb (KindredPersonCell *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  if (fits (self->name))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_inscription_get_text (self->name));

  return TRUE;
}

/* ---- drag and drop ---- */

static GdkContentProvider *
drag_prepared_cb (GtkDragSource *source, double x, double y, KindredPersonCell *self)
{
  KindredItem *item = kindred_grid_cell_get_item (KINDRED_GRID_CELL (self));

  if (item == NULL || kindred_session_get_read_only (kindred_grid_cell_get_session (KINDRED_GRID_CELL (self))))
    return NULL;

  return gdk_content_provider_new_typed (KINDRED_TYPE_PERSON_ITEM, item);
}

static void
drag_begun_cb (GtkDragSource *source, GdkDrag *drag, KindredPersonCell *self)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self->picture));
  g_autoptr (GdkPaintable) icon = gdk_paintable_get_current_image (paintable);

  gtk_drag_source_set_icon (source, icon, COVER_SIZE / 2, COVER_SIZE / 2);
}

static GdkDragAction
drop_entered_cb (GtkDropTarget *target, double x, double y, KindredPersonCell *self)
{
  const GValue *value = gtk_drop_target_get_value (target);

  /* Nobody is merged with himself. */
  if (value != NULL && g_value_get_object (value) == kindred_grid_cell_get_item (KINDRED_GRID_CELL (self)))
    return 0;

  return GDK_ACTION_MOVE;
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, KindredPersonCell *self)
{
  KindredItem *dropped = g_value_get_object (value);
  KindredItem *item = kindred_grid_cell_get_item (KINDRED_GRID_CELL (self));

  if (item == NULL || dropped == item)
    return FALSE;

  return gtk_widget_activate_action (GTK_WIDGET (self), "people.merge-dropped", "(xx)", kindred_item_get_id (dropped),
                                     kindred_item_get_id (item));
}

static void
add_drag_and_drop (KindredPersonCell *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (KINDRED_TYPE_PERSON_ITEM, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepared_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begun_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "enter", G_CALLBACK (drop_entered_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (drop_entered_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* ---- object ---- */

static void
kindred_person_cell_class_init (KindredPersonCellClass *klass)
{
  KindredGridCellClass *cell_class = KINDRED_GRID_CELL_CLASS (klass);

  cell_class->bind = kindred_person_cell_bind;
  cell_class->describe = kindred_person_cell_describe;
}

/* Not GtkLabel, whose size depends on its text: with each cell that is scrolled into sight, it would be measured anew.
 */
static GtkInscription *
add_text (KindredPersonCell *self, const char *css_class)
{
  GtkWidget *text = g_object_new (GTK_TYPE_INSCRIPTION, "min-chars", 1, "nat-chars", 12, "text-overflow",
                                  GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, "xalign", 0.5, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (text, css_class);
  gtk_widget_set_parent (text, GTK_WIDGET (self));

  return GTK_INSCRIPTION (text);
}

static void
kindred_person_cell_init (KindredPersonCell *self)
{
  self->picture = KINDRED_FACE_PICTURE (kindred_face_picture_new (COVER_SIZE, TRUE));
  kindred_grid_cell_set_picture (KINDRED_GRID_CELL (self), GTK_WIDGET (self->picture));
  self->name = add_text (self, "name");
  self->count = add_text (self, "count");
  add_drag_and_drop (self);

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_queried_cb), NULL);
}
