/* kindred-journal-apply.c - takes rows to what they are after or before an edit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-journal.h"

#include "base/kindred-error.h"

#include <glib/gi18n-lib.h>

#include <inttypes.h>

/* In the statements below, "to_" and "from_" stand for "new_" and "old_", or the other way round. */
static char *
direct (const char *sql, gboolean forward)
{
  GString *text = g_string_new (sql);

  g_string_replace (text, "to_", forward ? "new_" : "old_", 0);
  g_string_replace (text, "from_", forward ? "old_" : "new_", 0);

  return g_string_free (text, FALSE);
}

static gboolean
run (KindredStore *self, const char *sql, gint64 edit, gboolean forward, GError **error)
{
  g_autofree char *text = direct (sql, forward);

  return kindred_database_run (self->database, text, KINDRED_IDS (edit), error);
}

/* Persons come (back) with their ids.  Grouping may also have deleted one that a decided face
 * returns to, that a face was rejected from, or that was said to be different: then it is made again, rather
 * than the decision lost. */
static gboolean
insert_persons (KindredStore *self, gint64 edit, gboolean forward, GError **error)
{
  return run (self,
              "INSERT INTO persons (id, name, hidden, favourite, birth, notes, by_user)"
              " SELECT e.person, e.to_name, e.to_hidden, e.to_favourite, e.to_birth, e.to_notes, e.by_user"
              " FROM edit_persons e"
              " WHERE e.edit = ?1 AND e.to_exists = 1 AND NOT EXISTS (SELECT 1 FROM persons q WHERE q.id = e.person)",
              edit, forward, error)
         && run (self,
                 "INSERT INTO persons (id) SELECT DISTINCT e.to_person FROM edit_faces e"
                 " WHERE e.edit = ?1 AND e.to_decision = 1"
                 " AND NOT EXISTS (SELECT 1 FROM persons q WHERE q.id = e.to_person)"
                 " AND EXISTS (SELECT 1 FROM faces f WHERE f.id = e.face)",
                 edit, forward, error)
         && kindred_database_run (self->database,
                                  "INSERT INTO persons (id) SELECT DISTINCT x.person FROM edit_rejections x"
                                  " WHERE x.edit = ?1 AND x.added = ?2"
                                  " AND NOT EXISTS (SELECT 1 FROM persons q WHERE q.id = x.person)"
                                  " AND EXISTS (SELECT 1 FROM faces f WHERE f.id = x.face)",
                                  KINDRED_IDS (edit, forward), error)
         && run (self,
                 "INSERT OR IGNORE INTO persons (id) SELECT x.person FROM edit_answers x"
                 " WHERE x.edit = ?1 AND x.face = 0 AND x.to_answer = 1"
                 " UNION SELECT x.other FROM edit_answers x WHERE x.edit = ?1 AND x.face = 0 AND x.to_answer = 1",
                 edit, forward, error);
}

/* Whatever the program did with them since: it never moves a face that is decided.  Faces that are
 * deleted stay so; one whose person is gone is up to grouping again. */
static gboolean
update_faces (KindredStore *self, gint64 edit, gboolean forward, GError **error)
{
  return run (self,
              "UPDATE faces SET person = q.id, decision = e.to_decision, grouped = grouped AND q.id IS e.to_person"
              " FROM edit_faces e LEFT JOIN persons q ON q.id = e.to_person"
              " WHERE e.edit = ?1 AND faces.id = e.face",
              edit, forward, error);
}

/* ---- persons that cease to exist ---- */

static GArray *
list_ending_persons (KindredStore *self, gint64 edit, gboolean forward, GError **error)
{
  g_autofree char *sql = direct ("SELECT person FROM edit_persons WHERE edit = ?1 AND to_exists = 0", forward);

  return kindred_database_list (self->database, sql, KINDRED_IDS (edit), error);
}

static gboolean
check_undecided (KindredStore *self, gint64 person, GError **error)
{
  gint64 decided;

  if (!kindred_database_get (self->database, "SELECT EXISTS (SELECT 1 FROM faces WHERE person = ?1 AND decision <> 0)",
                             KINDRED_IDS (person), 0, &decided, error))
    return FALSE;

  if (decided)
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT,
                 _ ("Other faces were confirmed as person %" PRId64 " since"), person);

  return !decided;
}

