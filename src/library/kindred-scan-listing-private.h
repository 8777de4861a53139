/* kindred-scan-listing-private.h - what the parts of a listing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-away-photos.h"
#include "kindred-folder-walk.h"
#include "kindred-scan-listing.h"

G_BEGIN_DECLS

/* A file and the folder of the library that it lies in; what is known of it, if anything. */
typedef struct
{
  KindredWalkedFile *file;
  gint64 folder;
  gint64 photo;
  char *content_hash; /* only when it may have moved here */
} KindredFoundFile;

typedef struct
{
  KindredLibrary *library;
  GCancellable *cancellable;
  KindredListing *listing;

  GPtrArray *new_files; /* paths given that are no folders */
  GPtrArray *folders;   /* KindredFolderRecord */
  gint64 loose_folder;

  GArray *missing;        /* ids of photos that are gone */
  GPtrArray *back;        /* KindredFoundFile: were missing, are there again, unchanged */
  GPtrArray *changed;     /* KindredFoundFile */
  GPtrArray *unknown;     /* KindredFoundFile */
  GHashTable *gone_sizes; /* sizes of photos that are missing: what moved has one of them */

  KindredAwayPhotos *away;
  guint n_moved_from_away;
} KindredLister;

/* Runs @func, which is given @data, in a lane and waits for it. */
gpointer kindred_lister_call (KindredLister *self, KindredLaneKind lane, KindredStoreFunc func, gpointer data,
                              guint changes, GError **error);

/* Writes down that photos of a covered folder are known by another path now.  @files: KindredFoundFile */
gboolean kindred_lister_write_covered (KindredLister *self, GPtrArray *files, GError **error);

/* Writes down what was found to be gone, back, changed, moved or new, and lists what is to be analyzed. */
gboolean kindred_lister_write (KindredLister *self, GError **error);

G_END_DECLS
