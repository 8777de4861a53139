/* kindred-candidate-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-candidate-card.h"

#include "kindred-face-picture.h"
#include "kindred-review-side.h"
#include "model/kindred-face-item.h"

#include <glib/gi18n-lib.h>

struct _KindredCandidateCard
{
  GtkFlowBoxChild parent_instance;

  KindredSession *session;
  GCancellable *cancellable; /* of the reading of the face */
  gint64 other;              /* either of them */
  gint64 face;
  gboolean wrong;

  KindredFacePicture *picture;
  GtkWidget *cross;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (KindredCandidateCard, kindred_candidate_card, GTK_TYPE_FLOW_BOX_CHILD)

static void
set_texts (KindredCandidateCard *self, const char *caption, const char *spoken)
{
  gtk_label_set_label (self->caption, caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
face_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredCandidateCard *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = kindred_library_list_faces_finish (KINDRED_LIBRARY (object), result, &error);
  g_autoptr (KindredFaceItem) face = NULL;
  g_autofree char *date = NULL;
  g_autofree char *spoken = NULL;

  /* Disposing cancels: there may be no widget any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (records == NULL)
    {
      kindred_session_report (self->session, error);
      return;
    }
  if (records->len == 0)
    return;

  face = kindred_face_item_new (g_steal_pointer (&records->pdata[0]));
  date = kindred_face_item_dup_date (face);
  spoken = kindred_face_item_describe (face);
  set_texts (self, date, spoken);
}

static void
stop_reading (KindredCandidateCard *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_face (KindredCandidateCard *self)
{
  const KindredFaceQuery query = { .kind = KINDRED_FACES_ONE, .face = self->face };

  set_texts (self, "", _ ("Face"));
  self->cancellable = g_cancellable_new ();
  kindred_library_list_faces_async (kindred_session_get_library (self->session), &query, self->cancellable,
                                    face_listed_cb, self);
}

static void
show_person (KindredCandidateCard *self)
{
  KindredPersonItem *person = kindred_people_lookup (kindred_session_get_people (self->session), self->other);
  g_autofree char *count = person != NULL ? kindred_person_item_dup_count (person) : g_strdup ("");
  g_autofree char *spoken = person != NULL ? kindred_person_item_describe (person) : g_strdup (_ ("Unnamed person"));

  set_texts (self, count, spoken);
}

/* ---- object ---- */

static void
kindred_candidate_card_dispose (GObject *object)
{
  KindredCandidateCard *self = KINDRED_CANDIDATE_CARD (object);

  stop_reading (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_candidate_card_parent_class)->dispose (object);
}

static void
kindred_candidate_card_class_init (KindredCandidateCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kindred_candidate_card_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_CHECKBOX);
}

static void
kindred_candidate_card_init (KindredCandidateCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *overlay = gtk_overlay_new ();

  self->picture = KINDRED_FACE_PICTURE (kindred_face_picture_new (96, FALSE));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->picture));
  self->cross = g_object_new (GTK_TYPE_IMAGE, "icon-name", "window-close-symbolic", "halign", GTK_ALIGN_CENTER,
                              "valign", GTK_ALIGN_CENTER, "pixel-size", 32, "visible", FALSE, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->cross, "osd");
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->cross);
  gtk_widget_set_halign (overlay, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), overlay);

  self->caption = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->caption, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->caption));

  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "candidate");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->wrong = TRUE;
  kindred_candidate_card_set_wrong (self, FALSE);
}

GtkWidget *
kindred_candidate_card_new (KindredSession *session)
{
  KindredCandidateCard *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);

  self = g_object_new (KINDRED_TYPE_CANDIDATE_CARD, NULL);
  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

void
kindred_candidate_card_set_question (KindredCandidateCard *self, const KindredQuestion *question)
{
  gint64 other = question != NULL ? question->other : 0;
  gint64 face = question != NULL ? question->face : 0;

  g_return_if_fail (KINDRED_IS_CANDIDATE_CARD (self));

  kindred_face_picture_set_face (self->picture, kindred_session_get_thumbnails (self->session),
                                 kindred_review_side_choose_face (self->session, other, face));
  gtk_widget_set_visible (GTK_WIDGET (self), question != NULL);
  if (self->other == other && self->face == face)
    return;

  stop_reading (self);
  self->other = other;
  self->face = face;
  if (other != 0)
    show_person (self);
  else if (face != 0)
    read_face (self);
}

void
kindred_candidate_card_set_wrong (KindredCandidateCard *self, gboolean wrong)
{
  g_return_if_fail (KINDRED_IS_CANDIDATE_CARD (self));

  if (self->wrong == wrong)
    return;

  self->wrong = wrong;
  gtk_widget_set_visible (self->cross, wrong);
  gtk_widget_set_opacity (GTK_WIDGET (self->picture), wrong ? 0.35 : 1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               wrong ? GTK_ACCESSIBLE_TRISTATE_FALSE : GTK_ACCESSIBLE_TRISTATE_TRUE, -1);
}

gboolean
kindred_candidate_card_get_wrong (KindredCandidateCard *self)
{
  g_return_val_if_fail (KINDRED_IS_CANDIDATE_CARD (self), FALSE);

  return self->wrong;
}

void
kindred_candidate_card_set_size (KindredCandidateCard *self, int size)
{
  g_return_if_fail (KINDRED_IS_CANDIDATE_CARD (self));

  kindred_face_picture_set_size (self->picture, size);
}
