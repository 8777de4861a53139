/* kindred-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-settings.h"

GSettings *
kindred_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = source != NULL ? g_settings_schema_source_lookup (source, KINDRED_APP_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new (KINDRED_APP_ID) : NULL;
}

gboolean
kindred_settings_get_flag (GSettings *self, const char *key, gboolean fallback)
{
  g_return_val_if_fail (key != NULL, fallback);

  return self != NULL ? g_settings_get_boolean (self, key) : fallback;
}
