/* kindred-dbscan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-dbscan.h"

#include "base/kindred-error.h"
#include "kindred-pair-search.h"

/* Two passes over the pairs: the first counts neighbours, the second joins core points.  No list of neighbours is ever
 * kept, so memory is linear in the number of points. */

typedef struct
{
  gint32 border;
  gint32 core;
} Touch;

typedef struct
{
  gint32 *n_neighbours; /* first pass */
  guint8 *core;
  gint32 *parent;   /* union-find; a root is the first point of its group */
  GArray **touches; /* per thread: border points beside core points */
} Dbscan;

static void
count_pair_cb (gsize i, gsize j, double squared, int thread, gpointer user_data)
{
  Dbscan *self = user_data;

  __atomic_fetch_add (&self->n_neighbours[i], 1, __ATOMIC_RELAXED);
  __atomic_fetch_add (&self->n_neighbours[j], 1, __ATOMIC_RELAXED);
}

static gint32
find_root (gint32 *parent, gint32 i)
{
  gint32 up;

  while ((up = __atomic_load_n (&parent[i], __ATOMIC_ACQUIRE)) != i)
    i = up;

  return i;
}

/* The later root is hung below the earlier one, whichever thread comes first: the result does not depend on it.
 * Lock-free: a root that is no root any more when we get there is looked for again. */
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
      if (__atomic_compare_exchange_n (&parent[later], &expected, first, FALSE, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        return;
    }
}

static void
join_pair_cb (gsize i, gsize j, double squared, int thread, gpointer user_data)
{
  Dbscan *self = user_data;

  if (self->core[i] && self->core[j])
    join (self->parent, i, j);
  else if (self->core[i] || self->core[j])
    {
      Touch touch = { self->core[i] ? j : i, self->core[i] ? i : j };

      g_array_append_val (self->touches[thread], touch);
    }
}

/* Groups are numbered by their first core point, and a border point takes the lowest number that it touches. */
static void
number_groups (Dbscan *self, gsize n, int n_threads, gint32 *labels)
{
  gint32 next = 0;

  for (gsize i = 0; i < n; i++)
    {
      gint32 root = find_root (self->parent, i);

      if (!self->core[i])
        labels[i] = KINDRED_NOISE;
      else
        labels[i] = root == (gint32) i ? next++ : labels[root];
      /* A point's root comes before it, so that later paths are short. */
      self->parent[i] = root;
    }

  for (int t = 0; t < n_threads; t++)
    for (guint k = 0; k < self->touches[t]->len; k++)
      {
        const Touch *touch = &g_array_index (self->touches[t], Touch, k);
        gint32 *label = &labels[touch->border];

        if (*label == KINDRED_NOISE || labels[touch->core] < *label)
          *label = labels[touch->core];
      }
}

static gboolean
run (Dbscan *self, KindredPairSearch *search, int min_samples, const guint8 *weak, GCancellable *cancellable,
     GError **error)
{
  search->found = count_pair_cb;
  if (!kindred_pair_search (search, cancellable, error))
    return FALSE;

  for (gsize i = 0; i < search->n; i++)
    {
      self->core[i] = self->n_neighbours[i] + 1 >= min_samples && (weak == NULL || !weak[i]);
      self->parent[i] = i;
    }

  search->found = join_pair_cb;

  return kindred_pair_search (search, cancellable, error);
}

gboolean
kindred_dbscan (const float *points, gsize n, gsize dimension, double eps, int min_samples, const guint8 *weak,
                int n_threads, gint32 *labels, KindredProgressFunc progress, gpointer progress_data,
                GCancellable *cancellable, GError **error)
{
  KindredPairSearch search = { .points = points,
                               .n = n,
                               .dimension = dimension,
                               .eps = eps,
                               .n_threads = n_threads,
                               .progress = progress,
                               .progress_data = progress_data };
  Dbscan self = { 0 };
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
  search.found_data = &self;
  self.n_neighbours = g_new0 (gint32, MAX (n, 1));
  self.core = g_new0 (guint8, MAX (n, 1));
  self.parent = g_new (gint32, MAX (n, 1));
  self.touches = g_new (GArray *, n_used);
  for (int t = 0; t < n_used; t++)
    self.touches[t] = g_array_new (FALSE, FALSE, sizeof (Touch));

  done = run (&self, &search, min_samples, weak, cancellable, error);
  if (done)
    number_groups (&self, n, n_used, labels);

  for (int t = 0; t < n_used; t++)
    g_array_unref (self.touches[t]);
  g_free (self.touches);
  g_free (self.parent);
  g_free (self.core);
  g_free (self.n_neighbours);

  return done;
}
