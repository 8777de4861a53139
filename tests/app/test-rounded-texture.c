/* test-rounded-texture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/kindred-rounded-texture.h"

#define SIZE 32

/* How far to the right they are in a pixel */
#define BLUE 0
#define GREEN 8
#define RED 16
#define ALPHA 24

typedef struct
{
  guint32 pixels[SIZE][SIZE]; /* as cairo has them */
} Image;

static guint
get (const Image *image, int x, int y, guint channel)
{
  return image->pixels[y][x] >> channel & 255;
}

/* Blue on the left, red in the middle third, green on the right. (transfer full) */
static GdkPixbuf *
new_stripes (int width, int height)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guchar *pixel = pixels + y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3;

        pixel[0] = x >= width / 3 && x < width - width / 3 ? 255 : 0;
        pixel[1] = x >= width - width / 3 ? 255 : 0;
        pixel[2] = x < width / 3 ? 255 : 0;
      }

  return pixbuf;
}

static void
paint (int width, int height, int radius, Image *image)
{
  g_autoptr (GdkPixbuf) pixbuf = new_stripes (width, height);
  g_autoptr (GdkTexture) texture = kindred_rounded_texture_new (pixbuf, SIZE, radius);

  g_assert_cmpint (gdk_texture_get_width (texture), ==, SIZE);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, SIZE);
  gdk_texture_download (texture, (guchar *) image->pixels, sizeof image->pixels[0]);
}

static void
test_square (void)
{
  Image image;

  paint (SIZE, SIZE, 0, &image);
  for (int i = 0; i < SIZE; i++)
    {
      g_assert_cmpint (get (&image, i, 0, ALPHA), ==, 255);
      g_assert_cmpint (get (&image, SIZE - 1, i, ALPHA), ==, 255);
    }
  g_assert_cmpint (get (&image, 0, 0, BLUE), ==, 255);
  g_assert_cmpint (get (&image, SIZE / 2, SIZE / 2, RED), ==, 255);
  g_assert_cmpint (get (&image, SIZE - 1, SIZE - 1, GREEN), ==, 255);
}

static void
test_circle (void)
{
  Image image;

  paint (SIZE, SIZE, SIZE / 2, &image);
  for (int i = 0; i < SIZE; i++)
    for (int j = 0; j < SIZE; j++)
      {
        double across = i + 0.5 - SIZE / 2, down = j + 0.5 - SIZE / 2;
        double square = across * across + down * down;

        if (square < (SIZE / 2 - 1) * (SIZE / 2 - 1))
          g_assert_cmpint (get (&image, i, j, ALPHA), ==, 255);
        if (square > (SIZE / 2 + 1) * (SIZE / 2 + 1))
          g_assert_cmpint (get (&image, i, j, ALPHA), ==, 0);
      }
}

static void
test_corners (void)
{
  Image image;

  paint (SIZE, SIZE, 8, &image);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (get (&image, i & 2 ? SIZE - 1 : 0, i & 1 ? SIZE - 1 : 0, ALPHA), ==, 0);
  g_assert_cmpint (get (&image, 8, 0, ALPHA), ==, 255);
  g_assert_cmpint (get (&image, 0, 8, ALPHA), ==, 255);
  g_assert_cmpint (get (&image, 4, 4, ALPHA), ==, 255);
}

/* What sticks out is cut off on both sides: the middle third is all that is left. */
static void
test_oblong (void)
{
  Image image;

  paint (3 * SIZE, SIZE, 0, &image);
  for (int i = 0; i < SIZE; i++)
    {
      g_assert_cmpint (get (&image, i, SIZE / 2, RED), ==, 255);
      g_assert_cmpint (get (&image, i, SIZE / 2, BLUE) + get (&image, i, SIZE / 2, GREEN), ==, 0);
    }

  paint (3 * SIZE / 2, SIZE / 2, 0, &image);
  g_assert_cmpint (get (&image, SIZE / 2, SIZE / 2, RED), ==, 255);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rounded-texture/square", test_square);
  g_test_add_func ("/rounded-texture/circle", test_circle);
  g_test_add_func ("/rounded-texture/corners", test_corners);
  g_test_add_func ("/rounded-texture/oblong", test_oblong);

  return g_test_run ();
}
