/* kindred-folder-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-folder-row.h"

#include "base/kindred-paths.h"

#include <glib/gi18n-lib.h>

struct _KindredFolderRow
{
  AdwActionRow parent_instance;

  KindredSession *session;
  gint64 folder;
  gboolean removing;

  GtkImage *image;
};

G_DEFINE_FINAL_TYPE (KindredFolderRow, kindred_folder_row, ADW_TYPE_ACTION_ROW)

static void
remove_clicked_cb (KindredFolderRow *self)
{
  g_autoptr (GError) error = NULL;
  KindredEdit *edit;

  /* Not made insensitive, or the focus would be lost. */
  if (self->removing)
    return;

  self->removing = TRUE;
  edit = kindred_edit_new_remove_folder (self->folder, &error);
  kindred_session_edit (self->session, edit, error);
}

static GtkWidget *
new_remove_button (KindredFolderRow *self, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is the name of a folder */
  g_autofree char *label = g_strdup_printf (_ ("Remove “%s”"), name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove From the Library; the Photos Stay Where They Are"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (button, !kindred_session_get_read_only (self->session));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

/* ---- object ---- */

static void
kindred_folder_row_dispose (GObject *object)
{
  g_clear_object (&KINDRED_FOLDER_ROW (object)->session);

  G_OBJECT_CLASS (kindred_folder_row_parent_class)->dispose (object);
}

static void
kindred_folder_row_class_init (KindredFolderRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kindred_folder_row_dispose;
}

static void
kindred_folder_row_init (KindredFolderRow *self)
{
  self->image = GTK_IMAGE (gtk_image_new ());
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->image));
  /* Names may hold what looks like markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 5);
}

GtkWidget *
kindred_folder_row_new (KindredSession *session, const KindredFolderRecord *folder)
{
  KindredFolderRow *self;
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (KINDRED_TYPE_FOLDER_ROW, NULL);
  self->session = g_object_ref (session);
  self->folder = folder->id;
  base = g_path_get_basename (folder->path);
  name = kindred_paths_display (base);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), new_remove_button (self, name));
  kindred_folder_row_update (self, folder);

  return GTK_WIDGET (self);
}

void
kindred_folder_row_update (KindredFolderRow *self, const KindredFolderRecord *folder)
{
  g_autofree char *path = NULL;
  g_autofree char *photos = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (KINDRED_IS_FOLDER_ROW (self));
  g_return_if_fail (folder != NULL && folder->id == self->folder);

  path = kindred_paths_display (folder->path);
  photos = g_strdup_printf (ngettext ("%'u photo", "%'u photos", folder->n_photos), folder->n_photos);
  if (folder->offline)
    /* Translators: a folder that cannot be read now; %s is its path */
    subtitle = g_strdup_printf (_ ("%s\nNot available now"), path);
  else
    subtitle = g_strdup_printf ("%s\n%s", path, photos);

  self->removing = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->image, folder->offline ? "dialog-warning-symbolic" : "folder-symbolic");
}

gint64
kindred_folder_row_get_folder (KindredFolderRow *self)
{
  g_return_val_if_fail (KINDRED_IS_FOLDER_ROW (self), 0);

  return self->folder;
}
