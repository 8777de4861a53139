/* kindred-faces-model.h - the faces that a page shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-face-item.h"
#include "kindred-item-list.h"
#include "library/kindred-library.h"

G_BEGIN_DECLS

/* A GListModel of KindredFaceItem of one person, by the date of their photos, or of nobody: these so that
 * alike ones sit together.  It reads when made and again whenever the library changes, without blocking; only what is
 * different is removed and added.  The faces of a person know where a month starts.
 *
 * Signals: "refreshed" () after each reading; "failed" (GError *): reading went wrong; the old items stay.
 * Properties, read-only: "loaded" (gboolean: read at least once). */

#define KINDRED_TYPE_FACES_MODEL (kindred_faces_model_get_type ())
G_DECLARE_FINAL_TYPE (KindredFacesModel, kindred_faces_model, KINDRED, FACES_MODEL, KindredItemList)

/* @person: for KINDRED_FACES_OF_PERSON, else 0 */
KindredFacesModel *kindred_faces_model_new (KindredLibrary *library, KindredFacesKind kind, gint64 person);

gboolean kindred_faces_model_get_loaded (KindredFacesModel *self);

/* Somebody else's faces from now on (after a merge, say), read at once. */
void kindred_faces_model_set_person (KindredFacesModel *self, gint64 person);

/* When the person was born, as in KindredPersonRecord: tells how old each face is. */
void kindred_faces_model_set_birth (KindredFacesModel *self, const char *birth);

/* The most doubtful first instead of by date; only of a person. */
void kindred_faces_model_set_by_doubt (KindredFacesModel *self, gboolean by_doubt);
gboolean kindred_faces_model_get_by_doubt (KindredFacesModel *self);

void kindred_faces_model_refresh (KindredFacesModel *self);

G_END_DECLS
