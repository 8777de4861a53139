/* kindred-suggest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-suggest.h"

#include <math.h>

#include "base/kindred-error.h"
#include "kindred-pair-search.h"

/* docs/grouping.md has the figures: of pairs whose distance is MIDDLE times eps, half are the same person. */
#define MIDDLE 0.985
#define STEEPNESS 23.4
#define FARTHEST 1.13 /* 4 % are the same person */

/* Of each face or person the nearest persons are remembered: after some noes the next ones come up by themselves. */
#define N_NEAREST 6

/* A side of a question: a person, or a face without one. */
typedef struct
{
  gint32 person; /* or -1 */
  gint32 face;   /* or -1 */
} Side;

typedef struct
{
  double squared;
  gint32 side; /* a person's */
} Candidate;

typedef struct
{
  Candidate candidates[N_NEAREST]; /* in ascending order */
  gint32 n;
} Nearest;

typedef struct
{
  const KindredGroupingInput *input;
  gint32 *n_faces; /* per person */
  GArray **photos; /* per person: sorted */
  GHashTable *excluded;
  GArray *sides;    /* persons first */
  gsize n_persons;  /* among the sides */
  GArray *points;   /* one per side, in the same order */
  Nearest *nearest; /* per side */
  gint32 only;      /* the person that all questions are about, or -1 */
  GArray *found;    /* (element-type Question): of that person */
  GMutex lock;
} Suggest;

/* ---- what is not asked ---- */

/* A pair of persons, or (with -1 - face) of a face and a person, in one number. */
static gint64
make_key (gint32 a, gint32 b)
{
  return (gint64) ((guint64) (guint32) MIN (a, b) << 32 | (guint32) MAX (a, b));
}

static void
exclude (Suggest *self, gint32 a, gint32 b)
{
  gint64 key = make_key (a, b);

  g_hash_table_add (self->excluded, g_memdup2 (&key, sizeof key));
}

/* A face that was rejected from a person is not of it; nor are the others of the face's present person, then. */
static void
collect_excluded (Suggest *self, const KindredAnswered *answered, gsize n_answered)
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

static gboolean
may_ask (const Suggest *self, const Side *a, const Side *b)
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
is_asked_about (const Suggest *self, gint32 person)
{
  return person == self->only || (self->input->person_flags[person] & KINDRED_GROUPING_PERSON_HIDDEN) == 0;
}

static double *
sum_embeddings (Suggest *self)
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
      for (gsize k = 0; k < input->dimension; k++)
        sums[person * input->dimension + k] += input->embeddings[i * input->dimension + k];
    }

  return sums;
}

static double
measure_mean_length (const KindredGroupingInput *input)
{
  double total = 0;

  for (gsize i = 0; i < input->n_faces; i++)
    {
      double squared = 0;

      for (gsize k = 0; k < input->dimension; k++)
        squared += (double) input->embeddings[i * input->dimension + k] * input->embeddings[i * input->dimension + k];
      total += sqrt (squared);
    }

  return total / MAX (input->n_faces, 1);
}

/* A sum that is zero has no direction. */
static void
add_side (Suggest *self, gint32 person, gint32 face, const double *sum, double length)
{
  gsize dimension = self->input->dimension;
  const Side side = { person, face };
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
collect_sides (Suggest *self, GError **error)
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

  self->sides = g_array_new (FALSE, FALSE, sizeof (Side));
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

  self->nearest = g_new0 (Nearest, self->sides->len);

  return TRUE;
}

/* ---- candidates ---- */

static void
nearest_add (Nearest *self, double squared, gint32 side)
{
  gint32 at = self->n;

  while (at > 0
         && (self->candidates[at - 1].squared > squared
             || (self->candidates[at - 1].squared == squared && self->candidates[at - 1].side > side)))
    {
      if (at < N_NEAREST)
        self->candidates[at] = self->candidates[at - 1];
      at--;
    }

  if (at < N_NEAREST)
    self->candidates[at] = (Candidate){ squared, side };
  self->n = MIN (self->n + 1, N_NEAREST);
}

