/* kindred-scan-listing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-scan-listing-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "kindred-covered-folders.h"

static void
found_file_free (KindredFoundFile *self)
{
  g_clear_pointer (&self->file, kindred_walked_file_free);
  g_clear_pointer (&self->content_hash, g_free);
  g_free (self);
}

void
kindred_todo_free (KindredTodo *self)
{
  g_clear_pointer (&self->path, g_free);
  g_free (self);
}

void
kindred_listing_free (KindredListing *self)
{
  g_clear_pointer (&self->moved_folders, g_ptr_array_unref);
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_clear_pointer (&self->todo, g_ptr_array_unref);
  g_free (self);
}

gpointer
kindred_lister_call (KindredLister *self, KindredLaneKind lane, KindredStoreFunc func, gpointer data, guint changes,
                     GError **error)
{
  const KindredOperation operation
      = { .lane = lane, .priority = G_PRIORITY_LOW, .func = func, .data = data, .changes = changes };

  return kindred_library_call (self->library, &operation, self->cancellable, error);
}

static void
add_failure (KindredLister *self, const char *path, const GError *reason)
{
  g_ptr_array_add (self->listing->failures, kindred_failure_new (path, reason));
}

/* ---- adding what was asked for ---- */

typedef struct
{
  KindredLister *lister;
  GPtrArray *paths; /* of folders */
} AddFolders;

static gpointer
add_folders (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  AddFolders *add = data;
  KindredLister *self = add->lister;

  for (guint i = 0; i < add->paths->len; i++)
    if (kindred_store_add_folder (store, add->paths->pdata[i], error) == 0)
      return NULL;

  self->loose_folder = kindred_store_get_loose_folder (store, error);
  if (self->loose_folder == 0)
    return NULL;

  self->folders = kindred_store_list_folders (store, error);

  return self->folders;
}

static gboolean
add_paths (KindredLister *self, const char *const *paths, GError **error)
{
  g_autoptr (GPtrArray) folder_paths = g_ptr_array_new_with_free_func (g_free);
  AddFolders add = { self, folder_paths };

  for (gsize i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autofree char *path = g_canonicalize_filename (paths[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (folder_paths, g_steal_pointer (&path));
      else
        g_ptr_array_add (self->new_files, g_steal_pointer (&path));
    }

  return kindred_lister_call (self, KINDRED_LANE_WRITE, add_folders, &add,
                              folder_paths->len > 0 ? KINDRED_LIBRARY_FOLDERS : 0, error)
         != NULL;
}

/* ---- comparing with what is known ---- */

static gpointer
get_stamps (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_get_photo_stamps (store, *(gint64 *) data, cancellable, error);
}

static void
add_found (GPtrArray *list, KindredWalkedFile *file, gint64 folder, gint64 photo)
{
  KindredFoundFile *found = g_new0 (KindredFoundFile, 1);

  found->file = file;
  found->folder = folder;
  found->photo = photo;
  g_ptr_array_add (list, found);
}

static void
compare_file (KindredLister *self, KindredWalkedFile *file, gint64 folder, const KindredPhotoStamp *stamp)
{
  self->listing->photos++;

  if (stamp == NULL)
    add_found (self->unknown, file, folder, 0);
  else if (stamp->size != file->size || stamp->mtime != file->mtime)
    add_found (self->changed, file, folder, stamp->id);
  else if (stamp->state == KINDRED_PHOTO_MISSING)
    add_found (self->back, file, folder, stamp->id);
  else
    kindred_walked_file_free (file);
}

static gboolean
is_below_failure (GPtrArray *failures, const char *path)
{
  for (guint i = 0; i < failures->len; i++)
    if (kindred_path_is_below (path, ((KindredFailure *) failures->pdata[i])->path))
      return TRUE;

  return FALSE;
}

/* Photos below a folder that cannot be listed are not known to be gone. */
static void
collect_gone (KindredLister *self, GHashTable *stamps, GPtrArray *failures)
{
  GHashTableIter iter;
  const char *path;
  const KindredPhotoStamp *stamp;

  g_hash_table_iter_init (&iter, stamps);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &stamp))
    {
      if (is_below_failure (failures, path))
        continue;

      g_hash_table_add (self->gone_sizes, g_memdup2 (&stamp->size, sizeof stamp->size));
      if (stamp->state != KINDRED_PHOTO_MISSING)
        g_array_append_val (self->missing, stamp->id);
    }
}

