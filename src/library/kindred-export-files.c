/* kindred-export-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-export-files.h"

#include <inttypes.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

/* Of Linux and of most others. */
#define MAX_NAME_BYTES 255

/* Files of one name in one folder; more is a mistake of ours or of the file system. */
#define MAX_NUMBER 100000

#define BLOCK_SIZE (64 * 1024)

/* ---- names ---- */

/* What Windows and its file systems forbid as well: exports go to USB sticks. */
static gboolean
is_forbidden (gunichar c)
{
  return g_unichar_iscntrl (c) || (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c) != NULL);
}

static void
cut_at_character (GString *text, gsize max_bytes)
{
  gsize length = max_bytes;

  if (text->len <= max_bytes)
    return;

  /* Not in the middle of a character; harmless for names that are no UTF-8. */
  while (length > 0 && (text->str[length] & 0xC0) == 0x80)
    length--;
  g_string_truncate (text, length > 0 ? length : max_bytes);
}

char *
kindred_export_folder_name (const char *name, gint64 person)
{
  g_autoptr (GString) folder = g_string_new (NULL);

  for (const char *p = name != NULL ? name : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (folder, is_forbidden (c) ? '-' : c);
    }

  cut_at_character (folder, MAX_NAME_BYTES);
  if (folder->str[0] == '.')
    folder->str[0] = '_';
  while (folder->len > 0 && strchr (". ", folder->str[folder->len - 1]) != NULL)
    g_string_truncate (folder, folder->len - 1);

  if (folder->len == 0)
    /* Translators: the folder of a person without a name, by its number */
    g_string_printf (folder, _ ("Person %" PRId64), person);

  return g_string_free (g_steal_pointer (&folder), FALSE);
}

char *
kindred_export_number_name (const char *name, guint number, gboolean has_extension)
{
  const char *dot = has_extension ? strrchr (name, '.') : NULL;
  const char *extension = dot != NULL && dot > name ? dot : name + strlen (name);
  g_autoptr (GString) result = g_string_new_len (name, extension - name);
  g_autofree char *suffix = number > 1 ? g_strdup_printf (" (%u)%s", number, extension) : g_strdup (extension);

  if (strlen (suffix) < MAX_NAME_BYTES)
    cut_at_character (result, MAX_NAME_BYTES - strlen (suffix));
  g_string_append (result, suffix);

  return g_string_free (g_steal_pointer (&result), FALSE);
}

static void
set_error_from_errno (GError **error, int code, const char *path)
{
  g_autofree char *shown = kindred_paths_display (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", shown, g_strerror (code));
}

static void
set_too_many (GError **error, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *shown = kindred_paths_display (path);

  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_FAILED, _ ("There are too many files like %s"), shown);
}

/* ---- folders ---- */

gboolean
kindred_export_make_directory (const char *directory, GError **error)
{
  if (g_mkdir_with_parents (directory, 0777) == 0)
    return TRUE;

  set_error_from_errno (error, errno, directory);

  return FALSE;
}

char *
kindred_export_make_folder (const char *directory, const char *name, GError **error)
{
  for (guint number = 1; number < MAX_NUMBER; number++)
    {
      g_autofree char *numbered = kindred_export_number_name (name, number, FALSE);
      g_autofree char *path = g_build_filename (directory, numbered, NULL);

      if (g_mkdir (path, 0777) == 0 || (errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR)))
        return g_steal_pointer (&path);

      if (errno != EEXIST)
        {
          set_error_from_errno (error, errno, path);
          return NULL;
        }
    }

  set_too_many (error, directory, name);

  return NULL;
}

/* ---- files ---- */

static gboolean
read_block (int fd, char *block, gsize *length)
{
  *length = 0;
  while (*length < BLOCK_SIZE)
    {
      gssize n = read (fd, block + *length, BLOCK_SIZE - *length);

      if (n == 0)
        break;
      if (n > 0)
        *length += n;
      else if (errno != EINTR)
        return FALSE;
    }

  return TRUE;
}

static gboolean
have_equal_bytes (int first, int second)
{
  g_autofree char *one = g_malloc (BLOCK_SIZE);
  g_autofree char *other = g_malloc (BLOCK_SIZE);
  gsize one_length, other_length;

  do
    if (!read_block (first, one, &one_length) || !read_block (second, other, &other_length)
        || one_length != other_length || memcmp (one, other, one_length) != 0)
      return FALSE;
  while (one_length == BLOCK_SIZE);

  return TRUE;
}

/* Equal size and time would be quicker, and wrong for pictures that a program wrote in one go:
 * a photo that is not exported for that would be missed by nobody until the original is gone. */
