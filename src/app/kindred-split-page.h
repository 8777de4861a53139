/* kindred-split-page.h - takes a person apart who is really several
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-split-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Implements KindredPage.  Shows into which groups the faces of a person fall, more or less strictly; the user picks
 * those that leave, and where they go.  Nothing changes before "Apply".
 *
 * Signals: "gone" (): it is done, or the person ceased to exist. */

#define KINDRED_TYPE_SPLIT_PAGE (kindred_split_page_get_type ())
G_DECLARE_FINAL_TYPE (KindredSplitPage, kindred_split_page, KINDRED, SPLIT_PAGE, AdwBin)

/* @person: id of somebody whom kindred_session_get_people() knows */
GtkWidget *kindred_split_page_new (KindredSession *session, gint64 person);

/* NULL until the faces have been compared. */
KindredSplitPlan *kindred_split_page_get_plan (KindredSplitPage *self);

G_END_DECLS