/* Faces that grouping has added to @person since go where most of its faces go, unless they were
 * rejected from there or another face of the photo is there; else they are up to grouping again. */
static gboolean
rehome_faces (KindredStore *self, gint64 edit, gint64 person, gboolean forward, GError **error)
{
  g_autofree char *sql = direct ("SELECT to_person FROM edit_faces WHERE edit = ?1 AND from_person = ?2"
                                 " GROUP BY to_person ORDER BY count(*) DESC, to_person LIMIT 1",
                                 forward);
  gint64 target, n_left;

  if (!kindred_database_get (self->database, "SELECT EXISTS (SELECT 1 FROM faces WHERE person = ?1)",
                             KINDRED_IDS (person), 0, &n_left, error))
    return FALSE;

  if (n_left == 0)
    return TRUE;

  return check_undecided (self, person, error)
         && kindred_database_get (self->database, sql, KINDRED_IDS (edit, person), 0, &target, error)
         && kindred_database_run (
             self->database,
             "UPDATE faces SET person = ?2 WHERE person = ?1"
             " AND EXISTS (SELECT 1 FROM persons WHERE id = ?2)"
             " AND NOT EXISTS (SELECT 1 FROM rejections r WHERE r.face = faces.id AND r.person = ?2)"
             " AND NOT EXISTS (SELECT 1 FROM faces g WHERE g.person = ?2 AND g.photo = faces.photo)",
             KINDRED_IDS (person, target), error)
         && kindred_database_run (self->database, "UPDATE faces SET person = NULL, grouped = 0 WHERE person = ?1",
                                  KINDRED_IDS (person), error);
}

static gboolean
delete_persons (KindredStore *self, gint64 edit, gboolean forward, GError **error)
{
  g_autoptr (GArray) persons = list_ending_persons (self, edit, forward, error);

  if (persons == NULL)
    return FALSE;

  for (guint i = 0; i < persons->len; i++)
    {
      gint64 person = g_array_index (persons, gint64, i);

      if (!rehome_faces (self, edit, person, forward, error)
          || !kindred_database_run (self->database, "DELETE FROM persons WHERE id = ?1", KINDRED_IDS (person), error))
        return FALSE;
    }

  return TRUE;
}

/* ---- the rest of persons, rejections, answers, folders ---- */

/* Only what the edit changed: the other columns may have got other values since. */
static gboolean
update_persons (KindredStore *self, gint64 edit, gboolean forward, GError **error)
{
  return run (self,
              "UPDATE persons SET"
              " name = iif (e.to_name IS NOT e.from_name, e.to_name, persons.name),"
              " hidden = iif (e.to_hidden IS NOT e.from_hidden, e.to_hidden, persons.hidden),"
              " favourite = iif (e.to_favourite IS NOT e.from_favourite, e.to_favourite, persons.favourite),"
              " birth = iif (e.to_birth IS NOT e.from_birth, e.to_birth, persons.birth),"
              " notes = iif (e.to_notes IS NOT e.from_notes, e.to_notes, persons.notes),"
              " cover = iif (e.to_cover IS NOT e.from_cover,"
              "   (SELECT f.id FROM faces f WHERE f.id = e.to_cover AND f.person = e.person), persons.cover)"
              " FROM edit_persons e WHERE e.edit = ?1 AND e.to_exists = 1 AND persons.id = e.person",
              edit, forward, error);
}

