/* kindred-group-persons.h - which person is which group of faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-linkage.h"

G_BEGIN_DECLS

/**
 * kindred_group_persons:
 * @linkage: holds the groups
 * @faces: (array length=n_faces): those that were grouped, in ascending order; the others stay where they are
 * @result: (inout): per face of @input: its person; for @faces it is set: the index of a person, one of the new ones,
 *   which are counted on from KindredGroupingInput.n_persons, or -1
 * @n_new_persons: (out): how many
 *
 * Rule 8: a group takes over the person that it overlaps with most.
 */
void kindred_group_persons (const KindredGroupingInput *input, KindredLinkage *linkage, const gint32 *faces,
                            gsize n_faces, gint32 *result, gsize *n_new_persons);

G_END_DECLS
