/* kindred-suggest-sides.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-suggest-sides.h"

#include <math.h>

#include "base/kindred-error.h"

#define LANES 8 /* of numbers that are added side by side */

/* ---- what is not asked ---- */

/* A pair of persons, or (with -1 - face) of a face and a person, in one number. */
static gint64
make_key (gint32 a, gint32 b)
{
  return (gint64) ((guint64) (guint32) MIN (a, b) << 32 | (guint32) MAX (a, b));
}

static void
exclude (KindredSuggestSides *self, gint32 a, gint32 b)
{
  gint64 key = make_key (a, b);

  g_hash_table_add (self->excluded, g_memdup2 (&key, sizeof key));
}

/* A face that was rejected from a person is not of it; nor are the others of the face's present person, then. */
static void
collect_excluded (KindredSuggestSides *self, const KindredAnswered *answered, gsize n_answered)
{
  const KindredGroupingInput *input = self->input;

  self->excluded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (gsize i = 0; i < n_answered; i++)
    exclude (self, answered[i].person, answered[i].other >= 0 ? answered[i].other : -1 - answered[i].face);

  for (gsize i = 0; i < input->n_rejections; i++)
    {
      const KindredGroupingRejection *rejection = &input->rejections[i];
      gint32 person = input->person[rejection->face];

      exclude (self, rejection->person, person >= 0 ? person : -1 - rejection->face);
    }
}

static gboolean
share_a_photo (const GArray *a, const GArray *b)
{
  guint i = 0, k = 0;

  while (i < a->len && k < b->len)
    {
      gint32 first = g_array_index (a, gint32, i), second = g_array_index (b, gint32, k);

      if (first == second)
        return TRUE;
      if (first < second)
        i++;
      else
        k++;
    }

  return FALSE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint32 first = *(const gint32 *) a, second = *(const gint32 *) b;

  return first < second ? -1 : first > second;
}

static gboolean
has_photo (GArray *photos, gint32 photo)
{
  return g_array_binary_search (photos, &photo, compare_numbers, NULL);
}

gboolean
kindred_suggest_sides_may_ask (const KindredSuggestSides *self, const KindredSuggestSide *a,
                               const KindredSuggestSide *b)
{
  const KindredGroupingInput *input = self->input;
  gint64 key = make_key (a->person, b->person >= 0 ? b->person : -1 - b->face);

  if (g_hash_table_contains (self->excluded, &key))
    return FALSE;

  if (b->person < 0)
    return !has_photo (self->photos[a->person], input->photo[b->face]);

  return !(input->person_flags[a->person] & input->person_flags[b->person] & KINDRED_GROUPING_PERSON_NAMED)
         && !share_a_photo (self->photos[a->person], self->photos[b->person]);
}

/* ---- sides and their points ---- */

static gboolean
is_asked_about (const KindredSuggestSides *self, gint32 person)
{
  return person == self->only || (self->input->person_flags[person] & KINDRED_GROUPING_PERSON_HIDDEN) == 0;
}

/* Side by side: there are millions of numbers. */
static void
add_embedding (double *restrict sum, const float *restrict embedding, gsize dimension)
{
  gsize k = 0;

  for (; k + LANES <= dimension; k += LANES)
    for (gsize lane = 0; lane < LANES; lane++)
      sum[k + lane] += embedding[k + lane];
  for (; k < dimension; k++)
    sum[k] += embedding[k];
}

static double
measure_length (const float *embedding, gsize dimension)
{
  double squares[LANES] = { 0 }, total = 0;
  gsize k = 0;

  for (; k + LANES <= dimension; k += LANES)
    for (gsize lane = 0; lane < LANES; lane++)
      squares[lane] += (double) embedding[k + lane] * embedding[k + lane];
  for (; k < dimension; k++)
    total += (double) embedding[k] * embedding[k];
  for (gsize lane = 0; lane < LANES; lane++)
    total += squares[lane];

  return sqrt (total);
}

static double *
sum_embeddings (KindredSuggestSides *self)
{
  const KindredGroupingInput *input = self->input;
  double *sums = g_new0 (double, input->n_persons * input->dimension);

  for (gsize i = 0; i < input->n_faces; i++)
    {
      gint32 person = input->person[i];

      if (person < 0 || !is_asked_about (self, person))
        continue;

      self->n_faces[person]++;
      if (self->photos[person] == NULL)
        self->photos[person] = g_array_new (FALSE, FALSE, sizeof (gint32));
      g_array_append_val (self->photos[person], input->photo[i]);
      add_embedding (sums + person * input->dimension, input->embeddings + i * input->dimension, input->dimension);
    }

  return sums;
}

