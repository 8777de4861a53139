/* make-thumbnails.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "make-thumbnails.h"

#include "base/kindred-paths.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#define EDGE 256
#define N_VARIANTS 3
#define N_FOLDERS 256

typedef struct
{
  guint8 red, green, blue;
} Colour;

/* Hues far from each other for neighbouring numbers. */
static Colour
get_colour (guint number, guint salt)
{
  guint32 hash = (number + 1) * 2654435761u + salt * 40503u;

  return (Colour){ 64 + (hash >> 24) / 2, 64 + (hash >> 16 & 255) / 2, 64 + (hash >> 8 & 255) / 2 };
}

static void
draw_ellipse (GdkPixbuf *picture, int x, int y, int width, int height, Colour colour)
{
  guint8 *pixels = gdk_pixbuf_get_pixels (picture);
  int stride = gdk_pixbuf_get_rowstride (picture);

  for (int row = MAX (0, y - height); row < MIN (EDGE, y + height); row++)
    for (int column = MAX (0, x - width); column < MIN (EDGE, x + width); column++)
      {
        double dx = (double) (column - x) / width, dy = (double) (row - y) / height;
        guint8 *pixel = pixels + (gsize) row * stride + 3 * column;

        if (dx * dx + dy * dy > 1)
          continue;

        pixel[0] = colour.red;
        pixel[1] = colour.green;
        pixel[2] = colour.blue;
      }
}

static gboolean
draw_face (guint number, guint variant, char **data, gsize *size, GError **error)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, EDGE, EDGE);
  Colour background = get_colour (number, 1 + variant);
  Colour dark = { 32, 32, 32 };
  int middle = EDGE / 2 + 8 * ((int) variant - 1);
  int eyes = 24 + number % 16;

  gdk_pixbuf_fill (picture, (guint32) background.red << 24 | (guint32) background.green << 16 | background.blue << 8);
  draw_ellipse (picture, middle, EDGE / 2, 60 + number % 30, 80 + number % 25, get_colour (number, 100));
  draw_ellipse (picture, middle - eyes, 110, 10, 7, dark);
  draw_ellipse (picture, middle + eyes, 110, 10, 7, dark);
  draw_ellipse (picture, middle, 170, 20 + number % 14, 4 + number % 7, dark);

  return gdk_pixbuf_save_to_buffer (picture, data, size, "jpeg", error, "quality", "85", NULL);
}

static gboolean
write_face (const char *dir, gint64 face, const char *data, gsize size, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s/%02x/%" G_GINT64_FORMAT ".jpg", dir, (guint) (face % N_FOLDERS), face);

  return g_file_set_contents_full (path, data, size, G_FILE_SET_CONTENTS_NONE, 0600, error);
}

static gboolean
make_folders (const char *dir, GError **error)
{
  for (guint i = 0; i < N_FOLDERS; i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/%02x", dir, i);

      if (g_mkdir_with_parents (folder, 0700) != 0)
        {
          g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s cannot be made", folder);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
make_thumbnails (const char *library_id, const gint64 *faces, const int *owners, int n_faces, GError **error)
{
  g_autofree char *cache = kindred_paths_get_cache_dir (library_id);
  g_autofree char *dir = g_build_filename (cache, "faces", NULL);
  /* A few pictures a person, drawn once. */
  g_autoptr (GHashTable) drawn
      = g_hash_table_new_full (g_int_hash, g_int_equal, g_free, (GDestroyNotify) g_bytes_unref);

  if (!make_folders (dir, error))
    return FALSE;

  for (int i = 0; i < n_faces; i++)
    {
      int key = (owners[i] + 1) * N_VARIANTS + i % N_VARIANTS;
      GBytes *bytes = g_hash_table_lookup (drawn, &key);

      if (bytes == NULL)
        {
          char *data;
          gsize size;

          if (!draw_face (owners[i] + 1, i % N_VARIANTS, &data, &size, error))
            return FALSE;

          bytes = g_bytes_new_take (data, size);
          g_hash_table_insert (drawn, g_memdup2 (&key, sizeof key), bytes);
        }

      if (!write_face (dir, faces[i], g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
        return FALSE;
    }

  return TRUE;
}
