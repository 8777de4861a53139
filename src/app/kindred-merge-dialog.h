/* kindred-merge-dialog.h - asks before persons become one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-person-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * kindred_merge_dialog_new:
 * @parent: (nullable)
 * @persons: (element-type KindredPersonItem): two or more
 * @keep: (nullable): one of them whose name and cover are to be proposed; NULL for the best one
 *
 * Shows all of them, says what comes of it, warns of photos that show two of them, and lets the user choose whose name
 * and cover stay; then merges through @session.  Who vanishes meanwhile is left out, and the user is told.
 */
GtkWidget *kindred_merge_dialog_new (GtkWindow *parent, KindredSession *session, GPtrArray *persons,
                                     KindredPersonItem *keep);

G_END_DECLS
