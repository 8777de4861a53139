/* kindred-store-revert.c - taking edits back that are not the last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-journal-depend.h"

#include "base/kindred-error.h"

#include <glib/gi18n-lib.h>

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT, text);

  return FALSE;
}

/* ---- the new edit ---- */

typedef struct
{
  KindredStore *store;
  gint64 id;     /* of the edit that takes back */
  GArray *chain; /* what it takes back, in order */
} Revert;

static gboolean
run (Revert *self, const char *sql, gint64 edit, GError **error)
{
  return kindred_database_run (self->store->database, sql, KINDRED_IDS (self->id, edit), error);
}

/* From what is there now to what was before edit ?2; the first edit that changed something has the last word. */
static gboolean
add_rows (Revert *self, gint64 edit, GError **error)
{
  return run (self, "INSERT INTO edit_reverts (edit, reverted) VALUES (?1, ?2)", edit, error)
         && run (self,
                 "INSERT OR IGNORE INTO edit_faces"
                 " (edit, face, old_person, old_decision, new_person, new_decision)"
                 " SELECT ?1, f.id, f.person, f.decision, e.old_person, e.old_decision"
                 " FROM edit_faces e CROSS JOIN faces f ON f.id = e.face WHERE e.edit = ?2",
                 edit, error)
         && run (self,
                 "INSERT OR IGNORE INTO edit_rejections (edit, face, person, added)"
                 " SELECT ?1, e.face, e.person, 1 - e.added FROM edit_rejections e WHERE e.edit = ?2",
                 edit, error)
         && run (self,
                 "INSERT OR IGNORE INTO edit_answers (edit, person, other, face, old_answer, new_answer)"
                 " SELECT ?1, e.person, e.other, e.face, coalesce (a.answer, b.answer, 0), e.old_answer"
                 " FROM edit_answers e LEFT JOIN person_answers a ON a.person = e.person AND a.other = e.other"
                 " LEFT JOIN face_answers b ON b.face = e.face AND b.person = e.person WHERE e.edit = ?2",
                 edit, error)
         && run (self,
                 "INSERT OR IGNORE INTO edit_folders (edit, folder, old_removed, new_removed)"
                 " SELECT ?1, d.id, d.removed, e.old_removed FROM edit_folders e JOIN folders d ON d.id = e.folder"
                 " WHERE e.edit = ?2 AND d.removed <> e.old_removed",
                 edit, error);
}

static gboolean
touch_persons (Revert *self, gint64 edit, GError **error)
{
  return kindred_journal_touch_persons_of (self->store, self->id, edit, error)
         && run (self,
                 "INSERT OR IGNORE INTO edit_persons (edit, person, by_user, old_exists, old_hidden, new_exists,"
                 " new_hidden) SELECT ?1, person, by_user, 0, 0, 0, 0 FROM edit_persons WHERE edit = ?2",
                 edit, error);
}

/* To be called for the last edit first. */
static gboolean
restore_persons (Revert *self, gint64 edit, GError **error)
{
  return run (
      self,
      "UPDATE edit_persons SET new_exists = iif (e.old_exists <> e.new_exists, e.old_exists, edit_persons.new_exists),"
      " new_name = iif (e.old_name IS NOT e.new_name, e.old_name, edit_persons.new_name),"
      " new_hidden = iif (e.old_hidden <> e.new_hidden, e.old_hidden, edit_persons.new_hidden),"
      " new_cover = iif (e.old_cover IS NOT e.new_cover, e.old_cover, edit_persons.new_cover),"
      " new_favourite = iif (e.old_favourite <> e.new_favourite, e.old_favourite, edit_persons.new_favourite),"
      " new_birth = iif (e.old_birth IS NOT e.new_birth, e.old_birth, edit_persons.new_birth),"
      " new_notes = iif (e.old_notes IS NOT e.new_notes, e.old_notes, edit_persons.new_notes)"
      " FROM edit_persons e WHERE edit_persons.edit = ?1 AND e.edit = ?2 AND e.person = edit_persons.person",
      edit, error);
}

