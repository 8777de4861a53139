/* kindred-person-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-person-row.h"

#include "kindred-face-picture.h"

#define COVER_SIZE 40

struct _KindredPersonRow
{
  GtkWidget parent_instance;

  KindredSession *session;
  KindredPersonItem *person;
  KindredFacePicture *picture;
  GtkLabel *title;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (KindredPersonRow, kindred_person_row, GTK_TYPE_WIDGET)

static void
kindred_person_row_dispose (GObject *object)
{
  KindredPersonRow *self = KINDRED_PERSON_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->person);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_person_row_parent_class)->dispose (object);
}

static void
kindred_person_row_class_init (KindredPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_person_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "personrow");
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "caption");
    }
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
kindred_person_row_init (KindredPersonRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
  self->picture = KINDRED_FACE_PICTURE (kindred_face_picture_new (COVER_SIZE, TRUE));
  gtk_widget_set_parent (GTK_WIDGET (self->picture), GTK_WIDGET (self));

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  self->title = add_label (box, NULL);
  self->count = add_label (box, "dim-label");
}

GtkWidget *
kindred_person_row_new (KindredSession *session)
{
  KindredPersonRow *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);

  self = g_object_new (KINDRED_TYPE_PERSON_ROW, NULL);
  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

void
kindred_person_row_set_person (KindredPersonRow *self, KindredPersonItem *person)
{
  g_autofree char *count = NULL;

  g_return_if_fail (KINDRED_IS_PERSON_ROW (self));
  g_return_if_fail (person == NULL || KINDRED_IS_PERSON_ITEM (person));

  g_set_object (&self->person, person);
  if (person == NULL)
    {
      kindred_face_picture_set_face (self->picture, NULL, 0);
      return;
    }

  count = kindred_person_item_dup_count (person);
  gtk_label_set_label (self->title, kindred_person_item_get_title (person));
  gtk_label_set_label (self->count, count);
  kindred_face_picture_set_face (self->picture, kindred_session_get_thumbnails (self->session),
                                 kindred_person_item_get_cover (person));
}

KindredPersonItem *
kindred_person_row_get_person (KindredPersonRow *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_ROW (self), NULL);

  return self->person;
}
