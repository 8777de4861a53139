/* kindred-candidates-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-candidates-page.h"

#include "kindred-candidate-cards.h"
#include "kindred-face-picture.h"
#include "kindred-page.h"

#include <glib/gi18n-lib.h>

/* Pictures in windows of at least this width, and in narrow ones, where three stand in a row. */
#define WIDE 620
#define SIZE_WIDE 128
#define SIZE_NARROW 88

struct _KindredCandidatesPage
{
  AdwBin parent_instance;

  KindredSession *session;
  KindredCandidates *candidates;
  gint64 person;
  KindredCandidateCards *cards; /* in the box */
  GdkSurface *surface;          /* while mapped */
  gboolean held;                /* the key that confirms, until it is let go */

  GtkWidget *back_button;
  GtkStack *stack;
  GtkSpinner *spinner;
  KindredFacePicture *picture;
  GtkLabel *title;
  GtkFlowBox *box;
  GtkButton *all_button;
  GtkButton *confirm_button;
};

static void page_iface_init (KindredPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredCandidatesPage, kindred_candidates_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KINDRED_TYPE_PAGE, page_iface_init))

static KindredPersonItem *
get_person (KindredCandidatesPage *self)
{
  return kindred_people_lookup (kindred_session_get_people (self->session), self->person);
}

/* ---- what is shown ---- */

static void
update_buttons (KindredCandidatesPage *self)
{
  guint n_right = kindred_candidate_cards_count_right (self->cards);
  guint n_shown = kindred_candidates_get_n_shown (self->candidates);
  gboolean writable = !kindred_session_get_read_only (self->session);
  /* Translators: of a button: so many faces are of the person who is looked for */
  g_autofree char *confirm = g_strdup_printf (ngettext ("_Confirm %u", "_Confirm %u", n_right), n_right);

  /* Translators: of a button: none of the faces that are shown are right */
  gtk_button_set_label (self->confirm_button, n_right > 0 ? confirm : _ ("_All Are Wrong"));
  /* Translators: of a button: all, or none, of the faces that are shown are right */
  gtk_button_set_label (self->all_button, n_right == 0 ? C_ ("faces", "_All") : C_ ("faces", "_None"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "candidates.confirm", n_shown > 0 && writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "candidates.toggle-all", n_shown > 0 && writable);
}

static void
update_person (KindredCandidatesPage *self)
{
  KindredPersonItem *person = get_person (self);
  const char *name = person != NULL ? kindred_person_item_get_name (person) : NULL;
  /* Translators: above some faces; %s is a name */
  g_autofree char *title = name != NULL ? g_strdup_printf (_ ("Which of these are %s?"), name)
                                        : g_strdup (_ ("Which of these are the same person?"));

  gtk_label_set_label (self->title, title);
  kindred_face_picture_set_face (self->picture, kindred_session_get_thumbnails (self->session),
                                 person != NULL ? kindred_person_item_get_cover (person) : 0);
}

static const char *
choose_page (KindredCandidatesPage *self)
{
  if (kindred_candidates_get_n_shown (self->candidates) > 0)
    return "question";

  return kindred_candidates_get_loaded (self->candidates) ? "nothing" : "loading";
}

/* Off what is about to go, to where one Enter too many does nothing. */
static void
save_focus (KindredCandidatesPage *self)
{
  if (kindred_candidates_get_n_shown (self->candidates) == 0
      && (gtk_widget_get_state_flags (GTK_WIDGET (self->stack)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    gtk_widget_grab_focus (self->back_button);
}

static void
update (KindredCandidatesPage *self)
{
  const char *page = choose_page (self);
  gboolean asks = g_str_equal (page, "question");
  gboolean asked = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "question");

  save_focus (self);
  kindred_candidate_cards_update (self->cards);
  update_person (self);
  update_buttons (self);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);

  if (!asks)
    self->held = FALSE;
  else if (!asked && gtk_widget_get_mapped (GTK_WIDGET (self)))
    kindred_candidate_cards_grab_focus (self->cards);
}

static void
people_refreshed_cb (KindredCandidatesPage *self)
{
  if (get_person (self) == NULL)
    kindred_page_leave (KINDRED_PAGE (self));
  else
    update (self);
}

/* ---- what the user does ---- */

static void
toggle_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredCandidatesPage *self = KINDRED_CANDIDATES_PAGE (widget);

  kindred_candidate_cards_set_all_wrong (self->cards, kindred_candidate_cards_count_right (self->cards) > 0);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kindred_candidate_cards_answer (KINDRED_CANDIDATES_PAGE (widget)->cards);
}

/* GtkFlowBox's own keys move a cursor that it only has after a click, and Tab would stop at each card.  A key that is
 * held down must not confirm faces that nobody saw. */
static gboolean
key_pressed_cb (KindredCandidatesPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Tab)
    return gtk_widget_grab_focus (GTK_WIDGET (self->all_button));
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return kindred_candidate_cards_move_focus (self->cards, keyval);

  if (!self->held)
    gtk_widget_activate_action (GTK_WIDGET (self), "candidates.confirm", NULL);
  self->held = TRUE;

  return GDK_EVENT_STOP;
}

