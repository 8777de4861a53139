/* kindred-folder-walk.h - the files below a folder that may be photos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KindredWalkedFile:
 * @path: bytes, absolute
 * @size: bytes
 * @mtime: microseconds since the epoch
 * @device: of the file itself, links followed
 * @inode: likewise
 */
typedef struct
{
  char *path;
  gint64 size;
  gint64 mtime;
  guint64 device;
  guint64 inode;
} KindredWalkedFile;

/**
 * KindredFolderWalk:
 * @files: (element-type KindredWalkedFile): regular files that look like photos
 * @failures: (element-type KindredFailure): folders below that could not be listed
 * @empty: the folder itself holds nothing at all, as the mount point of a drive that is not there
 */
typedef struct
{
  GPtrArray *files;
  GPtrArray *failures;
  gboolean empty;
} KindredFolderWalk;

/**
 * kindred_folder_walk:
 * @path: folder to list, recursively
 * @error: KINDRED_ERROR_UNREADABLE when the folder itself cannot be listed; G_IO_ERROR_CANCELLED
 *
 * Skips what is hidden, what is no regular file, pseudo file systems (/proc and the like), and folders and files
 * that were seen already by another way (symbolic links; the real place wins).  Blocks; any thread.
 */
KindredFolderWalk *kindred_folder_walk (const char *path, GCancellable *cancellable, GError **error);
void kindred_folder_walk_free (KindredFolderWalk *self);

/* One file, links followed; NULL with KINDRED_ERROR_UNREADABLE if it is not there or no regular file. */
KindredWalkedFile *kindred_walked_file_new (const char *path, GError **error);
void kindred_walked_file_free (KindredWalkedFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredFolderWalk, kindred_folder_walk_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredWalkedFile, kindred_walked_file_free)

G_END_DECLS
