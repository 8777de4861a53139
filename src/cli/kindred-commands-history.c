/* kindred-commands-history.c - undo, redo, history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "kindred-await.h"
#include "kindred-cli.h"
#include "kindred-edits.h"
#include "kindred-json.h"
#include "kindred-table.h"

static int option_limit;

static KindredExit
run_undo (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredEditRecord) record = NULL;
  g_autofree char *label = NULL;

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
                         g_strdup (record->undone ? _ ("undone") : ""));
    }

  kindred_table_print (table);
}

static KindredExit
run_history (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) edits = NULL;

  if (option_limit < 0)
    {
      kindred_cli_usage_error (error, _ ("%s must not be negative"), "--limit");
      return KINDRED_EXIT_USAGE;
    }
  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  kindred_library_list_edits_async (cli->library, option_limit, NULL, kindred_await_cb, &result);
  edits = kindred_library_list_edits_finish (cli->library, kindred_await (&result), error);
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
  G_OPTION_ENTRY_NULL,
};

const KindredCommand kindred_commands_history[] = {
  { "undo", "", N_ ("Take the last edit back"), N_ ("As often as there are edits, after a restart too."), NULL, 0, 0,
    run_undo },
  { "redo", "", N_ ("Do again what was taken back"), NULL, NULL, 0, 0, run_redo },
  { "history", "", N_ ("List all edits, newest first"), NULL, history_entries, 0, 0, run_history },
  { NULL },
};
