/* kindred-folders-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-folders-group.h"

#include "kindred-folder-chooser.h"
#include "kindred-folder-row.h"

#include <glib/gi18n-lib.h>

struct _KindredFoldersGroup
{
  AdwPreferencesGroup parent_instance;

  KindredSession *session;
  GCancellable *cancellable;

  GtkWidget *add_button;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (KindredFoldersGroup, kindred_folders_group, ADW_TYPE_PREFERENCES_GROUP)

static KindredFolderRow *
get_row (KindredFoldersGroup *self, guint position)
{
  return (KindredFolderRow *) gtk_list_box_get_row_at_index (self->list, (int) position);
}

static gboolean
is_listed (GPtrArray *folders, gint64 id)
{
  for (guint i = 0; i < folders->len; i++)
    {
      const KindredFolderRecord *folder = g_ptr_array_index (folders, i);

      if (folder->id == id)
        return TRUE;
    }

  return FALSE;
}

/* The focus goes to the row that takes the place of one that had it. */
static void
remove_row (KindredFoldersGroup *self, guint position)
{
  KindredFolderRow *row = get_row (self, position);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == GTK_WIDGET (row);
  KindredFolderRow *next;

  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (!had_focus)
    return;

  next = get_row (self, position);
  if (next == NULL && position > 0)
    next = get_row (self, position - 1);
  gtk_widget_grab_focus (next != NULL ? GTK_WIDGET (next) : self->add_button);
}

static void
show_folders (KindredFoldersGroup *self, GPtrArray *folders)
{
  KindredFolderRow *row;
  guint i = 0;

  while ((row = get_row (self, i)) != NULL)
    {
      if (is_listed (folders, kindred_folder_row_get_folder (row)))
        i++;
      else
        remove_row (self, i);
    }

  /* Those that stay are in the same order as before. */
  for (i = 0; i < folders->len; i++)
    {
      const KindredFolderRecord *folder = g_ptr_array_index (folders, i);

      row = get_row (self, i);
      if (row != NULL && kindred_folder_row_get_folder (row) == folder->id)
        kindred_folder_row_update (row, folder);
      else
        gtk_list_box_insert (self->list, kindred_folder_row_new (self->session, folder), (int) i);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->list), folders->len > 0);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      folders->len > 0 ? NULL : _ ("There are none. Add a folder, and the people in its photos will be found."));
}

static void
folders_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredFoldersGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) folders = kindred_library_list_folders_finish (KINDRED_LIBRARY (object), result, &error);

  /* Disposing cancels: there may be no group any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (folders != NULL)
    show_folders (self, folders);
  else
    kindred_session_report (self->session, error);
}

static void
refresh (KindredFoldersGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  kindred_library_list_folders_async (kindred_session_get_library (self->session), self->cancellable, folders_listed_cb,
                                      self);
}

static void
library_changed_cb (KindredFoldersGroup *self, guint changes)
{
  if (changes & (KINDRED_LIBRARY_FOLDERS | KINDRED_LIBRARY_PHOTOS))
    refresh (self);
}

static void
add_clicked_cb (KindredFoldersGroup *self)
{
  kindred_folder_chooser_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session);
}

static void
kindred_folders_group_dispose (GObject *object)
{
  KindredFoldersGroup *self = KINDRED_FOLDERS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_folders_group_parent_class)->dispose (object);
}

static void
kindred_folders_group_class_init (KindredFoldersGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kindred_folders_group_dispose;
}

static void
kindred_folders_group_init (KindredFoldersGroup *self)
{
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("A_dd Folder…"));
  adw_button_content_set_use_underline (ADW_BUTTON_CONTENT (content), TRUE);
  self->add_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->add_button), content);
  gtk_widget_add_css_class (self->add_button, "flat");
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add_button);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Photo Folders"));

  /* The group's own list has rows at its end only. */
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Photo Folders"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
}

void
kindred_folders_group_set_session (KindredFoldersGroup *self, KindredSession *session)
{
  g_return_if_fail (KINDRED_IS_FOLDERS_GROUP (self));
  g_return_if_fail (KINDRED_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  gtk_widget_set_sensitive (self->add_button, !kindred_session_get_read_only (session));
  g_signal_connect_object (kindred_session_get_library (session), "changed", G_CALLBACK (library_changed_cb), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}
