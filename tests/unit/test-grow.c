/* test-grow.c - an album grows, and what was there stays, on points along a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "made-album.h"

#include "grouping/kindred-open-faces.h"

/* Rule 5 */
static void
test_keeps (void)
{
  MadeAlbum album;
  gint32 ann;

  made_album_init (&album);
  ann = made_album_add_person (&album, KEPT);
  made_album_add_face (&album, 0, ann, 0);
  made_album_add_face (&album, 50, ann, 0); /* nobody would group these two */
  made_album_add_face (&album, 50.5f, -1, NEW);
  made_album_add_face (&album, 90, -1, 0);
  made_album_add_face (&album, 90.5f, -1, NEW); /* brings the one before within reach */
  made_album_grow (&album);

  g_assert_cmpint (album.result[0], ==, ann);
  g_assert_cmpint (album.result[1], ==, ann);
  g_assert_cmpint (album.result[2], ==, ann);
  g_assert_cmpint (album.result[3], ==, album.result[4]);
  g_assert_cmpint (album.result[3], >, ann);
}

/* Whom the user has not touched is grouped anew when new faces come near, whom none come near is not, and who is left
 * is still the same person. */
static void
test_reconsiders (void)
{
  MadeAlbum album;
  gint32 near, far;

  made_album_init (&album);
  near = made_album_add_person (&album, 0);
  far = made_album_add_person (&album, 0);
  made_album_add_face (&album, 0, near, 0);
  made_album_add_face (&album, 50, near, 0);
  made_album_add_face (&album, 50.5f, -1, NEW);
  made_album_add_face (&album, 20, far, 0);
  made_album_add_face (&album, 70, far, 0);
  made_album_grow (&album);

  g_assert_cmpint (album.result[0], ==, -1);
  g_assert_cmpint (album.result[1], ==, near);
  g_assert_cmpint (album.result[2], ==, near);
  g_assert_cmpint (album.result[3], ==, far);
  g_assert_cmpint (album.result[4], ==, far);
  g_assert_cmpuint (album.n_new, ==, 0);
}

/* Rule 5: whom no new face comes near is not looked at, even if nothing holds it together or little of it is there. */
static void
test_leaves_others (void)
{
  MadeAlbum album;
  gint32 single, pair;

  made_album_init (&album);
  single = made_album_add_person (&album, 0);
  pair = made_album_add_person (&album, 0);
  made_album_add_face (&album, 0, single, 0);
  made_album_add_face (&album, 50, pair, 0);
  made_album_add_face (&album, 70, pair, 0);
  made_album_add_face (&album, 30, -1, NEW);
  made_album_add_face (&album, 30.1f, -1, NEW);
  made_album_grow (&album);

  g_assert_cmpint (album.result[0], ==, single);
  g_assert_cmpint (album.result[1], ==, pair);
  g_assert_cmpint (album.result[2], ==, pair);
  g_assert_cmpint (album.result[3], >, pair);
  g_assert_cmpint (album.result[4], ==, album.result[3]);
}

static void
add_chain (MadeAlbum *album, float at, gint32 person, guint8 flags)
{
  for (int i = 0; i < 3; i++)
    made_album_add_face (album, at + 0.4f * i, person, flags);
  for (int i = 0; i < 2; i++)
    made_album_add_face (album, at + 3 + 0.4f * i, person, flags);
}

/* What connected a person has gone: it falls apart, and most of it goes on.  Whom the user has touched, who lost
 * nothing, and whose loss was seen to before stays whole. */
static void
test_without_lost (void)
{
  enum
  {
    LOST,
    WHOLE,
    TOUCHED,
    SETTLED,
    NAMED
  };
  const guint8 flags[]
      = { KINDRED_GROUPING_PERSON_LOST, 0, KINDRED_GROUPING_PERSON_LOST,
          KINDRED_GROUPING_PERSON_LOST | KINDRED_GROUPING_PERSON_SETTLED, KINDRED_GROUPING_PERSON_LOST | KEPT };
  MadeAlbum album;

  made_album_init (&album);
  for (gint32 p = 0; p <= NAMED; p++)
    {
      made_album_add_person (&album, flags[p]);
      add_chain (&album, 20 * p, p, p == TOUCHED ? DECIDED : 0);
    }
  made_album_grow (&album);

  g_assert_cmpuint (album.n_new, ==, 1);
  for (int i = 0; i < 5 * (NAMED + 1); i++)
    g_assert_cmpint (album.result[i], ==, i == 3 || i == 4 ? NAMED + 1 : i / 5);
}

/* One who has lost all but one face is still there, and too many faces are not looked at. */
static void
test_small_and_large_without_lost (void)
{
  MadeAlbum album;
  gint32 small, large;

  made_album_init (&album);
  small = made_album_add_person (&album, KINDRED_GROUPING_PERSON_LOST);
  large = made_album_add_person (&album, KINDRED_GROUPING_PERSON_LOST);
  made_album_add_face (&album, 10, small, 0);
  for (int i = 0; i <= KINDRED_OPEN_PERSON_MAX; i++)
    made_album_add_face (&album, i == 0 ? 50 : 0, large, 0);
  made_album_grow (&album);

  g_assert_cmpint (album.result[0], ==, small);
  for (gsize i = 1; i < album.n; i++)
    g_assert_cmpint (album.result[i], ==, large);
}

