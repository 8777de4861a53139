/* kindred-preferences.h - the preferences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Everything takes effect at once. */

#define KINDRED_TYPE_PREFERENCES (kindred_preferences_get_type ())
G_DECLARE_FINAL_TYPE (KindredPreferences, kindred_preferences, KINDRED, PREFERENCES, AdwPreferencesWindow)

GtkWidget *kindred_preferences_new (KindredSession *session);

G_END_DECLS
