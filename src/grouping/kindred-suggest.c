/* kindred-suggest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-suggest.h"

#include <math.h>

#include "kindred-pair-search.h"
#include "kindred-suggest-sides.h"

/* docs/grouping.md has the figures: of pairs whose distance is MIDDLE times eps, half are the same person. */
#define MIDDLE 0.985
#define STEEPNESS 23.4
#define FARTHEST 1.13 /* 4 % are the same person */

/* Of each face or person the nearest persons are remembered: after some noes the next ones come up by themselves. */
#define N_NEAREST 6

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
  KindredSuggestSides *sides;
  Nearest *nearest; /* per side */
  gint32 only;      /* the person that all questions are about, or -1 */
  GArray *found;    /* (element-type Question): of that person */
  GMutex lock;
} Suggest;

static const KindredSuggestSide *
get_side (const Suggest *self, gint32 side)
{
  return &g_array_index (self->sides->sides, KindredSuggestSide, side);
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

  if (!kindred_suggest_sides_may_ask (self->sides, get_side (self, i), get_side (self, j)))
    return;

  g_mutex_lock (&self->lock);
  nearest_add (&self->nearest[j], squared, i);
  g_mutex_unlock (&self->lock);
}

static gboolean
find_candidates (Suggest *self, GCancellable *cancellable, GError **error)
{
  g_autofree gint32 *rows = g_new (gint32, MAX (self->sides->n_persons, 1));
  const KindredPairSearch search = { .points = (const float *) (gpointer) self->sides->points->data,
                                     .n = self->sides->sides->len,
                                     .dimension = self->input->dimension,
                                     .eps = FARTHEST * self->input->eps,
                                     .rows = rows,
                                     .n_rows = self->sides->n_persons,
                                     .n_threads = self->input->n_threads,
                                     .found = pair_found_cb,
                                     .found_data = self };

  for (gsize i = 0; i < self->sides->n_persons; i++)
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
  const KindredSuggestSide *person = get_side (self, candidate->side);
  const KindredSuggestSide *other = get_side (self, side);
  gint32 n_person = self->sides->n_faces[person->person],
         n_other = other->person >= 0 ? self->sides->n_faces[other->person] : 1;
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
  g_autofree gint32 *parent = g_new (gint32, MAX (self->sides->sides->len, 1));

  for (guint i = 0; i < self->sides->sides->len; i++)
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
  gboolean first = get_side (self, i)->person == self->only;
  gint32 person = first ? i : j, other = first ? j : i;
  const KindredSuggestSide *side = get_side (self, other);
  const Candidate candidate = { squared, person };
  Question question;

  if (side->person >= 0 && (self->input->person_flags[side->person] & KINDRED_GROUPING_PERSON_NAMED) != 0)
    return;
  if (!kindred_suggest_sides_may_ask (self->sides, get_side (self, person), side))
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
  KindredPairSearch search = { .points = (const float *) (gpointer) self->sides->points->data,
                               .n = self->sides->sides->len,
                               .dimension = self->input->dimension,
                               .eps = FARTHEST * self->input->eps,
                               .rows = &row,
                               .n_rows = 1,
                               .n_threads = self->input->n_threads,
                               .found = pair_of_person_found_cb,
                               .found_data = self };

  self->found = g_array_new (FALSE, FALSE, sizeof (Question));
  while (row < (gint32) self->sides->n_persons && get_side (self, row)->person != self->only)
    row++;

  /* Without faces there is nothing to compare. */
  return row == (gint32) self->sides->n_persons || kindred_pair_search (&search, cancellable, error);
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

static void
suggest_clear (Suggest *self)
{
  g_clear_pointer (&self->sides, kindred_suggest_sides_free);
  g_clear_pointer (&self->nearest, g_free);
  g_clear_pointer (&self->found, g_array_unref);
  g_mutex_clear (&self->lock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Suggest, suggest_clear)

static gboolean
suggest_init (Suggest *self, const KindredGroupingInput *input, gint32 only, const KindredAnswered *answered,
              gsize n_answered, GError **error)
{
  self->input = input;
  self->only = only;
  g_mutex_init (&self->lock);
  self->sides = kindred_suggest_sides_new (input, only, answered, n_answered, error);
  if (self->sides == NULL)
    return FALSE;

  self->nearest = g_new0 (Nearest, self->sides->sides->len);

  return TRUE;
}

GArray *
kindred_suggest (const KindredGroupingInput *input, const KindredAnswered *answered, gsize n_answered, gsize limit,
                 GCancellable *cancellable, GError **error)
{
  g_auto (Suggest) self = { 0 };

  g_return_val_if_fail (input != NULL, NULL);
  g_return_val_if_fail (answered != NULL || n_answered == 0, NULL);

  if (!suggest_init (&self, input, -1, answered, n_answered, error) || !find_candidates (&self, cancellable, error))
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

  if (!suggest_init (&self, input, person, answered, n_answered, error)
      || !find_candidates_of_person (&self, cancellable, error))
    return NULL;

  return rank_found (&self, limit);
}
