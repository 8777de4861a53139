/* main.c - kindred-cli
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "kindred-cli.h"

/* Columns in the list of commands */
#define USAGE_WIDTH 22

static const KindredCommand *const groups[]
    = { kindred_commands_scan,    kindred_commands_folders,   kindred_commands_photos,
        kindred_commands_people,  kindred_commands_questions, kindred_commands_edit,
        kindred_commands_history, kindred_commands_group,     kindred_commands_export };

static const KindredCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const KindredCommand *command = groups[i]; command->name != NULL; command++)
      if (g_str_equal (command->name, name))
        return command;

  return NULL;
}

static GOptionGroup *
create_global_options (KindredCli *cli)
{
  const GOptionEntry entries[] = {
    { "library", 'l', 0, G_OPTION_ARG_FILENAME, &cli->library_path, N_ ("The library to use"), "FILE" },
    { "models", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &cli->model_dirs, N_ ("Look for model files here first"), "DIR" },
    { "encoder", 0, 0, G_OPTION_ARG_STRING, &cli->encoder, N_ ("Describe faces with this encoder"), "NAME" },
    { "detector", 0, 0, G_OPTION_ARG_STRING, &cli->detector, N_ ("Find faces with this detector"), "NAME" },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &cli->jobs, N_ ("Analyze so many photos at a time"), "N" },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &cli->timeout, N_ ("Give up on a photo after so many seconds"), "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_ ("Print results as JSON"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &cli->quiet, N_ ("Show no progress"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &cli->show_help, N_ ("Show help"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &cli->show_version, N_ ("Show the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionGroup *group = g_option_group_new ("global", _ ("Options of every command:"), "", NULL, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);

  return group;
}

/* Of one command, for its --help */
static GOptionGroup *
create_command_options (const KindredCommand *command)
{
  GOptionGroup *group = g_option_group_new (command->name, _ ("Options:"), "", NULL, NULL);

  g_option_group_add_entries (group, command->entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);

  return group;
}

/* What is typed, without a space at the end where there are no arguments */
static char *
get_usage (const KindredCommand *command)
{
  return g_strchomp (g_strdup_printf ("%s %s", command->name, command->arguments));
}

static char *
list_commands (void)
{
  g_autoptr (GString) list = g_string_new (_ ("Commands:"));

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_string_append_c (list, '\n');
      for (const KindredCommand *command = groups[i]; command->name != NULL; command++)
        {
          g_autofree char *usage = get_usage (command);
          int padding = USAGE_WIDTH - (int) g_utf8_strlen (usage, -1);

          g_string_append_printf (list, "  %s%*s%s\n", usage, MAX (padding, 2), "", _ (command->summary));
        }
    }

  g_string_append (list, "\n");
  g_string_append (list, _ ("PERSON is a number or a name, FACE a number, as “people” and “faces” list them.\n"
                            "“kindred-cli COMMAND --help” tells more about a command.\n"
                            "\n"
                            "Exit status: 0 done, 1 done with findings (check), 2 wrong usage, 3 could not do it."));

  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* @command NULL: the options before it. */
static GOptionContext *
create_context (KindredCli *cli, const KindredCommand *command)
{
  g_autofree char *parameters = command != NULL ? get_usage (command) : g_strdup ("COMMAND …");
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);

  if (command != NULL)
    {
      g_autofree char *summary
          = g_strdup_printf ("%s.%s%s", _ (command->summary), command->description != NULL ? "\n\n" : "",
                             command->description != NULL ? _ (command->description) : "");

      g_option_context_set_summary (context, summary);
      if (command->entries != NULL)
        g_option_context_add_group (context, create_command_options (command));
    }
  else
    {
      g_autofree char *commands = list_commands ();

      g_option_context_set_summary (context, _ ("Finds the people in your photos."));
      g_option_context_set_description (context, commands);
      g_option_context_set_strict_posix (context, TRUE);
    }

  g_option_context_add_group (context, create_global_options (cli));

  return g_steal_pointer (&context);
}

static void
print_help (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);

  g_print ("%s", help);
}

static gboolean
check_global_options (KindredCli *cli, GError **error)
{
  if (cli->jobs < 0)
    {
      kindred_cli_usage_error (error, _ ("%s must not be negative"), "--jobs");
      return FALSE;
    }
  if (cli->timeout < 0)
    {
      kindred_cli_usage_error (error, _ ("%s must not be negative"), "--timeout");
      return FALSE;
    }

  return TRUE;
}

/* GOption leaves the "--" that ends the options where arguments after it start with "-".  Looks at the first
 * @n_words only. */
