/* fake-photo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-vision.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#define FACES_PER_ROW 10

static guint32
get_colour (const FakeFace *face)
{
  guint red = face->person & 0xFF;
  guint green = (face->person >> 8 & 0xF) << 4 | face->variation;

  /* RGBA, as gdk_pixbuf_fill() wants it. */
  return red << 24 | green << 16 | face->quality << 8 | 0xFF;
}

void
make_fake_photo (const char *path, const FakeFace *faces, gsize n_faces, guint seed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("%u", seed);
  int columns = CLAMP (n_faces, 1, FACES_PER_ROW);
  int rows = MAX (1, (n_faces + FACES_PER_ROW - 1) / FACES_PER_ROW);
  int margin = FAKE_PHOTO_STEP - FAKE_PHOTO_SQUARE;
  g_autoptr (GdkPixbuf) photo = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, columns * FAKE_PHOTO_STEP + margin,
                                                rows * FAKE_PHOTO_STEP + margin);

  gdk_pixbuf_fill (photo, 0x000000FF);
  for (gsize i = 0; i < n_faces; i++)
    {
      g_autoptr (GdkPixbuf) square = NULL;

      g_assert_cmpuint (faces[i].person, >=, 1);
      g_assert_cmpuint (faces[i].person, <=, FAKE_COMMAND_PERSON);
      g_assert_cmpuint (faces[i].variation, <=, 15);
      g_assert_cmpuint (faces[i].quality, <=, 255);

      square = gdk_pixbuf_new_subpixbuf (photo, margin + i % FACES_PER_ROW * FAKE_PHOTO_STEP,
                                         margin + i / FACES_PER_ROW * FAKE_PHOTO_STEP, FAKE_PHOTO_SQUARE,
                                         FAKE_PHOTO_SQUARE);
      gdk_pixbuf_fill (square, get_colour (&faces[i]));
    }

  gdk_pixbuf_save (photo, path, "png", &error, "tEXt::Comment", text, NULL);
  g_assert_no_error (error);
}

void
make_fake_portrait (const char *path, guint person, guint variation)
{
  FakeFace face = FAKE_FACE (person, variation);

  make_fake_photo (path, &face, 1, 0);
}

void
make_fake_album (const char *directory, guint n_persons, guint n_photos)
{
  g_assert_cmpuint (n_persons, >=, 1);
  g_assert_cmpuint (n_persons, <=, FAKE_MAX_PERSON);
  g_assert_cmpint (g_mkdir_with_parents (directory, 0755), ==, 0);

  for (guint i = 0; i < n_photos; i++)
    {
      g_autofree char *name = g_strdup_printf ("fake-%05u.png", i);
      g_autofree char *path = g_build_filename (directory, name, NULL);
      guint n_faces = MIN (1 + i % 3, n_persons);
      FakeFace faces[3];

      for (guint k = 0; k < n_faces; k++)
        faces[k] = FAKE_FACE (1 + (i + k) % n_persons, (i / n_persons + 5 * k) % 16);

      make_fake_photo (path, faces, n_faces, i);
    }
}
