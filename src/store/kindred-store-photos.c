/* kindred-store-photos.c - what a scan reads and writes, but for faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-store-private.h"

#include "base/kindred-error.h"

#define PHOTO_COLUMNS                                                                                                  \
  "p.id, p.folder, p.path, p.size, p.mtime, p.content_hash, p.width, p.height, p.orientation, p.taken,"                \
  " p.date_source, p.latitude IS NOT NULL, p.latitude, p.longitude, p.camera, p.missing, p.state, p.error_code,"       \
  " p.error, (SELECT count(*) FROM faces f WHERE f.photo = p.id AND f.decision <> 2)"

static KindredPhotoRecord *
read_photo (KindredStatement *statement)
{
  KindredPhotoRecord *record = kindred_photo_record_new ();

  record->id = kindred_statement_get_int (statement, 0);
  record->folder = kindred_statement_get_int (statement, 1);
  record->path = kindred_statement_dup_text (statement, 2);
  record->size = kindred_statement_get_int (statement, 3);
  record->mtime = kindred_statement_get_int (statement, 4);
  record->content_hash = kindred_statement_dup_text (statement, 5);
  record->width = kindred_statement_get_int (statement, 6);
  record->height = kindred_statement_get_int (statement, 7);
  record->orientation = kindred_statement_get_int (statement, 8);
  record->taken = kindred_statement_get_int (statement, 9);
  record->date_source = kindred_statement_get_int (statement, 10);
  record->has_position = kindred_statement_get_int (statement, 11) != 0;
  record->latitude = kindred_statement_get_number (statement, 12);
  record->longitude = kindred_statement_get_number (statement, 13);
  record->camera = kindred_statement_dup_text (statement, 14);
  record->state = kindred_statement_get_int (statement, 15) != 0 ? KINDRED_PHOTO_MISSING
                                                                 : kindred_statement_get_int (statement, 16);
  record->error_code = kindred_statement_get_int (statement, 17);
  record->error = kindred_statement_dup_text (statement, 18);
  record->n_faces = kindred_statement_get_int (statement, 19);

  return record;
}

static GPtrArray *
read_photos (KindredStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_photo_record_free);

  while (kindred_statement_next (statement, error))
    g_ptr_array_add (photos, read_photo (statement));

  return kindred_statement_is_done (statement) ? g_steal_pointer (&photos) : NULL;
}

static char *
make_photo_query (const KindredPhotoQuery *query)
{
  GString *sql = g_string_new ("SELECT " PHOTO_COLUMNS " FROM photos p"
                               " WHERE p.folder NOT IN (SELECT id FROM folders WHERE removed = 1)");

  if (query->folder != 0)
    g_string_append (sql, " AND p.folder = ?1");
  if (query->path != NULL)
    g_string_append (sql, " AND (p.missing = 0 AND p.path = ?2 OR p.missing = 1 AND p.path = ?2)");
  if (query->with_state)
    g_string_append (sql, query->state == KINDRED_PHOTO_MISSING ? " AND p.missing = 1"
                                                                : " AND p.missing = 0 AND p.state = ?3");
  g_string_append (sql, " ORDER BY p.path, p.missing, p.id");
  if (query->limit > 0)
    g_string_append (sql, " LIMIT ?4");

  return g_string_free (sql, FALSE);
}

GPtrArray *
kindred_store_list_photos (KindredStore *self, const KindredPhotoQuery *query, GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (KindredStatement) statement = NULL;
  g_autoptr (GPtrArray) photos = NULL;

  g_return_val_if_fail (self != NULL && query != NULL, NULL);

  sql = make_photo_query (query);
  statement = kindred_database_prepare (self->database, sql, error);
  if (statement == NULL)
    return NULL;

  kindred_statement_bind_int (statement, 1, query->folder);
  kindred_statement_bind_path (statement, 2, query->path);
  kindred_statement_bind_int (statement, 3, query->state);
  kindred_statement_bind_int (statement, 4, query->limit);

  if (!kindred_database_begin_read (self->database, cancellable, error))
    return NULL;

  photos = read_photos (statement, error);
  kindred_database_end_read (self->database);

  return g_steal_pointer (&photos);
}

GPtrArray *
kindred_store_list_shared_photos (KindredStore *self, const gint64 *persons, gsize n_persons, GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (GString) list = g_string_new ("[0");
  g_autoptr (KindredStatement) statement = NULL;
  g_autoptr (GPtrArray) photos = NULL;

  g_return_val_if_fail (self != NULL && (persons != NULL || n_persons == 0), NULL);

  statement
      = kindred_database_prepare (self->database,
                                  "SELECT " PHOTO_COLUMNS " FROM photos p WHERE " KINDRED_PHOTO_IS_THERE " AND p.id IN"
                                  " (SELECT f.photo FROM json_each (?1) j CROSS JOIN faces f ON f.person = j.value"
                                  "  CROSS JOIN detections d ON d.face = f.id"
                                  "  GROUP BY f.photo, d.time HAVING count (DISTINCT f.person) > 1)"
                                  " ORDER BY p.taken, p.id",
                                  error);
  if (statement == NULL || !kindred_database_begin_read (self->database, cancellable, error))
    return NULL;

  for (gsize i = 0; i < n_persons; i++)
    g_string_append_printf (list, ",%" G_GINT64_FORMAT, persons[i]);
  g_string_append_c (list, ']');
  kindred_statement_bind_text (statement, 1, list->str);

  photos = read_photos (statement, error);
  kindred_database_end_read (self->database);

  return g_steal_pointer (&photos);
}

KindredPhotoRecord *
kindred_store_get_photo (KindredStore *self, gint64 photo, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement
      = kindred_database_prepare (self->database, "SELECT " PHOTO_COLUMNS " FROM photos p WHERE p.id = ?1", error);
  if (statement == NULL)
    return NULL;

  kindred_statement_bind_int (statement, 1, photo);
  if (kindred_statement_next (statement, error))
    return read_photo (statement);

  if (kindred_statement_is_done (statement))
    kindred_store_set_not_found (KINDRED_THING_PHOTO, photo, error);

  return NULL;
}

/* Missing ones first, so that a file that is there has the last word on its path. */
static GHashTable *
read_stamps (KindredStatement *statement, GError **error)
{
  g_autoptr (GHashTable) stamps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  while (kindred_statement_next (statement, error))
    {
      KindredPhotoStamp *stamp = g_new0 (KindredPhotoStamp, 1);

      stamp->id = kindred_statement_get_int (statement, 0);
      stamp->size = kindred_statement_get_int (statement, 1);
      stamp->mtime = kindred_statement_get_int (statement, 2);
      stamp->state = kindred_statement_get_int (statement, 3) != 0 ? KINDRED_PHOTO_MISSING
                                                                   : kindred_statement_get_int (statement, 4);
      g_hash_table_replace (stamps, kindred_statement_dup_text (statement, 5), stamp);
    }

  return kindred_statement_is_done (statement) ? g_steal_pointer (&stamps) : NULL;
}

GHashTable *
kindred_store_get_photo_stamps (KindredStore *self, gint64 folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;
  g_autoptr (GHashTable) stamps = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = kindred_database_prepare (self->database,
                                        "SELECT id, size, mtime, missing, state, path FROM photos"
                                        " WHERE folder = ?1 ORDER BY missing DESC",
                                        error);
  if (statement == NULL)
    return NULL;

  kindred_statement_bind_int (statement, 1, folder);
  if (!kindred_database_begin_read (self->database, cancellable, error))
    return NULL;

  stamps = read_stamps (statement, error);
  kindred_database_end_read (self->database);

  return g_steal_pointer (&stamps);
}

GPtrArray *
kindred_store_list_missing_by_size (KindredStore *self, gint64 size, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = kindred_database_prepare (
      self->database, "SELECT " PHOTO_COLUMNS " FROM photos p WHERE p.missing = 1 AND p.size = ?1 ORDER BY p.id",
      error);
  if (statement == NULL)
    return NULL;

  kindred_statement_bind_int (statement, 1, size);

  return read_photos (statement, error);
}

/* ---- writing ---- */

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
