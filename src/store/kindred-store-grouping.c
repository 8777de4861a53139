/* kindred-store-grouping.c - what grouping reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-store-private.h"

#include "base/kindred-error.h"
#include "base/kindred-huge-pages.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Frames of a video are told apart by their time; photos beyond 2^32 are not to be expected. */
#define FRAME_SHIFT 32
#define FRAMES_PER_SECOND 1000

/* ---- reading ---- */

void
kindred_grouping_faces_free (KindredGroupingFaces *self)
{
  if (self == NULL)
    return;

  g_free (self->face);
  g_free (self->photo);
  g_free (self->person);
  g_free (self->decided);
  g_free (self->is_new);
  g_free (self->quality);
  g_free (self->embeddings);
  g_free (self->person_id);
  g_free (self->person_named);
  g_free (self->person_kept);
  g_free (self->person_lost);
  g_free (self->person_settled);
  g_free (self->rejected_face);
  g_free (self->rejected_person);
  g_free (self);
}

/* Few, and found by the indices of what makes them so: cheaper than to look at the photo of every face. */
#define PHOTOS_GONE                                                                                                    \
  "(SELECT id FROM photos INDEXED BY photos_missing_size WHERE missing = 1"                                            \
  " UNION ALL SELECT p.id FROM folders d CROSS JOIN photos p ON p.folder = d.id WHERE d.removed = 1)"

#define GROUPED_FACES                                                                                                  \
  " FROM faces f CROSS JOIN detections d ON d.face = f.id CROSS JOIN embeddings e ON e.face = f.id"                    \
  " WHERE d.encoder = ?1 AND f.decision < 2 AND f.photo NOT IN " PHOTOS_GONE

static void
allocate (KindredGroupingFaces *self, gsize n)
{
  self->face = g_new (gint64, n);
  self->photo = g_new (gint64, n);
  self->person = g_new (gint64, n);
  self->decided = g_new (guint8, n);
  self->is_new = g_new (guint8, n);
  self->quality = g_new (float, n);
  self->embeddings = g_new (float, n *KINDRED_EMBEDDING_SIZE);
  kindred_huge_pages_ask (self->embeddings, n * KINDRED_EMBEDDING_SIZE * sizeof *self->embeddings);
}

static void
read_face (KindredGroupingFaces *self, KindredStatement *statement)
{
  gsize i = self->n_faces;
  double time = kindred_statement_get_number (statement, 6);
  gint64 frame = time >= 0 ? 1 + llround (time * FRAMES_PER_SECOND) : 0;

  if (!kindred_statement_copy_floats (statement, 7, self->embeddings + i * KINDRED_EMBEDDING_SIZE,
                                      KINDRED_EMBEDDING_SIZE))
    return;

  self->face[i] = kindred_statement_get_int (statement, 0);
  self->photo[i] = kindred_statement_get_int (statement, 1) + (frame << FRAME_SHIFT);
  self->person[i] = kindred_statement_get_int (statement, 2);
  self->decided[i] = kindred_statement_get_int (statement, 3) != 0;
  self->is_new[i] = kindred_statement_get_int (statement, 4) == 0;
  self->quality[i] = kindred_statement_get_number (statement, 5);
  self->n_faces++;
}

/* A chosen cover is a decision as well. */
#define SELECT_FACES                                                                                                   \
  "SELECT f.id, f.photo, f.person,"                                                                                    \
  " f.decision <> 0 OR f.id IN (SELECT cover FROM persons WHERE cover IS NOT NULL),"                                   \
  " f.grouped, f.quality, d.time, e.vector" GROUPED_FACES

/* At most so many as there are, so that nothing is ever moved: memory that is not written to costs nothing. */
static gboolean
allocate_faces (KindredStore *self, gint64 person, KindredGroupingFaces *faces, gsize *n_allocated, GError **error)
{
  gint64 n;

  if (!kindred_database_get (
          self->database, person != 0 ? "SELECT count(*) FROM faces WHERE person = ?1" : "SELECT count(*) FROM faces",
          &person, person != 0 ? 1 : 0, 0, &n, error))
    return FALSE;

  *n_allocated = (gsize) MAX (n, 1);
  allocate (faces, *n_allocated);

  return TRUE;
}