/* ... also when new faces come near at the same time. */
static void
test_with_lost_and_new (void)
{
  MadeAlbum album;
  gint32 somebody;

  made_album_init (&album);
  somebody = made_album_add_person (&album, KINDRED_GROUPING_PERSON_LOST);
  add_chain (&album, 0, somebody, 0);
  made_album_add_face (&album, 1.7f, -1, NEW);
  made_album_add_face (&album, 2.4f, -1, NEW);
  made_album_add_face (&album, 3.2f, somebody, NEW);
  made_album_grow (&album);

  for (gsize i = 0; i < album.n; i++)
    g_assert_cmpint (album.result[i], ==, somebody);
}

/* A face that the user put somewhere holds its person together, whoever comes near. */
static void
test_keeps_decided (void)
{
  MadeAlbum album;
  gint32 somebody;

  made_album_init (&album);
  somebody = made_album_add_person (&album, 0);
  made_album_add_face (&album, 0, somebody, DECIDED);
  made_album_add_face (&album, 50, somebody, 0);
  made_album_add_face (&album, 50.5f, -1, NEW);
  made_album_grow (&album);

  g_assert_cmpint (album.result[0], ==, somebody);
  g_assert_cmpint (album.result[1], ==, somebody);
  g_assert_cmpint (album.result[2], ==, somebody);
}

/* Persons of many faces are known well: they stay as they are. */
static void
test_keeps_large (void)
{
  MadeAlbum album;
  gint32 somebody;

  made_album_init (&album);
  somebody = made_album_add_person (&album, 0);
  for (int i = 0; i <= KINDRED_OPEN_PERSON_MAX; i++)
    made_album_add_face (&album, i == 0 ? 50 : 0, somebody, 0);
  made_album_add_face (&album, 0.5f, -1, NEW);
  made_album_grow (&album);

  for (gsize i = 0; i < album.n; i++)
    g_assert_cmpint (album.result[i], ==, somebody);
}

/* A new face that has a person already, as one that was found again has, stays there. */
static void
test_new_with_person (void)
{
  MadeAlbum album;
  gint32 ann;

  made_album_init (&album);
  ann = made_album_add_person (&album, KEPT);
  made_album_add_face (&album, 0, ann, 0);
  made_album_add_face (&album, 30, ann, NEW);
  made_album_add_face (&album, 30.5f, -1, 0);
  made_album_grow (&album);

  for (int i = 0; i < 3; i++)
    g_assert_cmpint (album.result[i], ==, ann);
}

static void
test_merges_only_unkept (void)
{
  for (int kept = 0; kept <= 2; kept++)
    {
      MadeAlbum album;
      gint32 left, right;

      made_album_init (&album);
      left = made_album_add_person (&album, kept > 0 ? KEPT : 0);
      right = made_album_add_person (&album, kept > 1 ? KEPT : 0);
      made_album_add_face (&album, 0, left, 0);
      made_album_add_face (&album, 0.2f, left, 0);
      made_album_add_face (&album, 1.8f, right, 0);
      made_album_add_face (&album, 2.0f, right, 0);
      made_album_add_face (&album, 2.2f, right, 0);
      made_album_add_face (&album, 1.05f, -1, NEW); /* a bridge, a little nearer to the right */
      made_album_grow (&album);

      g_assert_cmpint (album.result[5], ==, kept == 1 ? left : right);
      if (kept == 2)
        g_assert_cmpint (album.result[0], ==, left);
      else
        g_assert_cmpint (album.result[0], ==, album.result[2]);
    }
}

/* Two faces of one photo that the user put together stay so while the album grows. */
static void
test_keeps_what_user_put_together (void)
{
  MadeAlbum album;
  gint32 ann;

  made_album_init (&album);
  ann = made_album_add_person (&album, KEPT);
  made_album_add_face (&album, 0, ann, 0);
  made_album_add_face (&album, 5, ann, DECIDED);
  album.photo[1] = album.photo[0];
  made_album_add_face (&album, 0.1f, -1, NEW);
  made_album_grow (&album);

  for (int i = 0; i < 3; i++)
    g_assert_cmpint (album.result[i], ==, ann);
}

/* The order in which faces come must not matter much; on a clear case not at all. */
static void
test_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  float at[30];

  for (int i = 0; i < 30; i++)
    at[i] = 10 * (i / 6) + 0.15f * (i % 6);

  for (int round = 0; round < 20; round++)
    {
      MadeAlbum album;

      for (int i = 29; i > 0; i--)
        {
          int j = g_rand_int_range (rand, 0, i + 1);
          float other = at[i];

          at[i] = at[j];
          at[j] = other;
        }

      made_album_init (&album);
      for (int i = 0; i < 30; i++)
        {
          made_album_add_face (&album, at[i], -1, NEW);
          if (i % 3 == 2)
            made_album_grow (&album);
        }

      for (int i = 0; i < 30; i++)
        for (int j = 0; j < 30; j++)
          g_assert_cmpint (album.person[i] == album.person[j], ==, (int) (at[i] / 10) == (int) (at[j] / 10));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/grow/keeps", test_keeps);
  g_test_add_func ("/grow/reconsiders", test_reconsiders);
  g_test_add_func ("/grow/leaves-others", test_leaves_others);
  g_test_add_func ("/grow/without-lost", test_without_lost);
  g_test_add_func ("/grow/small-and-large-without-lost", test_small_and_large_without_lost);
  g_test_add_func ("/grow/with-lost-and-new", test_with_lost_and_new);
  g_test_add_func ("/grow/keeps-decided", test_keeps_decided);
  g_test_add_func ("/grow/keeps-large", test_keeps_large);
  g_test_add_func ("/grow/new-with-person", test_new_with_person);
  g_test_add_func ("/grow/merges-only-unkept", test_merges_only_unkept);
  g_test_add_func ("/grow/keeps-what-user-put-together", test_keeps_what_user_put_together);
  g_test_add_func ("/grow/order", test_order);

  return g_test_run ();
}
