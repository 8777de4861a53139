/* kindred-photo-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-photo-file.h"

#include "base/kindred-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK_SIZE (256 * 1024)

static gboolean
check_kind (const struct stat *status, guint64 max_bytes, GError **error)
{
  if (S_ISDIR (status->st_mode))
    g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE, "It is a folder");
  else if (!S_ISREG (status->st_mode))
    g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE,
                         "It is no regular file, but a pipe, socket or device");
  else if (status->st_size == 0)
    g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE, "The file is empty");
  else if ((guint64) status->st_size > max_bytes)
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE,
                 "The file has %" G_GUINT64_FORMAT " bytes, more than the limit of %" G_GUINT64_FORMAT,
                 (guint64) status->st_size, max_bytes);
  else
    return TRUE;

  return FALSE;
}

KindredPhotoFile *
kindred_photo_file_open (const char *path, guint64 max_bytes, GError **error)
{
  g_autoptr (KindredPhotoFile) self = NULL;
  struct stat status;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (KindredPhotoFile, 1);

  /* O_NONBLOCK: opening a pipe without a writer would wait for one forever. */
  self->fd = g_open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
  if (self->fd < 0 || fstat (self->fd, &status) != 0)
    {
      int saved_errno = errno;

      if (saved_errno == ENXIO)
        g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE,
                             "It is no regular file, but a pipe, socket or device");
      else
        g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE, "The file cannot be opened: %s",
                     g_strerror (saved_errno));
      return NULL;
    }
  if (!check_kind (&status, max_bytes, error))
    return NULL;

  self->size = status.st_size;
  self->mtime = status.st_mtim.tv_sec;

  return g_steal_pointer (&self);
}

void
kindred_photo_file_free (KindredPhotoFile *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

gssize
kindred_photo_file_read (KindredPhotoFile *self, guint64 offset, void *buffer, gsize size, GError **error)
{
  gsize done = 0;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (offset <= G_MAXINT64, -1);
  g_return_val_if_fail (size <= G_MAXSSIZE, -1);

  while (done < size && offset + done <= G_MAXINT64)
    {
      gssize n = pread (self->fd, (guint8 *) buffer + done, size - done, offset + done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE, "The file cannot be read: %s",
                       g_strerror (errno));
          return -1;
        }
      if (n == 0)
        break;
      done += n;
    }

  return done;
}

char *
kindred_photo_file_hash (KindredPhotoFile *self, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  guint64 offset = 0;
  gssize n;

  g_return_val_if_fail (self != NULL, NULL);

  while ((n = kindred_photo_file_read (self, offset, block, BLOCK_SIZE, error)) > 0)
    {
      g_checksum_update (checksum, block, n);
      offset += n;
    }

  return n < 0 ? NULL : g_strdup (g_checksum_get_string (checksum));
}
