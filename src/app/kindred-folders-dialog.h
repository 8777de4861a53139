/* kindred-folders-dialog.h - the folders of the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KINDRED_TYPE_FOLDERS_DIALOG (kindred_folders_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KindredFoldersDialog, kindred_folders_dialog, KINDRED, FOLDERS_DIALOG, AdwWindow)

GtkWidget *kindred_folders_dialog_new (KindredSession *session);

/* Where to tell how edits went while the dialog is open. */
AdwToastOverlay *kindred_folders_dialog_get_toasts (KindredFoldersDialog *self);

G_END_DECLS
