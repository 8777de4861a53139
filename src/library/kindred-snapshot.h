/* kindred-snapshot.h - all faces of the library at one moment, in memory, for what is computed from them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-indexed-faces.h"
#include "kindred-library-private.h"

G_BEGIN_DECLS

/* Half a kilobyte for each face, so it is let go of when it was not used for a while.  Does not change. */
struct _KindredSnapshot
{
  gatomicrefcount ref_count;
  guint generation; /* KindredLibrary.generation when it was asked for */
  GPtrArray *parts; /* (element-type KindredIndexedFaces): one for each encoder that has faces */
};

KindredSnapshot *kindred_snapshot_ref (KindredSnapshot *self);
void kindred_snapshot_unref (KindredSnapshot *self);

/* In all encoders. */
gsize kindred_snapshot_count_faces (const KindredSnapshot *self);

/* Returns NULL with @error set, or a result that is not NULL. */
typedef gpointer (*KindredSnapshotFunc) (KindredSnapshot *snapshot, gpointer data, GCancellable *cancellable,
                                         GError **error);

/**
 * KindredComputation:
 * @func: runs in the grouping worker
 * @data: for @func; taken over
 * @free_data: (nullable): for @data
 * @free_result: for a result that nobody takes
 * @tag: source tag of the task
 */
typedef struct
{
  KindredSnapshotFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  gpointer tag;
} KindredComputation;

/* Main context.  Computes on the library as it is now, or later.  Finish with kindred_library_take_result(). */
void kindred_library_compute (KindredLibrary *self, const KindredComputation *computation, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredSnapshot, kindred_snapshot_unref)

G_END_DECLS
