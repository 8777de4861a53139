/* kindred-heif.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-heif.h"

#include "kindred-bytes.h"

#include <string.h>

#define MAX_META (1 << 20)
#define MAX_TOP_LEVEL_BOXES 1000

/* Bytes that are still to be read; after an attempt to read too many there are none and @ok is
 * FALSE. */
typedef struct
{
  const guint8 *data;
  gsize size;
  gboolean ok;
} Cursor;

static const guint8 *
take (Cursor *cursor, gsize size)
{
  const guint8 *data = cursor->data;

  if (size > cursor->size)
    {
      cursor->size = 0;
      cursor->ok = FALSE;
      return NULL;
    }

  cursor->data += size;
  cursor->size -= size;

  return data;
}

/* A number of 0 to 8 bytes. */
static guint64
take_number (Cursor *cursor, guint size)
{
  const guint8 *data = take (cursor, size);
  guint64 value = 0;

  for (guint i = 0; data != NULL && i < size; i++)
    value = value << 8 | data[i];

  return value;
}

/* The next box in @cursor. */
static gboolean
take_box (Cursor *cursor, char type[4], Cursor *body)
{
  guint64 size = take_number (cursor, 4);
  const guint8 *name = take (cursor, 4);
  gsize header = 8;

  if (name == NULL)
    return FALSE;

  memcpy (type, name, 4);
  if (size == 1)
    {
      size = take_number (cursor, 8);
      header = 16;
    }
  else if (size == 0)
    {
      size = header + cursor->size;
    }
  if (!cursor->ok || size < header)
    return FALSE;

  body->size = size - header;
  body->data = take (cursor, body->size);
  body->ok = body->data != NULL;

  return body->ok;
}

static gboolean
find_box (Cursor parent, const char *wanted, Cursor *body)
{
  char type[4];

  while (take_box (&parent, type, body))
    if (memcmp (type, wanted, 4) == 0)
      return TRUE;

  return FALSE;
}

/* Reads the body of the file's top-level box "meta", behind its version and flags. */
static guint8 *
read_meta (KindredPhotoFile *file, gsize *size)
{
  guint64 pos = 0;
  guint8 head[16];

  for (int i = 0; i < MAX_TOP_LEVEL_BOXES; i++)
    {
      gssize n = kindred_photo_file_read (file, pos, head, sizeof head, NULL);
      guint64 length = n >= 8 ? kindred_get_u32_be (head) : 0;

      if (n == sizeof head && length == 1)
        length = (guint64) kindred_get_u32_be (head + 8) << 32 | kindred_get_u32_be (head + 12);
      if (length < 12 || length > file->size - pos)
        return NULL;

      if (memcmp (head + 4, "meta", 4) == 0)
        {
          guint8 *data;

          *size = MIN (length - 12, MAX_META);
          data = g_malloc (*size);
          n = kindred_photo_file_read (file, pos + 12, data, *size, NULL);
          *size = MAX (n, 0);
          return data;
        }

      pos += length;
    }

  return NULL;
}

/* The identifier of the item of type "Exif", in the box "iinf". */
static gboolean
find_exif_item (Cursor meta, guint64 *id)
{
  Cursor iinf, entry;
  guint version;
  char type[4];

  if (!find_box (meta, "iinf", &iinf))
    return FALSE;

  version = take_number (&iinf, 4) >> 24;
  take_number (&iinf, version == 0 ? 2 : 4); /* count */
  while (take_box (&iinf, type, &entry))
    {
      const guint8 *item_type;

      version = take_number (&entry, 4) >> 24;
      if (version < 2)
        continue;

      *id = take_number (&entry, version == 2 ? 2 : 4);
      take_number (&entry, 2); /* protection */
      item_type = take (&entry, 4);
      if (item_type != NULL && memcmp (item_type, "Exif", 4) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Where the item's bytes are, in the box "iloc"; only those in one piece and in this file. */
static gboolean
find_item (Cursor meta, guint64 wanted, guint64 *offset, guint64 *size)
{
  Cursor iloc;
  guint version, sizes, n;

  if (!find_box (meta, "iloc", &iloc))
    return FALSE;

  version = take_number (&iloc, 4) >> 24;
  sizes = take_number (&iloc, 2);
  n = take_number (&iloc, version < 2 ? 2 : 4);
  for (guint i = 0; i < n && iloc.ok; i++)
    {
      guint64 id = take_number (&iloc, version < 2 ? 2 : 4);
      guint method = version >= 1 ? take_number (&iloc, 2) & 0xF : 0;
      guint64 base, n_extents;

      take_number (&iloc, 2); /* data reference */
      base = take_number (&iloc, sizes >> 4 & 0xF);
      n_extents = take_number (&iloc, 2);
      for (guint64 k = 0; k < n_extents && iloc.ok; k++)
        {
          if (version >= 1)
            take_number (&iloc, sizes & 0xF); /* index */
          *offset = base + take_number (&iloc, sizes >> 12 & 0xF);
          *size = take_number (&iloc, sizes >> 8 & 0xF);
        }
      if (id == wanted)
        return iloc.ok && method == 0 && n_extents == 1;
    }

  return FALSE;
}

gboolean
kindred_heif_find_exif (KindredPhotoFile *file, guint64 *offset, guint64 *size)
{
  g_autofree guint8 *data = NULL;
  Cursor meta = { .ok = TRUE };
  guint64 id, skip;
  guint8 head[4];

  g_return_val_if_fail (file != NULL, FALSE);
  g_return_val_if_fail (offset != NULL && size != NULL, FALSE);

  data = read_meta (file, &meta.size);
  meta.data = data;
  if (data == NULL || !find_exif_item (meta, &id) || !find_item (meta, id, offset, size))
    return FALSE;

  /* The item begins with the distance from behind this number to the TIFF header. */
  if (*size < sizeof head || *offset > G_MAXINT64
      || kindred_photo_file_read (file, *offset, head, sizeof head, NULL) != sizeof head)
    return FALSE;

  skip = sizeof head + (guint64) kindred_get_u32_be (head);
  if (skip >= *size || *offset > G_MAXINT64 - skip)
    return FALSE;

  *offset += skip;
  *size -= skip;

  return TRUE;
}

void
kindred_heif_read_size (KindredPhotoFile *file, guint64 *width, guint64 *height)
{
  g_autofree guint8 *data = NULL;
  Cursor meta = { .ok = TRUE }, iprp, ipco, property;
  char type[4];

  g_return_if_fail (file != NULL);
  g_return_if_fail (width != NULL && height != NULL);

  *width = *height = 0;
  data = read_meta (file, &meta.size);
  meta.data = data;
  if (data == NULL || !find_box (meta, "iprp", &iprp) || !find_box (iprp, "ipco", &ipco))
    return;

  while (take_box (&ipco, type, &property))
    if (memcmp (type, "ispe", 4) == 0)
      {
        guint64 w, h;

        take_number (&property, 4); /* version and flags */
        w = take_number (&property, 4);
        h = take_number (&property, 4);
        if (property.ok && w * h > *width * *height)
          {
            *width = w;
            *height = h;
          }
      }
}
