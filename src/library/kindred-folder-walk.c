/* kindred-folder-walk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-folder-walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/kindred-error.h"
#include "imaging/kindred-image.h"
#include "imaging/kindred-video-file.h"
#include "kindred-library-private.h"

/* What can be followed into each other without end is caught by inode; this is for nested folders that nobody has. */
#define MAX_DEPTH 256

typedef struct
{
  KindredFolderWalk *walk;
  GHashTable *seen; /* "device:inode" of folders that were listed */
  GPtrArray *links; /* paths of symbolic links, looked at last so that the real place wins */
  GCancellable *cancellable;
} Walker;

static char *
identity (guint64 device, guint64 inode)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, device, inode);
}

static KindredWalkedFile *
walked_file_new (const char *path, const struct stat *info)
{
  KindredWalkedFile *self = g_new0 (KindredWalkedFile, 1);

  self->path = g_strdup (path);
  self->size = info->st_size;
  self->mtime = (gint64) info->st_mtim.tv_sec * G_USEC_PER_SEC + info->st_mtim.tv_nsec / 1000;
  self->device = info->st_dev;
  self->inode = info->st_ino;

  return self;
}

void
kindred_walked_file_free (KindredWalkedFile *self)
{
  g_clear_pointer (&self->path, g_free);
  g_free (self);
}

static void
set_error (GError **error, const char *reason)
{
  /* Translators: a file or folder, which is named before this, and the reason why it cannot be read */
  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE, _ ("It cannot be read: %s"), reason);
}

KindredWalkedFile *
kindred_walked_file_new (const char *path, GError **error)
{
  struct stat info;

  g_return_val_if_fail (path != NULL, NULL);

  if (stat (path, &info) != 0)
    set_error (error, g_strerror (errno));
  else if (!S_ISREG (info.st_mode))
    set_error (error, _ ("it is no regular file"));
  else
    return walked_file_new (path, &info);

  return NULL;
}

/* Files that the kernel makes up when they are read: without end, some of them, and none a photo. */
static gboolean
is_pseudo_file_system (int fd)
{
  static const long types[]
      = { PROC_SUPER_MAGIC, SYSFS_MAGIC,   DEVPTS_SUPER_MAGIC, DEBUGFS_MAGIC,  TRACEFS_MAGIC,      CGROUP_SUPER_MAGIC,
          SECURITYFS_MAGIC, SELINUX_MAGIC, BPF_FS_MAGIC,       EFIVARFS_MAGIC, CGROUP2_SUPER_MAGIC };
  struct statfs info;

  if (fstatfs (fd, &info) != 0)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if ((long) info.f_type == types[i])
      return TRUE;

  return FALSE;
}

static gboolean
is_first_visit (Walker *self, int fd)
{
  struct stat info;

  return fstat (fd, &info) == 0 && g_hash_table_add (self->seen, identity (info.st_dev, info.st_ino));
}

static gboolean walk_folder (Walker *self, const char *path, int depth, GError **error);

static void
walk_subfolder (Walker *self, const char *path, int depth)
{
  g_autoptr (GError) error = NULL;

  /* Cancellation ends the walk at its top, not as a failure of this folder. */
  if (!walk_folder (self, path, depth, &error) && error->domain == KINDRED_ERROR)
    g_ptr_array_add (self->walk->failures, kindred_failure_new (path, error));
}

static gboolean
is_candidate (const char *name)
{
  return kindred_image_is_candidate (name) || kindred_video_is_candidate (name);
}

static void
walk_entry (Walker *self, int fd, const char *folder, const char *name, int depth)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat info;

  /* Gone since it was listed, or not ours to look at: not a photo that we could ever have opened. */
  if (fstatat (fd, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
    return;

  if (S_ISDIR (info.st_mode))
    walk_subfolder (self, path, depth + 1);
  else if (S_ISLNK (info.st_mode))
    g_ptr_array_add (self->links, g_steal_pointer (&path));
  else if (S_ISREG (info.st_mode) && is_candidate (name))
    g_ptr_array_add (self->walk->files, walked_file_new (path, &info));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In order of name, so that two walks of the same files agree. */
static GPtrArray *
list_names (DIR *dir, gboolean *empty)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  struct dirent *entry;

  *empty = TRUE;
  while ((entry = readdir (dir)) != NULL)
    {
      if (g_str_equal (entry->d_name, ".") || g_str_equal (entry->d_name, ".."))
        continue;

      *empty = FALSE;
      if (entry->d_name[0] != '.')
        g_ptr_array_add (names, g_strdup (entry->d_name));
    }

  g_ptr_array_sort (names, compare_names);

  return names;
}

static gboolean
walk_folder (Walker *self, const char *path, int depth, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  gboolean empty;
  int fd;
  DIR *dir;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  if (depth > MAX_DEPTH)
    {
      set_error (error, _ ("it is nested too deeply"));
      return FALSE;
    }

  fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
  dir = fd >= 0 ? fdopendir (fd) : NULL;
  if (dir == NULL)
    {
      set_error (error, g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }

  if (!is_pseudo_file_system (fd) && is_first_visit (self, fd))
    {
      names = list_names (dir, &empty);
      if (depth == 0)
        self->walk->empty = empty;
      for (guint i = 0; i < names->len; i++)
        walk_entry (self, fd, path, names->pdata[i], depth);
    }

  closedir (dir);

  return TRUE;
}

static GHashTable *
collect_identities (GPtrArray *files)
{
  GHashTable *identities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const KindredWalkedFile *file = files->pdata[i];

      g_hash_table_add (identities, identity (file->device, file->inode));
    }

  return identities;
}

static void
walk_links (Walker *self)
{
  g_autoptr (GHashTable) identities = NULL;

  /* Following a link to a folder may find more links. */
  for (guint i = 0; i < self->links->len; i++)
    {
      const char *path = self->links->pdata[i];
      struct stat info;

      if (stat (path, &info) != 0)
        continue;

      if (S_ISDIR (info.st_mode))
        {
          walk_subfolder (self, path, 1);
          g_clear_pointer (&identities, g_hash_table_unref);
        }
      else if (S_ISREG (info.st_mode) && is_candidate (path))
        {
          if (identities == NULL)
            identities = collect_identities (self->walk->files);
          if (g_hash_table_add (identities, identity (info.st_dev, info.st_ino)))
            g_ptr_array_add (self->walk->files, walked_file_new (path, &info));
        }
    }
}

KindredFolderWalk *
kindred_folder_walk (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (KindredFolderWalk) walk = g_new0 (KindredFolderWalk, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
  Walker walker = { walk, seen, links, cancellable };

  g_return_val_if_fail (path != NULL, NULL);

  walk->files = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_walked_file_free);
  walk->failures = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_failure_free);

  if (!walk_folder (&walker, path, 0, error))
    return NULL;

  walk_links (&walker);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&walk);
}

void
kindred_folder_walk_free (KindredFolderWalk *self)
{
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->failures, g_ptr_array_unref);
  g_free (self);
}
