/* kindred-library-changes.c - noticing changes, this program's and others', and telling of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-library-private.h"

/* Views reload on "changed": often enough to look alive during a scan, seldom enough to stay quiet. */
#define CHANGED_DELAY_MS 150

/* How soon the window notices what the command line did. */
#define POLL_INTERVAL_MS 1000

static gboolean
changed_cb (gpointer user_data)
{
  KindredLibrary *self = user_data;
  guint changes = self->pending_changes;

  self->changed_source = 0;
  self->pending_changes = 0;
  kindred_library_emit_changed (self, changes);

  return G_SOURCE_REMOVE;
}

typedef struct
{
  gboolean can_undo;
  gboolean can_redo;
} UndoState;

static gpointer
get_undo_state (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  UndoState *state = g_new0 (UndoState, 1);

  if (!kindred_store_get_undo_state (store, &state->can_undo, &state->can_redo, error))
    g_clear_pointer (&state, g_free);

  return state;
}

static void
undo_state_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autofree UndoState *state = g_task_propagate_pointer (G_TASK (result), NULL);

  if (state != NULL)
    kindred_library_set_undo_state (self, state->can_undo, state->can_redo);
}

static void
update_undo_state (KindredLibrary *self)
{
  const KindredOperation operation = { .lane = KINDRED_LANE_READ,
                                       .priority = G_PRIORITY_HIGH,
                                       .func = get_undo_state,
                                       .free_result = g_free,
                                       .tag = update_undo_state };

  kindred_library_run (self, &operation, self->closing, undo_state_read_cb, NULL);
}

void
kindred_library_note_changes (KindredLibrary *self, guint changes)
{
  if (g_cancellable_is_cancelled (self->closing))
    return;

  self->pending_changes |= changes;
  self->generation++;
  if (changes & KINDRED_LIBRARY_HISTORY)
    update_undo_state (self);

  if (self->changed_source == 0)
    /* What the user did shows at once; what a scan finds may gather. */
    self->changed_source = g_timeout_add (changes & KINDRED_LIBRARY_HISTORY ? 0 : CHANGED_DELAY_MS, changed_cb, self);
}

static gpointer
get_data_version (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *version = g_new (gint64, 1);

  *version = kindred_store_get_data_version (store);

  return version;
}

static void
data_version_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KindredLibrary *self = KINDRED_LIBRARY (source);
  g_autofree gint64 *version = g_task_propagate_pointer (G_TASK (result), NULL);

  self->polling = FALSE;
  if (version == NULL || *version == self->data_version)
    return;

  /* Our own commits count as well; looking once more at what we know costs little. */
  if (self->data_version != -1)
    kindred_library_note_changes (self, KINDRED_LIBRARY_PEOPLE | KINDRED_LIBRARY_PHOTOS | KINDRED_LIBRARY_FOLDERS
                                            | KINDRED_LIBRARY_HISTORY);
  self->data_version = *version;
}

static gboolean
poll_cb (gpointer user_data)
{
  KindredLibrary *self = user_data;
  const KindredOperation operation = { .lane = KINDRED_LANE_READ,
                                       .priority = G_PRIORITY_LOW,
                                       .func = get_data_version,
                                       .free_result = g_free,
                                       .tag = poll_cb };

  if (!self->polling)
    {
      self->polling = TRUE;
      kindred_library_run (self, &operation, self->closing, data_version_read_cb, NULL);
    }

  return G_SOURCE_CONTINUE;
}

void
kindred_library_start_watching (KindredLibrary *self)
{
  self->poll_source = g_timeout_add (POLL_INTERVAL_MS, poll_cb, self);
  update_undo_state (self);
}
