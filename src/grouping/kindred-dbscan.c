/* kindred-dbscan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-dbscan.h"

#include <stdlib.h>

#include "base/kindred-error.h"
#include "kindred-pair-search.h"

/* One pass over the pairs.  Each pair counts for both of its points, and joins them at once if both are known to be
 * core points by then; if not, it is kept for later.  A point is not known to be a core point during its first
 * min_samples - 2 pairs only, so that few pairs are kept: memory is linear in the number of points, however dense they
 * lie. */

/* Kept pairs of a thread are looked through again when there are so many. */
#define MANY_PAIRS (1 << 20)

typedef struct
{
  gint32 a;
  gint32 b;
} Pair;

typedef struct
{
  GArray *pairs;
  gsize limit;
} Kept;

typedef struct
{
  gint32 n_needed;      /* neighbours beside itself that make a core point */
  const guint8 *weak;   /* or NULL */
  gint32 *n_neighbours; /* beside itself; counted up to n_needed or somewhat more */
  gint32 *parent;       /* union-find; a root is the first point of its group */
  Kept *kept;           /* per thread */
} Dbscan;

/* ---- union-find, lock-free ---- */

/* Paths are halved on the way.  Parents only ever move up, so that it does not matter who wins. */
static gint32
find_root (gint32 *parent, gint32 i)
{
  gint32 up, above;

  while ((up = __atomic_load_n (&parent[i], __ATOMIC_RELAXED)) != i)
    {
      above = __atomic_load_n (&parent[up], __ATOMIC_RELAXED);
      if (above != up)
        __atomic_compare_exchange_n (&parent[i], &up, above, FALSE, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
      i = above;
    }

  return i;
}

/* The later root is hung below the earlier one, whichever thread comes first: the result does not depend on it. A root
 * that is no root any more when we get there is looked for again. */
static void
join (gint32 *parent, gint32 a, gint32 b)
{
  while (TRUE)
    {
      gint32 first, later, expected;

      a = find_root (parent, a);
      b = find_root (parent, b);
      if (a == b)
        return;

      first = MIN (a, b);
      later = MAX (a, b);
      expected = later;
      if (__atomic_compare_exchange_n (&parent[later], &expected, first, FALSE, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
        return;
    }
}

/* ---- pairs ---- */

static gboolean
is_weak (const Dbscan *self, gint32 i)
{
  return self->weak != NULL && self->weak[i];
}

static gboolean
is_core (const Dbscan *self, gint32 i)
{
  return !is_weak (self, i) && __atomic_load_n (&self->n_neighbours[i], __ATOMIC_RELAXED) >= self->n_needed;
}

/* Most points have more than enough neighbours before long: then nothing is written any more. */
static void
count (Dbscan *self, gint32 i)
{
  if (__atomic_load_n (&self->n_neighbours[i], __ATOMIC_RELAXED) < self->n_needed)
    __atomic_fetch_add (&self->n_neighbours[i], 1, __ATOMIC_RELAXED);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *first = a, *second = b;

  if (first->a != second->a)
    return first->a < second->a ? -1 : 1;

  return first->b < second->b ? -1 : first->b > second->b;
}

/* Joins what can be joined by now.  For the others, any core point of a group is as good as its root: a point that is
 * never a core point may have many neighbours, but they are in few groups. */
static void
reduce (Dbscan *self, Kept *kept)
{
  Pair *pairs = (Pair *) kept->pairs->data;
  guint n = 0, n_different = 0;

  for (guint k = 0; k < kept->pairs->len; k++)
    {
      Pair pair = pairs[k];
      gboolean a_core = is_core (self, pair.a), b_core = is_core (self, pair.b);

      if (a_core && b_core)
        {
          join (self->parent, pair.a, pair.b);
          continue;
        }
      if (a_core)
        pair.a = find_root (self->parent, pair.a);
      if (b_core)
        pair.b = find_root (self->parent, pair.b);
      pairs[n++] = pair;
    }

  if (n > 1)
    qsort (pairs, n, sizeof *pairs, compare_pairs);
  for (guint k = 0; k < n; k++)
    if (n_different == 0 || compare_pairs (&pairs[n_different - 1], &pairs[k]) != 0)
      pairs[n_different++] = pairs[k];

  g_array_set_size (kept->pairs, n_different);
  kept->limit = MAX (MANY_PAIRS, 2 * (gsize) n_different);
}

static void
pair_found_cb (gsize i, gsize j, double squared, int thread, gpointer user_data)
{
  Dbscan *self = user_data;
  Kept *kept = &self->kept[thread];
  const Pair pair = { i, j };

  count (self, i);
  count (self, j);

  if (is_core (self, i) && is_core (self, j))
    join (self->parent, i, j);
  else if (!is_weak (self, i) || !is_weak (self, j))
    {
      g_array_append_val (kept->pairs, pair);
      if (kept->pairs->len >= kept->limit)
        reduce (self, kept);
    }
}

/* ---- labels ---- */

static void
label_border (const Dbscan *self, gint32 border, gint32 core, gint32 *labels)
{
  gint32 label = labels[core];

  if (labels[border] == KINDRED_NOISE || label < labels[border])
    labels[border] = label;
}

/* Groups are numbered by their first core point, and a border point takes the lowest number that it touches. */
static void
number_groups (Dbscan *self, gsize n, int n_threads, gint32 *labels)
{
  gint32 next = 0;

  for (int t = 0; t < n_threads; t++)
    reduce (self, &self->kept[t]);

  for (gsize i = 0; i < n; i++)
    {
      gint32 root = find_root (self->parent, i);

      if (!is_core (self, i))
        labels[i] = KINDRED_NOISE;
      else
        labels[i] = root == (gint32) i ? next++ : labels[root];
    }

  for (int t = 0; t < n_threads; t++)
    for (guint k = 0; k < self->kept[t].pairs->len; k++)
      {
        const Pair *pair = &g_array_index (self->kept[t].pairs, Pair, k);

        if (is_core (self, pair->a))
          label_border (self, pair->b, pair->a, labels);
        else if (is_core (self, pair->b))
          label_border (self, pair->a, pair->b, labels);
      }
}

static void
init (Dbscan *self, gsize n, int n_threads, int min_samples, const guint8 *weak)
{
  self->n_needed = min_samples - 1;
  self->weak = weak;
  self->n_neighbours = g_new0 (gint32, MAX (n, 1));
  self->parent = g_new (gint32, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    self->parent[i] = i;

  self->kept = g_new (Kept, n_threads);
  for (int t = 0; t < n_threads; t++)
    self->kept[t] = (Kept){ g_array_new (FALSE, FALSE, sizeof (Pair)), MANY_PAIRS };
}

static void
clear (Dbscan *self, int n_threads)
{
  for (int t = 0; t < n_threads; t++)
    g_array_unref (self->kept[t].pairs);
  g_free (self->kept);
  g_free (self->parent);
  g_free (self->n_neighbours);
}

gboolean
kindred_dbscan (const float *points, gsize n, gsize dimension, double eps, int min_samples, const guint8 *weak,
                int n_threads, gint32 *labels, KindredProgressFunc progress, gpointer progress_data,
                GCancellable *cancellable, GError **error)
{
  Dbscan self = { 0 };
  const KindredPairSearch search = { .points = points,
                                     .n = n,
                                     .dimension = dimension,
                                     .eps = eps,
                                     .n_threads = n_threads,
                                     .found = pair_found_cb,
                                     .found_data = &self,
                                     .no_distances = TRUE,
                                     .progress = progress,
                                     .progress_data = progress_data };
  gboolean done;
  int n_used;

  g_return_val_if_fail (points != NULL || n == 0, FALSE);
  g_return_val_if_fail (labels != NULL || n == 0, FALSE);

  if (min_samples < 1)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT, "min_samples must be one at least");
      return FALSE;
    }

  n_used = kindred_pair_search_get_n_threads (&search);
  init (&self, n, n_used, min_samples, weak);
  done = kindred_pair_search (&search, cancellable, error);
  if (done)
    number_groups (&self, n, n_used, labels);
  clear (&self, n_used);

  return done;
}
