/* kindred-commands-history.c - undo, redo, revert, history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "kindred-await.h"
#include "kindred-cli.h"
#include "kindred-edits.h"
#include "kindred-json.h"
#include "kindred-resolve.h"
#include "kindred-table.h"

static int option_limit;
static char *option_to;
static char *option_dependents;
static gboolean option_with_dependents;

static KindredExit
run_undo_to (KindredCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredEditRecord) record = NULL;
  g_autofree char *label = NULL;
  gint64 edit;
  guint n;

  if (!kindred_resolve_id (option_to, "EDIT", &edit, error) || !kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  kindred_library_undo_to_async (cli->library, edit, 0, NULL, kindred_await_cb, &result);
  record = kindred_library_undo_to_finish (cli->library, kindred_await (&result), &n, error);
  if (record == NULL)
    return KINDRED_EXIT_FAILED;

  if (cli->json)
    {
      kindred_edits_print (cli, record);
      return KINDRED_EXIT_DONE;
    }

  label = kindred_edit_record_describe (record);
  /* Translators: %s is the oldest edit that was undone, such as: Named “Ann” */
  g_print (ngettext ("Undone: %u edit, down to: %s\n", "Undone: %u edits, down to: %s\n", n), n, label);

  return KINDRED_EXIT_DONE;
}

static KindredExit
run_revert (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredEditRecord) record = NULL;
  gint64 edit;

  if (!kindred_resolve_id (args[0], "EDIT", &edit, error) || !kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  kindred_library_revert_async (cli->library, edit, option_with_dependents ? KINDRED_ALL_DEPENDENTS : 0, NULL,
                                kindred_await_cb, &result);
  record = kindred_library_revert_finish (cli->library, kindred_await (&result), error);
  if (record == NULL)
    return KINDRED_EXIT_FAILED;

  kindred_edits_print (cli, record);

  return KINDRED_EXIT_DONE;
}

static KindredExit
run_undo (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredEditRecord) record = NULL;
  g_autofree char *label = NULL;

  if (option_to != NULL)
    return run_undo_to (cli, error);

  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  kindred_library_undo_async (cli->library, NULL, kindred_await_cb, &result);
  record = kindred_library_undo_finish (cli->library, kindred_await (&result), error);
  if (record == NULL)
    return KINDRED_EXIT_FAILED;

  if (cli->json)
    {
      kindred_edits_print (cli, record);
      return KINDRED_EXIT_DONE;
    }

  label = kindred_edit_record_describe (record);
  /* Translators: %s is what had been done, such as: Named “Ann” */
  g_print (_ ("Undone: %s\n"), label);

  return KINDRED_EXIT_DONE;
}

static KindredExit
run_redo (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredEditRecord) record = NULL;

  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  kindred_library_redo_async (cli->library, NULL, kindred_await_cb, &result);
  record = kindred_library_redo_finish (cli->library, kindred_await (&result), error);
  if (record == NULL)
    return KINDRED_EXIT_FAILED;

  kindred_edits_print (cli, record);

  return KINDRED_EXIT_DONE;
}

static void
print_history_json (GPtrArray *edits)
{
  KindredJsonList list;

  kindred_json_list_begin (&list);
  for (guint i = 0; i < edits->len; i++)
    {
      json_builder_begin_object (list.builder);
      kindred_edits_add_json (list.builder, edits->pdata[i]);
      json_builder_end_object (list.builder);
      kindred_json_list_flush (&list);
    }
  kindred_json_list_end (&list);
}

static void
print_history (GPtrArray *edits)
{
  g_autoptr (KindredTable) table = kindred_table_new (_ (">ID"), _ ("When"), _ ("What"), "", NULL);

  for (guint i = 0; i < edits->len; i++)
    {
      const KindredEditRecord *record = edits->pdata[i];
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (record->time);

      kindred_table_add (table, g_strdup_printf ("%" G_GINT64_FORMAT, record->id),
                         time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : g_strdup (""),
                         kindred_edit_record_describe (record),
                         /* Translators: of an edit that was taken back */
                         g_strdup (record->undone     ? _ ("undone")
                                   : record->reverted ? _ ("taken back")
                                                      : ""));
    }

  kindred_table_print (table);
}

/* @edit: those that depend on it, or 0 */
static GPtrArray *
list_edits (KindredCli *cli, gint64 edit, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (edit != 0)
    {
      kindred_library_list_dependents_async (cli->library, edit, NULL, kindred_await_cb, &result);
      return kindred_library_list_dependents_finish (cli->library, kindred_await (&result), error);
    }

  kindred_library_list_edits_async (cli->library, option_limit, NULL, kindred_await_cb, &result);

  return kindred_library_list_edits_finish (cli->library, kindred_await (&result), error);
}

static KindredExit
run_history (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GPtrArray) edits = NULL;
  gint64 edit = 0;

  if (option_dependents != NULL && !kindred_resolve_id (option_dependents, "EDIT", &edit, error))
    return KINDRED_EXIT_FAILED;
  if (option_limit < 0)
    {
      kindred_cli_usage_error (error, _ ("%s must not be negative"), "--limit");
      return KINDRED_EXIT_USAGE;
    }
  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  edits = list_edits (cli, edit, error);
  if (edits == NULL)
    return KINDRED_EXIT_FAILED;

  if (cli->json)
    print_history_json (edits);
  else
    print_history (edits);

  return KINDRED_EXIT_DONE;
}

static const GOptionEntry history_entries[] = {
  { "limit", 'n', 0, G_OPTION_ARG_INT, &option_limit, N_ ("Only the last N"), "N" },
  { "dependents", 0, 0, G_OPTION_ARG_STRING, &option_dependents,
    N_ ("Only later edits that cannot stay when EDIT is taken back"), "EDIT" },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry undo_entries[] = {
  { "to", 0, 0, G_OPTION_ARG_STRING, &option_to, N_ ("All edits down to this one"), "EDIT" },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry revert_entries[] = {
  { "with-dependents", 0, 0, G_OPTION_ARG_NONE, &option_with_dependents, N_ ("Take those back that depend on it, too"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

const KindredCommand kindred_commands_history[] = {
  { "undo", "", N_ ("Take the last edit back"), N_ ("As often as there are edits, after a restart too."), undo_entries,
    0, 0, run_undo },
  { "revert", "EDIT", N_ ("Take one edit back, wherever it is in the history"),
    N_ ("This is a new edit, which undo takes back. Later ones that depend on it are listed by history --dependents."),
    revert_entries, 1, 1, run_revert },
  { "redo", "", N_ ("Do again what was taken back"), NULL, NULL, 0, 0, run_redo },
  { "history", "", N_ ("List all edits, newest first"), NULL, history_entries, 0, 0, run_history },
  { NULL },
};
