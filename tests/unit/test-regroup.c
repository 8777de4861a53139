/* test-regroup.c - the rules, on points along a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "grouping/kindred-open-faces.h"
#include "grouping/kindred-regroup.h"

#include <string.h>

#define N_MAX 80
#define NEW KINDRED_GROUPING_FACE_NEW
#define POOR KINDRED_GROUPING_FACE_POOR
#define DECIDED KINDRED_GROUPING_FACE_DECIDED
#define KEPT (KINDRED_GROUPING_PERSON_KEPT | KINDRED_GROUPING_PERSON_NAMED)

/* Faces are numbers; those at most 1 apart look alike. */
typedef struct
{
  gsize n;
  float at[N_MAX];
  gint32 photo[N_MAX];
  gint32 person[N_MAX];
  guint8 flags[N_MAX];
  gsize n_persons;
  guint8 person_flags[N_MAX];
  gsize n_rejections;
  KindredGroupingRejection rejections[N_MAX];
  int min_samples;
  double max_mean;

  gint32 result[N_MAX];
  gsize n_new;
} Album;

static void
album_init (Album *album)
{
  memset (album, 0, sizeof *album);
  album->min_samples = 2;
}

static gint32
add_face (Album *album, float at, gint32 person, guint8 flags)
{
  gsize i = album->n++;

  /* Not an assertion: GCC 14 takes it for something that returns, and warns of what follows. */
  if (i >= N_MAX)
    g_error ("more than %d faces", N_MAX);
  album->at[i] = at;
  album->photo[i] = i;
  album->person[i] = person;
  album->flags[i] = flags;

  return i;
}

static gint32
add_person (Album *album, guint8 flags)
{
  album->person_flags[album->n_persons] = flags;

  return album->n_persons++;
}

static void
reject (Album *album, gint32 face, gint32 person)
{
  album->rejections[album->n_rejections++] = (KindredGroupingRejection){ face, person };
}

static gboolean
run (Album *album, gboolean grow, GError **error)
{
  const KindredGroupingInput input = { .n_faces = album->n,
                                       .embeddings = album->at,
                                       .dimension = 1,
                                       .photo = album->photo,
                                       .person = album->person,
                                       .face_flags = album->flags,
                                       .n_persons = album->n_persons,
                                       .person_flags = album->person_flags,
                                       .n_rejections = album->n_rejections,
                                       .rejections = album->rejections,
                                       .eps = 1,
                                       .min_samples = album->min_samples,
                                       .max_mean = album->max_mean,
                                       .n_threads = 2 };

  return (grow ? kindred_grow : kindred_regroup) (&input, album->result, &album->n_new, NULL, NULL, NULL, error);
}

static void
regroup (Album *album)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (run (album, FALSE, &error));
  g_assert_no_error (error);
}

/* And takes the result over, as the library does. */
static void
grow (Album *album)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (run (album, TRUE, &error));
  g_assert_no_error (error);

  for (gsize i = 0; i < album->n_new; i++)
    add_person (album, 0);
  for (gsize i = 0; i < album->n; i++)
    {
      album->person[i] = album->result[i];
      album->flags[i] &= ~NEW;
    }
}

static void
test_groups_and_noise (void)
{
  Album album;

  album_init (&album);
  for (int i = 0; i < 3; i++)
    add_face (&album, i * 0.5f, -1, 0);
  for (int i = 0; i < 3; i++)
    add_face (&album, 10 + i * 0.5f, -1, 0);
  add_face (&album, 20, -1, 0);
  regroup (&album);

  g_assert_cmpuint (album.n_new, ==, 2);
  g_assert_cmpint (album.result[0], ==, album.result[2]);
  g_assert_cmpint (album.result[3], ==, album.result[5]);
  g_assert_cmpint (album.result[0], !=, album.result[3]);
  g_assert_cmpint (album.result[6], ==, -1);
}

static void
test_none (void)
{
  Album album;

  album_init (&album);
  regroup (&album);
  g_assert_cmpuint (album.n_new, ==, 0);
  grow (&album);
  g_assert_cmpuint (album.n_new, ==, 0);
}

static void
test_min_samples (void)
{
  Album album;

  album_init (&album);
  album.min_samples = 3;
  add_face (&album, 0, -1, 0);
  add_face (&album, 0.5f, -1, 0);
  regroup (&album);
  g_assert_cmpuint (album.n_new, ==, 0);

  add_face (&album, 1, -1, 0);
  regroup (&album);
  g_assert_cmpuint (album.n_new, ==, 1);
}

