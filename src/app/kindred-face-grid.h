/* kindred-face-grid.h - a grid of faces and what can be done with them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-item-selection.h"
#include "kindred-session.h"
#include "model/kindred-faces-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The faces of one person, the other faces, or what is not a face.  A bar with actions comes up as soon as faces are
 * selected.
 *
 * Properties, read-only: "selection" (KindredItemSelection). */

#define KINDRED_TYPE_FACE_GRID (kindred_face_grid_get_type ())
G_DECLARE_FINAL_TYPE (KindredFaceGrid, kindred_face_grid, KINDRED, FACE_GRID, AdwBin)

/* Before anything else, once.  @kind: OF_PERSON, OTHER or NOT_A_FACE.  @person: or 0 */
void kindred_face_grid_set_up (KindredFaceGrid *self, KindredSession *session, KindredFacesKind kind, gint64 person);

/* Somebody else's faces from now on. */
void kindred_face_grid_set_person (KindredFaceGrid *self, gint64 person);

/* The most doubtful first instead of by date, seen from the beginning; only of a person. */
void kindred_face_grid_set_by_doubt (KindredFaceGrid *self, gboolean by_doubt);

/* Takes the keyboard focus to the faces, as soon as there are some.  Returns: whether it has it now */
gboolean kindred_face_grid_focus (KindredFaceGrid *self);

KindredFacesModel *kindred_face_grid_get_model (KindredFaceGrid *self);
KindredItemSelection *kindred_face_grid_get_selection (KindredFaceGrid *self);

G_END_DECLS
