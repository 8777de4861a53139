/* kindred-store-grouping-apply.c - what grouping writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-journal.h"
#include "kindred-store-private.h"

#include "base/kindred-error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KindredStore *store;
  GHashTable *new_persons; /* of "-1, -2, ...": (element-type gint64 gint64) */
  GHashTable *losers;      /* (element-type gint64): may be empty now */
  GHashTable *wanted;      /* of "-1, -2, ...": (element-type gint64 guint): how many faces were to come */
  GHashTable *left;        /* (element-type gint64 gint64): per new person, whom the last face that came to it left */
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
  if (!kindred_store_load_grouping_persons (self->store, now, error))
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
  if (move->new_person < 0 && GPOINTER_TO_UINT (g_hash_table_lookup (self->wanted, &move->new_person)) > 1)
    g_hash_table_insert (self->left, copy_id (person), copy_id (move->old_person));
  if (move->old_person != 0)
    g_hash_table_add (self->losers, copy_id (move->old_person));

  return !self->journal || write_down (self, move, person, error);
}

/* Two processes that scan may have grouped the same new faces.  The later one would make persons of what the first one
 * left over. */
static gboolean
check_unseen (KindredStore *self, const gint64 *seen, gsize n_seen, GError **error)
{
  for (gsize i = 0; i < n_seen; i++)
    {
      g_autoptr (KindredStatement) statement
          = kindred_database_prepare (self->database, "SELECT 1 FROM faces WHERE id = ?1 AND grouped = 1", error);
      g_autoptr (GError) local_error = NULL;

      if (statement == NULL)
        return FALSE;

      kindred_statement_bind_int (statement, 1, seen[i]);
      if (kindred_statement_next (statement, &local_error))
        {
          g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT,
                               _ ("Another program has grouped these faces meanwhile"));
          return FALSE;
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
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

static void
count_wanted (Application *self, const KindredFaceMove *moves, gsize n_moves)
{
  for (gsize i = 0; i < n_moves; i++)
    if (moves[i].new_person < 0)
      {
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->wanted, &moves[i].new_person));

        g_hash_table_insert (self->wanted, copy_id (moves[i].new_person), GUINT_TO_POINTER (n + 1));
      }
}

/* If of several faces only one has come it goes back, unless there is a face of the same photo by now. */
static gboolean
end_single_persons (Application *self, GError **error)
{
  GHashTableIter iter;
  gpointer person, old_person;

  g_hash_table_iter_init (&iter, self->left);
  while (g_hash_table_iter_next (&iter, &person, &old_person))
    {
      g_autoptr (KindredStatement) statement = kindred_database_prepare (
          self->store->database,
          "UPDATE faces SET person = CASE WHEN EXISTS (SELECT 1 FROM faces g WHERE g.person = ?2"
          "   AND g.photo = faces.photo) THEN NULL ELSE ?2 END"
          " WHERE person = ?1 AND (SELECT count(*) FROM faces WHERE person = ?1) = 1",
          error);

      if (statement == NULL)
        return FALSE;

      kindred_statement_bind_int (statement, 1, *(const gint64 *) person);
      kindred_statement_bind_id (statement, 2, *(const gint64 *) old_person);
      if (!kindred_statement_run (statement, error))
        return FALSE;

      self->n_applied -= sqlite3_changes (kindred_database_get_handle (self->store->database));
    }

  return TRUE;
}

static gboolean
apply_moves (Application *self, const KindredFaceMove *moves, gsize n_moves, GError **error)
{
  if (!self->journal && !hold_touched (self, moves, n_moves, error))
    return FALSE;

  count_wanted (self, moves, n_moves);
  for (gsize i = 0; i < n_moves; i++)
    if (!apply_move (self, &moves[i], error))
      return FALSE;

  return (self->journal || end_single_persons (self, error)) && end_empty_persons (self, error);
}

gboolean
kindred_store_apply_grouping (KindredStore *self, const KindredFaceMove *moves, gsize n_moves, const gint64 *seen,
                              gsize n_seen, gboolean journal, guint *n_applied, GError **error)
{
  g_autoptr (GHashTable) new_persons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) losers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) held = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) left = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Application application = { self, new_persons, losers, wanted, left, held, journal, 0, 0 };
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (moves != NULL || n_moves == 0, FALSE);
  g_return_val_if_fail (seen != NULL || n_seen == 0, FALSE);

  if (!kindred_database_enter (self->database, journal, error))
    return FALSE;

  done = (journal || check_unseen (self, seen, n_seen, error)) && apply_moves (&application, moves, n_moves, error)
         && mark_seen (self, seen, n_seen, error);
  if (!kindred_database_leave (self->database, done, error))
    return FALSE;

  if (n_applied != NULL)
    *n_applied = application.n_applied;

  return TRUE;
}
