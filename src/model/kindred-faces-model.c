/* kindred-faces-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-faces-model.h"

struct _KindredFacesModel
{
  KindredItemList parent_instance;

  KindredLibrary *library;
  GCancellable *cancellable; /* of the reading under way */
  KindredFacesKind kind;
  gint64 person;
  KindredBirth birth; /* of @person */
  gboolean by_doubt;
  GPtrArray *listed;      /* records that wait for their order */
  GHashTable *same_photo; /* with @by_doubt: ids, as pointers, of faces with another one in their photo */
  GHashTable *items;      /* id, as a pointer, to the KindredFaceItem in the list */
  GHashTable *ranks;      /* likewise to its place among the other faces, where alike ones sit together, plus 1 */
  gboolean loaded;
  gboolean anew; /* not the faces that were shown before */
  gboolean reading;
  gboolean stale; /* changed while reading */
};

G_DEFINE_FINAL_TYPE (KindredFacesModel, kindred_faces_model, KINDRED_TYPE_ITEM_LIST)

enum
{
  PROP_LOADED = 1,
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

/* The item of @record, old or new, which it takes over. */
static KindredFaceItem *
take_item (KindredFacesModel *self, KindredFaceRecord *record)
{
  KindredFaceItem *item = g_hash_table_lookup (self->items, GSIZE_TO_POINTER (record->id));

  if (item == NULL)
    return kindred_face_item_new (record);

  kindred_face_item_take_record (item, record);

  return g_object_ref (item);
}

/* Only what is one person's and by date has months. */
static void
set_places (KindredFacesModel *self, GPtrArray *items)
{
  if (self->kind != KINDRED_FACES_OF_PERSON)
    return;

  for (guint i = 0; i < items->len; i++)
    {
      KindredFaceItem *item = g_ptr_array_index (items, i);
      gint64 id = kindred_item_get_id (KINDRED_ITEM (item));

      if (self->same_photo != NULL)
        kindred_face_item_set_doubt (item, g_hash_table_contains (self->same_photo, GSIZE_TO_POINTER (id)),
                                     &self->birth);
      else
        kindred_face_item_set_place (item, i > 0 ? g_ptr_array_index (items, i - 1) : NULL, &self->birth);
    }
}

static void
take_records (KindredFacesModel *self, GPtrArray *records)
{
  GPtrArray *target = g_ptr_array_new_full (records->len, g_object_unref);
  GHashTable *items = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      KindredFaceRecord *record = g_steal_pointer (&records->pdata[i]);
      gint64 id = record->id;
      KindredFaceItem *item = take_item (self, record);

      g_ptr_array_add (target, item);
      g_hash_table_insert (items, GSIZE_TO_POINTER (id), item);
    }

  /* Before the views hear of it, which may ask back. */
  g_hash_table_unref (self->items);
  self->items = items;
  set_places (self, target);
  kindred_item_list_take (KINDRED_ITEM_LIST (self), target, self->anew);
  self->anew = FALSE;
}

/* ---- order of the other faces ---- */

static guint
get_rank (KindredFacesModel *self, const KindredFaceRecord *record)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->ranks, GSIZE_TO_POINTER (record->id)));

  return place > 0 ? place - 1 : G_MAXUINT;
}

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer user_data)
{
  guint first = get_rank (user_data, *(KindredFaceRecord **) a),
        second = get_rank (user_data, *(KindredFaceRecord **) b);

  return first < second ? -1 : first > second;
}

/* Those that went leave the others where they are: only new ones need a new order. */
static gboolean
needs_order (KindredFacesModel *self, GPtrArray *records)
{
  if (self->kind != KINDRED_FACES_OTHER)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      if (get_rank (self, g_ptr_array_index (records, i)) == G_MAXUINT)
        return TRUE;
    }

  return FALSE;
}

