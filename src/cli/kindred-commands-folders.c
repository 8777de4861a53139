/* kindred-commands-folders.c - folders, remove-folder, forget
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "kindred-await.h"
#include "kindred-cli.h"
#include "kindred-edits.h"
#include "kindred-json.h"
#include "kindred-resolve.h"
#include "kindred-table.h"
#include "library/kindred-library-forget.h"

static gboolean option_removed;
static gboolean option_missing;
static gboolean option_yes;

/* ---- folders ---- */

static void
print_folders_json (GPtrArray *folders)
{
  KindredJsonList list;

  kindred_json_list_begin (&list);
  for (guint i = 0; i < folders->len; i++)
    {
      const KindredFolderRecord *folder = folders->pdata[i];

      json_builder_begin_object (list.builder);
      kindred_json_add_id (list.builder, "id", folder->id);
      kindred_json_add_path (list.builder, "path", folder->path);
      kindred_json_add_int (list.builder, "photos", folder->n_photos);
      kindred_json_add_boolean (list.builder, "offline", folder->offline);
      json_builder_end_object (list.builder);
      kindred_json_list_flush (&list);
    }
  kindred_json_list_end (&list);
}

static void
print_folders (GPtrArray *folders)
{
  g_autoptr (KindredTable) table = kindred_table_new (_ (">ID"), _ (">Photos"), _ ("Folder"), "", NULL);

  for (guint i = 0; i < folders->len; i++)
    {
      const KindredFolderRecord *folder = folders->pdata[i];

      kindred_table_add (table, g_strdup_printf ("%" G_GINT64_FORMAT, folder->id),
                         g_strdup_printf ("%u", folder->n_photos), kindred_paths_display (folder->path),
                         /* Translators: of a folder that could not be read at the last scan */
                         g_strdup (folder->offline ? _ ("offline") : ""));
    }

  kindred_table_print (table);
}

static KindredExit
run_folders (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) folders = NULL;

  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  if (option_removed)
    {
      kindred_library_list_removed_folders_async (cli->library, NULL, kindred_await_cb, &result);
      folders = kindred_library_list_removed_folders_finish (cli->library, kindred_await (&result), error);
    }
  else
    {
      kindred_library_list_folders_async (cli->library, NULL, kindred_await_cb, &result);
      folders = kindred_library_list_folders_finish (cli->library, kindred_await (&result), error);
    }
  if (folders == NULL)
    return KINDRED_EXIT_FAILED;

  if (cli->json)
    print_folders_json (folders);
  else
    print_folders (folders);

  return KINDRED_EXIT_DONE;
}

/* ---- remove-folder ---- */

static KindredExit
run_remove_folder (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  gint64 folder;

  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error) || !kindred_resolve_folder (cli, args[0], &folder, error))
    return KINDRED_EXIT_FAILED;

  return kindred_edits_apply (cli, kindred_edit_new_remove_folder (folder, error), error);
}

/* ---- forget ---- */

static void
print_copies (const KindredForgettable *counts)
{
  for (char **copy = counts->copies; *copy != NULL; copy++)
    {
      g_autofree char *shown = kindred_paths_display (*copy);

      /* Translators: %s is a file; it keeps what the library forgets */
      kindred_cli_message (_ ("%s keeps it: it is a copy of the library as it was"), shown);
    }
}

/* Nothing was done yet. */
static void
print_warning (const KindredForgettable *counts)
{
  g_autofree char *text = kindred_forgettable_describe (counts);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  kindred_cli_message ("%s", _ ("This would be deleted for good; photos themselves are not touched:"));
  for (char **line = lines; *line != NULL; line++)
    kindred_cli_message ("  %s", *line);
  print_copies (counts);
}

static void
print_forgotten_json (const KindredForgettable *counts, gboolean traces)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  kindred_json_add_int (builder, "photos", counts->n_photos);
  kindred_json_add_int (builder, "faces", counts->n_faces);
  kindred_json_add_int (builder, "decided", counts->n_decided);
  kindred_json_add_int (builder, "people", counts->n_persons);
  kindred_json_add_int (builder, "named", counts->n_named);
  kindred_json_add_boolean (builder, "traces", traces);
  json_builder_end_object (builder);

  kindred_json_print (builder);
}

static KindredExit
forget (KindredCli *cli, gint64 folder, const KindredForgettable *counts, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean traces;

  kindred_library_forget_async (cli->library, folder, kindred_await_cb, &result);
  if (!kindred_library_forget_finish (cli->library, kindred_await (&result), &traces, error))
    return KINDRED_EXIT_FAILED;

  if (cli->json)
    print_forgotten_json (counts, traces);
  else
    g_print ("%s\n", _ ("It is forgotten"));
  print_copies (counts);
  if (traces)
    kindred_cli_message ("%s", _ ("Another program has the library open, so that traces are left in the file. "
                                  "They go the next time that something is forgotten"));

  return KINDRED_EXIT_DONE;
}

static gboolean
check_forget_arguments (int n_args, GError **error)
{
  if (option_missing != (n_args == 0))
    {
      kindred_cli_usage_error (error, "%s", _ ("Either a folder or --missing is to be given"));
      return FALSE;
    }

  return TRUE;
}

static KindredExit
run_forget (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredForgettable) counts = NULL;
  gint64 folder = KINDRED_FORGET_MISSING;

  if (!check_forget_arguments (n_args, error) || !kindred_cli_open (cli, KINDRED_CLI_EXISTING, error)
      || (n_args > 0 && !kindred_resolve_any_folder (cli, args[0], &folder, error)))
    return KINDRED_EXIT_FAILED;

  kindred_library_count_forgettable_async (cli->library, folder, NULL, kindred_await_cb, &result);
  counts = kindred_library_count_forgettable_finish (cli->library, kindred_await (&result), error);
  if (counts == NULL)
    return KINDRED_EXIT_FAILED;

  if (option_yes)
    return forget (cli, folder, counts, error);

  print_warning (counts);
  g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT,
                       _ ("Nothing was deleted. It cannot be undone, and so has to be asked for with --yes"));

  return KINDRED_EXIT_FAILED;
}

static const GOptionEntry folders_entries[] = {
  { "removed", 0, 0, G_OPTION_ARG_NONE, &option_removed,
    N_ ("Those that were removed, and of whose photos something is known still"), NULL },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry forget_entries[] = {
  { "missing", 0, 0, G_OPTION_ARG_NONE, &option_missing, N_ ("Photos whose files are gone, instead of a folder"),
    NULL },
  { "yes", 0, 0, G_OPTION_ARG_NONE, &option_yes, N_ ("Do it; else it is only said what would be lost"), NULL },
  G_OPTION_ENTRY_NULL,
};

const KindredCommand kindred_commands_folders[] = {
  { "folders", "", N_ ("List the folders of the library"), NULL, folders_entries, 0, 0, run_folders },
  { "remove-folder", "FOLDER", N_ ("Take a folder out of the library"),
    N_ ("Its photos are no longer shown. Nothing is deleted: what you decided about them returns with the folder. "
        "“forget” deletes it."),
    NULL, 1, 1, run_remove_folder },
  { "forget", "[FOLDER]", N_ ("Delete for good what is known of a folder's photos"),
    N_ ("Takes the folder out of the library, and deletes its photos and faces from it, people who are in no other "
        "photo, what the history says of them, and their pictures in the cache. The photos themselves are not "
        "touched. This cannot be undone."),
    forget_entries, 0, 1, run_forget },
  { NULL },
};
