/* kindred-window-toasts.c - tells the user how edits, scans and failures went
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-window-private.h"

#include "base/kindred-paths.h"

#include <glib/gi18n-lib.h>

/* Seconds: it is more to think about than the others. */
#define DOCUMENTS_TIMEOUT 15

static gboolean
is_seen (gpointer widget)
{
  return widget != NULL && gtk_widget_get_mapped (widget);
}

/* Where the user sees it: what is above the window covers its toasts. */
static GtkWidget *
get_place (gpointer user_data)
{
  KindredWindow *self = user_data;

  if (is_seen (self->toasting))
    return GTK_WIDGET (self->toasting);

  return is_seen (self->preferences) ? GTK_WIDGET (self->preferences) : GTK_WIDGET (self->toasts);
}

/* Not as the toast's action: one above the preferences does not find those of the window. */
static void
clicked_cb (KindredWindow *self, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static void
edited_cb (KindredWindow *self, guint change, const KindredEditRecord *record, guint n_edits)
{
  g_autofree char *text = NULL;
  g_autofree char *undone = NULL;
  KindredToast *toast;

  /* "Undo" undoes the last edit: a toast of an older one must not promise that for itself. */
  if (change == KINDRED_CHANGE_ANSWERED)
    {
      kindred_toast_queue_set_edit (self->queue, NULL);
      return;
    }

  text = kindred_edit_record_describe (record);
  if (n_edits > 1)
    /* Translators: %s is the oldest change that was taken back, "Named “Ann”" */
    undone = g_strdup_printf (ngettext ("Undone: %'u change, back to: %s", "Undone: %'u changes, back to: %s", n_edits),
                              n_edits, text);
  else if (change == KINDRED_CHANGE_UNDONE)
    /* Translators: %s says what was taken back, "Named “Ann”" */
    undone = g_strdup_printf (_ ("Undone: %s"), text);
  else if (change == KINDRED_CHANGE_REDONE)
    /* Translators: %s says what was done once more, "Named “Ann”" */
    undone = g_strdup_printf (_ ("Redone: %s"), text);

  toast = kindred_toast_new (undone != NULL ? undone : text);
  /* Both are about one. */
  if (n_edits == 1 && change == KINDRED_CHANGE_UNDONE)
    kindred_toast_set_button (toast, _ ("_Redo"), "win.redo");
  else if (n_edits == 1)
    kindred_toast_set_button (toast, _ ("_Undo"), "win.undo");
  kindred_toast_queue_set_edit (self->queue, toast);
}

/* What several notice at once, a page and a dialog say, is told once; unless the dialog took the message along. */
static void
failed_cb (KindredWindow *self, const GError *error)
{
  if (!kindred_toast_queue_tells (self->queue, error->message))
    kindred_toast_queue_add_urgent (self->queue, kindred_toast_new (error->message));
}

static char *
dup_moved (GPtrArray *folders)
{
  const KindredMovedFolder *folder = folders->pdata[0];
  g_autofree char *base = g_path_get_basename (folder->from);
  g_autofree char *name = kindred_paths_display (base);

  if (folders->len == 1)
    /* Translators: %s is a folder that was renamed or moved */
    return g_strdup_printf (_ ("All photos of “%s” were found again at their new place"), name);

  return g_strdup_printf (ngettext ("All photos of %'u folder were found again at their new place",
                                    "All photos of %'u folders were found again at their new place", folders->len),
                          folders->len);
}

static void
scanned_cb (KindredWindow *self, const KindredScanResult *result)
{
  KindredToast *toast;
  g_autofree char *text = NULL;

  if (result->failed > 0)
    text = g_strdup_printf (ngettext ("%'u file could not be read", "%'u files could not be read", result->failed),
                            result->failed);
  else if (result->moved_folders->len > 0)
    text = dup_moved (result->moved_folders);
  else if (result->new_photos + result->changed > 0)
    text = g_strdup_printf (ngettext ("%'u face found", "%'u faces found", result->faces), result->faces);
  else
    text = g_strdup (_ ("No new photos"));

  toast = kindred_toast_new (text);
  if (result->failed > 0)
    kindred_toast_set_button (toast, _ ("_Show"), "win.show-failures");
  kindred_toast_queue_add (self->queue, toast);
}

void
kindred_window_add_toasts (KindredWindow *self)
{
  self->queue = kindred_toast_queue_new (get_place, self);
  g_signal_connect_object (self->queue, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
}

void
kindred_window_listen (KindredWindow *self)
{
  g_signal_connect_object (self->session, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "scanned", G_CALLBACK (scanned_cb), self, G_CONNECT_SWAPPED);
}

void
kindred_window_tell (KindredWindow *self, const char *text)
{
  g_return_if_fail (KINDRED_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  kindred_toast_queue_add (self->queue, kindred_toast_new (text));
}

static gboolean
is_document (GListModel *files, guint position)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, position);
  const char *path = g_file_peek_path (file);

  return path != NULL && kindred_paths_is_document (path);
}

void
kindred_window_tell_of_documents (KindredWindow *self, GListModel *files)
{
  gboolean found = FALSE;
  KindredToast *toast;

  g_return_if_fail (KINDRED_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  for (guint i = 0; i < g_list_model_get_n_items (files) && !found; i++)
    found = is_document (files, i);
  if (!found)
    return;

  /* Translators: what was dropped on the window; the button beside it opens the file chooser */
  toast = kindred_toast_new (_ ("Kindred can read this only until you log out"));
  kindred_toast_set_timeout (toast, DOCUMENTS_TIMEOUT);
  /* Translators: the button opens the file chooser: what is chosen there stays readable */
  kindred_toast_set_button (toast, _ ("_Choose Folder…"), "win.add-folder");
  kindred_toast_queue_add (self->queue, toast);
}