static void
drop_separator (int *argc, char **argv, int n_words)
{
  for (int i = 1; i < *argc && i <= n_words; i++)
    if (g_str_equal (argv[i], "--"))
      {
        for (int j = i; j < *argc; j++)
          argv[j] = argv[j + 1];
        --*argc;
        return;
      }
}

static gboolean
check_arguments (const KindredCommand *command, int n_args, GError **error)
{
  if (n_args < command->min_args)
    {
      kindred_cli_usage_error (error, _ ("“%s” needs more arguments"), command->name);
      return FALSE;
    }
  if (command->max_args >= 0 && n_args > command->max_args)
    {
      kindred_cli_usage_error (error, _ ("“%s” takes fewer arguments"), command->name);
      return FALSE;
    }

  return TRUE;
}

static KindredExit
run_command (KindredCli *cli, const KindredCommand *command, int argc, char **argv, GError **error)
{
  g_autoptr (GOptionContext) context = create_context (cli, command);

  if (!g_option_context_parse (context, &argc, &argv, error))
    return KINDRED_EXIT_USAGE;

  if (cli->show_help)
    {
      print_help (context);
      return KINDRED_EXIT_DONE;
    }

  drop_separator (&argc, argv, argc);
  if (!check_global_options (cli, error) || !check_arguments (command, argc - 1, error))
    return KINDRED_EXIT_USAGE;

  return command->run (cli, (const char *const *) argv + 1, argc - 1, error);
}

/* "help COMMAND" is "COMMAND --help". */
static void
rewrite_help (KindredCli *cli, int *argc, char ***argv)
{
  if (*argc < 2 || !g_str_equal ((*argv)[1], "help"))
    return;

  cli->show_help = TRUE;
  --*argc;
  ++*argv;
}

static KindredExit
run (KindredCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GOptionContext) context = create_context (cli, NULL);
  const KindredCommand *command;

  if (!g_option_context_parse (context, &argc, &argv, error))
    return KINDRED_EXIT_USAGE;

  drop_separator (&argc, argv, 1); /* one further on belongs to the command */
  if (cli->show_version)
    {
      g_print ("kindred-cli %s\n", KINDRED_VERSION);
      return KINDRED_EXIT_DONE;
    }

  rewrite_help (cli, &argc, &argv);
  if (argc < 2 && cli->show_help)
    {
      print_help (context);
      return KINDRED_EXIT_DONE;
    }
  if (argc < 2)
    {
      kindred_cli_usage_error (error, _ ("No command was given"));
      return KINDRED_EXIT_USAGE;
    }

  command = find_command (argv[1]);
  if (command == NULL)
    {
      g_autofree char *shown = g_utf8_make_valid (argv[1], -1);

      kindred_cli_usage_error (error, _ ("There is no command “%s”"), shown);
      return KINDRED_EXIT_USAGE;
    }
  cli->command = command->name;

  return run_command (cli, command, argc - 1, argv + 1, error);
}

static KindredExit
report (KindredCli *cli, const GError *error)
{
  g_autofree char *help = cli->command != NULL ? g_strdup_printf ("kindred-cli %s --help", cli->command)
                                               : g_strdup ("kindred-cli --help");

  kindred_cli_message ("%s", error->message);
  if (!kindred_cli_is_usage_error (error))
    return KINDRED_EXIT_FAILED;

  /* Translators: %s is a command to type */
  kindred_cli_message (_ ("“%s” tells how to use it"), help);

  return KINDRED_EXIT_USAGE;
}

static void
clear (KindredCli *cli)
{
  if (cli->library != NULL)
    kindred_library_close (cli->library);
  g_clear_object (&cli->library);
  g_clear_pointer (&cli->library_path, g_free);
  g_clear_pointer (&cli->model_dirs, g_strfreev);
  g_clear_pointer (&cli->encoder, g_free);
  g_clear_pointer (&cli->detector, g_free);
}

/* What the library notes for the log, commands report in their own words. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) == 0
      && g_getenv ("G_MESSAGES_DEBUG") == NULL)
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

int
main (int argc, char *argv[])
{
  KindredCli cli = { 0 };
  g_autoptr (GError) error = NULL;
  KindredExit status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KINDRED_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("kindred-cli");
  g_log_set_writer_func (write_log, NULL, NULL);

  status = run (&cli, argc, argv, &error);
  if (error != NULL)
    status = report (&cli, error);

  clear (&cli);

  if (fflush (stdout) != 0 || ferror (stdout))
    {
      kindred_cli_message (_ ("The results could not be written"));
      return KINDRED_EXIT_FAILED;
    }

  return status;
}
