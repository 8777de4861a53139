/* kindred-people.h - all persons of a library, kept up to date
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-person-item.h"
#include "library/kindred-library.h"

G_BEGIN_DECLS

/* Reads the persons when made, and again whenever the library says that they changed, without blocking; several
 * changes during one reading lead to one more.
 *
 * Signals: "refreshed" () after each reading, when all items are up to date; "failed" (GError *) when reading went
 * wrong, the old items stay.
 *
 * Properties, read-only: "loaded" (gboolean: read at least once), "n-visible", "n-hidden" (guint). */

#define KINDRED_TYPE_PEOPLE (kindred_people_get_type ())
G_DECLARE_FINAL_TYPE (KindredPeople, kindred_people, KINDRED, PEOPLE, GObject)

KindredPeople *kindred_people_new (KindredLibrary *library);

gboolean kindred_people_get_loaded (KindredPeople *self);
guint kindred_people_get_n_visible (KindredPeople *self);
guint kindred_people_get_n_hidden (KindredPeople *self);

/* Reads again soon. */
void kindred_people_refresh (KindredPeople *self);

/* NULL when there is no such person (any more).  (transfer none) */
KindredPersonItem *kindred_people_lookup (KindredPeople *self, gint64 person);

/* All of them in no order.  (transfer container) (element-type KindredPersonItem) */
GPtrArray *kindred_people_list (KindredPeople *self);

/* Somebody other than @except with this name, whatever the case; visible ones are preferred.  (transfer none) */
KindredPersonItem *kindred_people_find_name (KindredPeople *self, const char *name, gint64 except);

/**
 * kindred_people_complete:
 * @query: what was typed so far, see kindred_search_matches()
 * @except: a person that is not wanted, or 0
 * @limit: 0 for all
 *
 * Named persons that @query may mean, those with the most faces first.
 *
 * Returns: (transfer full) (element-type KindredPersonItem)
 */
GPtrArray *kindred_people_complete (KindredPeople *self, const char *query, gint64 except, guint limit);

G_END_DECLS
