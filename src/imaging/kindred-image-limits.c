/* kindred-image-limits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-image-limits.h"

#include "base/kindred-error.h"

gboolean
kindred_image_limits_check (const KindredImageLimits *limits, guint64 width, guint64 height, GError **error)
{
  g_return_val_if_fail (limits != NULL, FALSE);

  if (width == 0 || height == 0)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE, "The picture has no pixels");
      return FALSE;
    }
  /* The decoders count in int; dividing, not multiplying, cannot overflow. */
  if (width > G_MAXINT || height > G_MAXINT || height > limits->max_pixels / width)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE,
                   "The picture has %" G_GUINT64_FORMAT " × %" G_GUINT64_FORMAT
                   " pixels, more than the limit of %" G_GUINT64_FORMAT,
                   width, height, limits->max_pixels);
      return FALSE;
    }

  return TRUE;
}
