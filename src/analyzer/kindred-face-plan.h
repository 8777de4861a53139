/* kindred-face-plan.h - which sizes of a photo to decode
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "vision/kindred-vision.h"

G_BEGIN_DECLS

/* Thumbnails show this much more than the box of the face. */
#define KINDRED_FACE_THUMBNAIL_MARGIN 1.6

/* Faces are encoded from a picture in which the mean edge of their box has at least this many
 * pixels, if the original has them: the encoders look at crops of 112 and 150 pixels, a little wider than the
 * box. */
#define KINDRED_FACE_ENCODE_EDGE 130

/* The longer edge, in pixels, of the picture to look for faces in.  @min_face: see
 * kindred_vision_get_min_face(). */
int kindred_face_plan_get_detect_edge (int min_face);

/* How many times a small picture is enlarged before faces are looked for: 1 when it is not.  @edge:
 * its longer edge, of an original that was not reduced. */
int kindred_face_plan_get_enlargement (int edge, int min_face);

/* Whether a face that was found in a picture reduced by @scale should be encoded from a larger one. */
gboolean kindred_face_plan_wants_larger (const KindredVisionFace *face, double scale);

/* The longer edge of the larger picture in which all of @faces that want it are large enough; 0 when
 * none wants it.  @edge: the longer edge of the picture that they were found in. */
int kindred_face_plan_get_encode_edge (const KindredVisionFace *faces, gsize n_faces, int edge, double scale);

/* The longer edge to decode a photo at for the thumbnail of a face whose box has @fraction of the
 * photo's longer edge; 0 for the full size. */
int kindred_face_plan_get_crop_edge (double fraction, int thumbnail_edge);

/* Mean edge of the box. */
double kindred_face_get_edge (const KindredVisionFace *face);

G_END_DECLS
