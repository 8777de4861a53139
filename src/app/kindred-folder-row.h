/* kindred-folder-row.h - a folder of the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Its name, where it is, how many photos it has, and a button that removes it from the library. */

#define KINDRED_TYPE_FOLDER_ROW (kindred_folder_row_get_type ())
G_DECLARE_FINAL_TYPE (KindredFolderRow, kindred_folder_row, KINDRED, FOLDER_ROW, AdwActionRow)

GtkWidget *kindred_folder_row_new (KindredSession *session, const KindredFolderRecord *folder);

/* @folder: the same one, with what may have changed */
void kindred_folder_row_update (KindredFolderRow *self, const KindredFolderRecord *folder);

gint64 kindred_folder_row_get_folder (KindredFolderRow *self);

G_END_DECLS
