/* kindred-links.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-links.h"

#include <stdlib.h>
#include <string.h>

#include "kindred-pair-search.h"

/* Locks are shared by faces: one each would cost more memory than the links. */
#define N_LOCKS 1024

/* Links are sorted in so many portions. */
#define N_BUCKETS 4096

typedef struct
{
  float squared;
  gint32 face;
} Neighbour;

/* Of one face: a heap with the longest on top, so that the longest goes when a shorter one comes. */
typedef struct
{
  Neighbour *heap;
  gint32 n;
  gint32 allocated;
} Nearest;

struct _KindredLinkSearch
{
  const KindredGroupingInput *input;
  Nearest *nearest;
  gint32 *n_neighbours;
  guint8 *searched; /* or NULL: faces that were rows in an earlier portion */
  GMutex locks[N_LOCKS];
};

static gboolean
is_longer (const Neighbour *a, const Neighbour *b)
{
  return a->squared > b->squared || (a->squared == b->squared && a->face > b->face);
}

static void
swap (Neighbour *a, Neighbour *b)
{
  Neighbour other = *a;

  *a = *b;
  *b = other;
}

static void
sift_up (Neighbour *heap, gint32 i)
{
  while (i > 0 && is_longer (&heap[i], &heap[(i - 1) / 2]))
    {
      swap (&heap[i], &heap[(i - 1) / 2]);
      i = (i - 1) / 2;
    }
}

static void
sift_down (Neighbour *heap, gint32 n)
{
  gint32 i = 0;

  while (TRUE)
    {
      gint32 child = 2 * i + 1;

      if (child + 1 < n && is_longer (&heap[child + 1], &heap[child]))
        child++;
      if (child >= n || !is_longer (&heap[child], &heap[i]))
        return;

      swap (&heap[i], &heap[child]);
      i = child;
    }
}

static void
nearest_add (Nearest *self, Neighbour neighbour)
{
  if (self->n == KINDRED_LINKS_PER_FACE)
    {
      if (is_longer (&self->heap[0], &neighbour))
        {
          self->heap[0] = neighbour;
          sift_down (self->heap, self->n);
        }
      return;
    }

  if (self->n == self->allocated)
    {
      self->allocated = MIN (MAX (4, 2 * self->allocated), KINDRED_LINKS_PER_FACE);
      self->heap = g_renew (Neighbour, self->heap, self->allocated);
    }

  self->heap[self->n] = neighbour;
  sift_up (self->heap, self->n++);
}

static void
collect (KindredLinkSearch *self, gint32 face, gint32 other, double squared)
{
  GMutex *lock = &self->locks[face % N_LOCKS];

  g_mutex_lock (lock);
  self->n_neighbours[face]++;
  nearest_add (&self->nearest[face], (Neighbour){ (float) squared, other });
  g_mutex_unlock (lock);
}

static void
pair_found_cb (gsize i, gsize j, double squared, int thread, gpointer user_data)
{
  KindredLinkSearch *self = user_data;

  if (self->searched != NULL && (self->searched[i] || self->searched[j]))
    return;

  collect (self, i, j, squared);
  collect (self, j, i, squared);
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const KindredLink *first = a, *second = b;

  if (first->squared != second->squared)
    return first->squared < second->squared ? -1 : 1;
  if (first->a != second->a)
    return first->a < second->a ? -1 : 1;

  return first->b < second->b ? -1 : first->b > second->b;
}

static gboolean
contains (const Nearest *self, gint32 face)
{
  for (gint32 i = 0; i < self->n; i++)
    if (self->heap[i].face == face)
      return TRUE;

  return FALSE;
}

/* A link stands in the heaps of both ends, or of one when the other has enough shorter ones: once in the result. */
static GArray *
gather_links (const Nearest *nearest, gsize n_faces, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (KindredLink));

  for (gsize i = 0; i < n_faces; i++)
    {
      if (i % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      for (gint32 k = 0; k < nearest[i].n; k++)
        {
          gint32 face = i, other = nearest[i].heap[k].face;
          KindredLink link = { nearest[i].heap[k].squared, MIN (face, other), MAX (face, other) };

          if (face < other || !contains (&nearest[other], face))
            g_array_append_val (links, link);
        }
    }

  return g_steal_pointer (&links);
}

static gsize
get_bucket (const KindredLink *link, double largest)
{
  return largest > 0 ? (gsize) (link->squared / largest * (N_BUCKETS - 1)) : 0;
}

/* Dealt out by length, so that what is sorted at a time takes only moments: somebody may wait for us to stop. */
static GArray *
sort_links (GArray *links, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (KindredLink), links->len);
  g_autofree gsize *next = g_new0 (gsize, N_BUCKETS + 1);
  KindredLink *from = (KindredLink *) links->data, *to = (KindredLink *) sorted->data;
  double largest = 0;
  gsize first = 0;

  for (guint i = 0; i < links->len; i++)
    largest = MAX (largest, from[i].squared);
  for (guint i = 0; i < links->len; i++)
    next[get_bucket (&from[i], largest) + 1]++;
  for (gsize bucket = 0; bucket < N_BUCKETS; bucket++)
    next[bucket + 1] += next[bucket];
  for (guint i = 0; i < links->len; i++)
    to[next[get_bucket (&from[i], largest)]++] = from[i];

  /* Each bucket ends where the next one began. */
  for (gsize bucket = 0; bucket < N_BUCKETS; bucket++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (next[bucket] - first > 1)
        qsort (to + first, next[bucket] - first, sizeof *to, compare_links);
      first = next[bucket];
    }

  g_array_set_size (sorted, links->len);

  return g_steal_pointer (&sorted);
}

