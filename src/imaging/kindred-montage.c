/* kindred-montage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-montage.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/kindred-error.h"
#include "kindred-jpeg-decoder.h"
#include "kindred-jpeg-encoder.h"

#define GAP 4
#define WHITE 0xffffffff

/* Thumbnails have 256 pixels at most; a file that claims more was not written by us. */
#define LIMITS ((KindredImageLimits){ 1024 * 1024, G_MAXUINT64 })

#define JPEG_QUALITY 90

static GdkPixbuf *
decode (GBytes *thumbnail, int cell)
{
  g_autoptr (GdkPixbuf) pixbuf = kindred_jpeg_decode_bytes (thumbnail, &LIMITS, cell, NULL);

  return pixbuf != NULL ? gdk_pixbuf_scale_simple (pixbuf, cell, cell, GDK_INTERP_BILINEAR) : NULL;
}

static GPtrArray *
decode_all (GPtrArray *thumbnails, int cell)
{
  GPtrArray *faces = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < thumbnails->len && faces->len < KINDRED_MONTAGE_MAX_FACES; i++)
    {
      GdkPixbuf *face = decode (thumbnails->pdata[i], cell);

      if (face != NULL)
        g_ptr_array_add (faces, face);
    }

  return faces;
}

static GdkPixbuf *
compose (GPtrArray *faces, int cell)
{
  int columns = (int) ceil (sqrt (faces->len));
  int rows = ((int) faces->len + columns - 1) / columns;
  int pitch = cell + GAP;
  GdkPixbuf *sheet = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, columns * pitch + GAP, rows * pitch + GAP);

  if (sheet == NULL)
    return NULL;

  gdk_pixbuf_fill (sheet, WHITE);
  for (int i = 0; i < (int) faces->len; i++)
    gdk_pixbuf_copy_area (faces->pdata[i], 0, 0, cell, cell, sheet, GAP + i % columns * pitch,
                          GAP + i / columns * pitch);

  return sheet;
}

GBytes *
kindred_montage_make (GPtrArray *thumbnails, int cell, GError **error)
{
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (GdkPixbuf) sheet = NULL;

  g_return_val_if_fail (thumbnails != NULL, NULL);
  g_return_val_if_fail (cell >= 16 && cell <= 512, NULL);

  if (thumbnails->len == 0)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT, _ ("There are no faces to show"));
      return NULL;
    }

  faces = decode_all (thumbnails, cell);
  if (faces->len == 0)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE, _ ("The pictures of faces are damaged"));
      return NULL;
    }

  sheet = compose (faces, cell);
  if (sheet == NULL)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE, _ ("There is not enough memory"));
      return NULL;
    }

  return kindred_jpeg_encode (sheet, JPEG_QUALITY, error);
}
