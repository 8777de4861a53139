/* kindred-face-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-face-plan.h"

#include <math.h>

/* A face is looked for down to this fraction of the longer edge: about what a person in the last row
 * of a group of thirty has. */
#define SMALLEST_FRACTION (1 / 30.0)
#define MIN_DETECT_EDGE 1280
#define MAX_DETECT_EDGE 2400

/* The HOG detector needs faces of 80 pixels, which are large in a picture as small as this: enlarged,
 * the small pictures of a test set show it 121 faces instead of 88, all of them real.  Larger
 * pictures gain nothing but the time that it takes.  YuNet sees faces that are too small to encode. */
#define SMALL_EDGE 800
#define MIN_FACE_TO_ENLARGE 48
#define ENLARGEMENT 2

/* Decoding again at hardly more pixels is not worth it. */
#define WORTHWHILE 1.1
/* A larger picture than this for the second decoding takes more memory than it is worth. */
#define MAX_ENCODE_EDGE 8192

int
kindred_face_plan_get_detect_edge (int min_face)
{
  return CLAMP ((int) lround (min_face / SMALLEST_FRACTION), MIN_DETECT_EDGE, MAX_DETECT_EDGE);
}

int
kindred_face_plan_get_enlargement (int edge, int min_face)
{
  return edge <= SMALL_EDGE && min_face >= MIN_FACE_TO_ENLARGE ? ENLARGEMENT : 1;
}

double
kindred_face_get_edge (const KindredVisionFace *face)
{
  return (face->width + face->height) / 2;
}

gboolean
kindred_face_plan_wants_larger (const KindredVisionFace *face, double scale)
{
  return scale >= WORTHWHILE && kindred_face_get_edge (face) * WORTHWHILE < KINDRED_FACE_ENCODE_EDGE;
}

int
kindred_face_plan_get_encode_edge (const KindredVisionFace *faces, gsize n_faces, int edge, double scale)
{
  double factor = 1;

  for (gsize i = 0; i < n_faces; i++)
    if (kindred_face_plan_wants_larger (&faces[i], scale))
      factor = MAX (factor, KINDRED_FACE_ENCODE_EDGE / MAX (kindred_face_get_edge (&faces[i]), 1));

  if (factor == 1)
    return 0;

  return MIN (MAX_ENCODE_EDGE, (int) ceil (edge * MIN (factor, scale)));
}

int
kindred_face_plan_get_crop_edge (double fraction, int thumbnail_edge)
{
  double edge = thumbnail_edge / MAX (fraction * KINDRED_FACE_THUMBNAIL_MARGIN, 1e-3);

  return edge >= MAX_ENCODE_EDGE ? MAX_ENCODE_EDGE : (int) ceil (edge);
}
