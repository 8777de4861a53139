/* kindred-store-forget.c - deleting for good what the library knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-store-forget.h"
#include "kindred-store-private.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

#include <glib/gi18n-lib.h>

/* What is to go, in tables of this connection alone.  Edits that lose something are there as well. */
static const char create_tables[]
    = "CREATE TEMP TABLE IF NOT EXISTS gone_photos (id INTEGER PRIMARY KEY);"
      "CREATE TEMP TABLE IF NOT EXISTS gone_faces (id INTEGER PRIMARY KEY, person INTEGER);"
      "CREATE TEMP TABLE IF NOT EXISTS gone_persons (id INTEGER PRIMARY KEY);"
      "CREATE TEMP TABLE IF NOT EXISTS gone_names (name TEXT PRIMARY KEY);"
      "CREATE TEMP TABLE IF NOT EXISTS gone_edits (id INTEGER PRIMARY KEY);"
      "CREATE TEMP TABLE IF NOT EXISTS left_persons (id INTEGER PRIMARY KEY);" /* of the faces left, now or before */
      "DELETE FROM gone_photos; DELETE FROM gone_faces; DELETE FROM gone_persons; DELETE FROM gone_names;"
      "DELETE FROM gone_edits; DELETE FROM left_persons;";

#define GONE_PHOTO "(SELECT id FROM gone_photos)"
#define GONE_FACE "(SELECT id FROM gone_faces)"
#define GONE_PERSON "(SELECT id FROM gone_persons)"
#define GONE_NAME "(SELECT name FROM gone_names)"

void
kindred_forgettable_free (KindredForgettable *self)
{
  g_strfreev (self->copies);
  g_free (self);
}

void
kindred_forgotten_free (KindredForgotten *self)
{
  g_clear_pointer (&self->photos, g_array_unref);
  g_clear_pointer (&self->faces, g_array_unref);
  g_free (self);
}

