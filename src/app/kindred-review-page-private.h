/* kindred-review-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-review-page.h"

#include "kindred-review-question.h"

G_BEGIN_DECLS

struct _KindredReviewPage
{
  AdwBin parent_instance;

  KindredSession *session;
  KindredReview *review;
  KindredQuestion asked; /* what is shown */
  GdkSurface *surface;   /* while mapped */
  int picture_size;
  gboolean wants_focus; /* for the question that is to come */
  guint held_key;       /* of an answer, until it is let go */

  AdwViewSwitcherTitle *switcher;
  GtkWidget *menu_button;
  GtkStack *stack;
  AdwStatusPage *nothing;          /* NULL until needed */
  KindredReviewQuestion *question; /* likewise */
  GtkWidget *footer;
  GtkProgressBar *progress;
  GtkLabel *counter;
};

void kindred_review_page_install_actions (GtkWidgetClass *widget_class);
void kindred_review_page_update_actions (KindredReviewPage *self);

G_END_DECLS
