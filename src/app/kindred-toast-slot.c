/* kindred-toast-slot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-toast-slot.h"

/* Until no animation of a toast that comes goes on, which takes half a second at most. */
#define SETTLE (700 * G_TIME_SPAN_MILLISECOND)

struct _KindredToastSlot
{
  GObject parent_instance;

  AdwToast *shown;  /* weak: the overlay's */
  GtkWidget *place; /* of it; weak */
  guint tick;       /* while it comes */
  gint64 begun;     /* time of its first frame, or 0 */
};

G_DEFINE_FINAL_TYPE (KindredToastSlot, kindred_toast_slot, G_TYPE_OBJECT)

static void
forget (KindredToastSlot *self)
{
  if (self->tick != 0 && self->place != NULL)
    gtk_widget_remove_tick_callback (self->place, self->tick);
  self->tick = 0;
  g_clear_weak_pointer (&self->place);
  g_clear_weak_pointer (&self->shown);
}

static void
dismissed_cb (AdwToast *toast, KindredToastSlot *self)
{
  if (toast == self->shown)
    forget (self);
}

/* By frames and not by the clock: what is not drawn does not move on either. */
static gboolean
tick_cb (GtkWidget *place, GdkFrameClock *clock, gpointer user_data)
{
  KindredToastSlot *self = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->begun == 0)
    self->begun = now;
  if (now - self->begun < SETTLE)
    return G_SOURCE_CONTINUE;

  self->tick = 0;

  return G_SOURCE_REMOVE;
}

static void
show (KindredToastSlot *self, GtkWidget *place, AdwToast *toast)
{
  g_set_weak_pointer (&self->shown, toast);
  g_set_weak_pointer (&self->place, place);
  self->begun = 0;
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  kindred_toast_slot_add (place, toast);
  self->tick = gtk_widget_add_tick_callback (place, tick_cb, self, NULL);
}

static void
kindred_toast_slot_dispose (GObject *object)
{
  forget (KINDRED_TOAST_SLOT (object));

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
kindred_toast_slot_new (void)
{
  return g_object_new (KINDRED_TYPE_TOAST_SLOT, NULL);
}

void
kindred_toast_slot_take (KindredToastSlot *self, GtkWidget *place, AdwToast *toast)
{
  g_return_if_fail (KINDRED_IS_TOAST_SLOT (self));
  g_return_if_fail (GTK_IS_WIDGET (place));
  g_return_if_fail (toast == NULL || ADW_IS_TOAST (toast));

  if (self->shown != NULL && self->tick == 0)
    adw_toast_dismiss (self->shown);

  if (self->shown != NULL && toast != NULL && place == self->place)
    {
      adw_toast_set_title (self->shown, adw_toast_get_title (toast));
      adw_toast_set_button_label (self->shown, adw_toast_get_button_label (toast));
      g_object_unref (toast);
      return;
    }

  /* In the way of nobody, and without promise */
  if (self->shown != NULL)
    adw_toast_set_button_label (self->shown, NULL);
  if (toast == NULL)
    return;

  forget (self);
  show (self, place, toast);
}

void
kindred_toast_slot_add (GtkWidget *place, AdwToast *toast)
{
  if (ADW_IS_PREFERENCES_WINDOW (place))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (place), toast);
  else
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (place), toast);
}
