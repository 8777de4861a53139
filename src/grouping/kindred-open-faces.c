/* kindred-open-faces.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-open-faces.h"

#define N_OPEN_PER_NEW 2
#define N_OPEN 128

/* The faces of @face's person, or itself. */
static const gint32 *
get_company (const KindredGroupingInput *input, const KindredMembers *members, const gint32 *face, gsize *n)
{
  if (input->person[*face] >= 0)
    return kindred_members_get (members, input->person[*face], n);

  *n = 1;

  return face;
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

/* Every link has a new face at one end; a new face that has a person already is not open.
 *
 * Returns: what was opened */
static GArray *
open_near_faces (const KindredGroupingInput *input, const KindredMembers *members, GArray *links, gsize n_new,
                 gboolean *open)
{
  GArray *opened = g_array_new (FALSE, FALSE, sizeof (gint32));
  gsize limit = N_OPEN_PER_NEW * n_new + N_OPEN;

  for (guint i = 0; i < links->len; i++)
    {
      const KindredLink *link = &g_array_index (links, KindredLink, i);
      gint32 old = open[link->a] ? link->b : link->a;
      const gint32 *faces;
      gsize n;

      if (open[old])
        continue;

      faces = get_company (input, members, &old, &n);
      if (opened->len + n > limit || !may_open (input, faces, n))
        continue;

      g_array_append_vals (opened, faces, n);
      for (gsize k = 0; k < n; k++)
        open[faces[k]] = TRUE;
    }

  return opened;
}

/* New faces with a person were searched from already. */
static void
remove_new (const KindredGroupingInput *input, GArray *faces)
{
  for (guint i = faces->len; i-- > 0;)
    if ((input->face_flags[g_array_index (faces, gint32, i)] & KINDRED_GROUPING_FACE_NEW) != 0)
      g_array_remove_index_fast (faces, i);
}

gboolean
kindred_open_faces_takes_loss (const KindredGroupingInput *input, const KindredMembers *members, gint32 person)
{
  gsize n;
  const gint32 *faces = kindred_members_get (members, person, &n);

  return n > 0 && kindred_grouping_input_has_lost (input, person)
         && (input->person_flags[person] & KINDRED_GROUPING_PERSON_SETTLED) == 0 && may_open (input, faces, n);
}

/* Persons that lost faces are looked at by themselves: what goes brings nothing within reach. */
static gboolean
open_persons_with_losses (const KindredGroupingInput *input, const KindredMembers *members, KindredLinkSearch *search,
                          gboolean *open, gboolean *opened_any, GCancellable *cancellable, GError **error)
{
  *opened_any = FALSE;
  for (gsize p = 0; p < input->n_persons; p++)
    {
      gsize n;
      const gint32 *faces = kindred_members_get (members, p, &n);

      if (!kindred_open_faces_takes_loss (input, members, p) || open[faces[0]])
        continue;
      if (!kindred_link_search_run_among (search, faces, n, cancellable, error))
        return FALSE;

      for (gsize k = 0; k < n; k++)
        open[faces[k]] = TRUE;
      *opened_any = TRUE;
    }

  return TRUE;
}

/* Without rows all faces would be searched from. */
static gboolean
search_from (KindredLinkSearch *search, GArray *rows, KindredProgressFunc progress, gpointer progress_data,
             GCancellable *cancellable, GError **error)
{
  return rows->len == 0
         || kindred_link_search_run (search, (const gint32 *) (gpointer) rows->data, rows->len, progress, progress_data,
                                     cancellable, error);
}

KindredLinks *
kindred_open_faces (const KindredGroupingInput *input, const KindredMembers *members, gboolean *open,
                    KindredProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint32)), opened = NULL;
  g_autoptr (KindredLinkSearch) search = kindred_link_search_new (input);
  g_autoptr (KindredLinks) links = NULL;
  gboolean with_losses;

  for (gint32 i = 0; i < (gint64) input->n_faces; i++)
    if ((input->face_flags[i] & KINDRED_GROUPING_FACE_NEW) != 0)
      {
        g_array_append_val (rows, i);
        open[i] = input->person[i] < 0;
      }

  if (!search_from (search, rows, NULL, NULL, cancellable, error)
      || (links = kindred_link_search_get (search, cancellable, error)) == NULL)
    return NULL;

  opened = open_near_faces (input, members, links->links, rows->len, open);
  remove_new (input, opened);
  if (!open_persons_with_losses (input, members, search, open, &with_losses, cancellable, error))
    return NULL;
  if (opened->len == 0 && !with_losses)
    return g_steal_pointer (&links);
  if (!search_from (search, opened, progress, progress_data, cancellable, error))
    return NULL;

  return kindred_link_search_get (search, cancellable, error);
}
