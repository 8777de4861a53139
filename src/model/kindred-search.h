/* kindred-search.h - finds people by what the user types of their name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Case and accents taken away: equal for names that a person who types would call the same.
 * Returns: (transfer full) */
char *kindred_search_fold (const char *text);

/**
 * kindred_search_matches:
 * @query: what the user typed, not folded
 * @name: (nullable): a name, not folded
 *
 * Whether each word of @query begins a word of @name, in any order, whatever the case and the accents ("mul" and
 * "anna mu" find "Anna Müller").  In scripts without case, which often write no spaces, a word may be
 * anywhere.  An empty @query matches every name, and NULL is matched by nothing else.
 */
gboolean kindred_search_matches (const char *query, const char *name);

G_END_DECLS
