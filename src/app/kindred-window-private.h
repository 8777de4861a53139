/* kindred-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-empty-page.h"
#include "kindred-job-bar.h"
#include "kindred-page-stack.h"
#include "kindred-toast-queue.h"
#include "kindred-window.h"

G_BEGIN_DECLS

struct _KindredWindow
{
  AdwApplicationWindow parent_instance;

  KindredSession *session;
  GSettings *settings;               /* NULL when the schema is not installed */
  KindredToastQueue *queue;          /* all toasts: of the window, and of what is above it */
  AdwPreferencesWindow *preferences; /* above the window, or NULL */
  AdwToastOverlay *toasting;         /* of a dialog above the window, weak; or NULL */
  GtkWindow *shortcuts;              /* NULL until they were shown */

  AdwToastOverlay *toasts;
  GtkRevealer *banner;
  GtkStack *stack;
  AdwStatusPage *failed_page;
  KindredEmptyPage *empty_page;
  AdwViewStack *views;
  KindredPageStack *pages; /* of the view that is shown */
  KindredJobBar *job_bar;
  gboolean narrow;
  guint narrow_source;
  GtkWidget *drop_cue;
};

/* kindred-window-actions.c */
void kindred_window_install_actions (GtkWidgetClass *widget_class);
void kindred_window_update_actions (KindredWindow *self);

/* kindred-window-toasts.c: tells how edits, scans and failures went */
void kindred_window_add_toasts (KindredWindow *self);
void kindred_window_listen (KindredWindow *self);

/* kindred-window-dnd.c */
void kindred_window_add_drop_target (KindredWindow *self);

G_END_DECLS
