/* kindred-candidates-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-candidates-page.h"

#include "kindred-candidate-card.h"
#include "kindred-face-picture.h"
#include "kindred-page.h"
#include "kindred-review-side.h"

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
  GHashTable *wrong;   /* what the user said is wrong: faces, and persons (negative) */
  GPtrArray *cards;    /* of KindredCandidateCard, in their order */
  GdkSurface *surface; /* while mapped */
  gboolean held;       /* the key that confirms, until it is let go */

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

enum
{
  SIGNAL_GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static KindredPersonItem *
get_person (KindredCandidatesPage *self)
{
  return kindred_people_lookup (kindred_session_get_people (self->session), self->person);
}

/* ---- right or wrong ---- */

static gint64
get_key (const KindredQuestion *question)
{
  return question->face != 0 ? question->face : -question->other;
}

static gboolean
is_wrong (KindredCandidatesPage *self, guint position)
{
  gint64 key = get_key (kindred_candidates_get (self->candidates, position));

  return g_hash_table_contains (self->wrong, &key);
}

static void
set_wrong (KindredCandidatesPage *self, guint position, gboolean wrong)
{
  gint64 key = get_key (kindred_candidates_get (self->candidates, position));

  if (wrong)
    g_hash_table_add (self->wrong, g_memdup2 (&key, sizeof key));
  else
    g_hash_table_remove (self->wrong, &key);
}

static guint
count_right (KindredCandidatesPage *self)
{
  guint n_right = 0;

  for (guint i = 0; i < kindred_candidates_get_n_shown (self->candidates); i++)
    n_right += !is_wrong (self, i);

  return n_right;
}

/* ---- what is shown ---- */

static int
get_size (KindredCandidatesPage *self)
{
  return self->surface != NULL && gdk_surface_get_width (self->surface) < WIDE ? SIZE_NARROW : SIZE_WIDE;
}

/* Into the cache of the loader. */
static void
prefetch_next (KindredCandidatesPage *self)
{
  KindredThumbnailLoader *loader = kindred_session_get_thumbnails (self->session);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const KindredQuestion *next;

  for (guint i = self->cards->len;
       i < 2 * self->cards->len && (next = kindred_candidates_get (self->candidates, i)) != NULL; i++)
    kindred_face_picture_prefetch (loader, kindred_review_side_choose_face (self->session, next->other, next->face),
                                   get_size (self), scale);
}

static void
update_buttons (KindredCandidatesPage *self)
{
  guint n_right = count_right (self);
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

static void
update_cards (KindredCandidatesPage *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    {
      KindredCandidateCard *card = g_ptr_array_index (self->cards, i);
      const KindredQuestion *question = kindred_candidates_get (self->candidates, i);

      kindred_candidate_card_set_question (card, question);
      kindred_candidate_card_set_wrong (card, question != NULL && is_wrong (self, i));
    }
}

/* Off a card that is about to go. */
static void
save_focus (KindredCandidatesPage *self)
{
  GtkWidget *card = gtk_widget_get_focus_child (GTK_WIDGET (self->box));
  guint n_shown = kindred_candidates_get_n_shown (self->candidates);

  if (n_shown == 0 && (gtk_widget_get_state_flags (GTK_WIDGET (self->stack)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    gtk_widget_grab_focus (self->back_button);
  else if (card != NULL && (guint) gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (card)) >= n_shown)
    gtk_widget_grab_focus (g_ptr_array_index (self->cards, 0));
}

static void
update (KindredCandidatesPage *self)
{
  const char *page = choose_page (self);
  gboolean asks = g_str_equal (page, "question");
  gboolean asked = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "question");

  save_focus (self);
  update_cards (self);
  update_person (self);
  update_buttons (self);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);
  prefetch_next (self);

  if (!asks)
    self->held = FALSE;
  else if (!asked && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (g_ptr_array_index (self->cards, 0));
}

static void
people_refreshed_cb (KindredCandidatesPage *self)
{
  if (get_person (self) == NULL)
    g_signal_emit (self, signals[SIGNAL_GONE], 0);
  else
    update (self);
}

/* ---- what the user does ---- */

static void
card_activated_cb (KindredCandidatesPage *self, KindredCandidateCard *card)
{
  guint position;

  if (!g_ptr_array_find (self->cards, card, &position) || position >= kindred_candidates_get_n_shown (self->candidates))
    return;

  set_wrong (self, position, !is_wrong (self, position));
  kindred_candidate_card_set_wrong (card, is_wrong (self, position));
  update_buttons (self);
}

static void
toggle_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredCandidatesPage *self = KINDRED_CANDIDATES_PAGE (widget);
  gboolean wrong = count_right (self) > 0;

  for (guint i = 0; i < kindred_candidates_get_n_shown (self->candidates); i++)
    set_wrong (self, i, wrong);
  update (self);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredCandidatesPage *self = KINDRED_CANDIDATES_PAGE (widget);
  gboolean wrong[KINDRED_CANDIDATES_AT_ONCE];
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->box)) != NULL;