static void
take_order (KindredFacesModel *self, GArray *faces)
{
  g_hash_table_remove_all (self->ranks);
  for (guint i = 0; i < faces->len; i++)
    g_hash_table_insert (self->ranks, GSIZE_TO_POINTER (g_array_index (faces, gint64, i)), GUINT_TO_POINTER (i + 1));
}

static void
finish_reading (KindredFacesModel *self, GPtrArray *records, const GError *error)
{
  self->reading = FALSE;
  if (self->stale)
    kindred_faces_model_refresh (self);

  if (records == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }

  if (self->kind == KINDRED_FACES_OTHER)
    g_ptr_array_sort_with_data (records, compare_ranks, self);
  take_records (self, records);
  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
  g_signal_emit (self, signals[SIGNAL_REFRESHED], 0);
}

/* @records in the order of @doubts; what came after these were worked out is last. (transfer full) */
static GPtrArray *
order_by_doubt (KindredFacesModel *self, GPtrArray *records, GArray *doubts)
{
  GPtrArray *ordered = g_ptr_array_new_full (records->len, (GDestroyNotify) kindred_face_record_free);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (places, GSIZE_TO_POINTER (((KindredFaceRecord *) g_ptr_array_index (records, i))->id),
                         GUINT_TO_POINTER (i + 1));

  for (guint i = 0; i < doubts->len; i++)
    {
      const KindredDoubt *doubt = &g_array_index (doubts, KindredDoubt, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, GSIZE_TO_POINTER (doubt->face)));

      if (doubt->same_photo)
        g_hash_table_add (self->same_photo, GSIZE_TO_POINTER (doubt->face));
      if (place > 0 && records->pdata[place - 1] != NULL)
        g_ptr_array_add (ordered, g_steal_pointer (&records->pdata[place - 1]));
    }

  for (guint i = 0; i < records->len; i++)
    {
      if (records->pdata[i] != NULL)
        g_ptr_array_add (ordered, g_steal_pointer (&records->pdata[i]));
    }

  return ordered;
}

static void
doubts_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredFacesModel *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) doubts = kindred_library_list_doubts_finish (KINDRED_LIBRARY (object), result, &error);
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) ordered = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  listed = g_steal_pointer (&self->listed);
  g_clear_pointer (&self->same_photo, g_hash_table_unref);
  if (doubts != NULL)
    {
      self->same_photo = g_hash_table_new (NULL, NULL);
      ordered = order_by_doubt (self, listed, doubts);
    }
  finish_reading (self, ordered, error);
}

static void
ordered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredFacesModel *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) faces = kindred_library_order_other_faces_finish (KINDRED_LIBRARY (object), result, &error);
  g_autoptr (GPtrArray) listed = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  listed = g_steal_pointer (&self->listed);
  if (faces != NULL)
    take_order (self, faces);
  finish_reading (self, faces != NULL ? listed : NULL, error);
}