/* Takes the files out of @files; what is left of @stamps is gone. */
static void
compare_files (KindredLister *self, GPtrArray *files, gint64 folder, GHashTable *stamps)
{
  g_ptr_array_set_free_func (files, NULL);
  for (guint i = 0; i < files->len; i++)
    {
      KindredWalkedFile *file = files->pdata[i];
      g_autofree char *path = g_strdup (file->path);

      compare_file (self, file, folder, g_hash_table_lookup (stamps, path));
      g_hash_table_remove (stamps, path);
    }
}

typedef struct
{
  gint64 folder;
  gboolean offline;
} SetOffline;

static gpointer
set_offline (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  SetOffline *set = data;

  return kindred_store_set_folder_offline (store, set->folder, set->offline, error) ? KINDRED_DONE : NULL;
}

/* The folder as a whole is not there (a drive that is not mounted, say): nothing below counts as gone, but see
 * kindred-away-photos.h. */
static gboolean
note_online (KindredLister *self, const KindredFolderRecord *folder, const GError *reason, GError **error)
{
  SetOffline set = { folder->id, reason != NULL };

  if (reason != NULL)
    add_failure (self, folder->path, reason);

  return folder->offline == set.offline
         || kindred_lister_call (self, KINDRED_LANE_WRITE, set_offline, &set, KINDRED_LIBRARY_FOLDERS, error) != NULL;
}

static gboolean
compare_folder (KindredLister *self, const KindredFolderRecord *folder, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (KindredFolderWalk) walk = kindred_folder_walk (folder->path, self->cancellable, &reason);
  g_autoptr (GHashTable) stamps = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  if (walk != NULL && walk->empty && folder->n_photos > 0)
    g_set_error_literal (&reason, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE,
                         /* Translators: a folder, which is named before this */
                         _ ("It is empty: is its drive connected? What Kindred knows of its photos is kept"));

  if (!note_online (self, folder, reason, error))
    return FALSE;

  stamps = kindred_lister_call (self, KINDRED_LANE_LONG, get_stamps, (gpointer) &folder->id, 0, error);
  if (stamps == NULL)
    return FALSE;
  if (reason != NULL)
    {
      kindred_away_photos_add (self->away, folder->id, stamps);
      return TRUE;
    }

  compare_files (self, walk->files, folder->id, stamps);
  collect_gone (self, stamps, walk->failures);
  g_ptr_array_extend_and_steal (self->listing->failures, g_ptr_array_ref (walk->failures));

  return TRUE;
}

static gboolean
is_in_a_folder (KindredLister *self, const char *path)
{
  g_autofree char *real = kindred_paths_find_real (path);

  for (guint i = 0; i < self->folders->len; i++)
    {
      const KindredFolderRecord *folder = self->folders->pdata[i];
      g_autofree char *real_folder = kindred_paths_find_real (folder->path);

      if (kindred_path_is_below (path, folder->path) || kindred_path_is_below (real, real_folder))
        return TRUE;
    }

  return FALSE;
}

/* Single files: those that are known, and those given now. */
static gboolean
compare_loose_files (KindredLister *self, GError **error)
{
  g_autoptr (GPtrArray) no_failures = g_ptr_array_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_walked_file_free);
  g_autoptr (GHashTable) stamps
      = kindred_lister_call (self, KINDRED_LANE_LONG, get_stamps, &self->loose_folder, 0, error);
  g_autofree gpointer *known = NULL;
  guint n_known;

  if (stamps == NULL)
    return FALSE;

  known = g_hash_table_get_keys_as_array (stamps, &n_known);
  for (guint i = 0; i < n_known; i++)
    {
      KindredWalkedFile *file = kindred_walked_file_new (known[i], NULL);

      if (file != NULL)
        g_ptr_array_add (files, file);
    }

  for (guint i = 0; i < self->new_files->len; i++)
    {
      const char *path = self->new_files->pdata[i];
      g_autoptr (GError) reason = NULL;
      KindredWalkedFile *file;

      if (g_hash_table_contains (stamps, path) || is_in_a_folder (self, path))
        continue;

      file = kindred_walked_file_new (path, &reason);
      if (file != NULL)
        g_ptr_array_add (files, file);
      else
        add_failure (self, path, reason);
    }

  compare_files (self, files, self->loose_folder, stamps);
  collect_gone (self, stamps, no_failures);

  return TRUE;
}

