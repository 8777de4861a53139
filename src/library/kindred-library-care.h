/* kindred-library-care.h - copies of a library, and how it is analyzed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-analyzer-pool.h"

G_BEGIN_DECLS

typedef struct _KindredLibrary KindredLibrary;

/* From now on; what is under way is finished as it was begun.  @options: copied */
void kindred_library_set_analyzers (KindredLibrary *self, const KindredAnalyzerOptions *options);

/**
 * kindred_library_back_up_async:
 * @path: bytes, absolute; what is there is replaced when the copy is complete
 *
 * A consistent copy in one file, also while a scan is going on.
 */
void kindred_library_back_up_async (KindredLibrary *self, const char *path, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean kindred_library_back_up_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/**
 * kindred_library_restore_async:
 * @path: of a library that is not open
 * @backup: copied to @path after it was checked; not changed
 *
 * The library that was at @path is kept beside it; finish() says where (transfer full), or gives an empty string when
 * there was none. KINDRED_ERROR_BUSY when another program has it open, and the errors of opening a library.
 */
void kindred_library_restore_async (const char *path, const char *backup, GAsyncReadyCallback callback,
                                    gpointer user_data);
char *kindred_library_restore_finish (GAsyncResult *result, GError **error);

/* The next scan analyzes photos again: those with faces of another encoder than @encoder, or all when it is
 * NULL.  Faces keep their persons and decisions by their places. */
void kindred_library_forget_analyses_async (KindredLibrary *self, const char *encoder, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean kindred_library_forget_analyses_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
