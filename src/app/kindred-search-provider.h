/* kindred-search-provider.h - finds people for the desktop's overview
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-application.h"

G_BEGIN_DECLS

/* org.gnome.Shell.SearchProvider2: results are named people that are not hidden, with their picture. Has the
 * application open the library without a window when it is asked; where there is none yet, nothing is found. */

#define KINDRED_TYPE_SEARCH_PROVIDER (kindred_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (KindredSearchProvider, kindred_search_provider, KINDRED, SEARCH_PROVIDER, GObject)

/* @application: not held */
KindredSearchProvider *kindred_search_provider_new (KindredApplication *application);

gboolean kindred_search_provider_export (KindredSearchProvider *self, GDBusConnection *connection, GError **error);
void kindred_search_provider_unexport (KindredSearchProvider *self);

G_END_DECLS
