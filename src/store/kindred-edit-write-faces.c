/* kindred-edit-write-faces.c - edits of faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit-writer.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static gboolean
move_one (KindredEditWriter *self, gint64 face, gint64 into, GError **error)
{
  gint64 from = self->edit->from, person;

  if (!kindred_edit_writer_find_face (self, face, &person, error))
    return FALSE;

  if (from != 0 && person != from)
    return kindred_edit_writer_conflict (error, _ ("Face %" PRId64 " is not one of person %" PRId64), face, from);

  return kindred_edit_writer_add_face (self, face, into, KINDRED_DECISION_CONFIRMED, error)
         && (from == 0 || kindred_edit_writer_add_rejection (self, face, from, error));
}

gboolean
kindred_edit_writer_write_move_faces (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;
  gint64 into = edit->target;

  self->flag = into == 0;
  if (edit->from != 0 && !kindred_edit_writer_find_person (self, edit->from, &self->other_name, error))
    return FALSE;

  if (into == 0)
    {
      self->name = g_strdup (edit->name);
      if (!kindred_journal_create_person (self->store, self->id, edit->name, &into, error))
        return FALSE;
    }
  else if (!kindred_edit_writer_find_person (self, into, &self->name, error))
    return FALSE;

  self->person = into;
  for (gsize i = 0; i < edit->n_ids; i++)
    if (!move_one (self, edit->ids[i], into, error))
      return FALSE;

  return TRUE;
}

gboolean
kindred_edit_writer_write_confirm (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  for (gsize i = 0; i < edit->n_ids; i++)
    {
      gint64 person;

      if (!kindred_edit_writer_find_face (self, edit->ids[i], &person, error))
        return FALSE;

      if (person == 0)
        return kindred_edit_writer_conflict (error, _ ("Face %" PRId64 " is with no person"), edit->ids[i]);

      if (!kindred_edit_writer_add_face (self, edit->ids[i], person, KINDRED_DECISION_CONFIRMED, error))
        return FALSE;

      kindred_edit_writer_note_person (self, i, person);
    }

  return kindred_edit_writer_note_name (self, error);
}

gboolean
kindred_edit_writer_write_reject (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  for (gsize i = 0; i < edit->n_ids; i++)
    {
      gint64 person;

      if (!kindred_edit_writer_find_face (self, edit->ids[i], &person, error))
        return FALSE;

      if (person == 0)
        return kindred_edit_writer_conflict (error, _ ("Face %" PRId64 " is with no person"), edit->ids[i]);

      if (!kindred_edit_writer_add_face (self, edit->ids[i], 0, KINDRED_DECISION_NONE, error)
          || !kindred_edit_writer_add_rejection (self, edit->ids[i], person, error))
        return FALSE;

      kindred_edit_writer_note_person (self, i, person);
    }

  return kindred_edit_writer_note_name (self, error);
}

gboolean
kindred_edit_writer_write_not_a_face (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  for (gsize i = 0; i < edit->n_ids; i++)
    {
      gint64 person;

      if (!kindred_edit_writer_find_face (self, edit->ids[i], &person, error)
          || !kindred_edit_writer_add_face (self, edit->ids[i], 0, KINDRED_DECISION_NOT_A_FACE, error))
        return FALSE;

      kindred_edit_writer_note_person (self, i, person);
    }

  return kindred_edit_writer_note_name (self, error);
}

gboolean
kindred_edit_writer_write_restore (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  for (gsize i = 0; i < edit->n_ids; i++)
    {
      gint64 person;

      /* Where it belongs is up to grouping again. */
      if (!kindred_edit_writer_find_face (self, edit->ids[i], &person, error)
          || !kindred_edit_writer_run (self, "UPDATE faces SET grouped = 0 WHERE id = ?1 AND decision IN (2, 3)",
                                       KINDRED_IDS (edit->ids[i]), error)
          || !kindred_edit_writer_run (
              self,
              "INSERT INTO edit_faces (edit, face, old_person, new_person, old_decision, new_decision)"
              " SELECT ?1, id, NULL, NULL, decision, 0 FROM faces WHERE id = ?2 AND decision IN (2, 3)",
              KINDRED_IDS (self->id, edit->ids[i]), error))
        return FALSE;
    }

  return TRUE;
}
