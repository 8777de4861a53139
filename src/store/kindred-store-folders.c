/* kindred-store-folders.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-store-private.h"

#include <string.h>

/* The id of the folder of the library that is @path or around it, or 0. */
static gboolean
find_folder_around (KindredStore *self, const char *path, gint64 *folder, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;
  g_autofree char *place = g_strdup (path);

  statement
      = kindred_database_prepare (self->database, "SELECT id FROM folders WHERE path = ?1 AND removed = 0", error);
  if (statement == NULL)
    return FALSE;

  *folder = 0;
  while (TRUE)
    {
      g_autofree char *parent = g_path_get_dirname (place);

      kindred_statement_bind_path (statement, 1, place);
      if (kindred_statement_next (statement, error))
        *folder = kindred_statement_get_int (statement, 0);
      else if (!kindred_statement_is_done (statement))
        return FALSE;

      if (*folder != 0 || g_str_equal (parent, place))
        return TRUE;

      kindred_statement_reset (statement);
      g_free (place);
      place = g_steal_pointer (&parent);
    }
}

static gboolean
put_folder (KindredStore *self, const char *path, gint64 *folder, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (self->database,
                                        "INSERT INTO folders (path) VALUES (?1)"
                                        " ON CONFLICT (path) DO UPDATE SET removed = 0, offline = 0 RETURNING id",
                                        error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_path (statement, 1, path);
  if (kindred_statement_next (statement, error))
    *folder = kindred_statement_get_int (statement, 0);

  /* To the end: the insertion is only then over. */
  return *folder != 0 && kindred_statement_run (statement, error);
}

/* Everything below PATH sorts between "PATH/" and "PATH0", '0' being what comes after '/'. */
static gboolean
run_below (KindredStore *self, const char *sql, gint64 folder, const char *from, const char *to, GError **error)
{
  g_autoptr (KindredStatement) statement = kindred_database_prepare (self->database, sql, error);

  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, folder);
  kindred_statement_bind_path (statement, 2, from);
  kindred_statement_bind_path (statement, 3, to);

  return kindred_statement_run (statement, error);
}

static char *
get_folder_path (KindredStore *self, gint64 folder, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (self->database, "SELECT path FROM folders WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;

  kindred_statement_bind_int (statement, 1, folder);
  if (kindred_statement_next (statement, error))
    return kindred_statement_dup_text (statement, 0);

  if (kindred_statement_is_done (statement))
    kindred_store_set_not_found (KINDRED_THING_FOLDER, folder, error);

  return NULL;
}

static gboolean
find_inner (KindredStore *self, const char *from, const char *to, gboolean *has_inner, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (self->database, "SELECT 1 FROM folders WHERE path >= ?1 AND path < ?2 LIMIT 1",
                                        error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_path (statement, 1, from);
  kindred_statement_bind_path (statement, 2, to);
  *has_inner = kindred_statement_next (statement, error);

  return *has_inner || kindred_statement_is_done (statement);
}

gboolean
kindred_store_absorb_folders (KindredStore *self, gint64 folder, gboolean if_inner, GError **error)
{
  g_autofree char *path = get_folder_path (self, folder, error);
  g_autofree char *from = NULL, *to = NULL;
  gboolean has_inner;

  if (path == NULL)
    return FALSE;

  if (g_str_equal (path, "/"))
    *path = '\0';
  from = g_strconcat (path, "/", NULL);
  to = g_strconcat (path, "0", NULL);

  if (if_inner)
    {
      if (!find_inner (self, from, to, &has_inner, error))
        return FALSE;

      if (!has_inner)
        return TRUE;
    }

  /* Twice, for each of the two indexes by path. */
  return run_below (self,
                    "UPDATE photos SET folder = ?1"
                    " WHERE missing = 0 AND path >= ?2 AND path < ?3 AND folder <> ?1",
                    folder, from, to, error)
         && run_below (self,
                       "UPDATE photos SET folder = ?1"
                       " WHERE missing = 1 AND path >= ?2 AND path < ?3 AND folder <> ?1",
                       folder, from, to, error)
         && run_below (self,
                       "UPDATE photos SET folder = ?1 WHERE folder IN"
                       " (SELECT id FROM folders WHERE path >= ?2 AND path < ?3 AND id <> ?1)",
                       folder, from, to, error)
         && run_below (self, "DELETE FROM folders WHERE path >= ?2 AND path < ?3 AND id <> ?1", folder, from, to,
                       error);
}

static gboolean
add_folder (KindredStore *self, const char *path, gint64 *folder, GError **error)
{
  if (!find_folder_around (self, path, folder, error))
    return FALSE;

  return *folder != 0
         || (put_folder (self, path, folder, error) && kindred_store_absorb_folders (self, *folder, FALSE, error));
}

gint64
kindred_store_add_folder (KindredStore *self, const char *path, GError **error)
{
  g_autofree char *canonical = NULL;
  gint64 folder = 0;
  gboolean done;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), 0);

  canonical = g_canonicalize_filename (path, "/");
  if (!kindred_database_enter (self->database, FALSE, error))
    return 0;

  done = add_folder (self, canonical, &folder, error);

  return kindred_database_leave (self->database, done, error) ? folder : 0;
}

