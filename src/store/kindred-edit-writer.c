/* kindred-edit-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit-writer.h"

#include "base/kindred-error.h"

gboolean
kindred_edit_writer_run (KindredEditWriter *self, const char *sql, const gint64 *ids, guint n_ids, GError **error)
{
  return kindred_database_run (self->store->database, sql, ids, n_ids, error);
}

gboolean
kindred_edit_writer_conflict (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (KINDRED_ERROR, KINDRED_ERROR_CONFLICT, format, args);
  va_end (args);

  return FALSE;
}

/* ---- what is there ---- */

gboolean
kindred_edit_writer_find_person (KindredEditWriter *self, gint64 person, char **name, GError **error)
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

gboolean
kindred_edit_writer_find_face (KindredEditWriter *self, gint64 face, gint64 *person, GError **error)
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

void
kindred_edit_writer_note_person (KindredEditWriter *self, gsize i, gint64 person)
{
  if (i == 0)
    self->person = person;
  else if (self->person != person)
    self->person = 0;
}

gboolean
kindred_edit_writer_note_name (KindredEditWriter *self, GError **error)
{
  g_clear_pointer (&self->name, g_free);

  return self->person == 0 || kindred_edit_writer_find_person (self, self->person, &self->name, error);
}

gboolean
kindred_edit_writer_set_text (KindredEditWriter *self, const char *sql, gint64 person, const char *text, GError **error)
{
  g_autoptr (KindredStatement) statement = NULL;

  if (!kindred_journal_touch_person (self->store, self->id, person, error))
    return FALSE;

  statement = kindred_database_prepare (self->store->database, sql, error);
  if (statement == NULL)
    return FALSE;

  kindred_statement_bind_int (statement, 1, self->id);
  kindred_statement_bind_int (statement, 2, person);
  kindred_statement_bind_text (statement, 3, text);

  return kindred_statement_run (statement, error);
}

gboolean
kindred_edit_writer_set_name (KindredEditWriter *self, gint64 person, const char *name, GError **error)
{
  return kindred_edit_writer_set_text (self, "UPDATE edit_persons SET new_name = ?3 WHERE edit = ?1 AND person = ?2",
                                       person, name, error);
}
