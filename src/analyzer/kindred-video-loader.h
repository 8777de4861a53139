/* kindred-video-loader.h - the video library, when it is needed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "video/kindred-video.h"

G_BEGIN_DECLS

/* Loads it the first time.  It stays.  @error: KINDRED_ERROR_UNSUPPORTED_FORMAT when it is not installed. */
const KindredVideoFunctions *kindred_video_loader_get (GError **error);

G_END_DECLS
