/* kindred-linkage.h - groups that grow link by link, within the rules
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-regroup.h"

G_BEGIN_DECLS

/* Faces start alone. Links between faces that look alike are offered in ascending order of distance, and each joins the
 * groups of its two ends unless a rule forbids it:
 *
 * - both groups belong to persons that are kept, and not to the same one (rule 2).  Since shorter links come first, a
 *   chain between two persons is refused at its longest link: the weakest link of the strongest (minimax) path is where
 *   it is cut, as in SSDBSCAN (Lelis and Sander, ICDM 2009, section 3).
 * - one group has a face that was rejected from the other's person (rule 3),
 * - both have a face of the same photo (rule 4),
 * - as wholes, the groups are too far apart: what hangs together by single links only is a chain, not a person (rule 7;
 *   between group-average and centroid linkage, Sokal and Michener 1958).
 *
 * One thread. */

typedef struct _KindredLinkage KindredLinkage;

/**
 * kindred_linkage_new:
 * @input: borrowed; faces, photos, rejections
 * @tag: (array length=n_faces): per face the index of the kept person that it is with, or -1; borrowed
 * @max_mean: as in KindredGroupingInput
 */
KindredLinkage *kindred_linkage_new (const KindredGroupingInput *input, const gint32 *tag, double max_mean);
void kindred_linkage_free (KindredLinkage *self);

/* Joins whatever the rules say: faces that are with one person already, and alone here so far. */
void kindred_linkage_unite (KindredLinkage *self, const gint32 *faces, gsize n);

/* Whether they are together now. */
gboolean kindred_linkage_offer (KindredLinkage *self, gint32 a, gint32 b);

/* A face that stands for the group of @face: equal for all of its faces. */
gint32 kindred_linkage_find (KindredLinkage *self, gint32 face);

gsize kindred_linkage_get_size (KindredLinkage *self, gint32 face);

/* The kept person of the group, or -1. */
gint32 kindred_linkage_get_tag (KindredLinkage *self, gint32 face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredLinkage, kindred_linkage_free)

G_END_DECLS
