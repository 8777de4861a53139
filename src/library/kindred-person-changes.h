/* kindred-person-changes.h - what a dry run of a regrouping tells about persons
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-indexed-faces.h"

G_BEGIN_DECLS

/* Returns: (transfer full) (element-type KindredPersonChange): empty */
GPtrArray *kindred_person_changes_new (void);

/* Adds what @result (see kindred_regroup()) would change in @before. */
void kindred_person_changes_add (GPtrArray *changes, const KindredIndexedFaces *before, const gint32 *result,
                                 gsize n_new_persons);

/* When all is added: names, numbers of faces, and the order.  @people: (element-type KindredPersonRecord): all */
void kindred_person_changes_complete (GPtrArray *changes, GPtrArray *people);

G_END_DECLS
