/* kindred-session-edits.c - edits, undo and redo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-session-private.h"

#include "base/kindred-error.h"

#include <glib/gi18n-lib.h>

static void
finish_edit (KindredSession *self, KindredChange change, KindredEditRecord *record, const GError *error)
{
  if (record == NULL)
    kindred_session_report (self, error);
  else
    kindred_session_report_edit (self, change, record);

  kindred_session_end_edit (self);
}

static void
edited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredEditRecord) record = kindred_library_edit_finish (KINDRED_LIBRARY (object), result, &error);

  finish_edit (self, KINDRED_CHANGE_DONE, record, error);
}

static void
undone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredEditRecord) record = kindred_library_undo_finish (KINDRED_LIBRARY (object), result, &error);

  finish_edit (self, KINDRED_CHANGE_UNDONE, record, error);
}

static void
redone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredEditRecord) record = kindred_library_redo_finish (KINDRED_LIBRARY (object), result, &error);

  finish_edit (self, KINDRED_CHANGE_REDONE, record, error);
}

void
kindred_session_edit (KindredSession *self, KindredEdit *edit, const GError *error)
{
  g_autoptr (KindredEdit) owned = edit;

  g_return_if_fail (KINDRED_IS_SESSION (self));
  g_return_if_fail (edit != NULL || error != NULL);

  if (edit == NULL)
    {
      kindred_session_report (self, error);
      return;
    }

  kindred_session_begin_edit (self);
  kindred_library_edit_async (self->library, edit, NULL, edited_cb, g_object_ref (self));
}

void
kindred_session_report_edit (KindredSession *self, KindredChange change, const KindredEditRecord *record)
{
  g_return_if_fail (KINDRED_IS_SESSION (self));
  g_return_if_fail (record != NULL);

  if (record->id != 0)
    kindred_session_emit_edited (self, change, record, 1);
}

void
kindred_session_undo (KindredSession *self)
{
  g_return_if_fail (KINDRED_IS_SESSION (self));

  kindred_session_begin_edit (self);
  kindred_library_undo_async (self->library, NULL, undone_cb, g_object_ref (self));
}

void
kindred_session_redo (KindredSession *self)
{
  g_return_if_fail (KINDRED_IS_SESSION (self));

  kindred_session_begin_edit (self);
  kindred_library_redo_async (self->library, NULL, redone_cb, g_object_ref (self));
}

static void
undone_to_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredEditRecord) record = NULL;
  guint n_undone = 0;

  record = kindred_library_undo_to_finish (KINDRED_LIBRARY (object), result, &n_undone, &error);
  if (record != NULL)
    kindred_session_emit_edited (self, KINDRED_CHANGE_UNDONE, record, n_undone);
  else
    kindred_session_report (self, error);
  kindred_session_end_edit (self);
}

void
kindred_session_undo_to (KindredSession *self, gint64 edit, guint n_expected)
{
  g_return_if_fail (KINDRED_IS_SESSION (self));
  g_return_if_fail (edit > 0);

  kindred_session_begin_edit (self);
  kindred_library_undo_to_async (self->library, edit, n_expected, NULL, undone_to_cb, g_object_ref (self));
}

static void
reverted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredEditRecord) record = kindred_library_revert_finish (KINDRED_LIBRARY (object), result, &error);

  /* The user asked for it, and would wait for something to happen. */
  if (record != NULL && record->id == 0)
    {
      g_clear_pointer (&record, kindred_edit_record_free);
      g_set_error_literal (&error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT,
                           _ ("Nothing is left of this change to take back"));
    }
  finish_edit (self, KINDRED_CHANGE_DONE, record, error);
}

void
kindred_session_revert (KindredSession *self, gint64 edit, guint n_dependents)
{
  g_return_if_fail (KINDRED_IS_SESSION (self));
  g_return_if_fail (edit > 0);

  kindred_session_begin_edit (self);
  kindred_library_revert_async (self->library, edit, (int) n_dependents, NULL, reverted_cb, g_object_ref (self));
}
