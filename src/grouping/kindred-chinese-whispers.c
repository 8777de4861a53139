/* kindred-chinese-whispers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-chinese-whispers.h"

#include <stdlib.h>

#include "kindred-pair-search.h"

typedef struct
{
  gint32 a;
  gint32 b;
} Edge;

/* Neighbours of point i: neighbours[first[i]] to neighbours[first[i + 1] - 1], in ascending order. */
typedef struct
{
  gsize *first;
  gint32 *neighbours;
} Graph;

static void
note_edge_cb (gsize i, gsize j, double squared, int thread, gpointer user_data)
{
  GArray **edges = user_data;
  Edge edge = { i, j };

  g_array_append_val (edges[thread], edge);
}

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  gint32 first = *(const gint32 *) a, second = *(const gint32 *) b;

  return first < second ? -1 : first > second;
}

static void
make_graph (Graph *graph, gsize n, GArray **edges, int n_threads)
{
  g_autofree gsize *next = g_new0 (gsize, n + 1);
  gsize n_edges = 0;

  graph->first = g_new0 (gsize, n + 1);
  for (int t = 0; t < n_threads; t++)
    for (guint k = 0; k < edges[t]->len; k++, n_edges++)
      {
        graph->first[g_array_index (edges[t], Edge, k).a + 1]++;
        graph->first[g_array_index (edges[t], Edge, k).b + 1]++;
      }

  for (gsize i = 0; i < n; i++)
    next[i + 1] = graph->first[i + 1] += graph->first[i];

  graph->neighbours = g_new (gint32, MAX (2 * n_edges, 1));
  for (int t = 0; t < n_threads; t++)
    for (guint k = 0; k < edges[t]->len; k++)
      {
        const Edge *edge = &g_array_index (edges[t], Edge, k);

        graph->neighbours[next[edge->a]++] = edge->b;
        graph->neighbours[next[edge->b]++] = edge->a;
      }

  /* Whatever thread found them first. */
  for (gsize i = 0; i < n; i++)
    qsort (graph->neighbours + graph->first[i], graph->first[i + 1] - graph->first[i], sizeof (gint32),
           compare_indices);
}

/* The label that most neighbours have; of equal ones the lowest. */
static gint32
listen (const Graph *graph, gsize i, const gint32 *labels, gint32 *votes)
{
  gint32 best = labels[i], most = 0;

  for (gsize k = graph->first[i]; k < graph->first[i + 1]; k++)
    {
      gint32 label = labels[graph->neighbours[k]];

      votes[label]++;
      if (votes[label] > most || (votes[label] == most && label < best))
        {
          most = votes[label];
          best = label;
        }
    }

  for (gsize k = graph->first[i]; k < graph->first[i + 1]; k++)
    votes[labels[graph->neighbours[k]]] = 0;

  return best;
}

static gboolean
whisper (const Graph *graph, gsize n, int n_iterations, guint32 seed, gint32 *labels, GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree gint32 *votes = g_new0 (gint32, n);
  g_autofree gint32 *order = g_new (gint32, n);

  for (gsize i = 0; i < n; i++)
    labels[i] = order[i] = i;

  for (int round = 0; round < n_iterations; round++)
    for (gsize i = n; i > 0; i--)
      {
        gsize j = g_rand_int_range (rand, 0, i);
        gint32 point = order[j];

        order[j] = order[i - 1];
        order[i - 1] = point;
        labels[point] = listen (graph, point, labels, votes);
        if (i % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
          return FALSE;
      }

  return TRUE;
}

static void
renumber (gint32 *labels, gsize n)
{
  g_autofree gint32 *number = g_new (gint32, n);
  gint32 next = 0;

  for (gsize i = 0; i < n; i++)
    number[i] = -1;
  for (gsize i = 0; i < n; i++)
    {
      if (number[labels[i]] < 0)
        number[labels[i]] = next++;
      labels[i] = number[labels[i]];
    }
}

gboolean
kindred_chinese_whispers (const float *points, gsize n, gsize dimension, double threshold, int n_iterations,
                          guint32 seed, int n_threads, gint32 *labels, GCancellable *cancellable, GError **error)
{
  KindredPairSearch search = {
    .points = points, .n = n, .dimension = dimension, .eps = threshold, .n_threads = n_threads, .found = note_edge_cb
  };
  int n_used = kindred_pair_search_get_n_threads (&search);
  g_autofree GArray **edges = g_new (GArray *, n_used);
  Graph graph = { 0 };
  gboolean done;

  g_return_val_if_fail (points != NULL || n == 0, FALSE);
  g_return_val_if_fail (labels != NULL || n == 0, FALSE);

  for (int t = 0; t < n_used; t++)
    edges[t] = g_array_new (FALSE, FALSE, sizeof (Edge));

  search.found_data = edges;
  done = kindred_pair_search (&search, cancellable, error);
  if (done)
    make_graph (&graph, n, edges, n_used);

  for (int t = 0; t < n_used; t++)
    g_array_unref (edges[t]);

  done = done && whisper (&graph, n, n_iterations, seed, labels, cancellable, error);
  if (done)
    renumber (labels, n);

  g_free (graph.first);
  g_free (graph.neighbours);

  return done;
}
