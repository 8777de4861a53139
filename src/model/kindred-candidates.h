/* kindred-candidates.h - who else may be a person, some at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/kindred-library.h"

G_BEGIN_DECLS

/* Reads the candidates for a person in the background, and again when the library changes.  Those that are shown (the
 * first ones) stay where they are while they may be asked.
 *
 * Signals:
 *  "changed" (): there are others, or more of them
 *  "answered" (const KindredEditRecord *): answers are in the library
 *  "failed" (const GError *): they are not, or reading went wrong */

#define KINDRED_CANDIDATES_AT_ONCE 12

#define KINDRED_TYPE_CANDIDATES (kindred_candidates_get_type ())
G_DECLARE_FINAL_TYPE (KindredCandidates, kindred_candidates, KINDRED, CANDIDATES, GObject)

KindredCandidates *kindred_candidates_new (KindredLibrary *library, gint64 person);

/* Whether they were read at least once, and nothing is being answered or read while there are none. */
gboolean kindred_candidates_get_loaded (KindredCandidates *self);

/* How many are shown: KINDRED_CANDIDATES_AT_ONCE unless there are less. */
guint kindred_candidates_get_n_shown (KindredCandidates *self);

/* Those that are shown, then those that come next.  NULL when there are no more; (transfer none) until the next
 * change. */
const KindredQuestion *kindred_candidates_get (KindredCandidates *self, guint position);

/* Answers all that are shown in one edit; at once the next ones are there.
 * @wrong: as many as are shown: which are not the person */
void kindred_candidates_answer (KindredCandidates *self, const gboolean *wrong);

/* The session undid @edit, and all that came after it: what was answered by those is shown again. */
void kindred_candidates_undone (KindredCandidates *self, gint64 edit);

G_END_DECLS