/* Rule 1 */
static void
test_decided_stay (void)
{
  Album album;
  gint32 ann, bob;

  album_init (&album);
  ann = add_person (&album, KEPT);
  bob = add_person (&album, KEPT);
  for (int i = 0; i < 5; i++)
    add_face (&album, i * 0.1f, ann, 0);
  add_face (&album, 0.2f, bob, DECIDED); /* looks like Ann, but the user knows better */
  add_face (&album, 30, ann, DECIDED);   /* looks like nobody */
  regroup (&album);

  g_assert_cmpint (album.result[5], ==, bob);
  g_assert_cmpint (album.result[6], ==, ann);
  for (int i = 0; i < 5; i++)
    g_assert_cmpint (album.result[i], ==, ann);
}

/* Rule 2: the longest gap is between 2.5 and 3.4. */
static void
test_chain_is_cut (void)
{
  const float chain[] = { 0, 0.6f, 1.2f, 1.9f, 2.5f, 3.4f, 4.0f, 4.6f };
  Album album;
  gint32 ann, bob;

  album_init (&album);
  ann = add_person (&album, KEPT);
  bob = add_person (&album, KEPT);
  for (gsize i = 0; i < G_N_ELEMENTS (chain); i++)
    add_face (&album, chain[i], i == 0 ? ann : i == 7 ? bob : -1, 0);
  regroup (&album);

  for (int i = 0; i < 5; i++)
    g_assert_cmpint (album.result[i], ==, ann);
  for (int i = 5; i < 8; i++)
    g_assert_cmpint (album.result[i], ==, bob);
}

/* Rule 3 */
static void
test_rejected_never_returns (void)
{
  Album album;
  gint32 ann;

  album_init (&album);
  ann = add_person (&album, KEPT);
  for (int i = 0; i < 5; i++)
    add_face (&album, i * 0.1f, ann, 0);
  reject (&album, add_face (&album, 0.2f, -1, NEW), ann);
  regroup (&album);
  g_assert_cmpint (album.result[5], ==, -1);
  grow (&album);
  g_assert_cmpint (album.result[5], ==, -1);
}

/* Rule 3, for a person that is known by overlap only */
static void
test_rejected_from_unnamed (void)
{
  Album album;
  gint32 somebody;

  album_init (&album);
  somebody = add_person (&album, 0);
  for (int i = 0; i < 5; i++)
    add_face (&album, i * 0.1f, somebody, 0);
  reject (&album, add_face (&album, 0.2f, -1, 0), somebody);
  regroup (&album);

  g_assert_cmpint (album.result[0], ==, somebody);
  g_assert_cmpint (album.result[5], !=, somebody);
}

/* Rule 4: the nearer of two faces of one photo wins. */
static void
test_same_photo (void)
{
  Album album;

  album_init (&album);
  add_face (&album, 0, -1, NEW);
  add_face (&album, 0.3f, -1, NEW);
  add_face (&album, 1.1f, -1, NEW);
  album.photo[2] = album.photo[1];
  regroup (&album);
  g_assert_cmpint (album.result[0], >=, 0);
  g_assert_cmpint (album.result[1], ==, album.result[0]);
  g_assert_cmpint (album.result[2], ==, -1);

  grow (&album);
  g_assert_cmpint (album.result[1], ==, album.result[0]);
  g_assert_cmpint (album.result[2], ==, -1);
}

/* Rule 5 */
static void
test_grow_keeps (void)
{
  Album album;
  gint32 ann;

  album_init (&album);
  ann = add_person (&album, KEPT);
  add_face (&album, 0, ann, 0);
  add_face (&album, 50, ann, 0); /* nobody would group these two */
  add_face (&album, 50.5f, -1, NEW);
  add_face (&album, 90, -1, 0);
  add_face (&album, 90.5f, -1, NEW); /* brings the one before within reach */
  grow (&album);

  g_assert_cmpint (album.result[0], ==, ann);
  g_assert_cmpint (album.result[1], ==, ann);
  g_assert_cmpint (album.result[2], ==, ann);
  g_assert_cmpint (album.result[3], ==, album.result[4]);
  g_assert_cmpint (album.result[3], >, ann);
}

/* Whom the user has not touched is grouped anew when new faces come near, whom none come near is not, and who is left
 * is still the same person. */
