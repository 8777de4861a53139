/* kindred-merge-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-merge-card.h"

#include "kindred-face-picture.h"

#include <glib/gi18n-lib.h>

#define COVER_SIZE 96

struct _KindredMergeCard
{
  GtkToggleButton parent_instance;

  KindredSession *session;
  KindredPersonItem *person;

  KindredFacePicture *picture;
  GtkLabel *name;
  GtkLabel *count;
  GtkWidget *stays;
};

G_DEFINE_FINAL_TYPE (KindredMergeCard, kindred_merge_card, GTK_TYPE_TOGGLE_BUTTON)

static void
toggled_cb (KindredMergeCard *self)
{
  /* Its room is kept. */
  gtk_widget_set_opacity (self->stays, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self)) ? 1 : 0);
}

static void
kindred_merge_card_dispose (GObject *object)
{
  KindredMergeCard *self = KINDRED_MERGE_CARD (object);

  g_clear_object (&self->person);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_merge_card_parent_class)->dispose (object);
}

static void
kindred_merge_card_class_init (KindredMergeCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kindred_merge_card_dispose;
}

static GtkLabel *
add_label (GtkBox *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);

  return GTK_LABEL (label);
}

static GtkWidget *
new_stays (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: below a person, of several who become one: this one's name and picture stay */
  GtkWidget *label = gtk_label_new (_ ("Stays"));

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
kindred_merge_card_init (KindredMergeCard *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));

  self->picture = KINDRED_FACE_PICTURE (kindred_face_picture_new (COVER_SIZE, TRUE));
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->picture), 6);
  gtk_box_append (box, GTK_WIDGET (self->picture));
  self->name = add_label (box, "heading");
  self->count = add_label (box, "caption");
  self->stays = new_stays ();
  gtk_box_append (box, self->stays);

  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (box));
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "merge-card");
  g_signal_connect (self, "toggled", G_CALLBACK (toggled_cb), NULL);
  toggled_cb (self);
}

GtkWidget *
kindred_merge_card_new (KindredSession *session, KindredPersonItem *person)
{
  KindredMergeCard *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (person), NULL);

  self = g_object_new (KINDRED_TYPE_MERGE_CARD, NULL);
  self->session = g_object_ref (session);
  kindred_merge_card_update (self, person);

  return GTK_WIDGET (self);
}

KindredPersonItem *
kindred_merge_card_get_person (KindredMergeCard *self)
{
  g_return_val_if_fail (KINDRED_IS_MERGE_CARD (self), NULL);

  return self->person;
}

void
kindred_merge_card_update (KindredMergeCard *self, KindredPersonItem *person)
{
  g_autofree char *count = NULL;
  g_autofree char *spoken = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (KINDRED_IS_MERGE_CARD (self));
  g_return_if_fail (KINDRED_IS_PERSON_ITEM (person));

  g_set_object (&self->person, person);
  count = kindred_person_item_dup_count (person);
  spoken = kindred_person_item_describe (person);
  /* Translators: of a button, for screen readers; %s is a person: "Ann, 312 faces" */
  label = g_strdup_printf (_ ("Keep name and picture of: %s"), spoken);

  gtk_label_set_label (self->name, kindred_person_item_get_title (person));
  gtk_label_set_label (self->count, count);
  kindred_face_picture_set_face (self->picture, kindred_session_get_thumbnails (self->session),
                                 kindred_person_item_get_cover (person));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
