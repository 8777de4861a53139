/* kindred-drop-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-drop-strip.h"

#include "kindred-face-picture.h"
#include "model/kindred-face-item.h"

#include <glib/gi18n-lib.h>

#define COVER_SIZE 56
#define TARGET_WIDTH 84
#define MAX_TARGETS 16

struct _KindredDropStrip
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkBox *targets;
};

G_DEFINE_FINAL_TYPE (KindredDropStrip, kindred_drop_strip, GTK_TYPE_WIDGET)

/* ---- one of them ---- */

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *widget)
{
  gint64 person = *(const gint64 *) g_object_get_data (G_OBJECT (widget), "person");

  return gtk_widget_activate_action (widget, "faces.move-dropped", "(xx)",
                                     kindred_item_get_id (g_value_get_object (value)), person);
}

static void
add_target (KindredDropStrip *self, GtkWidget *picture, const char *name, gint64 person)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (name);
  GtkDropTarget *target = gtk_drop_target_new (KINDRED_TYPE_FACE_ITEM, GDK_ACTION_MOVE);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_size_request (box, TARGET_WIDTH, -1);
  gtk_widget_add_css_class (box, "target");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);

  g_object_set_data_full (G_OBJECT (box), "person", g_memdup2 (&person, sizeof person), g_free);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), box);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (target));
  gtk_box_append (self->targets, box);
}

static void
add_person (KindredDropStrip *self, KindredSession *session, KindredPersonItem *person)
{
  GtkWidget *picture = kindred_face_picture_new (COVER_SIZE, TRUE);

  kindred_face_picture_set_face (KINDRED_FACE_PICTURE (picture), kindred_session_get_thumbnails (session),
                                 kindred_person_item_get_cover (person));
  add_target (self, picture, kindred_person_item_get_title (person), kindred_item_get_id (KINDRED_ITEM (person)));
}

static void
add_new_person (KindredDropStrip *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("list-add-symbolic");

  gtk_widget_set_size_request (icon, COVER_SIZE, COVER_SIZE);
  gtk_widget_set_halign (icon, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (icon, "new-person-icon");
  /* Translators: faces that are dropped here become a person of their own */
  add_target (self, icon, _ ("New Person"), 0);
}

/* ---- all of them ---- */

static int
compare_people (gconstpointer a, gconstpointer b)
{
  KindredPersonItem *first = *(KindredPersonItem *const *) a, *second = *(KindredPersonItem *const *) b;
  gboolean first_named = kindred_person_item_get_name (first) != NULL;
  gboolean second_named = kindred_person_item_get_name (second) != NULL;
  guint n_first = kindred_person_item_get_n_faces (first), n_second = kindred_person_item_get_n_faces (second);

  if (first_named != second_named)
    return second_named - first_named;

  return n_first != n_second ? (n_first < n_second ? 1 : -1) : 0;
}

static void
clear (KindredDropStrip *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->targets))) != NULL)
    gtk_box_remove (self->targets, child);
}

static void
fill (KindredDropStrip *self, KindredSession *session, gint64 except)
{
  g_autoptr (GPtrArray) people = kindred_people_list (kindred_session_get_people (session));
  int room = gtk_widget_get_width (gtk_widget_get_parent (GTK_WIDGET (self))) / TARGET_WIDTH - 1;
  int n_targets = CLAMP (room, 1, MAX_TARGETS);

  clear (self);
  add_new_person (self);
  g_ptr_array_sort (people, compare_people);
  for (guint i = 0; i < people->len && n_targets > 0; i++)
    {
      KindredPersonItem *person = g_ptr_array_index (people, i);

      if (kindred_item_get_id (KINDRED_ITEM (person)) == except || kindred_person_item_get_hidden (person))
        continue;

      add_person (self, session, person);
      n_targets--;
    }
}

/* ---- object ---- */

static void
kindred_drop_strip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (kindred_drop_strip_parent_class)->dispose (object);
}

static void
kindred_drop_strip_class_init (KindredDropStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_drop_strip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "dropstrip");
}

static void
kindred_drop_strip_init (KindredDropStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "heading");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  self->targets = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_set_halign (GTK_WIDGET (self->targets), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->targets));
  gtk_widget_add_css_class (box, "strip");

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (self->revealer, box);
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));
}

void
kindred_drop_strip_reveal (KindredDropStrip *self, KindredSession *session, gint64 except, guint n_faces)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KINDRED_IS_DROP_STRIP (self));
  g_return_if_fail (KINDRED_IS_SESSION (session));

  text = g_strdup_printf (ngettext ("Drop %'u face on the right person", "Drop %'u faces on the right person", n_faces),
                          n_faces);
  gtk_label_set_label (self->label, text);
  fill (self, session, except);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

void
kindred_drop_strip_hide (KindredDropStrip *self)
{
  g_return_if_fail (KINDRED_IS_DROP_STRIP (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

gboolean
kindred_drop_strip_get_revealed (KindredDropStrip *self)
{
  g_return_val_if_fail (KINDRED_IS_DROP_STRIP (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}
