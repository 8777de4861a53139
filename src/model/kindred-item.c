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

enum
{
  PROP_ID = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
kindred_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KindredItem *self = KINDRED_ITEM (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, kindred_item_get_id (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_item_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  KindredItemPrivate *priv = kindred_item_get_instance_private (KINDRED_ITEM (object));

  switch (prop_id)
    {
    case PROP_ID:
      priv->id = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_item_class_init (KindredItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kindred_item_get_property;
  object_class->set_property = kindred_item_set_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0,
                                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kindred_item_init (KindredItem *self)
{
}

gint64
kindred_item_get_id (KindredItem *self)
{
  KindredItemPrivate *priv = kindred_item_get_instance_private (self);

  g_return_val_if_fail (KINDRED_IS_ITEM (self), 0);

  return priv->id;
}
