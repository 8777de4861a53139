/* kindred-shared-photos.h - a warning before persons are merged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says that persons are in the same photos, and shows some of these with the faces marked, to be opened; not visible
 * unless they are. */

#define KINDRED_TYPE_SHARED_PHOTOS (kindred_shared_photos_get_type ())
G_DECLARE_FINAL_TYPE (KindredSharedPhotos, kindred_shared_photos, KINDRED, SHARED_PHOTOS, GtkWidget)

/* @persons: (element-type KindredPersonItem) */
GtkWidget *kindred_shared_photos_new (KindredSession *session, GPtrArray *persons);

G_END_DECLS
