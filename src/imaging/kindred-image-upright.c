/* kindred-image-upright.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-image-upright.h"

#include "base/kindred-error.h"

#include <math.h>

/* Where the upright picture's pixel (x, y) is in the stored one: at origin + x * along_x + y *
 * along_y bytes. */
typedef struct
{
  gssize origin;
  gssize along_x;
  gssize along_y;
} Walk;

static Walk
get_walk (GdkPixbuf *pixbuf, int orientation)
{
  gssize step = gdk_pixbuf_get_n_channels (pixbuf);
  gssize row = gdk_pixbuf_get_rowstride (pixbuf);
  gssize right = (gdk_pixbuf_get_width (pixbuf) - 1) * step;
  gssize bottom = (gdk_pixbuf_get_height (pixbuf) - 1) * row;

  switch (orientation)
    {
    case 2: /* mirrored */
      return (Walk){ right, -step, row };
    case 3: /* upside down */
      return (Walk){ right + bottom, -step, -row };
    case 4: /* mirrored upside down */
      return (Walk){ bottom, step, -row };
    case 5: /* mirrored along the diagonal */
      return (Walk){ 0, row, step };
    case 6: /* the stored picture has to be turned clockwise */
      return (Walk){ bottom, -row, step };
    case 7: /* mirrored along the other diagonal */
      return (Walk){ right + bottom, -row, -step };
    case 8: /* to be turned anticlockwise */
      return (Walk){ right, row, -step };
    default:
      return (Walk){ 0, step, row };
    }
}

static guint8
onto_white (guint8 value, guint8 alpha)
{
  return (value * alpha + 255 * (255 - alpha) + 127) / 255;
}

static void
compose_row (guint8 *to, const guint8 *from, gssize step, int width)
{
  for (int x = 0; x < width; x++, to += 3, from += step)
    {
      to[0] = onto_white (from[0], from[3]);
      to[1] = onto_white (from[1], from[3]);
      to[2] = onto_white (from[2], from[3]);
    }
}

static void
copy_row (guint8 *to, const guint8 *from, gssize step, int width)
{
  for (int x = 0; x < width; x++, to += 3, from += step)
    {
      to[0] = from[0];
      to[1] = from[1];
      to[2] = from[2];
    }
}

KindredImage *
kindred_image_new_upright (GdkPixbuf *pixbuf, int orientation, GError **error)
{
  gboolean transposed = kindred_orientation_is_transposed (orientation);
  gboolean has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  int width = transposed ? gdk_pixbuf_get_height (pixbuf) : gdk_pixbuf_get_width (pixbuf);
  int height = transposed ? gdk_pixbuf_get_width (pixbuf) : gdk_pixbuf_get_height (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  Walk walk = get_walk (pixbuf, orientation);
  KindredImage *self = kindred_image_new (width, height);

  if (self == NULL)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE, "Not enough memory for %d × %d pixels", width,
                   height);
      return NULL;
    }

  for (int y = 0; y < height; y++)
    {
      const guint8 *from = pixels + walk.origin + y * walk.along_y;

      if (has_alpha)
        compose_row (self->pixels + y * self->stride, from, walk.along_x, width);
      else
        copy_row (self->pixels + y * self->stride, from, walk.along_x, width);
    }

  return self;
}

GdkPixbuf *
kindred_pixbuf_reduce (GdkPixbuf *pixbuf, int max_edge, GError **error)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  double factor = (double) max_edge / MAX (width, height);
  GdkPixbuf *reduced;

  if (max_edge <= 0 || factor >= 1)
    return g_object_ref (pixbuf);

  reduced = gdk_pixbuf_scale_simple (pixbuf, MAX (1, lround (width * factor)), MAX (1, lround (height * factor)),
                                     GDK_INTERP_BILINEAR);
  if (reduced == NULL)
    g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE, "Not enough memory to reduce the picture");

  return reduced;
}
