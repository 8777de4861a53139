/* kindred-faces-page.h - faces that belong to nobody
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-face-grid.h"
#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The other faces, or what is not a face.  Implements KindredPage. */

#define KINDRED_TYPE_FACES_PAGE (kindred_faces_page_get_type ())
G_DECLARE_FINAL_TYPE (KindredFacesPage, kindred_faces_page, KINDRED, FACES_PAGE, AdwBin)

/* @kind: KINDRED_FACES_OTHER or KINDRED_FACES_NOT_A_FACE */
GtkWidget *kindred_faces_page_new (KindredSession *session, KindredFacesKind kind);

KindredFaceGrid *kindred_faces_page_get_faces (KindredFacesPage *self);

G_END_DECLS