KindredLinkSearch *
kindred_link_search_new (const KindredGroupingInput *input)
{
  KindredLinkSearch *self = g_new0 (KindredLinkSearch, 1);

  self->input = input;
  self->nearest = g_new0 (Nearest, MAX (input->n_faces, 1));
  self->n_neighbours = g_new (gint32, MAX (input->n_faces, 1));
  for (gsize i = 0; i < input->n_faces; i++)
    self->n_neighbours[i] = 1;
  for (guint i = 0; i < N_LOCKS; i++)
    g_mutex_init (&self->locks[i]);

  return self;
}

void
kindred_link_search_free (KindredLinkSearch *self)
{
  for (guint i = 0; i < N_LOCKS; i++)
    g_mutex_clear (&self->locks[i]);
  for (gsize i = 0; i < self->input->n_faces; i++)
    g_free (self->nearest[i].heap);

  g_free (self->nearest);
  g_free (self->n_neighbours);
  g_free (self->searched);
  g_free (self);
}

gboolean
kindred_link_search_run (KindredLinkSearch *self, const gint32 *rows, gsize n_rows, KindredProgressFunc progress,
                         gpointer progress_data, GCancellable *cancellable, GError **error)
{
  const KindredGroupingInput *input = self->input;
  const KindredPairSearch search = { .points = input->embeddings,
                                     .n = input->n_faces,
                                     .dimension = input->dimension,
                                     .eps = input->eps,
                                     .rows = rows,
                                     .n_rows = n_rows,
                                     .n_threads = input->n_threads,
                                     .found = pair_found_cb,
                                     .found_data = self,
                                     .progress = progress,
                                     .progress_data = progress_data };

  if (!kindred_pair_search (&search, cancellable, error))
    return FALSE;

  if (rows != NULL && self->searched == NULL)
    self->searched = g_new0 (guint8, MAX (input->n_faces, 1));
  for (gsize r = 0; rows != NULL && r < n_rows; r++)
    self->searched[rows[r]] = TRUE;

  return TRUE;
}

typedef struct
{
  KindredLinkSearch *search;
  const gint32 *faces;
} Among;

static void
pair_among_found_cb (gsize i, gsize j, double squared, int thread, gpointer user_data)
{
  const Among *among = user_data;

  pair_found_cb (among->faces[i], among->faces[j], squared, thread, among->search);
}

gboolean
kindred_link_search_run_among (KindredLinkSearch *self, const gint32 *faces, gsize n_faces, GCancellable *cancellable,
                               GError **error)
{
  const KindredGroupingInput *input = self->input;
  g_autofree float *embeddings = g_new (float, MAX (n_faces * input->dimension, 1));
  Among among = { self, faces };
  const KindredPairSearch search = { .points = embeddings,
                                     .n = n_faces,
                                     .dimension = input->dimension,
                                     .eps = input->eps,
                                     .n_threads = input->n_threads,
                                     .found = pair_among_found_cb,
                                     .found_data = &among };

  for (gsize k = 0; k < n_faces; k++)
    memcpy (embeddings + k * input->dimension, input->embeddings + faces[k] * input->dimension,
            input->dimension * sizeof (float));

  return kindred_pair_search (&search, cancellable, error);
}

KindredLinks *
kindred_link_search_get (const KindredLinkSearch *self, GCancellable *cancellable, GError **error)
{
  gsize n_faces = self->input->n_faces;
  g_autoptr (GArray) gathered = gather_links (self->nearest, n_faces, cancellable, error);
  g_autoptr (GArray) sorted = gathered != NULL ? sort_links (gathered, cancellable, error) : NULL;
  KindredLinks *links;

  if (sorted == NULL)
    return NULL;

  links = g_new (KindredLinks, 1);
  links->links = g_steal_pointer (&sorted);
  links->n_neighbours = g_memdup2 (self->n_neighbours, MAX (n_faces, 1) * sizeof *self->n_neighbours);

  return links;
}

KindredLinks *
kindred_links_find (const KindredGroupingInput *input, KindredProgressFunc progress, gpointer progress_data,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (KindredLinkSearch) search = kindred_link_search_new (input);

  if (!kindred_link_search_run (search, NULL, 0, progress, progress_data, cancellable, error))
    return NULL;

  return kindred_link_search_get (search, cancellable, error);
}

void
kindred_links_free (KindredLinks *self)
{
  g_array_unref (self->links);
  g_free (self->n_neighbours);
  g_free (self);
}
