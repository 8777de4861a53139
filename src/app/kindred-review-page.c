/* kindred-review-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-review-page-private.h"

#include "kindred-face-picture.h"
#include "kindred-lazy-menu.h"
#include "kindred-page.h"
#include "kindred-switcher-bar.h"

#include <glib/gi18n-lib.h>

/* So many questions ahead, their pictures are loaded. */
#define N_AHEAD 4

static void page_iface_init (KindredPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredReviewPage, kindred_review_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KINDRED_TYPE_PAGE, page_iface_init))

/* ---- what is shown ---- */

static void
prefetch (KindredReviewPage *self, gint64 person, gint64 face)
{
  kindred_face_picture_prefetch (kindred_session_get_thumbnails (self->session),
                                 kindred_review_side_choose_face (self->session, person, face), self->picture_size,
                                 gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
prefetch_next (KindredReviewPage *self)
{
  const KindredQuestion *next;

  for (guint i = 1; i <= N_AHEAD && (next = kindred_review_get (self->review, i)) != NULL; i++)
    {
      prefetch (self, next->person, 0);
      prefetch (self, next->other, next->face);
    }
}

/* Of the window. */
static void
update_layout (KindredReviewPage *self)
{
  if (self->question != NULL)
    self->picture_size = kindred_review_question_set_layout (self->question, gdk_surface_get_width (self->surface),
                                                             gdk_surface_get_height (self->surface));
}

/* While questions are read there is time to make what shows them: with the page, it would keep the main loop. */
static void
add_question (KindredReviewPage *self)
{
  GtkWidget *question = kindred_review_question_new ();

  self->question = KINDRED_REVIEW_QUESTION (question);
  gtk_stack_add_named (self->stack, question, "question");
  if (self->surface != NULL)
    update_layout (self);
}

static void
show_question (KindredReviewPage *self, const KindredQuestion *question)
{
  self->asked = *question;
  if (self->question == NULL)
    add_question (self);
  kindred_review_question_ask (self->question, self->session, question);
  gtk_stack_set_visible_child_name (self->stack, "question");
  if (self->wants_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->question));
  self->wants_focus = FALSE;
  prefetch_next (self);
}

static void
show_nothing (KindredReviewPage *self)
{
  gboolean scanning = kindred_library_get_scan_job (kindred_session_get_library (self->session)) != NULL;
  const char *icon = "emblem-ok-symbolic", *title, *description;

  if (scanning)
    {
      icon = "system-search-symbolic";
      title = _ ("Looking for People…");
      description = _ ("Questions appear here as soon as there are any.");
    }
  else
    {
      title = _ ("Nothing Left to Ask");
      description = _ ("When two people might be the same, or a face might be somebody, the question appears here.");
    }

  if (self->nothing == NULL)
    {
      self->nothing = ADW_STATUS_PAGE (adw_status_page_new ());
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->nothing), "nothing");
    }
  adw_status_page_set_icon_name (self->nothing, icon);
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, description);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
update_counter (KindredReviewPage *self)
{
  guint n_left = kindred_review_get_n_left (self->review);
  guint n_settled = kindred_review_get_n_settled (self->review);
  /* Translators: how many questions were answered */
  g_autofree char *settled = g_strdup_printf (ngettext ("%'u settled", "%'u settled", n_settled), n_settled);
  /* Translators: how many questions are still to be answered */
  g_autofree char *left = g_strdup_printf (ngettext ("%'u left", "%'u left", n_left), n_left);
  g_autofree char *text = NULL;

  if (n_settled == 0)
    text = g_strdup (left);
  else if (n_left == 0)
    text = g_strdup (settled);
  else
    /* Translators: two counts, "12 settled, 30 left" */
    text = g_strdup_printf (_ ("%s, %s"), settled, left);

  gtk_label_set_label (self->counter, text);
  gtk_progress_bar_set_fraction (self->progress,
                                 n_settled + n_left > 0 ? (double) n_settled / (n_settled + n_left) : 0);
  gtk_widget_set_visible (self->footer, n_settled + n_left > 0);
}

static void
update (KindredReviewPage *self)
{
  const KindredQuestion *question = kindred_review_get (self->review, 0);
  gboolean had_focus = self->question != NULL && kindred_review_question_has_focus (self->question);

  if (question != NULL)
    show_question (self, question);
  else if (kindred_review_get_loaded (self->review))
    show_nothing (self);

  update_counter (self);
  kindred_review_page_update_actions (self);
  if (self->question != NULL && (had_focus || gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL))
    gtk_widget_grab_focus (GTK_WIDGET (self->question));
}

/* ---- what the user does ---- */

