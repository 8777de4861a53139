/* kindred-library-group.c - growing and regrouping persons
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-library-private.h"

#include "base/kindred-error.h"
#include "grouping/kindred-open-faces.h"
#include "grouping/kindred-regroup.h"
#include "kindred-indexed-faces.h"
#include "kindred-job-private.h"
#include "kindred-person-changes.h"

/* Everything below runs in worker threads, one grouping at a time: reading and writing go through lanes, the
 * computation holds no connection, and what it found is written only where nothing has changed meanwhile
 * (kindred_store_apply_grouping()). */

#define MAX_ATTEMPTS 5 /* while others group the same faces */

typedef struct
{
  double eps; /* 0: the encoder's default */
  int min_samples;
  gboolean full; /* regroup, not grow */
  gboolean dry_run;
} GroupOptions;

/* The library's setting, or what was asked for; stricter or looser as a whole. */
static void
apply_options (KindredIndexedFaces *indexed, const GroupOptions *options)
{
  const KindredStrictnessStep *step = kindred_models_get_step (indexed->encoder, indexed->faces->strictness);

  indexed->input.eps = step->eps;
  indexed->input.max_mean = step->max_mean;
  if (options->min_samples > 0)
    indexed->input.min_samples = options->min_samples;
  if (options->eps > 0)
    {
      indexed->input.eps = options->eps;
      indexed->input.max_mean = indexed->encoder->max_mean * options->eps / indexed->encoder->eps;
    }
}

/* ---- one encoder ---- */

typedef struct
{
  GArray *moves;   /* KindredFaceMove */
  GArray *seen;    /* gint64 */
  GArray *settled; /* gint64: persons whose losses were seen to */
  gboolean journal;
  guint n_applied;
} Outcome;

static void
list_settled (Outcome *self, const KindredIndexedFaces *indexed)
{
  g_autoptr (KindredMembers) members = kindred_members_new (&indexed->input, FALSE);

  for (gsize p = 0; p < indexed->faces->n_persons; p++)
    if (kindred_open_faces_takes_loss (&indexed->input, members, p))
      g_array_append_val (self->settled, indexed->faces->person_id[p]);
}

static Outcome *
outcome_new (const KindredIndexedFaces *indexed, const gint32 *result)
{
  const KindredGroupingFaces *faces = indexed->faces;
  Outcome *self = g_new0 (Outcome, 1);

  self->moves = g_array_new (FALSE, FALSE, sizeof (KindredFaceMove));
  self->seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->settled = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < faces->n_faces; i++)
    {
      KindredFaceMove move = { faces->face[i], faces->person[i], 0 };

      if (result[i] >= (gint64) faces->n_persons)
        move.new_person = -1 - (result[i] - (gint64) faces->n_persons);
      else if (result[i] >= 0)
        move.new_person = faces->person_id[result[i]];

      if (move.new_person != move.old_person)
        g_array_append_val (self->moves, move);
      if (faces->is_new[i])
        g_array_append_val (self->seen, faces->face[i]);
    }
  list_settled (self, indexed);

  return self;
}

static void
outcome_free (Outcome *self)
{
  g_array_unref (self->moves);
  g_array_unref (self->seen);
  g_array_unref (self->settled);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

static gpointer
load_faces (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_load_grouping (store, data, cancellable, error);
}

static gpointer
has_new_faces (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean *result = g_new (gboolean, 1);

  if (!kindred_store_has_new_faces (store, data, result, error))
    g_clear_pointer (&result, g_free);

  return result;
}

static gpointer
apply_outcome (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Outcome *outcome = data;

  return kindred_store_apply_grouping (store, (const KindredFaceMove *) outcome->moves->data, outcome->moves->len,
                                       (const gint64 *) outcome->seen->data, outcome->seen->len, outcome->journal,
                                       &outcome->n_applied, error)
                 && kindred_store_settle_losses (store, (const gint64 *) outcome->settled->data, outcome->settled->len,
                                                 error)
             ? KINDRED_DONE
             : NULL;
}

static gpointer
call (KindredLibrary *self, KindredLaneKind lane, KindredStoreFunc func, gpointer data, guint changes,
      GCancellable *cancellable, GError **error)
{
  const KindredOperation operation
      = { .lane = lane, .priority = G_PRIORITY_LOW, .func = func, .data = data, .changes = changes };

  return kindred_library_call (self, &operation, cancellable, error);
}

/* Persons that had faces, of this encoder, and have none after; another encoder's are not concerned. */
static guint
count_gone (const KindredGroupingFaces *faces, const gint32 *person, const gint32 *result)
{
  g_autofree guint8 *had = g_new0 (guint8, MAX (faces->n_persons, 1));
  g_autofree guint8 *has = g_new0 (guint8, MAX (faces->n_persons, 1));
  guint n = 0;

  for (gsize i = 0; i < faces->n_faces; i++)
    {
      if (person[i] >= 0)
        had[person[i]] = TRUE;
      if (result[i] >= 0 && result[i] < (gint64) faces->n_persons)
        has[result[i]] = TRUE;
    }

  for (gsize i = 0; i < faces->n_persons; i++)
    n += had[i] && !has[i] && !faces->person_kept[i];

  return n;
}

static gboolean
write_outcome (KindredLibrary *self, Outcome *outcome, gboolean journal, GCancellable *cancellable, GError **error)
{
  guint changes = KINDRED_LIBRARY_PEOPLE | (journal ? KINDRED_LIBRARY_HISTORY : 0);

  outcome->journal = journal;
  if (outcome->moves->len == 0 && outcome->seen->len == 0 && outcome->settled->len == 0)
    return TRUE;

  return call (self, KINDRED_LANE_WRITE, apply_outcome, outcome, changes, cancellable, error) != NULL;
}

/* Counts in @total what it has written, or would. */
static gboolean
group_encoder_once (KindredLibrary *self, const KindredEncoderInfo *encoder, const GroupOptions *options,
                    KindredRegroupResult *total, GCancellable *cancellable, GError **error)
{
  KindredGroupingFaces *faces
      = call (self, KINDRED_LANE_LONG, load_faces, (gpointer) encoder->name, 0, cancellable, error);
  g_autoptr (KindredIndexedFaces) indexed = NULL;
  g_autofree gint32 *result = NULL;
  g_autoptr (Outcome) outcome = NULL;
  gsize n_new_persons = 0;

  if (faces == NULL)
    return FALSE;

  indexed = kindred_indexed_faces_new (faces, encoder);
  apply_options (indexed, options);
  result = g_new (gint32, MAX (faces->n_faces, 1));
  if (!(options->full ? kindred_regroup : kindred_grow) (&indexed->input, result, &n_new_persons, NULL, NULL,
                                                         cancellable, error))
    return FALSE;

  outcome = outcome_new (indexed, result);
  if (options->dry_run)
    kindred_person_changes_add (total->changes, indexed, result, n_new_persons);
  else if (!write_outcome (self, outcome, options->full, cancellable, error))
    return FALSE;

  total->faces += faces->n_faces;
  total->moved += outcome->moves->len;
  total->new_persons += n_new_persons;
  total->gone += count_gone (faces, indexed->person, result);

  return TRUE;
}

/* Again, when another process was first. */
static gboolean
group_encoder (KindredLibrary *self, const KindredEncoderInfo *encoder, const GroupOptions *options,
               KindredRegroupResult *total, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; i < MAX_ATTEMPTS; i++)
    {
      g_clear_error (&local_error);
      if (group_encoder_once (self, encoder, options, total, cancellable, &local_error))
        return TRUE;
      if (!g_error_matches (local_error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT))
        break;
    }

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gpointer
list_people (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_list_people (store, TRUE, cancellable, error);
}

static gboolean
complete_changes (KindredLibrary *self, GPtrArray *changes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) people = NULL;

  if (changes->len == 0)
    return TRUE;

  people = call (self, KINDRED_LANE_LONG, list_people, NULL, 0, cancellable, error);
  if (people != NULL)
    kindred_person_changes_complete (changes, people);

  return people != NULL;
}

