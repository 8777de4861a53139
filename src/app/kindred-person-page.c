/* kindred-person-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-person-page.h"

#include "kindred-face-picture.h"
#include "kindred-merge-dialog.h"
#include "kindred-name-popover.h"
#include "kindred-page.h"
#include "kindred-person-chooser.h"
#include "kindred-photo-grid.h"

#include <glib/gi18n-lib.h>

struct _KindredPersonPage
{
  AdwBin parent_instance;

  KindredSession *session;
  KindredPersonItem *person;
  GSignalGroup *person_signals;
  gint64 successor; /* whom to show when this person is no more */

  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkWidget *cancel_button;
  GtkWidget *menu_button;
  KindredFacePicture *picture;
  GtkWidget *name_button;
  GtkLabel *name_label;
  GtkLabel *summary;
  GtkWidget *notes_button;
  GtkLabel *notes_label;
  GtkWidget *views; /* the toggles of faces and photos */
  GtkToggleButton *photos_toggle;
  GtkStack *stack;
  KindredFaceGrid *faces;
  GtkWidget *photos; /* KindredPhotoGrid; NULL until it is asked for */
};

static void page_iface_init (KindredPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredPersonPage, kindred_person_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KINDRED_TYPE_PAGE, page_iface_init))

enum
{
  SIGNAL_GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
get_id (KindredPersonPage *self)
{
  return kindred_item_get_id (KINDRED_ITEM (self->person));
}

/* ---- what is shown ---- */

static void
update_actions (KindredPersonPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = !kindred_session_get_read_only (self->session);
  gboolean hidden = kindred_person_item_get_hidden (self->person);

  gtk_widget_action_set_enabled (widget, "person.rename", writable);
  gtk_widget_action_set_enabled (widget, "person.merge", writable);
  gtk_widget_action_set_enabled (widget, "person.split", writable);
  gtk_widget_action_set_enabled (widget, "person.confirm-all", writable);
  gtk_widget_action_set_enabled (widget, "person.automatic-cover", writable);
  gtk_widget_action_set_enabled (widget, "person.hide", writable && !hidden);
  gtk_widget_action_set_enabled (widget, "person.show", writable && hidden);
}

static void
update_summary (KindredPersonPage *self)
{
  g_autofree char *faces = kindred_person_item_dup_summary (self->person);
  g_autofree char *born = NULL;
  g_autofree char *summary = NULL;
  KindredBirth birth;

  kindred_birth_read (kindred_person_item_get_birth (self->person), &birth);
  born = kindred_birth_dup_text (&birth);
  if (born != NULL)
    /* Translators: of a person: what there is, "14 faces in 12 photos, 2014–2020", then the birth date */
    summary = g_strdup_printf (_ ("%s · born %s"), faces, born);
  gtk_label_set_label (self->summary, summary != NULL ? summary : faces);
}

static void
update_notes (KindredPersonPage *self)
{
  const char *notes = kindred_person_item_get_notes (self->person);
  /* Translators: for screen readers; %s is what the user wrote on a person */
  g_autofree char *label = notes != NULL ? g_strdup_printf (_ ("Notes: %s"), notes) : NULL;

  gtk_widget_set_visible (self->notes_button, notes != NULL);
  gtk_label_set_label (self->notes_label, notes != NULL ? notes : "");
  if (label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->notes_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_person (KindredPersonPage *self)
{
  const char *name = kindred_person_item_get_name (self->person);
  g_autofree char *label = NULL;

  gtk_label_set_label (self->name_label, name != NULL ? name : _ ("Who Is This?"));
  update_summary (self);
  update_notes (self);
  kindred_face_picture_set_face (self->picture, kindred_session_get_thumbnails (self->session),
                                 kindred_person_item_get_cover (self->person));

  /* Translators: of a button that changes a person's name, for screen readers; %s is the name */
  label = name != NULL ? g_strdup_printf (_ ("Name: %s"), name) : g_strdup (_ ("Who is this? Enter a name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  update_actions (self);
}

static void
update_order (KindredPersonPage *self)
{
  gboolean by_doubt = kindred_faces_model_get_by_doubt (kindred_face_grid_get_model (self->faces));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.by-doubt", !by_doubt);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.by-date", by_doubt);
}

/* Ages follow the birth date. */
static void
update_birth (KindredPersonPage *self)
{
  kindred_faces_model_set_birth (kindred_face_grid_get_model (self->faces),
                                 kindred_person_item_get_birth (self->person));
}

static void
set_person (KindredPersonPage *self, KindredPersonItem *person)
{
  g_set_object (&self->person, person);
  g_signal_group_set_target (self->person_signals, person);
  update_person (self);
}

static void
update_selection (KindredPersonPage *self)
{
  guint n_selected = kindred_item_selection_get_n_selected (kindred_face_grid_get_selection (self->faces));
  g_autofree char *title = g_strdup_printf (ngettext ("%'u Selected", "%'u Selected", n_selected), n_selected);

  adw_window_title_set_title (self->title, n_selected > 0 ? title : "");
  gtk_widget_set_visible (self->cancel_button, n_selected > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->title), n_selected > 0);
  gtk_widget_set_visible (self->views, n_selected == 0);
  gtk_widget_set_visible (self->back_button, n_selected == 0);
  gtk_widget_set_visible (self->menu_button, n_selected == 0);
  kindred_page_set_has_actions (KINDRED_PAGE (self), n_selected > 0);
}

/* ---- what happens ---- */

/* A merge, or its undoing, may have taken this person away: then the one who goes on.  NULL: nobody */
static KindredPersonItem *
find_person (KindredPersonPage *self)
{
  KindredPeople *people = kindred_session_get_people (self->session);
  KindredPersonItem *person = kindred_people_lookup (people, get_id (self));

  return person == NULL && self->successor != 0 ? kindred_people_lookup (people, self->successor) : person;
}

/* People may be read again before an edit answers, which tells who goes on: until then nobody is gone. */
static void
people_refreshed_cb (KindredPersonPage *self)
{
  KindredPersonItem *person = find_person (self);

  if (person == NULL)
    {
      if (!kindred_session_get_editing (self->session))
        g_signal_emit (self, signals[SIGNAL_GONE], 0);
      return;
    }
  if (person == self->person)
    return;

  set_person (self, person);
  kindred_face_grid_set_person (self->faces, get_id (self));
  update_birth (self);
}

static void
edited_cb (KindredPersonPage *self, guint change, const KindredEditRecord *record)
{
  self->successor = record->person;
}

/* ---- what the user does ---- */

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);
  GtkWidget *popover = kindred_name_popover_new (self->session, self->person);

  gtk_widget_set_parent (popover, self->name_button);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-details", "x", get_id (KINDRED_PERSON_PAGE (widget)));
}

static void
person_chosen_cb (KindredPersonChooser *chooser, gint64 id, const char *name, KindredPersonPage *self)
{
  KindredPersonItem *other = kindred_people_lookup (kindred_session_get_people (self->session), id);
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_object_unref);

