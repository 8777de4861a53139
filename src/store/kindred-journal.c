/* kindred-journal.c - writing edits down
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-journal.h"

static gboolean
run (KindredStore *self, gint64 edit, const char *sql, GError **error)
{
  return kindred_database_run (self->database, sql, KINDRED_IDS (edit), error);
}

gboolean
kindred_journal_begin (KindredStore *self, KindredEditKind kind, gint64 *edit, GError **error)
{
  if (!kindred_database_run (self->database, "DELETE FROM edits WHERE undone = 1", NULL, 0, error)
      || !kindred_database_run (self->database, "INSERT INTO edits (kind, time) VALUES (?1, ?2)",
                                KINDRED_IDS (kind, g_get_real_time () / G_TIME_SPAN_SECOND), error))
    return FALSE;

  *edit = sqlite3_last_insert_rowid (kindred_database_get_handle (self->database));

  return TRUE;
}

/* Persons "q" as they are, on both sides. */
#define ADD_PERSONS                                                                                                    \
  "INSERT OR IGNORE INTO edit_persons (edit, person, by_user,"                                                         \
  " old_exists, old_name, old_hidden, old_cover, old_favourite, old_birth, old_notes,"                                 \
  " new_exists, new_name, new_hidden, new_cover, new_favourite, new_birth, new_notes)"                                 \
  " SELECT ?1, q.id, q.by_user, 1, q.name, q.hidden, q.cover, q.favourite, q.birth, q.notes,"                          \
  " 1, q.name, q.hidden, q.cover, q.favourite, q.birth, q.notes FROM persons q"

/* What a person has that does not exist. */
#define NEW_NOTHING                                                                                                    \
  "new_name = NULL, new_hidden = 0, new_cover = NULL, new_favourite = 0, new_birth = NULL, new_notes = NULL"
#define OLD_NOTHING                                                                                                    \
  "old_name = NULL, old_hidden = 0, old_cover = NULL, old_favourite = 0, old_birth = NULL, old_notes = NULL"

gboolean
kindred_journal_touch_person (KindredStore *self, gint64 edit, gint64 person, GError **error)
{
  return kindred_database_run (self->database, ADD_PERSONS " WHERE q.id = ?2", KINDRED_IDS (edit, person), error);
}

gboolean
kindred_journal_create_person (KindredStore *self, gint64 edit, const char *name, gint64 *person, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  if (!kindred_database_run (self->database, "INSERT INTO persons (by_user) VALUES (1)", NULL, 0, error))
    return FALSE;

  *person = sqlite3_last_insert_rowid (kindred_database_get_handle (self->database));
  statement = kindred_database_prepare (self->database,
                                        "INSERT INTO edit_persons (edit, person, by_user, old_exists, old_hidden,"
                                        " new_exists, new_name, new_hidden) VALUES (?1, ?2, 1, 0, 0, 1, ?3, 0)",
                                        error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, edit);
  kindred_statement_bind_int (statement, 2, *person);
  kindred_statement_bind_text (statement, 3, name);

  return kindred_statement_run (statement, error);
}

gboolean
kindred_journal_touch_persons_of (KindredStore *self, gint64 edit, gint64 other, GError **error)
{
  return kindred_database_run (self->database,
                               ADD_PERSONS " WHERE q.id IN (SELECT person FROM edit_persons WHERE edit = ?2)",
                               KINDRED_IDS (edit, other), error);
}

/* ---- consequences ---- */

static gboolean
drop_covers (KindredStore *self, gint64 edit, GError **error)
{
  return run (self, edit,
              ADD_PERSONS " JOIN edit_faces e ON e.edit = ?1 AND e.face = q.cover"
                          " WHERE q.cover IS NOT NULL AND e.new_person IS NOT q.id",
              error)
         && run (self, edit,
                 "UPDATE edit_persons SET new_cover = NULL WHERE edit = ?1 AND EXISTS (SELECT 1 FROM edit_faces e"
                 " WHERE e.edit = ?1 AND e.face = new_cover AND e.new_person IS NOT edit_persons.person)",
                 error);
}

/* Persons that lose a face and get none, or lose their name. */
static GArray *
list_losers (KindredStore *self, gint64 edit, GError **error)
{
  return kindred_database_list (
      self->database,
      "SELECT old_person FROM edit_faces WHERE edit = ?1 AND old_person IS NOT NULL AND new_person IS NOT old_person"
      " UNION SELECT person FROM edit_persons WHERE edit = ?1 AND old_name IS NOT NULL AND new_name IS NULL"
      " EXCEPT SELECT new_person FROM edit_faces WHERE edit = ?1",
      KINDRED_IDS (edit), error);
}

