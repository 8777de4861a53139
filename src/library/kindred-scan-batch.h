/* kindred-scan-batch.h - what analyzers said of a few photos, written in one commit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-library-private.h"

G_BEGIN_DECLS

typedef struct _KindredScanBatch KindredScanBatch;

KindredScanBatch *kindred_scan_batch_new (void);
void kindred_scan_batch_free (KindredScanBatch *self);
guint kindred_scan_batch_get_size (KindredScanBatch *self);

/* Copies what it needs of @analysis; thumbnails are referenced. */
void kindred_scan_batch_add_analysis (KindredScanBatch *self, gint64 photo, const KindredAnalysis *analysis);

/* The photo is marked as failed; or as missing, when its file is not there any more. */
void kindred_scan_batch_add_failure (KindredScanBatch *self, gint64 photo, const char *path, const GError *reason);

/* Takes @self over: one transaction, then the thumbnails go to the cache. */
void kindred_scan_batch_write_async (KindredLibrary *library, KindredScanBatch *self, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean kindred_scan_batch_write_finish (KindredLibrary *library, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredScanBatch, kindred_scan_batch_free)

G_END_DECLS
