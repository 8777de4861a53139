/* kindred-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-frame.h"

#include "base/kindred-error.h"
#include "kindred-analysis.h"

#include <string.h>

struct _KindredFrameReader
{
  GByteArray *buffer;
};

GBytes *
kindred_frame_encode (GVariant *message, GError **error)
{
  g_autoptr (GVariant) owned = NULL;
  gsize size;
  guint32 length;
  guint8 *frame;

  g_return_val_if_fail (message != NULL, NULL);

  owned = g_variant_ref_sink (message);
  size = g_variant_get_size (owned);
  if (size > KINDRED_ANALYSIS_MAX_MESSAGE)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE, "A message of %" G_GSIZE_FORMAT " bytes is too long",
                   size);
      return NULL;
    }

  frame = g_malloc (KINDRED_FRAME_HEADER_SIZE + size);
  length = GUINT32_TO_LE ((guint32) size);
  memcpy (frame, &length, sizeof length);
  if (size > 0)
    memcpy (frame + KINDRED_FRAME_HEADER_SIZE, g_variant_get_data (owned), size);

  return g_bytes_new_take (frame, KINDRED_FRAME_HEADER_SIZE + size);
}

KindredFrameReader *
kindred_frame_reader_new (void)
{
  KindredFrameReader *self = g_new0 (KindredFrameReader, 1);

  self->buffer = g_byte_array_new ();

  return self;
}

void
kindred_frame_reader_free (KindredFrameReader *self)
{
  if (self == NULL)
    return;

  g_byte_array_unref (self->buffer);
  g_free (self);
}

void
kindred_frame_reader_push (KindredFrameReader *self, const void *data, gsize size)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || size == 0);
  g_return_if_fail (size <= G_MAXUINT - self->buffer->len);

  if (size > 0)
    g_byte_array_append (self->buffer, data, size);
}

gboolean
kindred_frame_reader_pop (KindredFrameReader *self, const GVariantType *type, GVariant **message, GError **error)
{
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint32 length;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  *message = NULL;
  if (self->buffer->len < KINDRED_FRAME_HEADER_SIZE)
    return TRUE;

  memcpy (&length, self->buffer->data, sizeof length);
  length = GUINT32_FROM_LE (length);
  if (length > KINDRED_ANALYSIS_MAX_MESSAGE)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL, "A message claims to have %u bytes", length);
      return FALSE;
    }
  if (self->buffer->len - KINDRED_FRAME_HEADER_SIZE < length)
    return TRUE;

  bytes = g_bytes_new (self->buffer->data + KINDRED_FRAME_HEADER_SIZE, length);
  g_byte_array_remove_range (self->buffer, 0, KINDRED_FRAME_HEADER_SIZE + length);

  variant = g_variant_ref_sink (g_variant_new_from_bytes (type, bytes, FALSE));
  if (!g_variant_is_normal_form (variant))
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL, "A message is not in normal form");
      return FALSE;
    }

  *message = g_steal_pointer (&variant);

  return TRUE;
}

gboolean
kindred_frame_reader_is_amid (KindredFrameReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->buffer->len > 0;
}
