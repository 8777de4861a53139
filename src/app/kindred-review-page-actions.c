/* kindred-review-page-actions.c - answers, and looking closer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-review-page-private.h"

static void
answer (KindredReviewPage *self, KindredAnswer answer)
{
  if (kindred_review_get_n_left (self->review) > 0)
    kindred_review_answer (self->review, answer);
}

static void
yes_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  answer (KINDRED_REVIEW_PAGE (widget), KINDRED_ANSWER_YES);
}

static void
no_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  answer (KINDRED_REVIEW_PAGE (widget), KINDRED_ANSWER_NO);
}

static void
skip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  answer (KINDRED_REVIEW_PAGE (widget), KINDRED_ANSWER_SKIP);
}

static void
step (KindredReviewPage *self, int side, int delta)
{
  if (self->question != NULL)
    kindred_review_side_step (kindred_review_question_get_side (self->question, side), delta);
}

/* The side, and in which direction */
static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredReviewPage *self = KINDRED_REVIEW_PAGE (widget);
  int side, delta;

  g_variant_get (parameter, "(ii)", &side, &delta);
  step (self, side, delta);
}

/* Likewise the side that stands there: where one reads from right to left, the first one is on the right. */
static void
step_towards_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredReviewPage *self = KINDRED_REVIEW_PAGE (widget);
  GtkDirectionType start = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? GTK_DIR_RIGHT : GTK_DIR_LEFT;
  int towards, delta;

  g_variant_get (parameter, "(ii)", &towards, &delta);
  step (self, (GtkDirectionType) towards == start ? 0 : 1, delta);
}

/* Of both, or none. */
static void
photos_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredReviewPage *self = KINDRED_REVIEW_PAGE (widget);
  KindredReviewSide *first, *second;
  gboolean shown;

  if (self->question == NULL)
    return;

  first = kindred_review_question_get_side (self->question, 0);
  second = kindred_review_question_get_side (self->question, 1);
  shown = kindred_review_side_get_shows_photo (first) && kindred_review_side_get_shows_photo (second);
  kindred_review_side_set_shows_photo (first, !shown);
  kindred_review_side_set_shows_photo (second, !shown);
}

void
kindred_review_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.yes", NULL, yes_action);
  gtk_widget_class_install_action (widget_class, "review.no", NULL, no_action);
  gtk_widget_class_install_action (widget_class, "review.skip", NULL, skip_action);
  gtk_widget_class_install_action (widget_class, "review.step", "(ii)", step_action);
  gtk_widget_class_install_action (widget_class, "review.step-towards", "(ii)", step_towards_action);
  gtk_widget_class_install_action (widget_class, "review.photos", NULL, photos_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, 0, "review.yes", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "review.no", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, 0, "review.skip", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "review.skip", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_u, 0, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, 0, "review.photos", NULL);

  /* An arrow looks at more of the side that it points to. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "review.step-towards", "(ii)", GTK_DIR_LEFT, 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, 0, "review.step", "(ii)", 0, 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "review.step-towards", "(ii)", GTK_DIR_RIGHT, 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, 0, "review.step", "(ii)", 1, 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_SHIFT_MASK, "review.step-towards", "(ii)",
                                       GTK_DIR_LEFT, -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_SHIFT_MASK, "review.step", "(ii)", 0, -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_SHIFT_MASK, "review.step-towards", "(ii)",
                                       GTK_DIR_RIGHT, -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_SHIFT_MASK, "review.step", "(ii)", 1, -1);
}

void
kindred_review_page_update_actions (KindredReviewPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean asking = kindred_review_get_n_left (self->review) > 0;
  gboolean writable = !kindred_session_get_read_only (self->session);

  gtk_widget_action_set_enabled (widget, "review.yes", asking && writable);
  gtk_widget_action_set_enabled (widget, "review.no", asking && writable);
  gtk_widget_action_set_enabled (widget, "review.skip", asking && writable);
  gtk_widget_action_set_enabled (widget, "review.photos", asking);
}