static void
test_grow_reconsiders (void)
{
  Album album;
  gint32 near, far;

  album_init (&album);
  near = add_person (&album, 0);
  far = add_person (&album, 0);
  add_face (&album, 0, near, 0);
  add_face (&album, 50, near, 0);
  add_face (&album, 50.5f, -1, NEW);
  add_face (&album, 20, far, 0);
  add_face (&album, 70, far, 0);
  grow (&album);

  g_assert_cmpint (album.result[0], ==, -1);
  g_assert_cmpint (album.result[1], ==, near);
  g_assert_cmpint (album.result[2], ==, near);
  g_assert_cmpint (album.result[3], ==, far);
  g_assert_cmpint (album.result[4], ==, far);
  g_assert_cmpuint (album.n_new, ==, 0);
}

/* Rule 5: whom no new face comes near is not looked at, even if nothing holds it together or little of it is there. */
static void
test_grow_leaves_others (void)
{
  Album album;
  gint32 single, pair;

  album_init (&album);
  single = add_person (&album, 0);
  pair = add_person (&album, 0);
  add_face (&album, 0, single, 0);
  add_face (&album, 50, pair, 0);
  add_face (&album, 70, pair, 0);
  add_face (&album, 30, -1, NEW);
  add_face (&album, 30.1f, -1, NEW);
  grow (&album);

  g_assert_cmpint (album.result[0], ==, single);
  g_assert_cmpint (album.result[1], ==, pair);
  g_assert_cmpint (album.result[2], ==, pair);
  g_assert_cmpint (album.result[3], >, pair);
  g_assert_cmpint (album.result[4], ==, album.result[3]);
}

static void
add_chain (Album *album, float at, gint32 person, guint8 flags)
{
  for (int i = 0; i < 3; i++)
    add_face (album, at + 0.4f * i, person, flags);
  for (int i = 0; i < 2; i++)
    add_face (album, at + 3 + 0.4f * i, person, flags);
}

/* What connected a person has gone: it falls apart, and most of it goes on.  Whom the user has touched, and who lost
 * nothing, stays whole. */
static void
test_grow_without_lost (void)
{
  enum
  {
    LOST,
    WHOLE,
    TOUCHED,
    NAMED
  };
  const guint8 flags[]
      = { KINDRED_GROUPING_PERSON_LOST, 0, KINDRED_GROUPING_PERSON_LOST, KINDRED_GROUPING_PERSON_LOST | KEPT };
  Album album;

  album_init (&album);
  for (gint32 p = 0; p <= NAMED; p++)
    {
      add_person (&album, flags[p]);
      add_chain (&album, 20 * p, p, p == TOUCHED ? DECIDED : 0);
    }
  grow (&album);

  g_assert_cmpuint (album.n_new, ==, 1);
  for (int i = 0; i < 20; i++)
    g_assert_cmpint (album.result[i], ==, i == 3 || i == 4 ? NAMED + 1 : i / 5);
}

/* One who has lost all but one face is still there, and too many faces are not looked at. */
static void
test_grow_small_and_large_without_lost (void)
{
  Album album;
  gint32 small, large;

  album_init (&album);
  small = add_person (&album, KINDRED_GROUPING_PERSON_LOST);
  large = add_person (&album, KINDRED_GROUPING_PERSON_LOST);
  add_face (&album, 10, small, 0);
  for (int i = 0; i <= KINDRED_OPEN_PERSON_MAX; i++)
    add_face (&album, i == 0 ? 50 : 0, large, 0);
  grow (&album);

  g_assert_cmpint (album.result[0], ==, small);
  for (gsize i = 1; i < album.n; i++)
    g_assert_cmpint (album.result[i], ==, large);
}

/* ... also when new faces come near at the same time. */
static void
test_grow_with_lost_and_new (void)
{
  Album album;
  gint32 somebody;

  album_init (&album);
  somebody = add_person (&album, KINDRED_GROUPING_PERSON_LOST);
  add_chain (&album, 0, somebody, 0);
  add_face (&album, 1.7f, -1, NEW);
  add_face (&album, 2.4f, -1, NEW);
  add_face (&album, 3.2f, somebody, NEW);
  grow (&album);

  for (gsize i = 0; i < album.n; i++)
    g_assert_cmpint (album.result[i], ==, somebody);
}

