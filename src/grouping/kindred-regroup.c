/* kindred-regroup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-regroup.h"

#include "kindred-group-persons.h"
#include "kindred-open-faces.h"

#include <string.h>

/* A second round gives links another chance that were refused while one of the groups was still small: it may have
 * come closer since.  A third one changes nothing in practice. */
#define N_ROUNDS 2

typedef struct
{
  const KindredGroupingInput *input;
  KindredLinks *links;
  KindredLinkage *linkage;
  gint32 *tag;
  gboolean *core; /* may hold a group together */
  gint32 *faces;  /* in ascending order; the others stay where they are */
  gsize n_faces;
} Grouping;

static void
grouping_clear (Grouping *self)
{
  g_clear_pointer (&self->linkage, kindred_linkage_free);
  g_clear_pointer (&self->links, kindred_links_free);
  g_clear_pointer (&self->tag, g_free);
  g_clear_pointer (&self->core, g_free);
  g_clear_pointer (&self->faces, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grouping, grouping_clear)

static void
grouping_init (Grouping *self, const KindredGroupingInput *input, KindredLinks *links)
{
  self->input = input;
  self->links = links;
  self->tag = g_new (gint32, MAX (input->n_faces, 1));
  self->core = g_new (gboolean, MAX (input->n_faces, 1));
  self->faces = g_new (gint32, MAX (input->n_faces, 1));

  for (gsize i = 0; i < input->n_faces; i++)
    self->tag[i] = kindred_grouping_input_is_kept (input, input->person[i]) ? input->person[i] : -1;

  self->linkage = kindred_linkage_new (input, self->tag, input->max_mean > 0 ? input->max_mean : (double) G_MAXFLOAT);
}

/* ---- joining by links ---- */

static gboolean
offer_core_links (Grouping *self, GArray *links, GArray *refused, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < links->len; i++)
    {
      const KindredLink *link = &g_array_index (links, KindredLink, i);

      if (i % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (self->core[link->a] && self->core[link->b] && !kindred_linkage_offer (self->linkage, link->a, link->b))
        g_array_append_val (refused, *link);
    }

  return TRUE;
}

/* Faces that hold nothing together join what is nearest to them, one by one. */
static void
offer_border_links (Grouping *self)
{
  GArray *links = self->links->links;

  for (guint i = 0; i < links->len; i++)
    {
      const KindredLink *link = &g_array_index (links, KindredLink, i);
      gint32 border = self->core[link->a] ? link->b : link->a;

      if (self->core[link->a] != self->core[link->b] && kindred_linkage_get_size (self->linkage, border) == 1)
        kindred_linkage_offer (self->linkage, link->a, link->b);
    }
}

static gboolean
offer_links (Grouping *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) links = g_array_ref (self->links->links);

  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GArray) refused = g_array_new (FALSE, FALSE, sizeof (KindredLink));

      if (!offer_core_links (self, links, refused, cancellable, error))
        return FALSE;

      g_array_unref (links);
      links = g_steal_pointer (&refused);
    }

  offer_border_links (self);

  return TRUE;
}

/* ---- the full regroup ---- */

static void
unite_person (Grouping *self, const KindredMembers *members, gint32 person)
{
  gsize n;
  const gint32 *faces = kindred_members_get (members, person, &n);

  kindred_linkage_unite (self->linkage, faces, n);
}

static void
unite_decided (Grouping *self)
{
  g_autoptr (KindredMembers) decided = kindred_members_new (self->input, TRUE);

  for (gsize p = 0; p < self->input->n_persons; p++)
    unite_person (self, decided, p);
}

