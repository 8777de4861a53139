/* kindred-person-details.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-person-details.h"

#include "base/kindred-error.h"
#include "kindred-merge-dialog.h"
#include "kindred-notes-entry.h"
#include "model/kindred-birth-input.h"

#include <glib/gi18n-lib.h>

struct _KindredPersonDetails
{
  AdwWindow parent_instance;

  KindredSession *session;
  KindredPersonItem *person;
  char *shown_name; /* what the rows said before the user typed */
  char *shown_birth;
  gboolean updating; /* not the user */
  gboolean warned;   /* that what was typed cannot be kept */
  gboolean stale;    /* the library changed while an edit was under way */
  gboolean closed;

  AdwToastOverlay *toasts;
  GtkWidget *name_row;
  GtkLabel *name_hint;
  GtkWidget *birth_row;
  GtkLabel *birth_hint;
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

static void
set_wrong (GtkWidget *row, GtkLabel *hint, gboolean wrong)
{
  GtkWidget *widgets[] = { row, GTK_WIDGET (hint) };

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      if (wrong)
        gtk_widget_add_css_class (widgets[i], "error");
      else
        gtk_widget_remove_css_class (widgets[i], "error");
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* The row offers to apply what the user types, not this. */
static void
put_text (GtkWidget *row, const char *text)
{
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), FALSE);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
}

/* The row shows @text now, unless the user typed something else. */
static void
set_row (GtkWidget *row, char **shown, const char *text)
{
  gboolean typed = *shown != NULL && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), *shown);

  if (g_strcmp0 (*shown, text) == 0)
    return;

  g_free (*shown);
  *shown = g_strdup (text);
  if (!typed)
    put_text (row, text);
}

static gboolean
is_typed (GtkWidget *row, const char *shown)
{
  return !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), shown);
}

/* ---- what is shown ---- */

static void
update_person (KindredPersonDetails *self)
{
  const char *name = kindred_person_item_get_name (self->person);
  KindredBirth birth;
  g_autofree char *born = NULL;

  kindred_birth_read (kindred_person_item_get_birth (self->person), &birth);
  born = kindred_birth_dup_text (&birth);

  self->updating = TRUE;
  set_row (self->name_row, &self->shown_name, name != NULL ? name : "");
  set_row (self->birth_row, &self->shown_birth, born != NULL ? born : "");
  gtk_switch_set_active (self->favourite_switch, kindred_person_item_get_favourite (self->person));
  gtk_switch_set_active (self->hidden_switch, kindred_person_item_get_hidden (self->person));
  kindred_notes_entry_set_notes (self->notes, kindred_person_item_get_notes (self->person));
  self->updating = FALSE;
}

/* ---- name ---- */

static void
show_name_problem (KindredPersonDetails *self, const char *text)
{
  gtk_label_set_label (self->name_hint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->name_hint), text != NULL);
  set_wrong (self->name_row, self->name_hint, text != NULL);
}

static void
name_changed_cb (KindredPersonDetails *self)
{
  self->warned = FALSE;
  show_name_problem (self, NULL);
}

static void
propose_merge (KindredPersonDetails *self, KindredPersonItem *other)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (persons, g_object_ref (other));
  g_ptr_array_add (persons, g_object_ref (self->person));
  put_text (self->name_row, self->shown_name);
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
      show_name_problem (self, error->message);
      return;
    }

  if (g_strcmp0 (name, kindred_person_item_get_name (self->person)) != 0)
    kindred_session_edit (self->session, kindred_edit_new_name (get_id (self), name, &error), error);
  g_free (self->shown_name);
  self->shown_name = g_strdup (name != NULL ? name : "");
  put_text (self->name_row, self->shown_name);
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

/* What was typed, checked.  Returns: FALSE if it is no date, or one to come */
static gboolean
read_birth (KindredPersonDetails *self, KindredBirth *birth, const char **problem)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->birth_row)));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  *problem = NULL;
  if (*g_strstrip (text) == '\0')
    {
      *birth = (KindredBirth){ 0 };
      return TRUE;
    }

  if (!kindred_birth_parse (text, birth))
    /* Translators: dates as they are typed in your language, with the name of a month */
    *problem = _ ("Not a date: a birth date is like 1987, May 1987 or 3 May 1987");
  else if (kindred_birth_get_age (birth, g_date_time_to_unix (now)).kind == KINDRED_AGE_BEFORE_BIRTH)
    *problem = _ ("This date is still to come");

  return *problem == NULL;
}

