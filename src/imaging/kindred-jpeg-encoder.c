/* kindred-jpeg-encoder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-jpeg-encoder.h"

#include "base/kindred-error.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

typedef struct
{
  struct jpeg_error_mgr errors; /* first: libjpeg hands us its address */
  struct jpeg_compress_struct compress;
  jmp_buf escape;
  unsigned char *data;
  unsigned long size;
  char message[JMSG_LENGTH_MAX];
} Encoder;

static G_NORETURN void
error_exit (j_common_ptr common)
{
  Encoder *encoder = (Encoder *) (gpointer) common->err;

  common->err->format_message (common, encoder->message);
  longjmp (encoder->escape, 1);
}

/* Everything that may jump. */
static gboolean
run (Encoder *encoder, GdkPixbuf *pixbuf, int quality)
{
  j_compress_ptr compress = &encoder->compress;
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize stride = gdk_pixbuf_get_rowstride (pixbuf);

  if (setjmp (encoder->escape) != 0)
    return FALSE;

  jpeg_create_compress (compress);
  jpeg_mem_dest (compress, &encoder->data, &encoder->size);
  compress->image_width = gdk_pixbuf_get_width (pixbuf);
  compress->image_height = gdk_pixbuf_get_height (pixbuf);
  compress->input_components = 3;
  compress->in_color_space = JCS_RGB;
  jpeg_set_defaults (compress);
  jpeg_set_quality (compress, quality, TRUE);
  jpeg_start_compress (compress, TRUE);
  while (compress->next_scanline < compress->image_height)
    {
      JSAMPROW row = (guint8 *) pixels + compress->next_scanline * stride; /* is only read */

      jpeg_write_scanlines (compress, &row, 1);
    }
  jpeg_finish_compress (compress);

  return TRUE;
}

GBytes *
kindred_jpeg_encode (GdkPixbuf *pixbuf, int quality, GError **error)
{
  g_autofree Encoder *encoder = g_new0 (Encoder, 1); /* not on the stack: longjmp() leaves it as it is */
  gboolean done;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), NULL);
  g_return_val_if_fail (gdk_pixbuf_get_n_channels (pixbuf) == 3, NULL);
  g_return_val_if_fail (quality >= 0 && quality <= 100, NULL);

  encoder->compress.err = jpeg_std_error (&encoder->errors);
  encoder->errors.error_exit = error_exit;
  done = run (encoder, pixbuf, quality);
  jpeg_destroy_compress (&encoder->compress);
  if (done)
    return g_bytes_new_with_free_func (encoder->data, encoder->size, free, encoder->data);

  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_FAILED, "The picture cannot be written: %s", encoder->message);
  free (encoder->data);

  return NULL;
}
