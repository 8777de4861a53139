/* kindred-person-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-person-changes.h"

#include "grouping/kindred-regroup-changes.h"
#include "kindred-library.h"

static void
person_change_free (gpointer data)
{
  KindredPersonChange *change = data;

  g_free (change->name);
  g_free (change);
}

GPtrArray *
kindred_person_changes_new (void)
{
  return g_ptr_array_new_with_free_func (person_change_free);
}

/* That of @person, who may have faces of several encoders; a new one for new persons. */
static KindredPersonChange *
get_change (GPtrArray *changes, GHashTable *by_person, gint64 person)
{
  KindredPersonChange *change = person != 0 ? g_hash_table_lookup (by_person, &person) : NULL;

  if (change == NULL)
    {
      change = g_new0 (KindredPersonChange, 1);
      change->person = person;
      g_ptr_array_add (changes, change);
    }

  return change;
}

static gint64
get_person_id (const KindredGroupingFaces *faces, gint32 person)
{
  return person >= 0 && person < (gint64) faces->n_persons ? faces->person_id[person] : 0;
}

void
kindred_person_changes_add (GPtrArray *changes, const KindredIndexedFaces *before, const gint32 *result,
                            gsize n_new_persons)
{
  const KindredGroupingFaces *faces = before->faces;
  g_autoptr (GArray) found
      = kindred_regroup_compare (before->person, result, faces->n_faces, faces->n_persons, n_new_persons);
  g_autoptr (GHashTable) by_person = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < changes->len; i++)
    {
      KindredPersonChange *change = changes->pdata[i];

      g_hash_table_insert (by_person, &change->person, change);
    }

  for (guint i = 0; i < found->len; i++)
    {
      const KindredRegroupChange *from = &g_array_index (found, KindredRegroupChange, i);
      KindredPersonChange *change = get_change (changes, by_person, get_person_id (faces, from->person));

      change->gained += from->gained;
      change->lost += from->lost;
      change->split_into = MAX (change->split_into, from->split_into);
      if (from->merged_into >= 0)
        change->merged_into = get_person_id (faces, from->merged_into);
    }
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const KindredPersonChange *first = *(KindredPersonChange *const *) a, *second = *(KindredPersonChange *const *) b;
  guint n_first = first->gained + first->lost, n_second = second->gained + second->lost;

  if (n_first != n_second)
    return n_first > n_second ? -1 : 1;

  /* New ones last */
  return (guint64) first->person - 1 < (guint64) second->person - 1
             ? -1
             : (guint64) first->person - 1 > (guint64) second->person - 1;
}

void
kindred_person_changes_complete (GPtrArray *changes, GPtrArray *people)
{
  g_autoptr (GHashTable) records = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < people->len; i++)
    {
      KindredPersonRecord *person = people->pdata[i];

      g_hash_table_insert (records, &person->id, person);
    }

  for (guint i = 0; i < changes->len; i++)
    {
      KindredPersonChange *change = changes->pdata[i];
      const KindredPersonRecord *person = g_hash_table_lookup (records, &change->person);

      if (person == NULL)
        continue;

      change->name = g_strdup (person->name);
      change->faces = person->n_faces;
      /* Faces that were not grouped, for want of an embedding, say, stay. */
      if (change->lost < change->faces || change->gained > 0)
        change->merged_into = 0;
    }

  g_ptr_array_sort (changes, compare_changes);
}