static gboolean
needs_grouping (KindredLibrary *self, const KindredEncoderInfo *encoder, const GroupOptions *options, gboolean *needed,
                GCancellable *cancellable, GError **error)
{
  g_autofree gboolean *has_new = NULL;

  *needed = options->full;
  if (options->full)
    return TRUE;

  has_new = call (self, KINDRED_LANE_LONG, has_new_faces, (gpointer) encoder->name, 0, cancellable, error);
  *needed = has_new != NULL && *has_new;

  return has_new != NULL;
}

static void
group_in_grouping_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  const KindredEncoderInfo *const *encoders = kindred_models_get_encoders ();
  g_autoptr (KindredRegroupResult) total = g_new0 (KindredRegroupResult, 1);
  g_autoptr (GError) error = NULL;
  gboolean needed;

  total->changes = kindred_person_changes_new ();
  for (gsize i = 0; encoders[i] != NULL; i++)
    if (!needs_grouping (source_object, encoders[i], task_data, &needed, cancellable, &error)
        || (needed && !group_encoder (source_object, encoders[i], task_data, total, cancellable, &error)))
      {
        g_task_return_error (task, g_steal_pointer (&error));
        return;
      }

  if (complete_changes (source_object, total->changes, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&total), (GDestroyNotify) kindred_regroup_result_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
group (KindredLibrary *self, const GroupOptions *options, gpointer tag, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_memdup2 (options, sizeof *options), g_free);
  kindred_worker_push (self->grouping_worker, task, group_in_grouping_worker, G_PRIORITY_DEFAULT);
}

/* ---- the library's side ---- */

void
kindred_library_group_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  const GroupOptions options = { 0 };

  group (self, &options, kindred_library_group_async, cancellable, callback, user_data);
}

gboolean
kindred_library_group_finish (KindredLibrary *self, GAsyncResult *result, guint *n_moved, GError **error)
{
  g_autoptr (KindredRegroupResult) total = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_library_group_async), FALSE);

  total = g_task_propagate_pointer (G_TASK (result), error);
  if (total != NULL && n_moved != NULL)
    *n_moved = total->moved;

  return total != NULL;
}

static void
regrouped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  kindred_job_finish (g_task_get_task_data (user_data));
  kindred_library_pass_on (user_data, result, (GDestroyNotify) kindred_regroup_result_free);
}

void
kindred_library_regroup_async (KindredLibrary *self, double eps, int min_samples, gboolean dry_run, KindredJob *job,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  const GroupOptions options = { eps, min_samples, TRUE, dry_run };
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  KindredJob *own_job = job != NULL ? g_object_ref (job) : kindred_job_new ();

  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  g_task_set_source_tag (task, kindred_library_regroup_async);
  g_task_set_task_data (task, own_job, g_object_unref);
  g_signal_connect_object (self->closing, "cancelled", G_CALLBACK (kindred_job_cancel), own_job, G_CONNECT_SWAPPED);
  kindred_job_set_phase (own_job, KINDRED_JOB_GROUPING);
  group (self, &options, kindred_library_regroup_async, kindred_job_get_cancellable (own_job), regrouped_cb,
         g_object_ref (task));
}

KindredRegroupResult *
kindred_library_regroup_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_regroup_async, error);
}

void
kindred_regroup_result_free (KindredRegroupResult *self)
{
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_free (self);
}
