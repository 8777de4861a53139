/* kindred-image-load.c - from a file to a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-image.h"

#include "base/kindred-error.h"
#include "kindred-exif-block.h"
#include "kindred-exif.h"
#include "kindred-image-complete.h"
#include "kindred-image-format.h"
#include "kindred-image-limits.h"
#include "kindred-image-upright.h"
#include "kindred-jpeg-decoder.h"
#include "kindred-pixbuf-decoder.h"
#include "kindred-tiff.h"

#define SNIFF_SIZE 64

static gboolean
sniff (KindredPhotoFile *file, KindredImageFormat *format, GError **error)
{
  guint8 head[SNIFF_SIZE];
  gssize n = kindred_photo_file_read (file, 0, head, sizeof head, error);

  if (n < 0)
    return FALSE;

  *format = kindred_image_format_sniff (head, n);
  if (*format == KINDRED_IMAGE_UNKNOWN)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_UNSUPPORTED_FORMAT,
                           "The file is neither a picture nor a video of a kind that Kindred knows");
      return FALSE;
    }

  return TRUE;
}

static KindredPhotoInfo *
read_info (KindredPhotoFile *file, KindredImageFormat format)
{
  g_autoptr (GBytes) block = kindred_exif_block_read (file, format);
  KindredPhotoInfo *info = kindred_photo_info_new ();
  guint32 orientation;

  if (block != NULL)
    kindred_exif_parse (block, info);

  if (info->date_source == KINDRED_DATE_NONE)
    {
      info->taken = kindred_photo_info_to_wall_clock (file->mtime);
      info->date_source = KINDRED_DATE_FILE;
    }

  /* The block is the first 64 KiB of a TIFF; its directory is often at the end. */
  if (format == KINDRED_IMAGE_TIFF && kindred_tiff_read_tag (file, KINDRED_TIFF_ORIENTATION, &orientation))
    info->orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;

  /* The decoders of these turn the picture themselves, by the container's own properties, beside
   * which EXIF's orientation does not count. */
  if (format == KINDRED_IMAGE_HEIC || format == KINDRED_IMAGE_AVIF)
    info->orientation = 1;

  return info;
}

static void
set_upright_size (KindredPhotoInfo *info, guint64 width, guint64 height)
{
  gboolean transposed = kindred_orientation_is_transposed (info->orientation);

  if (width > G_MAXINT || height > G_MAXINT)
    return;

  info->width = transposed ? height : width;
  info->height = transposed ? width : height;
}

/* Decodes to @max_edge; not turned.  @width, @height: (out): of the original as stored */
static GdkPixbuf *
decode (KindredPhotoFile *file, KindredImageFormat format, const KindredImageLimits *limits, int max_edge, int *width,
        int *height, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (format == KINDRED_IMAGE_JPEG)
    {
      pixbuf = kindred_jpeg_decode (file, limits, max_edge, width, height, error);
    }
  else if (kindred_image_check_complete (file, format, error))
    {
      pixbuf = kindred_pixbuf_decode (file, format, limits, error);
      *width = pixbuf != NULL ? gdk_pixbuf_get_width (pixbuf) : 0;
      *height = pixbuf != NULL ? gdk_pixbuf_get_height (pixbuf) : 0;
    }

  return pixbuf != NULL ? kindred_pixbuf_reduce (pixbuf, max_edge, error) : NULL;
}

/* Which way the decoder has left the picture: some turn it themselves. */
static int
get_remaining_orientation (KindredImageFormat format, int orientation)
{
  /* libtiff, as GdkPixbuf calls it, mirrors the picture until its first pixel is at the top left, but
   * does not exchange rows and columns; what is left to do for 5 to 8 is a diagonal mirroring. */
  static const int after_libtiff[] = { 1, 1, 1, 1, 1, 5, 7, 5, 7 };

  return format == KINDRED_IMAGE_TIFF ? after_libtiff[orientation] : orientation;
}

static KindredImage *
load (KindredPhotoFile *file, const KindredImageLimits *limits, int max_edge, KindredPhotoInfo **info, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  KindredImage *image;
  KindredImageFormat format;
  guint64 header_width, header_height;
  int width, height;

  if (!sniff (file, &format, error))
    return NULL;

  *info = read_info (file, format);
  kindred_image_format_read_size (format, file, &header_width, &header_height);
  set_upright_size (*info, header_width, header_height);
  if ((header_width > 0 || header_height > 0)
      && !kindred_image_limits_check (limits, header_width, header_height, error))
    return NULL;

  pixbuf = decode (file, format, limits, max_edge, &width, &height, error);
  if (pixbuf == NULL)
    return NULL;

  set_upright_size (*info, width, height);
  image = kindred_image_new_upright (pixbuf, get_remaining_orientation (format, (*info)->orientation), error);
  if (image != NULL)
    image->scale = (double) MAX (width, height) / MAX (image->width, image->height);

  return image;
}

KindredImage *
kindred_image_load (const char *path, const KindredImageLimits *limits, int max_edge, KindredPhotoInfo **info,
                    GError **error)
{
  g_autoptr (KindredPhotoFile) file = NULL;
  g_autoptr (KindredPhotoInfo) own_info = NULL;
  KindredImage *image;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (limits != NULL, NULL);
  g_return_val_if_fail (max_edge >= 0, NULL);

  if (info != NULL)
    *info = NULL;

  file = kindred_photo_file_open (path, limits->max_bytes, error);
  if (file == NULL)
    return NULL;

  image = load (file, limits, max_edge, &own_info, error);
  if (info != NULL)
    *info = g_steal_pointer (&own_info);

  return image;
}
