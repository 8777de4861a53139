/* kindred-scan-listing-write.c - writes down what a scan's listing found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-scan-listing-private.h"

#include "base/kindred-file-hash.h"
#include "base/kindred-paths.h"

/* Rows written at a time: edits of the user get in between. */
#define CHUNK 500

typedef struct
{
  KindredLister *lister;
  GPtrArray *files; /* KindredFoundFile */
  guint from;
  guint to;
  gboolean (*write) (KindredStore *store, KindredLister *self, const KindredFoundFile *found, GError **error);
} Chunk;

static gpointer
write_chunk (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Chunk *chunk = data;

  if (!kindred_store_begin (store, error))
    return NULL;

  for (guint i = chunk->from; i < chunk->to; i++)
    if (!chunk->write (store, chunk->lister, chunk->files->pdata[i], error))
      {
        kindred_store_rollback (store);
        return NULL;
      }

  return kindred_store_commit (store, error) ? KINDRED_DONE : NULL;
}

static gboolean
write_files (KindredLister *self, GPtrArray *files,
             gboolean (*write) (KindredStore *store, KindredLister *lister, const KindredFoundFile *found,
                                GError **error),
             GError **error)
{
  for (guint from = 0; from < files->len; from += CHUNK)
    {
      Chunk chunk = { self, files, from, MIN (from + CHUNK, files->len), write };

      if (kindred_lister_call (self, KINDRED_LANE_WRITE, write_chunk, &chunk, KINDRED_LIBRARY_PHOTOS, error) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gpointer
write_missing (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  KindredLister *self = data;

  if (!kindred_store_begin (store, error))
    return NULL;

  for (guint i = 0; i < self->missing->len; i++)
    if (!kindred_store_set_photo_missing (store, g_array_index (self->missing, gint64, i), error))
      {
        kindred_store_rollback (store);
        return NULL;
      }

  return kindred_store_commit (store, error) ? KINDRED_DONE : NULL;
}

static gboolean
write_covered (KindredStore *store, KindredLister *self, const KindredFoundFile *found, GError **error)
{
  return kindred_store_move_photo (store, found->photo, found->folder, found->file->path, found->file->size,
                                   found->file->mtime, error);
}

gboolean
kindred_lister_write_covered (KindredLister *self, GPtrArray *files, GError **error)
{
  return write_files (self, files, write_covered, error);
}

static gboolean
write_back (KindredStore *store, KindredLister *self, const KindredFoundFile *found, GError **error)
{
  return kindred_store_set_photo_found (store, found->photo, found->file->size, found->file->mtime, error);
}

static gboolean
write_changed (KindredStore *store, KindredLister *self, const KindredFoundFile *found, GError **error)
{
  self->listing->changed++;

  return kindred_store_put_new_photo (store, found->folder, found->file->path, found->file->size, found->file->mtime,
                                      error)
         != 0;
}

static gboolean
find_moved (KindredStore *store, KindredLister *self, const KindredFoundFile *found, gint64 *photo, GError **error)
{
  g_autoptr (GPtrArray) candidates = kindred_store_list_missing_by_size (store, found->file->size, error);

  *photo = 0;
  if (candidates == NULL)
    return FALSE;

  for (guint i = 0; i < candidates->len && *photo == 0; i++)
    {
      const KindredPhotoRecord *candidate = candidates->pdata[i];

      if (g_strcmp0 (candidate->content_hash, found->content_hash) == 0)
        *photo = candidate->id;
    }
  if (*photo != 0)
    return TRUE;

  if (!kindred_away_photos_take (self->away, store, found->file->size, found->content_hash, found->folder, photo,
                                 error))
    return FALSE;
  self->n_moved_from_away += *photo != 0;

  return TRUE;
}

static gboolean
write_unknown (KindredStore *store, KindredLister *self, const KindredFoundFile *found, GError **error)
{
  const KindredWalkedFile *file = found->file;
  gint64 photo = 0;

  if (found->content_hash != NULL && !find_moved (store, self, found, &photo, error))
    return FALSE;

  if (photo != 0)
    {
      self->listing->moved++;
      return kindred_store_move_photo (store, photo, found->folder, file->path, file->size, file->mtime, error);
    }

  self->listing->new_photos++;

  return kindred_store_put_new_photo (store, found->folder, file->path, file->size, file->mtime, error) != 0;
}

/* Reads only files that have the size of one that is missing, or away. */
static gboolean
hash_what_may_have_moved (KindredLister *self, GError **error)
{
  for (guint i = 0; i < self->unknown->len; i++)
    {
      KindredFoundFile *found = self->unknown->pdata[i];

      if (g_hash_table_contains (self->gone_sizes, &found->file->size)
          || kindred_away_photos_have_size (self->away, found->file->size))
        found->content_hash = kindred_file_hash (found->file->path, NULL, self->cancellable, NULL);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- folders that have moved ---- */

typedef struct
{
  gint64 folder;
  gint64 new_folder;
  gboolean dropped;
} DropFolder;

static gpointer
drop_folder (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  DropFolder *drop = data;

  return kindred_store_drop_moved_folder (store, drop->folder, drop->new_folder, &drop->dropped, error) ? KINDRED_DONE
                                                                                                        : NULL;
}

static const char *
get_path (KindredLister *self, gint64 folder)
{
  for (guint i = 0; i < self->folders->len; i++)
    {
      const KindredFolderRecord *record = self->folders->pdata[i];

      if (record->id == folder)
        return record->path;
    }

  return NULL;
}

/* That it is not there is no failure any more. */
static void
note_moved (KindredLister *self, const char *from, const char *to)
{
  KindredMovedFolder *moved = g_new (KindredMovedFolder, 1);
  GPtrArray *failures = self->listing->failures;
  g_autofree char *shown = kindred_paths_display (from);

  g_message ("%s is no folder of the library any more: all its photos were found elsewhere", shown);
  *moved = (KindredMovedFolder){ g_strdup (from), g_strdup (to) };
  g_ptr_array_add (self->listing->moved_folders, moved);

  for (guint i = 0; i < failures->len; i++)
    if (g_str_equal (((KindredFailure *) failures->pdata[i])->path, from))
      {
        g_ptr_array_remove_index (failures, i);
        break;
      }
}

/* A folder that is not there, and all of whose photos were found elsewhere just now, was renamed: nothing is lost with
 * its entry, which would be out of reach for ever.  An empty one may be where a drive comes back. */
static gboolean
drop_moved_folders (KindredLister *self, GError **error)
{
  for (guint i = 0; i < self->folders->len; i++)
    {
      const KindredFolderRecord *folder = self->folders->pdata[i];
      DropFolder drop = { folder->id, kindred_away_photos_get_new_folder (self->away, folder->id), FALSE };

      if (drop.new_folder == 0 || g_file_test (folder->path, G_FILE_TEST_EXISTS))
        continue;

      if (kindred_lister_call (self, KINDRED_LANE_WRITE, drop_folder, &drop, KINDRED_LIBRARY_FOLDERS, error) == NULL)
        return FALSE;
      if (drop.dropped)
        note_moved (self, folder->path, get_path (self, drop.new_folder));
    }

  return TRUE;
}

/* ---- the whole ---- */

static gpointer
list_todo (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const KindredPhotoQuery query = { .with_state = TRUE, .state = KINDRED_PHOTO_NEW };
  GPtrArray *todo = data;
  g_autoptr (GPtrArray) photos = kindred_store_list_photos (store, &query, cancellable, error);

  if (photos == NULL)
    return NULL;

  for (guint i = 0; i < photos->len; i++)
    {
      KindredPhotoRecord *photo = photos->pdata[i];
      KindredTodo *item = g_new (KindredTodo, 1);

      *item = (KindredTodo){ photo->id, g_steal_pointer (&photo->path) };
      g_ptr_array_add (todo, item);
    }

  return todo;
}

static gboolean
write_gone (KindredLister *self, GError **error)
{
  const guint changes = KINDRED_LIBRARY_PHOTOS | KINDRED_LIBRARY_PEOPLE;

  return self->missing->len == 0
         || kindred_lister_call (self, KINDRED_LANE_WRITE, write_missing, self, changes, error) != NULL;
}

/* Missing ones first: what moved from one folder to another is missing there before it is found here. */
gboolean
kindred_lister_write (KindredLister *self, GError **error)
{
  return write_gone (self, error) && write_files (self, self->back, write_back, error)
         && write_files (self, self->changed, write_changed, error) && hash_what_may_have_moved (self, error)
         && write_files (self, self->unknown, write_unknown, error) && drop_moved_folders (self, error)
         && kindred_lister_call (self, KINDRED_LANE_LONG, list_todo, self->listing->todo, 0, error) != NULL;
}
