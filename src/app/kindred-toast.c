/* kindred-toast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-toast.h"

/* How long a toast comes that takes the place of another; others are faster. */
#define COMING (500 * G_TIME_SPAN_MILLISECOND)

struct _KindredToast
{
  GObject parent_instance;

  char *text;
  char *label;
  char *action;
  guint timeout; /* seconds; 0: that of libadwaita */

  AdwToast *shown;  /* weak: the place's */
  GtkWidget *place; /* weak */
  guint tick;       /* while it comes */
  gint64 begun;     /* time of its first frame, or 0 */
  gboolean dismissed;
};

G_DEFINE_FINAL_TYPE (KindredToast, kindred_toast, G_TYPE_OBJECT)

enum
{
  SIGNAL_CLICKED,
  SIGNAL_GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is not in sight does not move. */
static gboolean
is_coming (KindredToast *self)
{
  return self->tick != 0 && self->place != NULL && gtk_widget_get_mapped (self->place);
}

static void
forget (KindredToast *self)
{
  if (self->tick != 0 && self->place != NULL)
    gtk_widget_remove_tick_callback (self->place, self->tick);
  self->tick = 0;
  g_clear_weak_pointer (&self->place);
  g_clear_weak_pointer (&self->shown);
}

/* Not adw_toast_dismiss(), which works once for each toast, even if the first time was too early. */
static void
leave (KindredToast *self)
{
  g_signal_emit_by_name (self->shown, "dismissed");
}

/* By frames and not by the clock: what is not drawn does not move on either. */
static gboolean
tick_cb (GtkWidget *place, GdkFrameClock *clock, gpointer user_data)
{
  KindredToast *self = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->begun == 0)
    self->begun = now;
  if (now - self->begun < COMING)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  if (self->dismissed)
    leave (self);

  return G_SOURCE_REMOVE;
}

/* Before the place hears of it */
static void
dismissed_cb (AdwToast *toast, KindredToast *self)
{
  if (toast != self->shown || !is_coming (self))
    return;

  g_signal_stop_emission_by_name (toast, "dismissed");
  self->dismissed = TRUE;
  adw_toast_set_button_label (toast, NULL);
}

static void
gone_cb (AdwToast *toast, KindredToast *self)
{
  if (toast != self->shown)
    return;

  forget (self);
  g_signal_emit (self, signals[SIGNAL_GONE], 0);
}

/* Once: what was clicked is dismissed next. */
static void
clicked_cb (AdwToast *toast, KindredToast *self)
{
  self->dismissed = TRUE;
  adw_toast_set_button_label (toast, NULL);
  g_signal_emit (self, signals[SIGNAL_CLICKED], 0);
}

/* AdwToast takes its title for markup, always: names and file names must not be. */
static void
put_texts (KindredToast *self)
{
  g_autofree char *markup = g_markup_escape_text (self->text, -1);

  adw_toast_set_title (self->shown, markup);
  adw_toast_set_button_label (self->shown, self->label);
}

static void
kindred_toast_dispose (GObject *object)
{
  forget (KINDRED_TOAST (object));

  G_OBJECT_CLASS (kindred_toast_parent_class)->dispose (object);
}

static void
kindred_toast_finalize (GObject *object)
{
  KindredToast *self = KINDRED_TOAST (object);

  g_free (self->text);
  g_free (self->label);
  g_free (self->action);

  G_OBJECT_CLASS (kindred_toast_parent_class)->finalize (object);
}

static void
kindred_toast_class_init (KindredToastClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kindred_toast_dispose;
  G_OBJECT_CLASS (klass)->finalize = kindred_toast_finalize;

  signals[SIGNAL_CLICKED]
      = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_GONE]
      = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kindred_toast_init (KindredToast *self)
{
}

KindredToast *
kindred_toast_new (const char *text)
{
  KindredToast *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (KINDRED_TYPE_TOAST, NULL);
  self->text = g_strdup (text);

  return self;
}

KindredToast *
kindred_toast_copy (KindredToast *self)
{
  KindredToast *copy;

  g_return_val_if_fail (KINDRED_IS_TOAST (self), NULL);

  copy = kindred_toast_new (self->text);
  kindred_toast_set_button (copy, self->label, self->action);
  kindred_toast_set_timeout (copy, self->timeout);

  return copy;
}

void
kindred_toast_set_button (KindredToast *self, const char *label, const char *action)
{
  g_return_if_fail (KINDRED_IS_TOAST (self));

  g_free (self->label);
  self->label = g_strdup (label);
  g_free (self->action);
  self->action = g_strdup (action);
}

void
kindred_toast_set_timeout (KindredToast *self, guint timeout)
{
  g_return_if_fail (KINDRED_IS_TOAST (self));

  self->timeout = timeout;
}

const char *
kindred_toast_get_text (KindredToast *self)
{
  g_return_val_if_fail (KINDRED_IS_TOAST (self), NULL);

  return self->text;
}

const char *
kindred_toast_get_action (KindredToast *self)
{
  g_return_val_if_fail (KINDRED_IS_TOAST (self), NULL);

  return self->action;
}

void
kindred_toast_show (KindredToast *self, GtkWidget *place)
{
  AdwToast *toast;

  g_return_if_fail (KINDRED_IS_TOAST (self));
  g_return_if_fail (GTK_IS_WIDGET (place));
  g_return_if_fail (self->shown == NULL);

  toast = adw_toast_new ("");
  g_set_weak_pointer (&self->shown, toast);
  g_set_weak_pointer (&self->place, place);
  put_texts (self);
  if (self->timeout != 0)
    adw_toast_set_timeout (toast, self->timeout);

  /* For as long as it can be clicked */
  g_object_set_data_full (G_OBJECT (toast), "kindred-toast", g_object_ref (self), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (clicked_cb), self, 0);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  if (ADW_IS_PREFERENCES_WINDOW (place))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (place), toast);
  else
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (place), toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (gone_cb), self, 0);
  if (gtk_widget_get_mapped (place) && adw_get_enable_animations (place))
    self->tick = gtk_widget_add_tick_callback (place, tick_cb, g_object_ref (self), g_object_unref);
}

GtkWidget *
kindred_toast_get_place (KindredToast *self)
{
  g_return_val_if_fail (KINDRED_IS_TOAST (self), NULL);

  return self->place;
}

void
kindred_toast_dismiss (KindredToast *self)
{
  g_return_if_fail (KINDRED_IS_TOAST (self));

  if (self->shown != NULL)
    leave (self);
}

gboolean
kindred_toast_get_dismissed (KindredToast *self)
{
  g_return_val_if_fail (KINDRED_IS_TOAST (self), FALSE);

  return self->dismissed;
}

gboolean
kindred_toast_take (KindredToast *self, KindredToast *other)
{
  g_return_val_if_fail (KINDRED_IS_TOAST (self), FALSE);
  g_return_val_if_fail (KINDRED_IS_TOAST (other), FALSE);

  if (!is_coming (self) || self->dismissed)
    return FALSE;

  g_free (self->text);
  self->text = g_strdup (other->text);
  kindred_toast_set_button (self, other->label, other->action);
  put_texts (self);

  return TRUE;
}
