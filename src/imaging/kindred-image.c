/* kindred-image.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-image.h"

#include <string.h>

static const char *const extensions[]
    = { "jpg", "jpeg", "jpe", "jfif", "png", "webp", "tif", "tiff", "gif", "bmp", "heic", "heif", "hif", "avif" };

KindredImage *
kindred_image_new (int width, int height)
{
  KindredImage *self;
  gsize stride, size;

  g_return_val_if_fail (width > 0, NULL);
  g_return_val_if_fail (height > 0, NULL);

  if (!g_size_checked_mul (&stride, width, 3) || !g_size_checked_mul (&size, stride, height))
    return NULL;

  self = g_new0 (KindredImage, 1);
  self->pixels = g_try_malloc0 (size);
  if (self->pixels == NULL)
    {
      g_free (self);
      return NULL;
    }

  self->width = width;
  self->height = height;
  self->stride = stride;
  self->scale = 1;

  return self;
}

void
kindred_image_free (KindredImage *self)
{
  if (self == NULL)
    return;

  g_free (self->pixels);
  g_free (self);
}

gboolean
kindred_image_is_candidate (const char *name)
{
  const char *dot;

  g_return_val_if_fail (name != NULL, FALSE);

  dot = strrchr (name, '.');
  if (dot == NULL || strchr (dot, '/') != NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_ascii_strcasecmp (dot + 1, extensions[i]) == 0)
      return TRUE;

  return FALSE;
}
