/* kindred-photo-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-photo-picture.h"

/* Pixels: more than are needed anywhere */
#define MAX_SIZE 4096

typedef struct
{
  GtkWidget *placeholder;
  GtkWidget *picture;
  KindredThumbnailLoader *loader;
  GCancellable *cancellable; /* of the loading under way, or done */
  gint64 photo;
  double time; /* of the frame, in a video */
  int size;
} KindredPhotoPicturePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (KindredPhotoPicture, kindred_photo_picture, GTK_TYPE_WIDGET)

static void
show (KindredPhotoPicture *self, GdkTexture *texture)
{
  KindredPhotoPicturePrivate *priv = kindred_photo_picture_get_instance_private (self);

  gtk_picture_set_paintable (GTK_PICTURE (priv->picture), GDK_PAINTABLE (texture));
  gtk_widget_set_child_visible (priv->placeholder, texture == NULL);
  gtk_widget_set_child_visible (priv->picture, texture != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
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
    g_debug ("No preview of a photo: %s", error->message);
}

static void
stop_loading (KindredPhotoPicture *self)
{
  KindredPhotoPicturePrivate *priv = kindred_photo_picture_get_instance_private (self);

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
}

/* In another size: what is shown stays until that is there. */
static void
load_again (KindredPhotoPicture *self)
{
  KindredPhotoPicturePrivate *priv = kindred_photo_picture_get_instance_private (self);

  if (priv->cancellable == NULL)
    return;

  stop_loading (self);
  kindred_photo_picture_load (self);
}

static void
kindred_photo_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                               int *minimum_baseline, int *natural_baseline)
{
  int size = kindred_photo_picture_get_size (KINDRED_PHOTO_PICTURE (widget));

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? size : size * 3 / 4;
}

static void
kindred_photo_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KindredPhotoPicturePrivate *priv = kindred_photo_picture_get_instance_private (KINDRED_PHOTO_PICTURE (widget));

  gtk_widget_allocate (priv->placeholder, width, height, -1, NULL);
  gtk_widget_allocate (priv->picture, width, height, -1, NULL);
}

static void
kindred_photo_picture_dispose (GObject *object)
{
  KindredPhotoPicturePrivate *priv = kindred_photo_picture_get_instance_private (KINDRED_PHOTO_PICTURE (object));

  stop_loading (KINDRED_PHOTO_PICTURE (object));
  g_clear_pointer (&priv->placeholder, gtk_widget_unparent);
  g_clear_pointer (&priv->picture, gtk_widget_unparent);
  g_clear_object (&priv->loader);

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
  KindredPhotoPicturePrivate *priv = kindred_photo_picture_get_instance_private (self);

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  priv->size = 96;
  priv->placeholder = g_object_new (GTK_TYPE_IMAGE, "icon-name", "image-x-generic-symbolic", "pixel-size", 32,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (priv->placeholder, GTK_WIDGET (self));
  priv->picture = g_object_new (GTK_TYPE_PICTURE, "content-fit", GTK_CONTENT_FIT_CONTAIN, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (priv->picture, GTK_WIDGET (self));
  show (self, NULL);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (load_again), NULL);
}

GtkWidget *
kindred_photo_picture_new (int size)
{
  GtkWidget *self = g_object_new (KINDRED_TYPE_PHOTO_PICTURE, NULL);

  kindred_photo_picture_set_size (KINDRED_PHOTO_PICTURE (self), size);

  return self;
}

void
kindred_photo_picture_set_size (KindredPhotoPicture *self, int size)
{
  KindredPhotoPicturePrivate *priv = kindred_photo_picture_get_instance_private (self);

  g_return_if_fail (KINDRED_IS_PHOTO_PICTURE (self));
  g_return_if_fail (size > 0);

  if (priv->size == size)
    return;

  priv->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  load_again (self);
}

int
kindred_photo_picture_get_size (KindredPhotoPicture *self)
{
  KindredPhotoPicturePrivate *priv = kindred_photo_picture_get_instance_private (self);

  g_return_val_if_fail (KINDRED_IS_PHOTO_PICTURE (self), 0);

  return priv->size;
}

void
kindred_photo_picture_set_photo (KindredPhotoPicture *self, KindredThumbnailLoader *loader, gint64 photo, double time)
{
  KindredPhotoPicturePrivate *priv = kindred_photo_picture_get_instance_private (self);

  g_return_if_fail (KINDRED_IS_PHOTO_PICTURE (self));
  g_return_if_fail (photo == 0 || KINDRED_IS_THUMBNAIL_LOADER (loader));

  if (priv->photo == photo && priv->time == time && priv->loader == loader)
    return;

  stop_loading (self);
  g_set_object (&priv->loader, loader);
  priv->photo = photo;
  priv->time = time;
  show (self, NULL);
}

void
kindred_photo_picture_load (KindredPhotoPicture *self)
{
  KindredPhotoPicturePrivate *priv = kindred_photo_picture_get_instance_private (self);
  int pixels;

  g_return_if_fail (KINDRED_IS_PHOTO_PICTURE (self));

  if (priv->photo == 0 || priv->cancellable != NULL)
    return;

  pixels = MIN (priv->size * gtk_widget_get_scale_factor (GTK_WIDGET (self)), MAX_SIZE);
  priv->cancellable = g_cancellable_new ();
  kindred_thumbnail_loader_load_photo_async (priv->loader, priv->photo, priv->time, pixels, priv->cancellable,
                                             texture_loaded_cb, self);
}

GdkTexture *
kindred_photo_picture_get_texture (KindredPhotoPicture *self)
{
  KindredPhotoPicturePrivate *priv = kindred_photo_picture_get_instance_private (self);

  g_return_val_if_fail (KINDRED_IS_PHOTO_PICTURE (self), NULL);

  return GDK_TEXTURE (gtk_picture_get_paintable (GTK_PICTURE (priv->picture)));
}