static gboolean
end_empty_persons (KindredStore *self, gint64 edit, GError **error)
{
  g_autoptr (GArray) persons = list_losers (self, edit, error);

  if (persons == NULL)
    return FALSE;

  for (guint i = 0; i < persons->len; i++)
    {
      gint64 person = g_array_index (persons, gint64, i);

      if (!kindred_journal_touch_person (self, edit, person, error)
          || !kindred_database_run (self->database,
                                    "UPDATE edit_persons SET new_exists = 0 WHERE edit = ?1 AND person = ?2"
                                    " AND new_name IS NULL AND NOT EXISTS (SELECT 1 FROM faces f"
                                    " LEFT JOIN edit_faces e ON e.edit = ?1 AND e.face = f.id"
                                    " WHERE f.person = ?2 AND (e.face IS NULL OR e.new_person IS ?2))",
                                    KINDRED_IDS (edit, person), error))
        return FALSE;
    }

  return run (self, edit, "UPDATE edit_persons SET " NEW_NOTHING " WHERE edit = ?1 AND new_exists = 0", error);
}

/* A face that comes to a person by the user's hand was not rejected from it after all, and
 * rejections go with their person. */
static gboolean
remove_rejections (KindredStore *self, gint64 edit, GError **error)
{
  return run (self, edit,
              "INSERT OR REPLACE INTO edit_rejections (edit, face, person, added)"
              " SELECT ?1, r.face, r.person, 0 FROM edit_faces e"
              " CROSS JOIN rejections r ON r.face = e.face AND r.person = e.new_person WHERE e.edit = ?1",
              error)
         && run (self, edit,
                 "DELETE FROM edit_rejections WHERE edit = ?1 AND added = 1 AND person IN"
                 " (SELECT person FROM edit_persons WHERE edit = ?1 AND new_exists = 0)",
                 error)
         && run (self, edit,
                 "INSERT OR IGNORE INTO edit_rejections (edit, face, person, added)"
                 " SELECT ?1, r.face, r.person, 0 FROM edit_persons q CROSS JOIN rejections r ON r.person = q.person"
                 " WHERE q.edit = ?1 AND q.new_exists = 0",
                 error);
}

/* So do answers. */
static gboolean
remove_answers (KindredStore *self, gint64 edit, GError **error)
{
  return run (self, edit,
              "INSERT INTO edit_answers (edit, person, other, face, old_answer, new_answer)"
              " SELECT ?1, a.person, a.other, 0, a.answer, 0 FROM edit_persons q"
              " CROSS JOIN person_answers a ON a.person = q.person OR a.other = q.person"
              " WHERE q.edit = ?1 AND q.new_exists = 0 ON CONFLICT DO UPDATE SET new_answer = 0",
              error)
         && run (self, edit,
                 "INSERT INTO edit_answers (edit, person, other, face, old_answer, new_answer)"
                 " SELECT ?1, a.person, 0, a.face, a.answer, 0 FROM edit_persons q"
                 " CROSS JOIN face_answers a ON a.person = q.person"
                 " WHERE q.edit = ?1 AND q.new_exists = 0 ON CONFLICT DO UPDATE SET new_answer = 0",
                 error);
}

gboolean
kindred_journal_add_consequences (KindredStore *self, gint64 edit, GError **error)
{
  return drop_covers (self, edit, error) && end_empty_persons (self, edit, error)
         && remove_rejections (self, edit, error) && remove_answers (self, edit, error);
}

gboolean
kindred_journal_prune (KindredStore *self, gint64 edit, gboolean *changed, GError **error)
{
  gint64 n_left;

  if (!run (self, edit,
            "DELETE FROM edit_faces WHERE edit = ?1 AND old_person IS new_person AND old_decision = new_decision",
            error)
      || !run (self, edit,
               "DELETE FROM edit_persons WHERE edit = ?1 AND old_exists = new_exists AND old_name IS new_name"
               " AND old_hidden = new_hidden AND old_cover IS new_cover AND old_favourite = new_favourite"
               " AND old_birth IS new_birth AND old_notes IS new_notes",
               error)
      || !run (self, edit, "DELETE FROM edit_answers WHERE edit = ?1 AND old_answer = new_answer", error)
      || !kindred_database_get (self->database,
                                "SELECT EXISTS (SELECT 1 FROM edit_faces WHERE edit = ?1)"
                                " OR EXISTS (SELECT 1 FROM edit_persons WHERE edit = ?1)"
                                " OR EXISTS (SELECT 1 FROM edit_rejections WHERE edit = ?1)"
                                " OR EXISTS (SELECT 1 FROM edit_answers WHERE edit = ?1)"
                                " OR EXISTS (SELECT 1 FROM edit_folders WHERE edit = ?1)",
                                KINDRED_IDS (edit), 0, &n_left, error))
    return FALSE;

  *changed = n_left != 0;

  return TRUE;
}

