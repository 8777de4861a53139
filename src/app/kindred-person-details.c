/* kindred-person-details.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-person-details.h"

#include "base/kindred-error.h"
#include "kindred-birth-row.h"
#include "kindred-merge-dialog.h"
#include "kindred-notes-entry.h"

#include <glib/gi18n-lib.h>

struct _KindredPersonDetails
{
  AdwWindow parent_instance;

  KindredSession *session;
  KindredPersonItem *person;
  gboolean updating; /* not the user */
  gboolean warned;   /* that what was typed cannot be kept */
  gboolean stale;    /* the library changed while an edit was under way */
  gboolean closed;

  AdwToastOverlay *toasts;
  KindredDetailRow *name_row;
  KindredBirthRow *birth_row;
  GtkSwitch *favourite_switch;
  GtkSwitch *hidden_switch;
  KindredNotesEntry *notes;
};

G_DEFINE_FINAL_TYPE (KindredPersonDetails, kindred_person_details, ADW_TYPE_WINDOW)

static gint64
get_id (KindredPersonDetails *self)
{
  return kindred_item_get_id (KINDRED_ITEM (self->person));
}

/* ---- what is shown ---- */

static void
update_person (KindredPersonDetails *self)
{
  const char *name = kindred_person_item_get_name (self->person);

  self->updating = TRUE;
  kindred_detail_row_set_kept (self->name_row, name != NULL ? name : "");
  kindred_birth_row_set_birth (self->birth_row, kindred_person_item_get_birth (self->person));
  gtk_switch_set_active (self->favourite_switch, kindred_person_item_get_favourite (self->person));
  gtk_switch_set_active (self->hidden_switch, kindred_person_item_get_hidden (self->person));
  kindred_notes_entry_set_notes (self->notes, kindred_person_item_get_notes (self->person));
  self->updating = FALSE;
}

/* ---- name ---- */

static void
name_changed_cb (KindredPersonDetails *self)
{
  self->warned = FALSE;
  kindred_detail_row_set_hint (self->name_row, NULL, FALSE);
}

static void
propose_merge (KindredPersonDetails *self, KindredPersonItem *other)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (persons, g_object_ref (other));
  g_ptr_array_add (persons, g_object_ref (self->person));
  kindred_detail_row_reset (self->name_row);
  gtk_window_present (GTK_WINDOW (kindred_merge_dialog_new (parent, self->session, persons, other)));
  gtk_window_close (GTK_WINDOW (self));
}

/* Somebody else with the name that was typed, or NULL. */
static KindredPersonItem *
find_namesake (KindredPersonDetails *self)
{
  g_autofree char *name = kindred_name_normalize (gtk_editable_get_text (GTK_EDITABLE (self->name_row)), NULL);

  return name != NULL ? kindred_people_find_name (kindred_session_get_people (self->session), name, get_id (self))
                      : NULL;
}

static void
apply_name (KindredPersonDetails *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = kindred_name_normalize (gtk_editable_get_text (GTK_EDITABLE (self->name_row)), &error);

  if (error != NULL)
    {
      kindred_detail_row_set_hint (self->name_row, error->message, TRUE);
      return;
    }

  if (g_strcmp0 (name, kindred_person_item_get_name (self->person)) != 0)
    kindred_session_edit (self->session, kindred_edit_new_name (get_id (self), name, &error), error);
  kindred_detail_row_replace (self->name_row, name != NULL ? name : "");
}

static void
name_applied_cb (KindredPersonDetails *self)
{
  KindredPersonItem *other = find_namesake (self);

  if (other != NULL)
    propose_merge (self, other);
  else
    apply_name (self);
}

/* ---- birth ---- */

static void
birth_changed_cb (KindredPersonDetails *self)
{
  self->warned = FALSE;
}

static void
birth_applied_cb (KindredPersonDetails *self)
{
  g_autofree char *birth = NULL;
  g_autoptr (GError) error = NULL;

  if (!kindred_birth_row_take (self->birth_row, &birth))
    gtk_widget_grab_focus (GTK_WIDGET (self->birth_row));
  else if (g_strcmp0 (birth, kindred_person_item_get_birth (self->person)) != 0)
    kindred_session_edit (self->session, kindred_edit_new_birth (get_id (self), birth, &error), error);
}

/* ---- flags and notes ---- */

static void
favourite_switched_cb (KindredPersonDetails *self)
{
  gint64 id = self->updating ? 0 : get_id (self);
  gboolean active = gtk_switch_get_active (self->favourite_switch);
  g_autoptr (GError) error = NULL;

  if (!self->updating)
    kindred_session_edit (self->session, kindred_edit_new_favourite (&id, 1, active, &error), error);
}

static void
hidden_switched_cb (KindredPersonDetails *self)
{
  gint64 id = self->updating ? 0 : get_id (self);
  gboolean active = gtk_switch_get_active (self->hidden_switch);
  g_autoptr (GError) error = NULL;

  if (!self->updating)
    kindred_session_edit (self->session, kindred_edit_new_hide (&id, 1, active, &error), error);
}

static void
notes_applied_cb (KindredPersonDetails *self)
{
  g_autofree char *notes = kindred_notes_entry_dup_pending (self->notes);
  g_autoptr (GError) error = NULL;

  if (notes == NULL || self->closed)
    return;

  kindred_session_edit (self->session, kindred_edit_new_notes (get_id (self), notes, &error), error);
  kindred_notes_entry_set_notes (self->notes, notes);
}

