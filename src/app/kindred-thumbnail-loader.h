/* kindred-thumbnail-loader.h - thumbnails of faces, and previews of photos, as textures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/kindred-library.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Reads and decodes off the main loop, at the size that is needed, and keeps what was used last in a cache
 * of bounded size.  Main thread only. */

#define KINDRED_TYPE_THUMBNAIL_LOADER (kindred_thumbnail_loader_get_type ())
G_DECLARE_FINAL_TYPE (KindredThumbnailLoader, kindred_thumbnail_loader, KINDRED, THUMBNAIL_LOADER, GObject)

KindredThumbnailLoader *kindred_thumbnail_loader_new (KindredLibrary *library);

/* At once when it is in the cache, else NULL.  (transfer full) */
GdkTexture *kindred_thumbnail_loader_peek (KindredThumbnailLoader *self, gint64 face, int size, int radius);

/**
 * kindred_thumbnail_loader_load_async:
 * @face: id
 * @size: length of a side in device pixels
 * @radius: of the round corners, in device pixels, at most half of @size
 *
 * A square, see kindred_rounded_texture_new().  Cancelled requests are dropped before they start.  Errors: those of
 * kindred_library_load_thumbnail_async(), and of GdkPixbuf.
 */
void kindred_thumbnail_loader_load_async (KindredThumbnailLoader *self, gint64 face, int size, int radius,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * kindred_thumbnail_loader_load_photo_async:
 * @photo: id
 * @time: of a video, the frame that is shown; -1 for the first that can be
 * @size: length of the longer edge in device pixels, at most 4096
 *
 * The whole photo, upright: see kindred_library_load_preview_async().
 */
void kindred_thumbnail_loader_load_photo_async (KindredThumbnailLoader *self, gint64 photo, double time, int size,
                                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                                gpointer user_data);

/* For both.  (transfer full) */
GdkTexture *kindred_thumbnail_loader_load_finish (KindredThumbnailLoader *self, GAsyncResult *result, GError **error);

/* Forgets all, since photos changed. */
void kindred_thumbnail_loader_clear (KindredThumbnailLoader *self);

/* Bytes in the cache, and how many it may hold (40 MiB unless set). */
gsize kindred_thumbnail_loader_get_used (KindredThumbnailLoader *self);
void kindred_thumbnail_loader_set_limit (KindredThumbnailLoader *self, gsize limit);

G_END_DECLS
