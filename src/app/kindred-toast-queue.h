/* kindred-toast-queue.h - one toast at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-toast.h"

G_BEGIN_DECLS

/* All toasts of a window.  They wait here and not in libadwaita, which would show the next one without KindredToast
 * knowing when.
 *
 * Signals: "clicked" (const char *action): the button of a toast was. */

#define KINDRED_TYPE_TOAST_QUEUE (kindred_toast_queue_get_type ())
G_DECLARE_FINAL_TYPE (KindredToastQueue, kindred_toast_queue, KINDRED, TOAST_QUEUE, GObject)

/* Returns: (transfer none): where a toast is seen now, as kindred_toast_show() has it */
typedef GtkWidget *(*KindredToastPlaceFunc) (gpointer user_data);

KindredToastQueue *kindred_toast_queue_new (KindredToastPlaceFunc get_place, gpointer user_data);

/* @toast: (transfer full): shown after those that are there already */
void kindred_toast_queue_add (KindredToastQueue *self, KindredToast *toast);

/* @toast: (transfer full): shown at once; what it takes the place of comes again after it */
void kindred_toast_queue_add_urgent (KindredToastQueue *self, KindredToast *toast);

/* Edits may follow each other as fast as a key repeats, and the window undoes the last one.
 *
 * @toast: (transfer full) (nullable): of the last edit; shown instead of that of the one before, which may take over
 * its words.  NULL: the one before goes, and its offer with it */
void kindred_toast_queue_set_edit (KindredToastQueue *self, KindredToast *toast);

/* Whether a toast that is in sight, or will be, says this. */
gboolean kindred_toast_queue_tells (KindredToastQueue *self, const char *text);

G_END_DECLS
