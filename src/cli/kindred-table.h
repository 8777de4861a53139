/* kindred-table.h - aligned columns for people to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KindredTable KindredTable;

/* The headings of the columns, NULL-terminated.  Those that start with ">" are aligned to the right (and shown
 * without it). */
KindredTable *kindred_table_new (const char *first_heading, ...) G_GNUC_NULL_TERMINATED;
void kindred_table_free (KindredTable *self);

/* Takes one string (transfer full) for each column. */
void kindred_table_add (KindredTable *self, ...);

/* On standard output; nothing when there are no rows. */
void kindred_table_print (KindredTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredTable, kindred_table_free)

G_END_DECLS
