/* kindred-history-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-history-model.h"

struct _KindredHistoryModel
{
  KindredItemList parent_instance;

  KindredLibrary *library;
  GCancellable *cancellable; /* of the reading under way */
  GHashTable *items;         /* id to KindredEditItem in the list */
};

G_DEFINE_FINAL_TYPE (KindredHistoryModel, kindred_history_model, KINDRED_TYPE_ITEM_LIST)

enum
{
  SIGNAL_FAILED,
  SIGNAL_REFRESHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
take_records (KindredHistoryModel *self, GPtrArray *records)
{
  GPtrArray *target = g_ptr_array_new_full (records->len, g_object_unref);
  GHashTable *items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  KindredEditItem *newer = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      KindredEditRecord *record = g_steal_pointer (&records->pdata[i]);
      gint64 id = record->id;
      KindredEditItem *item = g_hash_table_lookup (self->items, &id);

      item = item != NULL ? g_object_ref (item) : kindred_edit_item_new (record);
      kindred_edit_item_update (item, record, newer);
      g_ptr_array_add (target, item);
      g_hash_table_insert (items, g_memdup2 (&id, sizeof id), item);
      newer = item;
    }

  g_hash_table_unref (self->items);
  self->items = items;
  kindred_item_list_take (KINDRED_ITEM_LIST (self), target, FALSE);
  g_signal_emit (self, signals[SIGNAL_REFRESHED], 0);
}

static void
edits_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredHistoryModel *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = kindred_library_list_edits_finish (KINDRED_LIBRARY (object), result, &error);

  /* Disposing cancels: there may be no object any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (records != NULL)
    take_records (self, records);
  else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
refresh (KindredHistoryModel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  kindred_library_list_edits_async (self->library, -1, self->cancellable, edits_listed_cb, self);
}

static void
library_changed_cb (KindredHistoryModel *self, guint changes)
{
  if (changes & KINDRED_LIBRARY_HISTORY)
    refresh (self);
}

static void
kindred_history_model_dispose (GObject *object)
{
  KindredHistoryModel *self = KINDRED_HISTORY_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (kindred_history_model_parent_class)->dispose (object);
}

static void
kindred_history_model_finalize (GObject *object)
{
  KindredHistoryModel *self = KINDRED_HISTORY_MODEL (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->items);

  G_OBJECT_CLASS (kindred_history_model_parent_class)->finalize (object);
}

static void
kindred_history_model_class_init (KindredHistoryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kindred_history_model_dispose;
  object_class->finalize = kindred_history_model_finalize;

  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_REFRESHED]
      = g_signal_new ("refreshed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kindred_history_model_init (KindredHistoryModel *self)
{
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

KindredHistoryModel *
kindred_history_model_new (KindredLibrary *library)
{
  KindredHistoryModel *self;

  g_return_val_if_fail (KINDRED_IS_LIBRARY (library), NULL);

  self = g_object_new (KINDRED_TYPE_HISTORY_MODEL, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);

  return self;
}

guint
kindred_history_model_count_until (KindredHistoryModel *self, gint64 edit)
{
  GPtrArray *items;
  guint count = 0;

  g_return_val_if_fail (KINDRED_IS_HISTORY_MODEL (self), 0);

  items = kindred_item_list_peek (KINDRED_ITEM_LIST (self));
  for (guint i = 0; i < items->len; i++)
    {
      KindredEditItem *item = g_ptr_array_index (items, i);
      gboolean undone = kindred_edit_item_get_record (item)->undone;

      if (!undone)
        count++;
      if (kindred_item_get_id (KINDRED_ITEM (item)) == edit)
        return undone ? 0 : count;
    }

  return 0;
}
