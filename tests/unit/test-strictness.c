/* test-strictness.c - the five steps of strictness, on made faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-models.h"
#include "grouping/kindred-regroup.h"

#include <math.h>
#include <string.h>

#define DIMENSION 128
#define N_PEOPLE 40
#define N_EACH 12
#define N_FACES (N_PEOPLE * N_EACH)

/* Two persons with a name, of two faces each that the user put there; the last of them shows somebody else. */
static const gint32 decided[] = { 0, 1, N_EACH, 2 * N_EACH };
static const gint32 decided_person[] = { 0, 0, 1, 1 };

typedef struct
{
  float embeddings[N_FACES * DIMENSION];
  gint32 photo[N_FACES];
  gint32 person[N_FACES];
  guint8 flags[N_FACES];
  guint8 person_flags[2];
  gint32 result[N_FACES];
} Album;

static double
draw_normal (GRand *rand)
{
  double total = -6;

  for (int i = 0; i < 12; i++)
    total += g_rand_double (rand);

  return total;
}

static void
draw_direction (GRand *rand, double *direction)
{
  double length = 0;

  for (int k = 0; k < DIMENSION; k++)
    {
      direction[k] = draw_normal (rand);
      length += direction[k] * direction[k];
    }
  for (int k = 0; k < DIMENSION; k++)
    direction[k] /= sqrt (length);
}

/* Some people's faces differ little, some people's so much that only the loosest steps join them.  @scale: of the
 * encoder, as a multiple of compact-1's. */
static void
make_faces (Album *album, double scale)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  double centre[DIMENSION], own[DIMENSION];

  for (int i = 0; i < N_FACES; i++)
    {
      double spread = 0.5 + 0.8 * (i / N_EACH) / N_PEOPLE;

      if (i % N_EACH == 0)
        draw_direction (rand, centre);
      draw_direction (rand, own);
      for (int k = 0; k < DIMENSION; k++)
        album->embeddings[i * DIMENSION + k]
            = scale * 0.4787 * (centre[k] + spread * own[k]) / sqrt (1 + spread * spread);
      album->photo[i] = i;
      album->person[i] = -1;
    }
}

static void
decide (Album *album)
{
  for (gsize i = 0; i < G_N_ELEMENTS (decided); i++)
    {
      album->person[decided[i]] = decided_person[i];
      album->flags[decided[i]] = KINDRED_GROUPING_FACE_DECIDED;
    }
  memset (album->person_flags, KINDRED_GROUPING_PERSON_KEPT | KINDRED_GROUPING_PERSON_NAMED,
          sizeof album->person_flags);
}

static void
regroup (Album *album, const KindredEncoderInfo *encoder, int strictness)
{
  const KindredStrictnessStep *step = kindred_models_get_step (encoder, strictness);
  const KindredGroupingInput input = { .n_faces = N_FACES,
                                       .embeddings = album->embeddings,
                                       .dimension = DIMENSION,
                                       .photo = album->photo,
                                       .person = album->person,
                                       .face_flags = album->flags,
                                       .n_persons = G_N_ELEMENTS (album->person_flags),
                                       .person_flags = album->person_flags,
                                       .eps = step->eps,
                                       .min_samples = encoder->min_samples,
                                       .max_mean = step->max_mean,
                                       .n_threads = 1 };
  g_autoptr (GError) error = NULL;
  gsize n_new;

  kindred_regroup (&input, album->result, &n_new, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static int
count_pairs (const Album *album)
{
  int n = 0;

  for (int i = 0; i < N_FACES; i++)
    for (int j = 0; j < i; j++)
      n += album->result[i] >= 0 && album->result[i] == album->result[j];

  return n;
}

/* Each stricter step puts fewer faces together, and none touches what the user decided. */
static void
test_steps (gconstpointer data)
{
  const KindredEncoderInfo *encoder = data;
  g_autofree Album *album = g_new0 (Album, 1);
  int last = N_FACES * N_FACES;

  make_faces (album, encoder->eps / kindred_models_get_encoder ("compact-1")->eps);
  decide (album);
  for (int strictness = -KINDRED_STRICTNESS_MAX; strictness <= KINDRED_STRICTNESS_MAX; strictness++)
    {
      int n;

      regroup (album, encoder, strictness);
      for (gsize i = 0; i < G_N_ELEMENTS (decided); i++)
        g_assert_cmpint (album->result[decided[i]], ==, decided_person[i]);

      n = count_pairs (album);
      g_assert_cmpint (n, <, last);
      g_assert_cmpint (n, >, 0);
      last = n;
    }
}

int
main (int argc, char *argv[])
{
  const KindredEncoderInfo *const *encoders = kindred_models_get_encoders ();

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; encoders[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/strictness/%s", encoders[i]->name);

      g_test_add_data_func (path, encoders[i], test_steps);
    }

  return g_test_run ();
}