static void
faces_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredFacesModel *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  records = kindred_library_list_faces_finish (KINDRED_LIBRARY (object), result, &error);
  /* Disposing cancels: there may be no object any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (records != NULL && self->by_doubt)
    {
      g_clear_pointer (&self->listed, g_ptr_array_unref);
      self->listed = g_steal_pointer (&records);
      kindred_library_list_doubts_async (self->library, self->person, self->cancellable, doubts_listed_cb, self);
      return;
    }

  if (records != NULL && needs_order (self, records))
    {
      g_clear_pointer (&self->listed, g_ptr_array_unref);
      self->listed = g_steal_pointer (&records);
      kindred_library_order_other_faces_async (self->library, self->cancellable, ordered_cb, self);
      return;
    }

  g_clear_pointer (&self->same_photo, g_hash_table_unref);
  finish_reading (self, records, error);
}

static void
library_changed_cb (KindredFacesModel *self, guint changes)
{
  if (changes & (KINDRED_LIBRARY_PEOPLE | KINDRED_LIBRARY_PHOTOS | KINDRED_LIBRARY_FOLDERS))
    kindred_faces_model_refresh (self);
}

static void
kindred_faces_model_dispose (GObject *object)
{
  KindredFacesModel *self = KINDRED_FACES_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (kindred_faces_model_parent_class)->dispose (object);
}

static void
kindred_faces_model_finalize (GObject *object)
{
  KindredFacesModel *self = KINDRED_FACES_MODEL (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_pointer (&self->same_photo, g_hash_table_unref);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->ranks);

  G_OBJECT_CLASS (kindred_faces_model_parent_class)->finalize (object);
}

static void
kindred_faces_model_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KindredFacesModel *self = KINDRED_FACES_MODEL (object);

  switch (prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_faces_model_class_init (KindredFacesModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = kindred_faces_model_dispose;
  object_class->finalize = kindred_faces_model_finalize;
  object_class->get_property = kindred_faces_model_get_property;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_REFRESHED]
      = g_signal_new ("refreshed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
kindred_faces_model_init (KindredFacesModel *self)
{
  self->items = g_hash_table_new (NULL, NULL);
  self->ranks = g_hash_table_new (NULL, NULL);
  self->anew = TRUE;
}

KindredFacesModel *
kindred_faces_model_new (KindredLibrary *library, KindredFacesKind kind, gint64 person)
{
  KindredFacesModel *self;

  g_return_val_if_fail (KINDRED_IS_LIBRARY (library), NULL);

  self = g_object_new (KINDRED_TYPE_FACES_MODEL, NULL);
  self->library = g_object_ref (library);
  self->kind = kind;
  self->person = person;
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  kindred_faces_model_refresh (self);

  return self;
}

gboolean
kindred_faces_model_get_loaded (KindredFacesModel *self)
{
  g_return_val_if_fail (KINDRED_IS_FACES_MODEL (self), FALSE);

  return self->loaded;
}

/* With other faces: those that are being read are of no use. */
static void
start_over (KindredFacesModel *self)
{
  self->anew = TRUE;
  g_cancellable_cancel (self->cancellable);
  self->reading = FALSE;
  kindred_faces_model_refresh (self);
}

void
kindred_faces_model_set_person (KindredFacesModel *self, gint64 person)
{
  g_return_if_fail (KINDRED_IS_FACES_MODEL (self));

  if (self->person == person)
    return;

  self->person = person;
  start_over (self);
}

void
kindred_faces_model_set_birth (KindredFacesModel *self, const char *birth)
{
  g_return_if_fail (KINDRED_IS_FACES_MODEL (self));
  g_return_if_fail (self->kind == KINDRED_FACES_OF_PERSON);

  kindred_birth_read (birth, &self->birth);
  set_places (self, kindred_item_list_peek (KINDRED_ITEM_LIST (self)));
}

void
kindred_faces_model_set_by_doubt (KindredFacesModel *self, gboolean by_doubt)
{
  g_return_if_fail (KINDRED_IS_FACES_MODEL (self));
  g_return_if_fail (self->kind == KINDRED_FACES_OF_PERSON);

  if (self->by_doubt == by_doubt)
    return;

  self->by_doubt = by_doubt;
  start_over (self);
}

gboolean
kindred_faces_model_get_by_doubt (KindredFacesModel *self)
{
  g_return_val_if_fail (KINDRED_IS_FACES_MODEL (self), FALSE);

  return self->by_doubt;
}

void
kindred_faces_model_refresh (KindredFacesModel *self)
{
  KindredFaceQuery query;

  g_return_if_fail (KINDRED_IS_FACES_MODEL (self));

  self->stale = self->reading;
  if (self->reading || self->library == NULL)
    return;

  query = (KindredFaceQuery){ .kind = self->kind, .person = self->person };
  self->reading = TRUE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  kindred_library_list_faces_async (self->library, &query, self->cancellable, faces_listed_cb, self);
}
