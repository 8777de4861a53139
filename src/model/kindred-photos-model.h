/* kindred-photos-model.h - the photos that a person is in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-faces-model.h"

G_BEGIN_DECLS

/* A GListModel of KindredFaceItem: of each photo the first of the faces, in the order of the list of faces, by date.
 * Months start where they do there.  It follows the faces; while they are not by date, it stays as it is. */

#define KINDRED_TYPE_PHOTOS_MODEL (kindred_photos_model_get_type ())
G_DECLARE_FINAL_TYPE (KindredPhotosModel, kindred_photos_model, KINDRED, PHOTOS_MODEL, KindredItemList)

KindredPhotosModel *kindred_photos_model_new (KindredFacesModel *faces);

G_END_DECLS
