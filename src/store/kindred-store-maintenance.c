/* kindred-store-maintenance.c - checking the library, and showing it as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-store-private.h"

#include "base/kindred-error.h"

#include <glib/gi18n-lib.h>

#define MAX_PER_KIND 20

/* Each query gives the one or two numbers that its text shows; all are empty in a sound library. */
typedef struct
{
  const char *sql;
  const char *text;
} Rule;

static const Rule rules[] = {
  { "SELECT q.id, q.cover FROM persons q JOIN faces f ON f.id = q.cover WHERE f.person IS NOT q.id",
    N_ ("The cover of a person is the face of another (person, face)") },
  { "SELECT r.person, r.face FROM rejections r JOIN faces f ON f.id = r.face WHERE f.person = r.person",
    N_ ("A face is with a person that it was rejected from (person, face)") },
  { "SELECT f.id, f.photo FROM faces f LEFT JOIN photos p ON p.id = f.photo WHERE p.id IS NULL",
    N_ ("A face has no photo (face, photo)") },
  { "SELECT f.id, f.person FROM faces f LEFT JOIN persons q ON q.id = f.person"
    " WHERE f.person IS NOT NULL AND q.id IS NULL",
    N_ ("A face is with a person that does not exist (face, person)") },
  { "SELECT id, decision FROM faces WHERE decision = 1 AND person IS NULL OR decision > 1 AND person IS NOT NULL",
    N_ ("A face and its decision do not fit together (face, decision)") },
  { "SELECT f.id, f.photo FROM faces f LEFT JOIN detections d ON d.face = f.id WHERE d.face IS NULL",
    N_ ("It is not known where in its photo a face is (face, photo)") },
  { "SELECT e.face, 0 FROM embeddings e LEFT JOIN detections d ON d.face = e.face WHERE d.encoder IS NULL",
    N_ ("An embedding belongs to no face or no encoder (face)") },
  { "SELECT p.id, p.folder FROM photos p LEFT JOIN folders d ON d.id = p.folder WHERE d.id IS NULL",
    N_ ("A photo is in no folder (photo, folder)") },
  { "SELECT count(*), 0 FROM folders WHERE path IS NULL HAVING count(*) <> 1",
    N_ ("The folder for single files is missing or there twice (number)") },
  { "SELECT count(*), 0 FROM library HAVING count(*) <> 1", N_ ("The library has no identity (number)") },
  { "SELECT r.id, r.reverts FROM edits r LEFT JOIN edits e ON e.id = r.reverts AND e.id < r.id"
    " WHERE r.reverts IS NOT NULL AND e.id IS NULL",
    N_ ("An edit takes back one that there is not (edit, edit)") },
  { "SELECT a.id, b.id FROM edits a JOIN edits b ON b.id > a.id WHERE a.undone = 1 AND b.undone = 0",
    N_ ("An edit was undone before a later one (edit, edit)") },
};

static void
add_finding (GPtrArray *findings, const char *text, gint64 first, gint64 second)
{
  GString *line = g_string_new (text);

  g_string_append_printf (line, ": %" G_GINT64_FORMAT, first);
  if (second != 0)
    g_string_append_printf (line, ", %" G_GINT64_FORMAT, second);
  g_ptr_array_add (findings, g_string_free (line, FALSE));
}

static gboolean
check_rule (KindredStore *self, const Rule *rule, GPtrArray *findings, GError **error)
{
  g_autoptr (KindredStatement) statement = kindred_database_prepare (self->database, rule->sql, error);
  guint n = 0;

  if (statement == NULL)
    return FALSE;

  while (kindred_statement_next (statement, error))
    if (n++ < MAX_PER_KIND)
      add_finding (findings, _ (rule->text), kindred_statement_get_int (statement, 0),
                   kindred_statement_get_int (statement, 1));

  if (n > MAX_PER_KIND)
    add_finding (findings, _ (rule->text), n, 0);

  return kindred_statement_is_done (statement);
}

/* SQLite's own checks: rows of text. */
static gboolean
check_text (KindredStore *self, const char *sql, const char *good, GPtrArray *findings, GError **error)
{
  g_autoptr (KindredStatement) statement = kindred_database_prepare (self->database, sql, error);

  if (statement == NULL)
    return FALSE;

  while (kindred_statement_next (statement, error))
    {
      g_autofree char *text = kindred_statement_dup_text (statement, 0);

      if (g_strcmp0 (text, good) != 0)
        g_ptr_array_add (findings, g_steal_pointer (&text));
    }

  return kindred_statement_is_done (statement);
}

static gboolean
check_all (KindredStore *self, GPtrArray *findings, GError **error)
{
  if (!check_text (self, "PRAGMA integrity_check (100)", "ok", findings, error)
      || !check_text (self,
                      "SELECT \"table\" || ' ' || coalesce (rowid, '') || ' -> ' || parent FROM"
                      " pragma_foreign_key_check LIMIT 100",
                      NULL, findings, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!check_rule (self, &rules[i], findings, error))
      return FALSE;

  return TRUE;
}

gboolean
kindred_store_check (KindredStore *self, GStrv *findings, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL && findings != NULL, FALSE);

  *findings = NULL;
  if (!kindred_database_begin_read (self->database, cancellable, error))
    return FALSE;

  done = check_all (self, lines, &local_error);
  kindred_database_end_read (self->database);

  /* So damaged that not even looking for damage works: that is what was asked for. */
  if (g_error_matches (local_error, KINDRED_ERROR, KINDRED_ERROR_DAMAGED_LIBRARY))
    {
      g_ptr_array_add (lines, g_strdup (local_error->message));
      done = TRUE;
    }

  if (!done)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_ptr_array_add (lines, NULL);
  *findings = (GStrv) g_ptr_array_free (g_steal_pointer (&lines), FALSE);

  return TRUE;
}

char *
kindred_store_dump_people (KindredStore *self, GError **error)
{
  static const char *const queries[] = {
    "SELECT 'person ' || id || ' name ' || quote (name) || ' hidden ' || hidden || ' cover ' || quote (cover)"
    " || ' by_user ' || by_user || ' favourite ' || favourite || ' birth ' || quote (birth) || ' notes ' || quote "
    "(notes)"
    " FROM persons ORDER BY id",
    "SELECT 'face ' || id || ' person ' || quote (person) || ' decision ' || decision FROM faces ORDER BY id",
    "SELECT 'rejection ' || face || ' ' || person FROM rejections ORDER BY face, person",
    "SELECT 'answer ' || person || ' ' || other || ' ' || answer FROM person_answers ORDER BY person, other",
    "SELECT 'skipped ' || face || ' ' || person FROM face_answers ORDER BY face, person",
    "SELECT 'folder ' || id || ' removed ' || removed FROM folders ORDER BY id",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (KindredStatement) statement = kindred_database_prepare (self->database, queries[i], error);

      if (statement == NULL)
        return NULL;

      while (kindred_statement_next (statement, error))
        {
          g_autofree char *line = kindred_statement_dup_text (statement, 0);

          g_string_append (text, line);
          g_string_append_c (text, '\n');
        }

      if (!kindred_statement_is_done (statement))
        return NULL;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
