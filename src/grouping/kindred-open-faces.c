/* kindred-open-faces.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-open-faces.h"

#define N_OPEN_PER_NEW 2
#define N_OPEN 128

/* The faces of each person, one after another. */
typedef struct
{
  gint32 *faces;
  gsize *start; /* per person, and the end of the last */
} Members;

static void
members_clear (Members *self)
{
  g_clear_pointer (&self->faces, g_free);
  g_clear_pointer (&self->start, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Members, members_clear)

static void
members_init (Members *self, const KindredGroupingInput *input)
{
  g_autofree gsize *next = NULL;

  self->faces = g_new (gint32, MAX (input->n_faces, 1));
  self->start = g_new0 (gsize, input->n_persons + 1);

  for (gsize i = 0; i < input->n_faces; i++)
    if (input->person[i] >= 0)
      self->start[input->person[i] + 1]++;
  for (gsize p = 0; p < input->n_persons; p++)
    self->start[p + 1] += self->start[p];

  next = g_memdup2 (self->start, (input->n_persons + 1) * sizeof *next);
  for (gsize i = 0; i < input->n_faces; i++)
    if (input->person[i] >= 0)
      self->faces[next[input->person[i]]++] = i;
}

/* The faces of @face's person, or itself. */
static const gint32 *
members_get (const Members *self, const KindredGroupingInput *input, const gint32 *face, gsize *n)
{
  gint32 person = input->person[*face];

  *n = person >= 0 ? self->start[person + 1] - self->start[person] : 1;

  return person >= 0 ? self->faces + self->start[person] : face;
}

static gboolean
may_open (const KindredGroupingInput *input, const gint32 *faces, gsize n)
{
  if (n > KINDRED_OPEN_PERSON_MAX || kindred_grouping_input_is_kept (input, input->person[faces[0]]))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    if (kindred_grouping_input_is_decided (input, faces[i]))
      return FALSE;

  return TRUE;
}

/* Every link has a new face at one end; a new face that has a person already is not open. */
static void
open_near_faces (const KindredGroupingInput *input, GArray *links, gboolean *open, GArray *rows)
{
  g_auto (Members) members = { NULL };
  gsize limit = rows->len + N_OPEN_PER_NEW * rows->len + N_OPEN;

  members_init (&members, input);
  for (guint i = 0; i < links->len; i++)
    {
      const KindredLink *link = &g_array_index (links, KindredLink, i);
      gint32 old = open[link->a] ? link->b : link->a;
      const gint32 *faces;
      gsize n;

      if (open[old])
        continue;

      faces = members_get (&members, input, &old, &n);
      if (rows->len + n > limit || !may_open (input, faces, n))
        continue;

      g_array_append_vals (rows, faces, n);
      for (gsize k = 0; k < n; k++)
        open[faces[k]] = TRUE;
    }
}

KindredLinks *
kindred_open_faces (const KindredGroupingInput *input, gboolean *open, KindredProgressFunc progress,
                    gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (KindredLinks) links = NULL;
  guint n_new;

  for (gint32 i = 0; i < (gint64) input->n_faces; i++)
    if ((input->face_flags[i] & KINDRED_GROUPING_FACE_NEW) != 0)
      {
        g_array_append_val (rows, i);
        open[i] = input->person[i] < 0;
      }

  n_new = rows->len;
  links = kindred_links_find (input, (const gint32 *) (gpointer) rows->data, n_new, NULL, NULL, cancellable, error);
  if (links == NULL)
    return NULL;

  open_near_faces (input, links->links, open, rows);
  if (rows->len == n_new)
    return g_steal_pointer (&links);

  return kindred_links_find (input, (const gint32 *) (gpointer) rows->data, rows->len, progress, progress_data,
                             cancellable, error);
}
