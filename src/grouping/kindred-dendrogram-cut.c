/* kindred-dendrogram-cut.c - groups at a strictness
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-dendrogram-private.h"

#include <math.h>

static gint32
find_root (gint32 *parent, gint32 i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];

  return i;
}

/* How many merges happen. */
static gsize
count_merges (const KindredDendrogram *self, double strictness)
{
  gsize n_groups, n_merges;

  if (strictness >= 1 || self->n < 2)
    return 0;
  if (!(strictness > 0))
    return self->n_merges;

  n_groups = CLAMP ((gsize) (pow (self->n, strictness) + 0.5), 1, self->n);
  n_merges = self->n - n_groups;
  while (n_merges > 0 && n_merges < self->n_merges
         && self->merges[n_merges].height <= self->merges[n_merges - 1].height)
    n_merges++;

  return n_merges;
}

typedef struct
{
  gint32 root;
  gint32 size;
  gint32 first;
} Group;

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *first = a, *second = b;

  if (first->size != second->size)
    return first->size > second->size ? -1 : 1;

  return first->first < second->first ? -1 : first->first > second->first;
}

/* @labels hold each face's root, and become numbers. */
static guint
number_groups (gint32 *labels, gsize n)
{
  g_autofree gint32 *place = g_new (gint32, MAX (n, 1));
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));

  for (gsize i = 0; i < n; i++)
    place[i] = -1;

  for (gsize i = 0; i < n; i++)
    {
      gint32 root = labels[i];

      if (place[root] < 0)
        {
          const Group group = { root, 0, i };

          place[root] = groups->len;
          g_array_append_val (groups, group);
        }
      g_array_index (groups, Group, place[root]).size++;
    }

  g_array_sort (groups, compare_groups);
  for (guint i = 0; i < groups->len; i++)
    place[g_array_index (groups, Group, i).root] = i;
  for (gsize i = 0; i < n; i++)
    labels[i] = place[labels[i]];

  return groups->len;
}

/* ---- where to begin ---- */

/* A fiftieth of all faces, but never more than it takes to see that they are somebody. */
#define SHARE 50
#define MIN_SIZE 2
#define MAX_SIZE 20

/* Whoever falls into more than a tenth, but for a few, falls to pieces: there are no such groups. */
#define SHARE_OF_GROUPS 10
#define MIN_GROUPS 8
#define MAX_GROUPS 200

/* After how many merges the last one follows that joins two groups of @size faces.  -1: none does. */
static gssize
find_last_of_two (const KindredDendrogram *self, gint32 size)
{
  g_autofree gint32 *parent = g_new (gint32, MAX (self->n, 1));
  g_autofree gint32 *sizes = g_new (gint32, MAX (self->n, 1));
  gsize last_height = 0; /* the first merge of the present height */
  gssize last = -1;

  for (gsize i = 0; i < self->n; i++)
    {
      parent[i] = i;
      sizes[i] = 1;
    }

  for (gsize i = 0; i < self->n_merges; i++)
    {
      gint32 a = find_root (parent, self->merges[i].a), b = find_root (parent, self->merges[i].b);

      /* Equally high ones are not cut apart. */
      if (i > 0 && self->merges[i].height > self->merges[i - 1].height)
        last_height = i;
      if (MIN (sizes[a], sizes[b]) >= size)
        last = (gssize) last_height;
      parent[b] = a;
      sizes[a] += sizes[b];
    }

  return last;
}

double
kindred_dendrogram_find_beginning (const KindredDendrogram *self)
{
  gssize max_groups, n_groups = 0;

  g_return_val_if_fail (self != NULL, 0);

  if (self->n < 2)
    return 0;

  max_groups = CLAMP ((gssize) (self->n / SHARE_OF_GROUPS), MIN_GROUPS, MAX_GROUPS);
  for (gint32 size = CLAMP ((gint32) (self->n / SHARE), MIN_SIZE, MAX_SIZE); size > 0;
       size = size > MIN_SIZE ? MAX (size / 2, MIN_SIZE) : size - 1)
    {
      gssize n_merges = find_last_of_two (self, size);

      n_groups = (gssize) self->n - n_merges;
      if (n_merges >= 0 && n_groups <= max_groups)
        break;
    }

  return log ((double) n_groups) / log ((double) self->n);
}

/* ---- cutting ---- */

guint
kindred_dendrogram_cut (const KindredDendrogram *self, double strictness, gint32 *labels)
{
  g_autofree gint32 *parent = NULL;
  gsize n_merges;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (labels != NULL || self->n == 0, 0);

  parent = g_new (gint32, MAX (self->n, 1));
  for (gsize i = 0; i < self->n; i++)
    parent[i] = i;

  n_merges = count_merges (self, strictness);
  for (gsize i = 0; i < n_merges; i++)
    parent[find_root (parent, self->merges[i].b)] = find_root (parent, self->merges[i].a);

  for (gsize i = 0; i < self->n; i++)
    labels[i] = find_root (parent, i);

  return number_groups (labels, self->n);
}
