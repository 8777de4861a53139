/* kindred-name-popover.h - asks who somebody is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-person-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An entry for a name, and below it the persons that it may mean.  Enter takes the name as typed; choosing one of the
 * persons, or typing the name that somebody has already, proposes to merge with that one.
 *
 * Signals: "done" (gboolean named): the popover closed, after a name was accepted or not. */

#define KINDRED_TYPE_NAME_POPOVER (kindred_name_popover_get_type ())
G_DECLARE_FINAL_TYPE (KindredNamePopover, kindred_name_popover, KINDRED, NAME_POPOVER, GtkPopover)

/* Parent it to a widget and pop it up; it unparents itself when it closes. */
GtkWidget *kindred_name_popover_new (KindredSession *session, KindredPersonItem *person);

/* What the entry holds at first in place of the person's name, with the cursor at its end. */
void kindred_name_popover_set_text (KindredNamePopover *self, const char *text);

G_END_DECLS
