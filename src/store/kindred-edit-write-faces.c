/* kindred-edit-write-faces.c - edits of faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit-writer.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Face ?2 of edit ?1 goes to person ?3 (or NULL); ?4 is what the condition asks for. */
#define ADD_FACE "INSERT INTO edit_faces (edit, face, old_person, old_decision, new_person, new_decision)"
#define ADD_MOVED ADD_FACE " SELECT ?1, id, person, decision, ?3, 1 FROM faces WHERE id = ?2"
#define ADD_SPLIT ADD_MOVED " AND person = ?4"
#define ADD_CONFIRMED                                                                                                  \
  ADD_FACE " SELECT ?1, id, person, decision, person, 1 FROM faces WHERE id = ?2 AND person IS NOT NULL"
#define ADD_REJECTED                                                                                                   \
  ADD_FACE " SELECT ?1, id, person, decision, NULL, 0 FROM faces WHERE id = ?2 AND person IS NOT NULL"
#define ADD_NOT_A_FACE ADD_FACE " SELECT ?1, id, person, decision, NULL, 2 FROM faces WHERE id = ?2"
#define ADD_RESTORED                                                                                                   \
  ADD_FACE " SELECT ?1, id, person, decision, NULL, 0 FROM faces WHERE id = ?2 AND decision IN (2, 3)"

/* Why @face did not meet the condition. */
static gboolean
explain (KindredEditWriter *self, gint64 face, GError **error)
{
  gint64 person;

  if (!kindred_edit_writer_find_face (self, face, &person, error))
    return FALSE;

  switch (self->edit->kind)
    {
    case KINDRED_EDIT_RESTORE:
      return TRUE; /* nothing to restore */
    case KINDRED_EDIT_MOVE_FACES:
      return kindred_edit_writer_conflict (error, _ ("Face %" PRId64 " is not one of person %" PRId64), face,
                                           self->edit->from);
    default:
      return kindred_edit_writer_conflict (error, _ ("Face %" PRId64 " is with no person"), face);
    }
}

/* One statement for each: there may be thousands, and somebody waits. */
static gboolean
add_faces (KindredEditWriter *self, const char *sql, gint64 into, GError **error)
{
  const KindredEdit *edit = self->edit;
  g_autoptr (KindredStatement) statement = kindred_database_prepare (self->store->database, sql, error);
  sqlite3 *handle = kindred_database_get_handle (self->store->database);

  if (statement == NULL)
    return FALSE;

  for (gsize i = 0; i < edit->n_ids; i++)
    {
      kindred_statement_bind_int (statement, 1, self->id);
      kindred_statement_bind_int (statement, 2, edit->ids[i]);
      kindred_statement_bind_id (statement, 3, into);
      kindred_statement_bind_int (statement, 4, edit->from);
      if (!kindred_statement_run (statement, error)
          || (sqlite3_changes (handle) == 0 && !explain (self, edit->ids[i], error)))
        return FALSE;
    }

  return TRUE;
}

/* All faces of the edit are rejected from where they are. */
static gboolean
add_rejections (KindredEditWriter *self, GError **error)
{
  return kindred_edit_writer_run (self,
                                  "INSERT INTO edit_rejections (edit, face, person, added)"
                                  " SELECT ?1, e.face, e.old_person, 1 FROM edit_faces e WHERE e.edit = ?1"
                                  " AND NOT EXISTS (SELECT 1 FROM rejections r"
                                  "   WHERE r.face = e.face AND r.person = e.old_person)",
                                  KINDRED_IDS (self->id), error);
}

/* The person that all faces of the edit are with, if it is one, goes into the record. */
static gboolean
note_person (KindredEditWriter *self, GError **error)
{
  return kindred_database_get (self->store->database,
                               "SELECT CASE WHEN count(*) = 1 THEN max (old_person) END FROM"
                               " (SELECT DISTINCT old_person FROM edit_faces WHERE edit = ?1)",
                               KINDRED_IDS (self->id), 0, &self->person, error)
         && kindred_edit_writer_note_name (self, error);
}

static gboolean
find_or_create_target (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  self->flag = edit->target == 0;
  self->person = edit->target;
  if (edit->target != 0)
    return kindred_edit_writer_find_person (self, edit->target, &self->name, error);

  self->name = g_strdup (edit->name);

  return kindred_journal_create_person (self->store, self->id, edit->name, &self->person, error);
}

gboolean
kindred_edit_writer_write_move_faces (KindredEditWriter *self, GError **error)
{
  gint64 from = self->edit->from;

  if (from == 0)
    return find_or_create_target (self, error) && add_faces (self, ADD_MOVED, self->person, error);

  return kindred_edit_writer_find_person (self, from, &self->other_name, error) && find_or_create_target (self, error)
         && add_faces (self, ADD_SPLIT, self->person, error) && add_rejections (self, error);
}

/* Faces may go to the same person in two parts. */
static gboolean
write_parts_of_split (KindredEditWriter *self, const KindredEdit *split, GError **error)
{
  gboolean done = TRUE;

  for (guint i = 0; done && i < split->parts->len; i++)
    {
      g_clear_pointer (&self->name, g_free);
      self->edit = g_ptr_array_index (split->parts, i);
      done = find_or_create_target (self, error) && add_faces (self, ADD_SPLIT, self->person, error);
    }

  self->edit = split;
  self->person = split->target;
  self->flag = FALSE;

  return done;
}

gboolean
kindred_edit_writer_write_split (KindredEditWriter *self, GError **error)
{
  const KindredEdit *split = self->edit;

  /* Who is split is found before anybody is made. */
  self->person = split->target;

  return kindred_edit_writer_note_name (self, error) && write_parts_of_split (self, split, error)
         && add_rejections (self, error) && kindred_edit_writer_note_name (self, error);
}

gboolean
kindred_edit_writer_write_confirm (KindredEditWriter *self, GError **error)
{
  return add_faces (self, ADD_CONFIRMED, 0, error) && note_person (self, error);
}

gboolean
kindred_edit_writer_write_reject (KindredEditWriter *self, GError **error)
{
  return add_faces (self, ADD_REJECTED, 0, error) && add_rejections (self, error) && note_person (self, error);
}

gboolean
kindred_edit_writer_write_not_a_face (KindredEditWriter *self, GError **error)
{
  return add_faces (self, ADD_NOT_A_FACE, 0, error) && note_person (self, error);
}

gboolean
kindred_edit_writer_write_restore (KindredEditWriter *self, GError **error)
{
  /* Where they belong is up to grouping again. */
  return add_faces (self, ADD_RESTORED, 0, error)
         && kindred_edit_writer_run (self,
                                     "UPDATE faces SET grouped = 0 FROM edit_faces e"
                                     " WHERE e.edit = ?1 AND faces.id = e.face",
                                     KINDRED_IDS (self->id), error);
}
