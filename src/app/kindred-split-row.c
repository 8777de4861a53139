/* kindred-split-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-split-row.h"

#include "kindred-face-strip.h"

#include <glib/gi18n-lib.h>

struct _KindredSplitRow
{
  GtkWidget parent_instance;

  KindredSession *session;
  guint number;
  gboolean updating; /* not the user */

  GtkWidget *check;
  GtkLabel *count;
  KindredFaceStrip *faces;
  GtkWidget *button;
  GtkLabel *destination;
};

G_DEFINE_FINAL_TYPE (KindredSplitRow, kindred_split_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_PICKED,
  SIGNAL_DESTINATION_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
toggled_cb (KindredSplitRow *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)));
}

static void
clicked_cb (KindredSplitRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DESTINATION_WANTED], 0);
}

static void
kindred_split_row_dispose (GObject *object)
{
  KindredSplitRow *self = KINDRED_SPLIT_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_split_row_parent_class)->dispose (object);
}

static gboolean
kindred_split_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KINDRED_SPLIT_ROW (widget)->check);
}

static void
kindred_split_row_class_init (KindredSplitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_split_row_dispose;
  widget_class->grab_focus = kindred_split_row_grab_focus;

  signals[SIGNAL_PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_DESTINATION_WANTED] = g_signal_new ("destination-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "splitrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_check (KindredSplitRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->count = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "heading");
  self->faces = KINDRED_FACE_STRIP (kindred_face_strip_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->faces));

  self->check = gtk_check_button_new ();
  gtk_widget_set_hexpand (self->check, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (self->check), box);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
}

static void
add_button (KindredSplitRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->destination = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 14, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->destination));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));

  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->button, _ ("Choose Where These Faces Go"));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

static void
kindred_split_row_init (KindredSplitRow *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
  add_check (self);
  add_button (self);
}

GtkWidget *
kindred_split_row_new (KindredSession *session, guint number)
{
  KindredSplitRow *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);

  self = g_object_new (KINDRED_TYPE_SPLIT_ROW, NULL);
  self->session = g_object_ref (session);
  self->number = number;

  return GTK_WIDGET (self);
}

guint
kindred_split_row_get_number (KindredSplitRow *self)
{
  g_return_val_if_fail (KINDRED_IS_SPLIT_ROW (self), 0);

  return self->number;
}

static void
speak (KindredSplitRow *self, const char *count, const char *destination)
{
  /* Translators: a group of faces of a person, for screen readers: "Group 2, 14 faces" */
  g_autofree char *label = g_strdup_printf (_ ("Group %u, %s"), self->number + 1, count);
  g_autofree char *goes = NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (destination == NULL)
    return;

  /* Translators: where a group of faces goes, for screen readers: "Group 2 goes to: Ann" */
  goes = g_strdup_printf (_ ("Group %u goes to: %s"), self->number + 1, destination);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, goes, -1);
}

void
kindred_split_row_set_group (KindredSplitRow *self, const KindredSplitGroup *group, const char *destination)
{
  g_autofree char *count = NULL;

  g_return_if_fail (KINDRED_IS_SPLIT_ROW (self));
  g_return_if_fail (group != NULL);

  if (group->is_rest)
    /* Translators: faces that are like no other, each of which is a group of its own */
    count = g_strdup_printf (ngettext ("%'u single face", "%'u single faces", group->n_faces), group->n_faces);
  else
    count = g_strdup_printf (ngettext ("%'u face", "%'u faces", group->n_faces), group->n_faces);
  gtk_label_set_label (self->count, count);
  kindred_face_strip_set_faces (self->faces, kindred_session_get_thumbnails (self->session), group->faces,
                                group->n_shown);
  gtk_label_set_label (self->destination, destination != NULL ? destination : "");
  gtk_widget_set_visible (self->button, destination != NULL);
  speak (self, count, destination);

  self->updating = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), destination != NULL);
  self->updating = FALSE;
}

gboolean
kindred_split_row_focus_destination (KindredSplitRow *self)
{
  g_return_val_if_fail (KINDRED_IS_SPLIT_ROW (self), FALSE);

  return gtk_widget_get_visible (self->button) && gtk_widget_grab_focus (self->button);
}