  if (other == NULL)
    return;

  g_ptr_array_add (persons, g_object_ref (other));
  g_ptr_array_add (persons, g_object_ref (self->person));
  gtk_window_present (GTK_WINDOW (
      kindred_merge_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session, persons, NULL)));
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);
  GtkWidget *chooser = kindred_person_chooser_new (self->session, _ ("Merge With"), get_id (self), FALSE);

  g_signal_connect_object (chooser, "chosen", G_CALLBACK (person_chosen_cb), self, 0);
  gtk_window_set_transient_for (GTK_WINDOW (chooser), GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
split_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.split-person", "x", get_id (KINDRED_PERSON_PAGE (widget)));
}

static void
confirm_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);
  /* Those that the grid does not show yet, too */
  GPtrArray *faces = kindred_item_list_peek (KINDRED_ITEM_LIST (kindred_face_grid_get_model (self->faces)));
  g_autofree gint64 *ids = g_new (gint64, MAX (faces->len, 1));
  g_autoptr (GError) error = NULL;
  KindredEdit *edit;

  if (faces->len == 0)
    return;

  for (guint i = 0; i < faces->len; i++)
    ids[i] = kindred_item_get_id (g_ptr_array_index (faces, i));

  edit = kindred_edit_new_confirm (ids, faces->len, &error);
  kindred_session_edit (self->session, edit, error);
}

static void
set_by_doubt (KindredPersonPage *self, gboolean by_doubt)
{
  kindred_face_grid_set_by_doubt (self->faces, by_doubt);
  update_order (self);
}

/* The grid's own actions on what is selected do the rest. */
static void
by_doubt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);

  gtk_toggle_button_set_active (self->photos_toggle, FALSE);
  set_by_doubt (self, TRUE);
}

static void
by_date_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_by_doubt (KINDRED_PERSON_PAGE (widget), FALSE);
}

/* Photos are always by date. */
static void
photos_toggled_cb (KindredPersonPage *self)
{
  if (!gtk_toggle_button_get_active (self->photos_toggle))
    {
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->faces));
      return;
    }

  set_by_doubt (self, FALSE);
  if (self->photos == NULL)
    {
      self->photos = kindred_photo_grid_new (self->session, kindred_face_grid_get_model (self->faces));
      gtk_stack_add_child (self->stack, self->photos);
    }
  gtk_stack_set_visible_child (self->stack, self->photos);
}

static void
focus_view (KindredPersonPage *self)
{
  if (gtk_toggle_button_get_active (self->photos_toggle))
    gtk_widget_child_focus (self->photos, GTK_DIR_TAB_FORWARD);
  else
    kindred_face_grid_focus (self->faces);
}

static void
switch_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);

  gtk_widget_activate_action (GTK_WIDGET (self->faces), "faces.leave-selection", NULL);
  gtk_toggle_button_set_active (self->photos_toggle, !gtk_toggle_button_get_active (self->photos_toggle));
  focus_view (self);
}

static void
automatic_cover_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);
  g_autoptr (GError) error = NULL;
  KindredEdit *edit = kindred_edit_new_cover (get_id (self), 0, &error);

  kindred_session_edit (self->session, edit, error);
}

