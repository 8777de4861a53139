/* kindred-group-persons.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-group-persons.h"

typedef struct
{
  const KindredGroupingInput *input;
  KindredLinkage *linkage;
  const gint32 *faces;
  gsize n_faces;
} Groups;

/* How many faces a group (by its root) and a person have in common. */
typedef struct
{
  gint32 root;
  gint32 person;
  gint32 n;
} Overlap;

static int
compare_overlaps (gconstpointer a, gconstpointer b)
{
  const Overlap *first = a, *second = b;

  if (first->n != second->n)
    return first->n > second->n ? -1 : 1;
  if (first->person != second->person)
    return first->person < second->person ? -1 : 1;

  return first->root < second->root ? -1 : first->root > second->root;
}

/* The overlap of @root and @person.  A person's faces mostly are in one group: @last says where the one stands that was
 * looked for before. */
static Overlap *
find_overlap (GArray *overlaps, GHashTable *places, gint32 *last, gint32 root, gint32 person)
{
  const Overlap none = { root, person, 0 };
  gint64 pair = ((gint64) root << 32) | (guint32) person;
  gpointer place;

  if (last[person] >= 0 && g_array_index (overlaps, Overlap, last[person]).root == root)
    return &g_array_index (overlaps, Overlap, last[person]);

  if (!g_hash_table_lookup_extended (places, &pair, NULL, &place))
    {
      place = GUINT_TO_POINTER (overlaps->len);
      g_array_append_val (overlaps, none);
      g_hash_table_insert (places, g_memdup2 (&pair, sizeof pair), place);
    }

  last[person] = GPOINTER_TO_UINT (place);

  return &g_array_index (overlaps, Overlap, last[person]);
}

static GArray *
count_overlaps (const Groups *self)
{
  const KindredGroupingInput *input = self->input;
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree gint32 *last = g_new (gint32, MAX (input->n_persons, 1));
  GArray *overlaps = g_array_new (FALSE, FALSE, sizeof (Overlap));

  for (gsize p = 0; p < input->n_persons; p++)
    last[p] = -1;

  for (gsize k = 0; k < self->n_faces; k++)
    {
      gint32 face = self->faces[k], person = input->person[face];
      gint32 root = kindred_linkage_find (self->linkage, face);

      if (person >= 0)
        find_overlap (overlaps, places, last, root, person)->n++;
    }

  g_array_sort (overlaps, compare_overlaps);

  return overlaps;
}

/* Smaller ones are no person, unless the user said so. */
static gsize
smallest_group (const KindredGroupingInput *input)
{
  return MAX (2, input->min_samples);
}

/* Rule 8: a group takes over the person that it overlaps with most, largest overlaps first.  A person goes on in one
 * group; only one that is kept may also go on in the group with the faces that the user decided on. */
static gint32 *
choose_persons (const Groups *self)
{
  const KindredGroupingInput *input = self->input;
  g_autoptr (GArray) overlaps = count_overlaps (self);
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (input->n_persons, 1));
  gint32 *person_of = g_new (gint32, MAX (input->n_faces, 1));

  for (gsize i = 0; i < input->n_faces; i++)
    person_of[i] = -1;
  for (gsize k = 0; k < self->n_faces; k++)
    if (kindred_grouping_input_is_decided (input, self->faces[k]))
      person_of[kindred_linkage_find (self->linkage, self->faces[k])] = input->person[self->faces[k]];

  for (guint i = 0; i < overlaps->len; i++)
    {
      const Overlap *overlap = &g_array_index (overlaps, Overlap, i);
      gint32 tag = kindred_linkage_get_tag (self->linkage, overlap->root);

      if (person_of[overlap->root] >= 0 || taken[overlap->person] || (tag >= 0 && tag != overlap->person))
        continue;
      /* A person of whom little is left may be whole again one day. */
      if (!kindred_grouping_input_is_kept (input, overlap->person)
          && !kindred_grouping_input_has_lost (input, overlap->person)
          && kindred_linkage_get_size (self->linkage, overlap->root) < smallest_group (input))
        continue;

      person_of[overlap->root] = overlap->person;
      taken[overlap->person] = TRUE;
    }

  return person_of;
}

static void
number_groups (const Groups *self, gint32 *person_of, gint32 *result, gsize *n_new_persons)
{
  const KindredGroupingInput *input = self->input;

  *n_new_persons = 0;
  for (gsize k = 0; k < self->n_faces; k++)
    {
      gint32 root = kindred_linkage_find (self->linkage, self->faces[k]);

      if (person_of[root] < 0 && kindred_linkage_get_size (self->linkage, root) >= smallest_group (input))
        person_of[root] = input->n_persons + (*n_new_persons)++;

      result[self->faces[k]] = person_of[root];
    }
}

/* A person that goes on in two groups, or by overlap, may meet what was only checked within a group.  Faces that stay
 * where they are stay, even beside another one of their photo: the user put them together. */
static void
drop_conflicts (const Groups *self, gint32 *result)
{
  const KindredGroupingInput *input = self->input;
  g_autoptr (GHashTable) decided = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (gsize i = 0; i < input->n_rejections; i++)
    {
      gint32 face = input->rejections[i].face;

      if (!kindred_grouping_input_is_decided (input, face) && result[face] == input->rejections[i].person)
        result[face] = -1;
    }

  for (gsize k = 0; k < self->n_faces; k++)
    {
      gint32 face = self->faces[k];
      gint64 key = ((gint64) input->photo[face] << 32) | (guint32) input->person[face];

      if (kindred_grouping_input_is_decided (input, face))
        g_hash_table_add (decided, g_memdup2 (&key, sizeof key));
    }

  for (gsize k = 0; k < self->n_faces; k++)
    {
      gint32 face = self->faces[k];
      gint64 key = ((gint64) input->photo[face] << 32) | (guint32) result[face];

      if (result[face] >= 0 && result[face] != input->person[face] && g_hash_table_contains (decided, &key))
        result[face] = -1;
    }
}

void
kindred_group_persons (const KindredGroupingInput *input, KindredLinkage *linkage, const gint32 *faces, gsize n_faces,
                       gint32 *result, gsize *n_new_persons)
{
  const Groups self = { input, linkage, faces, n_faces };
  g_autofree gint32 *person_of = choose_persons (&self);

  number_groups (&self, person_of, result, n_new_persons);
  drop_conflicts (&self, result);
}
