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
  GPtrArray *shown;
};

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

  return kindred_search_matches (self->search, kindred_person_item_get_name (item));
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return kindred_person_item_compare (*(KindredPersonItem **) a, *(KindredPersonItem **) b);
}

static void
update (KindredPeopleModel *self)
{
  g_autoptr (GPtrArray) all = kindred_people_list (self->people);
  g_autoptr (GPtrArray) target = g_ptr_array_new_full (all->len, NULL);
  guint n_items = self->shown->len;

  for (guint i = 0; i < all->len; i++)
    {
      if (is_wanted (self, g_ptr_array_index (all, i)))
        g_ptr_array_add (target, g_ptr_array_index (all, i));
    }
  g_ptr_array_sort (target, compare_items);

  kindred_list_diff_apply (G_LIST_MODEL (self), self->shown, target);
  if (self->shown->len != n_items)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
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

  g_clear_object (&self->people);
  g_free (self->search);
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
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
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
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

const char *
kindred_people_model_get_search (KindredPeopleModel *self)
{
  g_return_val_if_fail (KINDRED_IS_PEOPLE_MODEL (self), NULL);

  return self->search;
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
