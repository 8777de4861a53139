/* kindred-tiff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-tiff.h"

#include "kindred-bytes.h"

#define HEADER_SIZE 8
#define ENTRY_SIZE 12
#define TYPE_SHORT 3
#define TYPE_LONG 4

static guint
get_u16 (const guint8 *p, gboolean little_endian)
{
  return little_endian ? kindred_get_u16_le (p) : kindred_get_u16_be (p);
}

static guint32
get_u32 (const guint8 *p, gboolean little_endian)
{
  return little_endian ? kindred_get_u32_le (p) : kindred_get_u32_be (p);
}

/* Returns: (transfer full): the entries */
static guint8 *
read_directory (KindredPhotoFile *file, gboolean *little_endian, guint *n)
{
  guint8 header[HEADER_SIZE], count[2];
  g_autofree guint8 *entries = NULL;
  guint64 offset;
  gssize size;

  if (kindred_photo_file_read (file, 0, header, sizeof header, NULL) != sizeof header)
    return NULL;

  *little_endian = header[0] == 'I';
  offset = get_u32 (header + 4, *little_endian);
  if (kindred_photo_file_read (file, offset, count, sizeof count, NULL) != sizeof count)
    return NULL;

  *n = get_u16 (count, *little_endian);
  entries = g_malloc (MAX (*n, 1) * ENTRY_SIZE);
  size = kindred_photo_file_read (file, offset + sizeof count, entries, *n * ENTRY_SIZE, NULL);

  return size == (gssize) *n * ENTRY_SIZE ? g_steal_pointer (&entries) : NULL;
}

gboolean
kindred_tiff_read_tag (KindredPhotoFile *file, guint tag, guint32 *value)
{
  g_autofree guint8 *entries = NULL;
  gboolean le;
  guint n;

  g_return_val_if_fail (file != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  entries = read_directory (file, &le, &n);
  for (guint i = 0; entries != NULL && i < n; i++)
    {
      const guint8 *entry = entries + i * ENTRY_SIZE;
      guint type = get_u16 (entry + 2, le);

      if (get_u16 (entry, le) != tag || (type != TYPE_SHORT && type != TYPE_LONG))
        continue;

      *value = type == TYPE_SHORT ? get_u16 (entry + 8, le) : get_u32 (entry + 8, le);
      return TRUE;
    }

  return FALSE;
}
