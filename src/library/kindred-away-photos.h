/* kindred-away-photos.h - photos of folders that are not there
 *
 * A folder that cannot be found may be on a drive that is not connected, or may have been renamed: nobody can tell.  So
 * its photos are not called missing, but a file with the same content that turns up elsewhere is taken for one of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store/kindred-store.h"

G_BEGIN_DECLS

typedef struct _KindredAwayPhotos KindredAwayPhotos;

KindredAwayPhotos *kindred_away_photos_new (void);
void kindred_away_photos_free (KindredAwayPhotos *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredAwayPhotos, kindred_away_photos_free)

/**
 * kindred_away_photos_add:
 * @folder: id of a folder that is not there
 * @stamps: KindredPhotoStamps of its photos, by path
 */
void kindred_away_photos_add (KindredAwayPhotos *self, gint64 folder, GHashTable *stamps);

/**
 * kindred_away_photos_have_size:
 * @size: in bytes
 *
 * Returns: whether a file of this size may be one of the photos: its content is worth reading
 */
gboolean kindred_away_photos_have_size (KindredAwayPhotos *self, gint64 size);

/**
 * kindred_away_photos_take:
 * @size: in bytes
 * @content_hash: of a file
 * @to: the folder that the file is in
 * @photo: (out): the photo with this content, or 0; it is not given out again
 *
 * Reads @store, in any thread that may.
 *
 * Returns: FALSE with @error set when the store could not be read
 */
gboolean kindred_away_photos_take (KindredAwayPhotos *self, KindredStore *store, gint64 size, const char *content_hash,
                                   gint64 to, gint64 *photo, GError **error);

/**
 * kindred_away_photos_get_new_folder:
 * @folder: id
 *
 * Returns: where the first photo that was taken from @folder is now, or 0
 */
gint64 kindred_away_photos_get_new_folder (KindredAwayPhotos *self, gint64 folder);

G_END_DECLS
