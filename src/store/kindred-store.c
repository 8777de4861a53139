/* kindred-store.c - opening and closing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-library-file.h"
#include "kindred-schema.h"
#include "kindred-store-cache.h"
#include "kindred-store-private.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
fail (const char *path, KindredError code, const char *text, GError **error)
{
  g_autofree char *display = kindred_paths_display (path);

  g_set_error (error, KINDRED_ERROR, code, "%s: %s", display, text);

  return FALSE;
}

/* Who knows whom is nobody else's business: not readable for others.  SQLite gives the files beside
 * it the same permissions. */
static gboolean
create_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (folder, KINDRED_ERROR_UNREADABLE, g_strerror (errno), error);

  /* Only a file that nobody has: see kindred-library-file.c on opening others. */
  fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd >= 0)
    close (fd);

  return fd >= 0 || errno == EEXIST || fail (path, KINDRED_ERROR_UNREADABLE, g_strerror (errno), error);
}

static gboolean
check_writable (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (faccessat (AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
    return fail (path, KINDRED_ERROR_READ_ONLY, _ ("the library cannot be written"), error);

  if (faccessat (AT_FDCWD, folder, W_OK, AT_EACCESS) != 0)
    return fail (path, KINDRED_ERROR_READ_ONLY, _ ("the library cannot be written, because its folder cannot"), error);

  return TRUE;
}

/* Reads the schema and the rows that every library has, without locks or files beside it. */
static gboolean
probe_closed_library (const char *path, gboolean read_only, GError **error)
{
  g_autoptr (KindredDatabase) database = kindred_database_open (path, KINDRED_DATABASE_IMMUTABLE, error);
  gint64 version, n_rows;

  return database != NULL && kindred_schema_get_version (database, &version, error)
         && (!read_only || kindred_schema_verify (database, error))
         && (version == 0
             || kindred_database_get (database, "SELECT count(*) FROM library", NULL, 0, 0, &n_rows, error));
}

static gboolean
check_file (const char *path, KindredStoreFlags flags, KindredLibraryFileState *state, GError **error)
{
  if (!kindred_library_file_inspect (path, kindred_schema_version, state, error))
    return FALSE;

  if (*state == KINDRED_LIBRARY_FILE_MISSING)
    return (flags & KINDRED_STORE_CREATE) != 0
           || fail (path, KINDRED_ERROR_UNREADABLE, _ ("there is no library"), error);

  if (*state == KINDRED_LIBRARY_FILE_CLOSED
      && !probe_closed_library (path, (flags & KINDRED_STORE_READ_ONLY) != 0, error))
    {
      KindredLibraryFileState state_now;

      /* Somebody may have opened it just then: no wonder that it changed under our eyes. */
      if (!kindred_library_file_inspect (path, kindred_schema_version, &state_now, NULL)
          || state_now != KINDRED_LIBRARY_FILE_IN_USE)
        return FALSE;

      g_clear_error (error);
      *state = state_now;
    }

  return TRUE;
}

static KindredDatabase *
open_for_writing (const char *path, KindredLibraryFileState state, GError **error)
{
  g_autoptr (KindredDatabase) database = NULL;

  if (state == KINDRED_LIBRARY_FILE_MISSING && !create_file (path, error))
    return NULL;

  if (!check_writable (path, error))
    return NULL;

  database = kindred_database_open (path, 0, error);
  if (database == NULL || !kindred_schema_upgrade (database, kindred_schema_steps, kindred_schema_version, error)
      || !kindred_database_use_wal (database, error))
    return NULL;

  return g_steal_pointer (&database);
}

static KindredDatabase *
open_verified (const char *path, KindredDatabaseFlags flags, GError **error)
{
  g_autoptr (KindredDatabase) database = kindred_database_open (path, flags, error);

  if (database == NULL || !kindred_schema_verify (database, error))
    return NULL;

  return g_steal_pointer (&database);
}

/* A library with a write-ahead log needs files beside it even for reading.  Where they cannot be
 * made (a read-only medium, a folder of somebody else's) and nothing waits in a log, the file is all
 * there is, and nobody can be changing it. */
static KindredDatabase *
open_for_reading (const char *path, KindredLibraryFileState state, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  KindredDatabase *database = open_verified (path, KINDRED_DATABASE_READ_ONLY, &local_error);

  if (database != NULL)
    return database;

  if (state == KINDRED_LIBRARY_FILE_CLOSED
      && (g_error_matches (local_error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE)
          || g_error_matches (local_error, KINDRED_ERROR, KINDRED_ERROR_READ_ONLY)))
    return open_verified (path, KINDRED_DATABASE_IMMUTABLE, error);

  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

static char *
read_library_id (KindredDatabase *database, GError **error)
{
  g_autoptr (KindredStatement) statement = kindred_database_prepare (database, "SELECT id FROM library", error);
  g_autofree char *id = NULL;

  if (statement == NULL)
    return NULL;

  if (kindred_statement_next (statement, error))
    id = kindred_statement_dup_text (statement, 0);
  else if (!kindred_statement_is_done (statement))
    return NULL;

  /* It becomes the name of a folder. */
  if (id == NULL || !g_uuid_string_is_valid (id))
    {
      fail (kindred_database_get_path (database), KINDRED_ERROR_DAMAGED_LIBRARY, _ ("the library is damaged"), error);
      return NULL;
    }

  return g_steal_pointer (&id);
}

KindredStore *
kindred_store_open (const char *path, KindredStoreFlags flags, GError **error)
{
  gboolean read_only = (flags & KINDRED_STORE_READ_ONLY) != 0;
  g_autoptr (KindredDatabase) database = NULL;
  g_autofree char *id = NULL;
  KindredLibraryFileState state;
  KindredStore *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (!read_only || (flags & KINDRED_STORE_CREATE) == 0, NULL);

  if (!check_file (path, flags, &state, error))
    return NULL;

  database = read_only ? open_for_reading (path, state, error) : open_for_writing (path, state, error);
  if (database == NULL)
    return NULL;

  id = read_library_id (database, error);
  if (id == NULL)
    return NULL;

  self = g_new0 (KindredStore, 1);
  self->database = g_steal_pointer (&database);
  self->library_id = g_steal_pointer (&id);

  return self;
}

void
kindred_store_keep_little (KindredStore *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);

  if (!kindred_database_execute (self->database, "PRAGMA cache_size = -2048", &error))
    g_debug ("The cache stays as it is: %s", error->message);
}

void
kindred_store_close (KindredStore *self)
{
  if (self == NULL)
    return;

  kindred_database_close (self->database);
  g_free (self->library_id);
  g_free (self);
}

const char *
kindred_store_get_library_id (KindredStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->library_id;
}

gint64
kindred_store_get_data_version (KindredStore *self)
{
  gint64 version;

  g_return_val_if_fail (self != NULL, -1);

  if (!kindred_database_get (self->database, "PRAGMA data_version", NULL, 0, -1, &version, NULL))
    return -1;

  return version;
}

void
kindred_store_set_busy_timeout (KindredStore *self, int milliseconds)
{
  g_return_if_fail (self != NULL);

  kindred_database_set_busy_timeout (self->database, milliseconds);
}

gboolean
kindred_store_begin (KindredStore *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return kindred_database_begin (self->database, error);
}

gboolean
kindred_store_commit (KindredStore *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return kindred_database_commit (self->database, error);
}

void
kindred_store_rollback (KindredStore *self)
{
  g_return_if_fail (self != NULL);

  kindred_database_rollback (self->database);
}

void
kindred_store_set_not_found (KindredThing thing, gint64 id, GError **error)
{
  static const char *const texts[] = {
    [KINDRED_THING_FOLDER] = N_ ("This folder is not in the library"),
    [KINDRED_THING_PHOTO] = N_ ("This photo is not in the library"),
    [KINDRED_THING_FACE] = N_ ("This face is not in the library"),
    [KINDRED_THING_PERSON] = N_ ("This person is not in the library"),
    [KINDRED_THING_EDIT] = N_ ("There is no such edit"),
  };

  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND, "%s: %" G_GINT64_FORMAT, _ (texts[thing]), id);
}

gboolean
kindred_store_check_changed (KindredStore *self, KindredThing thing, gint64 id, GError **error)
{
  if (sqlite3_changes (kindred_database_get_handle (self->database)) > 0)
    return TRUE;

  kindred_store_set_not_found (thing, id, error);

  return FALSE;
}
