/* kindred-notes-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-notes-entry.h"

#include "store/kindred-edit.h"

#include <glib/gi18n-lib.h>

#define TELL_BELOW 1000 /* characters left */

struct _KindredNotesEntry
{
  AdwBin parent_instance;

  char *notes; /* normalized, as they are kept; never NULL */
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (KindredNotesEntry, kindred_notes_entry, ADW_TYPE_BIN)

enum
{
  SIGNAL_APPLY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_text (KindredNotesEntry *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
update_hint (KindredNotesEntry *self)
{
  int left = KINDRED_NOTES_MAX - gtk_text_buffer_get_char_count (self->buffer);
  g_autofree char *text = NULL;

  if (left < 0)
    text = g_strdup_printf (
        /* Translators: notes are longer than they may be */
        ngettext ("%'d character too many to be kept", "%'d characters too many to be kept", (gulong) -left), -left);
  else if (left < TELL_BELOW)
    text = g_strdup_printf (ngettext ("%'d character left", "%'d characters left", (gulong) left), left);

  gtk_label_set_label (self->hint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text != NULL);
  if (left < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
}

static void
focus_left_cb (KindredNotesEntry *self)
{
  g_autofree char *pending = kindred_notes_entry_dup_pending (self);

  if (pending != NULL && g_utf8_strlen (pending, -1) <= KINDRED_NOTES_MAX)
    g_signal_emit (self, signals[SIGNAL_APPLY], 0);
}

static void
kindred_notes_entry_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (kindred_notes_entry_parent_class)->dispose (object);
}

static void
kindred_notes_entry_finalize (GObject *object)
{
  g_free (KINDRED_NOTES_ENTRY (object)->notes);

  G_OBJECT_CLASS (kindred_notes_entry_parent_class)->finalize (object);
}

static gboolean
kindred_notes_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KINDRED_NOTES_ENTRY (widget)->view));
}

static void
kindred_notes_entry_class_init (KindredNotesEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_notes_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = kindred_notes_entry_finalize;
  widget_class->grab_focus = kindred_notes_entry_grab_focus;

  signals[SIGNAL_APPLY]
      = g_signal_new ("apply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "notesentry");
}

static GtkWidget *
new_scrolled (KindredNotesEntry *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, NULL);
  self->buffer = gtk_text_view_get_buffer (self->view);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (update_hint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Notes"), -1);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 112);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 240);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);

  return scrolled;
}

static void
kindred_notes_entry_init (KindredNotesEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->notes = g_strdup ("");
  self->hint = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "caption");

  gtk_box_append (GTK_BOX (box), new_scrolled (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  adw_bin_set_child (ADW_BIN (self), box);
}

void
kindred_notes_entry_set_notes (KindredNotesEntry *self, const char *notes)
{
  g_autofree char *pending = NULL;

  g_return_if_fail (KINDRED_IS_NOTES_ENTRY (self));

  pending = kindred_notes_entry_dup_pending (self);
  g_free (self->notes);
  self->notes = g_strdup (notes != NULL ? notes : "");
  if (pending == NULL)
    {
      g_autofree char *text = dup_text (self);

      if (!g_str_equal (text, self->notes))
        gtk_text_buffer_set_text (self->buffer, self->notes, -1);
    }
}

char *
kindred_notes_entry_dup_pending (KindredNotesEntry *self)
{
  g_autofree char *text = NULL;
  g_autofree char *normal = NULL;

  g_return_val_if_fail (KINDRED_IS_NOTES_ENTRY (self), NULL);

  /* What is too long for the library has no normal form. */
  text = dup_text (self);
  normal = kindred_notes_normalize (text, NULL);
  if (normal == NULL && gtk_text_buffer_get_char_count (self->buffer) <= KINDRED_NOTES_MAX)
    normal = g_strdup ("");
  if (normal == NULL)
    normal = g_steal_pointer (&text);

  return g_str_equal (normal, self->notes) ? NULL : g_steal_pointer (&normal);
}

void
kindred_notes_entry_set_editable (KindredNotesEntry *self, gboolean editable)
{
  g_return_if_fail (KINDRED_IS_NOTES_ENTRY (self));

  gtk_text_view_set_editable (self->view, editable);
}
