/* kindred-rounded-texture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-rounded-texture.h"

#include <math.h>

/* A face at the edge of its photo is not quite square. (transfer full) */
static GdkPixbuf *
scale_to_cover (GdkPixbuf *pixbuf, int size)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  double scale = (double) size / MIN (width, height);

  if (width == size && height == size)
    return g_object_ref (pixbuf);

  return gdk_pixbuf_scale_simple (pixbuf, MAX (size, (int) lround (width * scale)),
                                  MAX (size, (int) lround (height * scale)), GDK_INTERP_BILINEAR);
}

/* How much of a pixel is within the round corners, in 255ths. */
static guint
get_coverage (int x, int y, int size, int radius)
{
  double across = MAX (MAX (radius - x - 0.5, x + 0.5 - (size - radius)), 0);
  double down = MAX (MAX (radius - y - 0.5, y + 0.5 - (size - radius)), 0);

  if (across <= 0 || down <= 0)
    return 255;

  return (guint) lround (255 * CLAMP (radius - hypot (across, down) + 0.5, 0, 1));
}

static void
set_pixel (guchar *pixel, const guchar *source, gboolean has_alpha, guint coverage)
{
  memcpy (pixel, source, 3);
  pixel[3] = (guchar) (has_alpha ? source[3] * coverage / 255 : coverage);
}

/* Not GDK_MEMORY_DEFAULT: to paint by the processor, GTK 4.8 turns a premultiplied texture into floating point numbers
 * and back, for each frame. */
GdkTexture *
kindred_rounded_texture_new (GdkPixbuf *pixbuf, int size, int radius)
{
  g_autoptr (GdkPixbuf) scaled = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guchar *pixels, *pixel;
  const guchar *source;
  int n_channels, rowstride, left, top;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), NULL);
  g_return_val_if_fail (size > 0, NULL);
  g_return_val_if_fail (radius >= 0 && radius <= (size + 1) / 2, NULL);

  scaled = scale_to_cover (pixbuf, size);
  source = gdk_pixbuf_read_pixels (scaled);
  n_channels = gdk_pixbuf_get_n_channels (scaled);
  rowstride = gdk_pixbuf_get_rowstride (scaled);
  left = (gdk_pixbuf_get_width (scaled) - size) / 2;
  top = (gdk_pixbuf_get_height (scaled) - size) / 2;

  pixel = pixels = g_malloc_n ((gsize) size * (gsize) size, 4);
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++, pixel += 4)
      set_pixel (pixel, source + (gsize) (top + y) * (gsize) rowstride + (left + x) * n_channels, n_channels == 4,
                 get_coverage (x, y, size, radius));

  bytes = g_bytes_new_take (pixels, (gsize) size * (gsize) size * 4);

  return gdk_memory_texture_new (size, size, GDK_MEMORY_R8G8B8A8, bytes, (gsize) size * 4);
}
