/* kindred-photo-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-photo-picture.h"

struct _KindredPhotoPicture
{
  GtkWidget parent_instance;

  GtkWidget *placeholder;
  GtkWidget *picture;
  KindredThumbnailLoader *loader;
  GCancellable *cancellable; /* of the loading under way, or done */
  gint64 photo;
  double time; /* of the frame, in a video */
  int size;
};

G_DEFINE_FINAL_TYPE (KindredPhotoPicture, kindred_photo_picture, GTK_TYPE_WIDGET)

static void
show (KindredPhotoPicture *self, GdkTexture *texture)
{
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_widget_set_child_visible (self->placeholder, texture == NULL);
  gtk_widget_set_child_visible (self->picture, texture != NULL);
}

static void
texture_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredPhotoPicture *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture
      = kindred_thumbnail_loader_load_finish (KINDRED_THUMBNAIL_LOADER (object), result, &error);

  /* Disposing cancels: there may be no widget any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (texture != NULL)
    show (self, texture);
  else
    g_debug ("No preview of photo %" G_GINT64_FORMAT ": %s", self->photo, error->message);
}

static void
stop_loading (KindredPhotoPicture *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
kindred_photo_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                               int *minimum_baseline, int *natural_baseline)
{
  int size = KINDRED_PHOTO_PICTURE (widget)->size;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? size : size * 3 / 4;
}

static void
kindred_photo_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KindredPhotoPicture *self = KINDRED_PHOTO_PICTURE (widget);

  gtk_widget_allocate (self->placeholder, width, height, -1, NULL);
  gtk_widget_allocate (self->picture, width, height, -1, NULL);
}

static void
kindred_photo_picture_dispose (GObject *object)
{
  KindredPhotoPicture *self = KINDRED_PHOTO_PICTURE (object);

  stop_loading (self);
  g_clear_pointer (&self->placeholder, gtk_widget_unparent);
  g_clear_pointer (&self->picture, gtk_widget_unparent);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (kindred_photo_picture_parent_class)->dispose (object);
}

static void
kindred_photo_picture_class_init (KindredPhotoPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_photo_picture_dispose;
  widget_class->measure = kindred_photo_picture_measure;
  widget_class->size_allocate = kindred_photo_picture_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "photopicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kindred_photo_picture_init (KindredPhotoPicture *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->placeholder = g_object_new (GTK_TYPE_IMAGE, "icon-name", "image-x-generic-symbolic", "pixel-size", 32,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->placeholder, GTK_WIDGET (self));
  self->picture = g_object_new (GTK_TYPE_PICTURE, "content-fit", GTK_CONTENT_FIT_CONTAIN, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->picture, GTK_WIDGET (self));
  show (self, NULL);
}

GtkWidget *
kindred_photo_picture_new (int size)
{
  KindredPhotoPicture *self;

  g_return_val_if_fail (size > 0, NULL);

  self = g_object_new (KINDRED_TYPE_PHOTO_PICTURE, NULL);
  self->size = size;

  return GTK_WIDGET (self);
}

void
kindred_photo_picture_set_photo (KindredPhotoPicture *self, KindredThumbnailLoader *loader, gint64 photo, double time)
{
  g_return_if_fail (KINDRED_IS_PHOTO_PICTURE (self));
  g_return_if_fail (photo == 0 || KINDRED_IS_THUMBNAIL_LOADER (loader));

  if (self->photo == photo && self->time == time && self->loader == loader)
    return;

  stop_loading (self);
  g_set_object (&self->loader, loader);
  self->photo = photo;
  self->time = time;
  show (self, NULL);
}

void
kindred_photo_picture_load (KindredPhotoPicture *self)
{
  g_return_if_fail (KINDRED_IS_PHOTO_PICTURE (self));

  if (self->photo == 0 || self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  kindred_thumbnail_loader_load_photo_async (self->loader, self->photo, self->time,
                                             self->size * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                             self->cancellable, texture_loaded_cb, self);
}

GdkTexture *
kindred_photo_picture_get_texture (KindredPhotoPicture *self)
{
  g_return_val_if_fail (KINDRED_IS_PHOTO_PICTURE (self), NULL);

  return GDK_TEXTURE (gtk_picture_get_paintable (GTK_PICTURE (self->picture)));
}