GPtrArray *
kindred_store_load_folders (KindredStore *self, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_folder_record_free);
  g_autoptr (KindredStatement) statement = kindred_database_prepare (self->database, sql, error);

  if (statement == NULL)
    return NULL;

  while (kindred_statement_next (statement, error))
    {
      KindredFolderRecord *record = g_new0 (KindredFolderRecord, 1);

      record->id = kindred_statement_get_int (statement, 0);
      record->path = kindred_statement_dup_text (statement, 1);
      record->offline = kindred_statement_get_int (statement, 2) != 0;
      record->n_photos = kindred_statement_get_int (statement, 3);
      g_ptr_array_add (folders, record);
    }

  return kindred_statement_is_done (statement) ? g_steal_pointer (&folders) : NULL;
}

GPtrArray *
kindred_store_list_folders (KindredStore *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return kindred_store_load_folders (self,
                                     "SELECT id, path, offline,"
                                     " (SELECT count(*) FROM photos WHERE folder = folders.id AND missing = 0)"
                                     " FROM folders WHERE path IS NOT NULL AND removed = 0 ORDER BY path",
                                     error);
}

gboolean
kindred_store_set_folder_offline (KindredStore *self, gint64 folder, gboolean offline, GError **error)
{
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!kindred_database_enter (self->database, FALSE, error))
    return FALSE;

  done = kindred_database_run (self->database, "UPDATE folders SET offline = ?2 WHERE id = ?1",
                               KINDRED_IDS (folder, offline != FALSE), error)
         && kindred_store_check_changed (self, KINDRED_THING_FOLDER, folder, error);

  return kindred_database_leave (self->database, done, error);
}

static gboolean
drop_moved_folder (KindredStore *self, gint64 folder, gint64 new_folder, gboolean *dropped, GError **error)
{
  gint64 n_there;

  if (!kindred_database_get (self->database, "SELECT count(*) FROM photos WHERE folder = ?1 AND missing = 0",
                             KINDRED_IDS (folder), 0, &n_there, error))
    return FALSE;

  *dropped = n_there == 0;

  return n_there > 0
         || (kindred_database_run (self->database, "UPDATE photos SET folder = ?2 WHERE folder = ?1",
                                   KINDRED_IDS (folder, new_folder), error)
             && kindred_database_run (self->database, "DELETE FROM folders WHERE id = ?1 AND path IS NOT NULL",
                                      KINDRED_IDS (folder), error));
}

gboolean
kindred_store_drop_moved_folder (KindredStore *self, gint64 folder, gint64 new_folder, gboolean *dropped,
                                 GError **error)
{
  gboolean done;

  g_return_val_if_fail (self != NULL && dropped != NULL, FALSE);
  g_return_val_if_fail (folder != new_folder, FALSE);

  if (!kindred_database_enter (self->database, FALSE, error))
    return FALSE;

  done = drop_moved_folder (self, folder, new_folder, dropped, error);

  return kindred_database_leave (self->database, done, error);
}

gint64
kindred_store_get_loose_folder (KindredStore *self, GError **error)
{
  gint64 folder;

  g_return_val_if_fail (self != NULL, 0);

  if (!kindred_database_get (self->database, "SELECT id FROM folders WHERE path IS NULL", NULL, 0, 0, &folder, error))
    return 0;

  if (folder == 0)
    kindred_store_set_not_found (KINDRED_THING_FOLDER, 0, error);

  return folder;
}
