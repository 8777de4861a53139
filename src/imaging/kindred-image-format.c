/* kindred-image-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-image-format.h"

#include "kindred-bytes.h"
#include "kindred-heif.h"
#include "kindred-tiff.h"

#define HAS(offset, magic) kindred_bytes_have (data, size, offset, magic, sizeof (magic) - 1)

/* ISO base media files name what they conform to: a major brand and a list of compatible ones. */
static KindredImageFormat
sniff_brands (const guint8 *data, gsize size)
{
  gsize end = MIN (size, kindred_get_u32_be (data));
  KindredImageFormat found = KINDRED_IMAGE_UNKNOWN;

  for (gsize pos = 8; pos + 4 <= end; pos += pos == 8 ? 8 : 4)
    {
      if (HAS (pos, "avif") || HAS (pos, "avis"))
        return KINDRED_IMAGE_AVIF;
      if (HAS (pos, "heic") || HAS (pos, "heix") || HAS (pos, "hevc") || HAS (pos, "heim") || HAS (pos, "heis")
          || HAS (pos, "mif1"))
        found = KINDRED_IMAGE_HEIC;
    }

  return found;
}

KindredImageFormat
kindred_image_format_sniff (const guint8 *data, gsize size)
{
  if (HAS (0, "\xFF\xD8\xFF"))
    return KINDRED_IMAGE_JPEG;
  if (HAS (0, "\x89PNG\r\n\x1A\n"))
    return KINDRED_IMAGE_PNG;
  if (HAS (0, "RIFF") && HAS (8, "WEBP"))
    return KINDRED_IMAGE_WEBP;
  if (HAS (0, "II*\0") || HAS (0, "MM\0*"))
    return KINDRED_IMAGE_TIFF;
  if (HAS (0, "GIF87a") || HAS (0, "GIF89a"))
    return KINDRED_IMAGE_GIF;
  if (HAS (0, "BM"))
    return KINDRED_IMAGE_BMP;
  if (HAS (4, "ftyp"))
    return sniff_brands (data, size);

  return KINDRED_IMAGE_UNKNOWN;
}

static const struct
{
  const char *name;
  const char *mime_type;
} formats[] = {
  [KINDRED_IMAGE_UNKNOWN] = { "unknown", NULL },   [KINDRED_IMAGE_JPEG] = { "JPEG", "image/jpeg" },
  [KINDRED_IMAGE_PNG] = { "PNG", "image/png" },    [KINDRED_IMAGE_WEBP] = { "WebP", "image/webp" },
  [KINDRED_IMAGE_TIFF] = { "TIFF", "image/tiff" }, [KINDRED_IMAGE_GIF] = { "GIF", "image/gif" },
  [KINDRED_IMAGE_BMP] = { "BMP", "image/bmp" },    [KINDRED_IMAGE_HEIC] = { "HEIC", "image/heic" },
  [KINDRED_IMAGE_AVIF] = { "AVIF", "image/avif" },
};

const char *
kindred_image_format_get_name (KindredImageFormat format)
{
  g_return_val_if_fail ((gsize) format < G_N_ELEMENTS (formats), NULL);

  return formats[format].name;
}

const char *
kindred_image_format_get_mime_type (KindredImageFormat format)
{
  g_return_val_if_fail ((gsize) format < G_N_ELEMENTS (formats), NULL);

  return formats[format].mime_type;
}

/* The frame header of a JPEG comes after any number of other segments, of up to 64 KiB each. */
static void
read_jpeg_size (KindredPhotoFile *file, guint64 *width, guint64 *height)
{
  guint64 pos = 2;
  guint8 head[9];

  while (kindred_photo_file_read (file, pos, head, sizeof head, NULL) == sizeof head && head[0] == 0xFF)
    {
      guint8 marker = head[1];

      if (marker == 0xFF) /* a fill byte */
        {
          pos++;
          continue;
        }
      if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
        {
          *height = kindred_get_u16_be (head + 5);
          *width = kindred_get_u16_be (head + 7);
          return;
        }
      if (marker == 0xD9 || marker == 0xDA)
        return;

      pos += 2 + kindred_get_u16_be (head + 2);
    }
}

static void
read_webp_size (const guint8 *data, gsize size, guint64 *width, guint64 *height)
{
  if (HAS (12, "VP8X") && size >= 30)
    {
      *width = kindred_get_u24_le (data + 24) + G_GUINT64_CONSTANT (1);
      *height = kindred_get_u24_le (data + 27) + G_GUINT64_CONSTANT (1);
    }
  else if (HAS (12, "VP8L") && size >= 25)
    {
      guint32 bits = kindred_get_u32_le (data + 21);

      *width = (bits & 0x3FFF) + 1;
      *height = (bits >> 14 & 0x3FFF) + 1;
    }
  else if (HAS (12, "VP8 ") && size >= 30)
    {
      *width = kindred_get_u16_le (data + 26) & 0x3FFF;
      *height = kindred_get_u16_le (data + 28) & 0x3FFF;
    }
}

static void
read_bmp_size (const guint8 *data, gsize size, guint64 *width, guint64 *height)
{
  guint32 header_size;

  if (size < 26)
    return;

  header_size = kindred_get_u32_le (data + 14);
  if (header_size == 12)
    {
      *width = kindred_get_u16_le (data + 18);
      *height = kindred_get_u16_le (data + 20);
    }
  else
    {
      gint32 signed_height = (gint32) kindred_get_u32_le (data + 22);

      *width = kindred_get_u32_le (data + 18);
      *height = signed_height < 0 ? -(gint64) signed_height : signed_height;
    }
}

static void
read_tiff_size (KindredPhotoFile *file, guint64 *width, guint64 *height)
{
  guint32 value;

  if (kindred_tiff_read_tag (file, KINDRED_TIFF_WIDTH, &value))
    *width = value;
  if (kindred_tiff_read_tag (file, KINDRED_TIFF_HEIGHT, &value))
    *height = value;
}

void
kindred_image_format_read_size (KindredImageFormat format, KindredPhotoFile *file, guint64 *width, guint64 *height)
{
  guint8 data[64];
  gssize size;

  g_return_if_fail (file != NULL);
  g_return_if_fail (width != NULL && height != NULL);

  *width = *height = 0;
  size = kindred_photo_file_read (file, 0, data, sizeof data, NULL);
  if (size < 16)
    return;

  switch (format)
    {
    case KINDRED_IMAGE_JPEG:
      read_jpeg_size (file, width, height);
      break;
    case KINDRED_IMAGE_PNG:
      if (HAS (12, "IHDR") && size >= 24)
        {
          *width = kindred_get_u32_be (data + 16);
          *height = kindred_get_u32_be (data + 20);
        }
      break;
    case KINDRED_IMAGE_WEBP:
      read_webp_size (data, size, width, height);
      break;
    case KINDRED_IMAGE_TIFF:
      read_tiff_size (file, width, height);
      break;
    case KINDRED_IMAGE_GIF:
      *width = kindred_get_u16_le (data + 6);
      *height = kindred_get_u16_le (data + 8);
      break;
    case KINDRED_IMAGE_BMP:
      read_bmp_size (data, size, width, height);
      break;
    case KINDRED_IMAGE_HEIC:
    case KINDRED_IMAGE_AVIF:
      kindred_heif_read_size (file, width, height);
      break;
    case KINDRED_IMAGE_UNKNOWN:
    default:
      break;
    }
}
