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

/* For names that do not fit */
static char *
kindred_person_cell_dup_tooltip (KindredGridCell *cell, KindredItem *item)
{
  KindredPersonCell *self = KINDRED_PERSON_CELL (cell);

  return fits (self->name) ? NULL : g_strdup (gtk_inscription_get_text (self->name));
}

static GdkContentProvider *
kindred_person_cell_drag (KindredGridCell *cell, KindredItem *item)
{
  return gdk_content_provider_new_typed (KINDRED_TYPE_PERSON_ITEM, item);
}

static gboolean
kindred_person_cell_dropped (KindredGridCell *cell, KindredItem *item, gpointer object)
{
  return gtk_widget_activate_action (GTK_WIDGET (cell), "people.merge-dropped", "(xx)", kindred_item_get_id (object),
                                     kindred_item_get_id (item));
}

/* ---- object ---- */

static void
kindred_person_cell_class_init (KindredPersonCellClass *klass)
{
  KindredGridCellClass *cell_class = KINDRED_GRID_CELL_CLASS (klass);

  cell_class->bind = kindred_person_cell_bind;
  cell_class->describe = kindred_person_cell_describe;
  cell_class->dup_tooltip = kindred_person_cell_dup_tooltip;
  cell_class->drag = kindred_person_cell_drag;
  cell_class->drop_type = KINDRED_TYPE_PERSON_ITEM;
  cell_class->dropped = kindred_person_cell_dropped;
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
}
