/* kindred-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-item.h"

typedef struct
{
  gint64 id;
} KindredItemPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KindredItem, kindred_item, G_TYPE_OBJECT)

static void
kindred_item_class_init (KindredItemClass *klass)
{
}

static void
kindred_item_init (KindredItem *self)
{
}

gpointer
kindred_item_new (GType type, gint64 id)
{
  KindredItem *self;

  g_return_val_if_fail (g_type_is_a (type, KINDRED_TYPE_ITEM), NULL);

  self = g_object_new (type, NULL);
  ((KindredItemPrivate *) kindred_item_get_instance_private (self))->id = id;

  return self;
}

gint64
kindred_item_get_id (KindredItem *self)
{
  KindredItemPrivate *priv = kindred_item_get_instance_private (self);

  g_return_val_if_fail (KINDRED_IS_ITEM (self), 0);

  return priv->id;
}