static gboolean
update_rejections (KindredStore *self, gint64 edit, gboolean forward, GError **error)
{
  gint64 added = forward ? 1 : 0;

  return kindred_database_run (self->database,
                               "DELETE FROM rejections WHERE (face, person) IN"
                               " (SELECT face, person FROM edit_rejections WHERE edit = ?1 AND added <> ?2)",
                               KINDRED_IDS (edit, added), error)
         && kindred_database_run (self->database,
                                  "INSERT OR IGNORE INTO rejections (face, person) SELECT x.face, x.person"
                                  " FROM edit_rejections x CROSS JOIN faces f ON f.id = x.face"
                                  " CROSS JOIN persons q ON q.id = x.person WHERE x.edit = ?1 AND x.added = ?2"
                                  " AND NOT (f.person IS x.person AND f.decision = 1)",
                                  KINDRED_IDS (edit, added), error)
         && kindred_database_run (self->database,
                                  "UPDATE faces SET person = NULL, grouped = 0 FROM edit_rejections x"
                                  " WHERE x.edit = ?1 AND x.added = ?2 AND faces.id = x.face"
                                  " AND faces.person = x.person AND faces.decision = 0",
                                  KINDRED_IDS (edit, added), error);
}

static gboolean
update_person_answers (KindredStore *self, gint64 edit, gboolean forward, GError **error)
{
  return run (self,
              "DELETE FROM person_answers WHERE (person, other) IN"
              " (SELECT person, other FROM edit_answers WHERE edit = ?1 AND face = 0 AND to_answer = 0)",
              edit, forward, error)
         && run (self,
                 "INSERT INTO person_answers (person, other, answer) SELECT x.person, x.other, x.to_answer"
                 " FROM edit_answers x CROSS JOIN persons q ON q.id = x.person CROSS JOIN persons r ON r.id = x.other"
                 " WHERE x.edit = ?1 AND x.face = 0 AND x.to_answer <> 0"
                 " ON CONFLICT DO UPDATE SET answer = excluded.answer",
                 edit, forward, error);
}

static gboolean
update_face_answers (KindredStore *self, gint64 edit, gboolean forward, GError **error)
{
  return run (self,
              "DELETE FROM face_answers WHERE (face, person) IN"
              " (SELECT face, person FROM edit_answers WHERE edit = ?1 AND face <> 0 AND to_answer = 0)",
              edit, forward, error)
         && run (self,
                 "INSERT OR REPLACE INTO face_answers (face, person, answer) SELECT x.face, x.person, x.to_answer"
                 " FROM edit_answers x CROSS JOIN persons q ON q.id = x.person CROSS JOIN faces f ON f.id = x.face"
                 " WHERE x.edit = ?1 AND x.face <> 0 AND x.to_answer <> 0",
                 edit, forward, error);
}

static gboolean
drop_lost_covers (KindredStore *self, GError **error)
{
  return kindred_database_run (self->database,
                               "UPDATE persons SET cover = NULL WHERE cover IS NOT NULL"
                               " AND NOT EXISTS (SELECT 1 FROM faces f WHERE f.id = cover AND f.person = persons.id)",
                               NULL, 0, error);
}

static gboolean
update_folders (KindredStore *self, gint64 edit, gboolean forward, GError **error)
{
  g_autofree char *sql = direct ("SELECT folder FROM edit_folders e JOIN folders d ON d.id = e.folder"
                                 " WHERE e.edit = ?1 AND e.to_removed = 0",
                                 forward);
  gint64 folder;

  if (!run (self,
            "UPDATE folders SET removed = e.to_removed FROM edit_folders e WHERE e.edit = ?1 AND folders.id = e.folder",
            edit, forward, error)
      || !kindred_database_get (self->database, sql, KINDRED_IDS (edit), 0, &folder, error))
    return FALSE;

  /* A folder inside it may have been added meanwhile. */
  return folder == 0 || kindred_store_absorb_folders (self, folder, TRUE, error);
}

gboolean
kindred_journal_apply (KindredStore *self, gint64 edit, gboolean forward, GError **error)
{
  return insert_persons (self, edit, forward, error) && update_faces (self, edit, forward, error)
         && delete_persons (self, edit, forward, error) && update_persons (self, edit, forward, error)
         && update_rejections (self, edit, forward, error) && update_person_answers (self, edit, forward, error)
         && update_face_answers (self, edit, forward, error) && drop_lost_covers (self, error)
         && update_folders (self, edit, forward, error)
         && kindred_database_run (self->database, "UPDATE edits SET undone = ?2 WHERE id = ?1",
                                  KINDRED_IDS (edit, !forward), error);
}
