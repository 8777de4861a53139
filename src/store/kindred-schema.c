/* kindred-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-schema.h"

#include "kindred-library-file.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define MAX_BACKUPS 1000

static gboolean
fail (KindredDatabase *database, KindredError code, const char *text, GError **error)
{
  g_autofree char *display = kindred_paths_display (kindred_database_get_path (database));

  g_set_error (error, KINDRED_ERROR, code, "%s: %s", display, text);

  return FALSE;
}

gboolean
kindred_schema_get_version (KindredDatabase *database, gint64 *version, GError **error)
{
  return kindred_database_get (database, "PRAGMA user_version", NULL, 0, 0, version, error);
}

static gboolean
check_version (KindredDatabase *database, gint64 version, int newest, GError **error)
{
  if (version <= newest)
    return TRUE;

  return fail (database, KINDRED_ERROR_NEWER_LIBRARY, _ ("the library was written by a newer version of Kindred"),
               error);
}

/* An empty file, made by us within this second, or a library.  Anything else was refused by its
 * header already; what is left is a log that does not belong to its file. */
static gboolean
check_application (KindredDatabase *database, gint64 version, GError **error)
{
  gint64 application, n_tables;

  if (!kindred_database_get (database, "PRAGMA application_id", NULL, 0, 0, &application, error)
      || !kindred_database_get (database, "SELECT count(*) FROM sqlite_schema", NULL, 0, 0, &n_tables, error))
    return FALSE;

  if (version == 0 ? application == 0 && n_tables == 0 : application == KINDRED_APPLICATION_ID)
    return TRUE;

  return fail (database, KINDRED_ERROR_NOT_A_LIBRARY, _ ("this is no Kindred library"), error);
}

/* Takes a name that nobody has, by making the file. */
static char *
reserve_backup (KindredDatabase *database, gint64 version, GError **error)
{
  const char *path = kindred_database_get_path (database);

  for (int i = 1; i < MAX_BACKUPS; i++)
    {
      g_autofree char *suffix = i > 1 ? g_strdup_printf ("-%d", i) : g_strdup ("");
      g_autofree char *backup = g_strdup_printf ("%s.version-%d%s.bak", path, (int) version, suffix);
      int fd = g_open (backup, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

      if (fd >= 0)
        {
          close (fd);
          return g_steal_pointer (&backup);
        }

      if (errno != EEXIST)
        break;
    }

  fail (database, KINDRED_ERROR_READ_ONLY, _ ("there is no room for a copy of the library beside it"), error);

  return NULL;
}

static gboolean
copy_database (KindredDatabase *from, KindredDatabase *to, GError **error)
{
  sqlite3 *handle = kindred_database_get_handle (to);
  sqlite3_backup *backup = sqlite3_backup_init (handle, "main", kindred_database_get_handle (from), "main");
  int code = SQLITE_ERROR;

  if (backup != NULL)
    {
      sqlite3_backup_step (backup, -1);
      code = sqlite3_backup_finish (backup);
    }

  if (code != SQLITE_OK)
    kindred_database_set_error (to, code, error);

  return code == SQLITE_OK;
}

/* The write lock is held, so that nothing comes between the copy and the upgrade; another
 * connection reads meanwhile. */
static gboolean
back_up (KindredDatabase *database, gint64 version, GError **error)
{
  const char *path = kindred_database_get_path (database);
  g_autofree char *backup = reserve_backup (database, version, error);
  g_autoptr (KindredDatabase) from = NULL;
  g_autoptr (KindredDatabase) to = NULL;

  if (backup == NULL)
    return FALSE;

  from = kindred_database_open (path, KINDRED_DATABASE_READ_ONLY, error);
  if (from != NULL)
    to = kindred_database_open (backup, 0, error);

  if (to == NULL || !copy_database (from, to, error))
    {
      g_unlink (backup);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_references (KindredDatabase *database, GError **error)
{
  gint64 n_broken;

  if (!kindred_database_get (database, "SELECT count(*) FROM pragma_foreign_key_check", NULL, 0, 0, &n_broken, error))
    return FALSE;

  if (n_broken != 0)
    return fail (database, KINDRED_ERROR_DAMAGED_LIBRARY, _ ("the library is damaged and cannot be upgraded"), error);

  return TRUE;
}

static gboolean
run_steps (KindredDatabase *database, const char *const *steps, int n_steps, GError **error)
{
  gint64 version;

  /* Again, now that nobody else can write. */
  if (!kindred_schema_get_version (database, &version, error) || !check_version (database, version, n_steps, error))
    return FALSE;

  if (version > 0 && version < n_steps && !back_up (database, version, error))
    return FALSE;

  for (int i = version; i < n_steps; i++)
    {
      g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", i + 1);

      if (!kindred_database_execute (database, steps[i], error) || !kindred_database_execute (database, mark, error))
        return FALSE;
    }

  return version == 0 || check_references (database, error);
}

gboolean
kindred_schema_upgrade (KindredDatabase *database, const char *const *steps, int n_steps, GError **error)
{
  gboolean done;
  gint64 version;

  if (!kindred_schema_get_version (database, &version, error) || !check_application (database, version, error)
      || !check_version (database, version, n_steps, error))
    return FALSE;

  if (version == n_steps)
    return TRUE;

  /* A step may rebuild a table that others refer to: checked once at the end.  Durable, and into
   * the file itself, so that an older program sees the version in the header. */
  done = kindred_database_execute (database, "PRAGMA foreign_keys = OFF", error)
         && kindred_database_enter (database, TRUE, error);
  if (done)
    done = kindred_database_leave (database, run_steps (database, steps, n_steps, error), error)
           && kindred_database_execute (database, "PRAGMA wal_checkpoint (TRUNCATE)", error);

  return kindred_database_execute (database, "PRAGMA foreign_keys = ON", done ? error : NULL) && done;
}

gboolean
kindred_schema_verify (KindredDatabase *database, GError **error)
{
  gint64 version;

  if (!kindred_schema_get_version (database, &version, error) || !check_application (database, version, error)
      || !check_version (database, version, kindred_schema_version, error))
    return FALSE;

  if (version == kindred_schema_version)
    return TRUE;

  if (version == 0)
    return fail (database, KINDRED_ERROR_NOT_A_LIBRARY, _ ("this is no Kindred library"), error);

  return fail (database, KINDRED_ERROR_READ_ONLY,
               _ ("the library is of an older version, and cannot be upgraded when opened for reading only"), error);
}
