/* kindred-schema.h - the tables, and how an older library becomes one of this version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-database.h"

G_BEGIN_DECLS

/* docs/database.md explains the tables.  steps[i] takes a library from version i to i + 1; once
 * released, a step is never changed. */
extern const char *const kindred_schema_steps[];
extern const int kindred_schema_version;

/**
 * kindred_schema_upgrade:
 * @steps: kindred_schema_steps; tests pass others
 * @n_steps: the version to reach
 *
 * Brings an empty or older file to version @n_steps in one transaction: it is either upgraded or as
 * it was.  A library that holds something is copied to "FILE.version-N.bak" beside it first; a
 * copy that is there already is never overwritten, the new one is called "FILE.version-N-2.bak".
 *
 * Errors: KINDRED_ERROR_NEWER_LIBRARY when the file is beyond @n_steps.
 */
gboolean kindred_schema_upgrade (KindredDatabase *database, const char *const *steps, int n_steps, GError **error);

/* Whether the file is a library of exactly this version: for readers. */
gboolean kindred_schema_verify (KindredDatabase *database, GError **error);

/* The version as it is, the log included. */
gboolean kindred_schema_get_version (KindredDatabase *database, gint64 *version, GError **error);

G_END_DECLS
