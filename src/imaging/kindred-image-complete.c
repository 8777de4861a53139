/* kindred-image-complete.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-image-complete.h"

#include "base/kindred-error.h"
#include "kindred-bytes.h"

#include <string.h>

/* Of a PNG; writers make chunks of 8 KiB at least, so that this is much. */
#define MAX_CHUNKS 1000000

#define BMP_HEADER_SIZE 34

static gboolean
read_exactly (KindredPhotoFile *file, guint64 offset, guint8 *buffer, gsize size)
{
  return kindred_photo_file_read (file, offset, buffer, size, NULL) == (gssize) size;
}

/* Whether the chunks go on to the last one, IEND. */
static gboolean
check_png (KindredPhotoFile *file)
{
  guint64 pos = 8;
  guint8 head[8];

  for (guint i = 0; i < MAX_CHUNKS && read_exactly (file, pos, head, sizeof head); i++)
    {
      if (memcmp (head + 4, "IEND", 4) == 0)
        return TRUE;

      pos += G_GUINT64_CONSTANT (12) + kindred_get_u32_be (head);
    }

  return FALSE;
}

static gboolean
check_webp (KindredPhotoFile *file)
{
  guint8 head[8];

  return read_exactly (file, 0, head, sizeof head)
         && file->size >= G_GUINT64_CONSTANT (8) + kindred_get_u32_le (head + 4);
}

/* Whether the rows of an uncompressed BMP are there; the size in its header is often wrong. */
static gboolean
check_bmp (KindredPhotoFile *file)
{
  guint8 head[BMP_HEADER_SIZE];
  guint64 width, height, row;
  guint bits, compression;

  if (!read_exactly (file, 0, head, sizeof head))
    return FALSE;

  bits = kindred_get_u16_le (head + 28);
  compression = kindred_get_u32_le (head + 30);
  if (kindred_get_u32_le (head + 14) < 40 || bits > 32 || (compression != 0 && compression != 3))
    return TRUE;

  kindred_image_format_read_size (KINDRED_IMAGE_BMP, file, &width, &height);
  row = (width * bits + 31) / 32 * 4;

  /* Both are below 2^32. */
  return file->size >= kindred_get_u32_le (head + 10) && (row == 0 || height <= file->size / row)
         && file->size - kindred_get_u32_le (head + 10) >= row * height;
}

gboolean
kindred_image_check_complete (KindredPhotoFile *file, KindredImageFormat format, GError **error)
{
  gboolean complete = TRUE;

  g_return_val_if_fail (file != NULL, FALSE);

  if (format == KINDRED_IMAGE_PNG)
    complete = check_png (file);
  else if (format == KINDRED_IMAGE_WEBP)
    complete = check_webp (file);
  else if (format == KINDRED_IMAGE_BMP)
    complete = check_bmp (file);

  if (!complete)
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE,
                 "The %s picture is damaged or incomplete: it ends too early", kindred_image_format_get_name (format));

  return complete;
}
