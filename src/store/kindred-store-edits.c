/* kindred-store-edits.c - from an edit to the journal to the rows that it changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit-writer.h"

#include "base/kindred-paths.h"

static gboolean
write_remove_folder (KindredEditWriter *self, GError **error)
{
  gint64 folder = self->edit->target;
  g_autofree char *path = NULL;
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (
      self->store->database, "SELECT path FROM folders WHERE id = ?1 AND removed = 0 AND path IS NOT NULL", error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, folder);
  if (kindred_statement_next (statement, error))
    path = kindred_statement_dup_text (statement, 0);
  else if (kindred_statement_is_done (statement))
    kindred_store_set_not_found (KINDRED_THING_FOLDER, folder, error);

  if (path == NULL)
    return FALSE;

  self->name = kindred_paths_display (path);

  return kindred_edit_writer_run (
      self, "INSERT INTO edit_folders (edit, folder, old_removed, new_removed) VALUES (?1, ?2, 0, 1)",
      KINDRED_IDS (self->id, folder), error);
}

static gboolean write_changes (KindredEditWriter *self, GError **error);

/* The record is about all of them. */
static gboolean
write_parts (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;
  gboolean done = TRUE;

  for (guint i = 0; done && i < edit->parts->len; i++)
    {
      self->edit = g_ptr_array_index (edit->parts, i);
      done = write_changes (self, error);
      g_clear_pointer (&self->name, g_free);
      g_clear_pointer (&self->other_name, g_free);
    }

  self->edit = edit;
  self->person = edit->target;
  self->flag = edit->flag;

  return done && kindred_edit_writer_note_name (self, error);
}

static gboolean
write_changes (KindredEditWriter *self, GError **error)
{
  switch (self->edit->kind)
    {
    case KINDRED_EDIT_NAME:
      return kindred_edit_writer_write_name (self, error);
    case KINDRED_EDIT_MERGE:
      return kindred_edit_writer_write_merge (self, error);
    case KINDRED_EDIT_MOVE_FACES:
      return kindred_edit_writer_write_move_faces (self, error);
    case KINDRED_EDIT_SPLIT:
      return kindred_edit_writer_write_split (self, error);
    case KINDRED_EDIT_CONFIRM:
      return kindred_edit_writer_write_confirm (self, error);
    case KINDRED_EDIT_REJECT:
      return kindred_edit_writer_write_reject (self, error);
    case KINDRED_EDIT_NOT_A_FACE:
      return kindred_edit_writer_write_not_a_face (self, error);
    case KINDRED_EDIT_HIDE:
      return kindred_edit_writer_write_hide (self, error);
    case KINDRED_EDIT_COVER:
      return kindred_edit_writer_write_cover (self, error);
    case KINDRED_EDIT_RESTORE:
      return kindred_edit_writer_write_restore (self, error);
    case KINDRED_EDIT_REMOVE_FOLDER:
      return write_remove_folder (self, error);
    case KINDRED_EDIT_ANSWER:
      return kindred_edit_writer_write_answer (self, error);
    case KINDRED_EDIT_ANSWERS:
      return write_parts (self, error);
    case KINDRED_EDIT_FAVOURITE:
      return kindred_edit_writer_write_favourite (self, error);
    case KINDRED_EDIT_BIRTH:
      return kindred_edit_writer_write_birth (self, error);
    case KINDRED_EDIT_NOTES:
      return kindred_edit_writer_write_notes (self, error);
    case KINDRED_EDIT_REVERT:  /* kindred_store_revert() */
    case KINDRED_EDIT_REGROUP: /* kindred_store_apply_grouping() */
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* What was denied changed nothing that could be counted. */
static gboolean
count (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  if (edit->kind == KINDRED_EDIT_ANSWER)
    return kindred_journal_count_answer (self->store, self->id, edit->face != 0, error);

  if (edit->kind == KINDRED_EDIT_ANSWERS && !edit->flag)
    return kindred_edit_writer_run (self, "UPDATE edits SET n_faces = ?2, n_persons = 0 WHERE id = ?1",
                                    KINDRED_IDS (self->id, edit->parts->len), error);

  if (edit->kind == KINDRED_EDIT_SPLIT)
    return kindred_journal_count_split (self->store, self->id, error);

  return kindred_journal_count (self->store, self->id, error);
}

static gboolean
write_record (KindredEditWriter *self, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (
      self->store->database, "UPDATE edits SET name = ?2, other_name = ?3, flag = ?4, person = ?5 WHERE id = ?1",
      error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, self->id);
  kindred_statement_bind_text (statement, 2, self->name);
  kindred_statement_bind_text (statement, 3, self->other_name);
  kindred_statement_bind_int (statement, 4, self->flag);
  kindred_statement_bind_id (statement, 5, self->person);

  if (!kindred_statement_run (statement, error))
    return FALSE;

  return count (self, error);
}

static gboolean
write_edit (KindredEditWriter *self, gboolean *changed, GError **error)
{
  if (!kindred_journal_begin (self->store, self->edit->kind, &self->id, error) || !write_changes (self, error)
      || !kindred_journal_add_consequences (self->store, self->id, error)
      || !kindred_journal_prune (self->store, self->id, changed, error))
    return FALSE;

  return !*changed || (write_record (self, error) && kindred_journal_apply (self->store, self->id, TRUE, error));
}

static gboolean
apply_edit (KindredStore *self, const KindredEdit *edit, KindredEditRecord **record, GError **error)
{
  KindredEditWriter writer = { .store = self, .edit = edit };
  gboolean changed = FALSE;
  gboolean done = write_edit (&writer, &changed, error);

  g_free (writer.name);
  g_free (writer.other_name);

  if (!done)
    return FALSE;

  if (changed)
    return kindred_journal_read (self, writer.id, record, error);

  *record = g_new0 (KindredEditRecord, 1);
  (*record)->kind = edit->kind;

  return TRUE;
}

gboolean
kindred_store_leave_edit (KindredStore *self, gboolean done, KindredEditRecord *written, KindredEditRecord **record,
                          GError **error)
{
  g_autoptr (KindredEditRecord) taken = written;

  if (done && taken->id == 0)
    kindred_database_leave (self->database, FALSE, NULL);
  else if (!kindred_database_leave (self->database, done, error))
    return FALSE;

  if (record != NULL)
    *record = g_steal_pointer (&taken);

  return TRUE;
}

gboolean
kindred_store_apply_edit (KindredStore *self, KindredEdit *edit, KindredEditRecord **record, GError **error)
{
  KindredEditRecord *written = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL && edit != NULL, FALSE);

  if (!kindred_database_enter (self->database, TRUE, error))
    return FALSE;

  done = apply_edit (self, edit, &written, error);

  return kindred_store_leave_edit (self, done, written, record, error);
}