static void
birth_changed_cb (KindredPersonDetails *self)
{
  KindredBirth birth;
  const char *problem;
  gboolean valid = read_birth (self, &birth, &problem);
  g_autofree char *date = valid ? kindred_birth_dup_text (&birth) : NULL;
  g_autofree char *text = NULL;

  self->warned = FALSE;
  if (date != NULL)
    /* Translators: how a typed birth date is understood; %s is a date, or a month or a year */
    text = g_strdup_printf (_ ("Born: %s. Each face shows the age."), date);

  set_wrong (self->birth_row, self->birth_hint, !valid);
  if (!valid)
    gtk_label_set_label (self->birth_hint, problem);
  else
    gtk_label_set_label (self->birth_hint, text != NULL
                                               ? text
                                               /* Translators: dates as they are typed in your language */
                                               : _ ("A year, a month or a day, like 1987, May 1987 or 3 May 1987"));
}

static void
birth_applied_cb (KindredPersonDetails *self)
{
  KindredBirth birth;
  const char *problem;
  g_autofree char *iso = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!read_birth (self, &birth, &problem))
    {
      gtk_widget_grab_focus (self->birth_row);
      return;
    }

  iso = kindred_birth_dup_iso (&birth);
  text = kindred_birth_dup_text (&birth);
  if (g_strcmp0 (iso, kindred_person_item_get_birth (self->person)) != 0)
    kindred_session_edit (self->session, kindred_edit_new_birth (get_id (self), iso, &error), error);
  g_free (self->shown_birth);
  self->shown_birth = g_strdup (text != NULL ? text : "");
  put_text (self->birth_row, self->shown_birth);
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

  if (is_typed (self->name_row, self->shown_name))
    {
      if (find_namesake (self) != NULL)
        show_name_problem (self, _ ("Somebody has this name already: Enter proposes to merge them."));
      else
        apply_name (self);
    }
  if (is_typed (self->birth_row, self->shown_birth))
    birth_applied_cb (self);
  if (notes != NULL && g_utf8_strlen (notes, -1) <= KINDRED_NOTES_MAX)
    notes_applied_cb (self);
  g_clear_pointer (&notes, g_free);
  notes = kindred_notes_entry_dup_pending (self->notes);

  return !is_typed (self->name_row, self->shown_name) && !is_typed (self->birth_row, self->shown_birth)
         && notes == NULL;
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
static char *
rescue_notes (KindredPersonDetails *self)
{
  g_autofree char *notes = kindred_notes_entry_dup_pending (self->notes);

  if (notes == NULL || *notes == '\0')
    return g_strdup (_ ("This person is gone: the faces are with somebody else now."));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), notes);

  return g_strdup (_ ("This person is gone. The notes that you wrote are in the clipboard."));
}

static void
vanish (KindredPersonDetails *self)
{
  g_autoptr (KindredSession) session = g_object_ref (self->session);
  g_autofree char *text = rescue_notes (self);
  g_autoptr (GError) error = g_error_new_literal (KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND, text);

  self->closed = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
  kindred_session_report (session, error);
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
kindred_person_details_finalize (GObject *object)
{
  KindredPersonDetails *self = KINDRED_PERSON_DETAILS (object);

  g_free (self->shown_name);
  g_free (self->shown_birth);

  G_OBJECT_CLASS (kindred_person_details_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (KINDRED_TYPE_NOTES_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-person-details.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredPersonDetails, toasts);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonDetails, name_row);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonDetails, name_hint);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonDetails, birth_row);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonDetails, birth_hint);
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
  G_OBJECT_CLASS (klass)->finalize = kindred_person_details_finalize;
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
  self->shown_name = g_strdup ("");
  self->shown_birth = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->name_row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->name_hint, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->birth_row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->birth_hint, NULL, -1);
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
  birth_changed_cb (self);
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
