/* kindred-edit-write-details.c - edits of who a person is: hidden, favourite, birth, notes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit-writer.h"

/* Sets a column of edit_persons to the edit's flag for each of its persons. */
static gboolean
set_flags (KindredEditWriter *self, const char *sql, GError **error)
{
  const KindredEdit *edit = self->edit;

  self->flag = edit->flag;
  for (gsize i = 0; i < edit->n_ids; i++)
    {
      g_autofree char *name = NULL;

      if (!kindred_edit_writer_find_person (self, edit->ids[i], &name, error)
          || !kindred_journal_touch_person (self->store, self->id, edit->ids[i], error)
          || !kindred_edit_writer_run (self, sql, KINDRED_IDS (self->id, edit->ids[i], edit->flag), error))
        return FALSE;

      kindred_edit_writer_note_person (self, i, edit->ids[i]);
    }

  return kindred_edit_writer_note_name (self, error);
}

gboolean
kindred_edit_writer_write_hide (KindredEditWriter *self, GError **error)
{
  return set_flags (self, "UPDATE edit_persons SET new_hidden = ?3 WHERE edit = ?1 AND person = ?2", error);
}

gboolean
kindred_edit_writer_write_favourite (KindredEditWriter *self, GError **error)
{
  return set_flags (self, "UPDATE edit_persons SET new_favourite = ?3 WHERE edit = ?1 AND person = ?2", error);
}

static gboolean
set_details (KindredEditWriter *self, const char *sql, GError **error)
{
  const KindredEdit *edit = self->edit;

  self->person = edit->target;
  self->flag = edit->text != NULL;

  return kindred_edit_writer_find_person (self, edit->target, &self->name, error)
         && kindred_edit_writer_set_text (self, sql, edit->target, edit->text, error);
}

gboolean
kindred_edit_writer_write_birth (KindredEditWriter *self, GError **error)
{
  return set_details (self, "UPDATE edit_persons SET new_birth = ?3 WHERE edit = ?1 AND person = ?2", error);
}

gboolean
kindred_edit_writer_write_notes (KindredEditWriter *self, GError **error)
{
  return set_details (self, "UPDATE edit_persons SET new_notes = ?3 WHERE edit = ?1 AND person = ?2", error);
}

gboolean
kindred_edit_writer_carry_details (KindredEditWriter *self, gint64 into, gint64 from, GError **error)
{
  /* Nothing that the user wrote is lost: notes follow one another. */
  return kindred_journal_touch_person (self->store, self->id, into, error)
         && kindred_edit_writer_run (
             self,
             "UPDATE edit_persons SET new_favourite = max (new_favourite, q.favourite),"
             " new_birth = coalesce (new_birth, q.birth),"
             " new_notes = coalesce (new_notes || char (10, 10) || q.notes, new_notes, q.notes)"
             " FROM persons q WHERE edit_persons.edit = ?1 AND edit_persons.person = ?2 AND q.id = ?3",
             KINDRED_IDS (self->id, into, from), error);
}