static gboolean
is_same_file (const char *photo, const char *exported)
{
  GStatBuf status, exported_status;
  int fd, exported_fd;
  gboolean same;

  if (g_lstat (exported, &exported_status) != 0 || !S_ISREG (exported_status.st_mode) || g_stat (photo, &status) != 0
      || status.st_size != exported_status.st_size)
    return FALSE;

  fd = g_open (photo, O_RDONLY | O_CLOEXEC, 0);
  exported_fd = g_open (exported, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  same = fd >= 0 && exported_fd >= 0 && have_equal_bytes (fd, exported_fd);
  if (fd >= 0)
    close (fd);
  if (exported_fd >= 0)
    close (exported_fd);

  return same;
}

static gboolean
exists (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0;
}

/* @path becomes @target, unless that exists (G_IO_ERROR_EXISTS). */
static gboolean
move_without_replacing (const char *path, const char *target, GError **error)
{
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = NULL;

  if (renameat2 (AT_FDCWD, path, AT_FDCWD, target, RENAME_NOREPLACE) == 0)
    return TRUE;

  if (errno != EINVAL && errno != ENOSYS)
    {
      set_error_from_errno (error, errno, target);
      return FALSE;
    }

  /* Some network file systems cannot; copying does not replace either. */
  from = g_file_new_for_path (path);
  to = g_file_new_for_path (target);
  if (!g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, error))
    return FALSE;

  g_unlink (path);

  return TRUE;
}

/* Under a name that nobody mistakes for a photo, until it is complete. */
static char *
get_partial_path (const char *folder)
{
  g_autofree char *name = g_strdup_printf (".kindred-export-%08x%08x", g_random_int (), g_random_int ());

  return g_build_filename (folder, name, NULL);
}

static gboolean
copy (const char *photo, const char *partial, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (photo);
  g_autoptr (GFile) to = g_file_new_for_path (partial);

  if (g_file_copy (from, to, G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, NULL, NULL, error))
    return TRUE;

  g_unlink (partial);

  return FALSE;
}

/* Gives the finished file @partial the first name that is free, or drops it where it is there already. */
static KindredExportPlaced
settle (const char *partial, const char *folder, const char *name, GError **error)
{
  for (guint number = 1; number < MAX_NUMBER; number++)
    {
      g_autofree char *numbered = kindred_export_number_name (name, number, TRUE);
      g_autofree char *path = g_build_filename (folder, numbered, NULL);
      g_autoptr (GError) move_error = NULL;

      if (move_without_replacing (partial, path, &move_error))
        return KINDRED_EXPORT_PLACED;

      if (!g_error_matches (move_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_unlink (partial);
          g_propagate_error (error, g_steal_pointer (&move_error));
          return KINDRED_EXPORT_FAILED;
        }

      if (is_same_file (partial, path))
        {
          g_unlink (partial);
          return KINDRED_EXPORT_WAS_THERE;
        }
    }

  g_unlink (partial);
  set_too_many (error, folder, name);

  return KINDRED_EXPORT_FAILED;
}

/* Before copying: exporting again should not write everything again. */
static gboolean
was_exported (const char *photo, const char *folder, const char *name)
{
  for (guint number = 1; number < MAX_NUMBER; number++)
    {
      g_autofree char *numbered = kindred_export_number_name (name, number, TRUE);
      g_autofree char *path = g_build_filename (folder, numbered, NULL);

      if (!exists (path))
        return FALSE;
      if (is_same_file (photo, path))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_link_to (const char *path, const char *photo)
{
  g_autofree char *target = g_file_read_link (path, NULL);

  return g_strcmp0 (target, photo) == 0;
}

static KindredExportPlaced
place_link (const char *photo, const char *folder, const char *name, GError **error)
{
  for (guint number = 1; number < MAX_NUMBER; number++)
    {
      g_autofree char *numbered = kindred_export_number_name (name, number, TRUE);
      g_autofree char *path = g_build_filename (folder, numbered, NULL);

      if (symlink (photo, path) == 0)
        return KINDRED_EXPORT_PLACED;

      if (errno != EEXIST)
        {
          set_error_from_errno (error, errno, path);
          return KINDRED_EXPORT_FAILED;
        }

      if (is_link_to (path, photo))
        return KINDRED_EXPORT_WAS_THERE;
    }

  set_too_many (error, folder, name);

  return KINDRED_EXPORT_FAILED;
}

KindredExportPlaced
kindred_export_place_photo (const char *photo, const char *folder, KindredExportMode mode, GCancellable *cancellable,
                            GError **error)
{
  g_autofree char *name = g_path_get_basename (photo);
  g_autofree char *partial = NULL;

  if (mode == KINDRED_EXPORT_LINK)
    return place_link (photo, folder, name, error);

  if (was_exported (photo, folder, name))
    return KINDRED_EXPORT_WAS_THERE;

  partial = get_partial_path (folder);
  if (!copy (photo, partial, cancellable, error))
    return KINDRED_EXPORT_FAILED;

  return settle (partial, folder, name, error);
}

KindredExportPlaced
kindred_export_place_bytes (GBytes *content, const char *folder, const char *name, GError **error)
{
  g_autofree char *partial = get_partial_path (folder);
  gsize size;
  const char *data = g_bytes_get_data (content, &size);

  if (!g_file_set_contents_full (partial, data, size, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error))
    return KINDRED_EXPORT_FAILED;

  return settle (partial, folder, name, error);
}
