/* kindred-library-edits.c - changing people, and taking it back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-library-private.h"

#define CHANGES_OF_AN_EDIT                                                                                             \
  (KINDRED_LIBRARY_PEOPLE | KINDRED_LIBRARY_PHOTOS | KINDRED_LIBRARY_FOLDERS | KINDRED_LIBRARY_HISTORY)

/* Before everything that a scan has queued: the user waits for it. */
static void
write_now (KindredLibrary *self, KindredStoreFunc func, gpointer data, GDestroyNotify free_data, gpointer tag,
           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const KindredOperation operation = { .lane = KINDRED_LANE_WRITE,
                                       .priority = G_PRIORITY_HIGH,
                                       .func = func,
                                       .data = data,
                                       .free_data = free_data,
                                       .free_result = (GDestroyNotify) kindred_edit_record_free,
                                       .changes = CHANGES_OF_AN_EDIT,
                                       .tag = tag };

  kindred_library_run (self, &operation, cancellable, callback, user_data);
}

static gpointer
apply_edit (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  KindredEditRecord *record = NULL;

  return kindred_store_apply_edit (store, data, &record, error) ? record : NULL;
}

void
kindred_library_edit_async (KindredLibrary *self, KindredEdit *edit, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (edit != NULL);

  write_now (self, apply_edit, kindred_edit_ref (edit), (GDestroyNotify) kindred_edit_unref, kindred_library_edit_async,
             cancellable, callback, user_data);
}

KindredEditRecord *
kindred_library_edit_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_edit_async, error);
}

static gpointer
undo (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  KindredEditRecord *record = NULL;

  return kindred_store_undo (store, &record, error) ? record : NULL;
}

void
kindred_library_undo_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  write_now (self, undo, NULL, NULL, kindred_library_undo_async, cancellable, callback, user_data);
}

KindredEditRecord *
kindred_library_undo_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_undo_async, error);
}

static gpointer
redo (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  KindredEditRecord *record = NULL;

  return kindred_store_redo (store, &record, error) ? record : NULL;
}

void
kindred_library_redo_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  write_now (self, redo, NULL, NULL, kindred_library_redo_async, cancellable, callback, user_data);
}

KindredEditRecord *
kindred_library_redo_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_redo_async, error);
}

/* ---- down to an edit ---- */

typedef struct
{
  gint64 edit;
  guint n_expected;
} Undoing;

typedef struct
{
  guint n;
  KindredEditRecord *record;
} Undone;

static void
undone_free (gpointer data)
{
  Undone *self = data;

  g_clear_pointer (&self->record, kindred_edit_record_free);
  g_free (self);
}

static gpointer
undo_to (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Undoing *undoing = data;
  Undone *undone = g_new0 (Undone, 1);

  if (!kindred_store_undo_to (store, undoing->edit, undoing->n_expected, &undone->n, &undone->record, error))
    g_clear_pointer (&undone, undone_free);

  return undone;
}

void
kindred_library_undo_to_async (KindredLibrary *self, gint64 edit, guint n_expected, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  const Undoing undoing = { edit, n_expected };
  const KindredOperation operation = { .lane = KINDRED_LANE_WRITE,
                                       .priority = G_PRIORITY_HIGH,
                                       .func = undo_to,
                                       .data = g_memdup2 (&undoing, sizeof undoing),
                                       .free_data = g_free,
                                       .free_result = undone_free,
                                       .changes = CHANGES_OF_AN_EDIT,
                                       .tag = kindred_library_undo_to_async };

  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  kindred_library_run (self, &operation, cancellable, callback, user_data);
}

KindredEditRecord *
kindred_library_undo_to_finish (KindredLibrary *self, GAsyncResult *result, guint *n_undone, GError **error)
{
  Undone *undone;
  KindredEditRecord *record;

  undone = kindred_library_take_result (self, result, kindred_library_undo_to_async, error);
  if (undone == NULL)
    return NULL;

  if (n_undone != NULL)
    *n_undone = undone->n;
  record = g_steal_pointer (&undone->record);
  undone_free (undone);

  return record;
}

/* ---- out of order ---- */

typedef struct
{
  gint64 edit;
  int n_dependents;
} Reverting;

static gpointer
revert (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Reverting *reverting = data;
  KindredEditRecord *record = NULL;

  return kindred_store_revert (store, reverting->edit, reverting->n_dependents, &record, error) ? record : NULL;
}

void
kindred_library_revert_async (KindredLibrary *self, gint64 edit, int n_dependents, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  const Reverting reverting = { edit, n_dependents };

  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  write_now (self, revert, g_memdup2 (&reverting, sizeof reverting), g_free, kindred_library_revert_async, cancellable,
             callback, user_data);
}

KindredEditRecord *
kindred_library_revert_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_revert_async, error);
}

/* ---- strictness ---- */

static gpointer
set_strictness (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_set_strictness (store, GPOINTER_TO_INT (data), error) ? KINDRED_DONE : NULL;
}

void
kindred_library_set_strictness_async (KindredLibrary *self, int strictness, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data)
{
  const KindredOperation operation = { .lane = KINDRED_LANE_WRITE,
                                       .priority = G_PRIORITY_HIGH,
                                       .func = set_strictness,
                                       .data = GINT_TO_POINTER (strictness),
                                       .tag = kindred_library_set_strictness_async };

  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  kindred_library_run (self, &operation, cancellable, callback, user_data);
}

gboolean
kindred_library_set_strictness_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_set_strictness_async, error) != NULL;
}
