/* kindred-removed-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-removed-group.h"

#include "base/kindred-paths.h"
#include "kindred-forget-dialog.h"
#include "library/kindred-library-forget.h"

#include <glib/gi18n-lib.h>

struct _KindredRemovedGroup
{
  AdwPreferencesGroup parent_instance;

  KindredSession *session;
  GCancellable *cancellable;

  GtkListBox *list;
  GPtrArray *folders; /* KindredFolderRecord, as shown */
  guint n_missing;
};

G_DEFINE_FINAL_TYPE (KindredRemovedGroup, kindred_removed_group, ADW_TYPE_PREFERENCES_GROUP)

/* ---- rows ---- */

static void
forget_clicked_cb (GtkWidget *button, KindredRemovedGroup *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  const gint64 *folder = g_object_get_data (G_OBJECT (row), "folder");

  kindred_forget_dialog_run (GTK_WINDOW (gtk_widget_get_root (button)), self->session, *folder,
                             adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static void
add_row (KindredRemovedGroup *self, gint64 folder, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  /* Translators: a button that deletes for good what is known of a folder's photos */
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Forget…"));
  /* Translators: %s is the name of a folder */
  g_autofree char *label = g_strdup_printf (_ ("Forget “%s”"), title);

  /* Names may hold what looks like markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 5);
  g_object_set_data_full (G_OBJECT (row), "folder", g_memdup2 (&folder, sizeof folder), g_free);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, !kindred_session_get_read_only (self->session));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (forget_clicked_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->list, row);
}

static void
add_folder_row (KindredRemovedGroup *self, const KindredFolderRecord *folder)
{
  g_autofree char *base = g_path_get_basename (folder->path);
  g_autofree char *title = kindred_paths_display (base);
  g_autofree char *path = kindred_paths_display (folder->path);
  g_autofree char *photos = g_strdup_printf (ngettext ("%'u photo", "%'u photos", folder->n_photos), folder->n_photos);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", path, photos);

  add_row (self, folder->id, title, subtitle);
}

/* The row that the focus is in, or NULL */
static GtkWidget *
get_focused_row (KindredRemovedGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return NULL;

  return gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);
}

static int
find_row (KindredRemovedGroup *self, gint64 folder)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (*(const gint64 *) g_object_get_data (G_OBJECT (row), "folder") == folder)
      return i;

  return -1;
}

/* To the row of @folder, or who has taken its place; with no row left to the first thing of the page, the button that
 * adds a folder. */
static void
restore_focus (KindredRemovedGroup *self, gint64 folder, int position)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_PAGE);
  int found = find_row (self, folder);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, found >= 0 ? found : position);

  if (row == NULL && position > 0)
    row = gtk_list_box_get_row_at_index (self->list, position - 1);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else if (page != NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
rebuild (KindredRemovedGroup *self)
{
  GtkWidget *focused = get_focused_row (self);
  gint64 folder = focused != NULL ? *(const gint64 *) g_object_get_data (G_OBJECT (focused), "folder") : 0;
  int position = focused != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : 0;
  GtkWidget *row;

  /* GTK would look for another place, where there will be none. */
  if (focused != NULL)
    gtk_root_set_focus (gtk_widget_get_root (focused), NULL);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  for (guint i = 0; i < self->folders->len; i++)
    add_folder_row (self, self->folders->pdata[i]);

  if (self->n_missing > 0)
    {
      g_autofree char *photos
          = g_strdup_printf (ngettext ("%'u photo", "%'u photos", self->n_missing), self->n_missing);

      /* Translators: photos of which the file is gone */
      add_row (self, KINDRED_FORGET_MISSING, _ ("Photos That Are Gone"), photos);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), self->folders->len > 0 || self->n_missing > 0);
  if (focused != NULL)
    restore_focus (self, folder, position);
}

/* ---- what is there ---- */

static gboolean
are_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const KindredFolderRecord *first = a->pdata[i], *second = b->pdata[i];

      if (first->id != second->id || first->n_photos != second->n_photos)
        return FALSE;
    }

  return TRUE;
}

/* Rows that stay as they are keep the focus. */
static void
folders_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredRemovedGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) folders
      = kindred_library_list_removed_folders_finish (KINDRED_LIBRARY (object), result, &error);

  /* Disposing cancels: there may be no group any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (folders == NULL)
    {
      kindred_session_report (self->session, error);
      return;
    }

  if (are_equal (self->folders, folders))
    return;

  g_ptr_array_unref (self->folders);
  self->folders = g_steal_pointer (&folders);
  rebuild (self);
}

static void
missing_counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredRemovedGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredForgettable) counts
      = kindred_library_count_forgettable_finish (KINDRED_LIBRARY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (counts == NULL)
    {
      kindred_session_report (self->session, error);
      return;
    }

  if (self->n_missing == counts->n_photos)
    return;

  self->n_missing = counts->n_photos;
  rebuild (self);
}

static void
refresh (KindredRemovedGroup *self)
{
  KindredLibrary *library = kindred_session_get_library (self->session);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  kindred_library_list_removed_folders_async (library, self->cancellable, folders_listed_cb, self);
  kindred_library_count_forgettable_async (library, KINDRED_FORGET_MISSING, self->cancellable, missing_counted_cb,
                                           self);
}

/* Not with each photo of a scan. */
static void
library_changed_cb (KindredRemovedGroup *self, guint changes)
{
  if (changes & (KINDRED_LIBRARY_FOLDERS | KINDRED_LIBRARY_HISTORY))
    refresh (self);
}

/* ---- object ---- */

static void
leave_session (KindredRemovedGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (kindred_session_get_library (self->session), self);
  g_clear_object (&self->session);
}

static void
kindred_removed_group_dispose (GObject *object)
{
  leave_session (KINDRED_REMOVED_GROUP (object));

  G_OBJECT_CLASS (kindred_removed_group_parent_class)->dispose (object);
}

static void
kindred_removed_group_finalize (GObject *object)
{
  g_clear_pointer (&KINDRED_REMOVED_GROUP (object)->folders, g_ptr_array_unref);

  G_OBJECT_CLASS (kindred_removed_group_parent_class)->finalize (object);
}

static void
kindred_removed_group_class_init (KindredRemovedGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kindred_removed_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = kindred_removed_group_finalize;
}

static void
kindred_removed_group_init (KindredRemovedGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->folders = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_folder_record_free);
  /* Translators: a heading: folders and photos that are not shown, but known still */
  adw_preferences_group_set_title (group, _ ("No Longer Shown"));
  adw_preferences_group_set_description (group,
                                         _ ("What you said about their photos is kept, and comes back with them."));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("No Longer Shown"),
                                  -1);
  adw_preferences_group_add (group, GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
kindred_removed_group_set_session (KindredRemovedGroup *self, KindredSession *session)
{
  g_return_if_fail (KINDRED_IS_REMOVED_GROUP (self));
  g_return_if_fail (session == NULL || KINDRED_IS_SESSION (session));

  leave_session (self);
  if (session == NULL)
    return;

  self->session = g_object_ref (session);
  g_signal_connect_object (kindred_session_get_library (session), "changed", G_CALLBACK (library_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kindred_session_get_library (session), "notify::scan-job", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}
