/* kindred-window-dnd.c - folders and photos dropped on the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-window-private.h"

#include <glib/gi18n-lib.h>

static gboolean
can_add (KindredWindow *self)
{
  return self->session != NULL && !kindred_session_get_read_only (self->session);
}

static GdkDragAction
entered_cb (GtkDropTarget *target, double x, double y, KindredWindow *self)
{
  if (!can_add (self))
    return 0;

  gtk_widget_set_visible (self->drop_cue, TRUE);

  return GDK_ACTION_COPY;
}

static void
left_cb (GtkDropTarget *target, KindredWindow *self)
{
  gtk_widget_set_visible (self->drop_cue, FALSE);
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, KindredWindow *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));

  gtk_widget_set_visible (self->drop_cue, FALSE);
  if (!can_add (self) || list == NULL)
    return FALSE;

  for (GSList *link = list; link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  kindred_session_scan (self->session, G_LIST_MODEL (files));
  kindred_window_tell_of_documents (self, G_LIST_MODEL (files));

  return TRUE;
}

void
kindred_window_add_drop_target (KindredWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "enter", G_CALLBACK (entered_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (left_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
