/* kindred-store-questions.h - what may be asked, what is not asked about, and who is of no interest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-store.h"

G_BEGIN_DECLS

/* Is @person the same as @other, or (with @other 0) is @face of @person? */
typedef struct
{
  gint64 person;
  gint64 other;
  gint64 face;
} KindredAskedQuestion;

/**
 * KindredSettled:
 * @hidden: (element-type gint64): persons that nothing is asked about
 * @answered: (element-type KindredAskedQuestion): asked before, whatever the answer was; rejections are not among them
 */
typedef struct
{
  GArray *hidden;
  GArray *answered;
} KindredSettled;

KindredSettled *kindred_store_load_settled (KindredStore *self, GCancellable *cancellable, GError **error);
void kindred_settled_free (KindredSettled *self);

/**
 * kindred_store_may_ask:
 * @about_hidden: whether @question's person may be hidden
 * @may: (out):
 *
 * Whether both sides are still there with faces, are not hidden, not both named, not in one photo (or one frame of a
 * video) together, and nothing was answered or rejected.  Some microseconds, for persons of thousands of faces
 * milliseconds.
 *
 * Returns: FALSE on error
 */
gboolean kindred_store_may_ask (KindredStore *self, const KindredAskedQuestion *question, gboolean about_hidden,
                                gboolean *may, GError **error);

/* Persons with faces that are all smaller than @fraction of the longer edge of their photo.
 * Returns: (transfer full) (element-type gint64): a set */
GHashTable *kindred_store_list_small_persons (KindredStore *self, double fraction, GCancellable *cancellable,
                                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredSettled, kindred_settled_free)

G_END_DECLS
