/* make-thumbnails.h - drawn faces for a made library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes a thumbnail for each of @faces into the cache of the library @library_id: alike for the
 * faces of one of @owners, and in a few variants each. */
gboolean make_thumbnails (const char *library_id, const gint64 *faces, const int *owners, int n_faces, GError **error);

G_END_DECLS
