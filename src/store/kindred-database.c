/* kindred-database.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-database-private.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

#include <glib/gi18n-lib.h>

#define CACHE_KIB 16384
#define WAL_LIMIT (32 * 1024 * 1024)

/* Pages in the log before they are written back to the file.  Somebody waits for a durable change,
 * so writing back is left to the next change of the other kind, within reason. */
#define PAGES_BEFORE_CHECKPOINT 1000
#define PAGES_BEFORE_CHECKPOINT_DURABLE 8000
#define STEPS_BETWEEN_CHECKS 2000 /* of SQLite's virtual machine: well below a millisecond */

/* The text for the user, and the code for the program, of what SQLite reports. */
static KindredError
explain (int code, const char **text)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      *text = _ ("another program is using the library");
      return KINDRED_ERROR_BUSY;
    case SQLITE_NOTADB:
      *text = _ ("this is no Kindred library");
      return KINDRED_ERROR_NOT_A_LIBRARY;
    case SQLITE_CORRUPT:
      *text = _ ("the library is damaged");
      return KINDRED_ERROR_DAMAGED_LIBRARY;
    case SQLITE_READONLY:
      *text = _ ("the library cannot be written");
      return KINDRED_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      *text = _ ("the library cannot be opened");
      return KINDRED_ERROR_UNREADABLE;
    case SQLITE_FULL:
      *text = _ ("the disk is full");
      return KINDRED_ERROR_FAILED;
    case SQLITE_IOERR:
      *text = _ ("the disk reports an error");
      return KINDRED_ERROR_FAILED;
    case SQLITE_NOMEM:
      *text = _ ("not enough memory");
      return KINDRED_ERROR_FAILED;
    default:
      *text = _ ("the library could not do it");
      return KINDRED_ERROR_FAILED;
    }
}

void
kindred_database_set_error (KindredDatabase *self, int code, GError **error)
{
  const char *text;
  KindredError kind;

  if ((code & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: %s", self->display_path, _ ("cancelled"));
      return;
    }

  kind = explain (code, &text);
  g_set_error (error, KINDRED_ERROR, kind, "%s: %s (%s)", self->display_path, text, sqlite3_errmsg (self->handle));
}

static int
progress_cb (void *data)
{
  KindredDatabase *self = data;

  return g_cancellable_is_cancelled (self->cancellable);
}

static void
set_cancellable (KindredDatabase *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  sqlite3_progress_handler (self->handle, cancellable != NULL ? STEPS_BETWEEN_CHECKS : 0,
                            cancellable != NULL ? progress_cb : NULL, self);
}

static char *
make_uri (const char *path)
{
  g_autofree char *escaped = g_uri_escape_bytes ((const guint8 *) path, strlen (path), "/");

  return g_strconcat ("file:", escaped, "?immutable=1", NULL);
}

static int
open_handle (const char *path, KindredDatabaseFlags flags, sqlite3 **handle)
{
  int mode = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

  if (flags & KINDRED_DATABASE_IMMUTABLE)
    {
      g_autofree char *uri = make_uri (path);

      return sqlite3_open_v2 (uri, handle, mode | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    }

  if (flags & KINDRED_DATABASE_READ_ONLY)
    mode |= SQLITE_OPEN_READONLY;
  else
    mode |= SQLITE_OPEN_READWRITE;
  if (flags & KINDRED_DATABASE_CREATE)
    mode |= SQLITE_OPEN_CREATE;

  return sqlite3_open_v2 (path, handle, mode, NULL);
}

static gboolean
configure (KindredDatabase *self, GError **error)
{
  g_autofree char *sql = NULL;

  sqlite3_busy_timeout (self->handle, KINDRED_DATABASE_BUSY_TIMEOUT);

  /* The file may come from anywhere: nothing in its schema is to run other than what we expect. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);

  sql = g_strdup_printf ("PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
                         "PRAGMA cache_size = -%d; PRAGMA synchronous = NORMAL;",
                         CACHE_KIB);

  return kindred_database_execute (self, sql, error);
}

KindredDatabase *
kindred_database_open (const char *path, KindredDatabaseFlags flags, GError **error)
{
  g_autoptr (KindredDatabase) self = g_new0 (KindredDatabase, 1);
  int code;

  self->path = g_strdup (path);
  self->display_path = kindred_paths_display (path);
  self->statements = kindred_statement_new_cache ();
  self->read_only = (flags & (KINDRED_DATABASE_READ_ONLY | KINDRED_DATABASE_IMMUTABLE)) != 0;

  code = open_handle (path, flags, &self->handle);
  if (code != SQLITE_OK)
    {
      kindred_database_set_error (self, code, error);
      return NULL;
    }

  if (!configure (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
kindred_database_close (KindredDatabase *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->statements);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("%s: closed with statements still open", self->display_path);

  g_clear_object (&self->cancellable);
  g_free (self->display_path);
  g_free (self->path);
  g_free (self);
}

const char *
kindred_database_get_path (KindredDatabase *self)
{
  return self->path;
}

sqlite3 *
kindred_database_get_handle (KindredDatabase *self)
{
  return self->handle;
}

void
kindred_database_set_busy_timeout (KindredDatabase *self, int milliseconds)
{
  sqlite3_busy_timeout (self->handle, milliseconds);
}

gboolean
kindred_database_use_wal (KindredDatabase *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = %d;", WAL_LIMIT);

  gint64 deadline = g_get_monotonic_time () + KINDRED_DATABASE_BUSY_TIMEOUT * G_TIME_SPAN_MILLISECOND;
  int code;

  /* The change to another journal mode does not wait by itself for a connection that is reading. */
  while (((code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL)) & 0xff) == SQLITE_BUSY
         && g_get_monotonic_time () < deadline)
    g_usleep (10 * G_TIME_SPAN_MILLISECOND);

  if (code != SQLITE_OK)
    {
      kindred_database_set_error (self, code, error);
      return FALSE;
    }

  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);

  return TRUE;
}

