/* kindred-scan-listing.h - the first half of a scan: what is new, changed, moved or gone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-library-private.h"

G_BEGIN_DECLS

/* A photo that waits for an analyzer. */
typedef struct
{
  gint64 id;
  char *path;
} KindredTodo;

/**
 * KindredListing:
 * @photos: files that look like photos
 * @new_photos: never seen before
 * @changed: seen before with another size or time of change
 * @moved: known by content under another path, which is gone
 * @missing: were there at the last scan and are gone
 * @moved_folders: (element-type KindredMovedFolder)
 * @failures: (element-type KindredFailure): what could not be listed
 * @todo: (element-type KindredTodo): all photos that are to be analyzed, also those left over from a scan that was
 *   cut short
 */
typedef struct
{
  guint photos;
  guint new_photos;
  guint changed;
  guint moved;
  guint missing;
  GPtrArray *moved_folders;
  GPtrArray *failures;
  GPtrArray *todo;
} KindredListing;

/**
 * kindred_scan_list:
 * @paths: (nullable): folders and files to add to the library first
 * @error: errors of the store; G_IO_ERROR_CANCELLED.  What cannot be read is in @failures instead.
 *
 * Brings the library's list of photos up to date with the file system.  Blocks; in the files worker only.
 */
KindredListing *kindred_scan_list (KindredLibrary *library, const char *const *paths, GCancellable *cancellable,
                                   GError **error);
void kindred_listing_free (KindredListing *self);
void kindred_todo_free (KindredTodo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredListing, kindred_listing_free)

G_END_DECLS