static void
key_released_cb (KindredCandidatesPage *self)
{
  self->held = FALSE;
}

static void
edited_cb (KindredCandidatesPage *self, guint change, const KindredEditRecord *record)
{
  if (change == KINDRED_CHANGE_UNDONE)
    kindred_candidates_undone (self->candidates, record->id);
}

static void
answered_cb (KindredCandidatesPage *self, const KindredEditRecord *record)
{
  kindred_session_report_edit (self->session, KINDRED_CHANGE_DONE, record);
}

/* ---- size ---- */

static void
update_size (KindredCandidatesPage *self)
{
  gboolean narrow = self->surface != NULL && gdk_surface_get_width (self->surface) < WIDE;

  kindred_candidate_cards_set_size (self->cards, narrow ? SIZE_NARROW : SIZE_WIDE);
}

static void
kindred_candidates_page_map (GtkWidget *widget)
{
  KindredCandidatesPage *self = KINDRED_CANDIDATES_PAGE (widget);

  GTK_WIDGET_CLASS (kindred_candidates_page_parent_class)->map (widget);

  self->surface = g_object_ref (gtk_native_get_surface (gtk_widget_get_native (widget)));
  g_signal_connect_swapped (self->surface, "notify::width", G_CALLBACK (update_size), self);
  update_size (self);
}

static void
kindred_candidates_page_unmap (GtkWidget *widget)
{
  KindredCandidatesPage *self = KINDRED_CANDIDATES_PAGE (widget);

  g_signal_handlers_disconnect_by_data (self->surface, self);
  g_clear_object (&self->surface);
  self->held = FALSE;

  GTK_WIDGET_CLASS (kindred_candidates_page_parent_class)->unmap (widget);
}

/* ---- object ---- */

static void
kindred_candidates_page_shown (KindredPage *page)
{
  KindredCandidatesPage *self = KINDRED_CANDIDATES_PAGE (page);

  if (kindred_candidates_get_n_shown (self->candidates) > 0)
    kindred_candidate_cards_grab_focus (self->cards);
  else
    gtk_widget_grab_focus (self->back_button);
}

static void
page_iface_init (KindredPageInterface *iface)
{
  iface->shown = kindred_candidates_page_shown;
}

static void
kindred_candidates_page_dispose (GObject *object)
{
  KindredCandidatesPage *self = KINDRED_CANDIDATES_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_CANDIDATES_PAGE);
  g_clear_object (&self->cards);
  g_clear_object (&self->candidates);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_candidates_page_parent_class)->dispose (object);
}

static void
kindred_candidates_page_class_init (KindredCandidatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_candidates_page_dispose;
  widget_class->map = kindred_candidates_page_map;
  widget_class->unmap = kindred_candidates_page_unmap;

  g_type_ensure (KINDRED_TYPE_FACE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-candidates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredCandidatesPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, KindredCandidatesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KindredCandidatesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, KindredCandidatesPage, picture);
  gtk_widget_class_bind_template_child (widget_class, KindredCandidatesPage, title);
  gtk_widget_class_bind_template_child (widget_class, KindredCandidatesPage, box);
  gtk_widget_class_bind_template_child (widget_class, KindredCandidatesPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, KindredCandidatesPage, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_released_cb);

  gtk_widget_class_install_action (widget_class, "candidates.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "candidates.toggle-all", NULL, toggle_all_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "candidates.toggle-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_u, 0, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.go-back", NULL);
}

static void
kindred_candidates_page_init (KindredCandidatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kindred_candidates_page_new (KindredSession *session, gint64 person)
{
  KindredCandidatesPage *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (person > 0, NULL);

  self = g_object_new (KINDRED_TYPE_CANDIDATES_PAGE, NULL);
  self->session = g_object_ref (session);
  self->person = person;
  self->candidates = kindred_candidates_new (kindred_session_get_library (session), person);
  self->cards = kindred_candidate_cards_new (session, self->candidates, self->box);
  update_size (self);

  g_signal_connect_object (self->cards, "changed", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->candidates, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->candidates, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->candidates, "failed", G_CALLBACK (kindred_session_report), session, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kindred_session_get_people (session), "refreshed", G_CALLBACK (people_refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

KindredCandidates *
kindred_candidates_page_get_candidates (KindredCandidatesPage *self)
{
  g_return_val_if_fail (KINDRED_IS_CANDIDATES_PAGE (self), NULL);

  return self->candidates;
}
