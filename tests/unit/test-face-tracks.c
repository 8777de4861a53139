/* test-face-tracks.c - which views of a person in a video are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "analyzer/kindred-face-tracks.h"

#define MAX_DISTANCE 0.3
#define MIN_QUALITY 0.2

typedef struct
{
  KindredFaceTracks *tracks;
  GPtrArray *kept; /* once finish() was called */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->tracks = kindred_face_tracks_new (MAX_DISTANCE, MIN_QUALITY);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->kept);
  kindred_face_tracks_free (self->tracks);
}

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
add (Fixture *self, KindredAnalyzedFace *first, KindredAnalyzedFace *second)
{
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func (kindred_analyzed_face_free);

  g_ptr_array_add (faces, first);
  if (second != NULL)
    g_ptr_array_add (faces, second);
  kindred_face_tracks_add_frame (self->tracks, first->time, faces);
  g_assert_cmpuint (faces->len, ==, 0);
}

/* What is kept must be @n views. */
static void
finish (Fixture *self, guint n)
{
  self->kept = kindred_face_tracks_finish (self->tracks);
  g_assert_cmpuint (self->kept->len, ==, n);
}

static const KindredAnalyzedFace *
get_kept (Fixture *self, guint i)
{
  g_assert_cmpuint (i, <, self->kept->len);

  return self->kept->pdata[i];
}

static void
assert_time (Fixture *self, guint i, double time)
{
  g_assert_cmpfloat (get_kept (self, i)->time, ==, time);
}

static void
test_best_of_each_part (Fixture *self, gconstpointer data)
{
  /* 40 seconds: four parts of ten; the best ones are at 3, 17, 22 and 39. */
  for (int i = 0; i <= 40; i++)
    {
      gboolean is_best = i == 3 || i == 17 || i == 22 || i == 39;

      add (self, new_face (i, 0.3, 0, is_best ? 0.9 : 0.6), NULL);
    }

  finish (self, 4);
  for (guint i = 0; i < self->kept->len; i++)
    g_assert_cmpfloat (get_kept (self, i)->quality, ==, 0.9);
}

static void
test_short (Fixture *self, gconstpointer data)
{
  for (int i = 0; i < 4; i++)
    add (self, new_face (i, 0.3, 0, i == 2 ? 0.9 : 0.8), NULL);

  finish (self, 1);
  assert_time (self, 0, 2);
}

/* A view that is far worse than the best is not kept for the sake of its time. */
static void
test_far_worse (Fixture *self, gconstpointer data)
{
  for (int i = 0; i < 12; i++)
    add (self, new_face (i, 0.3, 0, i < 4 ? 0.9 : 0.1), NULL);

  finish (self, 1);
  g_assert_cmpfloat (get_kept (self, 0)->time, <, 4);
}

/* Alike, but at the same time: two persons.  They exchange places, and stay themselves. */
static void
test_two_in_a_frame (Fixture *self, gconstpointer data)
{
  add (self, new_face (0, 0.1, 0, 0.8), new_face (0, 0.7, 0.2, 0.8));
  add (self, new_face (1, 0.7, 0.01, 0.9), new_face (1, 0.1, 0.21, 0.7));

  finish (self, 2);
  assert_time (self, 0, 0);
  g_assert_cmpfloat (get_kept (self, 0)->embedding[0], ==, 0.2f);
  assert_time (self, 1, 1);
  g_assert_cmpfloat (get_kept (self, 1)->embedding[0], ==, 0.01f);
}

/* Away for a minute, and back elsewhere in the picture. */
static void
test_returns (Fixture *self, gconstpointer data)
{
  add (self, new_face (0, 0.1, 0, 0.8), NULL);
  add (self, new_face (1, 0.1, 0, 0.9), NULL);
  add (self, new_face (60, 0.8, 0.1, 0.9), NULL);
  add (self, new_face (61, 0.8, 0.1, 0.8), NULL);

  finish (self, 2);
  assert_time (self, 0, 1);
  assert_time (self, 1, 60);
}

/* The place carries on where the embedding is doubtful, but not against it, and not after a while. */
static void
test_overlap (Fixture *self, gconstpointer data)
{
  add (self, new_face (0, 0.30, 0, 0.9), NULL);
  add (self, new_face (1, 0.32, 0.4, 0.8), NULL);  /* the same */
  add (self, new_face (2, 0.32, 1.0, 0.9), NULL);  /* another */
  add (self, new_face (10, 0.32, 1.4, 0.9), NULL); /* too late for that one */

  finish (self, 3);
  assert_time (self, 0, 0);
  assert_time (self, 1, 2);
  assert_time (self, 2, 10);
}

static void
test_without_embedding (Fixture *self, gconstpointer data)
{
  for (int i = 0; i < 4; i++)
    {
      KindredAnalyzedFace *face = new_face (i, 0.3 + 0.01 * i, 0, 0.8);

      face->has_embedding = FALSE;
      add (self, face, NULL);
    }

  finish (self, 1);
}

/* Seen once and blurred: motion, not a face worth asking about.  Seen twice it stays. */
static void
test_doubtful (Fixture *self, gconstpointer data)
{
  add (self, new_face (0, 0.1, 0, 0.1), NULL);
  add (self, new_face (10, 0.5, 5, 0.1), NULL);
  add (self, new_face (11, 0.5, 5, 0.1), NULL);
  add (self, new_face (20, 0.9, 9, 0.3), NULL);

  finish (self, 2);
  assert_time (self, 0, 10);
  assert_time (self, 1, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/face-tracks/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("best-of-each-part", test_best_of_each_part);
  ADD ("short", test_short);
  ADD ("far-worse", test_far_worse);
  ADD ("two-in-a-frame", test_two_in_a_frame);
  ADD ("returns", test_returns);
  ADD ("overlap", test_overlap);
  ADD ("without-embedding", test_without_embedding);
  ADD ("doubtful", test_doubtful);
#undef ADD

  return g_test_run ();
}