/* A key that is held down must not answer questions that nobody saw. */
static gboolean
key_pressed_cb (KindredReviewPage *self, guint keyval)
{
  guint key = gdk_keyval_to_lower (keyval);
  gboolean answers = key == GDK_KEY_y || key == GDK_KEY_n || key == GDK_KEY_s || key == GDK_KEY_space;

  if (!answers)
    return FALSE;
  if (self->held_key == key)
    return TRUE;

  self->held_key = key;

  return FALSE;
}

static void
key_released_cb (KindredReviewPage *self)
{
  self->held_key = 0;
}

static void
edited_cb (KindredReviewPage *self, guint change, const KindredEditRecord *record)
{
  if (change == KINDRED_CHANGE_UNDONE)
    kindred_review_undone (self->review, record->id);
  else if (change == KINDRED_CHANGE_REDONE)
    kindred_review_redone (self->review, record->id);
}

static void
answered_cb (KindredReviewPage *self, const KindredEditRecord *record)
{
  kindred_session_report_edit (self->session, KINDRED_CHANGE_ANSWERED, record);
}

/* ---- size ---- */

static void
kindred_review_page_map (GtkWidget *widget)
{
  KindredReviewPage *self = KINDRED_REVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (kindred_review_page_parent_class)->map (widget);

  self->surface = g_object_ref (gtk_native_get_surface (gtk_widget_get_native (widget)));
  g_signal_connect_swapped (self->surface, "notify::width", G_CALLBACK (update_layout), self);
  g_signal_connect_swapped (self->surface, "notify::height", G_CALLBACK (update_layout), self);
  update_layout (self);
  kindred_review_set_active (self->review, TRUE);
}

static void
kindred_review_page_unmap (GtkWidget *widget)
{
  KindredReviewPage *self = KINDRED_REVIEW_PAGE (widget);

  kindred_review_set_active (self->review, FALSE);
  g_signal_handlers_disconnect_by_data (self->surface, self);
  g_clear_object (&self->surface);
  self->held_key = 0;

  GTK_WIDGET_CLASS (kindred_review_page_parent_class)->unmap (widget);
}

/* ---- object ---- */

static void
kindred_review_page_shown (KindredPage *page)
{
  KindredReviewPage *self = KINDRED_REVIEW_PAGE (page);

  /* Messages must not cover how many questions are left. */
  kindred_page_set_has_actions (page, TRUE);
  self->wants_focus = self->question == NULL;
  if (!self->wants_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->question));
}

static void
kindred_review_page_set_views (KindredPage *page, AdwViewStack *views)
{
  adw_view_switcher_title_set_stack (KINDRED_REVIEW_PAGE (page)->switcher, views);
}

static void
page_iface_init (KindredPageInterface *iface)
{
  iface->shown = kindred_review_page_shown;
  iface->set_views = kindred_review_page_set_views;
}

static void
kindred_review_page_dispose (GObject *object)
{
  KindredReviewPage *self = KINDRED_REVIEW_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_REVIEW_PAGE);
  g_clear_object (&self->review);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_review_page_parent_class)->dispose (object);
}

static void
kindred_review_page_class_init (KindredReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_review_page_dispose;
  widget_class->map = kindred_review_page_map;
  widget_class->unmap = kindred_review_page_unmap;

  g_type_ensure (KINDRED_TYPE_SWITCHER_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredReviewPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewPage, menu_button);
  kindred_lazy_menu_bind (widget_class, "menu");
  gtk_widget_class_bind_template_child (widget_class, KindredReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewPage, footer);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewPage, progress);
  gtk_widget_class_bind_template_child (widget_class, KindredReviewPage, counter);
  kindred_review_page_install_actions (widget_class);
}

static void
kindred_review_page_init (KindredReviewPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  kindred_lazy_menu_set (self->menu_button, GTK_WIDGET (self), KINDRED_TYPE_REVIEW_PAGE, "menu");

  self->picture_size = 256;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
kindred_review_page_new (KindredSession *session)
{
  KindredReviewPage *self;
  KindredPeople *people;
  KindredLibrary *library;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);

  self = g_object_new (KINDRED_TYPE_REVIEW_PAGE, NULL);
  self->session = g_object_ref (session);
  people = kindred_session_get_people (session);
  library = kindred_session_get_library (session);
  self->review = kindred_review_new (library, people);
  g_signal_connect_object (self->review, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "failed", G_CALLBACK (kindred_session_report), session, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (people, "refreshed", G_CALLBACK (update), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (library, "notify::scan-job", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update_counter (self);
  kindred_review_page_update_actions (self);

  return GTK_WIDGET (self);
}

KindredReview *
kindred_review_page_get_review (KindredReviewPage *self)
{
  g_return_val_if_fail (KINDRED_IS_REVIEW_PAGE (self), NULL);

  return self->review;
}