gboolean
kindred_regroup (const KindredGroupingInput *input, gint32 *result, gsize *n_new_persons, KindredProgressFunc progress,
                 gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_auto (Grouping) self = { 0 };
  KindredLinks *links;

  g_return_val_if_fail (input != NULL && result != NULL && n_new_persons != NULL, FALSE);

  if (!kindred_grouping_input_check (input, error))
    return FALSE;

  links = kindred_links_find (input, progress, progress_data, cancellable, error);
  if (links == NULL)
    return FALSE;

  grouping_init (&self, input, links);
  for (gsize i = 0; i < input->n_faces; i++)
    {
      self.core[i]
          = (input->face_flags[i] & KINDRED_GROUPING_FACE_POOR) == 0 && links->n_neighbours[i] >= input->min_samples;
      self.faces[self.n_faces++] = i;
    }

  unite_decided (&self);
  if (!offer_links (&self, cancellable, error))
    return FALSE;

  kindred_group_persons (input, self.linkage, self.faces, self.n_faces, result, n_new_persons);

  return TRUE;
}

/* ---- growing ---- */

/* Open faces, what links lead to, and all faces of these persons.  Nothing changes for others, and nothing is done for
 * them. */
static guint8 *
mark_touched_persons (Grouping *self, const gboolean *open)
{
  const KindredGroupingInput *input = self->input;
  g_autofree guint8 *touched = g_new0 (guint8, MAX (input->n_faces, 1));
  guint8 *persons = g_new0 (guint8, MAX (input->n_persons, 1));
  GArray *links = self->links->links;

  for (guint i = 0; i < links->len; i++)
    {
      const KindredLink *link = &g_array_index (links, KindredLink, i);

      touched[link->a] = touched[link->b] = TRUE;
    }

  for (gsize i = 0; i < input->n_faces; i++)
    if ((touched[i] || open[i]) && input->person[i] >= 0)
      persons[input->person[i]] = TRUE;
  for (gsize i = 0; i < input->n_faces; i++)
    if (touched[i] || open[i] || (input->person[i] >= 0 && persons[input->person[i]]))
      self->faces[self->n_faces++] = i;

  return persons;
}

/* A person is open with all of its faces, or with none. */
static void
unite_closed_persons (Grouping *self, const KindredMembers *members, const guint8 *touched, const gboolean *open)
{
  for (gsize p = 0; p < self->input->n_persons; p++)
    if (touched[p] && !open[members->faces[members->start[p]]])
      unite_person (self, members, p);
}

/* Of open faces all neighbours are known.  Others that have a person hold their group together already; of those
 * without only what was seen from open faces is known, and that is enough: they were not dense before. */
static void
find_cores_to_grow (Grouping *self, const gboolean *open)
{
  const KindredGroupingInput *input = self->input;

  for (gsize i = 0; i < input->n_faces; i++)
    self->core[i] = (input->face_flags[i] & KINDRED_GROUPING_FACE_POOR) == 0
                    && ((input->person[i] >= 0 && !open[i]) || self->links->n_neighbours[i] >= input->min_samples);
}

gboolean
kindred_grow (const KindredGroupingInput *input, gint32 *result, gsize *n_new_persons, KindredProgressFunc progress,
              gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_auto (Grouping) self = { 0 };
  g_autofree gboolean *open = NULL;
  g_autofree guint8 *touched = NULL;
  g_autoptr (KindredMembers) members = NULL;
  KindredLinks *links;

  g_return_val_if_fail (input != NULL && result != NULL && n_new_persons != NULL, FALSE);

  if (!kindred_grouping_input_check (input, error))
    return FALSE;

  open = g_new0 (gboolean, MAX (input->n_faces, 1));
  members = kindred_members_new (input, FALSE);
  links = kindred_open_faces (input, members, open, progress, progress_data, cancellable, error);
  if (links == NULL)
    return FALSE;

  grouping_init (&self, input, links);
  find_cores_to_grow (&self, open);
  touched = mark_touched_persons (&self, open);
  unite_closed_persons (&self, members, touched, open);
  if (!offer_links (&self, cancellable, error))
    return FALSE;

  if (input->n_faces > 0)
    memcpy (result, input->person, input->n_faces * sizeof *result);
  kindred_group_persons (input, self.linkage, self.faces, self.n_faces, result, n_new_persons);

  return TRUE;
}
