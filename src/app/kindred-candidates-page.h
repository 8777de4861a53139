/* kindred-candidates-page.h - more faces of a person, some at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-candidates.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Implements KindredPage.  Shows the likeliest candidates for a person; the user marks those that are wrong and
 * confirms the others, all in one edit, and the next ones are there.
 *
 * Signals: "gone" (): there is no such person any more. */

#define KINDRED_TYPE_CANDIDATES_PAGE (kindred_candidates_page_get_type ())
G_DECLARE_FINAL_TYPE (KindredCandidatesPage, kindred_candidates_page, KINDRED, CANDIDATES_PAGE, AdwBin)

/* @person: one that is there */
GtkWidget *kindred_candidates_page_new (KindredSession *session, gint64 person);

KindredCandidates *kindred_candidates_page_get_candidates (KindredCandidatesPage *self);

G_END_DECLS
