/* kindred-split-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-split-plan.h"

#include <math.h>

typedef struct
{
  gint64 person;
  char *name;
} Destination;

struct _KindredSplitPlan
{
  KindredSplit *split;
  const gint64 *faces; /* of @split */
  gsize n_faces;
  gint32 *labels;       /* the group of each face */
  guint *picked;        /* where each face is to go */
  GArray *groups;       /* KindredSplitGroup */
  GArray *destinations; /* Destination; the first one stands for staying */
  double strictness;
  gboolean gathers;
  guint rest_destination; /* of the faces that are like no other: picked ones of another destination are not gathered */
};

static void
destination_clear (gpointer data)
{
  g_free (((Destination *) data)->name);
}

static KindredSplitGroup *
get_group (KindredSplitPlan *self, guint group)
{
  return &g_array_index (self->groups, KindredSplitGroup, group);
}

static void
take_split (KindredSplitPlan *self, KindredSplit *split)
{
  g_clear_pointer (&self->split, kindred_split_free);
  g_free (self->labels);
  self->split = split;
  self->faces = kindred_split_get_faces (split, &self->n_faces);
  self->labels = g_new0 (gint32, self->n_faces + 1);
}

/* ---- groups ---- */

/* Faces that are to go different ways stay. */
static void
fill_groups (KindredSplitPlan *self, guint n_groups)
{
  g_array_set_size (self->groups, 0);
  g_array_set_size (self->groups, n_groups);
  for (gsize i = 0; i < self->n_faces; i++)
    {
      KindredSplitGroup *group = get_group (self, (guint) self->labels[i]);

      if (group->n_shown < KINDRED_SPLIT_PLAN_SHOWN)
        group->faces[group->n_shown++] = self->faces[i];
      if (group->n_faces++ == 0)
        group->destination = self->picked[i];
      else if (group->destination != self->picked[i])
        group->destination = 0;
    }
}

/* Groups are in order of size: those of one face are the last. */
static guint
count_larger (KindredSplitPlan *self)
{
  guint n = 0;

  while (n < self->groups->len && get_group (self, n)->n_faces > 1)
    n++;

  return n;
}

/* New labels for faces that are like no other: one for all, behind what the user has picked singly. */
static void
gather_rest (KindredSplitPlan *self)
{
  guint n_larger = count_larger (self), n_single = self->groups->len - n_larger, n_gathered = 0, next = n_larger;
  g_autofree gint32 *new_label = g_new (gint32, self->groups->len + 1);

  for (guint i = n_larger; i < self->groups->len; i++)
    n_gathered += get_group (self, i)->destination == self->rest_destination;
  if (n_larger == 0 || n_gathered < 2)
    return;

  for (guint i = 0; i < self->groups->len; i++)
    if (i < n_larger)
      new_label[i] = (gint32) i;
    else if (get_group (self, i)->destination == self->rest_destination)
      new_label[i] = (gint32) (n_larger + n_single - n_gathered);
    else
      new_label[i] = (gint32) next++;

  for (gsize i = 0; i < self->n_faces; i++)
    self->labels[i] = new_label[self->labels[i]];
  fill_groups (self, next + 1);
  get_group (self, next)->is_rest = TRUE;
}

static void
cut (KindredSplitPlan *self)
{
  fill_groups (self, kindred_split_cut (self->split, self->strictness, self->labels));
  if (self->gathers)
    gather_rest (self);
}

KindredSplitPlan *
kindred_split_plan_new (KindredSplit *split)
{
  KindredSplitPlan *self;

  g_return_val_if_fail (split != NULL, NULL);

  self = g_new0 (KindredSplitPlan, 1);
  self->groups = g_array_new (FALSE, TRUE, sizeof (KindredSplitGroup));
  self->destinations = g_array_new (FALSE, TRUE, sizeof (Destination));
  g_array_set_clear_func (self->destinations, destination_clear);
  g_array_set_size (self->destinations, 1);

  take_split (self, split);
  self->picked = g_new0 (guint, self->n_faces + 1);
  self->strictness = kindred_split_find_beginning (split);
  self->gathers = TRUE;
  cut (self);

  return self;
}

void
kindred_split_plan_free (KindredSplitPlan *self)
{
  if (self == NULL)
    return;

  kindred_split_free (self->split);
  g_free (self->labels);
  g_free (self->picked);
  g_array_unref (self->groups);
  g_array_unref (self->destinations);
  g_free (self);
}

