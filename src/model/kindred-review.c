/* kindred-review.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-review.h"

#include "kindred-questions.h"

typedef struct
{
  KindredQuestion question;
  gint64 edit; /* 0 until it is in the library */
} Answered;

typedef struct
{
  KindredReview *review;
  Answered *answered; /* in @review->settled */
} Call;

struct _KindredReview
{
  GObject parent_instance;

  KindredLibrary *library;
  KindredPeople *people;
  GCancellable *cancellable;
  GArray *queue;        /* of KindredQuestion */
  GPtrArray *settled;   /* of Answered, in order */
  GPtrArray *retracted; /* of Answered: taken back, may be done again */
  guint n_pending;      /* answers on their way into the library */
  gboolean kept;        /* the first one was taken back: it stays, whatever the library would rather ask */
  KindredQuestion seen; /* the first one, once its persons were there */
  gboolean active;
  gboolean loaded;
  gboolean reading;
  gboolean stale; /* what is being read is no longer true, or nobody looked when it changed */
};

G_DEFINE_FINAL_TYPE (KindredReview, kindred_review, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ANSWERED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void refresh (KindredReview *self);

static gboolean
can_be_asked (KindredReview *self, const KindredQuestion *question)
{
  return kindred_people_lookup (self->people, question->person) != NULL
         && (question->other == 0 || kindred_people_lookup (self->people, question->other) != NULL);
}

/* A person that was there and is gone is nobody to ask about; one that was just made, or that an undo brings back, is
 * not there yet. */
static gboolean
drop_meaningless (KindredReview *self)
{
  const KindredQuestion *first = kindred_review_get (self, 0);

  if (first == NULL)
    return FALSE;

  if (can_be_asked (self, first))
    {
      self->seen = *first;
      return FALSE;
    }
  if (!kindred_question_equal (first, &self->seen))
    return FALSE;

  self->kept = FALSE;
  g_array_remove_index (self->queue, 0);

  return TRUE;
}

static void
emit_changed (KindredReview *self)
{
  drop_meaningless (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- reading ---- */

static void
take_questions (KindredReview *self, GPtrArray *questions)
{
  GArray *queue = g_array_sized_new (FALSE, FALSE, sizeof (KindredQuestion), questions->len + 1);
  guint position;

  for (guint i = 0; i < questions->len; i++)
    g_array_append_vals (queue, questions->pdata[i], 1);

  if (self->queue->len > 0)
    {
      KindredQuestion first = g_array_index (self->queue, KindredQuestion, 0);
      gboolean found = kindred_questions_find (queue, &first, &position);

      if (found)
        g_array_remove_index (queue, position);
      if (found || self->kept)
        g_array_prepend_val (queue, first);
    }

  g_array_unref (self->queue);
  self->queue = queue;
  self->loaded = TRUE;
  emit_changed (self);
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredReview *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) questions = NULL;

  questions = kindred_library_list_questions_finish (KINDRED_LIBRARY (object), result, &error);
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

  /* What was read before an answer still has its question. */
  if (!self->stale && self->n_pending == 0)
    take_questions (self, questions);
  else
    refresh (self);
}

static void
refresh (KindredReview *self)
{
  self->stale = self->reading || !self->active || self->n_pending > 0;
  if (self->stale || self->library == NULL)
    return;

  self->reading = TRUE;
  kindred_library_list_questions_async (self->library, 0, self->cancellable, listed_cb, self);
}

static void
people_refreshed_cb (KindredReview *self)
{
  if (drop_meaningless (self))
    emit_changed (self);
}

static void
library_changed_cb (KindredReview *self, guint changes)
{
  if (changes & KINDRED_LIBRARY_PEOPLE)
    refresh (self);
}

/* ---- answers ---- */

static gboolean
is_named (KindredReview *self, gint64 person)
{
  KindredPersonItem *item = kindred_people_lookup (self->people, person);

  return item != NULL && kindred_person_item_get_name (item) != NULL;
}

/* As kindred_edit_new_answer() does it, until the library is read again. */
static void
expect_merge (KindredReview *self, const KindredQuestion *question)
{
  if (!is_named (self, question->person) && is_named (self, question->other))
    kindred_questions_replace_person (self->queue, question->person, question->other);
  else
    kindred_questions_replace_person (self->queue, question->other, question->person);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Call *call = user_data;
  g_autoptr (KindredReview) self = call->review;
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
      g_ptr_array_remove (self->settled, call->answered);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    }

  refresh (self);
  emit_changed (self);
}

static Answered *
find_edit (GPtrArray *answers, gint64 edit)
{
  for (guint i = answers->len; i > 0; i--)
    {
      Answered *answered = g_ptr_array_index (answers, i - 1);

      if (answered->edit == edit)
        return answered;
    }

  return NULL;
}

static void
move_answer (Answered *answered, GPtrArray *from, GPtrArray *to)
{
  guint position;

  if (g_ptr_array_find (from, answered, &position))
    g_ptr_array_add (to, g_ptr_array_steal_index (from, position));
}

/* ---- object ---- */

static void
kindred_review_dispose (GObject *object)
{
  KindredReview *self = KINDRED_REVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->library);
  g_clear_object (&self->people);

  G_OBJECT_CLASS (kindred_review_parent_class)->dispose (object);
}

