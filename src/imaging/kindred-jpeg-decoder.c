/* kindred-jpeg-decoder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-jpeg-decoder.h"

#include "base/kindred-error.h"
#include "kindred-image-limits.h"

#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <jpeglib.h>

#include <jerror.h>

#define SCALES 8
/* A progressive picture has a dozen scans; one made of thousands would keep us busy for hours. */
#define MAX_SCANS 200

typedef struct
{
  struct jpeg_error_mgr errors; /* first: libjpeg hands us its address */
  struct jpeg_progress_mgr progress;
  struct jpeg_decompress_struct decompress;
  jmp_buf escape;
  FILE *stream;
  GBytes *bytes; /* in its place */
  const KindredImageLimits *limits;
  int max_edge;
  gboolean at_end; /* of the file */
  GdkPixbuf *pixbuf;
  guint8 *row; /* of CMYK */
  GError *error;
} Decoder;

static void
set_error (Decoder *decoder, KindredError code, const char *reason)
{
  if (decoder->error == NULL)
    decoder->error = g_error_new (KINDRED_ERROR, code, "The JPEG picture is damaged or incomplete: %s", reason);
}

static G_NORETURN void
error_exit (j_common_ptr common)
{
  Decoder *decoder = (Decoder *) (gpointer) common->err;
  char message[JMSG_LENGTH_MAX];

  if (decoder->at_end)
    g_strlcpy (message, "it ends too early", sizeof message);
  else
    common->err->format_message (common, message);
  set_error (decoder, common->err->msg_code == JERR_OUT_OF_MEMORY ? KINDRED_ERROR_TOO_LARGE : KINDRED_ERROR_BAD_IMAGE,
             message);
  longjmp (decoder->escape, 1);
}

/* Warnings are wrong bits, which leave a picture with a flaw.  But when the decoder asks for more than
 * the file has, the rest of the picture is missing.  (The end alone means nothing: libjpeg reads
 * ahead, and some cameras leave out the marker at the end.) */
static void
emit_message (j_common_ptr common, int level)
{
  Decoder *decoder = (Decoder *) (gpointer) common->err;

  if (level >= 0)
    return;

  if (common->err->msg_code == JWRN_JPEG_EOF)
    decoder->at_end = TRUE;
  else if (common->err->msg_code == JWRN_HIT_MARKER && decoder->at_end)
    error_exit (common);
}

static void
output_message (j_common_ptr common)
{
}

static void
progress_monitor (j_common_ptr common)
{
  j_decompress_ptr decompress = (j_decompress_ptr) common;

  if (decompress->input_scan_number > MAX_SCANS)
    {
      set_error ((Decoder *) (gpointer) common->err, KINDRED_ERROR_BAD_IMAGE, "it has too many scans");
      longjmp (((Decoder *) (gpointer) common->err)->escape, 1);
    }
}

static void
choose_scale (Decoder *decoder)
{
  j_decompress_ptr decompress = &decoder->decompress;
  guint64 edge = MAX (decompress->image_width, decompress->image_height);

  decompress->scale_num = decompress->scale_denom = SCALES;
  if (decoder->max_edge <= 0)
    return;

  while (decompress->scale_num > 1 && edge * (decompress->scale_num - 1) / SCALES >= (guint) decoder->max_edge)
    decompress->scale_num--;
}

/* Returns FALSE with an error set; libjpeg's own errors jump. */
static gboolean
start (Decoder *decoder)
{
  j_decompress_ptr decompress = &decoder->decompress;
  gboolean is_cmyk;

  jpeg_read_header (decompress, TRUE);
  if (!kindred_image_limits_check (decoder->limits, decompress->image_width, decompress->image_height, &decoder->error))
    return FALSE;

  is_cmyk = decompress->jpeg_color_space == JCS_CMYK || decompress->jpeg_color_space == JCS_YCCK;
  decompress->out_color_space = is_cmyk ? JCS_CMYK : JCS_RGB;
  choose_scale (decoder);
  jpeg_start_decompress (decompress);

  decoder->pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, decompress->output_width, decompress->output_height);
  if (is_cmyk)
    decoder->row = g_try_malloc_n (decompress->output_width, 4);
  if (decoder->pixbuf == NULL || (is_cmyk && decoder->row == NULL))
    {
      decoder->error = g_error_new (KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE, "Not enough memory for %u × %u pixels",
                                    decompress->output_width, decompress->output_height);
      return FALSE;
    }

  return TRUE;
}

/* Adobe's programs store ink inverted, and are the only ones that store CMYK in JPEG at all. */
static void
convert_cmyk (guint8 *to, const guint8 *from, guint width)
{
  for (guint x = 0; x < width; x++, to += 3, from += 4)
    {
      to[0] = from[0] * from[3] / 255;
      to[1] = from[1] * from[3] / 255;
      to[2] = from[2] * from[3] / 255;
    }
}