/* @person: or 0 for all faces */
static gboolean
load_faces (KindredStore *self, const char *encoder, gint64 person, KindredGroupingFaces *faces, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;
  gsize n_allocated;

  if (!allocate_faces (self, person, faces, &n_allocated, error))
    return FALSE;

  statement = kindred_database_prepare (
      self->database, person != 0 ? SELECT_FACES " AND f.person = ?2 ORDER BY f.id" : SELECT_FACES " ORDER BY f.id",
      error);
  if (statement == NULL)
    return FALSE;

  if (person != 0)
    kindred_statement_bind_int (statement, 2, person);
  kindred_statement_bind_text (statement, 1, encoder);
  /* In the same transaction, there are no more. */
  while (kindred_statement_next (statement, error))
    {
      g_assert (faces->n_faces < n_allocated);
      read_face (faces, statement);
    }

  return kindred_statement_is_done (statement);
}

static gboolean
count (KindredStore *self, const char *sql, gsize *n, GError **error)
{
  gint64 value;

  if (!kindred_database_get (self->database, sql, NULL, 0, 0, &value, error))
    return FALSE;

  *n = value;

  return TRUE;
}

/* Of persons with faces in photos that are gone: whether one of them is not marked by kindred_store_settle_losses(). */
#define LOSSES                                                                                                         \
  "(SELECT f.person AS loser, max (f.grouped) AS is_new FROM " PHOTOS_GONE                                             \
  " g CROSS JOIN faces f ON f.photo = g.id GROUP BY f.person)"

gboolean
kindred_store_load_grouping_persons (KindredStore *self, KindredGroupingFaces *faces, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;
  gsize n;

  statement = kindred_database_prepare (
      self->database,
      "SELECT id, name IS NOT NULL, name IS NOT NULL OR hidden OR by_user OR cover IS NOT NULL"
      " OR favourite OR birth IS NOT NULL OR notes IS NOT NULL OR id IN (SELECT person FROM faces WHERE decision = 1)"
      " OR id IN (SELECT person FROM person_answers WHERE answer = 1"
      "   UNION ALL SELECT other FROM person_answers WHERE answer = 1), loser IS NOT NULL, is_new = 0"
      " FROM persons LEFT JOIN " LOSSES " ON loser = id ORDER BY id",
      error);
  if (statement == NULL || !count (self, "SELECT count(*) FROM persons", &n, error))
    return FALSE;

  faces->person_id = g_new (gint64, n);
  faces->person_named = g_new (guint8, n);
  faces->person_kept = g_new (guint8, n);
  faces->person_lost = g_new (guint8, n);
  faces->person_settled = g_new (guint8, n);
  for (gsize i = 0; i < n && kindred_statement_next (statement, error); i++)
    {
      faces->person_id[i] = kindred_statement_get_int (statement, 0);
      faces->person_named[i] = kindred_statement_get_int (statement, 1) != 0;
      faces->person_kept[i] = kindred_statement_get_int (statement, 2) != 0;
      faces->person_lost[i] = kindred_statement_get_int (statement, 3) != 0;
      faces->person_settled[i] = kindred_statement_get_int (statement, 4) != 0;
      faces->n_persons++;
    }

  return faces->n_persons == n;
}

static gboolean
load_rejections (KindredStore *self, KindredGroupingFaces *faces, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;
  gsize n;

  statement
      = kindred_database_prepare (self->database, "SELECT face, person FROM rejections ORDER BY face, person", error);
  if (statement == NULL || !count (self, "SELECT count(*) FROM rejections", &n, error))
    return FALSE;

  faces->rejected_face = g_new (gint64, n);
  faces->rejected_person = g_new (gint64, n);
  for (gsize i = 0; i < n && kindred_statement_next (statement, error); i++)
    {
      faces->rejected_face[i] = kindred_statement_get_int (statement, 0);
      faces->rejected_person[i] = kindred_statement_get_int (statement, 1);
      faces->n_rejections++;
    }

  return faces->n_rejections == n;
}

