/* kindred-library-strangers.c - persons and faces that nobody has named
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "grouping/kindred-alike-order.h"
#include "kindred-snapshot.h"

#define SECONDS_PER_DAY 86400
#define SMALL_FRACTION (1.0 / 15)

/* ---- strangers: in a lane ---- */

/* A camera's clock has no time zone. */
static gint64
get_day (gint64 taken)
{
  return taken >= 0 ? taken / SECONDS_PER_DAY : (taken + 1) / SECONDS_PER_DAY - 1;
}

static gboolean
is_stranger (const KindredPersonRecord *person, const KindredStrangerQuery *query, GHashTable *small)
{
  return person->name == NULL && !person->favourite && !person->hidden && person->n_faces > 0
         && (!query->one_day || get_day (person->first_taken) == get_day (person->last_taken))
         && (query->max_photos == 0 || person->n_photos <= query->max_photos)
         && (small == NULL || g_hash_table_contains (small, &person->id));
}

static gpointer
list_strangers (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const KindredStrangerQuery *query = data;
  g_autoptr (GPtrArray) people = kindred_store_list_people (store, FALSE, cancellable, error);
  g_autoptr (GHashTable) small = NULL;
  GArray *strangers;

  if (people == NULL)
    return NULL;
  if (query->always_small
      && (small = kindred_store_list_small_persons (store, SMALL_FRACTION, cancellable, error)) == NULL)
    return NULL;

  /* They come by number of faces, most first. */
  strangers = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = people->len; i > 0; i--)
    {
      const KindredPersonRecord *person = people->pdata[i - 1];

      if (is_stranger (person, query, small))
        g_array_append_val (strangers, person->id);
    }

  return strangers;
}

void
kindred_library_list_strangers_async (KindredLibrary *self, const KindredStrangerQuery *query,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  KindredOperation operation = { .lane = KINDRED_LANE_READ,
                                 .priority = G_PRIORITY_DEFAULT,
                                 .func = list_strangers,
                                 .free_data = g_free,
                                 .free_result = (GDestroyNotify) g_array_unref,
                                 .tag = kindred_library_list_strangers_async };

  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (query != NULL);

  operation.data = g_memdup2 (query, sizeof *query);
  kindred_library_run (self, &operation, cancellable, callback, user_data);
}

GArray *
kindred_library_list_strangers_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_strangers_async, error);
}

/* ---- the order of other faces: in the grouping worker ---- */

/* The faces of a part that have no person. */
typedef struct
{
  gsize n;
  gint64 *face;
  gint32 *photo;
  float *quality;
  float *embeddings;
} Loose;

static void
loose_clear (Loose *self)
{
  g_clear_pointer (&self->face, g_free);
  g_clear_pointer (&self->photo, g_free);
  g_clear_pointer (&self->quality, g_free);
  g_clear_pointer (&self->embeddings, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loose, loose_clear)

static void
loose_init (Loose *self, const KindredIndexedFaces *part)
{
  const KindredGroupingFaces *faces = part->faces;
  gsize n = 0;

  for (gsize i = 0; i < faces->n_faces; i++)
    n += faces->person[i] == 0;

  self->face = g_new (gint64, n + 1);
  self->photo = g_new (gint32, n + 1);
  self->quality = g_new (float, n + 1);
  self->embeddings = g_new (float, n *KINDRED_EMBEDDING_SIZE + 1);
  for (gsize i = 0; i < faces->n_faces; i++)
    if (faces->person[i] == 0)
      {
        self->face[self->n] = faces->face[i];
        self->photo[self->n] = part->photo[i];
        self->quality[self->n] = faces->quality[i];
        memcpy (self->embeddings + self->n++ * KINDRED_EMBEDDING_SIZE, faces->embeddings + i * KINDRED_EMBEDDING_SIZE,
                KINDRED_EMBEDDING_SIZE * sizeof *self->embeddings);
      }
}

static gboolean
order_part (const KindredIndexedFaces *part, GArray *order, GCancellable *cancellable, GError **error)
{
  g_auto (Loose) loose = { 0 };
  g_autofree gint32 *person = NULL;
  g_autofree guint8 *flags = NULL;
  g_autofree gint32 *places = NULL;
  KindredGroupingInput input = part->input;

  loose_init (&loose, part);
  person = g_new (gint32, loose.n + 1);
  flags = g_new0 (guint8, loose.n + 1);
  for (gsize i = 0; i < loose.n; i++)
    person[i] = -1;

  input.n_faces = loose.n;
  input.embeddings = loose.embeddings;
  input.photo = loose.photo;
  input.person = person;
  input.face_flags = flags;
  input.n_rejections = 0;
  places = kindred_alike_order (&input, loose.quality, cancellable, error);
  if (places == NULL)
    return FALSE;

  for (gsize i = 0; i < loose.n; i++)
    g_array_append_val (order, loose.face[places[i]]);

  return TRUE;
}

static gpointer
order_faces (KindredSnapshot *snapshot, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < snapshot->parts->len; i++)
    if (!order_part (snapshot->parts->pdata[i], order, cancellable, error))
      return NULL;

  return g_steal_pointer (&order);
}

/* ---- what there is now, in that order: in a lane ---- */

static gpointer
apply_order (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const KindredFaceQuery query = { .kind = KINDRED_FACES_OTHER };
  const GArray *order = data;
  g_autoptr (GPtrArray) faces = kindred_store_list_faces (store, &query, cancellable, error);
  g_autoptr (GHashTable) rest = NULL;
  GArray *result;

  if (faces == NULL)
    return NULL;

  rest = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < faces->len; i++)
    g_hash_table_add (rest, &((KindredFaceRecord *) faces->pdata[i])->id);

  result = g_array_sized_new (FALSE, FALSE, sizeof (gint64), faces->len);
  for (guint i = 0; i < order->len; i++)
    {
      gint64 face = g_array_index (order, gint64, i);

      if (g_hash_table_remove (rest, &face))
        g_array_append_val (result, face);
    }

  /* Those that cannot be compared, as they are listed. */
  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = faces->pdata[i];

      if (g_hash_table_contains (rest, &face->id))
        g_array_append_val (result, face->id);
    }

  return result;
}

static void
order_applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  kindred_library_pass_on (user_data, result, (GDestroyNotify) g_array_unref);
}

static void
ordered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  KindredOperation operation = { .lane = KINDRED_LANE_READ,
                                 .priority = G_PRIORITY_DEFAULT,
                                 .func = apply_order,
                                 .free_data = (GDestroyNotify) g_array_unref,
                                 .free_result = (GDestroyNotify) g_array_unref,
                                 .tag = ordered_cb };

  operation.data = g_task_propagate_pointer (G_TASK (result), &error);
  if (operation.data == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    kindred_library_run (KINDRED_LIBRARY (source), &operation, g_task_get_cancellable (task), order_applied_cb,
                         g_object_ref (task));
}

void
kindred_library_order_other_faces_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  const KindredComputation computation
      = { .func = order_faces, .free_result = (GDestroyNotify) g_array_unref, .tag = order_faces };
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kindred_library_order_other_faces_async);
  kindred_library_compute (self, &computation, cancellable, ordered_cb, g_object_ref (task));
}

GArray *
kindred_library_order_other_faces_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_order_other_faces_async, error);
}
