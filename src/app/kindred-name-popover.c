/* kindred-name-popover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-name-popover.h"

#include "kindred-held-enter.h"
#include "kindred-merge-dialog.h"
#include "kindred-person-row.h"

#include <glib/gi18n-lib.h>

#define MAX_SUGGESTIONS 5

struct _KindredNamePopover
{
  GtkPopover parent_instance;

  KindredSession *session;
  KindredPersonItem *person;
  gboolean named;
  GtkWidget *focus_before; /* what had the focus when this was shown; weak */

  GtkEntry *entry;
  GtkLabel *hint;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (KindredNamePopover, kindred_name_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
propose_merge (KindredNamePopover *self, KindredPersonItem *other)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (persons, g_object_ref (other));
  g_ptr_array_add (persons, g_object_ref (self->person));
  self->named = TRUE;
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_window_present (GTK_WINDOW (
      kindred_merge_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->session, persons, other)));
}

static void
hide_suggestions (KindredNamePopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
}

static void
show_problem (KindredNamePopover *self, const char *text)
{
  hide_suggestions (self);
  gtk_label_set_label (self->hint, text);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
}

static void
entry_activated_cb (KindredNamePopover *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = kindred_name_normalize (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &error);
  gint64 id = kindred_item_get_id (KINDRED_ITEM (self->person));
  KindredPersonItem *other = NULL;

  if (name != NULL)
    other = kindred_people_find_name (kindred_session_get_people (self->session), name, id);

  /* What was typed stays, to be corrected or copied. */
  if (error != NULL)
    show_problem (self, error->message);
  else if (kindred_people_lookup (kindred_session_get_people (self->session), id) == NULL)
    show_problem (self, _ ("This person is gone: the faces are with somebody else now."));
  else if (other != NULL)
    propose_merge (self, other);
  else
    {
      KindredEdit *edit = kindred_edit_new_name (id, name, &error);

      self->named = name != NULL;
      kindred_session_edit (self->session, edit, error);
      gtk_popover_popdown (GTK_POPOVER (self));
    }
}

static void
row_activated_cb (KindredNamePopover *self, GtkListBoxRow *row)
{
  propose_merge (self, kindred_person_row_get_person (KINDRED_PERSON_ROW (gtk_list_box_row_get_child (row))));
}

static void
show_suggestions (KindredNamePopover *self, GPtrArray *persons)
{
  for (guint i = 0; i < persons->len; i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *child = kindred_person_row_new (self->session);
      g_autofree char *label = kindred_person_item_describe (g_ptr_array_index (persons, i));

      kindred_person_row_set_person (KINDRED_PERSON_ROW (child), g_ptr_array_index (persons, i));
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_list_box_append (self->list, row);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
}

static void
entry_changed_cb (KindredNamePopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gint64 id = kindred_item_get_id (KINDRED_ITEM (self->person));
  KindredPeople *people = kindred_session_get_people (self->session);
  g_autofree char *name = kindred_name_normalize (text, NULL);
  g_autoptr (GPtrArray) persons = NULL;
  gboolean taken = name != NULL && kindred_people_find_name (people, name, id) != NULL;

  hide_suggestions (self);
  persons = name != NULL ? kindred_people_complete (people, name, id, MAX_SUGGESTIONS) : NULL;
  if (persons == NULL || persons->len == 0)
    return;

  show_suggestions (self, persons);
  gtk_label_set_label (self->hint, taken ? _ ("Somebody has this name already: Enter proposes to merge them.")
                                         : _ ("Choose somebody to merge with, or keep the name as typed."));
}

/* From the entry into the list. */
static gboolean
entry_key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                      KindredNamePopover *self)
{
  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) || !gtk_widget_get_visible (GTK_WIDGET (self->list)))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

/* And back. */
static gboolean
list_keynav_failed_cb (KindredNamePopover *self, GtkDirectionType direction)
{
  if (direction != GTK_DIR_UP)
    return FALSE;

  gtk_entry_grab_focus_without_selecting (self->entry);

  return TRUE;
}

static gboolean
unparent_cb (gpointer user_data)
{
  KindredNamePopover *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* GtkWindow of GTK 4.8 leaks what goes with the focus in it a second time, hidden first, unparented then. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_root_set_focus (root, NULL);

  /* Unless the user has gone elsewhere, which GTK has not by itself: it goes up to what the popover belongs to. */
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if ((focus == NULL || gtk_widget_is_ancestor (GTK_WIDGET (self), focus)) && self->focus_before != NULL
      && gtk_widget_get_mapped (self->focus_before))
    gtk_widget_grab_focus (self->focus_before);

  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_widget_unparent (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
kindred_name_popover_show (GtkWidget *widget)
{
  KindredNamePopover *self = KINDRED_NAME_POPOVER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  g_set_weak_pointer (&self->focus_before, root != NULL ? gtk_root_get_focus (root) : NULL);

  GTK_WIDGET_CLASS (kindred_name_popover_parent_class)->show (widget);
}

static void
kindred_name_popover_closed (GtkPopover *popover)
{
  KindredNamePopover *self = KINDRED_NAME_POPOVER (popover);

  g_signal_emit (self, signals[SIGNAL_DONE], 0, self->named);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (self), g_object_unref);
}

static void
kindred_name_popover_dispose (GObject *object)
{
  KindredNamePopover *self = KINDRED_NAME_POPOVER (object);

  g_clear_weak_pointer (&self->focus_before);
  g_clear_object (&self->person);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_name_popover_parent_class)->dispose (object);
}

static void
kindred_name_popover_class_init (KindredNamePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_name_popover_dispose;
  widget_class->show = kindred_name_popover_show;
  GTK_POPOVER_CLASS (klass)->closed = kindred_name_popover_closed;

  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-name-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredNamePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, KindredNamePopover, hint);
  gtk_widget_class_bind_template_child (widget_class, KindredNamePopover, list);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_keynav_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kindred_name_popover_init (KindredNamePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kindred_held_enter_watch (GTK_WIDGET (self));
}

GtkWidget *
kindred_name_popover_new (KindredSession *session, KindredPersonItem *person)
{
  KindredNamePopover *self;
  const char *name;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (KINDRED_IS_PERSON_ITEM (person), NULL);

  self = g_object_new (KINDRED_TYPE_NAME_POPOVER, NULL);
  self->session = g_object_ref (session);
  self->person = g_object_ref (person);

  name = kindred_person_item_get_name (person);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name != NULL ? name : "");
  hide_suggestions (self);

  return GTK_WIDGET (self);
}

void
kindred_name_popover_type (KindredNamePopover *self, GtkEventControllerKey *controller)
{
  g_return_if_fail (KINDRED_IS_NAME_POPOVER (self));
  g_return_if_fail (GTK_IS_EVENT_CONTROLLER_KEY (controller));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_entry_grab_focus_without_selecting (self->entry);

  /* Not its letter: the input method of the entry may make something else of it. */
  gtk_event_controller_key_forward (controller, GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
}