/* A face that the user put somewhere holds its person together, whoever comes near. */
static void
test_grow_keeps_decided (void)
{
  Album album;
  gint32 somebody;

  album_init (&album);
  somebody = add_person (&album, 0);
  add_face (&album, 0, somebody, DECIDED);
  add_face (&album, 50, somebody, 0);
  add_face (&album, 50.5f, -1, NEW);
  grow (&album);

  g_assert_cmpint (album.result[0], ==, somebody);
  g_assert_cmpint (album.result[1], ==, somebody);
  g_assert_cmpint (album.result[2], ==, somebody);
}

/* Persons of many faces are known well: they stay as they are. */
static void
test_grow_keeps_large (void)
{
  Album album;
  gint32 somebody;

  album_init (&album);
  somebody = add_person (&album, 0);
  for (int i = 0; i <= KINDRED_OPEN_PERSON_MAX; i++)
    add_face (&album, i == 0 ? 50 : 0, somebody, 0);
  add_face (&album, 0.5f, -1, NEW);
  grow (&album);

  for (gsize i = 0; i < album.n; i++)
    g_assert_cmpint (album.result[i], ==, somebody);
}

/* A new face that has a person already, as one that was found again has, stays there. */
static void
test_grow_new_with_person (void)
{
  Album album;
  gint32 ann;

  album_init (&album);
  ann = add_person (&album, KEPT);
  add_face (&album, 0, ann, 0);
  add_face (&album, 30, ann, NEW);
  add_face (&album, 30.5f, -1, 0);
  grow (&album);

  for (int i = 0; i < 3; i++)
    g_assert_cmpint (album.result[i], ==, ann);
}

static void
test_grow_merges_only_unkept (void)
{
  for (int kept = 0; kept <= 2; kept++)
    {
      Album album;
      gint32 left, right;

      album_init (&album);
      left = add_person (&album, kept > 0 ? KEPT : 0);
      right = add_person (&album, kept > 1 ? KEPT : 0);
      add_face (&album, 0, left, 0);
      add_face (&album, 0.2f, left, 0);
      add_face (&album, 1.8f, right, 0);
      add_face (&album, 2.0f, right, 0);
      add_face (&album, 2.2f, right, 0);
      add_face (&album, 1.05f, -1, NEW); /* a bridge, a little nearer to the right */
      grow (&album);

      g_assert_cmpint (album.result[5], ==, kept == 1 ? left : right);
      if (kept == 2)
        g_assert_cmpint (album.result[0], ==, left);
      else
        g_assert_cmpint (album.result[0], ==, album.result[2]);
    }
}

/* Rule 6 */
static void
test_poor_is_no_bridge (void)
{
  Album album;

  album_init (&album);
  add_face (&album, 0, -1, 0);
  add_face (&album, 0.5f, -1, 0);
  add_face (&album, 1.2f, -1, POOR);
  add_face (&album, 2.0f, -1, 0);
  add_face (&album, 2.5f, -1, 0);
  add_face (&album, 40, -1, POOR);
  add_face (&album, 40.1f, -1, POOR);
  regroup (&album);

  g_assert_cmpint (album.result[0], ==, album.result[1]);
  g_assert_cmpint (album.result[2], ==, album.result[0]);
  g_assert_cmpint (album.result[3], ==, album.result[4]);
  g_assert_cmpint (album.result[3], !=, album.result[0]);
  g_assert_cmpint (album.result[5], ==, -1);
  g_assert_cmpint (album.result[6], ==, -1);
}

/* Rule 7: a chain without end is no person. */
static void
test_chain_is_no_person (void)
{
  Album album;
  gsize longest = 0;

  album_init (&album);
  album.max_mean = 2;
  for (int i = 0; i < 40; i++)
    add_face (&album, i * 0.9f, -1, 0);
  regroup (&album);

  g_assert_cmpuint (album.n_new, >, 3);
  for (int i = 0; i < 40; i++)
    {
      gsize n = 0;

      for (int j = 0; j < 40; j++)
        n += album.result[j] == album.result[i];
      longest = MAX (longest, n);
    }
  g_assert_cmpuint (longest, <=, 8);
}

/* Rule 8 */
static void
test_identity (void)
{
  Album album;
  gint32 large, small;

  album_init (&album);
  small = add_person (&album, 0);
  large = add_person (&album, 0);
  add_face (&album, 0, small, 0);
  for (int i = 1; i < 5; i++)
    add_face (&album, i * 0.1f, large, 0);
  add_face (&album, 20, large, 0);
  add_face (&album, 20.1f, -1, 0);
  regroup (&album);

  /* The group at zero is mostly the large one; what is left at twenty was of it too, but it goes on only once. */
  for (int i = 0; i < 5; i++)
    g_assert_cmpint (album.result[i], ==, large);
  g_assert_cmpint (album.result[5], ==, album.result[6]);
  g_assert_cmpint (album.result[5], >, large);
  g_assert_cmpuint (album.n_new, ==, 1);
  (void) small;
}

