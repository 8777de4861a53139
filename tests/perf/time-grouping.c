/* time-grouping.c - runs one way of grouping over a file and says how long it took and how much memory it used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "grouping/kindred-chinese-whispers.h"
#include "grouping/kindred-npy.h"
#include "grouping/kindred-pair-search.h"
#include "grouping/kindred-regroup.h"

#include <cblas.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static double eps = 0.46;
static int min_samples = 3;
static int n_threads = 0;
static int n_rows = 100;
static char *method = NULL;
static double cancel_after = 0;
static int n_times = 1;

static const GOptionEntry options[] = {
  { "eps", 0, 0, G_OPTION_ARG_DOUBLE, &eps, "Radius", "E" },
  { "min-samples", 0, 0, G_OPTION_ARG_INT, &min_samples, "Neighbours of a core", "M" },
  { "threads", 0, 0, G_OPTION_ARG_INT, &n_threads, "At most so many; 0 for all CPUs", "N" },
  { "rows", 0, 0, G_OPTION_ARG_INT, &n_rows, "Points that are new, for rows and grow, or gone, for shrink", "N" },
  { "method", 0, 0, G_OPTION_ARG_STRING, &method,
    "dbscan, chinese-whispers, regroup, grow, shrink, or without labels: pairs, pairs-by-products, rows, "
    "matrix-product",
    "METHOD" },
  { "times", 0, 0, G_OPTION_ARG_INT, &n_times, "Do it so often, and tell the median", "N" },
  { "cancel-after", 0, 0, G_OPTION_ARG_DOUBLE, &cancel_after, "Cancel, and say how long that takes", "SECONDS" },
  { NULL },
};

typedef struct
{
  float *points;
  gsize n;
  gsize dimension;
  gint32 *person; /* for grow: as DBSCAN has it */
  guint8 *flags;
  guint8 *person_flags;
  gsize n_persons;
  gsize n_pairs[256]; /* per thread */
  GCancellable *cancellable;
  gint64 cancelled; /* monotonic time, or 0; written before the cancellable is cancelled */
} Input;

/* ---- cancelling ---- */

static gpointer
cancel_thread (gpointer data)
{
  Input *input = data;

  g_usleep (cancel_after * G_USEC_PER_SEC);
  input->cancelled = g_get_monotonic_time ();
  g_cancellable_cancel (input->cancellable);

  return NULL;
}

/* ---- rules ---- */

static gboolean
group_by_rules (const Input *input, gboolean grow, gint32 *labels, GError **error)
{
  g_autofree gint32 *photo = g_new (gint32, MAX (input->n, 1));
  const KindredGroupingInput grouping = { .n_faces = input->n,
                                          .embeddings = input->points,
                                          .dimension = input->dimension,
                                          .photo = photo,
                                          .person = input->person,
                                          .face_flags = input->flags,
                                          .n_persons = input->n_persons,
                                          .person_flags = input->person_flags,
                                          .eps = eps,
                                          .min_samples = min_samples,
                                          .max_mean = 0.58,
                                          .n_threads = n_threads };
  gsize n_new;

  for (gsize i = 0; i < input->n; i++)
    photo[i] = i;

  return (grow ? kindred_grow : kindred_regroup) (&grouping, labels, &n_new, NULL, NULL, input->cancellable, error);
}

/* All have persons but, when the album grows, the last ones.  Every tenth person has a name. */
static gboolean
prepare_persons (Input *input, gsize n_old, GError **error)
{
  if (!kindred_dbscan (input->points, n_old, input->dimension, eps, min_samples, NULL, n_threads, input->person, NULL,
                       NULL, NULL, error))
    return FALSE;

  for (gsize i = 0; i < n_old; i++)
    input->n_persons = MAX (input->n_persons, (gsize) (input->person[i] + 1));

  input->person_flags = g_new0 (guint8, MAX (input->n_persons, 1));
  for (gsize p = 0; p < input->n_persons; p += 10)
    input->person_flags[p] = KINDRED_GROUPING_PERSON_KEPT | KINDRED_GROUPING_PERSON_NAMED;

  return TRUE;
}

/* The last ones are gone, and their persons know. */
static void
remove_last (Input *input, gsize n_left)
{
  for (gsize i = n_left; i < input->n; i++)
    if (input->person[i] >= 0)
      input->person_flags[input->person[i]] |= KINDRED_GROUPING_PERSON_LOST;
  input->n = n_left;
}

/* Before the clock runs. */
static gboolean
prepare (Input *input, GError **error)
{
  gboolean grow = g_strcmp0 (method, "grow") == 0, shrink = g_strcmp0 (method, "shrink") == 0;
  gsize n_others = input->n - MIN (input->n, (gsize) n_rows);

  input->person = g_new (gint32, MAX (input->n, 1));
  input->flags = g_new0 (guint8, MAX (input->n, 1));
  memset (input->person, -1, input->n * sizeof *input->person);
  if ((grow || shrink) && !prepare_persons (input, grow ? n_others : input->n, error))
    return FALSE;

  for (gsize i = n_others; grow && i < input->n; i++)
    input->flags[i] = KINDRED_GROUPING_FACE_NEW;
  if (shrink)
    remove_last (input, n_others);

  return TRUE;
}

/* ---- pairs ---- */

static void
pair_found_cb (gsize i, gsize j, double squared, int thread, gpointer user_data)
{
  Input *input = user_data;

  input->n_pairs[thread % G_N_ELEMENTS (input->n_pairs)]++;
}

