/* kindred-regroup-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-regroup-changes.h"

/* Where a face was and would be, in one number: sorted, faces that go the same way are together. */
static guint64
make_way (gint32 before, gint32 after)
{
  return (guint64) before << 32 | (guint32) after;
}

static gint32
get_before (guint64 way)
{
  return (gint32) (way >> 32);
}

static gint32
get_after (guint64 way)
{
  return (gint32) (way & G_MAXUINT32);
}

static int
compare_ways (gconstpointer a, gconstpointer b)
{
  const guint64 *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* Of faces that have a person before and after. */
static GArray *
sort_ways (const gint32 *before, const gint32 *after, gsize n_faces)
{
  GArray *ways = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (gsize i = 0; i < n_faces; i++)
    {
      guint64 way;

      if (before[i] < 0 || after[i] < 0)
        continue;

      way = make_way (before[i], after[i]);
      g_array_append_val (ways, way);
    }

  g_array_sort (ways, compare_ways);

  return ways;
}

static void
count_faces (KindredRegroupChange *changes, guint *n_after, const gint32 *before, const gint32 *after, gsize n_faces)
{
  for (gsize i = 0; i < n_faces; i++)
    {
      if (after[i] >= 0)
        n_after[after[i]]++;
      if (before[i] == after[i])
        continue;
      if (before[i] >= 0)
        changes[before[i]].lost++;
      if (after[i] >= 0)
        changes[after[i]].gained++;
    }
}

/* Follows the faces of the person whose ways begin at @start.  Returns: where those of the next one begin */
static guint
follow (KindredRegroupChange *change, const GArray *ways, guint start, gsize n_persons, gboolean is_empty)
{
  guint n_parts = 0, n_most = 0, i = start;

  while (i < ways->len && get_before (g_array_index (ways, guint64, i)) == change->person)
    {
      const guint64 way = g_array_index (ways, guint64, i);
      guint n = 0;

      for (; i < ways->len && g_array_index (ways, guint64, i) == way; i++)
        n++;

      n_parts += n >= KINDRED_REGROUP_PART;
      if (is_empty && n > n_most)
        {
          n_most = n;
          change->merged_into = get_after (way) < (gint64) n_persons ? get_after (way) : -1;
        }
    }

  change->split_into = n_parts > 1 ? n_parts : 0;

  return i;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const KindredRegroupChange *first = a, *second = b;
  guint n_first = first->gained + first->lost, n_second = second->gained + second->lost;

  if (n_first != n_second)
    return n_first > n_second ? -1 : 1;

  return first->person < second->person ? -1 : first->person > second->person;
}

GArray *
kindred_regroup_compare (const gint32 *before, const gint32 *after, gsize n_faces, gsize n_persons, gsize n_new_persons)
{
  gsize n = n_persons + n_new_persons;
  g_autofree KindredRegroupChange *all = g_new0 (KindredRegroupChange, n);
  g_autofree guint *n_after = g_new0 (guint, n);
  g_autoptr (GArray) ways = NULL;
  GArray *changes;
  guint at = 0;

  g_return_val_if_fail (n_faces == 0 || (before != NULL && after != NULL), NULL);

  count_faces (all, n_after, before, after, n_faces);
  ways = sort_ways (before, after, n_faces);
  changes = g_array_new (FALSE, FALSE, sizeof (KindredRegroupChange));
  for (gsize i = 0; i < n; i++)
    {
      all[i].person = (gint32) i;
      all[i].merged_into = -1;
      at = follow (&all[i], ways, at, n_persons, n_after[i] == 0);
      if (all[i].gained > 0 || all[i].lost > 0)
        g_array_append_val (changes, all[i]);
    }

  g_array_sort (changes, compare_changes);

  return changes;
}
