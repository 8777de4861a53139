/* kindred-folder-chooser.h - asks for folders to add
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the user choose folders, and scans them. */
void kindred_folder_chooser_run (GtkWindow *parent, KindredSession *session);

G_END_DECLS
