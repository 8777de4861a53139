/* kindred-person-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-person-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _KindredPersonItem
{
  KindredItem parent_instance;

  char *name;
  char *collate_key;
  gint64 cover;
  gboolean hidden;
  gboolean favourite;
  guint n_faces;
  guint n_photos;
  gint64 first_taken;
  gint64 last_taken;
  char *birth;
  char *notes;
};

G_DEFINE_FINAL_TYPE (KindredPersonItem, kindred_person_item, KINDRED_TYPE_ITEM)

enum
{
  PROP_NAME = 1,
  PROP_COVER,
  PROP_HIDDEN,
  PROP_FAVOURITE,
  PROP_N_FACES,
  PROP_N_PHOTOS,
  PROP_BIRTH,
  PROP_NOTES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
kindred_person_item_finalize (GObject *object)
{
  KindredPersonItem *self = KINDRED_PERSON_ITEM (object);

  g_free (self->name);
  g_free (self->collate_key);
  g_free (self->birth);
  g_free (self->notes);

  G_OBJECT_CLASS (kindred_person_item_parent_class)->finalize (object);
}

static void
kindred_person_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KindredPersonItem *self = KINDRED_PERSON_ITEM (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_COVER:
      g_value_set_int64 (value, self->cover);
      break;
    case PROP_HIDDEN:
      g_value_set_boolean (value, self->hidden);
      break;
    case PROP_FAVOURITE:
      g_value_set_boolean (value, self->favourite);
      break;
    case PROP_N_FACES:
      g_value_set_uint (value, self->n_faces);
      break;
    case PROP_N_PHOTOS:
      g_value_set_uint (value, self->n_photos);
      break;
    case PROP_BIRTH:
      g_value_set_string (value, self->birth);
      break;
    case PROP_NOTES:
      g_value_set_string (value, self->notes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_person_item_class_init (KindredPersonItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = kindred_person_item_finalize;
  object_class->get_property = kindred_person_item_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_COVER] = g_param_spec_int64 ("cover", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_HIDDEN] = g_param_spec_boolean ("hidden", NULL, NULL, FALSE, flags);
  properties[PROP_FAVOURITE] = g_param_spec_boolean ("favourite", NULL, NULL, FALSE, flags);
  properties[PROP_N_FACES] = g_param_spec_uint ("n-faces", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_PHOTOS] = g_param_spec_uint ("n-photos", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_BIRTH] = g_param_spec_string ("birth", NULL, NULL, NULL, flags);
  properties[PROP_NOTES] = g_param_spec_string ("notes", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kindred_person_item_init (KindredPersonItem *self)
{
}

KindredPersonItem *
kindred_person_item_new (const KindredPersonRecord *record)
{
  KindredPersonItem *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = kindred_item_new (KINDRED_TYPE_PERSON_ITEM, record->id);
  kindred_person_item_update (self, record);

  return self;
}

static gboolean
update_name (KindredPersonItem *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return FALSE;

  g_free (self->name);
  g_free (self->collate_key);
  self->name = g_strdup (name);
  self->collate_key = name != NULL ? g_utf8_collate_key (name, -1) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);

  return TRUE;
}

static gboolean
update_text (KindredPersonItem *self, char **field, const char *value, int property)
{
  if (g_strcmp0 (*field, value) == 0)
    return FALSE;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);

  return TRUE;
}

static gboolean
update_uint (KindredPersonItem *self, guint *field, guint value, int property)
{
  if (*field == value)
    return FALSE;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);

  return TRUE;
}

static gboolean
update_boolean (KindredPersonItem *self, gboolean *field, gboolean value, int property)
{
  if (*field == value)
    return FALSE;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);

  return TRUE;
}

gboolean
kindred_person_item_update (KindredPersonItem *self, const KindredPersonRecord *record)
{
  gboolean changed;

  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);
  g_return_val_if_fail (record->id == kindred_item_get_id (KINDRED_ITEM (self)), FALSE);

  g_object_freeze_notify (G_OBJECT (self));

  changed = self->first_taken != record->first_taken || self->last_taken != record->last_taken;
  self->first_taken = record->first_taken;
  self->last_taken = record->last_taken;
  changed |= update_name (self, record->name);
  changed |= update_uint (self, &self->n_faces, record->n_faces, PROP_N_FACES);
  changed |= update_uint (self, &self->n_photos, record->n_photos, PROP_N_PHOTOS);
  if (self->cover != record->cover)
    {
      self->cover = record->cover;
      changed = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COVER]);
    }
  changed |= update_boolean (self, &self->hidden, record->hidden, PROP_HIDDEN);
  changed |= update_boolean (self, &self->favourite, record->favourite, PROP_FAVOURITE);
  changed |= update_text (self, &self->birth, record->birth, PROP_BIRTH);
  changed |= update_text (self, &self->notes, record->notes, PROP_NOTES);

  g_object_thaw_notify (G_OBJECT (self));

  return changed;
}

const char *
kindred_person_item_get_name (KindredPersonItem *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), NULL);

  return self->name;
}

gint64
kindred_person_item_get_cover (KindredPersonItem *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), 0);

  return self->cover;
}

gboolean
kindred_person_item_get_hidden (KindredPersonItem *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), FALSE);

  return self->hidden;
}

gboolean
kindred_person_item_get_favourite (KindredPersonItem *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), FALSE);

  return self->favourite;
}

guint
kindred_person_item_get_n_faces (KindredPersonItem *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), 0);

  return self->n_faces;
}

guint
kindred_person_item_get_n_photos (KindredPersonItem *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), 0);

  return self->n_photos;
}

const char *
kindred_person_item_get_birth (KindredPersonItem *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), NULL);

  return self->birth;
}

const char *
kindred_person_item_get_notes (KindredPersonItem *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), NULL);

  return self->notes;
}

const char *
kindred_person_item_get_title (KindredPersonItem *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), NULL);

  return self->name != NULL ? self->name : _ ("Unnamed person");
}

char *
kindred_person_item_dup_count (KindredPersonItem *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), NULL);

  return g_strdup_printf (ngettext ("%'u face", "%'u faces", self->n_faces), self->n_faces);
}

/* "2014–2020", "2014", or NULL. */
static char *
dup_years (KindredPersonItem *self)
{
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) last = NULL;

  if (self->first_taken > self->last_taken)
    return NULL;

  first = g_date_time_new_from_unix_utc (self->first_taken);
  last = g_date_time_new_from_unix_utc (self->last_taken);
  if (first == NULL || last == NULL)
    return NULL;

  if (g_date_time_get_year (first) == g_date_time_get_year (last))
    return g_strdup_printf ("%d", g_date_time_get_year (first));

  /* Translators: first and last year of a person's photos */
  return g_strdup_printf (_ ("%d–%d"), g_date_time_get_year (first), g_date_time_get_year (last));
}

