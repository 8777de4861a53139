/* kindred-photo-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-photo-preview.h"

/* Frames stand off a little: the face in them is what matters. */
#define MARGIN 0.15f

struct _KindredPhotoPreview
{
  KindredPhotoPicture parent_instance;

  GArray *marks; /* of graphene_rect_t, in fractions of the photo */
};

G_DEFINE_FINAL_TYPE (KindredPhotoPreview, kindred_photo_preview, KINDRED_TYPE_PHOTO_PICTURE)

static void
kindred_photo_preview_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                               int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = kindred_photo_picture_get_size (KINDRED_PHOTO_PICTURE (widget));
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
snapshot_photo (KindredPhotoPreview *self, GtkSnapshot *snapshot, GdkTexture *texture)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float texture_width = (float) gdk_texture_get_width (texture);
  float texture_height = (float) gdk_texture_get_height (texture);
  float scale = MIN (width / texture_width, height / texture_height);
  graphene_rect_t photo
      = GRAPHENE_RECT_INIT ((width - texture_width * scale) / 2, (height - texture_height * scale) / 2,
                            texture_width * scale, texture_height * scale);
  GskRoundedRect clip;

  gsk_rounded_rect_init_from_rect (&clip, &photo, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  gtk_snapshot_append_texture (snapshot, texture, &photo);
  gtk_snapshot_pop (snapshot);
  for (guint i = 0; i < self->marks->len; i++)
    snapshot_mark (snapshot, &g_array_index (self->marks, graphene_rect_t, i), &photo);
}

/* Rounded where the photo ends */
static void
kindred_photo_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GdkTexture *texture = kindred_photo_picture_get_texture (KINDRED_PHOTO_PICTURE (widget));

  if (texture != NULL)
    snapshot_photo (KINDRED_PHOTO_PREVIEW (widget), snapshot, texture);
  else
    GTK_WIDGET_CLASS (kindred_photo_preview_parent_class)->snapshot (widget, snapshot);
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
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kindred_photo_preview_finalize;
  widget_class->measure = kindred_photo_preview_measure;
  widget_class->snapshot = kindred_photo_preview_snapshot;

  gtk_widget_class_set_css_name (widget_class, "photopreview");
}

static void
kindred_photo_preview_init (KindredPhotoPreview *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  self->marks = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
}

GtkWidget *
kindred_photo_preview_new (int size)
{
  GtkWidget *self = g_object_new (KINDRED_TYPE_PHOTO_PREVIEW, NULL);

  kindred_photo_picture_set_size (KINDRED_PHOTO_PICTURE (self), size);

  return self;
}

void
kindred_photo_preview_set_photo (KindredPhotoPreview *self, KindredThumbnailLoader *loader, gint64 photo, double time)
{
  g_return_if_fail (KINDRED_IS_PHOTO_PREVIEW (self));

  g_array_set_size (self->marks, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  kindred_photo_picture_set_photo (KINDRED_PHOTO_PICTURE (self), loader, photo, time);
  kindred_photo_picture_load (KINDRED_PHOTO_PICTURE (self));
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

guint
kindred_photo_preview_get_n_marks (KindredPhotoPreview *self)
{
  g_return_val_if_fail (KINDRED_IS_PHOTO_PREVIEW (self), 0);

  return self->marks->len;
}
