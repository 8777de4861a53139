/* kindred-library-doubts.c - the faces of a person, the most doubtful first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "grouping/kindred-doubts.h"
#include "kindred-snapshot.h"

/* ---- judging: in the grouping worker ---- */

static int
compare_doubts (gconstpointer a, gconstpointer b)
{
  const KindredDoubt *first = a, *second = b;

  return first->doubt > second->doubt ? -1 : first->doubt < second->doubt;
}

static gpointer
judge (KindredSnapshot *snapshot, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = *(const gint64 *) data;
  g_autoptr (GArray) doubts = g_array_new (FALSE, FALSE, sizeof (KindredDoubt));

  for (guint i = 0; i < snapshot->parts->len; i++)
    {
      const KindredIndexedFaces *part = snapshot->parts->pdata[i];
      gint32 person = kindred_indexed_faces_find_person (part, id);
      g_autoptr (GArray) found = NULL;

      if (person < 0)
        continue;

      found = kindred_doubts (&part->input, person, cancellable, error);
      if (found == NULL)
        return NULL;

      for (guint k = 0; k < found->len; k++)
        {
          const KindredFaceDoubt *doubt = &g_array_index (found, KindredFaceDoubt, k);
          const KindredDoubt judged = { part->faces->face[doubt->face], doubt->doubt, doubt->same_photo };

          g_array_append_val (doubts, judged);
        }
    }

  if (snapshot->parts->len > 1)
    g_array_sort (doubts, compare_doubts);

  return g_steal_pointer (&doubts);
}

/* ---- those that could not be judged: in a lane ---- */

typedef struct
{
  gint64 person;
  GArray *doubts; /* (element-type KindredDoubt) */
} Completion;

static void
completion_free (gpointer data)
{
  Completion *completion = data;

  g_array_unref (completion->doubts);
  g_free (completion);
}

static gpointer
complete (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Completion *completion = data;
  const KindredFaceQuery query = { .kind = KINDRED_FACES_OF_PERSON, .person = completion->person };
  g_autoptr (GPtrArray) faces = kindred_store_list_faces (store, &query, cancellable, error);
  g_autoptr (GHashTable) judged = NULL;
  guint n = completion->doubts->len;

  if (faces == NULL)
    return NULL;

  judged = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = faces->pdata[i];
      const KindredDoubt doubt = { .face = face->id };

      g_array_append_val (completion->doubts, doubt);
    }

  /* Only now: appending moves the array. */
  for (guint i = 0; i < n; i++)
    g_hash_table_add (judged, &g_array_index (completion->doubts, KindredDoubt, i).face);
  for (guint i = n, end = completion->doubts->len; i < end; i++)
    {
      const KindredDoubt doubt = g_array_index (completion->doubts, KindredDoubt, i);

      if (!g_hash_table_contains (judged, &doubt.face))
        g_array_index (completion->doubts, KindredDoubt, n++) = doubt;
    }
  g_array_set_size (completion->doubts, n);

  return g_array_ref (completion->doubts);
}

static void
completed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  kindred_library_pass_on (user_data, result, (GDestroyNotify) g_array_unref);
}

static void
judged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GArray *doubts = g_task_propagate_pointer (G_TASK (result), &error);
  KindredOperation operation = { .lane = KINDRED_LANE_READ,
                                 .priority = G_PRIORITY_DEFAULT,
                                 .func = complete,
                                 .free_data = completion_free,
                                 .free_result = (GDestroyNotify) g_array_unref,
                                 .tag = judged_cb };
  Completion *completion;

  if (doubts == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  completion = g_new (Completion, 1);
  *completion = (Completion){ *(const gint64 *) g_task_get_task_data (task), doubts };
  operation.data = completion;
  kindred_library_run (KINDRED_LIBRARY (source), &operation, g_task_get_cancellable (task), completed_cb,
                       g_object_ref (task));
}

void
kindred_library_list_doubts_async (KindredLibrary *self, gint64 person, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  const KindredComputation computation = { .func = judge,
                                           .data = g_memdup2 (&person, sizeof person),
                                           .free_data = g_free,
                                           .free_result = (GDestroyNotify) g_array_unref,
                                           .tag = judge };
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kindred_library_list_doubts_async);
  g_task_set_task_data (task, g_memdup2 (&person, sizeof person), g_free);
  kindred_library_compute (self, &computation, cancellable, judged_cb, g_object_ref (task));
}

GArray *
kindred_library_list_doubts_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_doubts_async, error);
}
