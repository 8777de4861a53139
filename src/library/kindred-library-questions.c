/* kindred-library-questions.c - what is worth asking the user
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-snapshot.h"

/* From so many faces on, questions are answered from the order before the last change: working out a new one takes
 * longer than anybody wants to wait between two questions. */
#define MANY_FACES 5000

/* The last order, in the main context.  Arrays do not change once they are here. */
struct _KindredQuestions
{
  GPtrArray *ranked; /* (element-type KindredQuestion), or NULL */
  guint generation;  /* when it was asked for */
  gboolean many_faces;
  gboolean pending; /* a new order is being worked out, for nobody in particular */
};

void
kindred_questions_free (KindredQuestions *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->ranked, g_ptr_array_unref);
  g_free (self);
}

/* ---- ranking: in the grouping worker ---- */

typedef struct
{
  GPtrArray *questions;
  guint generation;
  gboolean many_faces;
} Ranking;

static void
ranking_free (gpointer data)
{
  Ranking *ranking = data;

  g_ptr_array_unref (ranking->questions);
  g_free (ranking);
}

static void
add_questions (GPtrArray *questions, const KindredIndexedFaces *part, const GArray *suggestions)
{
  for (guint i = 0; i < suggestions->len; i++)
    {
      const KindredSuggestion *suggestion = &g_array_index (suggestions, KindredSuggestion, i);
      KindredQuestion *question = g_new0 (KindredQuestion, 1);

      question->person = part->faces->person_id[suggestion->person];
      question->other = suggestion->other >= 0 ? part->faces->person_id[suggestion->other] : 0;
      question->face = suggestion->face >= 0 ? part->faces->face[suggestion->face] : 0;
      question->likelihood = suggestion->likelihood;
      question->n_faces = suggestion->n_faces;
      g_ptr_array_add (questions, question);
    }
}

/* Orders of several encoders become one, and each keeps its own: what is first in one never waits long. */
static void
merge_questions (GPtrArray *questions, GPtrArray *more)
{
  g_autoptr (GPtrArray) merged = g_ptr_array_new ();
  guint i = 0, k = 0;

  while (i < questions->len || k < more->len)
    {
      const KindredQuestion *first = i < questions->len ? questions->pdata[i] : NULL;
      const KindredQuestion *second = k < more->len ? more->pdata[k] : NULL;

      if (second == NULL
          || (first != NULL && first->likelihood * first->n_faces >= second->likelihood * second->n_faces))
        g_ptr_array_add (merged, questions->pdata[i++]);
      else
        g_ptr_array_add (merged, more->pdata[k++]);
    }

  g_ptr_array_set_size (questions, merged->len);
  for (guint j = 0; j < merged->len; j++)
    questions->pdata[j] = merged->pdata[j];
}

static gpointer
rank (KindredSnapshot *snapshot, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) questions = g_ptr_array_new_with_free_func (g_free);
  Ranking *ranking;

  for (guint i = 0; i < snapshot->parts->len; i++)
    {
      const KindredIndexedFaces *part = snapshot->parts->pdata[i];
      g_autoptr (GArray) suggestions
          = kindred_suggest (&part->input, (const KindredAnswered *) (gpointer) part->answered->data,
                             part->answered->len, 0, cancellable, error);
      g_autoptr (GPtrArray) more = g_ptr_array_new ();

      if (suggestions == NULL)
        return NULL;

      add_questions (more, part, suggestions);
      merge_questions (questions, more);
    }

  ranking = g_new (Ranking, 1);
  *ranking = (Ranking){ g_steal_pointer (&questions), snapshot->generation,
                        kindred_snapshot_count_faces (snapshot) >= MANY_FACES };

  return ranking;
}

/* ---- what the library still allows to ask: in a lane ---- */

typedef struct
{
  GPtrArray *questions;
  guint limit;
  gboolean about_hidden;
} Filter;

static void
filter_free (gpointer data)
{
  Filter *filter = data;

  g_ptr_array_unref (filter->questions);
  g_free (filter);
}

static gpointer
filter_questions (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Filter *filter = data;
  g_autoptr (GPtrArray) allowed = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < filter->questions->len && (filter->limit == 0 || allowed->len < filter->limit); i++)
    {
      const KindredQuestion *question = filter->questions->pdata[i];
      const KindredAskedQuestion asked = { question->person, question->other, question->face };
      gboolean may;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !kindred_store_may_ask (store, &asked, filter->about_hidden, &may, error))
        return NULL;
      if (may)
        g_ptr_array_add (allowed, g_memdup2 (question, sizeof *question));
    }

  return g_steal_pointer (&allowed);
}

static void
filter (KindredLibrary *self, GPtrArray *questions, guint limit, gboolean about_hidden, GCancellable *cancellable,
        GAsyncReadyCallback callback, gpointer user_data)
{
  Filter *data = g_new (Filter, 1);
  const KindredOperation operation = { .lane = KINDRED_LANE_READ,
                                       .priority = G_PRIORITY_HIGH,
                                       .func = filter_questions,
                                       .data = data,
                                       .free_data = filter_free,
                                       .free_result = (GDestroyNotify) g_ptr_array_unref,
                                       .tag = filter };

  *data = (Filter){ g_ptr_array_ref (questions), limit, about_hidden };
  kindred_library_run (self, &operation, cancellable, callback, user_data);
}

