/* kindred-application.h - the process: options, library, window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One instance for each library: a second start with the same one presents the first one's window, and hands its
 * folders over. */

#define KINDRED_TYPE_APPLICATION (kindred_application_get_type ())
G_DECLARE_FINAL_TYPE (KindredApplication, kindred_application, KINDRED, APPLICATION, AdwApplication)

KindredApplication *kindred_application_new (void);

/**
 * kindred_application_load_session_async:
 *
 * Opens the library, if it is not open, without a window, and waits until its people are known. The application
 * stays for a minute or so.  The errors of finish() are those of opening, and of the file when there is no library:
 * none is made.
 */
void kindred_application_load_session_async (KindredApplication *self, GAsyncReadyCallback callback,
                                             gpointer user_data);
KindredSession *kindred_application_load_session_finish (KindredApplication *self, GAsyncResult *result,
                                                         GError **error);

/* Both present the window; @timestamp: of the user's event. */
void kindred_application_show_person (KindredApplication *self, gint64 person, guint32 timestamp);
void kindred_application_search (KindredApplication *self, const char *text, guint32 timestamp);

/* Makes the interface files available; before any widget is made.  kindred_application_new() does it. */
void kindred_application_register_resources (void);

G_END_DECLS
