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

/* AdwToast takes its title for markup, always: names and file names must not be. */
static AdwToast *
new_toast (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  return adw_toast_new (markup);
}

/* Where the user sees it: what is above the window covers its toasts. */
static GtkWidget *
get_place (KindredWindow *self)
{
  if (self->toasting != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->toasting)))
    return GTK_WIDGET (self->toasting);

  return self->preferences != NULL ? GTK_WIDGET (self->preferences) : GTK_WIDGET (self->toasts);
}

/* Returns: what it is shown in */
static GtkWidget *
add_toast (KindredWindow *self, AdwToast *toast)
{
  GtkWidget *place = get_place (self);

  kindred_toast_slot_add (place, toast);

  return place;
}

/* Not as the toast's action: one above the preferences does not find those of the window. */
static void
add_button (KindredWindow *self, AdwToast *toast, const char *label, void (*clicked) (KindredWindow *self))
{
  adw_toast_set_button_label (toast, label);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
}

static void
edit_clicked_cb (KindredWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), self->offers_redo ? "win.redo" : "win.undo", NULL);
}

static void
show_failures_clicked_cb (KindredWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-failures", NULL);
}

static void
edited_cb (KindredWindow *self, guint change, const KindredEditRecord *record, guint n_edits)
{
  g_autofree char *text = NULL;
  g_autofree char *undone = NULL;
  AdwToast *toast;

  /* "Undo" undoes the last edit: a toast of an older one must not promise that for itself. */
  if (change == KINDRED_CHANGE_ANSWERED)
    {
      kindred_toast_slot_take (self->edit_toasts, get_place (self), NULL);
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

  toast = new_toast (undone != NULL ? undone : text);
  self->offers_redo = change == KINDRED_CHANGE_UNDONE;
  add_button (self, toast, self->offers_redo ? _ ("_Redo") : _ ("_Undo"), edit_clicked_cb);
  /* Both are about one. */
  if (n_edits > 1)
    adw_toast_set_button_label (toast, NULL);
  kindred_toast_slot_take (self->edit_toasts, get_place (self), toast);
}

static void
failure_toast_dismissed_cb (AdwToast *toast, KindredWindow *self)
{
  if (self->failure_toast == toast)
    g_clear_weak_pointer (&self->failure_toast);
}

/* What several notice at once, a page and a dialog say, is told once; unless the dialog took the message along. */
static gboolean
is_told (KindredWindow *self, AdwToast *toast)
{
  return self->failure_toast != NULL && self->failure_place != NULL && gtk_widget_get_mapped (self->failure_place)
         && g_str_equal (adw_toast_get_title (self->failure_toast), adw_toast_get_title (toast));
}

static void
failed_cb (KindredWindow *self, const GError *error)
{
  g_autoptr (AdwToast) toast = new_toast (error->message);

  if (is_told (self, toast))
    return;

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (failure_toast_dismissed_cb), self, 0);
  g_set_weak_pointer (&self->failure_toast, toast);
  g_set_weak_pointer (&self->failure_place, add_toast (self, g_object_ref (toast)));
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
  AdwToast *toast;
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

  toast = new_toast (text);
  if (result->failed > 0)
    add_button (self, toast, _ ("_Show"), show_failures_clicked_cb);
  add_toast (self, toast);
}

void
kindred_window_listen (KindredWindow *self)
{
  if (self->edit_toasts == NULL)
    self->edit_toasts = kindred_toast_slot_new ();
  g_signal_connect_object (self->session, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "scanned", G_CALLBACK (scanned_cb), self, G_CONNECT_SWAPPED);
}

void
kindred_window_tell (KindredWindow *self, const char *text)
{
  g_return_if_fail (KINDRED_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  add_toast (self, new_toast (text));
}

static void
choose_clicked_cb (KindredWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-folder", NULL);
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
  AdwToast *toast;

  g_return_if_fail (KINDRED_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  for (guint i = 0; i < g_list_model_get_n_items (files) && !found; i++)
    found = is_document (files, i);
  if (!found)
    return;

  /* Translators: what was dropped on the window; the button beside it opens the file chooser */
  toast = new_toast (_ ("Kindred can read this only until you log out"));
  adw_toast_set_timeout (toast, DOCUMENTS_TIMEOUT);
  /* Translators: the button opens the file chooser: what is chosen there stays readable */
  add_button (self, toast, _ ("_Choose Folder…"), choose_clicked_cb);
  add_toast (self, toast);
}
