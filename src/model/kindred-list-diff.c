/* kindred-list-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-list-diff.h"

#include <string.h>

/* With more runs than this a view has less to do when it is told of one. */
#define MAX_RUNS 128

/* At @position, @removed items of the current list become @added ones of the target, from @source on. */
typedef struct
{
  guint position;
  guint removed;
  guint source;
  guint added;
} Run;

/* The positions in @target of the items of @current; G_MAXUINT for those that are not in it. */
static GArray *
map_positions (GPtrArray *current, GPtrArray *target)
{
  g_autoptr (GHashTable) positions = g_hash_table_new (NULL, NULL);
  GArray *map = g_array_sized_new (FALSE, FALSE, sizeof (guint), current->len);

  for (guint i = 0; i < target->len; i++)
    g_hash_table_insert (positions, g_ptr_array_index (target, i), GUINT_TO_POINTER (i));

  for (guint i = 0; i < current->len; i++)
    {
      gpointer value;
      guint position = G_MAXUINT;

      if (g_hash_table_lookup_extended (positions, g_ptr_array_index (current, i), NULL, &value))
        position = GPOINTER_TO_UINT (value);
      g_array_append_val (map, position);
    }

  return map;
}

/* The number of leading entries of @tails that end a subsequence below @position. */
static guint
find_length (GArray *tails, GArray *map, guint position)
{
  guint low = 0, high = tails->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (map, guint, g_array_index (tails, guint, middle)) < position)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Longest increasing subsequence of @map by patience sorting: the indices into it, in order. */
static GArray *
find_kept (GArray *map)
{
  g_autoptr (GArray) tails = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *previous = g_new (guint, MAX (map->len, 1));
  GArray *kept;

  for (guint i = 0; i < map->len; i++)
    {
      guint position = g_array_index (map, guint, i);
      guint length;

      if (position == G_MAXUINT)
        continue;

      length = find_length (tails, map, position);
      previous[i] = length > 0 ? g_array_index (tails, guint, length - 1) : G_MAXUINT;
      if (length == tails->len)
        g_array_append_val (tails, i);
      else
        g_array_index (tails, guint, length) = i;
    }

  kept = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_size (kept, tails->len);
  for (guint n = tails->len, i = n > 0 ? g_array_index (tails, guint, n - 1) : 0; n > 0; n--, i = previous[i])
    g_array_index (kept, guint, n - 1) = i;

  return kept;
}

static void
add_run (GArray *runs, guint from, guint to, guint source, guint source_end)
{
  Run run = { from, to - from, source, source_end - source };

  if (run.removed > 0 || run.added > 0)
    g_array_append_val (runs, run);
}

/* What lies between the kept items, first to last. */
static GArray *
find_runs (GPtrArray *current, GPtrArray *target)
{
  g_autoptr (GArray) map = map_positions (current, target);
  g_autoptr (GArray) kept = find_kept (map);
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  guint from = 0, source = 0;

  for (guint i = 0; i < kept->len; i++)
    {
      guint position = g_array_index (kept, guint, i);
      guint target_position = g_array_index (map, guint, position);

      add_run (runs, from, position, source, target_position);
      from = position + 1;
      source = target_position + 1;
    }
  add_run (runs, from, current->len, source, target->len);

  return runs;
}

static void
merge_runs (GArray *runs)
{
  const Run *first = &g_array_index (runs, Run, 0);
  const Run *last = &g_array_index (runs, Run, runs->len - 1);
  Run all = { first->position, last->position + last->removed - first->position, first->source,
              last->source + last->added - first->source };

  g_array_set_size (runs, 0);
  g_array_append_val (runs, all);
}

static void
apply_run (GPtrArray *current, GPtrArray *target, const Run *run)
{
  guint tail = current->len - run->position - run->removed;
  guint old_len = current->len;

  for (guint i = 0; i < run->removed; i++)
    g_clear_object (&current->pdata[run->position + i]);

  if (run->added > run->removed)
    g_ptr_array_set_size (current, (int) (old_len + run->added - run->removed));

  memmove (&current->pdata[run->position + run->added], &current->pdata[run->position + run->removed],
           tail * sizeof (gpointer));
  for (guint i = 0; i < run->added; i++)
    current->pdata[run->position + i] = g_object_ref (g_ptr_array_index (target, run->source + i));

  if (run->added < run->removed)
    {
      guint new_len = old_len - run->removed + run->added;

      /* These have moved to the front: they must not be freed. */
      memset (&current->pdata[new_len], 0, (old_len - new_len) * sizeof (gpointer));
      g_ptr_array_set_free_func (current, NULL);
      g_ptr_array_set_size (current, (int) new_len);
      g_ptr_array_set_free_func (current, g_object_unref);
    }
}

void
kindred_list_diff_apply (GListModel *model, GPtrArray *current, GPtrArray *target)
{
  g_autoptr (GArray) runs = NULL;

  g_return_if_fail (G_IS_LIST_MODEL (model));
  g_return_if_fail (current != NULL);
  g_return_if_fail (target != NULL);
  g_return_if_fail (current != target);

  runs = find_runs (current, target);
  if (runs->len > MAX_RUNS)
    merge_runs (runs);

  /* Last to first, so that the positions of those still to come stay right. */
  for (guint i = runs->len; i > 0; i--)
    {
      const Run *run = &g_array_index (runs, Run, i - 1);

      apply_run (current, target, run);
      g_list_model_items_changed (model, run->position, run->removed, run->added);
    }
}
