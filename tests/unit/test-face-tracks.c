/* test-face-tracks.c - which views of a person in a video are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "analyzer/kindred-face-tracks.h"

#define MAX_DISTANCE 0.3
#define MIN_QUALITY 0.2

/* A face whose embedding is @position along one axis: the distance of two is the difference of their positions. */
static KindredAnalyzedFace *
new_face (double time, double x, double position, double quality)
{
  KindredAnalyzedFace *face = g_new0 (KindredAnalyzedFace, 1);

  face->time = time;
  face->x = x;
  face->y = 0.4;
  face->width = face->height = 0.1;
  face->has_embedding = TRUE;
  face->embedding[0] = position;
  face->quality = quality;

  return face;
}

static void
add (KindredFaceTracks *tracks, KindredAnalyzedFace *first, KindredAnalyzedFace *second)
{
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func (kindred_analyzed_face_free);

  g_ptr_array_add (faces, first);
  if (second != NULL)
    g_ptr_array_add (faces, second);
  kindred_face_tracks_add_frame (tracks, first->time, faces);
  g_assert_cmpuint (faces->len, ==, 0);
}

static double
get_time (GPtrArray *faces, guint i)
{
  g_assert_cmpuint (i, <, faces->len);

  return ((KindredAnalyzedFace *) faces->pdata[i])->time;
}

static void
test_best_of_each_part (void)
{
  g_autoptr (KindredFaceTracks) tracks = kindred_face_tracks_new (MAX_DISTANCE, MIN_QUALITY);
  g_autoptr (GPtrArray) kept = NULL;

  /* 40 seconds: four parts of ten; the best ones are at 3, 17, 22 and 39. */
  for (int i = 0; i <= 40; i++)
    {
      gboolean is_best = i == 3 || i == 17 || i == 22 || i == 39;

      add (tracks, new_face (i, 0.3, 0, is_best ? 0.9 : 0.6), NULL);
    }

  kept = kindred_face_tracks_finish (tracks);
  g_assert_cmpuint (kept->len, ==, 4);
  for (guint i = 0; i < kept->len; i++)
    g_assert_cmpfloat (((KindredAnalyzedFace *) kept->pdata[i])->quality, ==, 0.9);
}

static void
test_short (void)
{
  g_autoptr (KindredFaceTracks) tracks = kindred_face_tracks_new (MAX_DISTANCE, MIN_QUALITY);
  g_autoptr (GPtrArray) kept = NULL;

  for (int i = 0; i < 4; i++)
    add (tracks, new_face (i, 0.3, 0, i == 2 ? 0.9 : 0.8), NULL);

  kept = kindred_face_tracks_finish (tracks);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpfloat (get_time (kept, 0), ==, 2);
}

/* A view that is far worse than the best is not kept for the sake of its time. */
static void
test_far_worse (void)
{
  g_autoptr (KindredFaceTracks) tracks = kindred_face_tracks_new (MAX_DISTANCE, MIN_QUALITY);
  g_autoptr (GPtrArray) kept = NULL;

  for (int i = 0; i < 12; i++)
    add (tracks, new_face (i, 0.3, 0, i < 4 ? 0.9 : 0.1), NULL);

  kept = kindred_face_tracks_finish (tracks);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpfloat (get_time (kept, 0), <, 4);
}

/* Alike, but at the same time: two persons.  They exchange places, and stay themselves. */
static void
test_two_in_a_frame (void)
{
  g_autoptr (KindredFaceTracks) tracks = kindred_face_tracks_new (MAX_DISTANCE, MIN_QUALITY);
  g_autoptr (GPtrArray) kept = NULL;

  add (tracks, new_face (0, 0.1, 0, 0.8), new_face (0, 0.7, 0.2, 0.8));
  add (tracks, new_face (1, 0.7, 0.01, 0.9), new_face (1, 0.1, 0.21, 0.7));

  kept = kindred_face_tracks_finish (tracks);
  g_assert_cmpuint (kept->len, ==, 2);
  g_assert_cmpfloat (get_time (kept, 0), ==, 0);
  g_assert_cmpfloat (((KindredAnalyzedFace *) kept->pdata[0])->embedding[0], ==, 0.2f);
  g_assert_cmpfloat (get_time (kept, 1), ==, 1);
  g_assert_cmpfloat (((KindredAnalyzedFace *) kept->pdata[1])->embedding[0], ==, 0.01f);
}