static void
filtered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  kindred_library_pass_on (user_data, result, (GDestroyNotify) g_ptr_array_unref);
}

/* ---- questions ---- */

static void
compute_ranking (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const KindredComputation computation = { .func = rank, .free_result = ranking_free, .tag = compute_ranking };

  kindred_library_compute (self, &computation, cancellable, callback, user_data);
}

static gboolean
take_ranking (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  KindredQuestions *questions = self->questions;
  Ranking *ranking = g_task_propagate_pointer (G_TASK (result), error);

  if (ranking == NULL)
    return FALSE;

  g_clear_pointer (&questions->ranked, g_ptr_array_unref);
  questions->ranked = g_ptr_array_ref (ranking->questions);
  questions->generation = ranking->generation;
  questions->many_faces = ranking->many_faces;
  ranking_free (ranking);

  return TRUE;
}

static void
ranked_for_later_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autoptr (GError) error = NULL;

  self->questions->pending = FALSE;
  /* Whoever asks next gets the error. */
  if (!take_ranking (self, result, &error))
    g_debug ("Questions were not ranked: %s", error->message);
}

static guint
get_limit (GTask *task)
{
  return GPOINTER_TO_UINT (g_task_get_task_data (task));
}

static void
ranked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!take_ranking (self, result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    filter (self, self->questions->ranked, get_limit (task), FALSE, g_task_get_cancellable (task), filtered_cb,
            g_object_ref (task));
}

static void
old_order_filtered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) questions = g_task_propagate_pointer (G_TASK (result), &error);

  if (questions == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (questions->len > 0)
    g_task_return_pointer (task, g_steal_pointer (&questions), (GDestroyNotify) g_ptr_array_unref);
  else
    compute_ranking (self, g_task_get_cancellable (task), ranked_cb, g_object_ref (task));
}

void
kindred_library_list_questions_async (KindredLibrary *self, guint limit, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  KindredQuestions *questions;

  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kindred_library_list_questions_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (limit), NULL);

  if (self->questions == NULL)
    self->questions = g_new0 (KindredQuestions, 1);
  questions = self->questions;

  if (questions->ranked != NULL && questions->generation == self->generation)
    {
      filter (self, questions->ranked, limit, FALSE, cancellable, filtered_cb, g_object_ref (task));
      return;
    }
  if (questions->ranked == NULL || !questions->many_faces)
    {
      compute_ranking (self, cancellable, ranked_cb, g_object_ref (task));
      return;
    }

  filter (self, questions->ranked, limit, FALSE, cancellable, old_order_filtered_cb, g_object_ref (task));
  if (!questions->pending)
    {
      questions->pending = TRUE;
      compute_ranking (self, self->closing, ranked_for_later_cb, NULL);
    }
}

GPtrArray *
kindred_library_list_questions_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_questions_async, error);
}

/* ---- candidates ---- */

typedef struct
{
  gint64 person;
  guint limit;
} Candidates;

static int
compare_likelihood (gconstpointer a, gconstpointer b)
{
  const KindredQuestion *first = *(KindredQuestion *const *) a, *second = *(KindredQuestion *const *) b;

  return first->likelihood > second->likelihood ? -1 : first->likelihood < second->likelihood;
}

static gpointer
find_candidates (KindredSnapshot *snapshot, gpointer data, GCancellable *cancellable, GError **error)
{
  const Candidates *candidates = data;
  g_autoptr (GPtrArray) questions = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < snapshot->parts->len; i++)
    {
      const KindredIndexedFaces *part = snapshot->parts->pdata[i];
      gint32 person = kindred_indexed_faces_find_person (part, candidates->person);
      g_autoptr (GArray) suggestions = NULL;

      if (person < 0)
        continue;

      suggestions
          = kindred_suggest_for_person (&part->input, person, (const KindredAnswered *) (gpointer) part->answered->data,
                                        part->answered->len, 0, cancellable, error);
      if (suggestions == NULL)
        return NULL;

      add_questions (questions, part, suggestions);
    }

  /* Each part is in order already; merge sort keeps it. */
  if (snapshot->parts->len > 1)
    g_ptr_array_sort (questions, compare_likelihood);

  return g_steal_pointer (&questions);
}

static void
candidates_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Candidates *candidates = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) questions = g_task_propagate_pointer (G_TASK (result), &error);

  if (questions == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    filter (KINDRED_LIBRARY (source), questions, candidates->limit, TRUE, g_task_get_cancellable (task), filtered_cb,
            g_object_ref (task));
}

void
kindred_library_list_candidates_async (KindredLibrary *self, gint64 person, guint limit, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  const Candidates candidates = { person, limit };
  const KindredComputation computation = { .func = find_candidates,
                                           .data = g_memdup2 (&candidates, sizeof candidates),
                                           .free_data = g_free,
                                           .free_result = (GDestroyNotify) g_ptr_array_unref,
                                           .tag = find_candidates };
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kindred_library_list_candidates_async);
  g_task_set_task_data (task, g_memdup2 (&candidates, sizeof candidates), g_free);
  kindred_library_compute (self, &computation, cancellable, candidates_found_cb, g_object_ref (task));
}

GPtrArray *
kindred_library_list_candidates_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_candidates_async, error);
}