/* What the user merged stays merged. */
static void
test_merge_survives (void)
{
  Album album;
  gint32 ann;

  album_init (&album);
  ann = add_person (&album, KEPT);
  for (int i = 0; i < 6; i++)
    add_face (&album, i * 0.1f, ann, 0);
  for (int i = 0; i < 3; i++)
    add_face (&album, 30 + i * 0.1f, ann, DECIDED);
  regroup (&album);

  for (int i = 0; i < 9; i++)
    g_assert_cmpint (album.result[i], ==, ann);
  g_assert_cmpuint (album.n_new, ==, 0);
}

/* Two faces of one photo that the user put together stay so while the album grows. */
static void
test_grow_keeps_what_user_put_together (void)
{
  Album album;
  gint32 ann;

  album_init (&album);
  ann = add_person (&album, KEPT);
  add_face (&album, 0, ann, 0);
  add_face (&album, 5, ann, DECIDED);
  album.photo[1] = album.photo[0];
  add_face (&album, 0.1f, -1, NEW);
  grow (&album);

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
      Album album;

      for (int i = 29; i > 0; i--)
        {
          int j = g_rand_int_range (rand, 0, i + 1);
          float other = at[i];

          at[i] = at[j];
          at[j] = other;
        }

      album_init (&album);
      for (int i = 0; i < 30; i++)
        {
          add_face (&album, at[i], -1, NEW);
          if (i % 3 == 2)
            grow (&album);
        }

      for (int i = 0; i < 30; i++)
        for (int j = 0; j < 30; j++)
          g_assert_cmpint (album.person[i] == album.person[j], ==, (int) (at[i] / 10) == (int) (at[j] / 10));
    }
}

static void
test_bad_input (void)
{
  g_autoptr (GError) error = NULL;
  Album album;

  album_init (&album);
  add_face (&album, 0, 3, 0); /* there is no such person */
  g_assert_false (run (&album, FALSE, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  album_init (&album);
  album.min_samples = 0;
  g_assert_false (run (&album, TRUE, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/regroup/groups-and-noise", test_groups_and_noise);
  g_test_add_func ("/regroup/none", test_none);
  g_test_add_func ("/regroup/min-samples", test_min_samples);
  g_test_add_func ("/regroup/decided-stay", test_decided_stay);
  g_test_add_func ("/regroup/chain-is-cut", test_chain_is_cut);
  g_test_add_func ("/regroup/rejected-never-returns", test_rejected_never_returns);
  g_test_add_func ("/regroup/rejected-from-unnamed", test_rejected_from_unnamed);
  g_test_add_func ("/regroup/same-photo", test_same_photo);
  g_test_add_func ("/regroup/grow-keeps", test_grow_keeps);
  g_test_add_func ("/regroup/grow-reconsiders", test_grow_reconsiders);
  g_test_add_func ("/regroup/grow-leaves-others", test_grow_leaves_others);
  g_test_add_func ("/regroup/grow-without-lost", test_grow_without_lost);
  g_test_add_func ("/regroup/grow-small-and-large-without-lost", test_grow_small_and_large_without_lost);
  g_test_add_func ("/regroup/grow-with-lost-and-new", test_grow_with_lost_and_new);
  g_test_add_func ("/regroup/grow-keeps-decided", test_grow_keeps_decided);
  g_test_add_func ("/regroup/grow-keeps-large", test_grow_keeps_large);
  g_test_add_func ("/regroup/grow-new-with-person", test_grow_new_with_person);
  g_test_add_func ("/regroup/grow-merges-only-unkept", test_grow_merges_only_unkept);
  g_test_add_func ("/regroup/poor-is-no-bridge", test_poor_is_no_bridge);
  g_test_add_func ("/regroup/chain-is-no-person", test_chain_is_no_person);
  g_test_add_func ("/regroup/identity", test_identity);
  g_test_add_func ("/regroup/merge-survives", test_merge_survives);
  g_test_add_func ("/regroup/grow-keeps-what-user-put-together", test_grow_keeps_what_user_put_together);
  g_test_add_func ("/regroup/order", test_order);
  g_test_add_func ("/regroup/bad-input", test_bad_input);

  return g_test_run ();
}
