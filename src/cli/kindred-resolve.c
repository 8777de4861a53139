/* kindred-resolve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-resolve.h"

#include <glib/gi18n.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "kindred-await.h"
#include "library/kindred-library-forget.h"

#include <inttypes.h>

char *
kindred_resolve_text (const char *argument, GError **error)
{
  g_autofree char *text = NULL;

  if (g_utf8_validate (argument, -1, NULL))
    return g_strdup (argument);

  text = g_locale_to_utf8 (argument, -1, NULL, NULL, NULL);
  if (text == NULL)
    {
      g_autofree char *shown = g_utf8_make_valid (argument, -1);

      kindred_cli_usage_error (error, _ ("“%s” is not valid text in this terminal's encoding"), shown);
      return NULL;
    }

  return g_steal_pointer (&text);
}

static gboolean
parse_id (const char *argument, gint64 *id)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (argument, 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;

  *id = (gint64) number;

  return TRUE;
}

gboolean
kindred_resolve_id (const char *argument, const char *what, gint64 *id, GError **error)
{
  g_autofree char *shown = NULL;

  if (parse_id (argument, id))
    return TRUE;

  shown = g_utf8_make_valid (argument, -1);
  /* Translators: the first %s is what was typed, the second a word of the usage line, such as FACE */
  kindred_cli_usage_error (error, _ ("“%s” is no number of a %s"), shown, what);

  return FALSE;
}

GArray *
kindred_resolve_faces (const char *const *args, int n_args, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < n_args; i++)
    {
      gint64 id;

      if (!kindred_resolve_id (args[i], "FACE", &id, error))
        return NULL;
      g_array_append_val (ids, id);
    }

  return g_steal_pointer (&ids);
}

static void
set_ambiguous (GPtrArray *matches, GError **error)
{
  g_autoptr (GString) candidates = g_string_new (NULL);
  const KindredPersonRecord *first = matches->pdata[0];

  for (guint i = 0; i < matches->len; i++)
    {
      const KindredPersonRecord *person = matches->pdata[i];

      if (i > 0)
        g_string_append (candidates, ", ");
      g_string_append_printf (candidates,
                              /* Translators: one of several people of the same name: identifier and number of faces */
                              ngettext ("%" PRId64 " (%u face)", "%" PRId64 " (%u faces)", person->n_faces), person->id,
                              person->n_faces);
    }

  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT,
               /* Translators: a name, and a list of people with identifiers */
               _ ("Several people are called “%s”: %s.  Say which by its number"), first->name, candidates->str);
}

/* A number is an identifier first, even if somebody is called that. */
static gboolean
pick_person (GPtrArray *people, const char *name, gint64 number, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) matches = g_ptr_array_new ();

  for (guint i = 0; i < people->len; i++)
    {
      const KindredPersonRecord *person = people->pdata[i];

      if (number != 0 && person->id == number)
        {
          *id = number;
          return TRUE;
        }
      if (name != NULL && g_strcmp0 (person->name, name) == 0)
        g_ptr_array_add (matches, people->pdata[i]);
    }

  if (matches->len > 1)
    {
      set_ambiguous (matches, error);
      return FALSE;
    }

  if (matches->len == 1)
    {
      *id = ((const KindredPersonRecord *) matches->pdata[0])->id;
      return TRUE;
    }

  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND, _ ("There is no person “%s”"), name != NULL ? name : "");

  return FALSE;
}

GPtrArray *
kindred_resolve_list_people (KindredCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kindred_library_list_people_async (cli->library, TRUE, NULL, kindred_await_cb, &result);

  return kindred_library_list_people_finish (cli->library, kindred_await (&result), error);
}

static gboolean
resolve_among (GPtrArray *people, const char *argument, gint64 *id, GError **error)
{
  g_autofree char *text = kindred_resolve_text (argument, error);
  g_autofree char *name = NULL;
  g_autoptr (GError) name_error = NULL;
  gint64 number = 0;

  if (text == NULL)
    return FALSE;

  parse_id (text, &number);
  name = kindred_name_normalize (text, &name_error);
  if (name_error != NULL || (name == NULL && number == 0))
    {
      kindred_cli_usage_error (error, _ ("“%s” is neither the number nor the name of a person"), text);
      return FALSE;
    }

  return pick_person (people, name, number, id, error);
}

gboolean
kindred_resolve_person (KindredCli *cli, const char *argument, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) people = kindred_resolve_list_people (cli, error);

  return people != NULL && resolve_among (people, argument, id, error);
}

GArray *
kindred_resolve_people (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GPtrArray) people = kindred_resolve_list_people (cli, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (people == NULL)
    return NULL;

  for (int i = 0; i < n_args; i++)
    {
      gint64 id;

      if (!resolve_among (people, args[i], &id, error))
        return NULL;
      g_array_append_val (ids, id);
    }

  return g_steal_pointer (&ids);
}

gboolean
kindred_resolve_photo (KindredCli *cli, const char *argument, gint64 *id, GError **error)
{
  g_autofree char *path = kindred_cli_absolute (argument);
  const KindredPhotoQuery query = { .path = path, .limit = 1 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) photos = NULL;

  kindred_library_list_photos_async (cli->library, &query, NULL, kindred_await_cb, &result);
  photos = kindred_library_list_photos_finish (cli->library, kindred_await (&result), error);
  if (photos == NULL)
    return FALSE;

  if (photos->len == 0)
    {
      g_autofree char *shown = kindred_paths_display (path);

      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND, _ ("The photo %s is not in the library"), shown);
      return FALSE;
    }

  *id = ((const KindredPhotoRecord *) photos->pdata[0])->id;

  return TRUE;
}

static gboolean
find_folder (GPtrArray *folders, const char *argument, gint64 *id)
{
  g_autofree char *path = kindred_cli_absolute (argument);
  gint64 number = 0;

  parse_id (argument, &number);
  for (guint i = 0; i < folders->len; i++)
    {
      const KindredFolderRecord *folder = folders->pdata[i];

      if (folder->id == number || g_str_equal (folder->path, path))
        {
          *id = folder->id;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
fail_folder (const char *argument, GError **error)
{
  g_autofree char *path = kindred_cli_absolute (argument);
  g_autofree char *shown = kindred_paths_display (path);

  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND, _ ("The folder %s is not in the library"), shown);

  return FALSE;
}

gboolean
kindred_resolve_folder (KindredCli *cli, const char *argument, gint64 *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) folders = NULL;

  kindred_library_list_folders_async (cli->library, NULL, kindred_await_cb, &result);
  folders = kindred_library_list_folders_finish (cli->library, kindred_await (&result), error);

  return folders != NULL && (find_folder (folders, argument, id) || fail_folder (argument, error));
}

gboolean
kindred_resolve_any_folder (KindredCli *cli, const char *argument, gint64 *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) removed = NULL;

  kindred_library_list_removed_folders_async (cli->library, NULL, kindred_await_cb, &result);
  removed = kindred_library_list_removed_folders_finish (cli->library, kindred_await (&result), error);

  return removed != NULL && (find_folder (removed, argument, id) || kindred_resolve_folder (cli, argument, id, error));
}
