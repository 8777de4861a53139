/* kindred-store-faces.c - reading faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-store-private.h"

#include <string.h>

#define FACE_COLUMNS                                                                                                   \
  "SELECT f.id, f.photo, p.path, p.width, p.height, p.taken, d.time, d.x, d.y, d.width, d.height, d.points, d.score,"  \
  " d.sharpness, d.size, d.yaw, d.pitch, d.roll, f.quality, d.detector, d.encoder, f.person, f.decision, q.name"
#define FACE_TABLES                                                                                                    \
  " FROM faces f CROSS JOIN photos p ON p.id = f.photo CROSS JOIN detections d ON d.face = f.id"                       \
  " LEFT JOIN persons q ON q.id = f.person"
#define N_FACE_COLUMNS 24

static KindredFaceRecord *
read_face (KindredStatement *statement)
{
  KindredFaceRecord *record = kindred_face_record_new ();

  record->id = kindred_statement_get_int (statement, 0);
  record->photo = kindred_statement_get_int (statement, 1);
  record->photo_path = kindred_statement_dup_text (statement, 2);
  record->photo_width = kindred_statement_get_int (statement, 3);
  record->photo_height = kindred_statement_get_int (statement, 4);
  record->taken = kindred_statement_get_int (statement, 5);
  record->time = kindred_statement_get_number (statement, 6);
  record->x = kindred_statement_get_number (statement, 7);
  record->y = kindred_statement_get_number (statement, 8);
  record->width = kindred_statement_get_number (statement, 9);
  record->height = kindred_statement_get_number (statement, 10);
  kindred_statement_copy_floats (statement, 11, record->points, G_N_ELEMENTS (record->points));
  record->score = kindred_statement_get_number (statement, 12);
  record->sharpness = kindred_statement_get_number (statement, 13);
  record->size = kindred_statement_get_number (statement, 14);
  record->yaw = kindred_statement_get_number (statement, 15);
  record->pitch = kindred_statement_get_number (statement, 16);
  record->roll = kindred_statement_get_number (statement, 17);
  record->quality = kindred_statement_get_number (statement, 18);
  record->detector = kindred_statement_dup_text (statement, 19);
  record->encoder = kindred_statement_dup_text (statement, 20);
  record->person = kindred_statement_get_int (statement, 21);
  record->decision = kindred_statement_get_int (statement, 22);
  record->person_name = kindred_statement_dup_text (statement, 23);

  return record;
}

static float *
read_embedding (KindredStatement *statement, int column)
{
  float *embedding = g_new (float, KINDRED_EMBEDDING_SIZE);

  if (kindred_statement_copy_floats (statement, column, embedding, KINDRED_EMBEDDING_SIZE))
    return embedding;

  g_free (embedding);

  return NULL;
}

static const char *
get_condition (KindredFacesKind kind)
{
  switch (kind)
    {
    case KINDRED_FACES_ALL:
      return " AND f.decision <> 2";
    case KINDRED_FACES_OF_PERSON:
      return " AND f.person = ?1";
    case KINDRED_FACES_OTHER:
      return " AND f.person IS NULL AND f.decision = 0";
    case KINDRED_FACES_NOT_A_FACE:
      return " AND f.person IS NULL AND f.decision = 2";
    case KINDRED_FACES_OF_PHOTO:
      return " AND f.photo = ?1 AND f.decision <> 2";
    case KINDRED_FACES_EVERY:
      return "";
    case KINDRED_FACES_ONE:
      return " AND f.id = ?1";
    default:
      g_return_val_if_reached ("");
    }
}

/* What get_condition() calls ?1. */
static gint64
get_subject (const KindredFaceQuery *query)
{
  switch (query->kind)
    {
    case KINDRED_FACES_OF_PHOTO:
      return query->photo;
    case KINDRED_FACES_ONE:
      return query->face;
    default:
      return query->person;
    }
}

static char *
make_face_query (const KindredFaceQuery *query)
{
  const char *extra
      = query->with_embeddings ? ", e.vector" FACE_TABLES " LEFT JOIN embeddings e ON e.face = f.id" : FACE_TABLES;

  return g_strconcat (FACE_COLUMNS, extra, " WHERE " KINDRED_PHOTO_IS_THERE, get_condition (query->kind),
                      " ORDER BY p.taken, f.id", NULL);
}

static GPtrArray *
read_faces (KindredStatement *statement, gboolean with_embeddings, GError **error)
{
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);

  while (kindred_statement_next (statement, error))
    {
      KindredFaceRecord *record = read_face (statement);

      if (with_embeddings)
        record->embedding = read_embedding (statement, N_FACE_COLUMNS);
      g_ptr_array_add (faces, record);
    }

  return kindred_statement_is_done (statement) ? g_steal_pointer (&faces) : NULL;
}

GPtrArray *
kindred_store_list_faces (KindredStore *self, const KindredFaceQuery *query, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (KindredStatement) statement = NULL;
  g_autoptr (GPtrArray) faces = NULL;

  g_return_val_if_fail (self != NULL && query != NULL, NULL);

  sql = make_face_query (query);
  statement = kindred_database_prepare (self->database, sql, error);
  if (statement == NULL)
    return NULL;

  kindred_statement_bind_int (statement, 1, get_subject (query));
  if (!kindred_database_begin_read (self->database, cancellable, error))
    return NULL;

  faces = read_faces (statement, query->with_embeddings, error);
  kindred_database_end_read (self->database);

  return g_steal_pointer (&faces);
}

KindredFaceRecord *
kindred_store_get_face (KindredStore *self, gint64 face, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = kindred_database_prepare (self->database, FACE_COLUMNS FACE_TABLES " WHERE f.id = ?1", error);
  if (statement == NULL)
    return NULL;

  kindred_statement_bind_int (statement, 1, face);
  if (kindred_statement_next (statement, error))
    return read_face (statement);

  if (kindred_statement_is_done (statement))
    kindred_store_set_not_found (KINDRED_THING_FACE, face, error);

  return NULL;
}
