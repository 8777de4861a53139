/* kindred-commands-edit.c - name, merge, split, confirm, reject, not-a-face, restore, hide,
 * favourite, birth, notes, cover
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "kindred-cli.h"
#include "kindred-edits.h"
#include "kindred-resolve.h"

static char *option_into;
static char *option_name;
static gboolean option_show;
static gboolean option_off;
static gboolean option_none;

static KindredExit
run_name (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autofree char *name = kindred_resolve_text (args[1], error);
  gint64 person;

  if (name == NULL || !kindred_cli_open (cli, KINDRED_CLI_EXISTING, error)
      || !kindred_resolve_person (cli, args[0], &person, error))
    return KINDRED_EXIT_FAILED;

  return kindred_edits_apply (cli, kindred_edit_new_name (person, name, error), error);
}

static KindredExit
run_merge (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GArray) people = NULL;
  const gint64 *ids;

  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  people = kindred_resolve_people (cli, args, n_args, error);
  if (people == NULL)
    return KINDRED_EXIT_FAILED;

  ids = (const gint64 *) (gpointer) people->data;

  return kindred_edits_apply (cli, kindred_edit_new_merge (ids[0], ids + 1, people->len - 1, error), error);
}

static KindredExit
run_split (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GArray) faces = kindred_resolve_faces (args + 1, n_args - 1, error);
  g_autofree char *name = NULL;
  gint64 from, into = 0;

  if (faces == NULL)
    return KINDRED_EXIT_FAILED;
  if (option_into != NULL && option_name != NULL)
    {
      kindred_cli_usage_error (error, _ ("%s exclude each other"), "--into, --name");
      return KINDRED_EXIT_USAGE;
    }
  if (option_name != NULL && (name = kindred_resolve_text (option_name, error)) == NULL)
    return KINDRED_EXIT_FAILED;

  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error) || !kindred_resolve_person (cli, args[0], &from, error)
      || (option_into != NULL && !kindred_resolve_person (cli, option_into, &into, error)))
    return KINDRED_EXIT_FAILED;

  return kindred_edits_apply (
      cli, kindred_edit_new_move_faces (from, (const gint64 *) (gpointer) faces->data, faces->len, into, name, error),
      error);
}

typedef KindredEdit *(*NewFacesEdit) (const gint64 *faces, gsize n_faces, GError **error);

static KindredExit
apply_to_faces (KindredCli *cli, const char *const *args, int n_args, NewFacesEdit new_edit, GError **error)
{
  g_autoptr (GArray) faces = kindred_resolve_faces (args, n_args, error);

  if (faces == NULL || !kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  return kindred_edits_apply (cli, new_edit ((const gint64 *) (gpointer) faces->data, faces->len, error), error);
}

static KindredExit
run_confirm (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  return apply_to_faces (cli, args, n_args, kindred_edit_new_confirm, error);
}

static KindredExit
run_reject (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  return apply_to_faces (cli, args, n_args, kindred_edit_new_reject, error);
}

static KindredExit
run_not_a_face (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  return apply_to_faces (cli, args, n_args, kindred_edit_new_not_a_face, error);
}

static KindredExit
run_restore (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  return apply_to_faces (cli, args, n_args, kindred_edit_new_restore, error);
}

typedef KindredEdit *(*NewPeopleEdit) (const gint64 *people, gsize n_people, gboolean flag, GError **error);

static KindredExit
apply_to_people (KindredCli *cli, const char *const *args, int n_args, NewPeopleEdit new_edit, gboolean flag,
                 GError **error)
{
  g_autoptr (GArray) people = NULL;

  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  people = kindred_resolve_people (cli, args, n_args, error);
  if (people == NULL)
    return KINDRED_EXIT_FAILED;

  return kindred_edits_apply (cli, new_edit ((const gint64 *) (gpointer) people->data, people->len, flag, error),
                              error);
}

static KindredExit
run_hide (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  return apply_to_people (cli, args, n_args, kindred_edit_new_hide, !option_show, error);
}

static KindredExit
run_favourite (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  return apply_to_people (cli, args, n_args, kindred_edit_new_favourite, !option_off, error);
}

typedef KindredEdit *(*NewTextEdit) (gint64 person, const char *text, GError **error);

/* PERSON TEXT, or PERSON --none */
static KindredExit
apply_text (KindredCli *cli, const char *const *args, int n_args, NewTextEdit new_edit, GError **error)
{
  g_autofree char *text = NULL;
  gint64 person;

  if (option_none != (n_args == 1))
    {
      kindred_cli_usage_error (error, _ ("Give either a text or %s"), "--none");
      return KINDRED_EXIT_USAGE;
    }
  if (n_args > 1 && (text = kindred_resolve_text (args[1], error)) == NULL)
    return KINDRED_EXIT_FAILED;
  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error) || !kindred_resolve_person (cli, args[0], &person, error))
    return KINDRED_EXIT_FAILED;

  return kindred_edits_apply (cli, new_edit (person, text, error), error);
}

