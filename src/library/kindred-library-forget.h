/* kindred-library-forget.h - deleting for good what a library knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-library.h"
#include "store/kindred-store-forget.h"

G_BEGIN_DECLS

/* Folders that were removed, and of whose photos something is known still. (element-type KindredFolderRecord) */
void kindred_library_list_removed_folders_async (KindredLibrary *self, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *kindred_library_list_removed_folders_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* What kindred_library_forget_async() would delete; for a question to the user.  @folder: as there */
void kindred_library_count_forgettable_async (KindredLibrary *self, gint64 folder, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
KindredForgettable *kindred_library_count_forgettable_finish (KindredLibrary *self, GAsyncResult *result,
                                                              GError **error);

/* In words for users, a line each: "3 photos", "2 names".  Plain text; free with g_free(). */
char *kindred_forgettable_describe (const KindredForgettable *self);

/**
 * kindred_library_forget_async:
 * @folder: id, removed or not; or KINDRED_FORGET_MISSING
 *
 * Deletes what kindred_store_forget() does, and the pictures of it in the cache; then rewrites the library file, which
 * takes seconds.  It cannot be undone.
 *
 * KINDRED_ERROR_BUSY, before anything was done: a scan is going on.  @traces: (out): another program had the library
 * open, so that the file could not be cleaned of what was deleted
 */
void kindred_library_forget_async (KindredLibrary *self, gint64 folder, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean kindred_library_forget_finish (KindredLibrary *self, GAsyncResult *result, gboolean *traces, GError **error);

G_END_DECLS
