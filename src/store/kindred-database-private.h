/* kindred-database-private.h - shared by kindred-database.c and kindred-statement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-database.h"

G_BEGIN_DECLS

struct _KindredDatabase
{
  sqlite3 *handle;
  char *path;
  char *display_path;
  GHashTable *statements; /* text to KindredStatement */
  GCancellable *cancellable;
  gboolean read_only;
  gboolean has_transaction; /* the caller's, by kindred_database_begin() */
  gboolean durable;         /* what synchronous is set to: FULL or NORMAL */
};

GHashTable *kindred_statement_new_cache (void);

G_END_DECLS
