/* kindred-paths.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-paths.h"

#include <string.h>

static char *
overridable (const char *variable, const char *fallback)
{
  const char *value = g_getenv (variable);

  return g_strdup (value != NULL && *value != '\0' ? value : fallback);
}

char *
kindred_paths_get_default_library (void)
{
  return g_build_filename (g_get_user_data_dir (), "kindred", "library.db", NULL);
}

char *
kindred_paths_get_cache_dir (const char *library_id)
{
  g_return_val_if_fail (library_id != NULL, NULL);

  return g_build_filename (g_get_user_cache_dir (), "kindred", library_id, NULL);
}

char *
kindred_paths_get_analyzer (void)
{
  return overridable ("KINDRED_ANALYZER", KINDRED_LIBEXECDIR "/kindred-analyzer");
}

GStrv
kindred_paths_get_model_dirs (void)
{
  g_autoptr (GStrvBuilder) dirs = g_strv_builder_new ();
  g_autofree char *user_dir = g_build_filename (g_get_user_data_dir (), "kindred", "models", NULL);
  const char *variable = g_getenv ("KINDRED_MODEL_PATH");

  if (variable != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (variable, G_SEARCHPATH_SEPARATOR_S, -1);

      for (gsize i = 0; parts[i] != NULL; i++)
        if (*parts[i] != '\0')
          g_strv_builder_add (dirs, parts[i]);
    }

  g_strv_builder_add (dirs, user_dir);
  g_strv_builder_add (dirs, KINDRED_PKGDATADIR "/models");
  g_strv_builder_add (dirs, "/usr/share/dlib");

  return g_strv_builder_end (dirs);
}

char *
kindred_paths_get_sample_dir (void)
{
  return overridable ("KINDRED_SAMPLE_DIR", KINDRED_PKGDATADIR "/sample");
}

char *
kindred_paths_display (const char *path)
{
  g_autofree char *utf8 = NULL;
  GString *shown;

  g_return_val_if_fail (path != NULL, NULL);

  utf8 = g_filename_display_name (path);
  shown = g_string_sized_new (strlen (utf8));

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (shown, g_unichar_iscntrl (c) ? 0xFFFD : c);
    }

  return g_string_free (shown, FALSE);
}
