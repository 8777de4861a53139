/* kindred-window.h - the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows that a library is being opened, then its pages, or why it cannot be opened.
 *
 * Property, read-only: "narrow" (gboolean: there is no room for what can be left out). */

#define KINDRED_TYPE_WINDOW (kindred_window_get_type ())
G_DECLARE_FINAL_TYPE (KindredWindow, kindred_window, KINDRED, WINDOW, AdwApplicationWindow)

/* @application: (nullable): NULL in tests */
GtkWidget *kindred_window_new (GtkApplication *application);

/* The library is open.  NULL when it is about to be closed. */
void kindred_window_set_session (KindredWindow *self, KindredSession *session);
KindredSession *kindred_window_get_session (KindredWindow *self);

/* The library could not be opened.  @path: bytes */
void kindred_window_set_failure (KindredWindow *self, const char *path, const GError *error);

gboolean kindred_window_get_narrow (KindredWindow *self);

/* In a toast, above the window's preferences and details while they are open.  Plain text. */
void kindred_window_tell (KindredWindow *self, const char *text);

/* If some of @files (GFile), which were dropped or opened, can be read only until the user logs out, because this is a
 * Flatpak: says so, and offers to choose them, which lasts. */
void kindred_window_tell_of_documents (KindredWindow *self, GListModel *files);

/* Goes back to the people and shows those whom @text finds. */
void kindred_window_search (KindredWindow *self, const char *text);

/* The page on top, or NULL when no library is open. */
GtkWidget *kindred_window_get_page (KindredWindow *self);

G_END_DECLS
