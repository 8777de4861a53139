/* kindred-toast-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-toast-queue.h"

struct _KindredToastQueue
{
  GObject parent_instance;

  KindredToastPlaceFunc get_place;
  gpointer user_data;

  GQueue waiting;     /* KindredToast */
  GQueue shown;       /* KindredToast, one in each place: below a dialog there may be one as well */
  KindredToast *edit; /* of the last edit: waiting, shown, or gone; or NULL */
};

G_DEFINE_FINAL_TYPE (KindredToastQueue, kindred_toast_queue, G_TYPE_OBJECT)

enum
{
  SIGNAL_CLICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void show_next (KindredToastQueue *self);

static void
clicked_cb (KindredToast *toast, KindredToastQueue *self)
{
  g_signal_emit (self, signals[SIGNAL_CLICKED], 0, kindred_toast_get_action (toast));
}

/* Returns: (nullable): what is shown where toasts are seen now */
static KindredToast *
get_current (KindredToastQueue *self)
{
  GtkWidget *place = self->get_place (self->user_data);

  for (GList *link = self->shown.head; link != NULL; link = link->next)
    if (kindred_toast_get_place (link->data) == place)
      return link->data;

  return NULL;
}

static void
gone_cb (KindredToast *toast, KindredToastQueue *self)
{
  g_queue_remove (&self->shown, toast);
  g_signal_handlers_disconnect_by_data (toast, self);
  g_object_unref (toast);
  show_next (self);
}

static void
show_next (KindredToastQueue *self)
{
  KindredToast *toast;

  if (get_current (self) != NULL || g_queue_is_empty (&self->waiting))
    return;

  toast = g_queue_pop_head (&self->waiting);
  g_queue_push_head (&self->shown, toast);
  g_signal_connect_object (toast, "clicked", G_CALLBACK (clicked_cb), self, 0);
  g_signal_connect_object (toast, "gone", G_CALLBACK (gone_cb), self, 0);
  kindred_toast_show (toast, self->get_place (self->user_data));
}

/* Shows @toast (transfer full) now, unless something leaves first. */
static void
put_first (KindredToastQueue *self, KindredToast *toast)
{
  g_queue_push_head (&self->waiting, toast);
  show_next (self);
}

static void
kindred_toast_queue_dispose (GObject *object)
{
  KindredToastQueue *self = KINDRED_TOAST_QUEUE (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_queue_clear_full (&self->shown, g_object_unref);
  g_clear_object (&self->edit);

  G_OBJECT_CLASS (kindred_toast_queue_parent_class)->dispose (object);
}

static void
kindred_toast_queue_class_init (KindredToastQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kindred_toast_queue_dispose;

  signals[SIGNAL_CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kindred_toast_queue_init (KindredToastQueue *self)
{
  g_queue_init (&self->waiting);
  g_queue_init (&self->shown);
}

KindredToastQueue *
kindred_toast_queue_new (KindredToastPlaceFunc get_place, gpointer user_data)
{
  KindredToastQueue *self;

  g_return_val_if_fail (get_place != NULL, NULL);

  self = g_object_new (KINDRED_TYPE_TOAST_QUEUE, NULL);
  self->get_place = get_place;
  self->user_data = user_data;

  return self;
}

void
kindred_toast_queue_add (KindredToastQueue *self, KindredToast *toast)
{
  g_return_if_fail (KINDRED_IS_TOAST_QUEUE (self));
  g_return_if_fail (KINDRED_IS_TOAST (toast));

  if (get_current (self) == NULL)
    put_first (self, toast);
  else
    g_queue_push_tail (&self->waiting, toast);
}

/* For after what takes its place */
static void
postpone (KindredToastQueue *self, KindredToast *toast)
{
  KindredToast *again = kindred_toast_copy (toast);

  if (self->edit == toast)
    g_set_object (&self->edit, again);
  g_queue_push_head (&self->waiting, again);
}

void
kindred_toast_queue_add_urgent (KindredToastQueue *self, KindredToast *toast)
{
  KindredToast *current;

  g_return_if_fail (KINDRED_IS_TOAST_QUEUE (self));
  g_return_if_fail (KINDRED_IS_TOAST (toast));

  current = get_current (self);
  if (current != NULL && !kindred_toast_get_dismissed (current))
    postpone (self, current);
  put_first (self, toast);
  if (current != NULL)
    kindred_toast_dismiss (current);
}

/* Returns: whether it is there to be replaced, in its turn */
static gboolean
replace_waiting (KindredToastQueue *self, KindredToast *last, KindredToast *toast)
{
  GList *link = g_queue_find (&self->waiting, last);

  if (link == NULL)
    return FALSE;

  if (toast != NULL)
    link->data = toast;
  else
    g_queue_delete_link (&self->waiting, link);
  g_object_unref (last);

  return TRUE;
}

void
kindred_toast_queue_set_edit (KindredToastQueue *self, KindredToast *toast)
{
  g_autoptr (KindredToast) last = NULL;
  KindredToast *current;

  g_return_if_fail (KINDRED_IS_TOAST_QUEUE (self));
  g_return_if_fail (toast == NULL || KINDRED_IS_TOAST (toast));

  current = get_current (self);
  if (current != NULL && current == self->edit && toast != NULL && kindred_toast_take (current, toast))
    {
      g_object_unref (toast);
      return;
    }

  last = g_steal_pointer (&self->edit);
  g_set_object (&self->edit, toast);
  if (last != NULL && replace_waiting (self, last, toast))
    {
      show_next (self);
      return;
    }

  if (toast != NULL && (current == NULL || current == last))
    put_first (self, toast);
  else if (toast != NULL)
    g_queue_push_tail (&self->waiting, toast);
  if (last != NULL)
    kindred_toast_dismiss (last);
}

static gboolean
says (KindredToast *toast, const char *text)
{
  return g_str_equal (kindred_toast_get_text (toast), text);
}

gboolean
kindred_toast_queue_tells (KindredToastQueue *self, const char *text)
{
  KindredToast *current;

  g_return_val_if_fail (KINDRED_IS_TOAST_QUEUE (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  current = get_current (self);
  if (current != NULL && !kindred_toast_get_dismissed (current) && says (current, text))
    return TRUE;
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    if (says (link->data, text))
      return TRUE;

  return FALSE;
}
