/* kindred-image-limits.h - what is too large
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-image.h"

G_BEGIN_DECLS

/* FALSE with KINDRED_ERROR_TOO_LARGE when over the limit, KINDRED_ERROR_BAD_IMAGE when empty. */
gboolean kindred_image_limits_check (const KindredImageLimits *limits, guint64 width, guint64 height, GError **error);

G_END_DECLS