static double
measure_mean_length (const KindredGroupingInput *input)
{
  double total = 0;

  for (gsize i = 0; i < input->n_faces; i++)
    total += measure_length (input->embeddings + i * input->dimension, input->dimension);

  return total / MAX (input->n_faces, 1);
}

/* A sum that is zero has no direction. */
static void
add_side (KindredSuggestSides *self, gint32 person, gint32 face, const double *sum, double length)
{
  gsize dimension = self->input->dimension;
  const KindredSuggestSide side = { person, face };
  double squared = 0;
  float *point;

  for (gsize k = 0; k < dimension; k++)
    squared += sum[k] * sum[k];
  if (!(squared > 0))
    return;

  g_array_append_val (self->sides, side);
  g_array_set_size (self->points, self->sides->len * dimension);
  point = (float *) (gpointer) self->points->data + (self->sides->len - 1) * dimension;
  for (gsize k = 0; k < dimension; k++)
    point[k] = (float) (sum[k] / sqrt (squared) * length);
}

static gboolean
collect_sides (KindredSuggestSides *self, GError **error)
{
  const KindredGroupingInput *input = self->input;
  gsize dimension = input->dimension;
  g_autofree double *sums = sum_embeddings (self);
  g_autofree double *single = g_new (double, dimension);
  double length = measure_mean_length (input);

  if (!isfinite (length))
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                           "Faces cannot be compared: some hold values that are not finite");
      return FALSE;
    }

  self->sides = g_array_new (FALSE, FALSE, sizeof (KindredSuggestSide));
  self->points = g_array_new (FALSE, FALSE, sizeof (float));

  for (gsize p = 0; p < input->n_persons; p++)
    if (self->n_faces[p] > 0)
      {
        g_array_sort (self->photos[p], compare_numbers);
        add_side (self, p, -1, sums + p * dimension, length);
      }
  self->n_persons = self->sides->len;

  for (gsize i = 0; i < input->n_faces; i++)
    if (input->person[i] < 0)
      {
        for (gsize k = 0; k < dimension; k++)
          single[k] = input->embeddings[i * dimension + k];
        add_side (self, -1, i, single, length);
      }

  return TRUE;
}

/* ---- from outside ---- */

static gboolean
check_answered (const KindredGroupingInput *input, const KindredAnswered *answered, gsize n_answered, GError **error)
{
  for (gsize i = 0; i < n_answered; i++)
    if (answered[i].person < 0 || answered[i].person >= (gint64) input->n_persons
        || answered[i].other >= (gint64) input->n_persons || answered[i].face >= (gint64) input->n_faces
        || (answered[i].other < 0) == (answered[i].face < 0))
      {
        g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                     "Answer %" G_GSIZE_FORMAT " is about nothing that there is", i);
        return FALSE;
      }

  return TRUE;
}

KindredSuggestSides *
kindred_suggest_sides_new (const KindredGroupingInput *input, gint32 only, const KindredAnswered *answered,
                           gsize n_answered, GError **error)
{
  g_autoptr (KindredSuggestSides) self = NULL;

  if (!kindred_grouping_input_check (input, error) || !check_answered (input, answered, n_answered, error))
    return NULL;

  self = g_new0 (KindredSuggestSides, 1);
  self->input = input;
  self->only = only;
  self->n_faces = g_new0 (gint32, MAX (input->n_persons, 1));
  self->photos = g_new0 (GArray *, MAX (input->n_persons, 1));
  collect_excluded (self, answered, n_answered);

  return collect_sides (self, error) ? g_steal_pointer (&self) : NULL;
}

void
kindred_suggest_sides_free (KindredSuggestSides *self)
{
  for (gsize p = 0; p < self->input->n_persons; p++)
    g_clear_pointer (&self->photos[p], g_array_unref);

  g_free (self->photos);
  g_free (self->n_faces);
  g_hash_table_unref (self->excluded);
  g_clear_pointer (&self->sides, g_array_unref);
  g_clear_pointer (&self->points, g_array_unref);
  g_free (self);
}
