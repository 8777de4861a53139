/* kindred-edit-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit-item.h"

#include <glib/gi18n-lib.h>

struct _KindredEditItem
{
  KindredItem parent_instance;

  KindredEditRecord *record;
  GDateTime *date; /* local time */
  gboolean starts_day;
};

G_DEFINE_FINAL_TYPE (KindredEditItem, kindred_edit_item, KINDRED_TYPE_ITEM)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
kindred_edit_item_finalize (GObject *object)
{
  KindredEditItem *self = KINDRED_EDIT_ITEM (object);

  g_clear_pointer (&self->record, kindred_edit_record_free);
  g_clear_pointer (&self->date, g_date_time_unref);

  G_OBJECT_CLASS (kindred_edit_item_parent_class)->finalize (object);
}

static void
kindred_edit_item_class_init (KindredEditItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kindred_edit_item_finalize;

  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kindred_edit_item_init (KindredEditItem *self)
{
}

KindredEditItem *
kindred_edit_item_new (KindredEditRecord *record)
{
  KindredEditItem *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = kindred_item_new (KINDRED_TYPE_EDIT_ITEM, record->id);
  self->record = record;
  self->date = g_date_time_new_from_unix_local (record->time);
  if (self->date == NULL) /* a damaged time */
    self->date = g_date_time_new_from_unix_utc (0);

  return self;
}

static gboolean
is_same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b)
         && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

void
kindred_edit_item_update (KindredEditItem *self, KindredEditRecord *record, KindredEditItem *newer)
{
  gboolean starts_day, changed;

  g_return_if_fail (KINDRED_IS_EDIT_ITEM (self));
  g_return_if_fail (record != NULL && record->id == kindred_item_get_id (KINDRED_ITEM (self)));
  g_return_if_fail (newer == NULL || KINDRED_IS_EDIT_ITEM (newer));

  starts_day = newer == NULL || !is_same_day (newer->date, self->date);
  changed = self->record->undone != record->undone || self->record->reverted != record->reverted
            || self->starts_day != starts_day;
  if (record != self->record)
    kindred_edit_record_free (self->record);
  self->record = record;
  self->starts_day = starts_day;
  if (changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

const KindredEditRecord *
kindred_edit_item_get_record (KindredEditItem *self)
{
  g_return_val_if_fail (KINDRED_IS_EDIT_ITEM (self), NULL);

  return self->record;
}

gboolean
kindred_edit_item_get_in_effect (KindredEditItem *self)
{
  g_return_val_if_fail (KINDRED_IS_EDIT_ITEM (self), FALSE);

  return !self->record->undone && !self->record->reverted;
}

gboolean
kindred_edit_item_get_starts_day (KindredEditItem *self)
{
  g_return_val_if_fail (KINDRED_IS_EDIT_ITEM (self), FALSE);

  return self->starts_day;
}

char *
kindred_edit_item_dup_day (KindredEditItem *self)
{
  g_return_val_if_fail (KINDRED_IS_EDIT_ITEM (self), NULL);

  /* Translators: day, month and year as in g_date_time_format() */
  return g_date_time_format (self->date, _ ("%-e %B %Y"));
}

char *
kindred_edit_item_dup_details (KindredEditItem *self)
{
  g_autofree char *time = NULL;

  g_return_val_if_fail (KINDRED_IS_EDIT_ITEM (self), NULL);

  /* Translators: hour and minute as in g_date_time_format() */
  time = g_date_time_format (self->date, _ ("%H:%M"));
  if (self->record->undone)
    /* Translators: an edit that was taken back; %s is the time of day when it was made */
    return g_strdup_printf (_ ("%s · Undone"), time);
  if (self->record->reverted)
    /* Translators: an edit that a later one took back; %s is the time of day when it was made */
    return g_strdup_printf (_ ("%s · Taken back"), time);

  return g_steal_pointer (&time);
}

char *
kindred_edit_item_describe (KindredEditItem *self)
{
  g_autofree char *text = NULL;
  g_autofree char *day = NULL;
  g_autofree char *details = NULL;

  g_return_val_if_fail (KINDRED_IS_EDIT_ITEM (self), NULL);

  text = kindred_edit_record_describe (self->record);
  day = kindred_edit_item_dup_day (self);
  details = kindred_edit_item_dup_details (self);

  /* Translators: an edit for screen readers: what was done, day, time of day */
  return g_strdup_printf (_ ("%s, %s, %s"), text, day, details);
}
