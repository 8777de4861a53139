/* kindred-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-people.h"

#include "kindred-search.h"

struct _KindredPeople
{
  GObject parent_instance;

  KindredLibrary *library;
  GCancellable *cancellable;
  GHashTable *items; /* id (owned by the item's record) to KindredPersonItem */
  guint n_visible;
  guint n_hidden;
  gboolean loaded;
  gboolean reading;
  gboolean stale; /* changed while reading */
};

G_DEFINE_FINAL_TYPE (KindredPeople, kindred_people, G_TYPE_OBJECT)

enum
{
  PROP_LOADED = 1,
  PROP_N_VISIBLE,
  PROP_N_HIDDEN,
  N_PROPS,
};

enum
{
  SIGNAL_REFRESHED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_counts (KindredPeople *self, guint n_visible, guint n_hidden)
{
  if (self->n_visible != n_visible)
    {
      self->n_visible = n_visible;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_VISIBLE]);
    }
  if (self->n_hidden != n_hidden)
    {
      self->n_hidden = n_hidden;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_HIDDEN]);
    }
}

static gint64 *
dup_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static void
take_records (KindredPeople *self, GPtrArray *records)
{
  GHashTable *items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  guint n_hidden = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const KindredPersonRecord *record = g_ptr_array_index (records, i);
      KindredPersonItem *item = g_hash_table_lookup (self->items, &record->id);

      if (item != NULL)
        {
          g_object_ref (item);
          kindred_person_item_update (item, record);
        }
      else
        item = kindred_person_item_new (record);

      g_hash_table_insert (items, dup_id (record->id), item);
      n_hidden += record->hidden ? 1 : 0;
    }

  g_hash_table_unref (self->items);
  self->items = items;
  set_counts (self, g_hash_table_size (items) - n_hidden, n_hidden);
}

static void
people_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredPeople *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  records = kindred_library_list_people_finish (KINDRED_LIBRARY (object), result, &error);
  /* Disposing cancels: there may be no object any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->reading = FALSE;
  if (self->stale)
    kindred_people_refresh (self);

  if (records == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }

  take_records (self, records);
  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
  g_signal_emit (self, signals[SIGNAL_REFRESHED], 0);
}

static void
library_changed_cb (KindredPeople *self, guint changes)
{
  if (changes & KINDRED_LIBRARY_PEOPLE)
    kindred_people_refresh (self);
}

static void
kindred_people_dispose (GObject *object)
{
  KindredPeople *self = KINDRED_PEOPLE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (kindred_people_parent_class)->dispose (object);
}

static void
kindred_people_finalize (GObject *object)
{
  KindredPeople *self = KINDRED_PEOPLE (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->items);

  G_OBJECT_CLASS (kindred_people_parent_class)->finalize (object);
}

static void
kindred_people_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KindredPeople *self = KINDRED_PEOPLE (object);

  switch (prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_N_VISIBLE:
      g_value_set_uint (value, self->n_visible);
      break;
    case PROP_N_HIDDEN:
      g_value_set_uint (value, self->n_hidden);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_people_class_init (KindredPeopleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = kindred_people_dispose;
  object_class->finalize = kindred_people_finalize;
  object_class->get_property = kindred_people_get_property;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_N_VISIBLE] = g_param_spec_uint ("n-visible", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_HIDDEN] = g_param_spec_uint ("n-hidden", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_REFRESHED]
      = g_signal_new ("refreshed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kindred_people_init (KindredPeople *self)
{
  self->cancellable = g_cancellable_new ();
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

KindredPeople *
kindred_people_new (KindredLibrary *library)
{
  KindredPeople *self;

  g_return_val_if_fail (KINDRED_IS_LIBRARY (library), NULL);

  self = g_object_new (KINDRED_TYPE_PEOPLE, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  kindred_people_refresh (self);

  return self;
}

gboolean
kindred_people_get_loaded (KindredPeople *self)
{
  g_return_val_if_fail (KINDRED_IS_PEOPLE (self), FALSE);

  return self->loaded;
}

guint
kindred_people_get_n_visible (KindredPeople *self)
{
  g_return_val_if_fail (KINDRED_IS_PEOPLE (self), 0);

  return self->n_visible;
}

guint
kindred_people_get_n_hidden (KindredPeople *self)
{
  g_return_val_if_fail (KINDRED_IS_PEOPLE (self), 0);

  return self->n_hidden;
}

void
kindred_people_refresh (KindredPeople *self)
{
  g_return_if_fail (KINDRED_IS_PEOPLE (self));

  self->stale = self->reading;
  if (self->reading || self->library == NULL)
    return;

  self->reading = TRUE;
  kindred_library_list_people_async (self->library, TRUE, self->cancellable, people_listed_cb, self);
}

KindredPersonItem *
kindred_people_lookup (KindredPeople *self, gint64 person)
{
  g_return_val_if_fail (KINDRED_IS_PEOPLE (self), NULL);

  return g_hash_table_lookup (self->items, &person);
}

GPtrArray *
kindred_people_list (KindredPeople *self)
{
  GPtrArray *list;
  GHashTableIter iter;
  gpointer item;

  g_return_val_if_fail (KINDRED_IS_PEOPLE (self), NULL);

  list = g_ptr_array_new_full (g_hash_table_size (self->items), g_object_unref);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (list, g_object_ref (item));

  return list;
}

static char *
fold_case (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_DEFAULT);

  return g_utf8_casefold (normal != NULL ? normal : name, -1);
}

KindredPersonItem *
kindred_people_find_name (KindredPeople *self, const char *name, gint64 except)
{
  g_autofree char *wanted = NULL;
  KindredPersonItem *found = NULL;
  GHashTableIter iter;
  gpointer item;

  g_return_val_if_fail (KINDRED_IS_PEOPLE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  wanted = fold_case (name);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      const char *other = kindred_person_item_get_name (item);
      g_autofree char *folded = NULL;

      if (other == NULL || kindred_item_get_id (item) == except)
        continue;

      folded = fold_case (other);
      if (g_strcmp0 (folded, wanted) == 0 && (found == NULL || !kindred_person_item_get_hidden (item)))
        found = item;
    }

  return found;
}

static int
compare_by_use (gconstpointer a, gconstpointer b)
{
  KindredPersonItem *first = *(KindredPersonItem **) a, *second = *(KindredPersonItem **) b;
  guint n_first = kindred_person_item_get_n_faces (first), n_second = kindred_person_item_get_n_faces (second);

  if (n_first != n_second)
    return n_first > n_second ? -1 : 1;

  return kindred_person_item_compare (first, second);
}

GPtrArray *
kindred_people_complete (KindredPeople *self, const char *query, gint64 except, guint limit)
{
  GPtrArray *matches;
  GHashTableIter iter;
  gpointer item;

  g_return_val_if_fail (KINDRED_IS_PEOPLE (self), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  matches = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      const char *name = kindred_person_item_get_name (item);

      if (name != NULL && kindred_item_get_id (item) != except && kindred_search_matches (query, name))
        g_ptr_array_add (matches, g_object_ref (item));
    }

  g_ptr_array_sort (matches, compare_by_use);
  if (limit > 0 && matches->len > limit)
    g_ptr_array_set_size (matches, (int) limit);

  return matches;
}
