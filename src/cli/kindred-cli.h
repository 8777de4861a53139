/* kindred-cli.h - what the commands share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "library/kindred-library.h"

G_BEGIN_DECLS

/**
 * KindredExit:
 * @KINDRED_EXIT_DONE: done
 * @KINDRED_EXIT_FINDINGS: done, and something is wrong with what was looked at (check)
 * @KINDRED_EXIT_USAGE: wrong usage; nothing was done
 * @KINDRED_EXIT_FAILED: could not do it
 *
 * The exit status of the program.
 */
typedef enum
{
  KINDRED_EXIT_DONE = 0,
  KINDRED_EXIT_FINDINGS = 1,
  KINDRED_EXIT_USAGE = 2,
  KINDRED_EXIT_FAILED = 3,
} KindredExit;

/**
 * KindredCli:
 * @library_path: --library, or NULL for the default
 * @model_dirs: (nullable) (array zero-terminated=1): --models, as given
 * @encoder: --encoder or NULL
 * @detector: --detector or NULL
 * @jobs: --jobs; 0 for the number of CPUs
 * @timeout: --timeout in seconds; 0 for the default
 * @json: whether results are printed for programs
 * @quiet: no progress on standard error
 * @show_help: --help was given
 * @show_version: --version was given
 * @command: (nullable): the name of the command, once it is known
 * @library: see kindred_cli_open()
 *
 * Options that every command understands, and the open library.
 */
typedef struct
{
  char *library_path;
  char **model_dirs;
  char *encoder;
  char *detector;
  int jobs;
  int timeout;
  gboolean json;
  gboolean quiet;
  gboolean show_help;
  gboolean show_version;
  const char *command;
  KindredLibrary *library;
} KindredCli;

/**
 * KindredCommand:
 * @name: what is typed
 * @arguments: for the usage line, untranslated: names of arguments are part of the contract
 * @summary: one translatable line
 * @description: (nullable): translatable paragraphs for the command's --help
 * @entries: (nullable): its own options
 * @min_args: arguments that it needs
 * @max_args: arguments that it takes; -1 for any number
 * @run: does it.  Arguments are bytes as typed.  With @error set, the status is
 *   KINDRED_EXIT_USAGE for errors of kindred_cli_usage_error() and KINDRED_EXIT_FAILED for all others, whatever it
 *   returns.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  const char *description;
  const GOptionEntry *entries;
  int min_args;
  int max_args;
  KindredExit (*run) (KindredCli *cli, const char *const *args, int n_args, GError **error);
} KindredCommand;

/* Groups of commands, each ended by one without name. */
extern const KindredCommand kindred_commands_scan[];
extern const KindredCommand kindred_commands_folders[];
extern const KindredCommand kindred_commands_photos[];
extern const KindredCommand kindred_commands_people[];
extern const KindredCommand kindred_commands_questions[];
extern const KindredCommand kindred_commands_edit[];
extern const KindredCommand kindred_commands_history[];
extern const KindredCommand kindred_commands_group[];
extern const KindredCommand kindred_commands_export[];

/**
 * KindredCliOpenFlags:
 * @KINDRED_CLI_EXISTING: do not make a library where there is none: a mistyped name would look like an empty one
 * @KINDRED_CLI_CREATE: make one
 */
typedef enum
{
  KINDRED_CLI_EXISTING,
  KINDRED_CLI_CREATE,
} KindredCliOpenFlags;

/* Opens cli->library; closing is main()'s business. */
gboolean kindred_cli_open (KindredCli *cli, KindredCliOpenFlags flags, GError **error);

/* Sets @error to one that ends the program with KINDRED_EXIT_USAGE and a hint at --help. */
void kindred_cli_usage_error (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean kindred_cli_is_usage_error (const GError *error);

/* A message on standard error, after the program's name; clears a progress line first. */
void kindred_cli_message (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* A file name as typed, made absolute.  Symbolic links stay: people know their photos by these names. */
char *kindred_cli_absolute (const char *path);

G_END_DECLS
