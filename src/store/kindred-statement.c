/* kindred-statement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-database-private.h"

#include <math.h>
#include <string.h>

struct _KindredStatement
{
  KindredDatabase *database;
  sqlite3_stmt *handle;
  gboolean in_use;
  gboolean done;
};

static void
statement_free (KindredStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

GHashTable *
kindred_statement_new_cache (void)
{
  /* The key is the statement's own copy of the text. */
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) statement_free);
}

KindredStatement *
kindred_database_prepare (KindredDatabase *self, const char *sql, GError **error)
{
  KindredStatement *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL)
    {
      sqlite3_stmt *handle = NULL;
      int code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);

      if (code != SQLITE_OK)
        {
          kindred_database_set_error (self, code, error);
          return NULL;
        }

      statement = g_new0 (KindredStatement, 1);
      statement->database = self;
      statement->handle = handle;
      g_hash_table_insert (self->statements, (char *) sqlite3_sql (handle), statement);
    }

  g_assert (!statement->in_use);
  statement->in_use = TRUE;
  statement->done = FALSE;

  return statement;
}

void
kindred_statement_reset (KindredStatement *self)
{
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->done = FALSE;
}

void
kindred_statement_release (KindredStatement *self)
{
  g_return_if_fail (self != NULL && self->in_use);

  kindred_statement_reset (self);
  self->in_use = FALSE;
}

sqlite3_stmt *
kindred_statement_get_handle (KindredStatement *self)
{
  return self->handle;
}

gboolean
kindred_statement_next (KindredStatement *self, GError **error)
{
  int code = sqlite3_step (self->handle);

  if (code == SQLITE_ROW)
    return TRUE;

  self->done = code == SQLITE_DONE;
  if (!self->done)
    kindred_database_set_error (self->database, code, error);

  return FALSE;
}

gboolean
kindred_statement_is_done (KindredStatement *self)
{
  return self->done;
}

gboolean
kindred_statement_run (KindredStatement *self, GError **error)
{
  gboolean done;

  while (kindred_statement_next (self, error))
    ;

  done = self->done;
  kindred_statement_reset (self);

  return done;
}

void
kindred_statement_bind_int (KindredStatement *self, int parameter, gint64 value)
{
  sqlite3_bind_int64 (self->handle, parameter, value);
}

void
kindred_statement_bind_id (KindredStatement *self, int parameter, gint64 id)
{
  if (id != 0)
    sqlite3_bind_int64 (self->handle, parameter, id);
  else
    sqlite3_bind_null (self->handle, parameter);
}

void
kindred_statement_bind_number (KindredStatement *self, int parameter, double value)
{
  /* SQLite has no NaN: it would become NULL, and the row refused. */
  sqlite3_bind_double (self->handle, parameter, isfinite (value) ? value : 0);
}

void
kindred_statement_bind_text (KindredStatement *self, int parameter, const char *value)
{
  sqlite3_bind_text (self->handle, parameter, value, -1, SQLITE_STATIC);
}

void
kindred_statement_bind_path (KindredStatement *self, int parameter, const char *value)
{
  kindred_statement_bind_blob (self, parameter, value, value != NULL ? strlen (value) : 0);
}

void
kindred_statement_bind_blob (KindredStatement *self, int parameter, const void *data, gsize size)
{
  sqlite3_bind_blob64 (self->handle, parameter, data, size, SQLITE_STATIC);
}

gint64
kindred_statement_get_int (KindredStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

double
kindred_statement_get_number (KindredStatement *self, int column)
{
  return sqlite3_column_double (self->handle, column);
}

char *
kindred_statement_dup_text (KindredStatement *self, int column)
{
  const void *data;

  if (sqlite3_column_type (self->handle, column) == SQLITE_NULL)
    return NULL;

  data = sqlite3_column_blob (self->handle, column);

  return g_strndup (data != NULL ? data : "", sqlite3_column_bytes (self->handle, column));
}

gboolean
kindred_statement_copy_floats (KindredStatement *self, int column, float *values, gsize n_values)
{
  const void *data = sqlite3_column_blob (self->handle, column);

  if (data == NULL || (gsize) sqlite3_column_bytes (self->handle, column) != n_values * sizeof (float))
    return FALSE;

  memcpy (values, data, n_values * sizeof (float));

  return TRUE;
}

static void
bind_ids (KindredStatement *self, const gint64 *ids, guint n_ids)
{
  for (guint i = 0; i < n_ids; i++)
    kindred_statement_bind_int (self, i + 1, ids[i]);
}

gboolean
kindred_database_run (KindredDatabase *self, const char *sql, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (KindredStatement) statement = kindred_database_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;

  bind_ids (statement, ids, n_ids);

  return kindred_statement_run (statement, error);
}

gboolean
kindred_database_get (KindredDatabase *self, const char *sql, const gint64 *ids, guint n_ids, gint64 fallback,
                      gint64 *value, GError **error)
{
  g_autoptr (KindredStatement) statement = kindred_database_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;

  bind_ids (statement, ids, n_ids);
  if (kindred_statement_next (statement, error))
    {
      gboolean is_null = sqlite3_column_type (statement->handle, 0) == SQLITE_NULL;

      *value = is_null ? fallback : kindred_statement_get_int (statement, 0);
      return TRUE;
    }

  *value = fallback;

  return statement->done;
}

GArray *
kindred_database_list (KindredDatabase *self, const char *sql, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KindredStatement) statement = kindred_database_prepare (self, sql, error);

  if (statement == NULL)
    return NULL;

  bind_ids (statement, ids, n_ids);
  while (kindred_statement_next (statement, error))
    {
      gint64 id = kindred_statement_get_int (statement, 0);

      g_array_append_val (list, id);
    }

  return statement->done ? g_steal_pointer (&list) : NULL;
}
