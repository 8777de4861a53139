/* kindred-journal-read.c - edits as records, and which of them were taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-journal.h"

#define EDIT_COLUMNS                                                                                                   \
  "SELECT id, kind, time, undone, name, other_name, n_faces, n_persons, flag, person, reverts FROM edits"

static KindredEditRecord *
read_edit (KindredStatement *statement)
{
  KindredEditRecord *record = g_new0 (KindredEditRecord, 1);

  record->id = kindred_statement_get_int (statement, 0);
  record->kind = kindred_statement_get_int (statement, 1);
  record->time = kindred_statement_get_int (statement, 2);
  record->undone = kindred_statement_get_int (statement, 3) != 0;
  record->name = kindred_statement_dup_text (statement, 4);
  record->other_name = kindred_statement_dup_text (statement, 5);
  record->n_faces = kindred_statement_get_int (statement, 6);
  record->n_persons = kindred_statement_get_int (statement, 7);
  record->flag = kindred_statement_get_int (statement, 8) != 0;
  record->person = kindred_statement_get_int (statement, 9);
  record->reverts = kindred_statement_get_int (statement, 10);

  return record;
}

/* What was done in the beginning, and whether it is done again now. */
static gboolean
follow_reverts (KindredStore *self, KindredEditRecord *record, GError **error)
{
  gint64 kind, edit = record->reverts;

  record->restores = TRUE;
  while (edit != 0)
    {
      record->restores = !record->restores;
      if (!kindred_database_get (self->database, "SELECT kind FROM edits WHERE id = ?1", KINDRED_IDS (edit), 0, &kind,
                                 error)
          || !kindred_database_get (self->database, "SELECT reverts FROM edits WHERE id = ?1 AND reverts < id",
                                    KINDRED_IDS (edit), 0, &edit, error))
        return FALSE;

      record->reverted_kind = kind;
    }

  return TRUE;
}

GHashTable *
kindred_journal_list_reverted (KindredStore *self, GError **error)
{
  g_autoptr (GHashTable) reverted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (KindredStatement) statement = NULL;

  /* Newest first: whether one is taken back itself is known before what it takes back is looked at. */
  statement = kindred_database_prepare (self->database,
                                        "SELECT r.edit, r.reverted FROM edit_reverts r JOIN edits e ON e.id = r.edit"
                                        " WHERE e.undone = 0 ORDER BY r.edit DESC",
                                        error);
  if (statement == NULL)
    return NULL;

  while (kindred_statement_next (statement, error))
    {
      gint64 edit = kindred_statement_get_int (statement, 0);
      gint64 other = kindred_statement_get_int (statement, 1);

      if (!g_hash_table_contains (reverted, &edit))
        g_hash_table_add (reverted, g_memdup2 (&other, sizeof other));
    }

  return kindred_statement_is_done (statement) ? g_steal_pointer (&reverted) : NULL;
}

/* What is not in the row itself. */
static gboolean
complete_edits (KindredStore *self, GPtrArray *edits, GError **error)
{
  g_autoptr (GHashTable) reverted = kindred_journal_list_reverted (self, error);

  if (reverted == NULL)
    return FALSE;

  for (guint i = 0; i < edits->len; i++)
    {
      KindredEditRecord *record = edits->pdata[i];

      record->reverted = g_hash_table_contains (reverted, &record->id);
      if (record->reverts != 0 && !follow_reverts (self, record, error))
        return FALSE;
    }

  return TRUE;
}

static GPtrArray *
read_edits (KindredStore *self, const char *sql, gint64 parameter, GError **error)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_edit_record_free);
  g_autoptr (KindredStatement) statement = kindred_database_prepare (self->database, sql, error);

  if (statement == NULL)
    return NULL;

  kindred_statement_bind_int (statement, 1, parameter);
  while (kindred_statement_next (statement, error))
    g_ptr_array_add (edits, read_edit (statement));

  return kindred_statement_is_done (statement) && complete_edits (self, edits, error) ? g_steal_pointer (&edits) : NULL;
}

gboolean
kindred_journal_read (KindredStore *self, gint64 edit, KindredEditRecord **record, GError **error)
{
  g_autoptr (GPtrArray) edits = read_edits (self, EDIT_COLUMNS " WHERE id = ?1", edit, error);

  if (edits == NULL)
    return FALSE;

  if (edits->len == 0)
    {
      kindred_store_set_not_found (KINDRED_THING_EDIT, edit, error);
      return FALSE;
    }

  *record = g_ptr_array_steal_index (edits, 0);

  return TRUE;
}

GPtrArray *
kindred_store_list_edits (KindredStore *self, int limit, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return read_edits (self, EDIT_COLUMNS " ORDER BY id DESC LIMIT ?1", limit > 0 ? limit : -1, error);
}
