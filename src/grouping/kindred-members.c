/* kindred-members.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-members.h"

static gboolean
is_member (const KindredGroupingInput *input, gsize face, gboolean decided)
{
  return input->person[face] >= 0 && (!decided || kindred_grouping_input_is_decided (input, face));
}

KindredMembers *
kindred_members_new (const KindredGroupingInput *input, gboolean decided)
{
  KindredMembers *self = g_new (KindredMembers, 1);
  g_autofree gsize *next = NULL;

  self->start = g_new0 (gsize, input->n_persons + 1);
  for (gsize i = 0; i < input->n_faces; i++)
    if (is_member (input, i, decided))
      self->start[input->person[i] + 1]++;
  for (gsize p = 0; p < input->n_persons; p++)
    self->start[p + 1] += self->start[p];

  self->faces = g_new (gint32, MAX (self->start[input->n_persons], 1));
  next = g_memdup2 (self->start, (input->n_persons + 1) * sizeof *next);
  for (gsize i = 0; i < input->n_faces; i++)
    if (is_member (input, i, decided))
      self->faces[next[input->person[i]]++] = i;

  return self;
}

void
kindred_members_free (KindredMembers *self)
{
  g_free (self->faces);
  g_free (self->start);
  g_free (self);
}

const gint32 *
kindred_members_get (const KindredMembers *self, gint32 person, gsize *n)
{
  *n = self->start[person + 1] - self->start[person];

  return self->faces + self->start[person];
}
