/* kindred-folders-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-folders-dialog.h"

#include "base/kindred-paths.h"
#include "kindred-folder-chooser.h"

#include <glib/gi18n-lib.h>

struct _KindredFoldersDialog
{
  AdwWindow parent_instance;

  KindredSession *session;
  GCancellable *cancellable;

  AdwToastOverlay *toasts;
  GtkWidget *add_button;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (KindredFoldersDialog, kindred_folders_dialog, ADW_TYPE_WINDOW)

static void
remove_clicked_cb (GtkButton *button, KindredFoldersDialog *self)
{
  const gint64 *folder = g_object_get_data (G_OBJECT (button), "folder");
  g_autoptr (GError) error = NULL;
  KindredEdit *edit = kindred_edit_new_remove_folder (*folder, &error);

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  kindred_session_edit (self->session, edit, error);
}

static GtkWidget *
new_remove_button (KindredFoldersDialog *self, const KindredFolderRecord *folder, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is the name of a folder */
  g_autofree char *label = g_strdup_printf (_ ("Remove “%s”"), name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove From the Library; the Photos Stay Where They Are"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (button, !kindred_session_get_read_only (self->session));
  g_object_set_data_full (G_OBJECT (button), "folder", g_memdup2 (&folder->id, sizeof folder->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), self);

  return button;
}

static GtkWidget *
new_row (KindredFoldersDialog *self, const KindredFolderRecord *folder)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *base = g_path_get_basename (folder->path);
  g_autofree char *name = kindred_paths_display (base);
  g_autofree char *path = kindred_paths_display (folder->path);
  g_autofree char *photos = g_strdup_printf (ngettext ("%'u photo", "%'u photos", folder->n_photos), folder->n_photos);
  g_autofree char *subtitle = NULL;

  if (folder->offline)
    /* Translators: a folder that cannot be read now; %s is its path */
    subtitle = g_strdup_printf (_ ("%s\nNot available now"), path);
  else
    subtitle = g_strdup_printf ("%s\n%s", path, photos);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (
      ADW_ACTION_ROW (row),
      gtk_image_new_from_icon_name (folder->offline ? "dialog-warning-symbolic" : "folder-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_remove_button (self, folder, name));

  return row;
}

static void
show_folders (KindredFoldersDialog *self, GPtrArray *folders)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < folders->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (folders, i)));

  gtk_stack_set_visible_child_name (self->stack, folders->len > 0 ? "list" : "nothing");
}

static void
folders_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredFoldersDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) folders = kindred_library_list_folders_finish (KINDRED_LIBRARY (object), result, &error);

  /* Disposing cancels: there may be no dialog any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (folders != NULL)
    show_folders (self, folders);
  else
    kindred_session_report (self->session, error);
}

static void
refresh (KindredFoldersDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  kindred_library_list_folders_async (kindred_session_get_library (self->session), self->cancellable, folders_listed_cb,
                                      self);
}

static void
library_changed_cb (KindredFoldersDialog *self, guint changes)
{
  if (changes & (KINDRED_LIBRARY_FOLDERS | KINDRED_LIBRARY_PHOTOS))
    refresh (self);
}

static void
add_clicked_cb (KindredFoldersDialog *self)
{
  kindred_folder_chooser_run (GTK_WINDOW (self), self->session);
}

static void
kindred_folders_dialog_dispose (GObject *object)
{
  KindredFoldersDialog *self = KINDRED_FOLDERS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_FOLDERS_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_folders_dialog_parent_class)->dispose (object);
}

static void
kindred_folders_dialog_class_init (KindredFoldersDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_folders_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-folders-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredFoldersDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, KindredFoldersDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, KindredFoldersDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KindredFoldersDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kindred_folders_dialog_init (KindredFoldersDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kindred_folders_dialog_new (KindredSession *session)
{
  KindredFoldersDialog *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);

  self = g_object_new (KINDRED_TYPE_FOLDERS_DIALOG, NULL);
  self->session = g_object_ref (session);
  gtk_widget_set_sensitive (self->add_button, !kindred_session_get_read_only (session));
  g_signal_connect_object (kindred_session_get_library (session), "changed", G_CALLBACK (library_changed_cb), self,
                           G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}

AdwToastOverlay *
kindred_folders_dialog_get_toasts (KindredFoldersDialog *self)
{
  g_return_val_if_fail (KINDRED_IS_FOLDERS_DIALOG (self), NULL);

  return self->toasts;
}
