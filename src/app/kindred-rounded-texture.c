/* kindred-rounded-texture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-rounded-texture.h"

#include <math.h>

#define SURFACE_KEY "kindred-surface"

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

/* As cairo and GDK_MEMORY_DEFAULT have it: colours multiplied by alpha, in the order of the processor's bytes. */
static guint32
make_pixel (const guchar *source, gboolean has_alpha, guint coverage)
{
  guint32 alpha = has_alpha ? source[3] * coverage / 255 : coverage;

  return alpha << 24 | (source[0] * alpha + 127) / 255 << 16 | (source[1] * alpha + 127) / 255 << 8
         | (source[2] * alpha + 127) / 255;
}

static guint32 *
make_pixels (GdkPixbuf *pixbuf, int size, int radius)
{
  const guchar *source = gdk_pixbuf_read_pixels (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  gsize rowstride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  int left = (gdk_pixbuf_get_width (pixbuf) - size) / 2;
  int top = (gdk_pixbuf_get_height (pixbuf) - size) / 2;
  guint32 *pixels = g_malloc_n ((gsize) size * (gsize) size, sizeof *pixels);
  guint32 *pixel = pixels;

  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      *pixel++ = make_pixel (source + (gsize) (top + y) * rowstride + (left + x) * n_channels, n_channels == 4,
                             get_coverage (x, y, size, radius));

  return pixels;
}

/* Of the same pixels, not of a copy: a render node may keep the surface for longer than the texture lives. */
static cairo_surface_t *
new_surface (GBytes *bytes, int size)
{
  static const cairo_user_data_key_t key;
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (guchar *) g_bytes_get_data (bytes, NULL), CAIRO_FORMAT_ARGB32, size, size, size * (int) sizeof (guint32));

  cairo_surface_set_user_data (surface, &key, g_bytes_ref (bytes), (cairo_destroy_func_t) g_bytes_unref);

  return surface;
}

GdkTexture *
kindred_rounded_texture_new (GdkPixbuf *pixbuf, int size, int radius)
{
  g_autoptr (GdkPixbuf) scaled = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), NULL);
  g_return_val_if_fail (size > 0, NULL);
  g_return_val_if_fail (radius >= 0 && radius <= (size + 1) / 2, NULL);

  scaled = scale_to_cover (pixbuf, size);
  bytes = g_bytes_new_take (make_pixels (scaled, size, radius), (gsize) size * (gsize) size * sizeof (guint32));
  texture = gdk_memory_texture_new (size, size, GDK_MEMORY_DEFAULT, bytes, (gsize) size * sizeof (guint32));
  g_object_set_data_full (G_OBJECT (texture), SURFACE_KEY, new_surface (bytes, size),
                          (GDestroyNotify) cairo_surface_destroy);

  return texture;
}

/* To paint by the processor, GTK 4.8 copies a texture for each frame, by way of floating point numbers. */
void
kindred_rounded_texture_snapshot (GdkTexture *texture, GtkSnapshot *snapshot, const graphene_rect_t *bounds,
                                  GskRenderer *renderer)
{
  cairo_surface_t *surface;
  cairo_t *cr;

  g_return_if_fail (GDK_IS_TEXTURE (texture));
  g_return_if_fail (GTK_IS_SNAPSHOT (snapshot));

  surface = g_object_get_data (G_OBJECT (texture), SURFACE_KEY);
  if (surface == NULL || !GSK_IS_CAIRO_RENDERER (renderer))
    {
      gtk_snapshot_append_texture (snapshot, texture, bounds);
      return;
    }

  cr = gtk_snapshot_append_cairo (snapshot, bounds);
  cairo_translate (cr, bounds->origin.x, bounds->origin.y);
  cairo_scale (cr, bounds->size.width / gdk_texture_get_width (texture),
               bounds->size.height / gdk_texture_get_height (texture));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}
