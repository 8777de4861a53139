/* kindred-item-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-item-list.h"

#include "kindred-list-diff.h"

#define SLICE 40
#define ALL_SLICES 320 /* more than a grid makes widgets for */
#define N_FREED 500    /* at once */

typedef struct
{
  GPtrArray *shown;
  GPtrArray *target; /* what is to be shown */
  guint limit;       /* how many of them, for now */
  guint grow_source;
} KindredItemListPrivate;

static GType
get_item_type (GListModel *model)
{
  return KINDRED_TYPE_ITEM;
}

static guint get_n_items (GListModel *model);
static gpointer get_item (GListModel *model, guint position);

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (KindredItemList, kindred_item_list, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (KindredItemList)
                                      G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_N_ITEMS = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static KindredItemListPrivate *
get_private (gpointer self)
{
  return kindred_item_list_get_instance_private (KINDRED_ITEM_LIST (self));
}

static guint
get_n_items (GListModel *model)
{
  return get_private (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  KindredItemListPrivate *priv = get_private (model);

  return position < priv->shown->len ? g_object_ref (g_ptr_array_index (priv->shown, position)) : NULL;
}

static GPtrArray *
copy_beginning (GPtrArray *items, guint n_items)
{
  GPtrArray *beginning = g_ptr_array_new_full (n_items, g_object_unref);

  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (beginning, g_object_ref (g_ptr_array_index (items, i)));

  return beginning;
}

static gboolean grow_cb (gpointer user_data);

static void
show (KindredItemList *self)
{
  KindredItemListPrivate *priv = get_private (self);
  gboolean all = priv->target->len <= priv->limit;
  g_autoptr (GPtrArray) part = all ? g_ptr_array_ref (priv->target) : copy_beginning (priv->target, priv->limit);
  guint n_items = priv->shown->len;

  /* When what is there has been drawn */
  if (!all && priv->grow_source == 0)
    priv->grow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, grow_cb, self, NULL);

  kindred_list_diff_apply (G_LIST_MODEL (self), priv->shown, part);
  if (priv->shown->len != n_items)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static gboolean
grow_cb (gpointer user_data)
{
  KindredItemListPrivate *priv = get_private (user_data);

  priv->grow_source = 0;
  priv->limit = priv->limit < ALL_SLICES ? priv->limit + SLICE : G_MAXUINT;
  show (user_data);

  return G_SOURCE_REMOVE;
}

/* ---- letting go ---- */

static gboolean
free_some_cb (gpointer user_data)
{
  GPtrArray *items = user_data;

  g_ptr_array_set_size (items, (int) (items->len - MIN (items->len, N_FREED)));

  return items->len > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* The items of a list of thousands, step by step. */
static void
free_later (GPtrArray *items)
{
  if (items->len > N_FREED)
    g_idle_add_full (G_PRIORITY_LOW, free_some_cb, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_ptr_array_unref (items);
}

static void
kindred_item_list_finalize (GObject *object)
{
  KindredItemListPrivate *priv = get_private (object);

  g_clear_handle_id (&priv->grow_source, g_source_remove);
  g_ptr_array_unref (priv->shown);
  free_later (priv->target);

  G_OBJECT_CLASS (kindred_item_list_parent_class)->finalize (object);
}

static void
kindred_item_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, get_private (object)->shown->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_item_list_class_init (KindredItemListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = kindred_item_list_finalize;
  object_class->get_property = kindred_item_list_get_property;

  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kindred_item_list_init (KindredItemList *self)
{
  KindredItemListPrivate *priv = get_private (self);

  priv->shown = g_ptr_array_new_with_free_func (g_object_unref);
  priv->target = g_ptr_array_new_with_free_func (g_object_unref);
  priv->limit = SLICE;
}

void
kindred_item_list_take (KindredItemList *self, GPtrArray *items, gboolean anew)
{
  KindredItemListPrivate *priv = get_private (self);

  g_return_if_fail (KINDRED_IS_ITEM_LIST (self));
  g_return_if_fail (items != NULL);

  g_ptr_array_unref (priv->target);
  priv->target = items;
  if (anew)
    priv->limit = SLICE;
  show (self);
}

GPtrArray *
kindred_item_list_peek (KindredItemList *self)
{
  g_return_val_if_fail (KINDRED_IS_ITEM_LIST (self), NULL);

  return get_private (self)->target;
}

guint
kindred_item_list_get_total (KindredItemList *self)
{
  g_return_val_if_fail (KINDRED_IS_ITEM_LIST (self), 0);

  return get_private (self)->target->len;
}

guint
kindred_item_list_find (KindredItemList *self, gint64 id)
{
  KindredItemListPrivate *priv = get_private (self);

  g_return_val_if_fail (KINDRED_IS_ITEM_LIST (self), G_MAXUINT);

  for (guint i = 0; i < priv->shown->len; i++)
    {
      if (kindred_item_get_id (g_ptr_array_index (priv->shown, i)) == id)
        return i;
    }

  return G_MAXUINT;
}
