/* kindred-reply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-reply.h"

#include "base/kindred-error.h"
#include "kindred-thumbnail-check.h"

#include <string.h>

#define MAX_MESSAGE_LENGTH (16 * 1024)

void
kindred_reply_free (KindredReply *self)
{
  if (self == NULL)
    return;

  g_clear_error (&self->error);
  g_clear_pointer (&self->analysis, kindred_analysis_free);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_free (self);
}

static GVariant *
new_reply (KindredReplyKind kind, GVariant *body)
{
  return g_variant_new ("(yv)", (guint8) kind, body);
}

GVariant *
kindred_reply_ready_to_variant (void)
{
  return new_reply (KINDRED_REPLY_READY, g_variant_new_boolean (TRUE));
}

GVariant *
kindred_reply_error_to_variant (KindredReplyKind kind, const GError *error)
{
  g_autofree char *message = NULL;
  int code;

  g_return_val_if_fail (kind == KINDRED_REPLY_FATAL || kind == KINDRED_REPLY_ERROR, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  code = error->domain == KINDRED_ERROR ? error->code : KINDRED_ERROR_FAILED;
  message = g_utf8_make_valid (error->message, MIN (strlen (error->message), MAX_MESSAGE_LENGTH / 4));

  return new_reply (kind, g_variant_new ("(is)", code, message));
}

GVariant *
kindred_reply_analysis_to_variant (const KindredAnalysis *analysis)
{
  return new_reply (KINDRED_REPLY_ANALYSIS, kindred_analysis_to_variant (analysis));
}

static GVariant *
picture_to_variant (KindredReplyKind kind, GBytes *picture)
{
  g_return_val_if_fail (picture != NULL, NULL);

  return new_reply (kind, g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, picture, TRUE));
}

GVariant *
kindred_reply_crop_to_variant (GBytes *crop)
{
  return picture_to_variant (KINDRED_REPLY_CROP, crop);
}

GVariant *
kindred_reply_preview_to_variant (GBytes *preview)
{
  return picture_to_variant (KINDRED_REPLY_PREVIEW, preview);
}

static gboolean
read_error (KindredReply *self, GVariant *body)
{
  const char *message;
  int code;

  if (!g_variant_is_of_type (body, G_VARIANT_TYPE ("(is)")))
    return FALSE;

  g_variant_get (body, "(i&s)", &code, &message);
  if (code < KINDRED_ERROR_FAILED || code > KINDRED_ERROR_PROTOCOL || *message == '\0'
      || strlen (message) > MAX_MESSAGE_LENGTH)
    return FALSE;

  self->error = g_error_new_literal (KINDRED_ERROR, code, message);

  return TRUE;
}

static gboolean
read_picture (KindredReply *self, GVariant *body)
{
  gconstpointer data;
  gsize size;

  if (!g_variant_is_of_type (body, G_VARIANT_TYPE_BYTESTRING))
    return FALSE;

  data = g_variant_get_fixed_array (body, &size, 1);
  if (!(self->kind == KINDRED_REPLY_CROP ? kindred_thumbnail_check (data, size)
                                         : kindred_preview_check (data, size, KINDRED_PREVIEW_EDGE)))
    return FALSE;

  self->picture = g_bytes_new (data, size);

  return TRUE;
}

KindredReply *
kindred_reply_from_variant (GVariant *variant, GError **error)
{
  g_autoptr (KindredReply) self = g_new0 (KindredReply, 1);
  g_autoptr (GVariant) body = NULL;
  gboolean sensible = FALSE;
  guint8 kind = 0;

  g_return_val_if_fail (variant != NULL, NULL);

  if (g_variant_is_of_type (variant, KINDRED_REPLY_TYPE) && g_variant_is_normal_form (variant))
    g_variant_get (variant, "(yv)", &kind, &body);

  self->kind = kind;
  switch (self->kind)
    {
    case KINDRED_REPLY_READY:
      sensible = g_variant_is_of_type (body, G_VARIANT_TYPE_BOOLEAN);
      break;
    case KINDRED_REPLY_FATAL:
    case KINDRED_REPLY_ERROR:
      sensible = read_error (self, body);
      break;
    case KINDRED_REPLY_CROP:
    case KINDRED_REPLY_PREVIEW:
      sensible = read_picture (self, body);
      break;
    case KINDRED_REPLY_ANALYSIS:
      self->analysis = kindred_analysis_from_variant (body, error);
      return self->analysis != NULL ? g_steal_pointer (&self) : NULL;
    default:
      break;
    }

  if (!sensible)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL, "The analyzer's answer makes no sense");
      return NULL;
    }

  return g_steal_pointer (&self);
}
