/* kindred-store-grouping.c - what grouping reads and writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-journal.h"
#include "kindred-store-private.h"

#include "base/kindred-error.h"

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
  g_free (self->rejected_face);
  g_free (self->rejected_person);
  g_free (self);
}

#define GROUPED_FACES                                                                                                  \
  " FROM faces f CROSS JOIN detections d ON d.face = f.id CROSS JOIN photos p ON p.id = f.photo"                       \
  " CROSS JOIN embeddings e ON e.face = f.id"                                                                          \
  " WHERE d.encoder = ?1 AND f.decision < 2 AND " KINDRED_PHOTO_IS_THERE

static void
resize_faces (KindredGroupingFaces *self, gsize n)
{
  self->face = g_renew (gint64, self->face, n);
  self->photo = g_renew (gint64, self->photo, n);
  self->person = g_renew (gint64, self->person, n);
  self->decided = g_renew (guint8, self->decided, n);
  self->is_new = g_renew (guint8, self->is_new, n);
  self->quality = g_renew (float, self->quality, n);
  self->embeddings = g_renew (float, self->embeddings, n *KINDRED_EMBEDDING_SIZE);
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

static gboolean
load_faces (KindredStore *self, const char *encoder, KindredGroupingFaces *faces, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;
  gsize n_allocated = 0;

  /* A chosen cover is a decision as well. */
  statement = kindred_database_prepare (self->database,
                                        "SELECT f.id, f.photo, f.person, f.decision <> 0"
                                        " OR EXISTS (SELECT 1 FROM persons q WHERE q.cover = f.id),"
                                        " f.grouped, f.quality, d.time, e.vector" GROUPED_FACES " ORDER BY f.id",
                                        error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_text (statement, 1, encoder);
  while (kindred_statement_next (statement, error))
    {
      if (faces->n_faces == n_allocated)
        {
          n_allocated = MAX (1024, n_allocated + n_allocated / 2);
          resize_faces (faces, n_allocated);
        }
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

static gboolean
load_persons (KindredStore *self, KindredGroupingFaces *faces, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;
  gsize n;

  statement = kindred_database_prepare (
      self->database,
      "SELECT id, name IS NOT NULL, name IS NOT NULL OR hidden OR by_user OR cover IS NOT NULL"
      " OR favourite OR birth IS NOT NULL OR notes IS NOT NULL OR id IN (SELECT person FROM faces WHERE decision = 1)"
      " OR id IN (SELECT person FROM person_answers WHERE answer = 1"
      "   UNION ALL SELECT other FROM person_answers WHERE answer = 1) FROM persons ORDER BY id",
      error);
  if (statement == NULL || !count (self, "SELECT count(*) FROM persons", &n, error))
    return FALSE;

  faces->person_id = g_new (gint64, n);
  faces->person_named = g_new (guint8, n);
  faces->person_kept = g_new (guint8, n);
  for (gsize i = 0; i < n && kindred_statement_next (statement, error); i++)
    {
      faces->person_id[i] = kindred_statement_get_int (statement, 0);
      faces->person_named[i] = kindred_statement_get_int (statement, 1) != 0;
      faces->person_kept[i] = kindred_statement_get_int (statement, 2) != 0;
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

  done = load_faces (self, encoder, faces, error) && load_persons (self, faces, error)
         && load_rejections (self, faces, error) && kindred_store_get_strictness (self, &faces->strictness, error);
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

typedef struct
{
  KindredStore *store;
  GHashTable *new_persons; /* of "-1, -2, ...": (element-type gint64 gint64) */
  GHashTable *losers;      /* (element-type gint64): may be empty now */
  GHashTable *held;        /* (element-type gint64): persons that must not lose a face; see hold_touched() */
  gboolean journal;
  gint64 edit; /* 0 until something is applied */
  guint n_applied;
} Application;

static gint64 *
copy_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

/* Where @move goes: the id of an existing person, which is made if need be; 0 for none. */
static gboolean
get_target (Application *self, const KindredFaceMove *move, gint64 *person, GError **error)
{
  KindredDatabase *database = self->store->database;
  const gint64 *known;

  *person = move->new_person;
  if (move->new_person >= 0)
    return TRUE;

  known = g_hash_table_lookup (self->new_persons, &move->new_person);
  if (known != NULL)
    {
      *person = *known;
      return TRUE;
    }

  if (!kindred_database_run (database, "INSERT INTO persons DEFAULT VALUES", NULL, 0, error))
    return FALSE;

  *person = sqlite3_last_insert_rowid (kindred_database_get_handle (database));
  g_hash_table_insert (self->new_persons, copy_id (move->new_person), copy_id (*person));
  g_hash_table_add (self->losers, copy_id (*person));

  return TRUE;
}

static gboolean
write_down (Application *self, const KindredFaceMove *move, gint64 person, GError **error)
{
  return (self->edit != 0 || kindred_journal_begin (self->store, KINDRED_EDIT_REGROUP, &self->edit, error))
         && kindred_journal_add_move (self->store, self->edit, move->face, move->old_person, person, error);
}

/* Growing takes nothing from persons that the user has touched.  Those of @moves that lose faces were untouched when
 * it read them; those touched since keep what they have. */
static gboolean
hold_touched (Application *self, const KindredFaceMove *moves, gsize n_moves, GError **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (KindredGroupingFaces) now = g_new0 (KindredGroupingFaces, 1);

  if (n_moves == 0)
    return TRUE;
  if (!load_persons (self->store, now, error))
    return FALSE;

  for (gsize i = 0; i < now->n_persons; i++)
    if (now->person_kept[i])
      g_hash_table_add (touched, &now->person_id[i]);
  for (gsize i = 0; i < n_moves; i++)
    if (g_hash_table_contains (touched, &moves[i].old_person))
      g_hash_table_add (self->held, copy_id (moves[i].old_person));

  return TRUE;
}

/* What the user has said since grouping read the faces goes before what it found.  ?4: beside a face of the same photo
 * that was meant to leave and did not. */
static gboolean
apply_move (Application *self, const KindredFaceMove *move, GError **error)
{
  KindredDatabase *database = self->store->database;
  g_autoptr (KindredStatement) statement = NULL;
  gint64 person;

  if (g_hash_table_contains (self->held, &move->old_person))
    return TRUE;
  if (!get_target (self, move, &person, error))
    return FALSE;

  statement = kindred_database_prepare (database,
                                        "UPDATE faces SET person = ?3 WHERE id = ?1 AND person IS ?2 AND decision = 0"
                                        " AND person IS NOT ?3"
                                        " AND NOT EXISTS (SELECT 1 FROM persons WHERE cover = ?1)"
                                        " AND NOT EXISTS (SELECT 1 FROM rejections WHERE face = ?1 AND person = ?3)"
                                        " AND (?3 IS NULL OR EXISTS (SELECT 1 FROM persons WHERE id = ?3))"
                                        " AND NOT (?4 AND EXISTS (SELECT 1 FROM faces g"
                                        "   WHERE g.person = ?3 AND g.photo = faces.photo))",
                                        error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, move->face);
  kindred_statement_bind_id (statement, 2, move->old_person);
  kindred_statement_bind_id (statement, 3, person);
  kindred_statement_bind_int (statement, 4, g_hash_table_contains (self->held, &person));
  if (!kindred_statement_run (statement, error))
    return FALSE;

  if (sqlite3_changes (kindred_database_get_handle (database)) == 0)
    return TRUE;

  self->n_applied++;
  if (move->old_person != 0)
    g_hash_table_add (self->losers, copy_id (move->old_person));

  return !self->journal || write_down (self, move, person, error);
}

static gboolean
mark_seen (KindredStore *self, const gint64 *seen, gsize n_seen, GError **error)
{
  for (gsize i = 0; i < n_seen; i++)
    if (!kindred_database_run (self->database, "UPDATE faces SET grouped = 1 WHERE id = ?1 AND grouped = 0",
                               KINDRED_IDS (seen[i]), error))
      return FALSE;

  return TRUE;
}

/* Runs @func for every id in @ids. */
typedef gboolean (*PersonFunc) (Application *self, gint64 person, GError **error);

static gboolean
for_each_person (Application *self, GList *ids, PersonFunc func, GError **error)
{
  for (GList *link = ids; link != NULL; link = link->next)
    if (!func (self, *(const gint64 *) link->data, error))
      return FALSE;

  return TRUE;
}

static gboolean
touch (Application *self, gint64 person, GError **error)
{
  return kindred_journal_touch_person (self->store, self->edit, person, error)
         && kindred_journal_touch_answers (self->store, self->edit, person, error);
}

static gboolean
mark_created (Application *self, gint64 person, GError **error)
{
  return kindred_journal_mark_created (self->store, self->edit, person, error);
}

static gboolean
sweep (Application *self, gint64 person, GError **error)
{
  return kindred_store_sweep_person (self->store, person, error);
}

/* Persons that were made for moves that then did not happen go too. */
static gboolean
end_empty_persons (Application *self, GError **error)
{
  g_autoptr (GList) changed = g_hash_table_get_keys (self->losers);
  g_autoptr (GList) created = g_hash_table_get_values (self->new_persons);
  gboolean changed_any;

  if (self->edit == 0)
    return for_each_person (self, changed, sweep, error);

  return for_each_person (self, changed, touch, error) && for_each_person (self, changed, sweep, error)
         && for_each_person (self, created, mark_created, error)
         && kindred_journal_mark_gone (self->store, self->edit, error)
         && kindred_journal_prune (self->store, self->edit, &changed_any, error)
         && kindred_journal_count (self->store, self->edit, error);
}

static gboolean
apply_moves (Application *self, const KindredFaceMove *moves, gsize n_moves, GError **error)
{
  if (!self->journal && !hold_touched (self, moves, n_moves, error))
    return FALSE;

  for (gsize i = 0; i < n_moves; i++)
    if (!apply_move (self, &moves[i], error))
      return FALSE;

  return end_empty_persons (self, error);
}

gboolean
kindred_store_apply_grouping (KindredStore *self, const KindredFaceMove *moves, gsize n_moves, const gint64 *seen,
                              gsize n_seen, gboolean journal, guint *n_applied, GError **error)
{
  g_autoptr (GHashTable) new_persons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) losers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) held = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Application application = { self, new_persons, losers, held, journal, 0, 0 };
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (moves != NULL || n_moves == 0, FALSE);
  g_return_val_if_fail (seen != NULL || n_seen == 0, FALSE);

  if (!kindred_database_enter (self->database, journal, error))
    return FALSE;

  done = apply_moves (&application, moves, n_moves, error) && mark_seen (self, seen, n_seen, error);
  if (!kindred_database_leave (self->database, done, error))
    return FALSE;

  if (n_applied != NULL)
    *n_applied = application.n_applied;

  return TRUE;
}
