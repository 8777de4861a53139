/* kindred-shared-photos.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-shared-photos.h"

#include "base/kindred-paths.h"

#include <glib/gi18n-lib.h>

#define MAX_PHOTOS 4

struct _KindredSharedPhotos
{
  GtkWidget parent_instance;

  KindredSession *session;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KindredSharedPhotos, kindred_shared_photos, GTK_TYPE_WIDGET)

static void
clicked_cb (GtkButton *button, KindredSharedPhotos *self)
{
  kindred_session_open_photo (self->session, g_object_get_data (G_OBJECT (button), "path"));
}

static void
add_label (KindredSharedPhotos *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static void
add_photo (KindredSharedPhotos *self, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *shown = kindred_paths_display (base);
  /* Translators: of a button that opens a photo, for screen readers; %s is a file name */
  g_autofree char *spoken = g_strdup_printf (_ ("Open %s"), shown);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredSharedPhotos *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) photos = kindred_library_list_shared_photos_finish (KINDRED_LIBRARY (object), result, &error);
  g_autofree char *text = NULL;

  /* Disposing cancels: there may be no widget any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (photos == NULL)
    {
      kindred_session_report (self->session, error);
      return;
    }
  if (photos->len == 0)
    return;

  text = g_strdup_printf (ngettext ("Be careful: they are together in %'u photo.",
                                    "Be careful: they are together in %'u photos.", photos->len),
                          photos->len);
  add_label (self, text);
  for (guint i = 0; i < MIN (photos->len, MAX_PHOTOS); i++)
    add_photo (self, ((KindredPhotoRecord *) g_ptr_array_index (photos, i))->path);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
kindred_shared_photos_dispose (GObject *object)
{
  KindredSharedPhotos *self = KINDRED_SHARED_PHOTOS (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_shared_photos_parent_class)->dispose (object);
}

static void
kindred_shared_photos_class_init (KindredSharedPhotosClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_shared_photos_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sharedphotos");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kindred_shared_photos_init (KindredSharedPhotos *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
kindred_shared_photos_new (KindredSession *session, GPtrArray *persons)
{
  KindredSharedPhotos *self;
  g_autofree gint64 *ids = NULL;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (persons != NULL && persons->len >= 2, NULL);

  self = g_object_new (KINDRED_TYPE_SHARED_PHOTOS, NULL);
  self->session = g_object_ref (session);

  ids = g_new (gint64, persons->len);
  for (guint i = 0; i < persons->len; i++)
    ids[i] = kindred_item_get_id (g_ptr_array_index (persons, i));
  kindred_library_list_shared_photos_async (kindred_session_get_library (session), ids, persons->len, self->cancellable,
                                            listed_cb, self);

  return GTK_WIDGET (self);
}
