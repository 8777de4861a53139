/* kindred-library-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-library-file.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

#include <inttypes.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

/* https://www.sqlite.org/fileformat2.html, "The Database Header" */
#define HEADER_SIZE 100
#define MAGIC "SQLite format 3"
#define OFFSET_PAGE_SIZE 16
#define OFFSET_CHANGE_COUNTER 24
#define OFFSET_N_PAGES 28
#define OFFSET_USER_VERSION 60
#define OFFSET_APPLICATION_ID 68
#define OFFSET_VERSION_VALID_FOR 92

G_GNUC_PRINTF (4, 5)
static gboolean
fail (GError **error, const char *path, KindredError code, const char *format, ...)
{
  g_autofree char *display = kindred_paths_display (path);
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, KINDRED_ERROR, code, "%s: %s", display, reason);

  return FALSE;
}

static guint32
get_u32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* A log that was not yet written back, or a transaction that was cut off.  Readers leave an empty log
 * behind. */
static gboolean
has_company (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *beside = g_strconcat (path, suffixes[i], NULL);
      struct stat info;

      if (g_stat (beside, &info) == 0 && info.st_size > 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_size (const char *path, const guint8 *header, goffset size, GError **error)
{
  guint page_size = header[OFFSET_PAGE_SIZE] << 8 | header[OFFSET_PAGE_SIZE + 1];
  guint64 n_pages = get_u32 (header + OFFSET_N_PAGES);

  if (page_size == 1)
    page_size = 65536;

  /* The number of pages is only to be trusted if the last writer kept it. */
  if (get_u32 (header + OFFSET_CHANGE_COUNTER) != get_u32 (header + OFFSET_VERSION_VALID_FOR))
    return TRUE;

  if ((guint64) size < n_pages * page_size)
    return fail (error, path, KINDRED_ERROR_DAMAGED_LIBRARY,
                 _ ("the library is damaged: it is cut off after %" PRIu64 " of %" PRIu64 " bytes"), (guint64) size,
                 n_pages * page_size);

  return TRUE;
}

static gboolean
check_header (const char *path, const guint8 *header, goffset size, int newest, KindredLibraryFileState *state,
              GError **error)
{
  gint32 version;

  if (size < HEADER_SIZE || memcmp (header, MAGIC, sizeof MAGIC) != 0)
    return fail (error, path, KINDRED_ERROR_NOT_A_LIBRARY, _ ("this is no Kindred library"));

  if (get_u32 (header + OFFSET_APPLICATION_ID) != KINDRED_APPLICATION_ID)
    return fail (error, path, KINDRED_ERROR_NOT_A_LIBRARY,
                 _ ("this is no Kindred library but a database of another program"));

  version = (gint32) get_u32 (header + OFFSET_USER_VERSION);
  if (version > newest)
    return fail (error, path, KINDRED_ERROR_NEWER_LIBRARY,
                 _ ("the library was written by a newer version of Kindred (its format is %d, this one knows %d)"),
                 version, newest);

  *state = has_company (path) ? KINDRED_LIBRARY_FILE_IN_USE : KINDRED_LIBRARY_FILE_CLOSED;

  /* With a log, the end of the file may be in there. */
  return *state == KINDRED_LIBRARY_FILE_IN_USE || check_size (path, header, size, error);
}

/* Through SQLite's own file layer: closing a descriptor of one's own would, by the rules of POSIX, drop the locks of
 * every connection that this process has to the file, and another process would take the library for closed. */
static sqlite3_file *
open_file (sqlite3_vfs *vfs, sqlite3_filename name, const char *path, GError **error)
{
  sqlite3_file *file = g_malloc0 (vfs->szOsFile);
  int status = vfs->xOpen (vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL);

  if (status != SQLITE_OK)
    {
      int number = vfs->xGetLastError (vfs, 0, NULL);

      fail (error, path, KINDRED_ERROR_UNREADABLE, "%s",
            number != 0 ? g_strerror (number) : _ ("the file cannot be read"));
      g_clear_pointer (&file, g_free);
    }

  return file;
}

static gboolean
read_header (const char *path, guint8 *header, goffset *size, GError **error)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  sqlite3_filename name = sqlite3_create_filename (path, "", "", 0, NULL);
  g_autofree sqlite3_file *file = NULL;
  sqlite3_int64 length = 0;
  int status;

  if (name == NULL)
    return fail (error, path, KINDRED_ERROR_FAILED, _ ("there is not enough memory"));

  file = open_file (vfs, name, path, error);
  if (file == NULL)
    {
      sqlite3_free_filename (name);
      return FALSE;
    }

  status = file->pMethods->xFileSize (file, &length);
  if (status == SQLITE_OK && length > 0)
    status = file->pMethods->xRead (file, header, HEADER_SIZE, 0);
  file->pMethods->xClose (file);
  sqlite3_free_filename (name);

  if (status != SQLITE_OK && status != SQLITE_IOERR_SHORT_READ) /* the rest is zero then */
    return fail (error, path, KINDRED_ERROR_UNREADABLE, _ ("the file cannot be read"));

  *size = length;

  return TRUE;
}

gboolean
kindred_library_file_inspect (const char *path, int newest, KindredLibraryFileState *state, GError **error)
{
  guint8 header[HEADER_SIZE] = { 0 };
  GStatBuf info;
  goffset size = 0;

  if (g_stat (path, &info) != 0)
    {
      int number = errno;

      *state = KINDRED_LIBRARY_FILE_MISSING;
      return number == ENOENT || fail (error, path, KINDRED_ERROR_UNREADABLE, "%s", g_strerror (number));
    }

  /* Not opened: somebody may have given a named pipe. */
  if (!S_ISREG (info.st_mode))
    return fail (error, path, KINDRED_ERROR_NOT_A_LIBRARY, _ ("this is no file"));

  if (!read_header (path, header, &size, error))
    return FALSE;

  if (size == 0)
    {
      *state = KINDRED_LIBRARY_FILE_MISSING;
      return TRUE;
    }

  return check_header (path, header, size, newest, state, error);
}
