/* kindred-commands-group.c - regroup, strictness, dbscan
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "grouping/kindred-dbscan.h"
#include "grouping/kindred-npy.h"
#include "kindred-await.h"
#include "kindred-cli.h"
#include "kindred-json.h"
#include "kindred-progress.h"
#include "kindred-table.h"

static double option_eps;
static int option_min_samples;
static gboolean option_dry_run;

static gboolean
check_options (gboolean required, GError **error)
{
  if (!isfinite (option_eps) || option_eps < 0 || (required && option_eps == 0))
    {
      kindred_cli_usage_error (error, _ ("%s must be greater than 0"), "--eps");
      return FALSE;
    }
  if (option_min_samples < 0 || (required && option_min_samples == 0))
    {
      kindred_cli_usage_error (error, _ ("%s must be 1 or more"), "--min-samples");
      return FALSE;
    }

  return TRUE;
}

static void
add_change_json (JsonBuilder *builder, const KindredPersonChange *change)
{
  json_builder_begin_object (builder);
  kindred_json_add_id (builder, "person", change->person);
  kindred_json_add_string (builder, "name", change->name);
  kindred_json_add_int (builder, "faces", change->faces);
  kindred_json_add_int (builder, "gained", change->gained);
  kindred_json_add_int (builder, "lost", change->lost);
  kindred_json_add_id (builder, "merged_into", change->merged_into);
  kindred_json_add_int (builder, "split_into", change->split_into);
  json_builder_end_object (builder);
}

static void
add_changes_json (JsonBuilder *builder, GPtrArray *changes)
{
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    add_change_json (builder, changes->pdata[i]);
  json_builder_end_array (builder);
}

static void
print_regroup_json (const KindredRegroupResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  kindred_json_add_int (builder, "faces", result->faces);
  kindred_json_add_int (builder, "moved", result->moved);
  kindred_json_add_int (builder, "new_persons", result->new_persons);
  kindred_json_add_int (builder, "gone", result->gone);
  kindred_json_add_boolean (builder, "dry_run", option_dry_run);
  if (option_dry_run)
    add_changes_json (builder, result->changes);
  json_builder_end_object (builder);

  kindred_json_print (builder);
}

/* Whoever would get faces is among @changes. */
static const char *
find_name (GPtrArray *changes, gint64 person)
{
  for (guint i = 0; i < changes->len; i++)
    if (((const KindredPersonChange *) changes->pdata[i])->person == person)
      return ((const KindredPersonChange *) changes->pdata[i])->name;

  return NULL;
}

static char *
describe_change (const KindredPersonChange *change, GPtrArray *changes)
{
  const char *name;

  if (change->person == 0)
    /* Translators: of a person that a regrouping would make */
    return g_strdup (C_ ("regroup", "new"));
  if (change->merged_into != 0)
    {
      name = find_name (changes, change->merged_into);
      /* Translators: of a person: its faces would be with the one with this number and name */
      return g_strdup_printf (_ ("joins %" PRId64 " %s"), change->merged_into, name != NULL ? name : _ ("(unnamed)"));
    }
  if (change->split_into != 0)
    /* Translators: of a person: its faces would be with so many people */
    return g_strdup_printf (ngettext ("splits into %u person", "splits into %u people", change->split_into),
                            change->split_into);

  return g_strdup ("");
}

/* Nothing for 0, and for no number */
static char *
format_number (const char *sign, gint64 number)
{
  return number != 0 ? g_strdup_printf ("%s%" G_GINT64_FORMAT, sign, number) : g_strdup ("");
}

static void
print_changes (GPtrArray *changes)
{
  /* Translators: headings of a list of people: how many faces they would gain and lose */
  g_autoptr (KindredTable) table
      = kindred_table_new (_ (">ID"), _ ("Name"), _ (">Faces"), _ (">Gains"), _ (">Loses"), "", NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const KindredPersonChange *change = changes->pdata[i];

      kindred_table_add (table, format_number ("", change->person),
                         g_strdup (change->name != NULL ? change->name : _ ("(unnamed)")),
                         g_strdup_printf ("%u", change->faces), format_number ("+", change->gained),
                         format_number ("−", change->lost), describe_change (change, changes));
    }

  kindred_table_print (table);
}

static void
print_regroup (const KindredRegroupResult *result)
{
  g_print (ngettext ("Grouped %u face", "Grouped %u faces", result->faces), result->faces);
  if (option_dry_run)
    {
      /* Translators: after "Grouped 100 faces" */
      g_print (_ (": %u would move.  People: %u would be new, %u would go.  Nothing was changed\n"), result->moved,
               result->new_persons, result->gone);
      print_changes (result->changes);
    }
  else
    g_print (_ (": %u moved.  People: %u new, %u gone\n"), result->moved, result->new_persons, result->gone);
}

