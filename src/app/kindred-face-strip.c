/* kindred-face-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-face-strip.h"

#include "kindred-face-picture.h"

#define SIZE 48
#define SPACING 6

struct _KindredFaceStrip
{
  GtkWidget parent_instance;

  guint n_faces; /* the children after these show nothing */
};

G_DEFINE_FINAL_TYPE (KindredFaceStrip, kindred_face_strip, GTK_TYPE_WIDGET)

static void
kindred_face_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  int n_faces = (int) MAX (KINDRED_FACE_STRIP (widget)->n_faces, 1);

  *minimum = *natural = SIZE;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = n_faces * SIZE + (n_faces - 1) * SPACING;
}

static void
kindred_face_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  guint room = (guint) MAX (1, (width + SPACING) / (SIZE + SPACING));
  guint n_shown = MIN (KINDRED_FACE_STRIP (widget)->n_faces, room);
  gboolean reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    {
      int x = i * (SIZE + SPACING);
      GtkAllocation place = { reversed ? width - x - SIZE : x, (height - SIZE) / 2, SIZE, SIZE };

      gtk_widget_set_child_visible (child, (guint) i < n_shown);
      if ((guint) i < n_shown)
        gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
kindred_face_strip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (kindred_face_strip_parent_class)->dispose (object);
}

static void
kindred_face_strip_class_init (KindredFaceStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_face_strip_dispose;
  widget_class->measure = kindred_face_strip_measure;
  widget_class->size_allocate = kindred_face_strip_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kindred_face_strip_init (KindredFaceStrip *self)
{
}

GtkWidget *
kindred_face_strip_new (void)
{
  return g_object_new (KINDRED_TYPE_FACE_STRIP, NULL);
}

void
kindred_face_strip_set_faces (KindredFaceStrip *self, KindredThumbnailLoader *loader, const gint64 *faces,
                              guint n_faces)
{
  GtkWidget *child;

  g_return_if_fail (KINDRED_IS_FACE_STRIP (self));
  g_return_if_fail (n_faces == 0 || KINDRED_IS_THUMBNAIL_LOADER (loader));

  child = gtk_widget_get_first_child (GTK_WIDGET (self));
  for (guint i = 0; i < n_faces; i++)
    {
      if (child == NULL)
        {
          child = kindred_face_picture_new (SIZE, FALSE);
          gtk_widget_set_parent (child, GTK_WIDGET (self));
        }
      kindred_face_picture_set_face (KINDRED_FACE_PICTURE (child), loader, faces[i]);
      child = gtk_widget_get_next_sibling (child);
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    kindred_face_picture_set_face (KINDRED_FACE_PICTURE (child), NULL, 0);

  if (self->n_faces != n_faces)
    {
      self->n_faces = n_faces;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
}
