/* kindred-photo-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-photo-preview.h"

/* Frames stand off a little: the face in them is what matters. */
#define MARGIN 0.15f

struct _KindredPhotoPreview
{
  GtkWidget parent_instance;

  GtkWidget *placeholder;
  KindredThumbnailLoader *loader;
  GCancellable *cancellable; /* of the loading under way */
  GdkTexture *texture;
  GArray *marks; /* of graphene_rect_t, in fractions of the photo */
  gint64 photo;
  double time; /* of the frame, in a video */
  int size;
};

G_DEFINE_FINAL_TYPE (KindredPhotoPreview, kindred_photo_preview, GTK_TYPE_WIDGET)

static void
take_texture (KindredPhotoPreview *self, GdkTexture *texture)
{
  g_clear_object (&self->texture);
  self->texture = texture;
  gtk_widget_set_visible (self->placeholder, texture == NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredPhotoPreview *self = user_data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = kindred_thumbnail_loader_load_finish (KINDRED_THUMBNAIL_LOADER (object), result, &error);

  /* Disposing cancels: there may be no widget any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (texture != NULL)
    take_texture (self, texture);
  else
    g_debug ("No preview of photo %" G_GINT64_FORMAT ": %s", self->photo, error->message);
}

static void
stop_loading (KindredPhotoPreview *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* What is shown stays until the larger one is there. */
static void
load (KindredPhotoPreview *self)
{
  stop_loading (self);
  if (self->photo == 0)
    return;

  self->cancellable = g_cancellable_new ();
  kindred_thumbnail_loader_load_photo_async (self->loader, self->photo, self->time,
                                             MIN (self->size * gtk_widget_get_scale_factor (GTK_WIDGET (self)), 4096),
                                             self->cancellable, loaded_cb, self);
}

/* ---- widget ---- */

static void
kindred_photo_preview_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                               int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = KINDRED_PHOTO_PREVIEW (widget)->size;
  *minimum_baseline = *natural_baseline = -1;
}

static void
kindred_photo_preview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (KINDRED_PHOTO_PREVIEW (widget)->placeholder, width, height, -1, NULL);
}

/* White within black can be seen on whatever there is. */
static void
snapshot_mark (GtkSnapshot *snapshot, const graphene_rect_t *mark, const graphene_rect_t *photo)
{
  static const GdkRGBA black = { 0, 0, 0, 0.8f }, white = { 1, 1, 1, 1 };
  const float widths[4] = { 2, 2, 2, 2 }, thin[4] = { 1, 1, 1, 1 };
  graphene_rect_t frame = GRAPHENE_RECT_INIT (
      photo->origin.x + mark->origin.x * photo->size.width, photo->origin.y + mark->origin.y * photo->size.height,
      mark->size.width * photo->size.width, mark->size.height * photo->size.height);
  GskRoundedRect outline;

  graphene_rect_inset (&frame, -MARGIN * frame.size.width, -MARGIN * frame.size.height);
  graphene_rect_intersection (&frame, photo, &frame);

  gsk_rounded_rect_init_from_rect (&outline, &frame, 6);
  gtk_snapshot_append_border (snapshot, &outline, thin, (GdkRGBA[4]){ black, black, black, black });
  gsk_rounded_rect_shrink (&outline, 1, 1, 1, 1);
  gtk_snapshot_append_border (snapshot, &outline, widths, (GdkRGBA[4]){ white, white, white, white });
  gsk_rounded_rect_shrink (&outline, 2, 2, 2, 2);
  gtk_snapshot_append_border (snapshot, &outline, thin, (GdkRGBA[4]){ black, black, black, black });
}