static gboolean
search_pairs (Input *input, KindredPairSearchMethod how, gboolean new_rows, GError **error)
{
  g_autofree gint32 *rows = g_new (gint32, MAX (n_rows, 1));
  KindredPairSearch search = { .points = input->points,
                               .n = input->n,
                               .dimension = input->dimension,
                               .eps = eps,
                               .rows = new_rows ? rows : NULL,
                               .n_rows = n_rows,
                               .n_threads = n_threads,
                               .found = pair_found_cb,
                               .found_data = input,
                               .method = how };

  for (int r = 0; r < n_rows; r++)
    rows[r] = input->n - 1 - r;

  return kindred_pair_search (&search, input->cancellable, error);
}

/* Half of it, as a search needs it: what the machine could do at best if it had to look at every pair. */
static void
multiply (const Input *input)
{
  const gsize block = 1024;
  g_autofree float *products = g_new (float, block * input->n);

  openblas_set_num_threads (n_threads > 0 ? n_threads : (int) g_get_num_processors ());
  for (gsize top = 0; top < input->n; top += block)
    cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, MIN (block, input->n - top), input->n - top, input->dimension,
                 1, input->points + top * input->dimension, input->dimension, input->points + top * input->dimension,
                 input->dimension, 0, products, input->n - top);
}

/* ---- all ways ---- */

static gboolean
run (Input *input, gint32 *labels, GError **error)
{
  if (g_strcmp0 (method, "pairs") == 0)
    return search_pairs (input, KINDRED_PAIR_SEARCH_AUTO, FALSE, error);
  if (g_strcmp0 (method, "pairs-by-products") == 0)
    return search_pairs (input, KINDRED_PAIR_SEARCH_PRODUCTS, FALSE, error);
  if (g_strcmp0 (method, "rows") == 0)
    return search_pairs (input, KINDRED_PAIR_SEARCH_AUTO, TRUE, error);
  if (g_strcmp0 (method, "chinese-whispers") == 0)
    return kindred_chinese_whispers (input->points, input->n, input->dimension, eps, 20, 1, n_threads, labels,
                                     input->cancellable, error);
  if (g_strcmp0 (method, "regroup") == 0)
    return group_by_rules (input, FALSE, labels, error);
  if (g_strcmp0 (method, "grow") == 0 || g_strcmp0 (method, "shrink") == 0)
    return group_by_rules (input, TRUE, labels, error);
  if (g_strcmp0 (method, "matrix-product") == 0)
    {
      multiply (input);
      return TRUE;
    }

  return kindred_dbscan (input->points, input->n, input->dimension, eps, min_samples, NULL, n_threads, labels, NULL,
                         NULL, input->cancellable, error);
}

/* With --cancel-after nothing is grouped in the end: how long it went on is the result. */
static gboolean
run_and_cancel (Input *input, gint32 *labels, GError **error)
{
  GThread *thread = g_thread_new ("cancel", cancel_thread, input);
  gboolean done = run (input, labels, error);
  gint64 end = g_get_monotonic_time ();

  g_thread_join (thread);
  if (!done && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_print ("{\"cancelled_after_ms\": %.1f}\n", (end - input->cancelled) / 1e3);
      exit (0);
    }

  return done;
}

static gboolean
write_labels (const char *path, const gint32 *labels, gsize n, GError **error)
{
  g_autofree gint64 *wide = g_new (gint64, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    wide[i] = labels[i];

  return kindred_npy_write_labels (path, wide, n, error);
}

/* Tells more than the clock when others use the machine, too. */
static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Not ru_maxrss, which begins with that of the program that started this one. */
static gint64
peak_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (line = strstr (status, "VmHWM:")) == NULL)
    return 0;

  return g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10);
}

static int
compare_doubles (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
take_median (double *values, int n)
{
  qsort (values, n, sizeof *values, compare_doubles);

  return values[n / 2];
}

static gboolean
run_and_measure (Input *input, gint32 *labels, GError **error)
{
  g_autofree double *seconds = g_new (double, n_times), *cpu = g_new (double, n_times);
  gsize n_pairs = 0;

  for (int i = 0; i < n_times; i++)
    {
      double cpu_before = get_cpu_seconds ();
      gint64 start = g_get_monotonic_time ();

      memset (input->n_pairs, 0, sizeof input->n_pairs);
      if (!(cancel_after > 0 ? run_and_cancel : run) (input, labels, error))
        return FALSE;

      seconds[i] = (g_get_monotonic_time () - start) / 1e6;
      cpu[i] = get_cpu_seconds () - cpu_before;
    }

  for (gsize t = 0; t < G_N_ELEMENTS (input->n_pairs); t++)
    n_pairs += input->n_pairs[t];
  g_print ("{\"seconds\": %.4f, \"cpu_seconds\": %.4f, \"peak_kib\": %" G_GINT64_FORMAT ", \"pairs\": %" G_GSIZE_FORMAT
           "}\n",
           take_median (seconds, n_times), take_median (cpu, n_times), peak_kib (), n_pairs);

  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("IN.npy [OUT.npy]");
  g_autoptr (GError) error = NULL;
  g_autofree gint32 *labels = NULL;
  Input input = { 0 };

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2 || n_times < 1
      || !kindred_npy_read (argv[1], &input.points, &input.n, &input.dimension, &error) || !prepare (&input, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "time-grouping: which file?");
      return 2;
    }

  labels = g_new0 (gint32, MAX (input.n, 1));
  input.cancellable = g_cancellable_new ();
  if (!run_and_measure (&input, labels, &error) || (argc > 2 && !write_labels (argv[2], labels, input.n, &error)))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_object_unref (input.cancellable);
  g_free (input.points);
  g_free (input.person);
  g_free (input.flags);
  g_free (input.person_flags);

  return 0;
}
