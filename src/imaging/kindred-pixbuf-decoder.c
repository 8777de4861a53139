/* kindred-pixbuf-decoder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-pixbuf-decoder.h"

#include "base/kindred-error.h"
#include "kindred-image-limits.h"

#define BLOCK_SIZE (64 * 1024)

typedef struct
{
  const KindredImageLimits *limits;
  KindredImageFormat format;
  GError *error;
} Decoding;

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Decoding *decoding = user_data;

  if (decoding->error != NULL)
    return;

  if (!kindred_image_limits_check (decoding->limits, MAX (width, 0), MAX (height, 0), &decoding->error))
    {
      /* There is no way to stop a loader from here, but decoders refuse to make nothing. */
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }
}

static gboolean
feed (GdkPixbufLoader *loader, KindredPhotoFile *file, Decoding *decoding, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  guint64 offset = 0;
  gssize n;

  while ((n = kindred_photo_file_read (file, offset, block, BLOCK_SIZE, error)) > 0)
    {
      if (!gdk_pixbuf_loader_write (loader, block, n, error))
        return FALSE;
      if (decoding->error != NULL)
        return FALSE;
      offset += n;
    }

  return n == 0;
}

/* From GdkPixbuf's errors to ours. */
static GError *
translate (GError *reason, KindredImageFormat format)
{
  g_autoptr (GError) owned = reason;
  KindredError code = KINDRED_ERROR_BAD_IMAGE;

  if (owned != NULL && owned->domain == KINDRED_ERROR)
    return g_steal_pointer (&owned);
  if (g_error_matches (owned, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    code = KINDRED_ERROR_TOO_LARGE;

  return g_error_new (KINDRED_ERROR, code, "The %s picture is damaged or incomplete%s%s",
                      kindred_image_format_get_name (format), owned != NULL ? ": " : "",
                      owned != NULL ? owned->message : "");
}

static GdkPixbufLoader *
new_loader (KindredImageFormat format, GError **error)
{
  const char *mime_type = kindred_image_format_get_mime_type (format);
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_mime_type (mime_type, NULL);

  if (loader == NULL)
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_UNSUPPORTED_FORMAT, "No decoder for %s pictures is installed",
                 kindred_image_format_get_name (format));

  return loader;
}

/* Returns: (transfer full) (nullable) */
static GdkPixbuf *
run (GdkPixbufLoader *loader, KindredPhotoFile *file, Decoding *decoding, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean fed = feed (loader, file, decoding, &reason);
  gboolean closed = gdk_pixbuf_loader_close (loader, reason == NULL ? &reason : NULL);
  GdkPixbuf *pixbuf = fed && closed ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;

  if (decoding->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&decoding->error));
      return NULL;
    }
  if (pixbuf == NULL)
    {
      g_propagate_error (error, translate (g_steal_pointer (&reason), decoding->format));
      return NULL;
    }

  return g_object_ref (pixbuf);
}

GdkPixbuf *
kindred_pixbuf_decode (KindredPhotoFile *file, KindredImageFormat format, const KindredImageLimits *limits,
                       GError **error)
{
  Decoding decoding = { limits, format, NULL };
  g_autoptr (GdkPixbufLoader) loader = NULL;
  GdkPixbuf *pixbuf;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  loader = new_loader (format, error);
  if (loader == NULL)
    return NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &decoding);
  pixbuf = run (loader, file, &decoding, error);
  g_signal_handlers_disconnect_by_data (loader, &decoding);

  return pixbuf;
}
