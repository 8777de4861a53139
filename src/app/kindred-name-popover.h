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
 * It holds on to its person: one who vanishes meanwhile is told of, and what was typed stays.
 *
 * Signals: "done" (gboolean named): the popover closed, after a name or a merge was asked for or not. */

#define KINDRED_TYPE_NAME_POPOVER (kindred_name_popover_get_type ())
G_DECLARE_FINAL_TYPE (KindredNamePopover, kindred_name_popover, KINDRED, NAME_POPOVER, GtkPopover)

/* Parent it to a widget and pop it up; it unparents itself when it closes. */
GtkWidget *kindred_name_popover_new (KindredSession *session, KindredPersonItem *person);

/* To be called while @controller handles a key press: what the key writes is the beginning of the name.  The popover
 * must have been popped up. */
void kindred_name_popover_type (KindredNamePopover *self, GtkEventControllerKey *controller);

G_END_DECLS
