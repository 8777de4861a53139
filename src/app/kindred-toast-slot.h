/* kindred-toast-slot.h - one toast at a time, the newest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Edits may follow each other as fast as a key repeats.  A toast that has been in sight for a moment makes room for the
 * next one; a newer one says and offers instead what the next one would.
 *
 * libadwaita 1.2 crashes when a toast that took the place of another is dismissed within a fifth of a second: it is
 * freed while its animation goes on. */

#define KINDRED_TYPE_TOAST_SLOT (kindred_toast_slot_get_type ())
G_DECLARE_FINAL_TYPE (KindredToastSlot, kindred_toast_slot, KINDRED, TOAST_SLOT, GObject)

KindredToastSlot *kindred_toast_slot_new (void);

/* Shows @toast (transfer full) (nullable) in @place instead of the last one.  Its title and the label of its button may
 * be all that is taken over: "button-clicked" is emitted by an earlier toast then. */
void kindred_toast_slot_take (KindredToastSlot *self, GtkWidget *place, AdwToast *toast);

/* @place: an AdwToastOverlay or AdwPreferencesWindow.  @toast: (transfer full) */
void kindred_toast_slot_add (GtkWidget *place, AdwToast *toast);

G_END_DECLS
