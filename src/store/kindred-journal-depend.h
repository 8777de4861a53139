/* kindred-journal-depend.h - which later edits rest on an earlier one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-journal.h"

G_BEGIN_DECLS

/* An edit rests on an earlier one if both changed the same (a face, a rejection, an answer, a folder, a property of a
 * person), if one made or ended a person that the other refers to, or if it rejected a face that the earlier
 * one moved; or if it rests on one that does. */

/* @edit and all that rest on it, those too that were taken back since, in order. (element-type gint64) */
GArray *kindred_journal_list_chain (KindredStore *self, gint64 edit, GError **error);

/* Of such a chain those after the first that are still in effect, newest first. (element-type KindredEditRecord) */
GPtrArray *kindred_journal_list_dependents (KindredStore *self, GArray *chain, GError **error);

G_END_DECLS