static KindredExit
run_regroup (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (KindredJob) job = kindred_job_new ();
  g_autoptr (KindredProgress) progress = NULL;
  g_autoptr (GAsyncResult) async = NULL;
  g_autoptr (KindredRegroupResult) result = NULL;

  if (!check_options (FALSE, error) || !kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  progress = kindred_progress_new (job, cli->quiet);
  kindred_library_regroup_async (cli->library, option_eps, option_min_samples, option_dry_run, job, kindred_await_cb,
                                 &async);
  result = kindred_library_regroup_finish (cli->library, kindred_await (&async), error);
  g_clear_pointer (&progress, kindred_progress_free);
  if (result == NULL)
    return KINDRED_EXIT_FAILED;

  if (cli->json)
    print_regroup_json (result);
  else
    print_regroup (result);

  return KINDRED_EXIT_DONE;
}

/* ---- strictness ---- */

static gboolean
set_strictness (KindredCli *cli, const char *argument, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gint64 value;

  if (!g_ascii_string_to_signed (argument, 10, -2, 2, &value, NULL))
    {
      kindred_cli_usage_error (error, _ ("Strictness is between %d and %d"), -2, 2);
      return FALSE;
    }
  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return FALSE;

  kindred_library_set_strictness_async (cli->library, (int) value, NULL, kindred_await_cb, &result);

  return kindred_library_set_strictness_finish (cli->library, kindred_await (&result), error);
}

static void
print_strictness (KindredCli *cli, int strictness)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      g_print ("%d\n", strictness);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  kindred_json_add_int (builder, "strictness", strictness);
  json_builder_end_object (builder);
  kindred_json_print (builder);
}

static KindredExit
run_strictness (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  int strictness;

  if (n_args > 0 ? !set_strictness (cli, args[0], error) : !kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  kindred_library_get_strictness_async (cli->library, NULL, kindred_await_cb, &result);
  if (!kindred_library_get_strictness_finish (cli->library, kindred_await (&result), &strictness, error))
    return KINDRED_EXIT_FAILED;

  print_strictness (cli, strictness);

  return KINDRED_EXIT_DONE;
}

/* ---- dbscan: no library, nothing else to do meanwhile; Ctrl+C simply ends the program ---- */

static void
count_groups (const gint32 *labels, gsize n, gsize *n_groups, gsize *n_noise)
{
  gint32 highest = KINDRED_NOISE;

  *n_noise = 0;
  for (gsize i = 0; i < n; i++)
    {
      highest = MAX (highest, labels[i]);
      *n_noise += labels[i] == KINDRED_NOISE;
    }

  *n_groups = (gsize) (highest + 1);
}

static gboolean
write_labels (const char *path, const gint32 *labels, gsize n, GError **error)
{
  g_autofree gint64 *wide = g_new (gint64, n);

  for (gsize i = 0; i < n; i++)
    wide[i] = labels[i];

  return kindred_npy_write_labels (path, wide, n, error);
}

static void
print_dbscan (KindredCli *cli, const gint32 *labels, gsize n, double seconds)
{
  gsize n_groups, n_noise;
  g_autoptr (JsonBuilder) builder = NULL;

  count_groups (labels, n, &n_groups, &n_noise);
  if (!cli->json)
    {
      g_print (_ ("%zu points: %zu groups, %zu noise, in %.1f seconds\n"), n, n_groups, n_noise, seconds);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  kindred_json_add_int (builder, "points", n);
  kindred_json_add_int (builder, "groups", n_groups);
  kindred_json_add_int (builder, "noise", n_noise);
  kindred_json_add_double (builder, "seconds", seconds);
  json_builder_end_object (builder);
  kindred_json_print (builder);
}

static KindredExit
run_dbscan (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autofree float *points = NULL;
  g_autofree gint32 *labels = NULL;
  gsize n, dimension;
  gint64 start;
  double seconds;

  if (!check_options (TRUE, error) || !kindred_npy_read (args[0], &points, &n, &dimension, error))
    return KINDRED_EXIT_FAILED;

  labels = g_new (gint32, n);
  start = g_get_monotonic_time ();
  if (!kindred_dbscan (points, n, dimension, option_eps, option_min_samples, NULL, cli->jobs, labels, NULL, NULL, NULL,
                       error))
    return KINDRED_EXIT_FAILED;

  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  if (!write_labels (args[1], labels, n, error))
    return KINDRED_EXIT_FAILED;

  print_dbscan (cli, labels, n, seconds);

  return KINDRED_EXIT_DONE;
}

static const GOptionEntry dbscan_entries[] = {
  { "eps", 0, 0, G_OPTION_ARG_DOUBLE, &option_eps, N_ ("Radius; points exactly so far apart are neighbours"), "E" },
  { "min-samples", 0, 0, G_OPTION_ARG_INT, &option_min_samples,
    N_ ("Neighbours that make a core point, itself included"), "M" },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry regroup_entries[] = {
  { "eps", 0, 0, G_OPTION_ARG_DOUBLE, &option_eps, N_ ("Faces so far apart still look alike"), "E" },
  { "min-samples", 0, 0, G_OPTION_ARG_INT, &option_min_samples, N_ ("So many faces make a group"), "M" },
  { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &option_dry_run, N_ ("Only say what would change"), NULL },
  G_OPTION_ENTRY_NULL,
};

const KindredCommand kindred_commands_group[] = {
  { "regroup", "", N_ ("Find people anew among all faces"),
    N_ ("What you decided stays: named people remain apart, and faces that you put somewhere stay there. It can be "
        "undone."),
    regroup_entries, 0, 0, run_regroup },
  { "strictness", "[N]", N_ ("Show or set how strictly faces are grouped"),
    N_ ("From -2, loose, to 2, strict; 0 is the default. It counts for what is grouped from then on: see regroup."),
    NULL, 0, 1, run_strictness },
  { "dbscan", "IN.npy OUT.npy", N_ ("Group the rows of a matrix"),
    N_ ("Plain DBSCAN of a float32 matrix to int64 labels, -1 for noise. --jobs limits the threads. The library is not "
        "touched."),
    dbscan_entries, 2, 2, run_dbscan },
  { NULL },
};
