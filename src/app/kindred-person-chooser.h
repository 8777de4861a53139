/* kindred-person-chooser.h - a dialog in which to choose somebody
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* All persons that are not hidden, searched by name.
 *
 * Signal: "chosen" (gint64 person, const char *name): the user chose @person; or with @person 0 a new one, called
 * @name, or without a name when that is NULL.  The dialog is closed by then. */

#define KINDRED_TYPE_PERSON_CHOOSER (kindred_person_chooser_get_type ())
G_DECLARE_FINAL_TYPE (KindredPersonChooser, kindred_person_chooser, KINDRED, PERSON_CHOOSER, AdwWindow)

/* @except: a person that is not offered, or 0.  @with_new: a new person may be chosen. */
GtkWidget *kindred_person_chooser_new (KindredSession *session, const char *title, gint64 except, gboolean with_new);

G_END_DECLS