void
kindred_split_plan_set_split (KindredSplitPlan *self, KindredSplit *split)
{
  g_autoptr (GHashTable) picked = NULL;

  g_return_if_fail (self != NULL && split != NULL);

  picked = g_hash_table_new (NULL, NULL);
  for (gsize i = 0; i < self->n_faces; i++)
    g_hash_table_insert (picked, GSIZE_TO_POINTER (self->faces[i]), GUINT_TO_POINTER (self->picked[i]));

  take_split (self, split);
  g_free (self->picked);
  self->picked = g_new0 (guint, self->n_faces + 1);
  for (gsize i = 0; i < self->n_faces; i++)
    self->picked[i] = GPOINTER_TO_UINT (g_hash_table_lookup (picked, GSIZE_TO_POINTER (self->faces[i])));
  cut (self);
}

void
kindred_split_plan_set_strictness (KindredSplitPlan *self, double strictness)
{
  g_return_if_fail (self != NULL);

  if (fabs (self->strictness - strictness) < 1e-9)
    return;

  self->strictness = CLAMP (strictness, 0, 1);
  cut (self);
}

double
kindred_split_plan_get_strictness (KindredSplitPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->strictness;
}

void
kindred_split_plan_set_gathers (KindredSplitPlan *self, gboolean gathers)
{
  g_return_if_fail (self != NULL);

  if (self->gathers == !!gathers)
    return;

  self->gathers = !!gathers;
  cut (self);
}

gboolean
kindred_split_plan_get_gathers (KindredSplitPlan *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->gathers;
}

guint
kindred_split_plan_get_n_groups (KindredSplitPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->groups->len;
}

gsize
kindred_split_plan_get_n_faces (KindredSplitPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_faces;
}

const KindredSplitGroup *
kindred_split_plan_get_group (KindredSplitPlan *self, guint group)
{
  g_return_val_if_fail (self != NULL && group < self->groups->len, NULL);

  return get_group (self, group);
}

/* ---- destinations ---- */

guint
kindred_split_plan_add_destination (KindredSplitPlan *self, gint64 person, const char *name)
{
  Destination added = { person, NULL };

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 1; i < self->destinations->len && (person != 0 || name != NULL); i++)
    {
      const Destination *known = &g_array_index (self->destinations, Destination, i);

      if (known->person == person && g_strcmp0 (known->name, name) == 0)
        return i;
    }

  added.name = g_strdup (name);
  g_array_append_val (self->destinations, added);

  return self->destinations->len - 1;
}

gint64
kindred_split_plan_get_destination (KindredSplitPlan *self, guint destination, const char **name)
{
  const Destination *known;

  g_return_val_if_fail (self != NULL && destination < self->destinations->len, 0);

  known = &g_array_index (self->destinations, Destination, destination);
  if (name != NULL)
    *name = known->name;

  return known->person;
}

void
kindred_split_plan_set_destination (KindredSplitPlan *self, guint group, guint destination)
{
  g_return_if_fail (self != NULL && group < self->groups->len);
  g_return_if_fail (destination < self->destinations->len);

  get_group (self, group)->destination = destination;
  if (get_group (self, group)->is_rest)
    self->rest_destination = destination;
  for (gsize i = 0; i < self->n_faces; i++)
    {
      if (self->labels[i] == (gint32) group)
        self->picked[i] = destination;
    }
}

guint
kindred_split_plan_count_leaving (KindredSplitPlan *self, gsize *n_faces)
{
  guint n_groups = 0;

  g_return_val_if_fail (self != NULL && n_faces != NULL, 0);

  *n_faces = 0;
  for (guint i = 0; i < self->groups->len; i++)
    {
      const KindredSplitGroup *group = get_group (self, i);

      if (group->destination == 0)
        continue;
      n_groups++;
      *n_faces += group->n_faces;
    }

  return n_groups;
}

static GArray *
list_faces_to (KindredSplitPlan *self, guint destination)
{
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < self->n_faces; i++)
    if (get_group (self, (guint) self->labels[i])->destination == destination)
      g_array_append_val (faces, self->faces[i]);

  return faces;
}

KindredEdit *
kindred_split_plan_make_edit (KindredSplitPlan *self, gint64 from, GError **error)
{
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (GArray) parts = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  faces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  parts = g_array_new (FALSE, FALSE, sizeof (KindredSplitPart));
  for (guint i = 1; i < self->destinations->len; i++)
    {
      const Destination *known = &g_array_index (self->destinations, Destination, i);
      GArray *to = list_faces_to (self, i);
      const KindredSplitPart part = { (const gint64 *) (gpointer) to->data, to->len, known->person, known->name };

      g_ptr_array_add (faces, to);
      if (to->len > 0)
        g_array_append_val (parts, part);
    }

  return kindred_edit_new_split (from, (const KindredSplitPart *) (gpointer) parts->data, parts->len, error);
}