/* The first of both is a person: persons come first, and they are the rows that are searched from. */
static void
pair_found_cb (gsize i, gsize j, double squared, int thread, gpointer user_data)
{
  Suggest *self = user_data;

  if (!may_ask (self, &g_array_index (self->sides, Side, i), &g_array_index (self->sides, Side, j)))
    return;

  g_mutex_lock (&self->lock);
  nearest_add (&self->nearest[j], squared, i);
  g_mutex_unlock (&self->lock);
}

static gboolean
find_candidates (Suggest *self, GCancellable *cancellable, GError **error)
{
  g_autofree gint32 *rows = g_new (gint32, MAX (self->n_persons, 1));
  const KindredPairSearch search = { .points = (const float *) (gpointer) self->points->data,
                                     .n = self->sides->len,
                                     .dimension = self->input->dimension,
                                     .eps = FARTHEST * self->input->eps,
                                     .rows = rows,
                                     .n_rows = self->n_persons,
                                     .n_threads = self->input->n_threads,
                                     .found = pair_found_cb,
                                     .found_data = self };

  for (gsize i = 0; i < self->n_persons; i++)
    rows[i] = i;

  return kindred_pair_search (&search, cancellable, error);
}

/* ---- ranking ---- */

double
kindred_suggest_get_likelihood (double distance, double eps)
{
  return 1 / (1 + exp (STEEPNESS * (distance / eps - MIDDLE)));
}

typedef struct
{
  KindredSuggestion suggestion;
  double worth;
  gint32 a; /* sides */
  gint32 b;
} Question;

static int
compare_questions (gconstpointer a, gconstpointer b)
{
  const Question *first = a, *second = b;

  if (first->worth != second->worth)
    return first->worth > second->worth ? -1 : 1;
  if (first->a != second->a)
    return first->a < second->a ? -1 : 1;

  return first->b < second->b ? -1 : first->b > second->b;
}

static Question
make_question (Suggest *self, const Candidate *candidate, gint32 side)
{
  const Side *person = &g_array_index (self->sides, Side, candidate->side);
  const Side *other = &g_array_index (self->sides, Side, side);
  gint32 n_person = self->n_faces[person->person], n_other = other->person >= 0 ? self->n_faces[other->person] : 1;
  double likelihood = kindred_suggest_get_likelihood (sqrt (candidate->squared), self->input->eps);

  return (Question){ { person->person, other->person, other->face, (float) likelihood, MIN (n_person, n_other) },
                     likelihood * sqrt ((double) n_person * n_other),
                     candidate->side,
                     side };
}

static gint32
find_root (gint32 *parent, gint32 i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];

  return i;
}

static GArray *
rank (Suggest *self, gsize limit)
{
  g_autoptr (GArray) questions = g_array_new (FALSE, FALSE, sizeof (Question));
  GArray *suggestions = g_array_new (FALSE, FALSE, sizeof (KindredSuggestion));
  g_autofree gint32 *parent = g_new (gint32, MAX (self->sides->len, 1));

  for (guint i = 0; i < self->sides->len; i++)
    {
      parent[i] = i;
      for (gint32 k = 0; k < self->nearest[i].n; k++)
        {
          Question question = make_question (self, &self->nearest[i].candidates[k], i);

          g_array_append_val (questions, question);
        }
    }

  g_array_sort (questions, compare_questions);

  for (guint i = 0; i < questions->len && (limit == 0 || suggestions->len < limit); i++)
    {
      const Question *question = &g_array_index (questions, Question, i);
      gint32 a = find_root (parent, question->a), b = find_root (parent, question->b);
      gboolean face_is_asked_about = question->suggestion.face >= 0 && b != question->b;

      if (a == b || face_is_asked_about)
        continue;

      g_array_append_val (suggestions, question->suggestion);
      parent[b] = a;
    }

  return suggestions;
}

/* ---- all about one person ---- */

static void
pair_of_person_found_cb (gsize i, gsize j, double squared, int thread, gpointer user_data)
{
  Suggest *self = user_data;
  gboolean first = g_array_index (self->sides, Side, i).person == self->only;
  gint32 person = first ? i : j, other = first ? j : i;
  const Side *side = &g_array_index (self->sides, Side, other);
  const Candidate candidate = { squared, person };
  Question question;

  if (side->person >= 0 && (self->input->person_flags[side->person] & KINDRED_GROUPING_PERSON_NAMED) != 0)
    return;
  if (!may_ask (self, &g_array_index (self->sides, Side, person), side))
    return;

  question = make_question (self, &candidate, other);
  question.worth = -squared;
  g_mutex_lock (&self->lock);
  g_array_append_val (self->found, question);
  g_mutex_unlock (&self->lock);
}

