/* kindred-paths.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-paths.h"

#include <limits.h>
#include <string.h>
#include <sys/xattr.h>

#define REAL_PATH_ATTRIBUTE "user.document-portal.host-path"

/* "$XDG_RUNTIME_DIR/doc/NUMBER": the real path of the folder that it stands for */
static GHashTable *documents;
G_LOCK_DEFINE_STATIC (documents);

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

/* The length of "$XDG_RUNTIME_DIR/doc/NUMBER", of which there are as many as the user has handed over; 0 for a path
 * that is not below one. */
static gsize
get_document_length (const char *path)
{
  const char *runtime = g_get_user_runtime_dir ();
  gsize length = strlen (runtime);
  const char *end;

  if (strncmp (path, runtime, length) != 0 || !g_str_has_prefix (path + length, "/doc/"))
    return 0;

  length += strlen ("/doc/");
  end = strchr (path + length, '/');

  return end != NULL && end > path + length && end[1] != '\0' ? (gsize) (end - path) : 0;
}

gboolean
kindred_paths_is_document (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return get_document_length (path) > 0;
}

char *
kindred_paths_find_real (const char *path)
{
  char value[PATH_MAX];
  gsize length;
  gssize size;
  g_autofree char *real = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  length = get_document_length (path);
  size = length > 0 ? getxattr (path, REAL_PATH_ATTRIBUTE, value, sizeof value) : -1;
  if (size <= 0)
    return g_strdup (path);

  real = g_strndup (value, size);
  /* What is below the number ends in the same way in both. */
  if (!g_path_is_absolute (real) || !g_str_has_suffix (real, path + length))
    return g_strdup (path);

  G_LOCK (documents);
  if (documents == NULL)
    documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (documents, g_strndup (path, length), g_strndup (real, strlen (real) - strlen (path + length)));
  G_UNLOCK (documents);

  return g_steal_pointer (&real);
}

/* Does not look at the file system. */
static char *
get_known_real (const char *path)
{
  gsize length = get_document_length (path);
  g_autofree char *document = g_strndup (path, length);
  const char *known = NULL;
  char *real;

  if (length == 0)
    return g_strdup (path);

  G_LOCK (documents);
  if (documents != NULL)
    known = g_hash_table_lookup (documents, document);
  real = known != NULL ? g_strconcat (known, path + length, NULL) : g_strdup (path);
  G_UNLOCK (documents);

  return real;
}

char *
kindred_paths_display (const char *path)
{
  g_autofree char *real = NULL;
  g_autofree char *utf8 = NULL;
  GString *shown;

  g_return_val_if_fail (path != NULL, NULL);

  real = get_known_real (path);
  utf8 = g_filename_display_name (real);
  shown = g_string_sized_new (strlen (utf8));

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (shown, g_unichar_iscntrl (c) ? 0xFFFD : c);
    }

  return g_string_free (shown, FALSE);
}
