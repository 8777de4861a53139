/* kindred-held-enter.h - whether Enter is held down
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Enter that opens a question, held a moment too long, must not answer it.  GTK does not tell a press that repeats
 * itself from a new one: a key that was not let go has to be seen to be so, where it was pressed too. */

/* Lets @widget, a window or a popover in which Enter may open a guarded window, notice it. */
void kindred_held_enter_watch (GtkWidget *widget);

/* In @widget, a window, Enter that is held does nothing. */
void kindred_held_enter_guard (GtkWidget *widget);

G_END_DECLS
