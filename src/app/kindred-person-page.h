/* kindred-person-page.h - one person and all of the faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-face-grid.h"
#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Implements KindredPage.  When the person is merged into another one, the page goes on with that one.
 *
 * Signals: "gone" (): the person ceased to exist, or was hidden here; the page has nothing to show any more. */

#define KINDRED_TYPE_PERSON_PAGE (kindred_person_page_get_type ())
G_DECLARE_FINAL_TYPE (KindredPersonPage, kindred_person_page, KINDRED, PERSON_PAGE, AdwBin)

/* @person: id of somebody whom kindred_session_get_people() knows */
GtkWidget *kindred_person_page_new (KindredSession *session, gint64 person);

gint64 kindred_person_page_get_person (KindredPersonPage *self);
KindredFaceGrid *kindred_person_page_get_faces (KindredPersonPage *self);

G_END_DECLS
