/* kindred-alike-order.h - faces in an order in which alike ones sit together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-grouping-input.h"

G_BEGIN_DECLS

/**
 * kindred_alike_order:
 * @input: faces; persons, decisions and rejections do not matter
 * @quality: (array length=n_faces)
 * @error: as kindred_regroup()
 *
 * Groups that are looser than those of kindred_regroup() come first, the largest ones first, each in the order in which
 * its faces were linked: the most alike side by side.  Then faces that are like no other, the best ones first.  Blocks;
 * any thread.
 *
 * Returns: (transfer full) (array length=n_faces): indices of faces
 */
gint32 *kindred_alike_order (const KindredGroupingInput *input, const float *quality, GCancellable *cancellable,
                             GError **error);

G_END_DECLS
