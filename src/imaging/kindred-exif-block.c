/* kindred-exif-block.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-exif-block.h"

#include "kindred-bytes.h"
#include "kindred-heif.h"

#include <string.h>

#define MAX_BLOCK 65535
#define MAX_CHUNKS 10000 /* of a file: a damaged one may have millions of empty ones */
#define EXIF_PREFIX "Exif\0\0"
#define EXIF_PREFIX_SIZE 6

/* Returns the block at @offset without the prefix that some writers put before it. */
static GBytes *
read_block (KindredPhotoFile *file, guint64 offset, guint64 size)
{
  g_autofree guint8 *data = NULL;
  gsize length = MIN (size, MAX_BLOCK);
  gssize n;

  data = g_malloc (MAX (length, 1));
  n = kindred_photo_file_read (file, offset, data, length, NULL);
  if (n < 8)
    return NULL;

  if (n > EXIF_PREFIX_SIZE && memcmp (data, EXIF_PREFIX, EXIF_PREFIX_SIZE) == 0)
    return g_bytes_new (data + EXIF_PREFIX_SIZE, n - EXIF_PREFIX_SIZE);

  return g_bytes_new_take (g_steal_pointer (&data), n);
}

static GBytes *
read_jpeg (KindredPhotoFile *file)
{
  guint64 pos = 2;
  guint8 head[4 + EXIF_PREFIX_SIZE];

  for (guint i = 0; i < MAX_CHUNKS; i++)
    {
      guint length;

      if (kindred_photo_file_read (file, pos, head, sizeof head, NULL) != sizeof head || head[0] != 0xFF)
        return NULL;
      if (head[1] == 0xFF)
        {
          pos++;
          continue;
        }
      if (head[1] == 0xD9 || head[1] == 0xDA)
        return NULL;

      length = kindred_get_u16_be (head + 2);
      if (length < 2)
        return NULL;
      if (head[1] == 0xE1 && length > 2 + EXIF_PREFIX_SIZE && memcmp (head + 4, EXIF_PREFIX, EXIF_PREFIX_SIZE) == 0)
        return read_block (file, pos + 4, length - 2);

      pos += 2 + length;
    }

  return NULL;
}

static GBytes *
read_png (KindredPhotoFile *file)
{
  guint64 pos = 8;
  guint8 head[8];

  for (guint i = 0; i < MAX_CHUNKS; i++)
    {
      guint32 length;

      if (kindred_photo_file_read (file, pos, head, sizeof head, NULL) != sizeof head)
        return NULL;

      length = kindred_get_u32_be (head);
      if (memcmp (head + 4, "eXIf", 4) == 0)
        return read_block (file, pos + 8, length);
      if (memcmp (head + 4, "IEND", 4) == 0)
        return NULL;

      pos += G_GUINT64_CONSTANT (12) + length;
    }

  return NULL;
}

static GBytes *
read_webp (KindredPhotoFile *file)
{
  guint64 pos = 12;
  guint8 head[8];

  for (guint i = 0; i < MAX_CHUNKS; i++)
    {
      guint32 length;

      if (kindred_photo_file_read (file, pos, head, sizeof head, NULL) != sizeof head)
        return NULL;

      length = kindred_get_u32_le (head + 4);
      if (memcmp (head, "EXIF", 4) == 0)
        return read_block (file, pos + 8, length);

      pos += G_GUINT64_CONSTANT (8) + length + (length & 1);
    }

  return NULL;
}

static GBytes *
read_heif (KindredPhotoFile *file)
{
  guint64 offset, size;

  return kindred_heif_find_exif (file, &offset, &size) ? read_block (file, offset, size) : NULL;
}

GBytes *
kindred_exif_block_read (KindredPhotoFile *file, KindredImageFormat format)
{
  g_return_val_if_fail (file != NULL, NULL);

  switch (format)
    {
    case KINDRED_IMAGE_JPEG:
      return read_jpeg (file);
    case KINDRED_IMAGE_PNG:
      return read_png (file);
    case KINDRED_IMAGE_WEBP:
      return read_webp (file);
    case KINDRED_IMAGE_TIFF:
      return read_block (file, 0, file->size);
    case KINDRED_IMAGE_HEIC:
    case KINDRED_IMAGE_AVIF:
      return read_heif (file);
    case KINDRED_IMAGE_GIF:
    case KINDRED_IMAGE_BMP:
    case KINDRED_IMAGE_UNKNOWN:
    default:
      return NULL;
    }
}
