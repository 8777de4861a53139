/* kindred-regroup-changes.h - what a regrouping would do to persons
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So many faces together are more than a stray. */
#define KINDRED_REGROUP_PART 2

/**
 * KindredRegroupChange:
 * @person: index; below n_persons one that there was, else a new one
 * @gained: faces that it would have and did not have
 * @lost: faces that it had and would not have
 * @merged_into: if it would have no faces left: the person of before that most of them would go to; else -1
 * @split_into: how many persons, itself included, would have KINDRED_REGROUP_PART or more of its faces; 0 if only one
 */
typedef struct
{
  gint32 person;
  guint gained;
  guint lost;
  gint32 merged_into;
  guint split_into;
} KindredRegroupChange;

/**
 * kindred_regroup_compare:
 * @before: (array length=n_faces): person of each face, or -1
 * @after: (array length=n_faces): the same afterwards, as kindred_regroup() gives it
 * @n_persons: that there were
 * @n_new_persons: that there would be besides
 *
 * Returns: (transfer full) (element-type KindredRegroupChange): persons that would gain or lose, those of most faces
 *   first
 */
GArray *kindred_regroup_compare (const gint32 *before, const gint32 *after, gsize n_faces, gsize n_persons,
                                 gsize n_new_persons);

G_END_DECLS
