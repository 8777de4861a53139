/* kindred-photo-file.h - an untrusted file, opened for reading
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KindredPhotoFile:
 * @fd: open for reading, its position unspecified
 * @size: bytes, when it was opened
 * @mtime: modification time, seconds since the epoch
 */
typedef struct
{
  int fd;
  guint64 size;
  gint64 mtime;
} KindredPhotoFile;

/**
 * kindred_photo_file_open:
 * @path: file name, bytes
 * @max_bytes: larger files are refused
 * @error: KINDRED_ERROR_UNREADABLE (also for folders, pipes, sockets and devices, none of which
 *   makes this wait), KINDRED_ERROR_BAD_IMAGE for an empty file, KINDRED_ERROR_TOO_LARGE
 *
 * Returns: (transfer full): free with kindred_photo_file_free()
 */
KindredPhotoFile *kindred_photo_file_open (const char *path, guint64 max_bytes, GError **error);
void kindred_photo_file_free (KindredPhotoFile *self);

/* Reads up to @size bytes at @offset; fewer only at the end of the file.  -1 on error
 * (KINDRED_ERROR_UNREADABLE). */
gssize kindred_photo_file_read (KindredPhotoFile *self, guint64 offset, void *buffer, gsize size, GError **error);

/* Returns: (transfer full): SHA-256 of the file's bytes, lower-case hexadecimal */
char *kindred_photo_file_hash (KindredPhotoFile *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredPhotoFile, kindred_photo_file_free)

G_END_DECLS
