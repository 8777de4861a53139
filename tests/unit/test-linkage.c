/* test-linkage.c - links between faces, and groups that they make, on points along a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "grouping/kindred-linkage.h"
#include "grouping/kindred-links.h"

#define N 6

typedef struct
{
  float at[N];
  gint32 photo[N];
  gint32 tag[N];
  guint8 flags[N];
  KindredGroupingInput input;
  KindredLinkage *linkage;
} Fixture;

/* All at nearly the same place, in photos of their own, with no person. */
static void
set_up (Fixture *self, gconstpointer data)
{
  for (int i = 0; i < N; i++)
    {
      self->at[i] = 0.01f * i;
      self->photo[i] = i;
      self->tag[i] = -1;
    }

  self->input = (KindredGroupingInput){ .n_faces = N,
                                        .embeddings = self->at,
                                        .dimension = 1,
                                        .photo = self->photo,
                                        .person = self->tag,
                                        .face_flags = self->flags,
                                        .eps = 1,
                                        .min_samples = 2 };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->linkage, kindred_linkage_free);
}

static void
start (Fixture *self)
{
  self->linkage = kindred_linkage_new (&self->input, self->tag, 0.5);
}

static gboolean
are_together (Fixture *self, gint32 a, gint32 b)
{
  return kindred_linkage_find (self->linkage, a) == kindred_linkage_find (self->linkage, b);
}

/* Persons of whom the user said that they are different are kept: neither a link between them nor any chain of others
 * joins them, whatever comes first. */
static void
test_different_never_join (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  self->tag[1] = 0;
  self->tag[4] = 1;
  for (int round = 0; round < 200; round++)
    {
      start (self);
      for (int i = 0; i < 40; i++)
        kindred_linkage_offer (self->linkage, g_rand_int_range (rand, 0, N), g_rand_int_range (rand, 0, N));
      g_assert_false (kindred_linkage_offer (self->linkage, 1, 4));
      g_assert_false (are_together (self, 1, 4));
      g_assert_cmpint (kindred_linkage_get_tag (self->linkage, 1), ==, 0);
      g_assert_cmpint (kindred_linkage_get_tag (self->linkage, 4), ==, 1);

      /* Everybody else is with one of them. */
      for (int i = 0; i < N; i++)
        kindred_linkage_offer (self->linkage, i, 1);
      g_assert_cmpuint (kindred_linkage_get_size (self->linkage, 1) + kindred_linkage_get_size (self->linkage, 4), ==,
                        N);
      g_clear_pointer (&self->linkage, kindred_linkage_free);
    }
}

static void
test_rejected_never_join (Fixture *self, gconstpointer data)
{
  static const KindredGroupingRejection rejection = { 3, 0 };

  self->tag[0] = 0;
  self->input.rejections = &rejection;
  self->input.n_rejections = 1;
  start (self);

  g_assert_true (kindred_linkage_offer (self->linkage, 2, 3));
  g_assert_true (kindred_linkage_offer (self->linkage, 0, 1));
  g_assert_false (kindred_linkage_offer (self->linkage, 1, 2));
  g_assert_false (kindred_linkage_offer (self->linkage, 0, 3));
}

static void
test_photo_keeps_apart (Fixture *self, gconstpointer data)
{
  self->photo[5] = self->photo[0];
  start (self);

  g_assert_true (kindred_linkage_offer (self->linkage, 0, 1));
  g_assert_true (kindred_linkage_offer (self->linkage, 4, 5));
  g_assert_false (kindred_linkage_offer (self->linkage, 1, 4));
  g_assert_true (kindred_linkage_offer (self->linkage, 1, 2));
  g_assert_false (kindred_linkage_offer (self->linkage, 2, 4));
}

/* United at once or link by link, a group is as far from others. */
static void
test_united_is_joined (Fixture *self, gconstpointer data)
{
  const gint32 faces[] = { 0, 1, 2, 3 };

  for (int k = 0; k <= 100; k++)
    {
      gboolean near[2];

      self->at[4] = self->at[5] = 0.01f * k;
      for (int united = 0; united < 2; united++)
        {
          start (self);
          if (united)
            kindred_linkage_unite (self->linkage, faces, G_N_ELEMENTS (faces));
          for (int i = 1; i < 4; i++)
            g_assert_true (kindred_linkage_offer (self->linkage, 0, i));
          g_assert_cmpuint (kindred_linkage_get_size (self->linkage, 3), ==, 4);
          g_assert_true (kindred_linkage_offer (self->linkage, 4, 5));
          near[united] = kindred_linkage_offer (self->linkage, 2, 5);
          g_clear_pointer (&self->linkage, kindred_linkage_free);
        }

      g_assert_cmpint (near[0], ==, near[1]);
      if (k == 0 || k == 100)
        g_assert_cmpint (near[0], ==, k == 0);
    }
}

/* Searched in portions, however these are cut, the links are those of one search. */
static void
test_portions (void)
{
  enum
  {
    N_FACES = 300
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (KindredLinks) whole = NULL;
  g_autoptr (GError) error = NULL;
  float at[2 * N_FACES];
  gint32 faces[N_FACES];
  KindredGroupingInput input = { .n_faces = N_FACES, .embeddings = at, .dimension = 2, .eps = 0.3, .n_threads = 2 };

  /* So dense that not all links are kept. */
  for (int i = 0; i < 2 * N_FACES; i++)
    at[i] = g_rand_double (rand);
  for (int i = 0; i < N_FACES; i++)
    faces[i] = i * 7 % N_FACES;
  whole = kindred_links_find (&input, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (whole->links->len, >, N_FACES);
  g_assert_cmpuint (whole->links->len, <, N_FACES * N_FACES / 9);

  for (int n = 1; n < N_FACES; n = 3 * n + 1)
    {
      g_autoptr (KindredLinkSearch) search = kindred_link_search_new (&input);
      g_autoptr (KindredLinks) links = NULL;

      for (int first = 0; first < N_FACES; first += n)
        {
          kindred_link_search_run (search, faces + first, MIN (n, N_FACES - first), NULL, NULL, NULL, &error);
          g_assert_no_error (error);
        }

      links = kindred_link_search_get (search, NULL, NULL);
      g_assert_cmpmem (links->links->data, links->links->len * sizeof (KindredLink), whole->links->data,
                       whole->links->len * sizeof (KindredLink));
      g_assert_cmpmem (links->n_neighbours, N_FACES * sizeof (gint32), whole->n_neighbours, N_FACES * sizeof (gint32));
    }
}

int
main (int argc, char *argv[])
{
  const struct
  {
    const char *path;
    void (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/linkage/different-never-join", test_different_never_join },
    { "/linkage/rejected-never-join", test_rejected_never_join },
    { "/linkage/photo-keeps-apart", test_photo_keeps_apart },
    { "/linkage/united-is-joined", test_united_is_joined },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  g_test_add_func ("/linkage/portions", test_portions);

  return g_test_run ();
}
