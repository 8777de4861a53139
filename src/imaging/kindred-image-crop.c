/* kindred-image-crop.c - square crops, copies of other sizes, and pictures as JPEG
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-image.h"

#include "base/kindred-error.h"
#include "kindred-image-upright.h"
#include "kindred-jpeg-encoder.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>

#define JPEG_QUALITY 85

/* Copies a square of whole pixels; those outside of the picture are the nearest ones inside. */
static GdkPixbuf *
copy_square (const KindredImage *self, int left, int top, int size)
{
  GdkPixbuf *square = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, size, size);
  guint8 *pixels;
  gsize stride;

  if (square == NULL)
    return NULL;

  pixels = gdk_pixbuf_get_pixels (square);
  stride = gdk_pixbuf_get_rowstride (square);
  for (int y = 0; y < size; y++)
    {
      const guint8 *row = self->pixels + (gsize) CLAMP (top + y, 0, self->height - 1) * self->stride;
      guint8 *to = pixels + y * stride;

      for (int x = 0; x < size; x++, to += 3)
        {
          const guint8 *from = row + 3 * (gsize) CLAMP (left + x, 0, self->width - 1);

          to[0] = from[0];
          to[1] = from[1];
          to[2] = from[2];
        }
    }

  return square;
}

static GdkPixbuf *
reduce (GdkPixbuf *square, int edge)
{
  if (gdk_pixbuf_get_width (square) <= edge)
    return g_object_ref (square);

  return gdk_pixbuf_scale_simple (square, edge, edge, GDK_INTERP_BILINEAR);
}

/* @pixbuf NULL: there was no memory for it. */
static GBytes *
save (GdkPixbuf *pixbuf, GError **error)
{
  if (pixbuf != NULL)
    return kindred_jpeg_encode (pixbuf, JPEG_QUALITY, error);

  g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE, "Not enough memory for a thumbnail");

  return NULL;
}

/* Shares the pixels. */
static GdkPixbuf *
view_pixbuf (const KindredImage *self)
{
  return gdk_pixbuf_new_from_data (self->pixels, GDK_COLORSPACE_RGB, FALSE, 8, self->width, self->height, self->stride,
                                   NULL, NULL);
}

GBytes *
kindred_image_crop_jpeg (const KindredImage *self, double x, double y, double size, int edge, GError **error)
{
  g_autoptr (GdkPixbuf) square = NULL;
  g_autoptr (GdkPixbuf) reduced = NULL;
  int limit;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (isfinite (x) && isfinite (y) && isfinite (size), NULL);
  g_return_val_if_fail (edge > 0, NULL);

  /* A square of more than twice the picture shows nothing more, and might not fit into memory. */
  limit = 2 * MIN (MAX (self->width, self->height), G_MAXINT / 8);
  size = CLAMP (size, 1, limit);
  x = CLAMP (x, -limit, limit);
  y = CLAMP (y, -limit, limit);

  square = copy_square (self, (int) floor (x), (int) floor (y), (int) lround (size));
  reduced = square != NULL ? reduce (square, edge) : NULL;

  return save (reduced, error);
}

GBytes *
kindred_image_to_jpeg (const KindredImage *self, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  pixbuf = view_pixbuf (self);

  return save (pixbuf, error);
}

KindredImage *
kindred_image_enlarge (const KindredImage *self, int factor)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) enlarged = NULL;
  KindredImage *image;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (factor >= 2 && factor <= 8, NULL);
  g_return_val_if_fail (MAX (self->width, self->height) <= G_MAXINT16, NULL);

  pixbuf = view_pixbuf (self);
  enlarged = gdk_pixbuf_scale_simple (pixbuf, factor * self->width, factor * self->height, GDK_INTERP_BILINEAR);
  image = enlarged != NULL ? kindred_image_new_upright (enlarged, 1, NULL) : NULL;
  if (image != NULL)
    image->scale = self->scale / factor;

  return image;
}

KindredImage *
kindred_image_reduce (const KindredImage *self, int max_edge, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) reduced = NULL;
  KindredImage *image;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (max_edge >= 0, NULL);

  pixbuf = view_pixbuf (self);
  reduced = kindred_pixbuf_reduce (pixbuf, max_edge, error);
  image = reduced != NULL ? kindred_image_new_upright (reduced, 1, error) : NULL;
  if (image != NULL)
    image->scale = self->scale * MAX (self->width, self->height) / MAX (image->width, image->height);

  return image;
}