  for (guint i = 0; i < kindred_candidates_get_n_shown (self->candidates); i++)
    wrong[i] = is_wrong (self, i);

  kindred_candidates_answer (self->candidates, wrong);
  if (had_focus && kindred_candidates_get_n_shown (self->candidates) > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->cards, 0));
}

static gboolean
get_direction (guint keyval, GtkDirectionType *direction)
{
  static const struct
  {
    guint keyval, keypad;
    GtkDirectionType direction;
  } keys[] = { { GDK_KEY_Left, GDK_KEY_KP_Left, GTK_DIR_LEFT },
               { GDK_KEY_Right, GDK_KEY_KP_Right, GTK_DIR_RIGHT },
               { GDK_KEY_Up, GDK_KEY_KP_Up, GTK_DIR_UP },
               { GDK_KEY_Down, GDK_KEY_KP_Down, GTK_DIR_DOWN } };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keyval == keys[i].keyval || keyval == keys[i].keypad)
      {
        *direction = keys[i].direction;
        return TRUE;
      }

  return FALSE;
}

/* GtkFlowBox's own keys move a cursor that it only has after a click, and Tab would stop at each card.  A key that is
 * held down must not confirm faces that nobody saw. */
static gboolean
key_pressed_cb (KindredCandidatesPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkDirectionType direction;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Tab)
    return gtk_widget_grab_focus (GTK_WIDGET (self->all_button));
  if (get_direction (keyval, &direction))
    return gtk_widget_child_focus (GTK_WIDGET (self->box), direction);
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;

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
  for (guint i = 0; i < self->cards->len; i++)
    kindred_candidate_card_set_size (g_ptr_array_index (self->cards, i), get_size (self));
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
    gtk_widget_grab_focus (g_ptr_array_index (self->cards, 0));
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

  g_ptr_array_set_size (self->cards, 0);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_CANDIDATES_PAGE);
  g_clear_object (&self->candidates);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_candidates_page_parent_class)->dispose (object);
}

static void
kindred_candidates_page_finalize (GObject *object)
{
  KindredCandidatesPage *self = KINDRED_CANDIDATES_PAGE (object);

  g_ptr_array_unref (self->cards);
  g_hash_table_unref (self->wrong);

  G_OBJECT_CLASS (kindred_candidates_page_parent_class)->finalize (object);
}

static void
kindred_candidates_page_class_init (KindredCandidatesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kindred_candidates_page_dispose;
  object_class->finalize = kindred_candidates_page_finalize;
  widget_class->map = kindred_candidates_page_map;
  widget_class->unmap = kindred_candidates_page_unmap;

  signals[SIGNAL_GONE]
      = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

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
  gtk_widget_class_bind_template_callback (widget_class, card_activated_cb);
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

  self->wrong = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cards = g_ptr_array_new ();
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
  for (guint i = 0; i < KINDRED_CANDIDATES_AT_ONCE; i++)
    {
      GtkWidget *card = kindred_candidate_card_new (session);

      g_ptr_array_add (self->cards, card);
      gtk_flow_box_append (self->box, card);
    }

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