/* Statements in order; ?1 is @folder. */
static gboolean
run_all (KindredStore *self, const char *const *statements, gsize n, gint64 folder, GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (KindredStatement) statement = kindred_database_prepare (self->database, statements[i], error);

      if (statement == NULL)
        return FALSE;

      if (strstr (statements[i], "?1") != NULL)
        kindred_statement_bind_int (statement, 1, folder);
      if (!kindred_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- what is to go ---- */

/* A person goes that has a face now, but none that stays; of one that does not exist, what the journal says goes
 * likewise. */
static gboolean
collect (KindredStore *self, gint64 folder, GError **error)
{
  static const char *const statements[] = {
    "INSERT INTO gone_faces (id, person) SELECT f.id, f.person FROM gone_photos g JOIN faces f ON f.photo = g.id",
    "INSERT INTO gone_persons (id) SELECT DISTINCT person FROM gone_faces g WHERE person IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM faces f WHERE f.person = g.person AND f.photo NOT IN " GONE_PHOTO ")",
    "INSERT OR IGNORE INTO left_persons (id)"
    " SELECT old_person FROM edit_faces WHERE old_person IS NOT NULL AND face NOT IN " GONE_FACE
    " UNION SELECT new_person FROM edit_faces WHERE new_person IS NOT NULL AND face NOT IN " GONE_FACE,
    "INSERT OR IGNORE INTO gone_persons (id) SELECT person FROM"
    " (SELECT old_person AS person FROM edit_faces WHERE face IN " GONE_FACE
    "   UNION SELECT new_person FROM edit_faces WHERE face IN " GONE_FACE ")"
    " WHERE person IS NOT NULL AND person NOT IN (SELECT id FROM persons)"
    " AND person NOT IN (SELECT id FROM left_persons)",
  };
  static const char *const of_folder = "INSERT INTO gone_photos (id) SELECT id FROM photos WHERE folder = ?1";
  static const char *const missing = "INSERT INTO gone_photos (id) SELECT id FROM photos WHERE missing = 1"
                                     " AND folder NOT IN (SELECT id FROM folders WHERE removed = 1)";

  return kindred_database_execute (self->database, create_tables, error)
         && run_all (self, folder != KINDRED_FORGET_MISSING ? &of_folder : &missing, 1, folder, error)
         && run_all (self, statements, G_N_ELEMENTS (statements), folder, error);
}

static gboolean
check_folder (KindredStore *self, gint64 folder, GError **error)
{
  gint64 found;

  if (folder == KINDRED_FORGET_MISSING)
    return TRUE;

  if (!kindred_database_get (self->database, "SELECT id FROM folders WHERE id = ?1 AND path IS NOT NULL",
                             KINDRED_IDS (folder), 0, &found, error))
    return FALSE;

  if (found == 0)
    kindred_store_set_not_found (KINDRED_THING_FOLDER, folder, error);

  return found != 0;
}

/* ---- counting ---- */

/* Of another library in the folder, others. */
static GStrv
list_copies (KindredStore *self)
{
  const char *path = kindred_database_get_path (self->database);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (name, ".", NULL);
  g_autoptr (GStrvBuilder) copies = g_strv_builder_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *found = g_build_filename (folder, entry, NULL);

      if (g_str_has_prefix (entry, prefix) && g_str_has_suffix (entry, ".bak"))
        g_strv_builder_add (copies, found);
    }

  return g_strv_builder_end (copies);
}

static gboolean
count (KindredStore *self, const char *sql, guint *n, GError **error)
{
  gint64 value;

  if (!kindred_database_get (self->database, sql, NULL, 0, 0, &value, error))
    return FALSE;

  *n = (guint) value;

  return TRUE;
}

static gboolean
count_all (KindredStore *self, gint64 folder, KindredForgettable *counts, GError **error)
{
  return check_folder (self, folder, error) && collect (self, folder, error)
         && count (self, "SELECT count(*) FROM gone_photos", &counts->n_photos, error)
         && count (self, "SELECT count(*) FROM gone_faces", &counts->n_faces, error)
         && count (self,
                   "SELECT count(*) FROM gone_faces g JOIN faces f ON f.id = g.id WHERE f.decision <> 0"
                   " OR EXISTS (SELECT 1 FROM rejections r WHERE r.face = f.id)"
                   " OR EXISTS (SELECT 1 FROM persons q WHERE q.cover = f.id)",
                   &counts->n_decided, error)
         && count (self, "SELECT count(*) FROM gone_persons g JOIN persons q ON q.id = g.id", &counts->n_persons, error)
         && count (self, "SELECT count(*) FROM gone_persons g JOIN persons q ON q.id = g.id WHERE q.name IS NOT NULL",
                   &counts->n_named, error);
}

KindredForgettable *
kindred_store_count_forgettable (KindredStore *self, gint64 folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (KindredForgettable) counts = g_new0 (KindredForgettable, 1);
  gboolean done;

  g_return_val_if_fail (self != NULL, NULL);

  if (!kindred_database_begin_read (self->database, cancellable, error))
    return NULL;

  done = count_all (self, folder, counts, error);
  kindred_database_end_read (self->database);
  if (!done)
    return NULL;

  counts->copies = list_copies (self);

  return g_steal_pointer (&counts);
}

GPtrArray *
kindred_store_list_removed_folders (KindredStore *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return kindred_store_load_folders (self,
                                     "SELECT * FROM (SELECT id, path, offline,"
                                     " (SELECT count(*) FROM photos WHERE folder = folders.id) AS n_photos"
                                     " FROM folders WHERE path IS NOT NULL AND removed = 1)"
                                     " WHERE n_photos > 0 ORDER BY path",
                                     error);
}

/* ---- the journal ---- */

/* Before anything is deleted: which edits lose something, and which names nobody who stays has or had. */
static gboolean
collect_of_journal (KindredStore *self, gint64 folder, GError **error)
{
  static const char *const statements[] = {
    "INSERT OR IGNORE INTO gone_edits (id)"
    " SELECT edit FROM edit_faces WHERE face IN " GONE_FACE
    " UNION SELECT edit FROM edit_rejections WHERE face IN " GONE_FACE " OR person IN " GONE_PERSON
    " UNION SELECT edit FROM edit_answers WHERE face IN " GONE_FACE " OR person IN " GONE_PERSON
    "   OR other IN " GONE_PERSON " UNION SELECT edit FROM edit_persons WHERE person IN " GONE_PERSON
    "   OR old_cover IN " GONE_FACE " OR new_cover IN " GONE_FACE
    " UNION SELECT edit FROM edit_folders WHERE folder = ?1 AND folder <> 0",
    "INSERT OR IGNORE INTO gone_names (name)"
    " SELECT name FROM persons WHERE id IN " GONE_PERSON " AND name IS NOT NULL"
    " UNION SELECT old_name FROM edit_persons WHERE person IN " GONE_PERSON " AND old_name IS NOT NULL"
    " UNION SELECT new_name FROM edit_persons WHERE person IN " GONE_PERSON " AND new_name IS NOT NULL",
    "DELETE FROM gone_names WHERE name IN (SELECT name FROM persons WHERE id NOT IN " GONE_PERSON
    " UNION SELECT old_name FROM edit_persons WHERE person NOT IN " GONE_PERSON
    " UNION SELECT new_name FROM edit_persons WHERE person NOT IN " GONE_PERSON ")",
    /* The removal of a folder has its path for a name. */
    "INSERT OR IGNORE INTO gone_names (name) SELECT e.name FROM edit_folders x JOIN edits e ON e.id = x.edit"
    " WHERE x.folder = ?1 AND e.kind = 11 AND e.name IS NOT NULL",
  };

  G_STATIC_ASSERT (KINDRED_EDIT_REMOVE_FOLDER == 11);

  return run_all (self, statements, G_N_ELEMENTS (statements), folder, error);
}

/* A person who goes, but with whom faces were that stay, may come back by undo, though without a name. */
static gboolean
clean_journal (KindredStore *self, gint64 folder, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM edit_faces WHERE face IN " GONE_FACE,
    "DELETE FROM edit_rejections WHERE face IN " GONE_FACE " OR person IN " GONE_PERSON,
    "DELETE FROM edit_answers WHERE face IN " GONE_FACE " OR person IN " GONE_PERSON " OR other IN " GONE_PERSON,
    "DELETE FROM edit_folders WHERE folder = ?1",
    "DELETE FROM edit_persons WHERE person IN " GONE_PERSON " AND person NOT IN (SELECT id FROM left_persons)",
    "UPDATE edit_persons SET old_name = NULL, old_hidden = 0, old_cover = NULL, old_favourite = 0, old_birth = NULL,"
    " old_notes = NULL, new_name = NULL, new_hidden = 0, new_cover = NULL, new_favourite = 0, new_birth = NULL,"
    " new_notes = NULL WHERE person IN " GONE_PERSON,
    "UPDATE edit_persons SET old_cover = NULL WHERE old_cover IN " GONE_FACE,
    "UPDATE edit_persons SET new_cover = NULL WHERE new_cover IN " GONE_FACE,
    "DELETE FROM edit_persons WHERE edit IN (SELECT id FROM gone_edits) AND old_exists = new_exists"
    " AND old_name IS new_name AND old_hidden = new_hidden AND old_cover IS new_cover"
    " AND old_favourite = new_favourite AND old_birth IS new_birth AND old_notes IS new_notes",
    "UPDATE edits SET name = NULL WHERE name IN " GONE_NAME,
    "UPDATE edits SET other_name = NULL WHERE other_name IN " GONE_NAME,
    /* Edits of which nothing is left go; but not if one is left that took them back, or that they took back. */
    "DELETE FROM edits WHERE id IN (SELECT id FROM gone_edits) AND id NOT IN"
    " (WITH RECURSIVE kept (id) AS (SELECT edit FROM edit_faces UNION SELECT edit FROM edit_persons"
    "   UNION SELECT edit FROM edit_rejections UNION SELECT edit FROM edit_answers UNION SELECT edit FROM edit_folders"
    "   UNION SELECT r.reverted FROM kept JOIN edit_reverts r ON r.edit = kept.id"
    "   UNION SELECT r.edit FROM kept JOIN edit_reverts r ON r.reverted = kept.id) SELECT id FROM kept)",
  };

  return run_all (self, statements, G_N_ELEMENTS (statements), folder, error);
}

