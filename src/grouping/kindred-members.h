/* kindred-members.h - the faces of each person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-grouping-input.h"

G_BEGIN_DECLS

/**
 * KindredMembers:
 * @faces: one person's after another's, each in ascending order
 * @start: per person, where they begin; one more for the end of the last
 */
typedef struct
{
  gint32 *faces;
  gsize *start;
} KindredMembers;

/* @decided: only the faces that the user put where they are. */
KindredMembers *kindred_members_new (const KindredGroupingInput *input, gboolean decided);
void kindred_members_free (KindredMembers *self);

const gint32 *kindred_members_get (const KindredMembers *self, gint32 person, gsize *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredMembers, kindred_members_free)

G_END_DECLS
