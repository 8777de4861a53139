/* kindred-history-page.h - all that was done to people, and taking it back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Implements KindredPage.  All edits, newest first, by day; each can be taken back, alone or together with all that
 * came after it, after a question that says what and how many those are. */

#define KINDRED_TYPE_HISTORY_PAGE (kindred_history_page_get_type ())
G_DECLARE_FINAL_TYPE (KindredHistoryPage, kindred_history_page, KINDRED, HISTORY_PAGE, AdwBin)

GtkWidget *kindred_history_page_new (KindredSession *session);

G_END_DECLS
