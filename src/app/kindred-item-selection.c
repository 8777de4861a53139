/* kindred-item-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-item-selection.h"

struct _KindredItemSelection
{
  GObject parent_instance;

  GListModel *model;
  GHashTable *ids; /* set of gint64 */
  gboolean active;
  guint prune_source;
};

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredItemSelection, kindred_item_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_iface_init))

enum
{
  PROP_ACTIVE = 1,
  PROP_N_SELECTED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gint64
get_id (KindredItemSelection *self, guint position)
{
  g_autoptr (KindredItem) item = g_list_model_get_item (self->model, position);

  return item != NULL ? kindred_item_get_id (item) : 0;
}

/* Returns: whether that made a difference */
static gboolean
mark (KindredItemSelection *self, guint position, gboolean selected)
{
  gint64 id = get_id (self, position);

  if (id == 0 || g_hash_table_contains (self->ids, &id) == selected)
    return FALSE;

  if (selected)
    g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
  else
    g_hash_table_remove (self->ids, &id);

  return TRUE;
}

static void
marked (KindredItemSelection *self, guint position, guint n_items)
{
  if (g_hash_table_size (self->ids) > 0)
    kindred_item_selection_set_active (self, TRUE);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n_items);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static void
mark_range (KindredItemSelection *self, guint position, guint n_items, gboolean selected)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < n_items; i++)
    changed |= mark (self, position + i, selected);

  if (changed)
    marked (self, position, n_items);
}

static GType
get_item_type (GListModel *model)
{
  return KINDRED_TYPE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (KINDRED_ITEM_SELECTION (model)->model);
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (KINDRED_ITEM_SELECTION (model)->model, position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  KindredItemSelection *self = KINDRED_ITEM_SELECTION (model);
  gint64 id;

  if (g_hash_table_size (self->ids) == 0)
    return FALSE;

  id = get_id (self, position);

  return g_hash_table_contains (self->ids, &id);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  KindredItemSelection *self = KINDRED_ITEM_SELECTION (model);
  GtkBitset *bitset = gtk_bitset_new_empty ();
  guint total = g_list_model_get_n_items (self->model);

  if (g_hash_table_size (self->ids) == 0 || position >= total)
    return bitset;

  for (guint i = position; i < position + MIN (n_items, total - position); i++)
    {
      if (is_selected (model, i))
        gtk_bitset_add (bitset, i);
    }

  return bitset;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  if (unselect_rest)
    return FALSE;

  mark_range (KINDRED_ITEM_SELECTION (model), position, 1, TRUE);

  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  mark_range (KINDRED_ITEM_SELECTION (model), position, 1, FALSE);

  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  mark_range (KINDRED_ITEM_SELECTION (model), position, n_items, TRUE);

  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  mark_range (KINDRED_ITEM_SELECTION (model), position, n_items, FALSE);

  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  mark_range (KINDRED_ITEM_SELECTION (model), 0, get_n_items (G_LIST_MODEL (model)), TRUE);

  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  mark_range (KINDRED_ITEM_SELECTION (model), 0, get_n_items (G_LIST_MODEL (model)), FALSE);

  return TRUE;
}

/* The rubber band. */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  KindredItemSelection *self = KINDRED_ITEM_SELECTION (model);
  GtkBitsetIter iter;
  gboolean changed = FALSE;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      if (position >= get_n_items (G_LIST_MODEL (model)))
        break;
      changed |= mark (self, position, gtk_bitset_contains (selected, position));
    }

  if (changed)
    marked (self, gtk_bitset_get_minimum (mask), gtk_bitset_get_maximum (mask) - gtk_bitset_get_minimum (mask) + 1);

  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

