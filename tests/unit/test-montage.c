/* test-montage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "imaging/kindred-montage.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define CELL 32
#define GAP 4

static GBytes *
make_jpeg (int width, int height, guint32 colour)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, colour);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", &error, "quality", "95", NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

static GPtrArray *
new_thumbnails (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

static GdkPixbuf *
decode (GBytes *jpeg)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (jpeg);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);

  return pixbuf;
}

static void
assert_colour (GdkPixbuf *sheet, int x, int y, int red, int green, int blue)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (sheet) + y * gdk_pixbuf_get_rowstride (sheet) + 3 * x;

  g_assert_cmpint (ABS (pixel[0] - red), <, 24);
  g_assert_cmpint (ABS (pixel[1] - green), <, 24);
  g_assert_cmpint (ABS (pixel[2] - blue), <, 24);
}

/* The centre of the cell in this column and row. */
static int
centre (int index)
{
  return GAP + index * (CELL + GAP) + CELL / 2;
}

static void
test_grid (void)
{
  g_autoptr (GPtrArray) thumbnails = new_thumbnails ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) montage = NULL;
  g_autoptr (GdkPixbuf) sheet = NULL;

  g_ptr_array_add (thumbnails, make_jpeg (64, 64, 0xff0000ff));
  g_ptr_array_add (thumbnails, make_jpeg (64, 64, 0x00ff00ff));
  g_ptr_array_add (thumbnails, make_jpeg (8, 8, 0x0000ffff));

  montage = kindred_montage_make (thumbnails, CELL, &error);
  g_assert_no_error (error);
  sheet = decode (montage);

  g_assert_cmpint (gdk_pixbuf_get_width (sheet), ==, 2 * (CELL + GAP) + GAP);
  g_assert_cmpint (gdk_pixbuf_get_height (sheet), ==, 2 * (CELL + GAP) + GAP);
  assert_colour (sheet, centre (0), centre (0), 255, 0, 0);
  assert_colour (sheet, centre (1), centre (0), 0, 255, 0);
  assert_colour (sheet, centre (0), centre (1), 0, 0, 255);
  assert_colour (sheet, centre (1), centre (1), 255, 255, 255);
}

static void
test_damaged (void)
{
  g_autoptr (GPtrArray) thumbnails = new_thumbnails ();
  g_autoptr (GPtrArray) damaged = new_thumbnails ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) montage = NULL;
  g_autoptr (GdkPixbuf) sheet = NULL;

  g_ptr_array_add (damaged, g_bytes_new_static ("not a picture", 13));
  g_ptr_array_add (damaged, g_bytes_new (NULL, 0));
  g_assert_null (kindred_montage_make (damaged, CELL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE);
  g_clear_error (&error);

  g_ptr_array_add (thumbnails, g_bytes_new_static ("not a picture", 13));
  g_ptr_array_add (thumbnails, make_jpeg (2000, 2000, 0x00ff00ff)); /* not one of ours */
  g_ptr_array_add (thumbnails, make_jpeg (64, 64, 0xff0000ff));
  montage = kindred_montage_make (thumbnails, CELL, &error);
  g_assert_no_error (error);
  sheet = decode (montage);
  g_assert_cmpint (gdk_pixbuf_get_width (sheet), ==, CELL + 2 * GAP);
  assert_colour (sheet, centre (0), centre (0), 255, 0, 0);
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) thumbnails = new_thumbnails ();
  g_autoptr (GError) error = NULL;

  g_assert_null (kindred_montage_make (thumbnails, CELL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
}

static void
test_many (void)
{
  g_autoptr (GPtrArray) thumbnails = new_thumbnails ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) montage = NULL;
  g_autoptr (GdkPixbuf) sheet = NULL;

  for (int i = 0; i < 3 * KINDRED_MONTAGE_MAX_FACES; i++)
    g_ptr_array_add (thumbnails, make_jpeg (16, 16, 0x808080ff));

  montage = kindred_montage_make (thumbnails, CELL, &error);
  g_assert_no_error (error);
  sheet = decode (montage);
  g_assert_cmpint (gdk_pixbuf_get_width (sheet), ==, 10 * (CELL + GAP) + GAP);
  g_assert_cmpint (gdk_pixbuf_get_height (sheet), ==, 10 * (CELL + GAP) + GAP);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/montage/grid", test_grid);
  g_test_add_func ("/montage/damaged", test_damaged);
  g_test_add_func ("/montage/empty", test_empty);
  g_test_add_func ("/montage/many", test_many);

  return g_test_run ();
}
