/* kindred-face-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-face-picture.h"

#include "kindred-rounded-texture.h"

/* Of one that is not circular, as in style.css, where outlines need it. */
#define RADIUS 12

struct _KindredFacePicture
{
  GtkWidget parent_instance;

  GtkWidget *placeholder; /* NULL until needed */
  KindredThumbnailLoader *loader;
  GCancellable *cancellable; /* of the loading under way */
  GdkTexture *texture;
  gint64 face;
  int size;
};

G_DEFINE_FINAL_TYPE (KindredFacePicture, kindred_face_picture, GTK_TYPE_WIDGET)

enum
{
  PROP_SIZE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static int
get_icon_size (KindredFacePicture *self)
{
  return MAX (self->size / 2, 16);
}

/* While a picture is on its way, there is only the background: most come at once. */
static void
show_placeholder (KindredFacePicture *self, gboolean visible)
{
  if (self->placeholder == NULL && visible)
    {
      self->placeholder
          = g_object_new (GTK_TYPE_IMAGE, "icon-name", "avatar-default-symbolic", "pixel-size", get_icon_size (self),
                          "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_set_parent (self->placeholder, GTK_WIDGET (self));
    }
  if (self->placeholder != NULL)
    gtk_widget_set_visible (self->placeholder, visible);
}

static void
take_texture (KindredFacePicture *self, GdkTexture *texture)
{
  if (self->texture != NULL || texture != NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  g_clear_object (&self->texture);
  self->texture = texture;
}

static void
texture_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredFacePicture *self = user_data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = kindred_thumbnail_loader_load_finish (KINDRED_THUMBNAIL_LOADER (object), result, &error);

  /* Disposing cancels: there may be no widget any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (texture != NULL)
    take_texture (self, texture);
  else
    g_debug ("No thumbnail of face %" G_GINT64_FORMAT ": %s", self->face, error->message);
  show_placeholder (self, texture == NULL);
}

static void
stop_loading (KindredFacePicture *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static int
get_radius (int size, gboolean circular)
{
  return circular ? size / 2 : MIN (RADIUS, size / 2);
}

static gboolean
is_circular (KindredFacePicture *self)
{
  return gtk_widget_has_css_class (GTK_WIDGET (self), "circular");
}

static void
load (KindredFacePicture *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int size = self->size * scale;
  int radius = get_radius (self->size, is_circular (self)) * scale;

  stop_loading (self);
  take_texture (self, self->face > 0 ? kindred_thumbnail_loader_peek (self->loader, self->face, size, radius) : NULL);
  show_placeholder (self, self->face == 0 && self->loader != NULL);
  if (self->face == 0 || self->texture != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  kindred_thumbnail_loader_load_async (self->loader, self->face, size, radius, self->cancellable, texture_loaded_cb,
                                       self);
}

static void
scale_factor_changed_cb (KindredFacePicture *self)
{
  if (self->face > 0)
    load (self);
}

static void
kindred_face_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                              int *minimum_baseline, int *natural_baseline)
{
  KindredFacePicture *self = KINDRED_FACE_PICTURE (widget);

  *minimum = *natural = self->size;
  *minimum_baseline = *natural_baseline = -1;
}

static void
kindred_face_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KindredFacePicture *self = KINDRED_FACE_PICTURE (widget);

  if (self->placeholder != NULL)
    gtk_widget_allocate (self->placeholder, width, height, -1, NULL);
}

static void
snapshot_background (KindredFacePicture *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  GskRoundedRect outline;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= 0.1f;
  gsk_rounded_rect_init_from_rect (&outline, bounds, (float) get_radius (self->size, is_circular (self)));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &color, bounds);
  gtk_snapshot_pop (snapshot);
}

/* The texture is round itself: no clip, and nothing behind it, which the processor would have to paint. */
static void
kindred_face_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KindredFacePicture *self = KINDRED_FACE_PICTURE (widget);
  graphene_rect_t bounds
      = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));

  if (self->texture != NULL)
    {
      kindred_rounded_texture_snapshot (self->texture, snapshot, &bounds,
                                        gtk_native_get_renderer (gtk_widget_get_native (widget)));
      return;
    }

  snapshot_background (self, snapshot, &bounds);
  if (self->placeholder != NULL)
    gtk_widget_snapshot_child (widget, self->placeholder, snapshot);
}

static void
kindred_face_picture_dispose (GObject *object)
{
  KindredFacePicture *self = KINDRED_FACE_PICTURE (object);

  stop_loading (self);
  self->face = 0;
  g_clear_pointer (&self->placeholder, gtk_widget_unparent);
  g_clear_object (&self->texture);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (kindred_face_picture_parent_class)->dispose (object);
}

static void
kindred_face_picture_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KindredFacePicture *self = KINDRED_FACE_PICTURE (object);

  switch (prop_id)
    {
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_face_picture_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  KindredFacePicture *self = KINDRED_FACE_PICTURE (object);

  switch (prop_id)
    {
    case PROP_SIZE:
      kindred_face_picture_set_size (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_face_picture_class_init (KindredFacePictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kindred_face_picture_dispose;
  object_class->get_property = kindred_face_picture_get_property;
  object_class->set_property = kindred_face_picture_set_property;
  widget_class->measure = kindred_face_picture_measure;
  widget_class->size_allocate = kindred_face_picture_size_allocate;
  widget_class->snapshot = kindred_face_picture_snapshot;

  properties[PROP_SIZE]
      = g_param_spec_int ("size", NULL, NULL, 8, 512, 96,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "facepicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kindred_face_picture_init (KindredFacePicture *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);

  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_changed_cb), NULL);
}

GtkWidget *
kindred_face_picture_new (int size, gboolean circular)
{
  GtkWidget *self = g_object_new (KINDRED_TYPE_FACE_PICTURE, "size", size, NULL);

  if (circular)
    gtk_widget_add_css_class (self, "circular");

  return self;
}

void
kindred_face_picture_set_face (KindredFacePicture *self, KindredThumbnailLoader *loader, gint64 face)
{
  g_return_if_fail (KINDRED_IS_FACE_PICTURE (self));
  g_return_if_fail (face == 0 || KINDRED_IS_THUMBNAIL_LOADER (loader));

  if (self->face == face && self->loader == loader)
    return;

  g_set_object (&self->loader, loader);
  self->face = face;
  load (self);
}

void
kindred_face_picture_set_size (KindredFacePicture *self, int size)
{
  g_return_if_fail (KINDRED_IS_FACE_PICTURE (self));
  g_return_if_fail (size > 0);

  if (self->size == size)
    return;

  self->size = size;
  if (self->placeholder != NULL)
    gtk_image_set_pixel_size (GTK_IMAGE (self->placeholder), get_icon_size (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (self->face > 0)
    load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

GdkTexture *
kindred_face_picture_get_texture (KindredFacePicture *self)
{
  g_return_val_if_fail (KINDRED_IS_FACE_PICTURE (self), NULL);

  return self->texture;
}

static void
prefetched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GdkTexture) texture
      = kindred_thumbnail_loader_load_finish (KINDRED_THUMBNAIL_LOADER (object), result, NULL);
}

void
kindred_face_picture_prefetch (KindredThumbnailLoader *loader, gint64 face, int size, int scale)
{
  g_return_if_fail (KINDRED_IS_THUMBNAIL_LOADER (loader));

  if (face > 0)
    kindred_thumbnail_loader_load_async (loader, face, size * scale, get_radius (size, FALSE) * scale, NULL,
                                         prefetched_cb, NULL);
}
