/* kindred-store-undo.c - undo and redo in order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-journal.h"

#include "base/kindred-error.h"

#include <glib/gi18n-lib.h>

gboolean
kindred_journal_check_kind (KindredStore *self, gint64 edit, GError **error)
{
  gint64 kind;

  if (!kindred_database_get (self->database, "SELECT kind FROM edits WHERE id = ?1", KINDRED_IDS (edit), 0, &kind,
                             error))
    return FALSE;

  if (kind >= KINDRED_EDIT_NAME && kind <= KINDRED_EDIT_LAST)
    return TRUE;

  g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_NEWER_LIBRARY,
                       _ ("This edit was made by a newer version of Kindred, which alone can take it back"));

  return FALSE;
}

/* The person that the edit names may be gone after undoing it: then the one that most of its faces
 * went back to. */
gboolean
kindred_journal_find_person (KindredStore *self, KindredEditRecord *record, GError **error)
{
  return kindred_database_get (self->database,
                               "SELECT id FROM persons WHERE id = ?2 UNION ALL SELECT * FROM ("
                               " SELECT f.person FROM edit_faces e JOIN faces f ON f.id = e.face"
                               " WHERE e.edit = ?1 AND f.person IS NOT NULL"
                               " GROUP BY f.person ORDER BY count(*) DESC, f.person LIMIT 1) LIMIT 1",
                               KINDRED_IDS (record->id, record->person), 0, &record->person, error);
}

static gboolean
step (KindredStore *self, gboolean forward, KindredEditRecord **record, GError **error)
{
  const char *sql
      = forward ? "SELECT min(id) FROM edits WHERE undone = 1" : "SELECT max(id) FROM edits WHERE undone = 0";
  g_autoptr (KindredEditRecord) edit = NULL;
  gint64 id;

  if (!kindred_database_get (self->database, sql, NULL, 0, 0, &id, error))
    return FALSE;

  if (id == 0)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND,
                           forward ? _ ("There is nothing to redo") : _ ("There is nothing to undo"));
      return FALSE;
    }

  /* Half of it would be worse than nothing. */
  if (!kindred_journal_check_kind (self, id, error) || !kindred_journal_apply (self, id, forward, error)
      || !kindred_journal_read (self, id, &edit, error) || !kindred_journal_find_person (self, edit, error))
    return FALSE;

  *record = g_steal_pointer (&edit);

  return TRUE;
}

static gboolean
step_in_transaction (KindredStore *self, gboolean forward, KindredEditRecord **record, GError **error)
{
  g_autoptr (KindredEditRecord) edit = NULL;
  gboolean done;

  if (!kindred_database_enter (self->database, TRUE, error))
    return FALSE;

  done = step (self, forward, &edit, error);
  if (!kindred_database_leave (self->database, done, error))
    return FALSE;

  if (record != NULL)
    *record = g_steal_pointer (&edit);

  return TRUE;
}

gboolean
kindred_store_undo (KindredStore *self, KindredEditRecord **record, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return step_in_transaction (self, FALSE, record, error);
}

gboolean
kindred_store_redo (KindredStore *self, KindredEditRecord **record, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return step_in_transaction (self, TRUE, record, error);
}

/* Others may have edited since the user was told how many there are. */
static gboolean
check_number (KindredStore *self, gint64 edit, guint n_expected, GError **error)
{
  gint64 n;

  if (!kindred_database_get (self->database, "SELECT count(*) FROM edits WHERE undone = 0 AND id >= ?1",
                             KINDRED_IDS (edit), 0, &n, error))
    return FALSE;

  if (n_expected == 0 || n == n_expected)
    return TRUE;

  g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT,
                       _ ("The history has changed meanwhile, so nothing was undone"));

  return FALSE;
}

static gboolean
undo_down_to (KindredStore *self, gint64 edit, guint n_expected, guint *n_undone, KindredEditRecord **record,
              GError **error)
{
  g_autoptr (KindredEditRecord) last = NULL;

  if (!kindred_journal_read (self, edit, &last, error))
    return FALSE;

  if (last->undone)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT, _ ("This edit was undone already"));
      return FALSE;
    }

  if (!check_number (self, edit, n_expected, error))
    return FALSE;

  do
    {
      g_clear_pointer (&last, kindred_edit_record_free);
      if (!step (self, FALSE, &last, error))
        return FALSE;
      (*n_undone)++;
    }
  while (last->id > edit);

  *record = g_steal_pointer (&last);

  return TRUE;
}

gboolean
kindred_store_undo_to (KindredStore *self, gint64 edit, guint n_expected, guint *n_undone, KindredEditRecord **record,
                       GError **error)
{
  g_autoptr (KindredEditRecord) last = NULL;
  guint n = 0;
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!kindred_database_enter (self->database, TRUE, error))
    return FALSE;

  done = undo_down_to (self, edit, n_expected, &n, &last, error);
  if (!kindred_database_leave (self->database, done, error))
    return FALSE;

  if (n_undone != NULL)
    *n_undone = n;
  if (record != NULL)
    *record = g_steal_pointer (&last);

  return TRUE;
}

gboolean
kindred_store_get_undo_state (KindredStore *self, gboolean *can_undo, gboolean *can_redo, GError **error)
{
  gint64 n_done, n_undone;

  g_return_val_if_fail (self != NULL && can_undo != NULL && can_redo != NULL, FALSE);

  if (!kindred_database_get (self->database, "SELECT EXISTS (SELECT 1 FROM edits WHERE undone = 0)", NULL, 0, 0,
                             &n_done, error)
      || !kindred_database_get (self->database, "SELECT EXISTS (SELECT 1 FROM edits WHERE undone = 1)", NULL, 0, 0,
                                &n_undone, error))
    return FALSE;

  *can_undo = n_done != 0;
  *can_redo = n_undone != 0;

  return TRUE;
}