/* ---- the end ---- */

/* What is complete is kept.  Returns: whether nothing is left */
static gboolean
keep_pending (KindredPersonDetails *self)
{
  g_autofree char *notes = kindred_notes_entry_dup_pending (self->notes);

  if (kindred_detail_row_is_typed (self->name_row))
    {
      if (find_namesake (self) != NULL)
        kindred_detail_row_set_hint (self->name_row,
                                     _ ("Somebody has this name already: Enter proposes to merge them."), TRUE);
      else
        apply_name (self);
    }
  if (kindred_detail_row_is_typed (KINDRED_DETAIL_ROW (self->birth_row)))
    birth_applied_cb (self);
  if (notes != NULL && g_utf8_strlen (notes, -1) <= KINDRED_NOTES_MAX)
    notes_applied_cb (self);
  g_clear_pointer (&notes, g_free);
  notes = kindred_notes_entry_dup_pending (self->notes);

  return notes == NULL && !kindred_detail_row_is_typed (self->name_row)
         && !kindred_detail_row_is_typed (KINDRED_DETAIL_ROW (self->birth_row));
}

/* What was typed but cannot be kept is shown once more; closing again drops it. */
static gboolean
kindred_person_details_close_request (GtkWindow *window)
{
  KindredPersonDetails *self = KINDRED_PERSON_DETAILS (window);

  if (!kindred_session_get_read_only (self->session) && !keep_pending (self) && !self->warned)
    {
      self->warned = TRUE;
      return TRUE;
    }
  self->closed = TRUE;

  return GTK_WINDOW_CLASS (kindred_person_details_parent_class)->close_request (window);
}

/* Notes may have taken a while to write: they go into the clipboard. */
static gboolean
rescue_notes (KindredPersonDetails *self)
{
  g_autofree char *notes = kindred_notes_entry_dup_pending (self->notes);

  if (notes == NULL || *notes == '\0')
    return FALSE;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), notes);

  return TRUE;
}

static void
vanish (KindredPersonDetails *self)
{
  g_autoptr (KindredSession) session = g_object_ref (self->session);
  g_autoptr (GError) error = NULL;

  if (rescue_notes (self))
    g_set_error_literal (&error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND,
                         _ ("This person is gone. The notes that you wrote are in the clipboard."));

  self->closed = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
  if (error != NULL)
    kindred_session_report (session, error);
  else
    kindred_session_report_gone (session);
}

static void
update (KindredPersonDetails *self)
{
  KindredPersonItem *person = kindred_people_lookup (kindred_session_get_people (self->session), get_id (self));

  self->stale = FALSE;
  if (person == NULL)
    {
      vanish (self);
      return;
    }

  g_set_object (&self->person, person);
  update_person (self);
}

/* People may be read again before an edit answers: until then nobody is gone, and the rows say what will be. */
static void
people_refreshed_cb (KindredPersonDetails *self)
{
  if (self->closed)
    return;

  if (kindred_session_get_editing (self->session))
    self->stale = TRUE;
  else
    update (self);
}

static void
editing_changed_cb (KindredPersonDetails *self)
{
  if (self->stale && !self->closed && !kindred_session_get_editing (self->session))
    update (self);
}

/* ---- object ---- */

/* The dialog does not have the actions of the window. */
static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kindred_session_undo (KINDRED_PERSON_DETAILS (widget)->session);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kindred_session_redo (KINDRED_PERSON_DETAILS (widget)->session);
}

static void
kindred_person_details_dispose (GObject *object)
{
  KindredPersonDetails *self = KINDRED_PERSON_DETAILS (object);

  self->closed = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_PERSON_DETAILS);
  g_clear_object (&self->person);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_person_details_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (KINDRED_TYPE_BIRTH_ROW);
  g_type_ensure (KINDRED_TYPE_NOTES_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-person-details.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredPersonDetails, toasts);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonDetails, name_row);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonDetails, birth_row);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonDetails, favourite_switch);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonDetails, hidden_switch);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonDetails, notes);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, birth_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, birth_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, favourite_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, hidden_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, notes_applied_cb);
}

static void
kindred_person_details_class_init (KindredPersonDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_person_details_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = kindred_person_details_close_request;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kindred_person_details_init (KindredPersonDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_read_only (KindredPersonDetails *self)
{
  gtk_editable_set_editable (GTK_EDITABLE (self->name_row), FALSE);
  gtk_editable_set_editable (GTK_EDITABLE (self->birth_row), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->favourite_switch), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->hidden_switch), FALSE);
  kindred_notes_entry_set_editable (self->notes, FALSE);
}

GtkWidget *
kindred_person_details_new (KindredSession *session, KindredPersonItem *person)
{
  KindredPersonDetails *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (person), NULL);

  self = g_object_new (KINDRED_TYPE_PERSON_DETAILS, NULL);
  self->session = g_object_ref (session);
  self->person = g_object_ref (person);
  update_person (self);
  if (kindred_session_get_read_only (session))
    set_read_only (self);

  g_signal_connect_object (kindred_session_get_people (session), "refreshed", G_CALLBACK (people_refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::editing", G_CALLBACK (editing_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

AdwToastOverlay *
kindred_person_details_get_toasts (KindredPersonDetails *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_DETAILS (self), NULL);

  return self->toasts;
}