static void
snapshot_photo (KindredPhotoPreview *self, GtkSnapshot *snapshot, float width, float height)
{
  float texture_width = (float) gdk_texture_get_width (self->texture);
  float texture_height = (float) gdk_texture_get_height (self->texture);
  float scale = MIN (width / texture_width, height / texture_height);
  graphene_rect_t photo
      = GRAPHENE_RECT_INIT ((width - texture_width * scale) / 2, (height - texture_height * scale) / 2,
                            texture_width * scale, texture_height * scale);
  GskRoundedRect clip;

  gsk_rounded_rect_init_from_rect (&clip, &photo, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  gtk_snapshot_append_texture (snapshot, self->texture, &photo);
  gtk_snapshot_pop (snapshot);
  for (guint i = 0; i < self->marks->len; i++)
    snapshot_mark (snapshot, &g_array_index (self->marks, graphene_rect_t, i), &photo);
}

static void
kindred_photo_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KindredPhotoPreview *self = KINDRED_PHOTO_PREVIEW (widget);

  if (self->texture != NULL)
    snapshot_photo (self, snapshot, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  else
    gtk_widget_snapshot_child (widget, self->placeholder, snapshot);
}

/* ---- object ---- */

static void
kindred_photo_preview_dispose (GObject *object)
{
  KindredPhotoPreview *self = KINDRED_PHOTO_PREVIEW (object);

  stop_loading (self);
  self->photo = 0;
  g_clear_pointer (&self->placeholder, gtk_widget_unparent);
  g_clear_object (&self->texture);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (kindred_photo_preview_parent_class)->dispose (object);
}

static void
kindred_photo_preview_finalize (GObject *object)
{
  g_array_unref (KINDRED_PHOTO_PREVIEW (object)->marks);

  G_OBJECT_CLASS (kindred_photo_preview_parent_class)->finalize (object);
}

static void
kindred_photo_preview_class_init (KindredPhotoPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kindred_photo_preview_dispose;
  object_class->finalize = kindred_photo_preview_finalize;
  widget_class->measure = kindred_photo_preview_measure;
  widget_class->size_allocate = kindred_photo_preview_size_allocate;
  widget_class->snapshot = kindred_photo_preview_snapshot;

  gtk_widget_class_set_css_name (widget_class, "photopreview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kindred_photo_preview_init (KindredPhotoPreview *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);

  self->size = 96;
  self->marks = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  self->placeholder = g_object_new (GTK_TYPE_IMAGE, "icon-name", "image-x-generic-symbolic", "pixel-size", 32,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->placeholder, GTK_WIDGET (self));
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (load), NULL);
}

GtkWidget *
kindred_photo_preview_new (int size)
{
  GtkWidget *self = g_object_new (KINDRED_TYPE_PHOTO_PREVIEW, NULL);

  kindred_photo_preview_set_size (KINDRED_PHOTO_PREVIEW (self), size);

  return self;
}

void
kindred_photo_preview_set_size (KindredPhotoPreview *self, int size)
{
  g_return_if_fail (KINDRED_IS_PHOTO_PREVIEW (self));
  g_return_if_fail (size > 0);

  if (self->size == size)
    return;

  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  load (self);
}

void
kindred_photo_preview_set_photo (KindredPhotoPreview *self, KindredThumbnailLoader *loader, gint64 photo, double time)
{
  g_return_if_fail (KINDRED_IS_PHOTO_PREVIEW (self));
  g_return_if_fail (photo == 0 || KINDRED_IS_THUMBNAIL_LOADER (loader));

  g_array_set_size (self->marks, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->photo == photo && self->time == time && self->loader == loader)
    return;

  g_set_object (&self->loader, loader);
  self->photo = photo;
  self->time = time;
  take_texture (self, NULL);
  load (self);
}

void
kindred_photo_preview_mark (KindredPhotoPreview *self, const KindredFaceRecord *face)
{
  graphene_rect_t mark;

  g_return_if_fail (KINDRED_IS_PHOTO_PREVIEW (self));
  g_return_if_fail (face != NULL);

  graphene_rect_init (&mark, (float) face->x, (float) face->y, (float) face->width, (float) face->height);
  g_array_append_val (self->marks, mark);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GdkTexture *
kindred_photo_preview_get_texture (KindredPhotoPreview *self)
{
  g_return_val_if_fail (KINDRED_IS_PHOTO_PREVIEW (self), NULL);

  return self->texture;
}

guint
kindred_photo_preview_get_n_marks (KindredPhotoPreview *self)
{
  g_return_val_if_fail (KINDRED_IS_PHOTO_PREVIEW (self), 0);

  return self->marks->len;
}