static gboolean
add_changes (Revert *self, GError **error)
{
  for (guint i = 0; i < self->chain->len; i++)
    if (!add_rows (self, g_array_index (self->chain, gint64, i), error)
        || !touch_persons (self, g_array_index (self->chain, gint64, i), error))
      return FALSE;

  for (guint i = self->chain->len; i > 0; i--)
    if (!restore_persons (self, g_array_index (self->chain, gint64, i - 1), error))
      return FALSE;

  /* Somebody whom grouping has dissolved since, but who had a name, say, comes back; and rejections have no side
   * "now": those go that are as they should be already. */
  return run (self,
              "UPDATE edit_persons SET new_exists = 1 WHERE edit = ?1 AND ?2 <> 0 AND old_exists = 0"
              " AND (new_name IS NOT NULL OR new_hidden OR new_favourite OR new_birth IS NOT NULL"
              "   OR new_notes IS NOT NULL)",
              self->id, error)
         && run (self,
                 "DELETE FROM edit_rejections WHERE edit = ?1 AND ?2 <> 0 AND (NOT EXISTS (SELECT 1 FROM faces f"
                 "   WHERE f.id = edit_rejections.face) OR added = EXISTS (SELECT 1 FROM rejections r"
                 "   WHERE r.face = edit_rejections.face AND r.person = edit_rejections.person))",
                 self->id, error);
}

static gboolean
write_revert (Revert *self, gboolean *changed, GError **error)
{
  gint64 first = g_array_index (self->chain, gint64, 0);

  return kindred_journal_begin (self->store, KINDRED_EDIT_REVERT, &self->id, error) && add_changes (self, error)
         && kindred_journal_add_consequences (self->store, self->id, error)
         && kindred_journal_prune (self->store, self->id, changed, error)
         /* It is shown as what it takes back. */
         && run (self,
                 "UPDATE edits SET reverts = ?2, name = e.name, other_name = e.other_name, n_faces = e.n_faces,"
                 " n_persons = e.n_persons, flag = e.flag, person = e.person FROM edits e"
                 " WHERE edits.id = ?1 AND e.id = ?2",
                 first, error)
         && (!*changed || kindred_journal_apply (self->store, self->id, TRUE, error));
}

/* ---- what may be taken back ---- */

static gboolean
check_edit (KindredStore *self, gint64 edit, GError **error)
{
  g_autoptr (KindredEditRecord) record = NULL;

  if (!kindred_journal_read (self, edit, &record, error))
    return FALSE;
  if (record->undone)
    return fail (error, _ ("This edit was undone already"));
  if (record->reverted)
    return fail (error, _ ("This edit was taken back already"));

  return TRUE;
}

static GArray *
list_chain (KindredStore *self, gint64 edit, int n_dependents, GError **error)
{
  g_autoptr (GArray) chain = NULL;
  g_autoptr (GPtrArray) dependents = NULL;

  if (!check_edit (self, edit, error) || (chain = kindred_journal_list_chain (self, edit, error)) == NULL)
    return NULL;

  for (guint i = 0; i < chain->len; i++)
    if (!kindred_journal_check_kind (self, g_array_index (chain, gint64, i), error))
      return NULL;

  dependents = kindred_journal_list_dependents (self, chain, error);
  if (dependents == NULL)
    return NULL;

  if (n_dependents != KINDRED_ALL_DEPENDENTS && dependents->len != (guint) n_dependents)
    {
      fail (error, n_dependents == 0 ? _ ("Later edits depend on this one")
                                     : _ ("The history has changed meanwhile, so nothing was taken back"));
      return NULL;
    }

  return g_steal_pointer (&chain);
}

static gboolean
revert (KindredStore *self, gint64 edit, int n_dependents, KindredEditRecord **record, GError **error)
{
  g_autoptr (GArray) chain = list_chain (self, edit, n_dependents, error);
  Revert operation = { self, 0, chain };
  gboolean changed = FALSE;

  if (chain == NULL || !write_revert (&operation, &changed, error))
    return FALSE;

  if (changed)
    return kindred_journal_read (self, operation.id, record, error)
           && kindred_journal_find_person (self, *record, error);

  *record = g_new0 (KindredEditRecord, 1);
  (*record)->kind = KINDRED_EDIT_REVERT;

  return TRUE;
}

gboolean
kindred_store_revert (KindredStore *self, gint64 edit, int n_dependents, KindredEditRecord **record, GError **error)
{
  KindredEditRecord *written = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!kindred_database_enter (self->database, TRUE, error))
    return FALSE;

  done = revert (self, edit, n_dependents, &written, error);

  return kindred_store_leave_edit (self, done, written, record, error);
}

GPtrArray *
kindred_store_list_dependents (KindredStore *self, gint64 edit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) chain = NULL;
  GPtrArray *dependents = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!kindred_database_begin_read (self->database, cancellable, error))
    return NULL;

  if (check_edit (self, edit, error) && (chain = kindred_journal_list_chain (self, edit, error)) != NULL)
    dependents = kindred_journal_list_dependents (self, chain, error);
  kindred_database_end_read (self->database);

  return dependents;
}