gboolean
kindred_database_execute (KindredDatabase *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    kindred_database_set_error (self, code, error);

  return code == SQLITE_OK;
}

/* synchronous cannot change inside a transaction. */
static gboolean
set_durable (KindredDatabase *self, gboolean durable, GError **error)
{
  if (self->durable == durable)
    return TRUE;

  self->durable = durable;
  sqlite3_wal_autocheckpoint (self->handle, durable ? PAGES_BEFORE_CHECKPOINT_DURABLE : PAGES_BEFORE_CHECKPOINT);

  return kindred_database_execute (self, durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", error);
}

static gboolean
begin_immediate (KindredDatabase *self, gboolean durable, GError **error)
{
  if (self->read_only)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_READ_ONLY, _ ("%s: the library is opened for reading only"),
                   self->display_path);
      return FALSE;
    }

  return set_durable (self, durable, error) && kindred_database_execute (self, "BEGIN IMMEDIATE", error);
}

static void
rollback (KindredDatabase *self)
{
  /* Some errors (disk full, say) have rolled back already. */
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

static gboolean
commit (KindredDatabase *self, GError **error)
{
  if (kindred_database_execute (self, "COMMIT", error))
    return TRUE;

  rollback (self);

  return FALSE;
}

/* The caller's transaction may be gone after an error that SQLite answers by rolling back. */
static gboolean
check_transaction (KindredDatabase *self, GError **error)
{
  if (!sqlite3_get_autocommit (self->handle))
    return TRUE;

  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_FAILED, _ ("%s: an earlier change failed, nothing was written"),
               self->display_path);

  return FALSE;
}

gboolean
kindred_database_begin (KindredDatabase *self, GError **error)
{
  g_return_val_if_fail (!self->has_transaction, FALSE);

  self->has_transaction = begin_immediate (self, FALSE, error);

  return self->has_transaction;
}

gboolean
kindred_database_commit (KindredDatabase *self, GError **error)
{
  g_return_val_if_fail (self->has_transaction, FALSE);

  self->has_transaction = FALSE;

  return check_transaction (self, error) && commit (self, error);
}

void
kindred_database_rollback (KindredDatabase *self)
{
  g_return_if_fail (self->has_transaction);

  self->has_transaction = FALSE;
  rollback (self);
}

gboolean
kindred_database_enter (KindredDatabase *self, gboolean durable, GError **error)
{
  if (self->has_transaction)
    return check_transaction (self, error) && kindred_database_execute (self, "SAVEPOINT inner_change", error);

  return begin_immediate (self, durable, error);
}

gboolean
kindred_database_leave (KindredDatabase *self, gboolean keep, GError **error)
{
  if (!self->has_transaction)
    {
      if (keep)
        return commit (self, error);

      rollback (self);
      return FALSE;
    }

  if (keep)
    return kindred_database_execute (self, "RELEASE inner_change", error);

  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK TO inner_change; RELEASE inner_change", NULL, NULL, NULL);

  return FALSE;
}

gboolean
kindred_database_begin_read (KindredDatabase *self, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (self->has_transaction ? !check_transaction (self, error) : !kindred_database_execute (self, "BEGIN", error))
    return FALSE;

  set_cancellable (self, cancellable);

  return TRUE;
}

void
kindred_database_end_read (KindredDatabase *self)
{
  set_cancellable (self, NULL);
  if (!self->has_transaction)
    rollback (self);
}
