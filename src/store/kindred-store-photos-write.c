/* kindred-store-photos-write.c - what a scan writes down of photos, but for faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-store-private.h"

#include "base/kindred-error.h"

static gboolean
find_photo (KindredStore *self, const char *path, gint64 *photo, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (self->database,
                                        "SELECT id FROM (SELECT id, missing FROM photos WHERE missing = 0 AND path = ?1"
                                        " UNION ALL SELECT id, missing FROM photos WHERE missing = 1 AND path = ?1)"
                                        " ORDER BY missing, id DESC LIMIT 1",
                                        error);
  if (statement == NULL)
    return FALSE;

  *photo = 0;
  kindred_statement_bind_path (statement, 1, path);
  if (kindred_statement_next (statement, error))
    {
      *photo = kindred_statement_get_int (statement, 0);
      return TRUE;
    }

  return kindred_statement_is_done (statement);
}

static gboolean
insert_photo (KindredStore *self, gint64 folder, const char *path, gint64 size, gint64 mtime, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (
      self->database, "INSERT INTO photos (folder, size, mtime, path) VALUES (?1, ?2, ?3, ?4)", error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, folder);
  kindred_statement_bind_int (statement, 2, size);
  kindred_statement_bind_int (statement, 3, mtime);
  kindred_statement_bind_path (statement, 4, path);

  return kindred_statement_run (statement, error);
}

static gboolean
put_new_photo (KindredStore *self, gint64 folder, const char *path, gint64 size, gint64 mtime, gint64 *photo,
               GError **error)
{
  if (!find_photo (self, path, photo, error))
    return FALSE;

  if (*photo != 0)
    return kindred_database_run (self->database,
                                 "UPDATE photos SET folder = ?2, size = ?3, mtime = ?4, state = 0, missing = 0,"
                                 " error_code = 0, error = NULL WHERE id = ?1",
                                 KINDRED_IDS (*photo, folder, size, mtime), error);

  if (!insert_photo (self, folder, path, size, mtime, error))
    return FALSE;

  *photo = sqlite3_last_insert_rowid (kindred_database_get_handle (self->database));

  return TRUE;
}

gint64
kindred_store_put_new_photo (KindredStore *self, gint64 folder, const char *path, gint64 size, gint64 mtime,
                             GError **error)
{
  gint64 photo = 0;
  gboolean done;

  g_return_val_if_fail (self != NULL && folder > 0, 0);
  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), 0);

  if (!kindred_database_enter (self->database, FALSE, error))
    return 0;

  done = put_new_photo (self, folder, path, size, mtime, &photo, error);

  return kindred_database_leave (self->database, done, error) ? photo : 0;
}

/* What was at @path until now is not there any more. */
static gboolean
make_room (KindredStore *self, gint64 photo, const char *path, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (
      self->database, "UPDATE photos SET missing = 1 WHERE missing = 0 AND path = ?2 AND id <> ?1", error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, photo);
  kindred_statement_bind_path (statement, 2, path);

  return kindred_statement_run (statement, error);
}

static gboolean
move_photo (KindredStore *self, gint64 photo, gint64 folder, const char *path, gint64 size, gint64 mtime,
            GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  if (!make_room (self, photo, path, error))
    return FALSE;

  statement = kindred_database_prepare (
      self->database, "UPDATE photos SET folder = ?2, size = ?3, mtime = ?4, path = ?5, missing = 0 WHERE id = ?1",
      error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, photo);
  kindred_statement_bind_int (statement, 2, folder);
  kindred_statement_bind_int (statement, 3, size);
  kindred_statement_bind_int (statement, 4, mtime);
  kindred_statement_bind_path (statement, 5, path);

  return kindred_statement_run (statement, error)
         && kindred_store_check_changed (self, KINDRED_THING_PHOTO, photo, error);
}

gboolean
kindred_store_move_photo (KindredStore *self, gint64 photo, gint64 folder, const char *path, gint64 size, gint64 mtime,
                          GError **error)
{
  gboolean done;

  g_return_val_if_fail (self != NULL && folder > 0, FALSE);
  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), FALSE);

  if (!kindred_database_enter (self->database, FALSE, error))
    return FALSE;

  done = move_photo (self, photo, folder, path, size, mtime, error);

  return kindred_database_leave (self->database, done, error);
}

static gboolean
update_photo (KindredStore *self, gint64 photo, const char *sql, const gint64 *values, guint n_values, GError **error)
{
  gboolean done;

  if (!kindred_database_enter (self->database, FALSE, error))
    return FALSE;

  done = kindred_database_run (self->database, sql, values, n_values, error)
         && kindred_store_check_changed (self, KINDRED_THING_PHOTO, photo, error);

  return kindred_database_leave (self->database, done, error);
}

gboolean
kindred_store_set_photo_missing (KindredStore *self, gint64 photo, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return update_photo (self, photo, "UPDATE photos SET missing = 1 WHERE id = ?1", KINDRED_IDS (photo), error);
}

gboolean
kindred_store_set_photo_found (KindredStore *self, gint64 photo, gint64 size, gint64 mtime, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return update_photo (self, photo, "UPDATE photos SET missing = 0, size = ?2, mtime = ?3 WHERE id = ?1",
                       KINDRED_IDS (photo, size, mtime), error);
}

static gboolean
set_photo_failed (KindredStore *self, gint64 photo, const GError *reason, GError **error)
{
  int code = reason->domain == KINDRED_ERROR ? reason->code : KINDRED_ERROR_FAILED;
  g_autofree char *message = g_utf8_make_valid (reason->message, -1);
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (
      self->database, "UPDATE photos SET state = 2, error_code = ?2, error = ?3 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, photo);
  kindred_statement_bind_int (statement, 2, code);
  kindred_statement_bind_text (statement, 3, message);

  return kindred_statement_run (statement, error)
         && kindred_store_check_changed (self, KINDRED_THING_PHOTO, photo, error);
}

gboolean
kindred_store_set_photo_failed (KindredStore *self, gint64 photo, const GError *reason, GError **error)
{
  gboolean done;

  g_return_val_if_fail (self != NULL && reason != NULL, FALSE);

  if (!kindred_database_enter (self->database, FALSE, error))
    return FALSE;

  done = set_photo_failed (self, photo, reason, error);

  return kindred_database_leave (self->database, done, error);
}
