/* kindred-store-forget.h - deleting for good what the library knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-store.h"

G_BEGIN_DECLS

/* In place of a folder's id: photos whose files are gone, of all folders that were not removed. */
#define KINDRED_FORGET_MISSING 0

/* What there is to forget. */
typedef struct
{
  guint n_photos;
  guint n_faces;
  guint n_decided; /* faces of which the user said something */
  guint n_persons; /* who have no other faces: they go as well */
  guint n_named;   /* and had a name */
  GStrv copies;    /* files beside the library that keep all of it: made before an upgrade or a restoration */
} KindredForgettable;

/* What was forgotten: names of files in the cache. */
typedef struct
{
  GArray *photos; /* gint64 */
  GArray *faces;  /* gint64 */
} KindredForgotten;

/* Folders that were removed from the library, of whose photos it still knows something; n_photos counts them all. */
GPtrArray *kindred_store_list_removed_folders (KindredStore *self, GError **error);

/* @folder: id, removed or not, or KINDRED_FORGET_MISSING */
KindredForgettable *kindred_store_count_forgettable (KindredStore *self, gint64 folder, GCancellable *cancellable,
                                                     GError **error);

/**
 * kindred_store_forget:
 * @folder: as above
 *
 * Deletes the photos, their faces, persons who have no other faces, the folder itself, and what the journal says of all
 * of them.  What is left of the history can be undone as before.  This itself cannot.
 * KINDRED_ERROR_NOT_FOUND when there is no such folder.
 */
KindredForgotten *kindred_store_forget (KindredStore *self, gint64 folder, GError **error);

/* Rewrites the file, so that nothing is left in it of what was deleted.  KINDRED_ERROR_BUSY when another program reads
 * or writes the library: then traces stay until it is called again. */
gboolean kindred_store_scrub (KindredStore *self, GError **error);

void kindred_forgettable_free (KindredForgettable *self);
void kindred_forgotten_free (KindredForgotten *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredForgettable, kindred_forgettable_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredForgotten, kindred_forgotten_free)

G_END_DECLS
