/* kindred-application.h - the process: options, library, window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One instance for each library: a second start with the same one presents the first one's window, and hands its
 * folders over. */

#define KINDRED_TYPE_APPLICATION (kindred_application_get_type ())
G_DECLARE_FINAL_TYPE (KindredApplication, kindred_application, KINDRED, APPLICATION, AdwApplication)

KindredApplication *kindred_application_new (void);

/* Makes the interface files available; before any widget is made.  kindred_application_new() does it. */
void kindred_application_register_resources (void);

G_END_DECLS
