/* kindred-held-enter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-held-enter.h"

/* Longer than any delay before a key repeats itself: after that it was let go where nobody saw it. */
#define LOST (3 * G_USEC_PER_SEC)

/* When Enter was pressed last, or repeated; 0: it is not held */
static gint64 pressed;

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer guarded)
{
  gint64 now = g_get_monotonic_time ();
  gboolean held = pressed != 0 && now - pressed < LOST;

  if (!is_enter (keyval))
    return GDK_EVENT_PROPAGATE;

  pressed = now;

  return held && GPOINTER_TO_INT (guarded) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (GtkEventControllerKey *controller, guint keyval)
{
  if (is_enter (keyval))
    pressed = 0;
}

static void
add_controller (GtkWidget *widget, gboolean guarded)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_name (controller, "held-enter");
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), GINT_TO_POINTER (guarded));
  g_signal_connect (controller, "key-released", G_CALLBACK (key_released_cb), NULL);
  gtk_widget_add_controller (widget, controller);
}

void
kindred_held_enter_watch (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  add_controller (widget, FALSE);
}

void
kindred_held_enter_guard (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  add_controller (widget, TRUE);
}
