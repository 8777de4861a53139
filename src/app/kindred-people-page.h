/* kindred-people-page.h - the grid of people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-people-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Visible persons, with which the window begins, or the hidden ones. Implements KindredPage. */

#define KINDRED_TYPE_PEOPLE_PAGE (kindred_people_page_get_type ())
G_DECLARE_FINAL_TYPE (KindredPeoplePage, kindred_people_page, KINDRED, PEOPLE_PAGE, AdwBin)

GtkWidget *kindred_people_page_new (KindredSession *session, KindredPeopleFilter filter);

KindredPeopleFilter kindred_people_page_get_filter (KindredPeoplePage *self);

/* As if the user had typed @text into the search. */
void kindred_people_page_search (KindredPeoplePage *self, const char *text);

G_END_DECLS
