/* kindred-folders-group.h - the folders of the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Lists them, adds and removes them. */

#define KINDRED_TYPE_FOLDERS_GROUP (kindred_folders_group_get_type ())
G_DECLARE_FINAL_TYPE (KindredFoldersGroup, kindred_folders_group, KINDRED, FOLDERS_GROUP, AdwPreferencesGroup)

/* Once, before it is shown. */
void kindred_folders_group_set_session (KindredFoldersGroup *self, KindredSession *session);

G_END_DECLS
