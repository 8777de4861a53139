/* kindred-people-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-people-model.h"

#include "kindred-list-diff.h"
#include "kindred-search.h"

struct _KindredPeopleModel
{
  GObject parent_instance;

  KindredPeople *people;
  KindredPeopleFilter filter;
  char *search;
  GHashTable *strangers; /* set of gint64 */
  GPtrArray *shown;
  GPtrArray *target; /* what is to be shown */
  guint limit;       /* how many of them, for now */
  guint grow_source;
};

/* A grid makes a widget for each of its first few hundred items at once, and each takes a fraction of a millisecond:
 * a new list comes in slices, one for each turn of the main loop. */
#define SLICE 40
#define ALL_SLICES 320

static GType
get_item_type (GListModel *model)
{
  return KINDRED_TYPE_PERSON_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return KINDRED_PEOPLE_MODEL (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  KindredPeopleModel *self = KINDRED_PEOPLE_MODEL (model);

  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredPeopleModel, kindred_people_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_SEARCH = 1,
  PROP_N_ITEMS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_wanted (KindredPeopleModel *self, KindredPersonItem *item)
{
  if (kindred_person_item_get_hidden (item) != (self->filter == KINDRED_PEOPLE_HIDDEN))
    return FALSE;
  if (self->filter == KINDRED_PEOPLE_STRANGERS
      && !g_hash_table_contains (self->strangers, &(gint64){ kindred_item_get_id (KINDRED_ITEM (item)) }))
    return FALSE;

  return kindred_search_matches (self->search, kindred_person_item_get_name (item));
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return kindred_person_item_compare (*(KindredPersonItem **) a, *(KindredPersonItem **) b);
}

static gboolean grow_cb (gpointer user_data);

static void
show (KindredPeopleModel *self)
{
  g_autoptr (GPtrArray) part = g_ptr_array_ref (self->target);
  guint n_items = self->shown->len;

  if (part->len > self->limit)
    {
      g_ptr_array_unref (part);
      part = g_ptr_array_new_full (self->limit, g_object_unref);
      for (guint i = 0; i < self->limit; i++)
        g_ptr_array_add (part, g_object_ref (g_ptr_array_index (self->target, i)));

      /* Below what draws */
      if (self->grow_source == 0)
        self->grow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, grow_cb, self, NULL);
    }

  kindred_list_diff_apply (G_LIST_MODEL (self), self->shown, part);
  if (self->shown->len != n_items)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static gboolean
grow_cb (gpointer user_data)
{
  KindredPeopleModel *self = user_data;

  self->grow_source = 0;
  self->limit = self->limit < ALL_SLICES ? self->limit + SLICE : G_MAXUINT;
  show (self);

  return G_SOURCE_REMOVE;
}

static void
update (KindredPeopleModel *self)
{
  g_autoptr (GPtrArray) all = kindred_people_list (self->people);
  GPtrArray *target = g_ptr_array_new_full (all->len, g_object_unref);

  for (guint i = 0; i < all->len; i++)
    {
      if (is_wanted (self, g_ptr_array_index (all, i)))
        g_ptr_array_add (target, g_object_ref (g_ptr_array_index (all, i)));
    }
  g_ptr_array_sort (target, compare_items);

  g_ptr_array_unref (self->target);
  self->target = target;
  show (self);
}

static void
people_refreshed_cb (KindredPeopleModel *self)
{
  update (self);
}

static void
kindred_people_model_finalize (GObject *object)
{
  KindredPeopleModel *self = KINDRED_PEOPLE_MODEL (object);

  g_clear_handle_id (&self->grow_source, g_source_remove);
  g_clear_object (&self->people);
  g_ptr_array_unref (self->target);
  g_free (self->search);
  g_hash_table_unref (self->strangers);
  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (kindred_people_model_parent_class)->finalize (object);
}

static void
kindred_people_model_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KindredPeopleModel *self = KINDRED_PEOPLE_MODEL (object);

  switch (prop_id)
    {
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->shown->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_people_model_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  KindredPeopleModel *self = KINDRED_PEOPLE_MODEL (object);

  switch (prop_id)
    {
    case PROP_SEARCH:
      kindred_people_model_set_search (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_people_model_class_init (KindredPeopleModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = kindred_people_model_finalize;
  object_class->get_property = kindred_people_model_get_property;
  object_class->set_property = kindred_people_model_set_property;

  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, "", G_PARAM_READWRITE | flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kindred_people_model_init (KindredPeopleModel *self)
{
  self->search = g_strdup ("");
  self->strangers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->target = g_ptr_array_new_with_free_func (g_object_unref);
  self->limit = SLICE;
}

KindredPeopleModel *
kindred_people_model_new (KindredPeople *people, KindredPeopleFilter filter)
{
  KindredPeopleModel *self;

  g_return_val_if_fail (KINDRED_IS_PEOPLE (people), NULL);

  self = g_object_new (KINDRED_TYPE_PEOPLE_MODEL, NULL);
  self->people = g_object_ref (people);
  self->filter = filter;
  g_signal_connect_object (people, "refreshed", G_CALLBACK (people_refreshed_cb), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

void
kindred_people_model_set_search (KindredPeopleModel *self, const char *search)
{
  g_return_if_fail (KINDRED_IS_PEOPLE_MODEL (self));

  search = search != NULL ? search : "";
  if (g_str_equal (self->search, search))
    return;

  g_free (self->search);
  self->search = g_strdup (search);
  self->limit = SLICE;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

const char *
kindred_people_model_get_search (KindredPeopleModel *self)
{
  g_return_val_if_fail (KINDRED_IS_PEOPLE_MODEL (self), NULL);

  return self->search;
}

void
kindred_people_model_set_strangers (KindredPeopleModel *self, GArray *persons)
{
  g_return_if_fail (KINDRED_IS_PEOPLE_MODEL (self));
  g_return_if_fail (persons != NULL);

  g_hash_table_remove_all (self->strangers);
  for (guint i = 0; i < persons->len; i++)
    g_hash_table_add (self->strangers, g_memdup2 (&g_array_index (persons, gint64, i), sizeof (gint64)));
  update (self);
}

guint
kindred_people_model_get_total (KindredPeopleModel *self)
{
  g_return_val_if_fail (KINDRED_IS_PEOPLE_MODEL (self), 0);

  return self->target->len;
}

guint
kindred_people_model_find (KindredPeopleModel *self, gint64 person)
{
  g_return_val_if_fail (KINDRED_IS_PEOPLE_MODEL (self), G_MAXUINT);

  for (guint i = 0; i < self->shown->len; i++)
    {
      if (kindred_item_get_id (g_ptr_array_index (self->shown, i)) == person)
        return i;
    }

  return G_MAXUINT;
}