/* ---- the whole ---- */

/* What was known by the path of the covered folder is known by the other one from now on.  Whether it is there shows
 * when that is looked at. */
static gboolean
hand_over (KindredLister *self, const KindredCoveredFolder *covered, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) found_file_free);
  g_autoptr (GHashTable) stamps = NULL, there = NULL;
  GHashTableIter iter;
  const char *path;
  const KindredPhotoStamp *stamp;

  if (!note_online (self, covered->folder, NULL, error))
    return FALSE;

  stamps = kindred_lister_call (self, KINDRED_LANE_LONG, get_stamps, (gpointer) &covered->folder->id, 0, error);
  if (stamps == NULL)
    return FALSE;
  there = kindred_lister_call (self, KINDRED_LANE_LONG, get_stamps, (gpointer) &covered->by->id, 0, error);
  if (there == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, stamps);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &stamp))
    {
      g_autofree char *target = g_build_filename (covered->path, path + strlen (covered->folder->path), NULL);
      const KindredPhotoStamp *other = g_hash_table_lookup (there, target);
      KindredWalkedFile *file;

      if (stamp->state == KINDRED_PHOTO_MISSING || (other != NULL && other->state != KINDRED_PHOTO_MISSING))
        continue;

      file = g_new0 (KindredWalkedFile, 1);
      *file = (KindredWalkedFile){ .path = g_steal_pointer (&target), .size = stamp->size, .mtime = stamp->mtime };
      add_found (files, file, covered->by->id, stamp->id);
    }

  return kindred_lister_write_covered (self, files, error);
}

static gboolean
is_covered (GPtrArray *covered, const KindredFolderRecord *folder)
{
  for (guint i = 0; i < covered->len; i++)
    if (((KindredCoveredFolder *) covered->pdata[i])->folder == folder)
      return TRUE;

  return FALSE;
}

static gboolean
compare_all (KindredLister *self, GError **error)
{
  g_autoptr (GPtrArray) covered = kindred_covered_folders_find (self->folders);

  for (guint i = 0; i < covered->len; i++)
    if (!hand_over (self, covered->pdata[i], error))
      return FALSE;

  for (guint i = 0; i < self->folders->len; i++)
    if (!is_covered (covered, self->folders->pdata[i]) && !compare_folder (self, self->folders->pdata[i], error))
      return FALSE;

  return compare_loose_files (self, error);
}

static void
lister_init (KindredLister *self)
{
  self->new_files = g_ptr_array_new_with_free_func (g_free);
  self->missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->back = g_ptr_array_new_with_free_func ((GDestroyNotify) found_file_free);
  self->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) found_file_free);
  self->unknown = g_ptr_array_new_with_free_func ((GDestroyNotify) found_file_free);
  self->gone_sizes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->away = kindred_away_photos_new ();
}

static void
lister_clear (KindredLister *self)
{
  g_clear_pointer (&self->new_files, g_ptr_array_unref);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_array_unref);
  g_clear_pointer (&self->back, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_clear_pointer (&self->gone_sizes, g_hash_table_unref);
  g_clear_pointer (&self->away, kindred_away_photos_free);
}

KindredListing *
kindred_scan_list (KindredLibrary *library, const char *const *paths, GCancellable *cancellable, GError **error)
{
  g_autoptr (KindredListing) listing = g_new0 (KindredListing, 1);
  KindredLister lister = { .library = library, .cancellable = cancellable, .listing = listing };
  gboolean done;

  listing->moved_folders = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_moved_folder_free);
  listing->failures = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_failure_free);
  listing->todo = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_todo_free);

  lister_init (&lister);
  done = add_paths (&lister, paths, error) && compare_all (&lister, error) && kindred_lister_write (&lister, error);
  /* What moved was first seen to be gone from where it was. */
  listing->missing = lister.missing->len - MIN (listing->moved - lister.n_moved_from_away, lister.missing->len);
  lister_clear (&lister);

  return done ? g_steal_pointer (&listing) : NULL;
}
