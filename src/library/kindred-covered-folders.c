/* kindred-covered-folders.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-covered-folders.h"

#include <string.h>

#include "base/kindred-paths.h"

void
kindred_covered_folder_free (KindredCoveredFolder *self)
{
  g_clear_pointer (&self->path, g_free);
  g_free (self);
}

gboolean
kindred_path_is_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  return g_str_equal (folder, "/") || (strncmp (path, folder, length) == 0 && path[length] == '/');
}

/* Where folders really are; NULL for those that are not there. */
static GPtrArray *
get_places (GPtrArray *folders)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < folders->len; i++)
    {
      const KindredFolderRecord *folder = g_ptr_array_index (folders, i);

      g_ptr_array_add (places,
                       g_file_test (folder->path, G_FILE_TEST_IS_DIR) ? kindred_paths_find_real (folder->path) : NULL);
    }

  return places;
}

static gboolean
covers (GPtrArray *folders, GPtrArray *places, guint by, guint i)
{
  const char *outer = g_ptr_array_index (places, by);
  const char *inner = g_ptr_array_index (places, i);

  if (by == i || outer == NULL || inner == NULL)
    return FALSE;

  if (g_str_equal (outer, inner))
    return ((KindredFolderRecord *) folders->pdata[by])->id > ((KindredFolderRecord *) folders->pdata[i])->id;

  return kindred_path_is_below (inner, outer);
}

/* The outermost of those that cover @i, which nothing covers, or -1 */
static int
find_cover (GPtrArray *folders, GPtrArray *places, guint i)
{
  int cover = -1;

  for (guint by = 0; by < folders->len; by++)
    if (covers (folders, places, by, i) && (cover < 0 || covers (folders, places, by, cover)))
      cover = (int) by;

  return cover;
}

static KindredCoveredFolder *
covered_folder_new (GPtrArray *folders, GPtrArray *places, guint i, guint by)
{
  KindredCoveredFolder *self = g_new0 (KindredCoveredFolder, 1);
  const char *outer = places->pdata[by];

  self->folder = folders->pdata[i];
  self->by = folders->pdata[by];
  self->path = g_build_filename (self->by->path, (const char *) places->pdata[i] + strlen (outer), NULL);

  return self;
}

GPtrArray *
kindred_covered_folders_find (GPtrArray *folders)
{
  GPtrArray *covered = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_covered_folder_free);
  g_autoptr (GPtrArray) places = NULL;

  g_return_val_if_fail (folders != NULL, covered);

  places = get_places (folders);
  for (guint i = 0; i < folders->len; i++)
    {
      int by = find_cover (folders, places, i);

      if (by >= 0)
        g_ptr_array_add (covered, covered_folder_new (folders, places, i, (guint) by));
    }

  return covered;
}