KindredGroupingFaces *
kindred_store_load_grouping (KindredStore *self, const char *encoder, GCancellable *cancellable, GError **error)
{
  g_autoptr (KindredGroupingFaces) faces = g_new0 (KindredGroupingFaces, 1);
  gboolean done;

  g_return_val_if_fail (self != NULL && encoder != NULL, NULL);

  if (!kindred_database_begin_read (self->database, cancellable, error))
    return NULL;

  done = load_faces (self, encoder, 0, faces, error) && kindred_store_load_grouping_persons (self, faces, error)
         && load_rejections (self, faces, error) && kindred_store_get_strictness (self, &faces->strictness, error);
  kindred_database_end_read (self->database);

  return done ? g_steal_pointer (&faces) : NULL;
}

KindredGroupingFaces *
kindred_store_load_grouping_of_person (KindredStore *self, const char *encoder, gint64 person,
                                       GCancellable *cancellable, GError **error)
{
  g_autoptr (KindredGroupingFaces) faces = g_new0 (KindredGroupingFaces, 1);
  gboolean done;

  g_return_val_if_fail (self != NULL && encoder != NULL && person > 0, NULL);

  if (!kindred_database_begin_read (self->database, cancellable, error))
    return NULL;

  done = load_faces (self, encoder, person, faces, error);
  kindred_database_end_read (self->database);

  return done ? g_steal_pointer (&faces) : NULL;
}

gboolean
kindred_store_has_new_faces (KindredStore *self, const char *encoder, gboolean *has_new, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  g_return_val_if_fail (self != NULL && encoder != NULL && has_new != NULL, FALSE);

  statement = kindred_database_prepare (self->database, "SELECT 1" GROUPED_FACES " AND f.grouped = 0 LIMIT 1", error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_text (statement, 1, encoder);
  *has_new = kindred_statement_next (statement, error);

  return *has_new || kindred_statement_is_done (statement);
}

gboolean
kindred_store_get_strictness (KindredStore *self, int *strictness, GError **error)
{
  gint64 value;

  g_return_val_if_fail (self != NULL && strictness != NULL, FALSE);

  if (!kindred_database_get (self->database, "SELECT strictness FROM library", NULL, 0, 0, &value, error))
    return FALSE;

  *strictness = CLAMP (value, -KINDRED_STORE_MAX_STRICTNESS, KINDRED_STORE_MAX_STRICTNESS);

  return TRUE;
}

/* ---- writing ---- */

gboolean
kindred_store_settle_losses (KindredStore *self, const gint64 *persons, gsize n_persons, GError **error)
{
  gboolean done = TRUE;

  g_return_val_if_fail (self != NULL && (persons != NULL || n_persons == 0), FALSE);

  if (!kindred_database_enter (self->database, FALSE, error))
    return FALSE;

  for (gsize i = 0; done && i < n_persons; i++)
    done = kindred_database_run (self->database,
                                 "UPDATE faces SET grouped = 0 WHERE person = ?1 AND grouped = 1 AND NOT EXISTS"
                                 " (SELECT 1 FROM photos p WHERE p.id = faces.photo AND " KINDRED_PHOTO_IS_THERE ")",
                                 KINDRED_IDS (persons[i]), error);

  return kindred_database_leave (self->database, done, error);
}

gboolean
kindred_store_set_strictness (KindredStore *self, int strictness, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (ABS (strictness) > KINDRED_STORE_MAX_STRICTNESS)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT, _ ("Strictness is between %d and %d"),
                   -KINDRED_STORE_MAX_STRICTNESS, KINDRED_STORE_MAX_STRICTNESS);
      return FALSE;
    }

  return kindred_database_run (self->database, "UPDATE library SET strictness = ?1", KINDRED_IDS (strictness), error);
}
