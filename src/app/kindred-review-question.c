/* kindred-review-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-review-question.h"

#include <glib/gi18n-lib.h>

/* Narrower than this the two stand one above the other. */
#define WIDE 600

/* So near to each other are faces; whole photos need more room. */
#define NARROW 640
#define SPACING 18

struct _KindredReviewQuestion
{
  AdwBin parent_instance;

  int width; /* of the window */
  int height;

  GtkWidget *box;
  GtkLabel *title;
  AdwClamp *clamp;
  GtkWidget *sides;
  KindredReviewSide *first;
  KindredReviewSide *second;
};

G_DEFINE_FINAL_TYPE (KindredReviewQuestion, kindred_review_question, ADW_TYPE_BIN)

static const char *
get_name (KindredSession *session, gint64 person)
{
  KindredPersonItem *item = kindred_people_lookup (kindred_session_get_people (session), person);

  return item != NULL ? kindred_person_item_get_name (item) : NULL;
}

/* Nobody asks whether two who have names are the same. */
static char *
dup_title (KindredSession *session, gint64 person)
{
  const char *name = get_name (session, person);

  /* Translators: a question; %s is a name */
  return name != NULL ? g_strdup_printf (_ ("Is this %s?"), name) : g_strdup (_ ("Is this the same person?"));
}

/* Who has a name stands first. */
static void
get_persons (KindredSession *session, const KindredQuestion *question, gint64 *first, gint64 *second)
{
  gboolean swapped = question->other != 0 && get_name (session, question->person) == NULL
                     && get_name (session, question->other) != NULL;

  *first = swapped ? question->other : question->person;
  *second = swapped ? question->person : question->other;
}

static void
photo_toggled_cb (KindredReviewQuestion *self)
{
  if (self->width > 0)
    kindred_review_question_set_layout (self, self->width, self->height);
}

static gboolean
kindred_review_question_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KINDRED_REVIEW_QUESTION (widget)->box);
}

static void
kindred_review_question_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KINDRED_TYPE_REVIEW_QUESTION);

  G_OBJECT_CLASS (kindred_review_question_parent_class)->dispose (object);
}

static void
kindred_review_question_class_init (KindredReviewQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_review_question_dispose;
  widget_class->grab_focus = kindred_review_question_grab_focus;

  g_type_ensure (KINDRED_TYPE_REVIEW_SIDE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-review-question.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredReviewQuestion, box);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewQuestion, title);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewQuestion, clamp);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewQuestion, sides);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewQuestion, first);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewQuestion, second);
  gtk_widget_class_bind_template_callback (widget_class, photo_toggled_cb);
}

static void
kindred_review_question_init (KindredReviewQuestion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kindred_review_question_new (void)
{
  return g_object_new (KINDRED_TYPE_REVIEW_QUESTION, NULL);
}

void
kindred_review_question_ask (KindredReviewQuestion *self, KindredSession *session, const KindredQuestion *question)
{
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  g_autofree char *first_text = NULL;
  g_autofree char *second_text = NULL;
  gint64 first, second;

  g_return_if_fail (KINDRED_IS_REVIEW_QUESTION (self));
  g_return_if_fail (KINDRED_IS_SESSION (session));
  g_return_if_fail (question != NULL);

  get_persons (session, question, &first, &second);
  title = dup_title (session, first);
  kindred_review_side_set_subject (self->first, session, first, 0);
  kindred_review_side_set_subject (self->second, session, second, question->face);
  gtk_label_set_label (self->title, title);

  first_text = kindred_review_side_describe (self->first);
  second_text = kindred_review_side_describe (self->second);
  /* Translators: a question for screen readers, "Is this Ann? Ann, 312 faces; Unnamed person, 4 faces" */
  label = g_strdup_printf (_ ("%s %s; %s"), title, first_text, second_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* In steps of 32 pixels, since each size is decoded anew. */
int
kindred_review_question_set_layout (KindredReviewQuestion *self, int width, int height)
{
  gboolean wide = width >= WIDE;
  int room = wide ? MIN (height - 380, width / 2 - 48) : MIN ((height - 330) / 2, width - 200);
  int size = CLAMP (room / 32 * 32, 96, 256);
  int photo_size = MAX (MIN (room / 32 * 32, 480), size);
  gboolean photos;

  g_return_val_if_fail (KINDRED_IS_REVIEW_QUESTION (self), 0);

  self->width = width;
  self->height = height;
  photos = kindred_review_side_get_shows_photo (self->first) || kindred_review_side_get_shows_photo (self->second);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sides),
                                  wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  kindred_review_side_set_layout (self->first, size, photo_size, !wide);
  kindred_review_side_set_layout (self->second, size, photo_size, !wide);
  adw_clamp_set_maximum_size (self->clamp, photos ? MAX (NARROW, 2 * photo_size + 2 * SPACING) : NARROW);
  adw_clamp_set_tightening_threshold (self->clamp, adw_clamp_get_maximum_size (self->clamp));

  return size;
}

KindredReviewSide *
kindred_review_question_get_side (KindredReviewQuestion *self, int side)
{
  g_return_val_if_fail (KINDRED_IS_REVIEW_QUESTION (self), NULL);

  return side == 0 ? self->first : self->second;
}

gboolean
kindred_review_question_has_focus (KindredReviewQuestion *self)
{
  g_return_val_if_fail (KINDRED_IS_REVIEW_QUESTION (self), FALSE);

  return gtk_widget_is_focus (self->box);
}
