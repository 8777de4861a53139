/* kindred-toast.h - a message that passes by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* An AdwToast that may be dismissed at any time.  To be shown by KindredToastQueue.
 *
 * libadwaita 1.2 frees a toast when its leaving has ended, and crashes if its coming goes on then.  So none leaves
 * before it has come: whoever dismisses it earlier, the user or the window, its button goes at once and the rest half
 * a second after it was shown.
 *
 * Signals: "clicked" (): the button was.  "gone" (): it was dismissed, and leaves. */

#define KINDRED_TYPE_TOAST (kindred_toast_get_type ())
G_DECLARE_FINAL_TYPE (KindredToast, kindred_toast, KINDRED, TOAST, GObject)

/* @text: no markup */
KindredToast *kindred_toast_new (const char *text);

/* Not shown yet, as a toast is only once.  (transfer full) */
KindredToast *kindred_toast_copy (KindredToast *self);

/* @action: of the window; what the button is for */
void kindred_toast_set_button (KindredToast *self, const char *label, const char *action);

/* @timeout: seconds */
void kindred_toast_set_timeout (KindredToast *self, guint timeout);

const char *kindred_toast_get_text (KindredToast *self);

/* Returns: (nullable) */
const char *kindred_toast_get_action (KindredToast *self);

/* @place: an AdwToastOverlay or AdwPreferencesWindow, which shows no other toast */
void kindred_toast_show (KindredToast *self, GtkWidget *place);

/* Where it is shown, or NULL. */
GtkWidget *kindred_toast_get_place (KindredToast *self);

void kindred_toast_dismiss (KindredToast *self);

/* Whether it was dismissed, even if it is still to be seen. */
gboolean kindred_toast_get_dismissed (KindredToast *self);

/* Says and offers what @other does.  Returns: whether it did: only one that is just coming does */
gboolean kindred_toast_take (KindredToast *self, KindredToast *other);

G_END_DECLS
