/* kindred-store-photos.c - photos, and what a scan compares them by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-store-private.h"

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
