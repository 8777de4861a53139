/* kindred-store-edits.c - what each kind of edit changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit-private.h"
#include "kindred-journal.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

#include <glib/gi18n-lib.h>

#include <inttypes.h>

/* An edit on its way into the journal. */
typedef struct
{
  KindredStore *store;
  const KindredEdit *edit;
  gint64 id; /* in the journal */
  /* For the record. */
  gint64 person;
  char *name;
  char *other_name;
  gboolean flag;
} Writer;

static gboolean
run (Writer *self, const char *sql, const gint64 *ids, guint n_ids, GError **error)
{
  return kindred_database_run (self->store->database, sql, ids, n_ids, error);
}

G_GNUC_PRINTF (2, 3)
static gboolean
conflict (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (KINDRED_ERROR, KINDRED_ERROR_CONFLICT, format, args);
  va_end (args);

  return FALSE;
}

/* ---- what is there ---- */

static gboolean
find_person (Writer *self, gint64 person, char **name, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (self->store->database, "SELECT name FROM persons WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, person);
  if (kindred_statement_next (statement, error))
    {
      *name = kindred_statement_dup_text (statement, 0);
      return TRUE;
    }

  if (kindred_statement_is_done (statement))
    kindred_store_set_not_found (KINDRED_THING_PERSON, person, error);

  return FALSE;
}

static gboolean
find_face (Writer *self, gint64 face, gint64 *person, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  statement = kindred_database_prepare (self->store->database, "SELECT person FROM faces WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, face);
  if (kindred_statement_next (statement, error))
    {
      *person = kindred_statement_get_int (statement, 0);
      return TRUE;
    }

  if (kindred_statement_is_done (statement))
    kindred_store_set_not_found (KINDRED_THING_FACE, face, error);

  return FALSE;
}

/* The person that all faces are with goes into the record. */
static void
note_person (Writer *self, gsize i, gint64 person)
{
  if (i == 0)
    self->person = person;
  else if (self->person != person)
    self->person = 0;
}

static gboolean
note_name (Writer *self, GError **error)
{
  g_clear_pointer (&self->name, g_free);

  return self->person == 0 || find_person (self, self->person, &self->name, error);
}

/* ---- rows of the journal ---- */

static gboolean
add_face (Writer *self, gint64 face, gint64 new_person, KindredDecision new_decision, GError **error)
{
  return run (self,
              "INSERT INTO edit_faces (edit, face, old_person, new_person, old_decision, new_decision)"
              " SELECT ?1, id, person, nullif (?3, 0), decision, ?4 FROM faces WHERE id = ?2",
              KINDRED_IDS (self->id, face, new_person, new_decision), error);
}

static gboolean
add_rejection (Writer *self, gint64 face, gint64 person, GError **error)
{
  return run (self,
              "INSERT INTO edit_rejections (edit, face, person, added) SELECT ?1, ?2, ?3, 1"
              " WHERE NOT EXISTS (SELECT 1 FROM rejections WHERE face = ?2 AND person = ?3)",
              KINDRED_IDS (self->id, face, person), error);
}

static gboolean
set_new_name (Writer *self, gint64 person, const char *name, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  if (!kindred_journal_touch_person (self->store, self->id, person, error))
    return FALSE;

  statement = kindred_database_prepare (self->store->database,
                                        "UPDATE edit_persons SET new_name = ?3 WHERE edit = ?1 AND person = ?2", error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, self->id);
  kindred_statement_bind_int (statement, 2, person);
  kindred_statement_bind_text (statement, 3, name);

  return kindred_statement_run (statement, error);
}

/* ---- persons ---- */

static gboolean
write_name (Writer *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  self->person = edit->target;
  self->name = g_strdup (edit->name);

  return find_person (self, edit->target, &self->other_name, error)
         && set_new_name (self, edit->target, edit->name, error);
}

/* One of the persons that are merged away. */
static gboolean
merge_one (Writer *self, gint64 from, GError **error)
{
  return kindred_journal_touch_person (self->store, self->id, from, error)
         && run (self, "UPDATE edit_persons SET new_exists = 0 WHERE edit = ?1 AND person = ?2",
                 KINDRED_IDS (self->id, from), error)
         && run (self,
                 "INSERT INTO edit_faces (edit, face, old_person, new_person, old_decision, new_decision)"
                 " SELECT ?1, id, person, ?2, decision, 1 FROM faces WHERE person = ?3 ORDER BY id",
                 KINDRED_IDS (self->id, self->edit->target, from), error);
}

/* Who was not @from is not the person either that @from turned out to be; unless the user has put
 * the face there. */
static gboolean
carry_rejections_over (Writer *self, gint64 from, GError **error)
{
  return run (self,
              "INSERT OR IGNORE INTO edit_rejections (edit, face, person, added)"
              " SELECT ?1, r.face, ?2, 1 FROM rejections r CROSS JOIN faces f ON f.id = r.face WHERE r.person = ?3"
              " AND NOT (f.person IS ?2 AND f.decision = 1)"
              " AND NOT EXISTS (SELECT 1 FROM persons q WHERE q.cover = r.face AND q.id = ?2)"
              " AND NOT EXISTS (SELECT 1 FROM edit_faces e WHERE e.edit = ?1 AND e.face = r.face)"
              " AND NOT EXISTS (SELECT 1 FROM rejections o WHERE o.face = r.face AND o.person = ?2)",
              KINDRED_IDS (self->id, self->edit->target, from), error);
}

static gboolean
evict_rejected (Writer *self, GError **error)
{
  return run (self,
              "INSERT OR IGNORE INTO edit_faces (edit, face, old_person, new_person, old_decision, new_decision)"
              " SELECT ?1, f.id, ?2, NULL, 0, 0 FROM edit_rejections x CROSS JOIN faces f ON f.id = x.face"
              " WHERE x.edit = ?1 AND x.added = 1 AND x.person = ?2 AND f.person = ?2",
              KINDRED_IDS (self->id, self->edit->target), error);
}

static gboolean
merge_faces (Writer *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  for (gsize i = 0; i < edit->n_ids; i++)
    {
      g_autofree char *name = NULL;

      if (!find_person (self, edit->ids[i], &name, error) || !merge_one (self, edit->ids[i], error))
        return FALSE;

      if (self->other_name == NULL)
        self->other_name = g_steal_pointer (&name);
    }

  for (gsize i = 0; i < edit->n_ids; i++)
    if (!carry_rejections_over (self, edit->ids[i], error))
      return FALSE;

  return evict_rejected (self, error);
}

static gboolean
write_merge (Writer *self, GError **error)
{
  gint64 into = self->edit->target;

  self->person = into;
  if (!find_person (self, into, &self->name, error) || !merge_faces (self, error))
    return FALSE;

  if (self->name != NULL || self->other_name == NULL)
    return TRUE;

  self->name = g_strdup (self->other_name);

  return set_new_name (self, into, self->name, error);
}

static gboolean
write_hide (Writer *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  self->flag = edit->flag;
  for (gsize i = 0; i < edit->n_ids; i++)
    {
      g_autofree char *name = NULL;

      if (!find_person (self, edit->ids[i], &name, error)
          || !kindred_journal_touch_person (self->store, self->id, edit->ids[i], error)
          || !run (self, "UPDATE edit_persons SET new_hidden = ?3 WHERE edit = ?1 AND person = ?2",
                   KINDRED_IDS (self->id, edit->ids[i], edit->flag), error))
        return FALSE;

      note_person (self, i, edit->ids[i]);
    }

  return note_name (self, error);
}

static gboolean
write_cover (Writer *self, GError **error)
{
  const KindredEdit *edit = self->edit;
  gint64 person = edit->target;

  self->person = edit->target;
  if (!find_person (self, edit->target, &self->name, error)
      || (edit->face != 0 && !find_face (self, edit->face, &person, error)))
    return FALSE;

  if (person != edit->target)
    return conflict (error, _ ("Face %" PRId64 " is not one of person %" PRId64), edit->face, edit->target);

  return kindred_journal_touch_person (self->store, self->id, edit->target, error)
         && run (self, "UPDATE edit_persons SET new_cover = nullif (?3, 0) WHERE edit = ?1 AND person = ?2",
                 KINDRED_IDS (self->id, edit->target, edit->face), error);
}

/* ---- faces ---- */

static gboolean
move_one (Writer *self, gint64 face, gint64 into, GError **error)
{
  gint64 from = self->edit->from, person;

  if (!find_face (self, face, &person, error))
    return FALSE;

  if (from != 0 && person != from)
    return conflict (error, _ ("Face %" PRId64 " is not one of person %" PRId64), face, from);

  return add_face (self, face, into, KINDRED_DECISION_CONFIRMED, error)
         && (from == 0 || add_rejection (self, face, from, error));
}

static gboolean
write_move_faces (Writer *self, GError **error)
{
  const KindredEdit *edit = self->edit;
  gint64 into = edit->target;

  self->flag = into == 0;
  if (edit->from != 0 && !find_person (self, edit->from, &self->other_name, error))
    return FALSE;

  if (into == 0)
    {
      self->name = g_strdup (edit->name);
      if (!kindred_journal_create_person (self->store, self->id, edit->name, &into, error))
        return FALSE;
    }
  else if (!find_person (self, into, &self->name, error))
    return FALSE;

  self->person = into;
  for (gsize i = 0; i < edit->n_ids; i++)
    if (!move_one (self, edit->ids[i], into, error))
      return FALSE;

  return TRUE;
}

static gboolean
write_confirm (Writer *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  for (gsize i = 0; i < edit->n_ids; i++)
    {
      gint64 person;

      if (!find_face (self, edit->ids[i], &person, error))
        return FALSE;

      if (person == 0)
        return conflict (error, _ ("Face %" PRId64 " is with no person"), edit->ids[i]);

      if (!add_face (self, edit->ids[i], person, KINDRED_DECISION_CONFIRMED, error))
        return FALSE;

      note_person (self, i, person);
    }

  return note_name (self, error);
}

static gboolean
write_reject (Writer *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  for (gsize i = 0; i < edit->n_ids; i++)
    {
      gint64 person;

      if (!find_face (self, edit->ids[i], &person, error))
        return FALSE;

      if (person == 0)
        return conflict (error, _ ("Face %" PRId64 " is with no person"), edit->ids[i]);

      if (!add_face (self, edit->ids[i], 0, KINDRED_DECISION_NONE, error)
          || !add_rejection (self, edit->ids[i], person, error))
        return FALSE;

      note_person (self, i, person);
    }

  return note_name (self, error);
}

static gboolean
write_not_a_face (Writer *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  for (gsize i = 0; i < edit->n_ids; i++)
    {
      gint64 person;

      if (!find_face (self, edit->ids[i], &person, error)
          || !add_face (self, edit->ids[i], 0, KINDRED_DECISION_NOT_A_FACE, error))
        return FALSE;

      note_person (self, i, person);
    }

  return note_name (self, error);
}

static gboolean
write_restore (Writer *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  for (gsize i = 0; i < edit->n_ids; i++)
    {
      gint64 person;

      /* Where it belongs is up to grouping again. */
      if (!find_face (self, edit->ids[i], &person, error)
          || !run (self, "UPDATE faces SET grouped = 0 WHERE id = ?1 AND decision IN (2, 3)",
                   KINDRED_IDS (edit->ids[i]), error)
          || !run (self,
                   "INSERT INTO edit_faces (edit, face, old_person, new_person, old_decision, new_decision)"
                   " SELECT ?1, id, NULL, NULL, decision, 0 FROM faces WHERE id = ?2 AND decision IN (2, 3)",
                   KINDRED_IDS (self->id, edit->ids[i]), error))
        return FALSE;
    }

  return TRUE;
}

/* ---- folders ---- */

static gboolean
write_remove_folder (Writer *self, GError **error)
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

  return run (self, "INSERT INTO edit_folders (edit, folder, old_removed, new_removed) VALUES (?1, ?2, 0, 1)",
              KINDRED_IDS (self->id, folder), error);
}

/* ---- all kinds ---- */

static gboolean
write_changes (Writer *self, GError **error)
{
  switch (self->edit->kind)
    {
    case KINDRED_EDIT_NAME:
      return write_name (self, error);
    case KINDRED_EDIT_MERGE:
      return write_merge (self, error);
    case KINDRED_EDIT_MOVE_FACES:
      return write_move_faces (self, error);
    case KINDRED_EDIT_CONFIRM:
      return write_confirm (self, error);
    case KINDRED_EDIT_REJECT:
      return write_reject (self, error);
    case KINDRED_EDIT_NOT_A_FACE:
      return write_not_a_face (self, error);
    case KINDRED_EDIT_HIDE:
      return write_hide (self, error);
    case KINDRED_EDIT_COVER:
      return write_cover (self, error);
    case KINDRED_EDIT_RESTORE:
      return write_restore (self, error);
    case KINDRED_EDIT_REMOVE_FOLDER:
      return write_remove_folder (self, error);
    case KINDRED_EDIT_REGROUP: /* kindred_store_apply_grouping() */
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
write_record (Writer *self, GError **error)
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

  return kindred_statement_run (statement, error) && kindred_journal_count (self->store, self->id, error);
}

static gboolean
write_edit (Writer *self, gboolean *changed, GError **error)
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
  Writer writer = { .store = self, .edit = edit };
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
kindred_store_apply_edit (KindredStore *self, KindredEdit *edit, KindredEditRecord **record, GError **error)
{
  g_autoptr (KindredEditRecord) written = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL && edit != NULL, FALSE);

  if (!kindred_database_enter (self->database, TRUE, error))
    return FALSE;

  /* One that changes nothing leaves nothing behind: what was undone can still be redone. */
  done = apply_edit (self, edit, &written, error);
  if (done && written->id == 0)
    kindred_database_leave (self->database, FALSE, NULL);
  else if (!kindred_database_leave (self->database, done, error))
    return FALSE;

  if (record != NULL)
    *record = g_steal_pointer (&written);

  return TRUE;
}
