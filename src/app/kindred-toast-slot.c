/* kindred-toast-slot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-toast-slot.h"

/* Milliseconds: until a toast may be dismissed, and until it is out of sight then, which takes 300 by itself. */
#define SETTLE 250
#define LEAVE 350

struct _KindredToastSlot
{
  GObject parent_instance;

  KindredToastFunc show;
  gpointer user_data;

  AdwToast *shown; /* weak: the overlay's */
  AdwToast *next;
  gint64 since; /* of what is shown, or of when the last one was dismissed */
  guint source;
};

G_DEFINE_FINAL_TYPE (KindredToastSlot, kindred_toast_slot, G_TYPE_OBJECT)

static void go_on (KindredToastSlot *self);

static gboolean
go_on_cb (gpointer user_data)
{
  KindredToastSlot *self = user_data;

  self->source = 0;
  go_on (self);

  return G_SOURCE_REMOVE;
}

/* Returns: whether so much time (ms) has passed; if not, it goes on when it has */
static gboolean
has_passed (KindredToastSlot *self, guint delay)
{
  gint64 passed = (g_get_monotonic_time () - self->since) / 1000;

  if (self->since == 0 || passed >= delay)
    return TRUE;

  self->source = g_timeout_add ((guint) (delay - passed), go_on_cb, self);
  g_source_set_name_by_id (self->source, "kindred_toast_slot");

  return FALSE;
}

static void
dismissed_cb (AdwToast *toast, KindredToastSlot *self)
{
  if (toast != self->shown)
    return;

  g_clear_weak_pointer (&self->shown);
  self->since = g_get_monotonic_time ();
}

static void
show_next (KindredToastSlot *self)
{
  AdwToast *toast = g_steal_pointer (&self->next);

  g_set_weak_pointer (&self->shown, toast);
  self->since = g_get_monotonic_time ();
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  self->show (toast, self->user_data);
}

static void
go_on (KindredToastSlot *self)
{
  if (self->source != 0)
    return;

  if (self->shown != NULL && has_passed (self, SETTLE))
    adw_toast_dismiss (self->shown);
  if (self->shown == NULL && self->next != NULL && has_passed (self, LEAVE))
    show_next (self);
}

static void
kindred_toast_slot_dispose (GObject *object)
{
  KindredToastSlot *self = KINDRED_TOAST_SLOT (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->shown);
  g_clear_object (&self->next);

  G_OBJECT_CLASS (kindred_toast_slot_parent_class)->dispose (object);
}

static void
kindred_toast_slot_class_init (KindredToastSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kindred_toast_slot_dispose;
}

static void
kindred_toast_slot_init (KindredToastSlot *self)
{
}

KindredToastSlot *
kindred_toast_slot_new (KindredToastFunc show, gpointer user_data)
{
  KindredToastSlot *self = g_object_new (KINDRED_TYPE_TOAST_SLOT, NULL);

  self->show = show;
  self->user_data = user_data;

  return self;
}

void
kindred_toast_slot_take (KindredToastSlot *self, AdwToast *toast)
{
  g_return_if_fail (KINDRED_IS_TOAST_SLOT (self));
  g_return_if_fail (toast == NULL || ADW_IS_TOAST (toast));

  g_clear_object (&self->next);
  self->next = toast;
  go_on (self);
}
