/* test-face-plan.c - the sizes at which photos are decoded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "analyzer/kindred-face-plan.h"

static KindredVisionFace
make_face (float edge)
{
  return (KindredVisionFace){ .width = edge, .height = edge };
}

static void
test_detect_edge (void)
{
  /* Larger faces needed, larger picture; within bounds. */
  g_assert_cmpint (kindred_face_plan_get_detect_edge (80), ==, 2400);
  g_assert_cmpint (kindred_face_plan_get_detect_edge (60), ==, 1800);
  g_assert_cmpint (kindred_face_plan_get_detect_edge (8), ==, 1280);
  g_assert_cmpint (kindred_face_plan_get_detect_edge (1000), ==, 2400);
}

static void
test_enlargement (void)
{
  g_assert_cmpint (kindred_face_plan_get_enlargement (500, 80), ==, 2);
  g_assert_cmpint (kindred_face_plan_get_enlargement (1200, 80), ==, 1);
  g_assert_cmpint (kindred_face_plan_get_enlargement (500, 24), ==, 1);
}

static void
test_wants_larger (void)
{
  KindredVisionFace small = make_face (60), large = make_face (200);

  g_assert_true (kindred_face_plan_wants_larger (&small, 2));
  g_assert_false (kindred_face_plan_wants_larger (&large, 2));
  /* There are no more pixels to be had. */
  g_assert_false (kindred_face_plan_wants_larger (&small, 1));
  g_assert_false (kindred_face_plan_wants_larger (&small, 1.05));
}

static void
test_encode_edge (void)
{
  const KindredVisionFace faces[] = { make_face (200), make_face (65), make_face (100) };
  const KindredVisionFace tiny = make_face (10);
  int edge = kindred_face_plan_get_encode_edge (faces, G_N_ELEMENTS (faces), 2400, 4);

  /* Twice the size makes the smallest large enough. */
  g_assert_cmpint (edge, ==, 2400 * KINDRED_FACE_ENCODE_EDGE / 65);
  /* Not beyond the original, not beyond what memory allows. */
  g_assert_cmpint (kindred_face_plan_get_encode_edge (&tiny, 1, 2400, 1.5), ==, 3600);
  g_assert_cmpint (kindred_face_plan_get_encode_edge (&tiny, 1, 2400, 100), ==, 8192);
  /* Nothing to do. */
  g_assert_cmpint (kindred_face_plan_get_encode_edge (faces, 1, 2400, 4), ==, 0);
  g_assert_cmpint (kindred_face_plan_get_encode_edge (faces, 3, 2400, 1), ==, 0);
  g_assert_cmpint (kindred_face_plan_get_encode_edge (NULL, 0, 2400, 4), ==, 0);
}

static void
test_crop_edge (void)
{
  int edge = kindred_face_plan_get_crop_edge (0.1, 256);

  /* So large that the face with its margin fills the thumbnail. */
  g_assert_cmpfloat (edge * 0.1 * KINDRED_FACE_THUMBNAIL_MARGIN, >=, 256);
  g_assert_cmpfloat (edge * 0.1 * KINDRED_FACE_THUMBNAIL_MARGIN, <, 260);
  g_assert_cmpint (kindred_face_plan_get_crop_edge (0, 256), ==, 8192);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/face-plan/detect-edge", test_detect_edge);
  g_test_add_func ("/face-plan/enlargement", test_enlargement);
  g_test_add_func ("/face-plan/wants-larger", test_wants_larger);
  g_test_add_func ("/face-plan/encode-edge", test_encode_edge);
  g_test_add_func ("/face-plan/crop-edge", test_crop_edge);

  return g_test_run ();
}