gboolean
kindred_journal_add_move (KindredStore *self, gint64 edit, gint64 face, gint64 old_person, gint64 new_person,
                          GError **error)
{
  /* The first place counts, should a face be moved twice. */
  return kindred_database_run (self->database,
                               "INSERT INTO edit_faces (edit, face, old_person, new_person, old_decision, new_decision)"
                               " VALUES (?1, ?2, nullif (?3, 0), nullif (?4, 0), 0, 0)"
                               " ON CONFLICT DO UPDATE SET new_person = excluded.new_person",
                               KINDRED_IDS (edit, face, old_person, new_person), error);
}

gboolean
kindred_journal_mark_created (KindredStore *self, gint64 edit, gint64 person, GError **error)
{
  return kindred_database_run (
      self->database, "UPDATE edit_persons SET old_exists = 0, " OLD_NOTHING " WHERE edit = ?1 AND person = ?2",
      KINDRED_IDS (edit, person), error);
}

gboolean
kindred_journal_mark_gone (KindredStore *self, gint64 edit, GError **error)
{
  return run (self, edit,
              "UPDATE edit_persons SET new_exists = 0, " NEW_NOTHING
              " WHERE edit = ?1 AND NOT EXISTS (SELECT 1 FROM persons q WHERE q.id = person)",
              error)
         && run (self, edit,
                 "UPDATE edit_answers SET new_answer = 0 WHERE edit = ?1 AND EXISTS (SELECT 1 FROM edit_persons q"
                 " WHERE q.edit = ?1 AND q.person IN (edit_answers.person, edit_answers.other) AND q.new_exists = 0)",
                 error);
}

gboolean
kindred_journal_touch_answers (KindredStore *self, gint64 edit, gint64 person, GError **error)
{
  return kindred_database_run (self->database,
                               "INSERT OR IGNORE INTO edit_answers (edit, person, other, face, old_answer, new_answer)"
                               " SELECT ?1, person, other, 0, answer, answer FROM person_answers"
                               " WHERE person = ?2 OR other = ?2"
                               " UNION ALL SELECT ?1, person, 0, face, answer, answer FROM face_answers"
                               " WHERE person = ?2",
                               KINDRED_IDS (edit, person), error);
}

gboolean
kindred_journal_count (KindredStore *self, gint64 edit, GError **error)
{
  return kindred_database_run (self->database,
                               "UPDATE edits SET n_faces = (SELECT count(*) FROM edit_faces WHERE edit = ?1),"
                               " n_persons = (SELECT count(*) FROM edit_persons WHERE edit = ?1 AND old_exists = 1"
                               "   AND (new_exists = 0 OR old_hidden <> new_hidden"
                               "     OR (kind = ?2 AND old_favourite <> new_favourite))) WHERE id = ?1",
                               KINDRED_IDS (edit, KINDRED_EDIT_FAVOURITE), error);
}

/* It may change nothing but what is remembered. */
gboolean
kindred_journal_count_answer (KindredStore *self, gint64 edit, gboolean of_face, GError **error)
{
  return kindred_database_run (self->database, "UPDATE edits SET n_faces = ?2, n_persons = ?3 WHERE id = ?1",
                               KINDRED_IDS (edit, of_face ? 1 : 0, of_face ? 0 : 2), error);
}

/* Not those who cease to exist count, but to how many the faces go. */
gboolean
kindred_journal_count_split (KindredStore *self, gint64 edit, GError **error)
{
  return kindred_database_run (self->database,
                               "UPDATE edits SET (n_faces, n_persons) = (SELECT count(*), count(DISTINCT new_person)"
                               " FROM edit_faces WHERE edit = ?1) WHERE id = ?1",
                               KINDRED_IDS (edit), error);
}
