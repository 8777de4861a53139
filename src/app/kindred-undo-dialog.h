/* kindred-undo-dialog.h - asks how much of the history is to be taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * kindred_undo_dialog_new:
 * @parent: (nullable)
 * @edit: what to take back; copied from
 * @dependents: (element-type KindredEditRecord): later edits that would have to go with it
 * @n_until: how many edits are in effect from the newest one down to and including @edit
 *
 * Lets the user choose between taking back @edit (and what depends on it, which is named) and undoing everything down
 * to it; then does that through @session.
 */
GtkWidget *kindred_undo_dialog_new (GtkWindow *parent, KindredSession *session, const KindredEditRecord *edit,
                                    GPtrArray *dependents, guint n_until);

G_END_DECLS
