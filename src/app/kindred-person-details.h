/* kindred-person-details.h - the dialog of who a person is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-person-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Name, birth date, favourite, hidden and notes.  Each change is an edit of its own, made as soon as it is complete;
 * what is complete when the dialog is closed, too.  A person who vanishes meanwhile takes the dialog along, and
 * KindredSession::failed says so. */

#define KINDRED_TYPE_PERSON_DETAILS (kindred_person_details_get_type ())
G_DECLARE_FINAL_TYPE (KindredPersonDetails, kindred_person_details, KINDRED, PERSON_DETAILS, AdwWindow)

GtkWidget *kindred_person_details_new (KindredSession *session, KindredPersonItem *person);

/* Where to tell of what happens while the dialog is open. */
AdwToastOverlay *kindred_person_details_get_toasts (KindredPersonDetails *self);

G_END_DECLS
