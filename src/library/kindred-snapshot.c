/* kindred-snapshot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-snapshot.h"

/* Long enough to look at a page, short enough not to keep 50 MB for 100,000 faces when nobody needs them. */
#define KEEP_SECONDS 30

KindredSnapshot *
kindred_snapshot_ref (KindredSnapshot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
kindred_snapshot_unref (KindredSnapshot *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->parts);
  g_free (self);
}

gsize
kindred_snapshot_count_faces (const KindredSnapshot *self)
{
  gsize n = 0;

  for (guint i = 0; i < self->parts->len; i++)
    n += ((const KindredIndexedFaces *) self->parts->pdata[i])->faces->n_faces;

  return n;
}

/* ---- loading ---- */

static void
load_parts (KindredStore *store, GPtrArray *parts, GCancellable *cancellable, GError **error)
{
  const KindredEncoderInfo *const *encoders = kindred_models_get_encoders ();

  for (gsize i = 0; encoders[i] != NULL && *error == NULL; i++)
    {
      KindredGroupingFaces *faces = kindred_store_load_grouping (store, encoders[i]->name, cancellable, error);

      if (faces != NULL && faces->n_faces > 0)
        g_ptr_array_add (parts, kindred_indexed_faces_new (faces, encoders[i]));
      else
        kindred_grouping_faces_free (faces);
    }
}

/* Runs in a lane. */
static gpointer
load_snapshot (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (KindredSnapshot) snapshot = g_new0 (KindredSnapshot, 1);
  g_autoptr (KindredSettled) settled = NULL;
  GError *own = NULL;

  g_atomic_ref_count_init (&snapshot->ref_count);
  snapshot->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_indexed_faces_free);

  load_parts (store, snapshot->parts, cancellable, &own);
  if (own == NULL)
    settled = kindred_store_load_settled (store, cancellable, &own);
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  for (guint i = 0; i < snapshot->parts->len; i++)
    kindred_indexed_faces_set_settled (snapshot->parts->pdata[i], settled);

  return g_steal_pointer (&snapshot);
}

/* Borrowed. */
static KindredSnapshot *
ensure (KindredLibrary *self, guint generation, GCancellable *cancellable, GError **error)
{
  const KindredOperation operation
      = { .lane = KINDRED_LANE_LONG, .priority = G_PRIORITY_DEFAULT, .func = load_snapshot };

  g_assert (kindred_worker_is_current (self->grouping_worker));

  /* Generations may wrap around. */
  if (self->snapshot != NULL && (gint) (self->snapshot->generation - generation) >= 0)
    return self->snapshot;

  /* Not both at a time in memory. */
  g_clear_pointer (&self->snapshot, kindred_snapshot_unref);
  self->snapshot = kindred_library_call (self, &operation, cancellable, error);
  if (self->snapshot != NULL)
    self->snapshot->generation = generation;

  return self->snapshot;
}

static void
drop_in_grouping_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  KindredLibrary *self = source_object;

  g_clear_pointer (&self->snapshot, kindred_snapshot_unref);
  g_task_return_boolean (task, TRUE);
}

static gboolean
unused_cb (gpointer user_data)
{
  KindredLibrary *self = user_data;
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);

  self->snapshot_source = 0;
  g_task_set_source_tag (task, unused_cb);
  kindred_worker_push (self->grouping_worker, task, drop_in_grouping_worker, G_PRIORITY_LOW);

  return G_SOURCE_REMOVE;
}

/* ---- computing ---- */

typedef struct
{
  KindredComputation computation;
  guint generation;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  if (run->computation.free_data != NULL)
    run->computation.free_data (run->computation.data);
  g_free (run);
}

static void
compute_in_grouping_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  const Run *run = task_data;
  g_autoptr (GError) error = NULL;
  KindredSnapshot *snapshot = ensure (source_object, run->generation, cancellable, &error);
  gpointer result = NULL;

  if (snapshot != NULL)
    result = run->computation.func (snapshot, run->computation.data, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, run->computation.free_result);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
kindred_library_compute (KindredLibrary *self, const KindredComputation *computation, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Run *run = g_new (Run, 1);

  *run = (Run){ *computation, self->generation };
  g_task_set_source_tag (task, computation->tag);
  g_task_set_task_data (task, run, run_free);

  g_clear_handle_id (&self->snapshot_source, g_source_remove);
  if (!g_cancellable_is_cancelled (self->closing))
    self->snapshot_source = g_timeout_add_seconds (KEEP_SECONDS, unused_cb, self);

  /* Before growing, which can wait. */
  kindred_worker_push (self->grouping_worker, task, compute_in_grouping_worker, G_PRIORITY_HIGH);
}
