/* kindred-dendrogram.h - faces that fall apart step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Group-average linkage of squared distances (Sokal and Michener 1958) by chains of nearest neighbours (Murtagh: A
 * survey of recent advances in hierarchical clustering algorithms, The Computer Journal 26, 1983).  Faces of one photo
 * are as far apart as strangers.
 *
 * Exact for KINDRED_DENDROGRAM_EXACT faces, which takes 36 MB meanwhile.  Of more, so many are taken evenly, and each
 * of the others goes with the one of these that it is nearest to.  Does not change once made. */

#define KINDRED_DENDROGRAM_EXACT 3000

typedef struct _KindredDendrogram KindredDendrogram;

/**
 * kindred_dendrogram_new:
 * @points: @n rows of @dimension float32; copied where needed
 * @photo: (nullable) (array length=n): equal for faces of one photo
 * @error: KINDRED_ERROR_INVALID_ARGUMENT for values that are not finite; G_IO_ERROR_CANCELLED
 *
 * Blocks; any thread.
 */
KindredDendrogram *kindred_dendrogram_new (const float *points, gsize n, gsize dimension, const gint32 *photo,
                                           GCancellable *cancellable, GError **error);
void kindred_dendrogram_free (KindredDendrogram *self);

gsize kindred_dendrogram_get_size (const KindredDendrogram *self);

/**
 * kindred_dendrogram_cut:
 * @strictness: 0 (one group) to 1 (every face alone); in between, the number of groups grows by equal factors
 * @labels: (out caller-allocates) (array length=n): 0 for the largest group, 1 for the next...; of equally large ones
 *   the one with the first face first
 *
 * Faces that are equally near are never cut apart, except at 1.  Fast: a millisecond for 5,000 faces.
 *
 * Returns: the number of groups
 */
guint kindred_dendrogram_cut (const KindredDendrogram *self, double strictness, gint32 *labels);

/**
 * kindred_dendrogram_find_beginning:
 *
 * The least strictness at which there are two groups that are worth a look: of two faces at least, and more if there
 * are many.  Without such groups, the least at which there are two at all.  Fast.
 */
double kindred_dendrogram_find_beginning (const KindredDendrogram *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredDendrogram, kindred_dendrogram_free)

G_END_DECLS