static KindredExit
run_birth (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  return apply_text (cli, args, n_args, kindred_edit_new_birth, error);
}

static KindredExit
run_notes (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  return apply_text (cli, args, n_args, kindred_edit_new_notes, error);
}

static KindredExit
run_cover (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  gint64 person, face = 0;

  if (!g_str_equal (args[1], "auto") && !kindred_resolve_id (args[1], "FACE", &face, error))
    return KINDRED_EXIT_FAILED;
  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error) || !kindred_resolve_person (cli, args[0], &person, error))
    return KINDRED_EXIT_FAILED;

  return kindred_edits_apply (cli, kindred_edit_new_cover (person, face, error), error);
}

static const GOptionEntry split_entries[] = {
  { "into", 0, 0, G_OPTION_ARG_FILENAME, &option_into, N_ ("Move them to this person"), "PERSON" },
  { "name", 0, 0, G_OPTION_ARG_FILENAME, &option_name, N_ ("Name the new person"), "NAME" },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry hide_entries[] = {
  { "show", 0, 0, G_OPTION_ARG_NONE, &option_show, N_ ("Show them again instead"), NULL },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry favourite_entries[] = {
  { "off", 0, 0, G_OPTION_ARG_NONE, &option_off, N_ ("Take them out of the favourites instead"), NULL },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry none_entries[] = {
  { "none", 0, 0, G_OPTION_ARG_NONE, &option_none, N_ ("Take it away"), NULL },
  G_OPTION_ENTRY_NULL,
};

const KindredCommand kindred_commands_edit[] = {
  { "name", "PERSON NAME", N_ ("Give a person a name"), N_ ("An empty name takes the name away."), NULL, 2, 2,
    run_name },
  { "merge", "INTO FROM…", N_ ("Make one person of several"),
    N_ ("INTO keeps its name and cover; without a name it takes the first one of the others."), NULL, 2, -1,
    run_merge },
  { "split", "PERSON FACE…", N_ ("Move faces of a person to another or a new one"),
    N_ ("The faces never return to the person by themselves."), split_entries, 2, -1, run_split },
  { "confirm", "FACE…", N_ ("Say that faces are where they belong"), NULL, NULL, 1, -1, run_confirm },
  { "reject", "FACE…", N_ ("Say that faces are not of the person that they are with"), NULL, NULL, 1, -1, run_reject },
  { "not-a-face", "FACE…", N_ ("Say that something is not a face"), NULL, NULL, 1, -1, run_not_a_face },
  { "restore", "FACE…", N_ ("Take “not a face” back"), NULL, NULL, 1, -1, run_restore },
  { "hide", "PERSON…", N_ ("Hide people, or show them again"), NULL, hide_entries, 1, -1, run_hide },
  { "favourite", "PERSON…", N_ ("Make people favourites"), NULL, favourite_entries, 1, -1, run_favourite },
  { "birth", "PERSON DATE", N_ ("Say when a person was born"), N_ ("DATE is YYYY, YYYY-MM or YYYY-MM-DD."),
    none_entries, 1, 2, run_birth },
  { "notes", "PERSON TEXT", N_ ("Keep notes on a person"), N_ ("They take the place of those that there are."),
    none_entries, 1, 2, run_notes },
  { "cover", "PERSON FACE", N_ ("Choose the face that stands for a person"),
    N_ ("With “auto” for FACE, Kindred chooses again."), NULL, 2, 2, run_cover },
  { NULL },
};
