/* kindred-face-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-face-item.h"

#include <glib/gi18n-lib.h>

struct _KindredFaceItem
{
  KindredItem parent_instance;

  KindredFaceRecord *record;
};

G_DEFINE_FINAL_TYPE (KindredFaceItem, kindred_face_item, KINDRED_TYPE_ITEM)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
kindred_face_item_finalize (GObject *object)
{
  KindredFaceItem *self = KINDRED_FACE_ITEM (object);

  g_clear_pointer (&self->record, kindred_face_record_free);

  G_OBJECT_CLASS (kindred_face_item_parent_class)->finalize (object);
}

static void
kindred_face_item_class_init (KindredFaceItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kindred_face_item_finalize;

  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kindred_face_item_init (KindredFaceItem *self)
{
}

KindredFaceItem *
kindred_face_item_new (KindredFaceRecord *record)
{
  KindredFaceItem *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = g_object_new (KINDRED_TYPE_FACE_ITEM, "id", record->id, NULL);
  self->record = record;

  return self;
}

void
kindred_face_item_take_record (KindredFaceItem *self, KindredFaceRecord *record)
{
  gboolean changed;

  g_return_if_fail (KINDRED_IS_FACE_ITEM (self));
  g_return_if_fail (record != NULL);
  g_return_if_fail (record->id == kindred_item_get_id (KINDRED_ITEM (self)));

  changed = self->record->decision != record->decision || self->record->person != record->person
            || self->record->taken != record->taken || g_strcmp0 (self->record->photo_path, record->photo_path) != 0;
  kindred_face_record_free (self->record);
  self->record = record;
  if (changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

const KindredFaceRecord *
kindred_face_item_get_record (KindredFaceItem *self)
{
  g_return_val_if_fail (KINDRED_IS_FACE_ITEM (self), NULL);

  return self->record;
}

char *
kindred_face_item_dup_date (KindredFaceItem *self)
{
  g_autoptr (GDateTime) taken = NULL;

  g_return_val_if_fail (KINDRED_IS_FACE_ITEM (self), NULL);

  /* The camera's clock is kept as if it were UTC: no time zone must be applied to it. */
  taken = g_date_time_new_from_unix_utc (self->record->taken);
  if (taken == NULL)
    return g_strdup (_ ("unknown date"));

  /* Translators: day, month and year as in g_date_time_format() */
  return g_date_time_format (taken, _ ("%-e %B %Y"));
}

char *
kindred_face_item_describe (KindredFaceItem *self)
{
  g_autofree char *date = NULL;

  g_return_val_if_fail (KINDRED_IS_FACE_ITEM (self), NULL);

  date = kindred_face_item_dup_date (self);
  if (self->record->decision == KINDRED_DECISION_CONFIRMED)
    /* Translators: a face for screen readers; %s is the date of the photo */
    return g_strdup_printf (_ ("Face, %s, confirmed"), date);

  /* Translators: a face for screen readers; %s is the date of the photo */
  return g_strdup_printf (_ ("Face, %s"), date);
}
