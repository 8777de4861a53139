/* kindred-people-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-people-model.h"

#include "kindred-search.h"

struct _KindredPeopleModel
{
  KindredItemList parent_instance;

  KindredPeople *people;
  KindredPeopleFilter filter;
  char *search;
  GHashTable *strangers; /* set of gint64 */
};

G_DEFINE_FINAL_TYPE (KindredPeopleModel, kindred_people_model, KINDRED_TYPE_ITEM_LIST)

enum
{
  PROP_SEARCH = 1,
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

static void
update (KindredPeopleModel *self, gboolean anew)
{
  g_autoptr (GPtrArray) all = kindred_people_list (self->people);
  GPtrArray *target = g_ptr_array_new_full (all->len, g_object_unref);

  for (guint i = 0; i < all->len; i++)
    {
      if (is_wanted (self, g_ptr_array_index (all, i)))
        g_ptr_array_add (target, g_object_ref (g_ptr_array_index (all, i)));
    }
  g_ptr_array_sort (target, compare_items);

  kindred_item_list_take (KINDRED_ITEM_LIST (self), target, anew);
}

static void
people_refreshed_cb (KindredPeopleModel *self)
{
  update (self, FALSE);
}

static void
kindred_people_model_finalize (GObject *object)
{
  KindredPeopleModel *self = KINDRED_PEOPLE_MODEL (object);

  g_clear_object (&self->people);
  g_free (self->search);
  g_hash_table_unref (self->strangers);

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
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kindred_people_model_init (KindredPeopleModel *self)
{
  self->search = g_strdup ("");
  self->strangers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
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
  update (self, TRUE);

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
  update (self, TRUE);
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
  update (self, TRUE);
}