static void
prune (KindredItemSelection *self)
{
  g_autoptr (GPtrArray) left = kindred_item_selection_list (self);

  if (left->len == g_hash_table_size (self->ids))
    return;

  g_hash_table_remove_all (self->ids);
  for (guint i = 0; i < left->len; i++)
    {
      gint64 id = kindred_item_get_id (g_ptr_array_index (left, i));

      g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static gboolean
prune_cb (gpointer user_data)
{
  KindredItemSelection *self = user_data;

  self->prune_source = 0;
  prune (self);

  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (KindredItemSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);

  /* What was removed may come back at another place with the next signal of the same update. */
  if (removed > 0 && self->prune_source == 0 && g_hash_table_size (self->ids) > 0)
    self->prune_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, prune_cb, self, NULL);
}

static void
kindred_item_selection_dispose (GObject *object)
{
  KindredItemSelection *self = KINDRED_ITEM_SELECTION (object);

  g_clear_handle_id (&self->prune_source, g_source_remove);

  G_OBJECT_CLASS (kindred_item_selection_parent_class)->dispose (object);
}

static void
kindred_item_selection_finalize (GObject *object)
{
  KindredItemSelection *self = KINDRED_ITEM_SELECTION (object);

  g_clear_object (&self->model);
  g_hash_table_unref (self->ids);

  G_OBJECT_CLASS (kindred_item_selection_parent_class)->finalize (object);
}

static void
kindred_item_selection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KindredItemSelection *self = KINDRED_ITEM_SELECTION (object);

  switch (prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, kindred_item_selection_get_n_selected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_item_selection_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTIVE:
      kindred_item_selection_set_active (KINDRED_ITEM_SELECTION (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_item_selection_class_init (KindredItemSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = kindred_item_selection_dispose;
  object_class->finalize = kindred_item_selection_finalize;
  object_class->get_property = kindred_item_selection_get_property;
  object_class->set_property = kindred_item_selection_set_property;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kindred_item_selection_init (KindredItemSelection *self)
{
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

KindredItemSelection *
kindred_item_selection_new (GListModel *model)
{
  KindredItemSelection *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (KINDRED_TYPE_ITEM_SELECTION, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

gboolean
kindred_item_selection_get_active (KindredItemSelection *self)
{
  g_return_val_if_fail (KINDRED_IS_ITEM_SELECTION (self), FALSE);

  return self->active;
}

void
kindred_item_selection_set_active (KindredItemSelection *self, gboolean active)
{
  g_return_if_fail (KINDRED_IS_ITEM_SELECTION (self));

  if (self->active == active)
    return;

  self->active = active;
  if (!active)
    unselect_all (GTK_SELECTION_MODEL (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

guint
kindred_item_selection_get_n_selected (KindredItemSelection *self)
{
  g_return_val_if_fail (KINDRED_IS_ITEM_SELECTION (self), 0);

  return g_hash_table_size (self->ids);
}

gboolean
kindred_item_selection_contains (KindredItemSelection *self, gint64 id)
{
  g_return_val_if_fail (KINDRED_IS_ITEM_SELECTION (self), FALSE);

  return g_hash_table_contains (self->ids, &id);
}

GPtrArray *
kindred_item_selection_list (KindredItemSelection *self)
{
  GPtrArray *list;
  guint n_items;

  g_return_val_if_fail (KINDRED_IS_ITEM_SELECTION (self), NULL);

  list = g_ptr_array_new_with_free_func (g_object_unref);
  n_items = g_hash_table_size (self->ids) > 0 ? g_list_model_get_n_items (self->model) : 0;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (KindredItem) item = g_list_model_get_item (self->model, i);

      if (kindred_item_selection_contains (self, kindred_item_get_id (item)))
        g_ptr_array_add (list, g_steal_pointer (&item));
    }

  return list;
}

void
kindred_item_selection_leave (KindredItemSelection *self)
{
  g_return_if_fail (KINDRED_IS_ITEM_SELECTION (self));

  unselect_all (GTK_SELECTION_MODEL (self));
  kindred_item_selection_set_active (self, FALSE);
}
