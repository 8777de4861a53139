/* kindred-shared-photos.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-shared-photos.h"

#include "base/kindred-paths.h"
#include "kindred-photo-preview.h"

#include <glib/gi18n-lib.h>

#define MAX_PHOTOS 4
#define PHOTO_SIZE 120

struct _KindredSharedPhotos
{
  GtkWidget parent_instance;

  KindredSession *session;
  GCancellable *cancellable;
  GArray *persons;    /* of gint64 */
  GtkFlowBox *photos; /* NULL until there are some */
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
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static gboolean
is_one_of (KindredSharedPhotos *self, gint64 person)
{
  for (guint i = 0; i < self->persons->len; i++)
    if (g_array_index (self->persons, gint64, i) == person)
      return TRUE;

  return FALSE;
}

static KindredPhotoPreview *
find_preview (KindredSharedPhotos *self, gint64 photo)
{
  GtkFlowBoxChild *child;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (self->photos, i)) != NULL; i++)
    {
      GtkWidget *button = gtk_flow_box_child_get_child (child);

      if (*(const gint64 *) g_object_get_data (G_OBJECT (button), "photo") == photo)
        return KINDRED_PHOTO_PREVIEW (gtk_button_get_child (GTK_BUTTON (button)));
    }

  return NULL;
}

/* In a video: of the frame in which most of the persons are */
static double
find_time (KindredSharedPhotos *self, GPtrArray *faces)
{
  double time = -1;
  guint most = 0;

  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = g_ptr_array_index (faces, i);
      guint n = 0;

      for (guint j = 0; j < faces->len; j++)
        {
          const KindredFaceRecord *other = g_ptr_array_index (faces, j);

          n += other->time == face->time && is_one_of (self, other->person) ? 1 : 0;
        }
      if (n > most)
        time = face->time;
      most = MAX (most, n);
    }

  return time;
}

static void
show_faces (KindredSharedPhotos *self, GPtrArray *faces)
{
  KindredThumbnailLoader *loader = kindred_session_get_thumbnails (self->session);
  double time = find_time (self, faces);

  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = g_ptr_array_index (faces, i);
      KindredPhotoPreview *preview = find_preview (self, face->photo);

      if (preview != NULL && i == 0)
        kindred_photo_preview_set_photo (preview, loader, face->photo, time);
      if (preview != NULL && face->time == time && is_one_of (self, face->person))
        kindred_photo_preview_mark (preview, face);
    }
}

static void
faces_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredSharedPhotos *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faces = kindred_library_list_faces_finish (KINDRED_LIBRARY (object), result, &error);

  /* Disposing cancels: there may be no widget any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (faces != NULL)
    show_faces (self, faces);
  else
    kindred_session_report (self->session, error);
}

static void
add_photo (KindredSharedPhotos *self, const KindredPhotoRecord *photo)
{
  const KindredFaceQuery query = { .kind = KINDRED_FACES_OF_PHOTO, .photo = photo->id };
  g_autofree char *base = g_path_get_basename (photo->path);
  g_autofree char *shown = kindred_paths_display (base);
  /* Translators: of a button that opens a photo, for screen readers; %s is a file name */
  g_autofree char *spoken = g_strdup_printf (_ ("Open %s"), shown);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *preview = kindred_photo_preview_new (PHOTO_SIZE);

  gtk_button_set_child (GTK_BUTTON (button), preview);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "photo");
  gtk_widget_set_tooltip_text (button, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (photo->path), g_free);
  g_object_set_data_full (G_OBJECT (button), "photo", g_memdup2 (&photo->id, sizeof photo->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_flow_box_append (self->photos, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  kindred_library_list_faces_async (kindred_session_get_library (self->session), &query, self->cancellable,
                                    faces_listed_cb, self);
}

static void
add_photos (KindredSharedPhotos *self, GPtrArray *photos)
{
  self->photos = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->photos, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (self->photos, TRUE);
  gtk_flow_box_set_min_children_per_line (self->photos, MIN (photos->len, 2));
  gtk_flow_box_set_max_children_per_line (self->photos, MIN (photos->len, MAX_PHOTOS));
  gtk_widget_set_parent (GTK_WIDGET (self->photos), GTK_WIDGET (self));
  for (guint i = 0; i < MIN (photos->len, MAX_PHOTOS); i++)
    add_photo (self, g_ptr_array_index (photos, i));
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
  add_photos (self, photos);
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
kindred_shared_photos_finalize (GObject *object)
{
  g_array_unref (KINDRED_SHARED_PHOTOS (object)->persons);

  G_OBJECT_CLASS (kindred_shared_photos_parent_class)->finalize (object);
}

static void
kindred_shared_photos_class_init (KindredSharedPhotosClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_shared_photos_dispose;
  G_OBJECT_CLASS (klass)->finalize = kindred_shared_photos_finalize;
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
  self->persons = g_array_new (FALSE, FALSE, sizeof (gint64));
}

GtkWidget *
kindred_shared_photos_new (KindredSession *session, GPtrArray *persons)
{
  KindredSharedPhotos *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (persons != NULL && persons->len >= 2, NULL);

  self = g_object_new (KINDRED_TYPE_SHARED_PHOTOS, NULL);
  self->session = g_object_ref (session);

  for (guint i = 0; i < persons->len; i++)
    {
      gint64 id = kindred_item_get_id (g_ptr_array_index (persons, i));

      g_array_append_val (self->persons, id);
    }
  kindred_library_list_shared_photos_async (kindred_session_get_library (session), (const gint64 *) self->persons->data,
                                            self->persons->len, self->cancellable, listed_cb, self);

  return GTK_WIDGET (self);
}
