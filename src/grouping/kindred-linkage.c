/* kindred-linkage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-linkage.h"

#include <math.h>

/* What is known of a group, kept for its root.  Groups of one face have no sum and no photos.  All zero is a face that
 * nobody has asked about: of a large album most are not, while it grows. */
typedef struct
{
  gint32 up;   /* from the face to its parent; 0 for a root */
  gint32 size; /* 0: not looked at yet */
  gint32 tag;
  double sum_of_squares; /* of all coordinates of all faces */
  double *sum;           /* of the embeddings */
  double squared_sum;    /* its length, squared */
  GHashTable *photos;    /* of its faces */
  GArray *rejected;      /* persons that some face was rejected from, or NULL */
} Group;

struct _KindredLinkage
{
  const KindredGroupingInput *input;
  const gint32 *tag;
  Group *groups;
  GArray *detailed; /* faces whose group had a sum and photos at some time */
  double max_mean_squared;
  double pairs_weight;
};

static const float *
get_embedding (KindredLinkage *self, gint32 face)
{
  return self->input->embeddings + face * self->input->dimension;
}

static double
square (const float *embedding, gsize dimension)
{
  double total = 0;

  for (gsize k = 0; k < dimension; k++)
    total += (double) embedding[k] * embedding[k];

  return total;
}

KindredLinkage *
kindred_linkage_new (const KindredGroupingInput *input, const gint32 *tag, double max_mean)
{
  KindredLinkage *self = g_new0 (KindredLinkage, 1);

  self->input = input;
  self->tag = tag;
  self->max_mean_squared = max_mean * max_mean;
  self->pairs_weight = input->pairs_weight > 0 ? input->pairs_weight : KINDRED_GROUPING_PAIRS_WEIGHT;
  self->groups = g_new0 (Group, MAX (input->n_faces, 1));
  self->detailed = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (gsize i = 0; i < input->n_rejections; i++)
    {
      Group *group = &self->groups[input->rejections[i].face];

      if (group->rejected == NULL)
        group->rejected = g_array_new (FALSE, FALSE, sizeof (gint32));
      g_array_append_val (group->rejected, input->rejections[i].person);
    }

  return self;
}

static void
clear_details (Group *group)
{
  g_clear_pointer (&group->sum, g_free);
  g_clear_pointer (&group->photos, g_hash_table_unref);
  g_clear_pointer (&group->rejected, g_array_unref);
}

void
kindred_linkage_free (KindredLinkage *self)
{
  for (gsize i = 0; i < self->input->n_rejections; i++)
    clear_details (&self->groups[self->input->rejections[i].face]);
  for (guint i = 0; i < self->detailed->len; i++)
    clear_details (&self->groups[g_array_index (self->detailed, gint32, i)]);

  g_array_unref (self->detailed);
  g_free (self->groups);
  g_free (self);
}

gint32
kindred_linkage_find (KindredLinkage *self, gint32 face)
{
  Group *groups = self->groups;

  while (groups[face].up != 0)
    {
      gint32 parent = face + groups[face].up;

      groups[face].up += groups[parent].up;
      face += groups[face].up;
    }

  return face;
}

gsize
kindred_linkage_get_size (KindredLinkage *self, gint32 face)
{
  return MAX (1, self->groups[kindred_linkage_find (self, face)].size);
}

gint32
kindred_linkage_get_tag (KindredLinkage *self, gint32 face)
{
  const Group *group = &self->groups[kindred_linkage_find (self, face)];

  return group->size > 0 ? group->tag : self->tag[group - self->groups];
}

/* The root of @face's group, which has a size from now on. */
static gint32
look_at (KindredLinkage *self, gint32 face)
{
  gint32 root = kindred_linkage_find (self, face);
  Group *group = &self->groups[root];

  if (group->size == 0)
    {
      group->size = 1;
      group->tag = self->tag[root];
      group->sum_of_squares = square (get_embedding (self, root), self->input->dimension);
      group->squared_sum = group->sum_of_squares;
    }

  return root;
}

/* ---- rules ---- */

static gboolean
was_rejected (const Group *group, gint32 person)
{
  if (person < 0 || group->rejected == NULL)
    return FALSE;

  for (guint i = 0; i < group->rejected->len; i++)
    if (g_array_index (group->rejected, gint32, i) == person)
      return TRUE;

  return FALSE;
}

static gboolean
has_photo (KindredLinkage *self, gint32 root, gint32 photo)
{
  const Group *group = &self->groups[root];

  return group->photos != NULL ? g_hash_table_contains (group->photos, GINT_TO_POINTER (photo))
                               : self->input->photo[root] == photo;
}

static gboolean
share_a_photo (KindredLinkage *self, gint32 large, gint32 small)
{
  GHashTableIter iter;
  gpointer photo;

  if (self->groups[small].photos == NULL)
    return has_photo (self, large, self->input->photo[small]);

  g_hash_table_iter_init (&iter, self->groups[small].photos);
  while (g_hash_table_iter_next (&iter, &photo, NULL))
    if (has_photo (self, large, GPOINTER_TO_INT (photo)))
      return TRUE;

  return FALSE;
}

