/* kindred-person-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-person-page-private.h"

#include "kindred-lazy-menu.h"
#include "kindred-page.h"
#include "kindred-photo-grid.h"

#include <glib/gi18n-lib.h>

static void page_iface_init (KindredPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredPersonPage, kindred_person_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KINDRED_TYPE_PAGE, page_iface_init))

static gint64
get_id (KindredPersonPage *self)
{
  return kindred_item_get_id (KINDRED_ITEM (self->person));
}

/* ---- what is shown ---- */

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
  kindred_person_page_update_actions (self);
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

/* An edit that was made here says what it did; what was done elsewhere would come as a surprise. */
static void
leave (KindredPersonPage *self)
{
  if (!self->edited && gtk_widget_get_mapped (GTK_WIDGET (self)))
    kindred_session_report_gone (self->session);
  kindred_page_leave (KINDRED_PAGE (self));
}

/* People may be read again before an edit answers, which tells who goes on: until then nobody is gone.  Returns:
 * whether the person is there */
static gboolean
follow_person (KindredPersonPage *self)
{
  KindredPersonItem *person = find_person (self);

  if (person == NULL)
    {
      if (!kindred_session_get_editing (self->session))
        leave (self);
      return FALSE;
    }
  if (person == self->person)
    return TRUE;

  set_person (self, person);
  kindred_face_grid_set_person (self->faces, get_id (self));
  update_birth (self);

  return TRUE;
}

static void
editing_changed_cb (KindredPersonPage *self)
{
  follow_person (self);
}

static void
people_refreshed_cb (KindredPersonPage *self)
{
  if (follow_person (self))
    self->edited = FALSE;
}

static void
edited_cb (KindredPersonPage *self, guint change, const KindredEditRecord *record)
{
  self->successor = record->person;
  self->edited = TRUE;
}

/* ---- faces or photos ---- */

static void
update_order (KindredPersonPage *self)
{
  gboolean by_doubt = kindred_faces_model_get_by_doubt (kindred_face_grid_get_model (self->faces));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.by-doubt", !by_doubt);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.by-date", by_doubt);
}

void
kindred_person_page_set_by_doubt (KindredPersonPage *self, gboolean by_doubt)
{
  kindred_face_grid_set_by_doubt (self->faces, by_doubt);
  update_order (self);
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

  kindred_person_page_set_by_doubt (self, FALSE);
  if (self->photos == NULL)
    {
      self->photos = kindred_photo_grid_new (self->session, kindred_face_grid_get_model (self->faces));
      gtk_stack_add_child (self->stack, self->photos);
    }
  gtk_stack_set_visible_child (self->stack, self->photos);
}

void
kindred_person_page_focus_view (KindredPersonPage *self)
{
  if (gtk_toggle_button_get_active (self->photos_toggle))
    gtk_widget_child_focus (self->photos, GTK_DIR_TAB_FORWARD);
  else
    kindred_face_grid_focus (self->faces);
}

/* ---- object ---- */

static void
kindred_person_page_shown (KindredPage *page)
{
  KindredPersonPage *self = KINDRED_PERSON_PAGE (page);

  /* While another page was on top */
  if (!kindred_session_get_editing (self->session) && find_person (self) == NULL)
    {
      kindred_page_leave (page);
      return;
    }

  /* Somebody without a name is to get one first of all. */
  if (kindred_person_item_get_name (self->person) == NULL && !kindred_session_get_read_only (self->session))
    gtk_widget_grab_focus (self->name_button);
  else
    kindred_person_page_focus_view (self);
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
kindred_person_page_class_init (KindredPersonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_person_page_dispose;

  g_type_ensure (KINDRED_TYPE_FACE_GRID);
  g_type_ensure (KINDRED_TYPE_FACE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-person-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, title);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonPage, menu_button);
  kindred_lazy_menu_bind (widget_class, "menu");
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
  kindred_person_page_install_actions (widget_class);
}

static void
kindred_person_page_init (KindredPersonPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kindred_lazy_menu_set (self->menu_button, GTK_WIDGET (self), KINDRED_TYPE_PERSON_PAGE, "menu");

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
  g_signal_connect_object (session, "notify::editing", G_CALLBACK (editing_changed_cb), self, G_CONNECT_SWAPPED);
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
