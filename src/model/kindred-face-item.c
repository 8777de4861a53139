/* kindred-face-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-face-item.h"

#include <glib/gi18n-lib.h>
#include <time.h>

#define SECONDS_PER_HOUR 3600

struct _KindredFaceItem
{
  KindredItem parent_instance;

  KindredFaceRecord *record;
  int month; /* since the year 0; -1: not known */
  KindredAge age;
  gboolean has_place;
  gboolean starts_month;
  gboolean same_photo;
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

/* The camera's clock is kept as if it were UTC: no time zone must be applied to it. */
static GDateTime *
new_date (gint64 taken)
{
  return g_date_time_new_from_unix_utc (taken);
}

/* Of thousands of faces at once: a GDateTime takes ten times as long.  Unknown are the years that it does not know. */
static int
count_months (gint64 taken)
{
  const time_t time = taken;
  struct tm date;

  if (gmtime_r (&time, &date) == NULL || date.tm_year < 1 - 1900 || date.tm_year > 9999 - 1900)
    return -1;

  return (date.tm_year + 1900) * 12 + date.tm_mon;
}

static void
set_record (KindredFaceItem *self, KindredFaceRecord *record)
{
  g_clear_pointer (&self->record, kindred_face_record_free);
  self->record = record;
  self->month = count_months (record->taken);
}

KindredFaceItem *
kindred_face_item_new (KindredFaceRecord *record)
{
  KindredFaceItem *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = kindred_item_new (KINDRED_TYPE_FACE_ITEM, record->id);
  set_record (self, record);

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
            || self->record->taken != record->taken || self->record->time != record->time
            || g_strcmp0 (self->record->photo_path, record->photo_path) != 0
            || g_strcmp0 (self->record->person_name, record->person_name) != 0;
  set_record (self, record);
  if (changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

const KindredFaceRecord *
kindred_face_item_get_record (KindredFaceItem *self)
{
  g_return_val_if_fail (KINDRED_IS_FACE_ITEM (self), NULL);

  return self->record;
}

static char *
dup_day (KindredFaceItem *self)
{
  g_autoptr (GDateTime) taken = new_date (self->record->taken);

  if (taken == NULL)
    return g_strdup (_ ("unknown date"));

  /* Translators: day, month and year as in g_date_time_format() */
  return g_date_time_format (taken, _ ("%-e %B %Y"));
}

/* "1:23", "1:02:03" */
static char *
dup_position (double time)
{
  guint seconds = time;

  if (seconds >= SECONDS_PER_HOUR)
    return g_strdup_printf ("%u:%02u:%02u", seconds / SECONDS_PER_HOUR, seconds / 60 % 60, seconds % 60);

  return g_strdup_printf ("%u:%02u", seconds / 60, seconds % 60);
}

char *
kindred_face_item_dup_date (KindredFaceItem *self)
{
  g_autofree char *day = NULL;
  g_autofree char *position = NULL;

  g_return_val_if_fail (KINDRED_IS_FACE_ITEM (self), NULL);

  day = dup_day (self);
  if (self->record->time < 0)
    return g_steal_pointer (&day);

  position = dup_position (self->record->time);

  /* Translators: when a face was seen: the day of a video, and how far into it: "12 June 2014, video at 1:23" */
  return g_strdup_printf (_ ("%s, video at %s"), day, position);
}

char *
kindred_face_item_dup_month (KindredFaceItem *self, gboolean brief)
{
  g_autoptr (GDateTime) taken = NULL;

  g_return_val_if_fail (KINDRED_IS_FACE_ITEM (self), NULL);

  taken = new_date (self->record->taken);
  if (taken == NULL)
    return g_strdup (_ ("Unknown date"));

  /* Translators: month and year as in g_date_time_format(): "Jun 2014", "June 2014" */
  return g_date_time_format (taken, brief ? _ ("%b %Y") : _ ("%B %Y"));
}

char *
kindred_face_item_describe (KindredFaceItem *self)
{
  const KindredFaceRecord *record;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *date = NULL;
  g_autofree char *age = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (KINDRED_IS_FACE_ITEM (self), NULL);

  record = self->record;
  date = kindred_face_item_dup_date (self);
  age = kindred_age_dup_spoken (self->age);

  if (record->person == 0)
    g_strv_builder_add (builder, _ ("Face"));
  else
    g_strv_builder_add (builder, record->person_name != NULL ? record->person_name : _ ("Unnamed person"));
  g_strv_builder_add (builder, date);
  if (age != NULL)
    g_strv_builder_add (builder, age);
  if (self->same_photo)
    g_strv_builder_add (builder, _ ("two in one photo"));
  if (record->decision == KINDRED_DECISION_CONFIRMED)
    g_strv_builder_add (builder, _ ("confirmed"));
  else if (record->person != 0)
    g_strv_builder_add (builder, _ ("not confirmed"));

  parts = g_strv_builder_end (builder);

  /* Translators: between what screen readers say of a face: "Ann, 12 June 2014, not confirmed" */
  return g_strjoinv (_ (", "), parts);
}

static void
set_marks (KindredFaceItem *self, gboolean has_place, gboolean starts_month, gboolean same_photo,
           const KindredBirth *birth)
{
  KindredAge age = { KINDRED_AGE_UNKNOWN, 0 };

  if (birth != NULL)
    age = kindred_birth_get_age (birth, self->record->taken);

  self->has_place = has_place;
  if (self->starts_month == starts_month && self->same_photo == same_photo && self->age.kind == age.kind
      && self->age.value == age.value)
    return;

  self->starts_month = starts_month;
  self->same_photo = same_photo;
  self->age = age;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
kindred_face_item_set_place (KindredFaceItem *self, KindredFaceItem *previous, const KindredBirth *birth)
{
  g_return_if_fail (KINDRED_IS_FACE_ITEM (self));
  g_return_if_fail (previous == NULL || KINDRED_IS_FACE_ITEM (previous));

  set_marks (self, TRUE, previous == NULL || previous->month != self->month, FALSE, birth);
}

void
kindred_face_item_set_doubt (KindredFaceItem *self, gboolean same_photo, const KindredBirth *birth)
{
  g_return_if_fail (KINDRED_IS_FACE_ITEM (self));

  set_marks (self, FALSE, FALSE, same_photo, birth);
}

gboolean
kindred_face_item_get_same_photo (KindredFaceItem *self)
{
  g_return_val_if_fail (KINDRED_IS_FACE_ITEM (self), FALSE);

  return self->same_photo;
}

gboolean
kindred_face_item_get_has_place (KindredFaceItem *self)
{
  g_return_val_if_fail (KINDRED_IS_FACE_ITEM (self), FALSE);

  return self->has_place;
}

gboolean
kindred_face_item_get_starts_month (KindredFaceItem *self)
{
  g_return_val_if_fail (KINDRED_IS_FACE_ITEM (self), FALSE);

  return self->starts_month;
}

KindredAge
kindred_face_item_get_age (KindredFaceItem *self)
{
  g_return_val_if_fail (KINDRED_IS_FACE_ITEM (self), (KindredAge){ 0 });

  return self->age;
}