char *
kindred_person_item_dup_summary (KindredPersonItem *self)
{
  g_autofree char *faces = NULL;
  g_autofree char *photos = NULL;
  g_autofree char *years = NULL;

  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), NULL);

  faces = kindred_person_item_dup_count (self);
  photos = g_strdup_printf (ngettext ("%'u photo", "%'u photos", self->n_photos), self->n_photos);
  years = dup_years (self);

  if (years == NULL)
    /* Translators: "14 faces in 12 photos" */
    return g_strdup_printf (_ ("%s in %s"), faces, photos);

  /* Translators: "14 faces in 12 photos, 2014–2020" */
  return g_strdup_printf (_ ("%s in %s, %s"), faces, photos, years);
}

char *
kindred_person_item_describe (KindredPersonItem *self)
{
  g_autofree char *count = NULL;
  g_autoptr (GDateTime) first = NULL;

  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (self), NULL);

  count = kindred_person_item_dup_count (self);
  if (self->name == NULL && !self->favourite && self->first_taken <= self->last_taken)
    first = g_date_time_new_from_unix_utc (self->first_taken);
  if (first != NULL)
    /* Translators: for screen readers; %s is a count of faces: "Unnamed person, 14 faces, first seen 2014" */
    return g_strdup_printf (_ ("Unnamed person, %s, first seen %d"), count, g_date_time_get_year (first));

  if (self->favourite)
    /* Translators: a favourite's name and count for screen readers, "Ann, favourite, 312 faces" */
    return g_strdup_printf (_ ("%s, favourite, %s"), kindred_person_item_get_title (self), count);

  /* Translators: a person's name and count for screen readers, "Ann, 312 faces" */
  return g_strdup_printf (_ ("%s, %s"), kindred_person_item_get_title (self), count);
}

int
kindred_person_item_compare (KindredPersonItem *a, KindredPersonItem *b)
{
  gint64 a_id, b_id;

  if (a->favourite != b->favourite)
    return a->favourite ? -1 : 1;
  if ((a->name != NULL) != (b->name != NULL))
    return a->name != NULL ? -1 : 1;

  if (a->name != NULL)
    {
      int order = strcmp (a->collate_key, b->collate_key);

      if (order != 0)
        return order;
    }

  if (a->n_faces != b->n_faces)
    return a->n_faces > b->n_faces ? -1 : 1;

  a_id = kindred_item_get_id (KINDRED_ITEM (a));
  b_id = kindred_item_get_id (KINDRED_ITEM (b));

  return a_id < b_id ? -1 : a_id > b_id;
}
