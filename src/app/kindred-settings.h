/* kindred-settings.h - what the user has set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Those of the application; NULL when the schema is not installed: then everything is as by default.
 * (transfer full) */
GSettings *kindred_settings_new (void);

/* @self: (nullable); @fallback: without it */
gboolean kindred_settings_get_flag (GSettings *self, const char *key, gboolean fallback);

G_END_DECLS
