/* kindred-application-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-application.h"
#include "kindred-power.h"
#include "kindred-search-provider.h"
#include "kindred-window.h"

G_BEGIN_DECLS

struct _KindredApplication
{
  AdwApplication parent_instance;

  char *path; /* of the library */
  KindredSession *session;
  GListStore *waiting; /* files to scan once the library is open */
  GPtrArray *loading;  /* GTasks of kindred_application_load_session_async() */
  gboolean opening;
  gboolean ask_folder; /* once the library is open */

  KindredSearchProvider *search_provider;
  KindredPower *power; /* once there is a library */
  GSettings *settings; /* NULL when the schema is not installed */
  gboolean quitting;
  guint inhibit_cookie;
  gboolean in_background; /* a scan goes on without a window */
};

/* NULL when it is closed. */
KindredWindow *kindred_application_get_window (KindredApplication *self);

/* kindred-application-library.c */

/* Shows in the window how that went.  Does nothing when it is open. */
void kindred_application_open_library (KindredApplication *self);

/* After a change of the settings. */
void kindred_application_update_analyzers (KindredApplication *self);
void kindred_application_close_library (KindredApplication *self);

/* What was asked for before the library was open. */
void kindred_application_do_waiting (KindredApplication *self);

/* kindred-application-background.c */

/* For a new session. */
void kindred_application_watch_scans (KindredApplication *self);

/* Keeps the library open for a scan.  FALSE when there is none, or the user does not want that. */
gboolean kindred_application_enter_background (KindredApplication *self);

/* There is a window again. */
void kindred_application_leave_background (KindredApplication *self);
void kindred_application_stop_scan (KindredApplication *self);

/* kindred-application-restore.c: closes the library, and opens @backup in its place.  @backup: bytes */
void kindred_application_restore (KindredApplication *self, const char *backup);

G_END_DECLS
