/* kindred-photos-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-photos-model.h"

struct _KindredPhotosModel
{
  KindredItemList parent_instance;

  KindredFacesModel *faces;
  gboolean filled;
};

G_DEFINE_FINAL_TYPE (KindredPhotosModel, kindred_photos_model, KINDRED_TYPE_ITEM_LIST)

static void
update (KindredPhotosModel *self)
{
  GPtrArray *faces = kindred_item_list_peek (KINDRED_ITEM_LIST (self->faces));
  GPtrArray *target;
  g_autoptr (GHashTable) photos = NULL;

  /* Faces that are not by date have no place in it. */
  if (faces->len > 0 && !kindred_face_item_get_has_place (g_ptr_array_index (faces, 0)))
    return;

  target = g_ptr_array_new_with_free_func (g_object_unref);
  photos = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < faces->len; i++)
    {
      KindredFaceItem *face = g_ptr_array_index (faces, i);

      if (g_hash_table_add (photos, GSIZE_TO_POINTER (kindred_face_item_get_record (face)->photo)))
        g_ptr_array_add (target, g_object_ref (face));
    }

  kindred_item_list_take (KINDRED_ITEM_LIST (self), target, !self->filled);
  self->filled = self->filled || faces->len > 0;
}

static void
kindred_photos_model_dispose (GObject *object)
{
  KindredPhotosModel *self = KINDRED_PHOTOS_MODEL (object);

  g_clear_object (&self->faces);

  G_OBJECT_CLASS (kindred_photos_model_parent_class)->dispose (object);
}

static void
kindred_photos_model_class_init (KindredPhotosModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kindred_photos_model_dispose;
}

static void
kindred_photos_model_init (KindredPhotosModel *self)
{
}

KindredPhotosModel *
kindred_photos_model_new (KindredFacesModel *faces)
{
  KindredPhotosModel *self;

  g_return_val_if_fail (KINDRED_IS_FACES_MODEL (faces), NULL);

  self = g_object_new (KINDRED_TYPE_PHOTOS_MODEL, NULL);
  self->faces = g_object_ref (faces);
  g_signal_connect_object (faces, "refreshed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}
