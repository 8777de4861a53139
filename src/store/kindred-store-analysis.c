/* kindred-store-analysis.c - what the analyzer found replaces what it found before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-store-private.h"

#include "base/kindred-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MIN_OVERLAP 0.4 /* intersection over union of two boxes of the same face */
#define SAME_FRAME 0.05 /* seconds */
#define N_POINT_BYTES (2 * KINDRED_N_POINTS * sizeof (float))

G_STATIC_ASSERT (G_BYTE_ORDER == G_LITTLE_ENDIAN); /* vectors and points are stored as they are */

/* A face that the library has already. */
typedef struct
{
  gint64 id;
  gint64 person;
  double time;
  double x, y, width, height;
  gboolean decided; /* the user said something of it */
  gboolean found;   /* again */
} OldFace;

typedef struct
{
  OldFace *old;
  KindredFaceRecord *new;
  double overlap;
} Match;

static GArray *
load_old_faces (KindredStore *self, gint64 photo, GError **error)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, TRUE, sizeof (OldFace));
  g_autoptr (KindredStatement) statement = NULL;

  statement
      = kindred_database_prepare (self->database,
                                  "SELECT f.id, f.person, d.time, d.x, d.y, d.width, d.height,"
                                  " f.decision <> 0 OR EXISTS (SELECT 1 FROM rejections r WHERE r.face = f.id)"
                                  " OR EXISTS (SELECT 1 FROM persons q WHERE q.cover = f.id)"
                                  " FROM faces f JOIN detections d ON d.face = f.id WHERE f.photo = ?1 ORDER BY f.id",
                                  error);
  if (statement == NULL)
    return NULL;

  kindred_statement_bind_int (statement, 1, photo);
  while (kindred_statement_next (statement, error))
    {
      OldFace face = {
        .id = kindred_statement_get_int (statement, 0),
        .person = kindred_statement_get_int (statement, 1),
        .time = kindred_statement_get_number (statement, 2),
        .x = kindred_statement_get_number (statement, 3),
        .y = kindred_statement_get_number (statement, 4),
        .width = kindred_statement_get_number (statement, 5),
        .height = kindred_statement_get_number (statement, 6),
        .decided = kindred_statement_get_int (statement, 7) != 0,
      };

      g_array_append_val (faces, face);
    }

  return kindred_statement_is_done (statement) ? g_steal_pointer (&faces) : NULL;
}

static double
get_overlap (const OldFace *old, const KindredFaceRecord *new)
{
  double width = fmin (old->x + old->width, new->x + new->width) - fmax (old->x, new->x);
  double height = fmin (old->y + old->height, new->y + new->height) - fmax (old->y, new->y);
  double common;

  if (width <= 0 || height <= 0 || fabs (old->time - new->time) > SAME_FRAME)
    return 0;

  common = width * height;

  return common / (old->width * old->height + new->width *new->height - common);
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *first = a, *second = b;

  if (first->overlap != second->overlap)
    return first->overlap > second->overlap ? -1 : 1;

  return first->old->id < second->old->id ? -1 : first->old->id > second->old->id;
}

/* Gives new faces the ids of the old ones that they cover, best pairs first; the others get 0. */
static void
match_faces (GArray *old_faces, GPtrArray *new_faces)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));

  for (guint i = 0; i < new_faces->len; i++)
    {
      KindredFaceRecord *new = g_ptr_array_index (new_faces, i);

      new->id = 0;
      for (guint j = 0; j < old_faces->len; j++)
        {
          OldFace *old = &g_array_index (old_faces, OldFace, j);
          Match match = { old, new, get_overlap (old, new) };

          if (match.overlap >= MIN_OVERLAP)
            g_array_append_val (matches, match);
        }
    }

  g_array_sort (matches, compare_matches);
  for (guint i = 0; i < matches->len; i++)
    {
      Match *match = &g_array_index (matches, Match, i);

      if (match->old->found || match->new->id != 0)
        continue;

      match->old->found = TRUE;
      match->new->id = match->old->id;
    }
}