static void
kindred_review_finalize (GObject *object)
{
  KindredReview *self = KINDRED_REVIEW (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->queue);
  g_ptr_array_unref (self->settled);
  g_ptr_array_unref (self->retracted);

  G_OBJECT_CLASS (kindred_review_parent_class)->finalize (object);
}

static void
kindred_review_class_init (KindredReviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = kindred_review_dispose;
  object_class->finalize = kindred_review_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ANSWERED]
      = g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_FAILED]
      = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kindred_review_init (KindredReview *self)
{
  self->cancellable = g_cancellable_new ();
  self->queue = g_array_new (FALSE, FALSE, sizeof (KindredQuestion));
  self->settled = g_ptr_array_new_with_free_func (g_free);
  self->retracted = g_ptr_array_new_with_free_func (g_free);
  self->stale = TRUE;
}

KindredReview *
kindred_review_new (KindredLibrary *library, KindredPeople *people)
{
  KindredReview *self;

  g_return_val_if_fail (KINDRED_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (KINDRED_IS_PEOPLE (people), NULL);

  self = g_object_new (KINDRED_TYPE_REVIEW, NULL);
  self->library = g_object_ref (library);
  self->people = g_object_ref (people);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (people, "refreshed", G_CALLBACK (people_refreshed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
kindred_review_set_active (KindredReview *self, gboolean active)
{
  g_return_if_fail (KINDRED_IS_REVIEW (self));

  self->active = active;
  if (active && self->stale && !self->reading)
    refresh (self);
}

gboolean
kindred_review_get_loaded (KindredReview *self)
{
  g_return_val_if_fail (KINDRED_IS_REVIEW (self), FALSE);

  return self->loaded && (self->queue->len > 0 || (self->n_pending == 0 && !self->reading));
}

const KindredQuestion *
kindred_review_get (KindredReview *self, guint position)
{
  g_return_val_if_fail (KINDRED_IS_REVIEW (self), NULL);

  return position < self->queue->len ? &g_array_index (self->queue, KindredQuestion, position) : NULL;
}

guint
kindred_review_get_n_left (KindredReview *self)
{
  g_return_val_if_fail (KINDRED_IS_REVIEW (self), 0);

  return self->queue->len;
}

guint
kindred_review_get_n_settled (KindredReview *self)
{
  g_return_val_if_fail (KINDRED_IS_REVIEW (self), 0);

  return self->settled->len;
}

void
kindred_review_answer (KindredReview *self, KindredAnswer answer)
{
  KindredQuestion question;
  g_autoptr (KindredEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  Call *call;

  g_return_if_fail (KINDRED_IS_REVIEW (self));
  g_return_if_fail (self->queue->len > 0);

  question = g_array_index (self->queue, KindredQuestion, 0);
  edit = kindred_edit_new_answer (question.person, question.other, question.face, answer, &error);
  if (edit == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }

  g_array_remove_index (self->queue, 0);
  self->kept = FALSE;
  if (answer == KINDRED_ANSWER_YES && question.other != 0)
    expect_merge (self, &question);

  call = g_new0 (Call, 1);
  call->review = g_object_ref (self);
  call->answered = g_new0 (Answered, 1);
  call->answered->question = question;
  g_ptr_array_add (self->settled, call->answered);
  self->n_pending++;
  kindred_library_edit_async (self->library, edit, NULL, answered_cb, call);
  emit_changed (self);
}

/* The oldest of them is in front then. */
void
kindred_review_undone (KindredReview *self, gint64 edit)
{
  gboolean any = FALSE;

  g_return_if_fail (KINDRED_IS_REVIEW (self));

  for (guint i = self->settled->len; i > 0; i--)
    {
      Answered *answered = g_ptr_array_index (self->settled, i - 1);
      guint position;

      if (answered->edit < edit)
        continue;

      any = TRUE;
      move_answer (answered, self->settled, self->retracted);
      if (kindred_questions_find (self->queue, &answered->question, &position))
        g_array_remove_index (self->queue, position);
      g_array_prepend_val (self->queue, answered->question);
    }
  if (!any)
    return;

  self->kept = TRUE;
  self->seen = (KindredQuestion){ 0 };
  refresh (self);
  emit_changed (self);
}

void
kindred_review_redone (KindredReview *self, gint64 edit)
{
  Answered *answered;
  guint position;

  g_return_if_fail (KINDRED_IS_REVIEW (self));

  answered = find_edit (self->retracted, edit);
  if (answered == NULL)
    return;

  move_answer (answered, self->retracted, self->settled);
  if (kindred_questions_find (self->queue, &answered->question, &position))
    {
      g_array_remove_index (self->queue, position);
      self->kept = self->kept && position > 0;
    }
  refresh (self);
  emit_changed (self);
}
