/* kindred-drop-strip.h - people to drop faces on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Slides in while faces are dragged: as many people as fit side by side, those with names and many faces first, and a
 * place for a new one.  A KindredFaceItem that is dropped activates the action "faces.move-dropped" with the ids of the
 * face and the person, or 0 for a new one. */

#define KINDRED_TYPE_DROP_STRIP (kindred_drop_strip_get_type ())
G_DECLARE_FINAL_TYPE (KindredDropStrip, kindred_drop_strip, KINDRED, DROP_STRIP, GtkWidget)

/* @except: a person that is left out, or 0.  @n_faces: how many are dragged */
void kindred_drop_strip_reveal (KindredDropStrip *self, KindredSession *session, gint64 except, guint n_faces);
void kindred_drop_strip_hide (KindredDropStrip *self);
gboolean kindred_drop_strip_get_revealed (KindredDropStrip *self);

G_END_DECLS
