/* kindred-doubts.h - which faces of a person are perhaps not that person's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-grouping-input.h"

G_BEGIN_DECLS

/**
 * KindredFaceDoubt:
 * @face: index
 * @doubt: 0 to 1
 * @same_photo: whether another face of the person is in the same photo
 */
typedef struct
{
  gint32 face;
  float doubt;
  gboolean same_photo;
} KindredFaceDoubt;

/**
 * kindred_doubts:
 * @person: index
 * @error: KINDRED_ERROR_INVALID_ARGUMENT as kindred_suggest(); G_IO_ERROR_CANCELLED
 *
 * How likely a face is that of its person follows from its distance to the mean of the person's other faces, as for
 * questions (kindred_suggest()); the doubt is what is missing to 1, and more if another person's mean is as near.  Of
 * several faces in one photo, all but the one that fits best are doubtful by half at least.  What the user decided is
 * judged like everything else: a mistake may have been confirmed.  Blocks; any thread.
 *
 * Returns: (transfer full) (element-type KindredFaceDoubt): all faces of @person, the most doubtful first
 */
GArray *kindred_doubts (const KindredGroupingInput *input, gint32 person, GCancellable *cancellable, GError **error);

G_END_DECLS
