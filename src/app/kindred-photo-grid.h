/* kindred-photo-grid.h - a grid of the photos that a person is in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-photos-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A click or Enter opens a photo.  Only what is seen is loaded. */

#define KINDRED_TYPE_PHOTO_GRID (kindred_photo_grid_get_type ())
G_DECLARE_FINAL_TYPE (KindredPhotoGrid, kindred_photo_grid, KINDRED, PHOTO_GRID, AdwBin)

GtkWidget *kindred_photo_grid_new (KindredSession *session, KindredFacesModel *faces);

KindredPhotosModel *kindred_photo_grid_get_model (KindredPhotoGrid *self);

G_END_DECLS