static double
dot (KindredLinkage *self, gint32 large, gint32 small)
{
  const double *a = self->groups[large].sum, *b = self->groups[small].sum;
  const float *x = get_embedding (self, large), *y = get_embedding (self, small);
  gsize dimension = self->input->dimension;
  double total = 0;

  if (a != NULL && b != NULL)
    for (gsize k = 0; k < dimension; k++)
      total += a[k] * b[k];
  else if (a != NULL)
    for (gsize k = 0; k < dimension; k++)
      total += a[k] * y[k];
  else
    for (gsize k = 0; k < dimension; k++)
      total += (double) x[k] * y[k];

  return total;
}

/* A mixture of the mean squared distance over all pairs of a face here and one there, and of that of the two centres:
 * with the pairs alone, large groups that are known well would not come together; with the centres alone, what is wide
 * would swallow what is near.  By sums, so that it costs the same for groups of any size. */
static double
squared_distance (KindredLinkage *self, gint32 large, gint32 small)
{
  const Group *a = &self->groups[large], *b = &self->groups[small];
  double n_a = a->size, n_b = b->size;
  double pairs = a->sum_of_squares / n_a + b->sum_of_squares / n_b;
  double centres = a->squared_sum / (n_a * n_a) + b->squared_sum / (n_b * n_b);

  return self->pairs_weight * pairs + (1 - self->pairs_weight) * centres - 2 * dot (self, large, small) / (n_a * n_b);
}

static gboolean
may_join (KindredLinkage *self, gint32 large, gint32 small)
{
  const Group *a = &self->groups[large], *b = &self->groups[small];

  if (a->tag >= 0 && b->tag >= 0 && a->tag != b->tag)
    return FALSE;

  return !was_rejected (a, b->tag) && !was_rejected (b, a->tag) && !share_a_photo (self, large, small)
         && squared_distance (self, large, small) <= self->max_mean_squared;
}

/* ---- joining ---- */

static void
ensure_details (KindredLinkage *self, gint32 root)
{
  Group *group = &self->groups[root];
  const float *embedding = get_embedding (self, root);

  if (group->sum != NULL)
    return;

  group->sum = g_new (double, self->input->dimension);
  for (gsize k = 0; k < self->input->dimension; k++)
    group->sum[k] = embedding[k];

  g_array_append_val (self->detailed, root);
  group->photos = g_hash_table_new (NULL, NULL);
  g_hash_table_add (group->photos, GINT_TO_POINTER (self->input->photo[root]));
}

static void
add_to_sum (KindredLinkage *self, gint32 large, gint32 small)
{
  double *sum = self->groups[large].sum;
  const double *other = self->groups[small].sum;
  const float *embedding = get_embedding (self, small);

  for (gsize k = 0; k < self->input->dimension; k++)
    sum[k] += other != NULL ? other[k] : embedding[k];
}

static void
add_photos (KindredLinkage *self, gint32 large, gint32 small)
{
  GHashTable *photos = self->groups[large].photos;
  GHashTableIter iter;
  gpointer photo;

  if (self->groups[small].photos == NULL)
    {
      g_hash_table_add (photos, GINT_TO_POINTER (self->input->photo[small]));
      return;
    }

  g_hash_table_iter_init (&iter, self->groups[small].photos);
  while (g_hash_table_iter_next (&iter, &photo, NULL))
    g_hash_table_add (photos, photo);
}

static void
add_rejected (Group *large, Group *small)
{
  if (large->rejected == NULL)
    large->rejected = g_steal_pointer (&small->rejected);
  else if (small->rejected != NULL)
    g_array_append_vals (large->rejected, small->rejected->data, small->rejected->len);
}

/* But for the length of the sum. */
static void
absorb (KindredLinkage *self, gint32 large, gint32 small)
{
  Group *a = &self->groups[large], *b = &self->groups[small];

  ensure_details (self, large);
  add_to_sum (self, large, small);
  add_photos (self, large, small);
  add_rejected (a, b);

  a->sum_of_squares += b->sum_of_squares;
  a->size += b->size;
  if (a->tag < 0)
    a->tag = b->tag;

  b->up = large - small;
  clear_details (b);
}

static void
join (KindredLinkage *self, gint32 large, gint32 small)
{
  self->groups[large].squared_sum += self->groups[small].squared_sum + 2 * dot (self, large, small);
  absorb (self, large, small);
}

/* The larger one first; of equal ones the one that came first, so that results do not depend on the order of calls. */
static gboolean
find_both (KindredLinkage *self, gint32 a, gint32 b, gint32 *large, gint32 *small)
{
  a = look_at (self, a);
  b = look_at (self, b);

  if (self->groups[a].size > self->groups[b].size || (self->groups[a].size == self->groups[b].size && a < b))
    {
      *large = a;
      *small = b;
    }
  else
    {
      *large = b;
      *small = a;
    }

  return a != b;
}

void
kindred_linkage_unite (KindredLinkage *self, const gint32 *faces, gsize n)
{
  Group *group;

  if (n < 2)
    return;

  group = &self->groups[look_at (self, faces[0])];
  for (gsize i = 1; i < n; i++)
    absorb (self, faces[0], look_at (self, faces[i]));

  group->squared_sum = 0;
  for (gsize k = 0; k < self->input->dimension; k++)
    group->squared_sum += group->sum[k] * group->sum[k];
}

gboolean
kindred_linkage_offer (KindredLinkage *self, gint32 a, gint32 b)
{
  gint32 large, small;

  if (!find_both (self, a, b, &large, &small))
    return TRUE;
  if (!may_join (self, large, small))
    return FALSE;

  join (self, large, small);

  return TRUE;
}
