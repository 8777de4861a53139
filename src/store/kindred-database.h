/* kindred-database.h - one SQLite connection: statements, transactions, cancellation, errors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Knows nothing of Kindred's tables.  May be used from one thread at a time.  Every error names the file. */

typedef struct _KindredDatabase KindredDatabase;

typedef enum
{
  KINDRED_DATABASE_READ_ONLY = 1 << 0,
  KINDRED_DATABASE_CREATE = 1 << 1,
  /* Nobody can change the file while it is open: no locks, no files beside it.  Implies read only. */
  KINDRED_DATABASE_IMMUTABLE = 1 << 2,
} KindredDatabaseFlags;

/* How long a statement waits for another connection's lock. */
#define KINDRED_DATABASE_BUSY_TIMEOUT 5000 /* milliseconds */

/* Opens without writing anything.  Closing leaves the write-ahead log as it is until
 * kindred_database_use_wal() was called. */
KindredDatabase *kindred_database_open (const char *path, KindredDatabaseFlags flags, GError **error);
void kindred_database_close (KindredDatabase *self);

const char *kindred_database_get_path (KindredDatabase *self);
sqlite3 *kindred_database_get_handle (KindredDatabase *self);
void kindred_database_set_busy_timeout (KindredDatabase *self, int milliseconds);

/* Turns the write-ahead log on; to be called once the file is known to be ours. */
gboolean kindred_database_use_wal (KindredDatabase *self, GError **error);

/* Runs SQL text of one or more statements, without parameters or results. */
gboolean kindred_database_execute (KindredDatabase *self, const char *sql, GError **error);

/* Runs one statement with integer parameters ?1, ?2, ... and no result: KINDRED_IDS (a, b). */
#define KINDRED_IDS(...) ((const gint64[]){ __VA_ARGS__ }), G_N_ELEMENTS (((const gint64[]){ __VA_ARGS__ }))
gboolean kindred_database_run (KindredDatabase *self, const char *sql, const gint64 *ids, guint n_ids, GError **error);

/* The first column of the first row as an integer; @fallback when there is no row or it is NULL. */
gboolean kindred_database_get (KindredDatabase *self, const char *sql, const gint64 *ids, guint n_ids, gint64 fallback,
                               gint64 *value, GError **error);

/* The identifiers (gint64) in the first column of a query with such parameters. */
GArray *kindred_database_list (KindredDatabase *self, const char *sql, const gint64 *ids, guint n_ids, GError **error);

/* ---- statements ---- */

typedef struct _KindredStatement KindredStatement;

/* Prepared once per connection and text.  Must not be asked for again while in use. */
KindredStatement *kindred_database_prepare (KindredDatabase *self, const char *sql, GError **error);

/* Gives the statement back to the cache. */
void kindred_statement_release (KindredStatement *self);

sqlite3_stmt *kindred_statement_get_handle (KindredStatement *self);

/* TRUE: there is a row.  FALSE: no more, or an error: kindred_statement_is_done() tells which. */
gboolean kindred_statement_next (KindredStatement *self, GError **error);
gboolean kindred_statement_is_done (KindredStatement *self);

/* Runs to the end without looking at rows, then takes new parameters. */
gboolean kindred_statement_run (KindredStatement *self, GError **error);
void kindred_statement_reset (KindredStatement *self);

/* Parameters count from 1.  Strings and blobs must live until the next reset. */
void kindred_statement_bind_int (KindredStatement *self, int parameter, gint64 value);
void kindred_statement_bind_id (KindredStatement *self, int parameter, gint64 id);           /* 0: NULL */
void kindred_statement_bind_number (KindredStatement *self, int parameter, double value);    /* not finite: 0 */
void kindred_statement_bind_text (KindredStatement *self, int parameter, const char *value); /* NULL: NULL */
void kindred_statement_bind_path (KindredStatement *self, int parameter, const char *value); /* as bytes */
void kindred_statement_bind_blob (KindredStatement *self, int parameter, const void *data, gsize size);

/* Columns count from 0. */
gint64 kindred_statement_get_int (KindredStatement *self, int column); /* NULL: 0 */
double kindred_statement_get_number (KindredStatement *self, int column);
char *kindred_statement_dup_text (KindredStatement *self, int column); /* NULL: NULL; paths too */

/* A blob of exactly @n_values; FALSE when it is none. */
gboolean kindred_statement_copy_floats (KindredStatement *self, int column, float *values, gsize n_values);

/* ---- transactions ---- */

/* kindred_database_begin() opens one for the caller, until _commit() or _rollback(). */
gboolean kindred_database_begin (KindredDatabase *self, GError **error);
gboolean kindred_database_commit (KindredDatabase *self, GError **error);
void kindred_database_rollback (KindredDatabase *self);

/* Around what one function writes: a transaction, or a savepoint inside the caller's.  @durable:
 * on the disk, not only in the system's buffers, when _end() returns TRUE. */
gboolean kindred_database_enter (KindredDatabase *self, gboolean durable, GError **error);
gboolean kindred_database_leave (KindredDatabase *self, gboolean keep, GError **error);

/* A consistent view for reading statements, until kindred_database_end_read(); they are interrupted
 * with G_IO_ERROR_CANCELLED once @cancellable (or NULL) is. */
gboolean kindred_database_begin_read (KindredDatabase *self, GCancellable *cancellable, GError **error);
void kindred_database_end_read (KindredDatabase *self);

/* Sets @error to what the last call on the connection reported (@code, extended). */
void kindred_database_set_error (KindredDatabase *self, int code, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredDatabase, kindred_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredStatement, kindred_statement_release)

G_END_DECLS
