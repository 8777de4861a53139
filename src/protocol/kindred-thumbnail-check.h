/* kindred-thumbnail-check.h - whether bytes are a thumbnail or preview that may be decoded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KINDRED_THUMBNAIL_EDGE 256
#define KINDRED_PREVIEW_EDGE 4096

/* Thumbnails come out of a process that handles untrusted photos, and are decoded by the window:
 * this looks at the JPEG's markers up to the first scan.  TRUE for a complete baseline JPEG, 8
 * bits, of one or three colours, at most KINDRED_THUMBNAIL_EDGE pixels wide and high and
 * KINDRED_ANALYSIS_MAX_THUMBNAIL bytes long.  Any thread. */
gboolean kindred_thumbnail_check (const guint8 *data, gsize size);

/* The same for the preview of a photo: at most @edge pixels wide and high (KINDRED_PREVIEW_EDGE, if that is less), and
 * KINDRED_ANALYSIS_MAX_PREVIEW bytes long. */
gboolean kindred_preview_check (const guint8 *data, gsize size, guint edge);

G_END_DECLS
