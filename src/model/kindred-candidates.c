/* kindred-candidates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-candidates.h"

#include "kindred-questions.h"

/* Enough for the next ones to be at hand. */
#define LIMIT (4 * KINDRED_CANDIDATES_AT_ONCE)

typedef struct
{
  gint64 edit;       /* 0 until it is in the library */
  GArray *questions; /* of KindredQuestion */
} Answered;

typedef struct
{
  KindredCandidates *candidates;
  Answered *answered; /* in @candidates->answered */
} Call;

struct _KindredCandidates
{
  GObject parent_instance;

  KindredLibrary *library;
  gint64 person;
  GCancellable *cancellable;
  GArray *queue;       /* of KindredQuestion */
  GPtrArray *answered; /* of Answered, in order */
  guint n_pending;     /* answers on their way into the library */
  guint n_kept;        /* the first ones are shown again after they were taken back, whatever the library says */
  gboolean loaded;
  gboolean reading;
  gboolean stale; /* what is being read is no longer true */
};

G_DEFINE_FINAL_TYPE (KindredCandidates, kindred_candidates, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ANSWERED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
answered_free (gpointer data)
{
  Answered *answered = data;

  g_array_unref (answered->questions);
  g_free (answered);
}

static void
emit_changed (KindredCandidates *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
contains (GArray *questions, const KindredQuestion *question)
{
  guint position;

  return kindred_questions_find (questions, question, &position);
}

/* ---- reading ---- */

/* Those that are shown come first, as they were. */
static void
take_questions (KindredCandidates *self, GPtrArray *questions)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KindredQuestion));
  GArray *queue = g_array_new (FALSE, FALSE, sizeof (KindredQuestion));
  guint n_shown = kindred_candidates_get_n_shown (self);

  for (guint i = 0; i < questions->len; i++)
    g_array_append_vals (found, questions->pdata[i], 1);

  for (guint i = 0; i < n_shown; i++)
    if (i < self->n_kept || contains (found, kindred_candidates_get (self, i)))
      g_array_append_vals (queue, kindred_candidates_get (self, i), 1);
  for (guint i = 0; i < found->len; i++)
    if (!contains (queue, &g_array_index (found, KindredQuestion, i)))
      g_array_append_vals (queue, &g_array_index (found, KindredQuestion, i), 1);

  g_array_unref (self->queue);
  self->queue = queue;
  self->n_kept = 0;
  self->loaded = TRUE;
  emit_changed (self);
}

static void refresh (KindredCandidates *self);

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredCandidates *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) questions = NULL;

  questions = kindred_library_list_candidates_finish (KINDRED_LIBRARY (object), result, &error);
  /* Disposing cancels: there may be no object any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->reading = FALSE;
  if (questions == NULL)
    {
      self->loaded = TRUE;
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      emit_changed (self);
      return;
    }

  /* What was read before an answer still has its questions. */
  if (!self->stale && self->n_pending == 0)
    take_questions (self, questions);
  else
    refresh (self);
}

static void
refresh (KindredCandidates *self)
{
  self->stale = self->reading || self->n_pending > 0;
  if (self->stale || self->library == NULL)
    return;

  self->reading = TRUE;
  kindred_library_list_candidates_async (self->library, self->person, LIMIT, self->cancellable, listed_cb, self);
}

static void
library_changed_cb (KindredCandidates *self, guint changes)
{
  if (changes & KINDRED_LIBRARY_PEOPLE)
    refresh (self);
}

/* ---- answers ---- */

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Call *call = user_data;
  g_autoptr (KindredCandidates) self = call->candidates;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredEditRecord) record = kindred_library_edit_finish (KINDRED_LIBRARY (object), result, &error);

  self->n_pending--;
  if (record != NULL)
    {
      call->answered->edit = record->id;
      g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, record);
    }
  else
    {
      g_ptr_array_remove (self->answered, call->answered);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    }

  refresh (self);
  emit_changed (self);
}

static KindredEdit *
new_edit (KindredCandidates *self, const gboolean *wrong, GError **error)
{
  KindredCandidateAnswer answers[KINDRED_CANDIDATES_AT_ONCE];
  guint n_shown = kindred_candidates_get_n_shown (self);

  for (guint i = 0; i < n_shown; i++)
    {
      const KindredQuestion *question = kindred_candidates_get (self, i);

      answers[i] = (KindredCandidateAnswer){ question->other, question->face,
                                             wrong[i] ? KINDRED_ANSWER_NO : KINDRED_ANSWER_YES };
    }

  return kindred_edit_new_answers (self->person, answers, n_shown, error);
}