static gboolean
find_candidates_of_person (Suggest *self, GCancellable *cancellable, GError **error)
{
  gint32 row = 0;
  KindredPairSearch search = { .points = (const float *) (gpointer) self->points->data,
                               .n = self->sides->len,
                               .dimension = self->input->dimension,
                               .eps = FARTHEST * self->input->eps,
                               .rows = &row,
                               .n_rows = 1,
                               .n_threads = self->input->n_threads,
                               .found = pair_of_person_found_cb,
                               .found_data = self };

  self->found = g_array_new (FALSE, FALSE, sizeof (Question));
  while (row < (gint32) self->n_persons && g_array_index (self->sides, Side, row).person != self->only)
    row++;

  /* Without faces there is nothing to compare. */
  return row == (gint32) self->n_persons || kindred_pair_search (&search, cancellable, error);
}

static GArray *
rank_found (Suggest *self, gsize limit)
{
  GArray *suggestions = g_array_new (FALSE, FALSE, sizeof (KindredSuggestion));

  g_array_sort (self->found, compare_questions);
  for (guint i = 0; i < self->found->len && (limit == 0 || i < limit); i++)
    g_array_append_val (suggestions, g_array_index (self->found, Question, i).suggestion);

  return suggestions;
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

static void
suggest_clear (Suggest *self)
{
  for (gsize p = 0; self->photos != NULL && p < self->input->n_persons; p++)
    g_clear_pointer (&self->photos[p], g_array_unref);

  g_clear_pointer (&self->photos, g_free);
  g_clear_pointer (&self->n_faces, g_free);
  g_clear_pointer (&self->excluded, g_hash_table_unref);
  g_clear_pointer (&self->sides, g_array_unref);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->nearest, g_free);
  g_clear_pointer (&self->found, g_array_unref);
  g_mutex_clear (&self->lock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Suggest, suggest_clear)

static void
suggest_init (Suggest *self, const KindredGroupingInput *input, gint32 only)
{
  self->input = input;
  self->only = only;
  self->n_faces = g_new0 (gint32, MAX (input->n_persons, 1));
  self->photos = g_new0 (GArray *, MAX (input->n_persons, 1));
  g_mutex_init (&self->lock);
}

GArray *
kindred_suggest (const KindredGroupingInput *input, const KindredAnswered *answered, gsize n_answered, gsize limit,
                 GCancellable *cancellable, GError **error)
{
  g_auto (Suggest) self = { 0 };

  g_return_val_if_fail (input != NULL, NULL);
  g_return_val_if_fail (answered != NULL || n_answered == 0, NULL);

  if (!kindred_grouping_input_check (input, error) || !check_answered (input, answered, n_answered, error))
    return NULL;

  suggest_init (&self, input, -1);
  collect_excluded (&self, answered, n_answered);
  if (!collect_sides (&self, error) || !find_candidates (&self, cancellable, error))
    return NULL;

  return rank (&self, limit);
}

GArray *
kindred_suggest_for_person (const KindredGroupingInput *input, gint32 person, const KindredAnswered *answered,
                            gsize n_answered, gsize limit, GCancellable *cancellable, GError **error)
{
  g_auto (Suggest) self = { 0 };

  g_return_val_if_fail (input != NULL, NULL);
  g_return_val_if_fail (person >= 0 && person < (gint64) input->n_persons, NULL);
  g_return_val_if_fail (answered != NULL || n_answered == 0, NULL);

  if (!kindred_grouping_input_check (input, error) || !check_answered (input, answered, n_answered, error))
    return NULL;

  suggest_init (&self, input, person);
  collect_excluded (&self, answered, n_answered);
  if (!collect_sides (&self, error) || !find_candidates_of_person (&self, cancellable, error))
    return NULL;

  return rank_found (&self, limit);
}
