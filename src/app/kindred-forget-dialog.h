/* kindred-forget-dialog.h - asks whether to delete for good what is known of a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * kindred_forget_dialog_run:
 * @parent: the preferences, above a window
 * @folder: id, or KINDRED_FORGET_MISSING
 * @name: how it is called; plain text
 *
 * Finds out what would be lost, asks, does it, and tells in the window how it went.  It may be asked for again at once.
 */
void kindred_forget_dialog_run (GtkWindow *parent, KindredSession *session, gint64 folder, const char *name);

G_END_DECLS