static void
read_rows (Decoder *decoder)
{
  j_decompress_ptr decompress = &decoder->decompress;
  guint8 *pixels = gdk_pixbuf_get_pixels (decoder->pixbuf);
  gsize stride = gdk_pixbuf_get_rowstride (decoder->pixbuf);

  while (decompress->output_scanline < decompress->output_height)
    {
      guint8 *to = pixels + decompress->output_scanline * stride;
      JSAMPROW row = decoder->row != NULL ? decoder->row : to;

      jpeg_read_scanlines (decompress, &row, 1);
      if (decoder->row != NULL)
        convert_cmyk (to, row, decompress->output_width);
    }
}

/* Everything that may jump. */
static gboolean
run (Decoder *decoder)
{
  if (setjmp (decoder->escape) != 0)
    return FALSE;

  jpeg_create_decompress (&decoder->decompress);
  decoder->progress.progress_monitor = progress_monitor;
  decoder->decompress.progress = &decoder->progress;
  if (decoder->stream != NULL)
    jpeg_stdio_src (&decoder->decompress, decoder->stream);
  else
    jpeg_mem_src (&decoder->decompress, g_bytes_get_data (decoder->bytes, NULL), g_bytes_get_size (decoder->bytes));
  if (!start (decoder))
    return FALSE;

  /* What follows the last row is of no interest: not even its absence. */
  read_rows (decoder);

  return TRUE;
}

static gboolean
open_stream (Decoder *decoder, KindredPhotoFile *file, GError **error)
{
  int fd = dup (file->fd);

  if (fd >= 0 && lseek (fd, 0, SEEK_SET) == 0)
    decoder->stream = fdopen (fd, "rb");
  if (decoder->stream != NULL)
    return TRUE;

  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE, "The file cannot be read: %s", g_strerror (errno));
  if (fd >= 0)
    close (fd);

  return FALSE;
}

/* Returns: (transfer full) (nullable) */
static GdkPixbuf *
decode (Decoder *decoder, const KindredImageLimits *limits, int max_edge, GError **error)
{
  decoder->limits = limits;
  decoder->max_edge = max_edge;
  decoder->decompress.err = jpeg_std_error (&decoder->errors);
  decoder->errors.error_exit = error_exit;
  decoder->errors.emit_message = emit_message;
  decoder->errors.output_message = output_message;

  if (!run (decoder))
    {
      g_clear_object (&decoder->pixbuf);
      g_propagate_error (error, g_steal_pointer (&decoder->error));
    }

  jpeg_destroy_decompress (&decoder->decompress);
  g_clear_pointer (&decoder->row, g_free);

  return decoder->pixbuf;
}

GdkPixbuf *
kindred_jpeg_decode (KindredPhotoFile *file, const KindredImageLimits *limits, int max_edge, int *width, int *height,
                     GError **error)
{
  g_autofree Decoder *decoder = g_new0 (Decoder, 1); /* not on the stack: longjmp() leaves it as it is */
  GdkPixbuf *pixbuf;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (limits != NULL, NULL);
  g_return_val_if_fail (width != NULL && height != NULL, NULL);

  if (!open_stream (decoder, file, error))
    return NULL;

  pixbuf = decode (decoder, limits, max_edge, error);
  *width = decoder->decompress.image_width;
  *height = decoder->decompress.image_height;
  fclose (decoder->stream);

  return pixbuf;
}

GdkPixbuf *
kindred_jpeg_decode_bytes (GBytes *jpeg, const KindredImageLimits *limits, int max_edge, GError **error)
{
  g_autofree Decoder *decoder = g_new0 (Decoder, 1); /* see above */

  g_return_val_if_fail (jpeg != NULL, NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  decoder->bytes = jpeg;

  return decode (decoder, limits, max_edge, error);
}

GdkPixbuf *
kindred_jpeg_decode_to_fit (GBytes *jpeg, int edge, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GdkPixbuf *fitting;
  int longer;

  g_return_val_if_fail (edge > 0, NULL);

  pixbuf = kindred_jpeg_decode_bytes (jpeg, &KINDRED_IMAGE_LIMITS_DEFAULT, edge, error);
  if (pixbuf == NULL)
    return NULL;

  longer = MAX (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));
  if (longer == edge)
    return g_steal_pointer (&pixbuf);

  fitting
      = gdk_pixbuf_scale_simple (pixbuf, MAX (1, (gint64) gdk_pixbuf_get_width (pixbuf) * edge / longer),
                                 MAX (1, (gint64) gdk_pixbuf_get_height (pixbuf) * edge / longer), GDK_INTERP_BILINEAR);
  if (fitting == NULL)
    g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE, "Not enough memory for a picture");

  return fitting;
}
