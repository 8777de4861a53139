/* kindred-face-finder.h - from a picture to the faces in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "imaging/kindred-image.h"
#include "protocol/kindred-analysis.h"
#include "vision/kindred-vision.h"

G_BEGIN_DECLS

/* The same picture with @edge pixels, at most, on its longer edge.  (transfer full) */
typedef KindredImage *(*KindredLargerFunc) (int edge, gpointer data, GError **error);

/**
 * kindred_face_finder_run:
 * @image: of a size to look for faces in, kindred_face_plan_get_detect_edge()
 * @get_larger: for faces that are too small in @image to be encoded
 * @data: for it
 * @analysis: gets the faces, with embeddings and thumbnails
 * @error: of the vision stage
 */
gboolean kindred_face_finder_run (KindredVision *vision, const KindredImage *image, KindredLargerFunc get_larger,
                                  gpointer data, KindredAnalysis *analysis, GError **error);

/* The thumbnail of the face whose box is given in pixels of @image. */
GBytes *kindred_face_finder_make_thumbnail (const KindredImage *image, double x, double y, double width, double height,
                                            GError **error);

G_END_DECLS