static gboolean
delete_lost_faces (KindredStore *self, GArray *old_faces, GError **error)
{
  for (guint i = 0; i < old_faces->len; i++)
    {
      const OldFace *old = &g_array_index (old_faces, OldFace, i);

      if (old->found || old->decided)
        continue;

      if (!kindred_database_run (self->database, "DELETE FROM faces WHERE id = ?1", KINDRED_IDS (old->id), error))
        return FALSE;

      if (old->person != 0 && !kindred_store_sweep_person (self, old->person, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- writing ---- */

static gboolean
update_photo (KindredStore *self, const KindredPhotoRecord *photo, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (
      self->database,
      "UPDATE photos SET state = 1, error_code = 0, error = NULL, content_hash = ?2, width = ?3, height = ?4,"
      " orientation = ?5, taken = ?6, date_source = ?7, latitude = ?8, longitude = ?9, camera = ?10 WHERE id = ?1",
      error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, photo->id);
  kindred_statement_bind_text (statement, 2, photo->content_hash);
  kindred_statement_bind_int (statement, 3, photo->width);
  kindred_statement_bind_int (statement, 4, photo->height);
  kindred_statement_bind_int (statement, 5, photo->orientation);
  kindred_statement_bind_int (statement, 6, photo->taken);
  kindred_statement_bind_int (statement, 7, photo->date_source);
  if (photo->has_position)
    {
      kindred_statement_bind_number (statement, 8, photo->latitude);
      kindred_statement_bind_number (statement, 9, photo->longitude);
    }
  kindred_statement_bind_text (statement, 10, photo->camera);

  return kindred_statement_run (statement, error)
         && kindred_store_check_changed (self, KINDRED_THING_PHOTO, photo->id, error);
}

/* A vector with a NaN in it would make every distance to it one. */
static gboolean
is_usable (const float *embedding)
{
  if (embedding == NULL)
    return FALSE;

  for (int i = 0; i < KINDRED_EMBEDDING_SIZE; i++)
    if (!isfinite (embedding[i]))
      return FALSE;

  return TRUE;
}

static gboolean
write_detection (KindredStore *self, const KindredFaceRecord *face, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (self->database,
                                        "INSERT OR REPLACE INTO detections (face, time, x, y, width, height, score,"
                                        " sharpness, size, yaw, pitch, roll, points, detector, encoder)"
                                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
                                        error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, face->id);
  kindred_statement_bind_number (statement, 2, face->time);
  kindred_statement_bind_number (statement, 3, face->x);
  kindred_statement_bind_number (statement, 4, face->y);
  kindred_statement_bind_number (statement, 5, face->width);
  kindred_statement_bind_number (statement, 6, face->height);
  kindred_statement_bind_number (statement, 7, face->score);
  kindred_statement_bind_number (statement, 8, face->sharpness);
  kindred_statement_bind_number (statement, 9, face->size);
  kindred_statement_bind_number (statement, 10, face->yaw);
  kindred_statement_bind_number (statement, 11, face->pitch);
  kindred_statement_bind_number (statement, 12, face->roll);
  kindred_statement_bind_blob (statement, 13, face->points, N_POINT_BYTES);
  kindred_statement_bind_text (statement, 14, face->detector);
  kindred_statement_bind_text (statement, 15, face->encoder);

  return kindred_statement_run (statement, error);
}

static gboolean
write_embedding (KindredStore *self, const KindredFaceRecord *face, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  if (!is_usable (face->embedding))
    return kindred_database_run (self->database, "DELETE FROM embeddings WHERE face = ?1", KINDRED_IDS (face->id),
                                 error);

  statement = kindred_database_prepare (self->database,
                                        "INSERT INTO embeddings (face, vector) VALUES (?1, ?2)"
                                        " ON CONFLICT (face) DO UPDATE SET vector = excluded.vector",
                                        error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, face->id);
  kindred_statement_bind_blob (statement, 2, face->embedding, KINDRED_EMBEDDING_SIZE * sizeof (float));

  return kindred_statement_run (statement, error);
}

static gboolean
insert_face (KindredStore *self, gint64 photo, KindredFaceRecord *face, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (self->database, "INSERT INTO faces (photo, quality) VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, photo);
  kindred_statement_bind_number (statement, 2, face->quality);
  if (!kindred_statement_run (statement, error))
    return FALSE;

  face->id = sqlite3_last_insert_rowid (kindred_database_get_handle (self->database));

  return TRUE;
}

/* With another vector it is as good as new to grouping. */
static gboolean
update_face (KindredStore *self, const KindredFaceRecord *face, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (
      self->database,
      "UPDATE faces SET quality = ?2, grouped = grouped"
      " AND EXISTS (SELECT 1 FROM embeddings WHERE face = ?1 AND vector = ?3) WHERE id = ?1",
      error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, face->id);
  kindred_statement_bind_number (statement, 2, face->quality);
  if (face->embedding != NULL)
    kindred_statement_bind_blob (statement, 3, face->embedding, KINDRED_EMBEDDING_SIZE * sizeof (float));

  return kindred_statement_run (statement, error);
}

static gboolean
write_face (KindredStore *self, gint64 photo, KindredFaceRecord *face, GError **error)
{
  face->photo = photo;

  return (face->id == 0 ? insert_face (self, photo, face, error) : update_face (self, face, error))
         && write_detection (self, face, error) && write_embedding (self, face, error);
}

static gboolean
check_boxes (GPtrArray *faces, GError **error)
{
  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = g_ptr_array_index (faces, i);

      if (isfinite (face->x) && isfinite (face->y) && isfinite (face->time) && face->width > 0 && face->height > 0
          && isfinite (face->width) && isfinite (face->height))
        continue;

      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT, _ ("A face has no area"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
put_analysis (KindredStore *self, const KindredPhotoRecord *photo, GPtrArray *faces, GError **error)
{
  g_autoptr (GArray) old_faces = NULL;

  if (!update_photo (self, photo, error))
    return FALSE;

  old_faces = load_old_faces (self, photo->id, error);
  if (old_faces == NULL)
    return FALSE;

  match_faces (old_faces, faces);
  for (guint i = 0; i < faces->len; i++)
    if (!write_face (self, photo->id, g_ptr_array_index (faces, i), error))
      return FALSE;

  return delete_lost_faces (self, old_faces, error);
}

gboolean
kindred_store_put_analysis (KindredStore *self, const KindredPhotoRecord *photo, GPtrArray *faces, GError **error)
{
  gboolean done;

  g_return_val_if_fail (self != NULL && photo != NULL && faces != NULL, FALSE);

  if (!check_boxes (faces, error) || !kindred_database_enter (self->database, FALSE, error))
    return FALSE;

  done = put_analysis (self, photo, faces, error);

  return kindred_database_leave (self->database, done, error);
}