static void
hide_or_show (KindredPersonPage *self, gboolean hidden)
{
  g_autoptr (GError) error = NULL;
  gint64 id = get_id (self);
  KindredEdit *edit = kindred_edit_new_hide (&id, 1, hidden, &error);

  kindred_session_edit (self->session, edit, error);
}

static void
hide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hide_or_show (KINDRED_PERSON_PAGE (widget), TRUE);
  g_signal_emit (widget, signals[SIGNAL_GONE], 0);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hide_or_show (KINDRED_PERSON_PAGE (widget), FALSE);
}

static void
leave_selection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (KINDRED_PERSON_PAGE (widget)->faces), "faces.leave-selection", NULL);
}

/* One step back: from the selection, or from this page. */
static void
escape_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (widget);

  if (kindred_item_selection_get_n_selected (kindred_face_grid_get_selection (self->faces)) > 0)
    leave_selection_action (widget, NULL, NULL);
  else
    gtk_widget_activate_action (widget, "win.go-back", NULL);
}

/* ---- object ---- */

static void
kindred_person_page_shown (KindredPage *page)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (page);

  /* While another page was on top */
  if (!kindred_session_get_editing (self->session) && find_person (self) == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_GONE], 0);
      return;
    }

  /* Somebody without a name is to get one first of all. */
  if (kindred_person_item_get_name (self->person) == NULL && !kindred_session_get_read_only (self->session))
    gtk_widget_grab_focus (self->name_button);
  else
    focus_view (self);
}

static void
page_iface_init (KindredPageInterface *iface)
{
  iface->shown = kindred_person_page_shown;
}

static void
kindred_person_page_dispose (GObject *object)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (object);
  GtkWidget *child = self->name_button != NULL ? gtk_widget_get_last_child (self->name_button) : NULL;

  if (GTK_IS_POPOVER (child))
    gtk_widget_unparent (child);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_PERSON_PAGE);
  g_clear_object (&self->person_signals);
  g_clear_object (&self->person);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_person_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "person.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "person.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "person.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "person.split", NULL, split_action);
  gtk_widget_class_install_action (widget_class, "person.confirm-all", NULL, confirm_all_action);
  gtk_widget_class_install_action (widget_class, "person.by-doubt", NULL, by_doubt_action);
  gtk_widget_class_install_action (widget_class, "person.by-date", NULL, by_date_action);
  gtk_widget_class_install_action (widget_class, "person.switch-view", NULL, switch_view_action);
  gtk_widget_class_install_action (widget_class, "person.automatic-cover", NULL, automatic_cover_action);
  gtk_widget_class_install_action (widget_class, "person.hide", NULL, hide_action);
  gtk_widget_class_install_action (widget_class, "person.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "person.leave-selection", NULL, leave_selection_action);
  gtk_widget_class_install_action (widget_class, "person.escape", NULL, escape_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "person.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_ALT_MASK, "person.details", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK, "person.details", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "person.split",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "person.confirm-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "person.confirm-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "person.switch-view", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "person.hide", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "person.escape", NULL);
}

static void
kindred_person_page_class_init (KindredPersonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_person_page_dispose;

  signals[SIGNAL_GONE]
      = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KINDRED_TYPE_FACE_GRID);
  g_type_ensure (KINDRED_TYPE_FACE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-person-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, title);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, picture);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, name_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, summary);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, notes_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, notes_label);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, faces);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, views);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, photos_toggle);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, photos_toggled_cb);
  install_actions (widget_class);
}

static void
kindred_person_page_init (KindredPersonPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->person_signals = g_signal_group_new (KINDRED_TYPE_PERSON_ITEM);
  g_signal_group_connect_swapped (self->person_signals, "notify", G_CALLBACK (update_person), self);
  g_signal_group_connect_swapped (self->person_signals, "notify::birth", G_CALLBACK (update_birth), self);
}

GtkWidget *
kindred_person_page_new (KindredSession *session, gint64 person)
{
  KindredPersonPage *self;
  KindredPersonItem *item;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);

  item = kindred_people_lookup (kindred_session_get_people (session), person);
  g_return_val_if_fail (item != NULL, NULL);

  self = g_object_new (KINDRED_TYPE_PERSON_PAGE, NULL);
  self->session = g_object_ref (session);
  set_person (self, item);
  kindred_face_grid_set_up (self->faces, session, KINDRED_FACES_OF_PERSON, person);
  update_birth (self);
  update_order (self);

  g_signal_connect_object (kindred_face_grid_get_selection (self->faces), "notify", G_CALLBACK (update_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kindred_session_get_people (session), "refreshed", G_CALLBACK (people_refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::editing", G_CALLBACK (people_refreshed_cb), self, G_CONNECT_SWAPPED);
  update_selection (self);

  return GTK_WIDGET (self);
}

gint64
kindred_person_page_get_person (KindredPersonPage *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_PAGE (self), 0);

  return get_id (self);
}

KindredFaceGrid *
kindred_person_page_get_faces (KindredPersonPage *self)
{
  g_return_val_if_fail (KINDRED_IS_PERSON_PAGE (self), NULL);

  return self->faces;
}