/* ---- object ---- */

static void
kindred_candidates_dispose (GObject *object)
{
  KindredCandidates *self = KINDRED_CANDIDATES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (kindred_candidates_parent_class)->dispose (object);
}

static void
kindred_candidates_finalize (GObject *object)
{
  KindredCandidates *self = KINDRED_CANDIDATES (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->queue);
  g_ptr_array_unref (self->answered);

  G_OBJECT_CLASS (kindred_candidates_parent_class)->finalize (object);
}

static void
kindred_candidates_class_init (KindredCandidatesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = kindred_candidates_dispose;
  object_class->finalize = kindred_candidates_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ANSWERED]
      = g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_FAILED]
      = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kindred_candidates_init (KindredCandidates *self)
{
  self->cancellable = g_cancellable_new ();
  self->queue = g_array_new (FALSE, FALSE, sizeof (KindredQuestion));
  self->answered = g_ptr_array_new_with_free_func (answered_free);
}

KindredCandidates *
kindred_candidates_new (KindredLibrary *library, gint64 person)
{
  KindredCandidates *self;

  g_return_val_if_fail (KINDRED_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (person > 0, NULL);

  self = g_object_new (KINDRED_TYPE_CANDIDATES, NULL);
  self->library = g_object_ref (library);
  self->person = person;
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);

  return self;
}

gboolean
kindred_candidates_get_loaded (KindredCandidates *self)
{
  g_return_val_if_fail (KINDRED_IS_CANDIDATES (self), FALSE);

  return self->loaded && (self->queue->len > 0 || (!self->reading && self->n_pending == 0));
}

guint
kindred_candidates_get_n_shown (KindredCandidates *self)
{
  g_return_val_if_fail (KINDRED_IS_CANDIDATES (self), 0);

  return MIN (self->queue->len, KINDRED_CANDIDATES_AT_ONCE);
}

const KindredQuestion *
kindred_candidates_get (KindredCandidates *self, guint position)
{
  g_return_val_if_fail (KINDRED_IS_CANDIDATES (self), NULL);

  return position < self->queue->len ? &g_array_index (self->queue, KindredQuestion, position) : NULL;
}

void
kindred_candidates_answer (KindredCandidates *self, const gboolean *wrong)
{
  g_autoptr (KindredEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  guint n_shown;
  Call *call;

  g_return_if_fail (KINDRED_IS_CANDIDATES (self));
  g_return_if_fail (wrong != NULL && self->queue->len > 0);

  edit = new_edit (self, wrong, &error);
  if (edit == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }

  n_shown = kindred_candidates_get_n_shown (self);
  call = g_new0 (Call, 1);
  call->candidates = g_object_ref (self);
  call->answered = g_new0 (Answered, 1);
  call->answered->questions = g_array_sized_new (FALSE, FALSE, sizeof (KindredQuestion), n_shown);
  g_array_append_vals (call->answered->questions, self->queue->data, n_shown);
  g_ptr_array_add (self->answered, call->answered);

  g_array_remove_range (self->queue, 0, n_shown);
  self->n_kept = 0;
  self->n_pending++;
  kindred_library_edit_async (self->library, edit, NULL, answered_cb, call);
  emit_changed (self);
}

void
kindred_candidates_undone (KindredCandidates *self, gint64 edit)
{
  g_return_if_fail (KINDRED_IS_CANDIDATES (self));

  for (guint i = self->answered->len; i > 0; i--)
    {
      Answered *answered = g_ptr_array_index (self->answered, i - 1);

      if (answered->edit < edit)
        continue;

      for (guint j = 0; j < self->queue->len;)
        if (contains (answered->questions, &g_array_index (self->queue, KindredQuestion, j)))
          g_array_remove_index (self->queue, j);
        else
          j++;
      g_array_prepend_vals (self->queue, answered->questions->data, answered->questions->len);
      self->n_kept = answered->questions->len;
      g_ptr_array_remove_index (self->answered, i - 1);
    }

  refresh (self);
  emit_changed (self);
}