/* ---- forgetting ---- */

static gboolean
delete_all (KindredStore *self, gint64 folder, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM faces WHERE id IN " GONE_FACE,
    "DELETE FROM persons WHERE id IN " GONE_PERSON,
    "DELETE FROM photos WHERE id IN " GONE_PHOTO,
    "DELETE FROM folders WHERE id = ?1 AND path IS NOT NULL",
  };

  return run_all (self, statements, G_N_ELEMENTS (statements), folder, error);
}

static KindredForgotten *
forget (KindredStore *self, gint64 folder, GError **error)
{
  g_autoptr (KindredForgotten) forgotten = g_new0 (KindredForgotten, 1);

  if (!check_folder (self, folder, error) || !collect (self, folder, error) || !collect_of_journal (self, folder, error)
      || !clean_journal (self, folder, error) || !delete_all (self, folder, error)
      || (forgotten->photos = kindred_database_list (self->database, "SELECT id FROM gone_photos", NULL, 0, error))
             == NULL
      || (forgotten->faces = kindred_database_list (self->database, "SELECT id FROM gone_faces", NULL, 0, error))
             == NULL
      || !kindred_database_execute (self->database, create_tables, error))
    return NULL;

  return g_steal_pointer (&forgotten);
}

KindredForgotten *
kindred_store_forget (KindredStore *self, gint64 folder, GError **error)
{
  g_autoptr (KindredForgotten) forgotten = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  /* Overwritten with zeros: should rewriting the file not come about, little is left. */
  if (!kindred_database_execute (self->database, "PRAGMA secure_delete = ON", error)
      || !kindred_database_enter (self->database, TRUE, error))
    return NULL;

  forgotten = forget (self, folder, error);
  if (!kindred_database_leave (self->database, forgotten != NULL, error))
    return NULL;

  return g_steal_pointer (&forgotten);
}

/* Not all in memory: a library may be larger than that. */
static gboolean
rewrite (KindredStore *self, GError **error)
{
  gboolean done = kindred_database_execute (self->database, "PRAGMA temp_store = FILE", error)
                  && kindred_database_execute (self->database, "VACUUM", error);

  kindred_database_execute (self->database, "PRAGMA temp_store = MEMORY", NULL);

  return done;
}

gboolean
kindred_store_scrub (KindredStore *self, GError **error)
{
  g_autofree char *shown = NULL;
  gint64 busy;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!rewrite (self, error)
      || !kindred_database_get (self->database, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, 0, 1, &busy, error))
    return FALSE;

  if (busy == 0)
    return TRUE;

  shown = kindred_paths_display (kindred_database_get_path (self->database));
  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_BUSY, "%s: %s", shown, _ ("another program is using the library"));

  return FALSE;
}
