/* kindred-store-copies.c - a copy of the library in one file, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-store-private.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define MAX_KEPT 1000

static gboolean
fail (const char *path, KindredError code, const char *text, GError **error)
{
  g_autofree char *shown = kindred_paths_display (path);

  g_set_error (error, KINDRED_ERROR, code, "%s: %s", shown, text);

  return FALSE;
}

/* A new empty file beside @path, for nobody else to read, with a name that nobody has. */
static char *
reserve_beside (const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      fail (path, KINDRED_ERROR_UNREADABLE, g_strerror (errno), error);
      return NULL;
    }
  close (fd);

  return g_steal_pointer (&temporary);
}

static gboolean
put_in_place (const char *from, const char *to, GError **error)
{
  return g_rename (from, to) == 0 || fail (to, KINDRED_ERROR_UNREADABLE, g_strerror (errno), error);
}

/* ---- backing up ---- */

static gboolean
vacuum_into (KindredStore *self, const char *path, GError **error)
{
  g_autoptr (KindredStatement) statement = kindred_database_prepare (self->database, "VACUUM INTO ?1", error);

  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_text (statement, 1, path);

  return kindred_statement_run (statement, error);
}

gboolean
kindred_store_back_up (KindredStore *self, const char *path, GError **error)
{
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_strcmp0 (path, kindred_database_get_path (self->database)) == 0)
    return fail (path, KINDRED_ERROR_CONFLICT, _ ("this is the library itself"), error);

  temporary = reserve_beside (path, error);
  if (temporary == NULL)
    return FALSE;

  if (vacuum_into (self, temporary, error) && put_in_place (temporary, path, error))
    return TRUE;

  g_unlink (temporary);

  return FALSE;
}

/* ---- restoring ---- */

/* An older library leaves a copy of itself beside it when it is brought up to date. */
static void
delete_with_copies (const char *path, gboolean itself)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (name, itself ? "" : ".version-", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *found = g_build_filename (folder, entry, NULL);

      if (g_str_has_prefix (entry, prefix))
        g_unlink (found);
    }
}

/* Brings the copy up to date and looks for damage. */
static gboolean
verify_copy (const char *copy, const char *backup, GError **error)
{
  g_autoptr (KindredStore) store = kindred_store_open (copy, 0, error);
  g_auto (GStrv) findings = NULL;

  if (store == NULL || !kindred_store_check (store, &findings, NULL, error))
    return FALSE;

  return *findings == NULL || fail (backup, KINDRED_ERROR_DAMAGED_LIBRARY, findings[0], error);
}

static char *
make_copy (const char *path, const char *backup, GError **error)
{
  g_autofree char *copy = reserve_beside (path, error);
  g_autoptr (GFile) from = g_file_new_for_path (backup);
  g_autoptr (GFile) to = NULL;

  if (copy == NULL)
    return NULL;

  to = g_file_new_for_path (copy);
  if (g_file_copy (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error)
      && g_chmod (copy, 0600) == 0 && verify_copy (copy, backup, error))
    {
      delete_with_copies (copy, FALSE);
      return g_steal_pointer (&copy);
    }

  delete_with_copies (copy, TRUE);

  return NULL;
}

/* The present library is moved aside, never over another that was. */
static gboolean
keep_present (const char *path, char **kept, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  /* The last one who may write puts the log back and deletes it. */
  kindred_store_close (kindred_store_open (path, 0, NULL));
  if (g_file_test (log, G_FILE_TEST_EXISTS))
    return fail (path, KINDRED_ERROR_BUSY, _ ("another program has the library open"), error);

  for (int i = 1; i < MAX_KEPT; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.replaced-%d.bak", path, i);

      /* Unlike rename(), link() never replaces anything. */
      if (link (path, name) == 0)
        {
          *kept = g_steal_pointer (&name);
          return TRUE;
        }
      if (errno != EEXIST)
        break;
    }

  return fail (path, KINDRED_ERROR_UNREADABLE, g_strerror (errno), error);
}

gboolean
kindred_store_restore (const char *path, const char *backup, char **kept, GError **error)
{
  g_autofree char *copy = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (backup != NULL, FALSE);
  g_return_val_if_fail (kept != NULL, FALSE);

  *kept = NULL;
  copy = make_copy (path, backup, error);
  if (copy == NULL)
    return FALSE;

  if (keep_present (path, kept, error) && put_in_place (copy, path, error))
    return TRUE;

  g_unlink (copy);
  g_clear_pointer (kept, g_free);

  return FALSE;
}

/* ---- analyzing again ---- */

gboolean
kindred_store_forget_analyses (KindredStore *self, const char *encoder, GError **error)
{
  static const char *const all = "UPDATE photos SET state = 0 WHERE state = 1";
  g_autoptr (KindredStatement) statement = NULL;
  g_autofree char *others = g_strconcat (
      all, " AND id IN (SELECT f.photo FROM faces f JOIN detections d ON d.face = f.id WHERE d.encoder <> ?1)", NULL);

  g_return_val_if_fail (self != NULL, FALSE);

  statement = kindred_database_prepare (self->database, encoder != NULL ? others : all, error);
  if (statement == NULL)
    return FALSE;

  if (encoder != NULL)
    kindred_statement_bind_text (statement, 1, encoder);

  return kindred_statement_run (statement, error);
}
