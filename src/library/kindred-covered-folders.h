/* kindred-covered-folders.h - folders of the library that show what another one shows, too
 *
 * In a Flatpak the document portal gives each folder a path with a number in it.  A folder that was dropped and then
 * chosen, or one inside another, has two such paths, and its photos would be in the library twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "store/kindred-records.h"

G_BEGIN_DECLS

/**
 * KindredCoveredFolder:
 * @folder: the one that is covered
 * @by: the one that shows all that is in @folder
 * @path: where in @by that is: below its path, or it
 */
typedef struct
{
  const KindredFolderRecord *folder;
  const KindredFolderRecord *by;
  char *path;
} KindredCoveredFolder;

void kindred_covered_folder_free (KindredCoveredFolder *self);

/**
 * kindred_covered_folders_find:
 * @folders: (element-type KindredFolderRecord): must outlive what is returned
 *
 * Of two that are the same, the one that was added first is covered: the user has given it another path since.  One
 * that cannot be read now neither covers nor is covered.  Blocks; any thread.
 *
 * Returns: (transfer full) (element-type KindredCoveredFolder)
 */
GPtrArray *kindred_covered_folders_find (GPtrArray *folders);

/* Whether @path is below @folder; not when it is @folder. */
gboolean kindred_path_is_below (const char *path, const char *folder);

G_END_DECLS
