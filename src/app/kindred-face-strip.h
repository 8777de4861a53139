/* kindred-face-strip.h - a few faces side by side, as many as there is room for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-thumbnail-loader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KINDRED_TYPE_FACE_STRIP (kindred_face_strip_get_type ())
G_DECLARE_FINAL_TYPE (KindredFaceStrip, kindred_face_strip, KINDRED, FACE_STRIP, GtkWidget)

GtkWidget *kindred_face_strip_new (void);

/* @faces: ids; the first ones are shown first */
void kindred_face_strip_set_faces (KindredFaceStrip *self, KindredThumbnailLoader *loader, const gint64 *faces,
                                   guint n_faces);

G_END_DECLS
