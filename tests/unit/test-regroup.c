/* test-regroup.c - the rules, on points along a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "made-album.h"

#include "base/kindred-error.h"

static void
test_groups_and_noise (void)
{
  MadeAlbum album;

  made_album_init (&album);
  for (int i = 0; i < 3; i++)
    made_album_add_face (&album, i * 0.5f, -1, 0);
  for (int i = 0; i < 3; i++)
    made_album_add_face (&album, 10 + i * 0.5f, -1, 0);
  made_album_add_face (&album, 20, -1, 0);
  made_album_regroup (&album);

  g_assert_cmpuint (album.n_new, ==, 2);
  g_assert_cmpint (album.result[0], ==, album.result[2]);
  g_assert_cmpint (album.result[3], ==, album.result[5]);
  g_assert_cmpint (album.result[0], !=, album.result[3]);
  g_assert_cmpint (album.result[6], ==, -1);
}

static void
test_none (void)
{
  MadeAlbum album;

  made_album_init (&album);
  made_album_regroup (&album);
  g_assert_cmpuint (album.n_new, ==, 0);
  made_album_grow (&album);
  g_assert_cmpuint (album.n_new, ==, 0);
}

static void
test_min_samples (void)
{
  MadeAlbum album;

  made_album_init (&album);
  album.min_samples = 3;
  made_album_add_face (&album, 0, -1, 0);
  made_album_add_face (&album, 0.5f, -1, 0);
  made_album_regroup (&album);
  g_assert_cmpuint (album.n_new, ==, 0);

  made_album_add_face (&album, 1, -1, 0);
  made_album_regroup (&album);
  g_assert_cmpuint (album.n_new, ==, 1);
}

/* Rule 1 */
static void
test_decided_stay (void)
{
  MadeAlbum album;
  gint32 ann, bob;

  made_album_init (&album);
  ann = made_album_add_person (&album, KEPT);
  bob = made_album_add_person (&album, KEPT);
  for (int i = 0; i < 5; i++)
    made_album_add_face (&album, i * 0.1f, ann, 0);
  made_album_add_face (&album, 0.2f, bob, DECIDED); /* looks like Ann, but the user knows better */
  made_album_add_face (&album, 30, ann, DECIDED);   /* looks like nobody */
  made_album_regroup (&album);

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
  MadeAlbum album;
  gint32 ann, bob;

  made_album_init (&album);
  ann = made_album_add_person (&album, KEPT);
  bob = made_album_add_person (&album, KEPT);
  for (gsize i = 0; i < G_N_ELEMENTS (chain); i++)
    made_album_add_face (&album, chain[i], i == 0 ? ann : i == 7 ? bob : -1, 0);
  made_album_regroup (&album);

  for (int i = 0; i < 5; i++)
    g_assert_cmpint (album.result[i], ==, ann);
  for (int i = 5; i < 8; i++)
    g_assert_cmpint (album.result[i], ==, bob);
}

/* Rule 3 */
static void
test_rejected_never_returns (void)
{
  MadeAlbum album;
  gint32 ann;

  made_album_init (&album);
  ann = made_album_add_person (&album, KEPT);
  for (int i = 0; i < 5; i++)
    made_album_add_face (&album, i * 0.1f, ann, 0);
  made_album_reject (&album, made_album_add_face (&album, 0.2f, -1, NEW), ann);
  made_album_regroup (&album);
  g_assert_cmpint (album.result[5], ==, -1);
  made_album_grow (&album);
  g_assert_cmpint (album.result[5], ==, -1);
}

/* Rule 3, for a person that is known by overlap only */
static void
test_rejected_from_unnamed (void)
{
  MadeAlbum album;
  gint32 somebody;

  made_album_init (&album);
  somebody = made_album_add_person (&album, 0);
  for (int i = 0; i < 5; i++)
    made_album_add_face (&album, i * 0.1f, somebody, 0);
  made_album_reject (&album, made_album_add_face (&album, 0.2f, -1, 0), somebody);
  made_album_regroup (&album);

  g_assert_cmpint (album.result[0], ==, somebody);
  g_assert_cmpint (album.result[5], !=, somebody);
}

/* Rule 4: the nearer of two faces of one photo wins. */
static void
test_same_photo (void)
{
  MadeAlbum album;

  made_album_init (&album);
  made_album_add_face (&album, 0, -1, NEW);
  made_album_add_face (&album, 0.3f, -1, NEW);
  made_album_add_face (&album, 1.1f, -1, NEW);
  album.photo[2] = album.photo[1];
  made_album_regroup (&album);
  g_assert_cmpint (album.result[0], >=, 0);
  g_assert_cmpint (album.result[1], ==, album.result[0]);
  g_assert_cmpint (album.result[2], ==, -1);

  made_album_grow (&album);
  g_assert_cmpint (album.result[1], ==, album.result[0]);
  g_assert_cmpint (album.result[2], ==, -1);
}

/* Rule 6 */
static void
test_poor_is_no_bridge (void)
{
  MadeAlbum album;

  made_album_init (&album);
  made_album_add_face (&album, 0, -1, 0);
  made_album_add_face (&album, 0.5f, -1, 0);
  made_album_add_face (&album, 1.2f, -1, POOR);
  made_album_add_face (&album, 2.0f, -1, 0);
  made_album_add_face (&album, 2.5f, -1, 0);
  made_album_add_face (&album, 40, -1, POOR);
  made_album_add_face (&album, 40.1f, -1, POOR);
  made_album_regroup (&album);

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
  MadeAlbum album;
  gsize longest = 0;

  made_album_init (&album);
  album.max_mean = 2;
  for (int i = 0; i < 40; i++)
    made_album_add_face (&album, i * 0.9f, -1, 0);
  made_album_regroup (&album);

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
  MadeAlbum album;
  gint32 large, small;

  made_album_init (&album);
  small = made_album_add_person (&album, 0);
  large = made_album_add_person (&album, 0);
  made_album_add_face (&album, 0, small, 0);
  for (int i = 1; i < 5; i++)
    made_album_add_face (&album, i * 0.1f, large, 0);
  made_album_add_face (&album, 20, large, 0);
  made_album_add_face (&album, 20.1f, -1, 0);
  made_album_regroup (&album);

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
  MadeAlbum album;
  gint32 ann;

  made_album_init (&album);
  ann = made_album_add_person (&album, KEPT);
  for (int i = 0; i < 6; i++)
    made_album_add_face (&album, i * 0.1f, ann, 0);
  for (int i = 0; i < 3; i++)
    made_album_add_face (&album, 30 + i * 0.1f, ann, DECIDED);
  made_album_regroup (&album);

  for (int i = 0; i < 9; i++)
    g_assert_cmpint (album.result[i], ==, ann);
  g_assert_cmpuint (album.n_new, ==, 0);
}

static void
test_bad_input (void)
{
  g_autoptr (GError) error = NULL;
  MadeAlbum album;

  made_album_init (&album);
  made_album_add_face (&album, 0, 3, 0); /* there is no such person */
  g_assert_false (made_album_run (&album, FALSE, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  made_album_init (&album);
  album.min_samples = 0;
  g_assert_false (made_album_run (&album, TRUE, &error));
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
  g_test_add_func ("/regroup/poor-is-no-bridge", test_poor_is_no_bridge);
  g_test_add_func ("/regroup/chain-is-no-person", test_chain_is_no_person);
  g_test_add_func ("/regroup/identity", test_identity);
  g_test_add_func ("/regroup/merge-survives", test_merge_survives);
  g_test_add_func ("/regroup/bad-input", test_bad_input);

  return g_test_run ();
}
