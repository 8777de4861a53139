/* kindred-toast-slot.h - one toast at a time, the newest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Edits may follow each other as fast as a key repeats.  Each toast makes room for the next one; those that would be
 * seen for a moment only are left out.
 *
 * libadwaita 1.2 crashes when a toast that took the place of another is dismissed within a fifth of a second: its
 * animation goes on after it was freed.  So none is dismissed before it is well in sight, and none comes before the
 * last one is gone. */

#define KINDRED_TYPE_TOAST_SLOT (kindred_toast_slot_get_type ())
G_DECLARE_FINAL_TYPE (KindredToastSlot, kindred_toast_slot, KINDRED, TOAST_SLOT, GObject)

/* Puts @toast (transfer full) into an overlay. */
typedef void (*KindredToastFunc) (AdwToast *toast, gpointer user_data);

/* @show: is called for as long as this lives */
KindredToastSlot *kindred_toast_slot_new (KindredToastFunc show, gpointer user_data);

/* Shows @toast (transfer full) (nullable) instead of the one that is shown or waits; within half a second. */
void kindred_toast_slot_take (KindredToastSlot *self, AdwToast *toast);

G_END_DECLS