/* Away for a minute, and back elsewhere in the picture. */
static void
test_returns (void)
{
  g_autoptr (KindredFaceTracks) tracks = kindred_face_tracks_new (MAX_DISTANCE, MIN_QUALITY);
  g_autoptr (GPtrArray) kept = NULL;

  add (tracks, new_face (0, 0.1, 0, 0.8), NULL);
  add (tracks, new_face (1, 0.1, 0, 0.9), NULL);
  add (tracks, new_face (60, 0.8, 0.1, 0.9), NULL);
  add (tracks, new_face (61, 0.8, 0.1, 0.8), NULL);

  kept = kindred_face_tracks_finish (tracks);
  g_assert_cmpuint (kept->len, ==, 2);
  g_assert_cmpfloat (get_time (kept, 0), ==, 1);
  g_assert_cmpfloat (get_time (kept, 1), ==, 60);
}

/* The place carries on where the embedding is doubtful, but not against it, and not after a while. */
static void
test_overlap (void)
{
  g_autoptr (KindredFaceTracks) tracks = kindred_face_tracks_new (MAX_DISTANCE, MIN_QUALITY);
  g_autoptr (GPtrArray) kept = NULL;

  add (tracks, new_face (0, 0.30, 0, 0.9), NULL);
  add (tracks, new_face (1, 0.32, 0.4, 0.8), NULL);  /* the same */
  add (tracks, new_face (2, 0.32, 1.0, 0.9), NULL);  /* another */
  add (tracks, new_face (10, 0.32, 1.4, 0.9), NULL); /* too late for that one */

  kept = kindred_face_tracks_finish (tracks);
  g_assert_cmpuint (kept->len, ==, 3);
  g_assert_cmpfloat (get_time (kept, 0), ==, 0);
  g_assert_cmpfloat (get_time (kept, 1), ==, 2);
  g_assert_cmpfloat (get_time (kept, 2), ==, 10);
}

static void
test_without_embedding (void)
{
  g_autoptr (KindredFaceTracks) tracks = kindred_face_tracks_new (MAX_DISTANCE, MIN_QUALITY);
  g_autoptr (GPtrArray) kept = NULL;

  for (int i = 0; i < 4; i++)
    {
      KindredAnalyzedFace *face = new_face (i, 0.3 + 0.01 * i, 0, 0.8);

      face->has_embedding = FALSE;
      add (tracks, face, NULL);
    }

  kept = kindred_face_tracks_finish (tracks);
  g_assert_cmpuint (kept->len, ==, 1);
}

/* Seen once and blurred: motion, not a face worth asking about.  Seen twice it stays. */
static void
test_doubtful (void)
{
  g_autoptr (KindredFaceTracks) tracks = kindred_face_tracks_new (MAX_DISTANCE, MIN_QUALITY);
  g_autoptr (GPtrArray) kept = NULL;

  add (tracks, new_face (0, 0.1, 0, 0.1), NULL);
  add (tracks, new_face (10, 0.5, 5, 0.1), NULL);
  add (tracks, new_face (11, 0.5, 5, 0.1), NULL);
  add (tracks, new_face (20, 0.9, 9, 0.3), NULL);

  kept = kindred_face_tracks_finish (tracks);
  g_assert_cmpuint (kept->len, ==, 2);
  g_assert_cmpfloat (get_time (kept, 0), ==, 10);
  g_assert_cmpfloat (get_time (kept, 1), ==, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/face-tracks/best-of-each-part", test_best_of_each_part);
  g_test_add_func ("/face-tracks/short", test_short);
  g_test_add_func ("/face-tracks/far-worse", test_far_worse);
  g_test_add_func ("/face-tracks/two-in-a-frame", test_two_in_a_frame);
  g_test_add_func ("/face-tracks/returns", test_returns);
  g_test_add_func ("/face-tracks/overlap", test_overlap);
  g_test_add_func ("/face-tracks/without-embedding", test_without_embedding);
  g_test_add_func ("/face-tracks/doubtful", test_doubtful);

  return g_test_run ();
}
