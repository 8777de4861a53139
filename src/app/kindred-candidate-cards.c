/* kindred-candidate-cards.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-candidate-cards.h"

#include "kindred-candidate-card.h"
#include "kindred-face-picture.h"
#include "kindred-review-side.h"

struct _KindredCandidateCards
{
  GObject parent_instance;

  KindredSession *session;
  KindredCandidates *candidates;
  GtkFlowBox *box;   /* not owned */
  GHashTable *wrong; /* what the user said is wrong: faces, and persons (negative) */
  KindredCandidateCard *cards[KINDRED_CANDIDATES_AT_ONCE]; /* the box's, in their order */
  int size;
};

G_DEFINE_FINAL_TYPE (KindredCandidateCards, kindred_candidate_cards, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
count (KindredCandidateCards *self)
{
  return kindred_candidates_get_n_shown (self->candidates);
}

/* ---- right or wrong ---- */

static gint64
get_key (const KindredQuestion *question)
{
  return question->face != 0 ? question->face : -question->other;
}

static gboolean
is_wrong (KindredCandidateCards *self, guint position)
{
  gint64 key = get_key (kindred_candidates_get (self->candidates, position));

  return g_hash_table_contains (self->wrong, &key);
}

static void
set_wrong (KindredCandidateCards *self, guint position, gboolean wrong)
{
  gint64 key = get_key (kindred_candidates_get (self->candidates, position));

  if (wrong)
    g_hash_table_add (self->wrong, g_memdup2 (&key, sizeof key));
  else
    g_hash_table_remove (self->wrong, &key);
  kindred_candidate_card_set_wrong (self->cards[position], wrong);
}

static void
activated_cb (KindredCandidateCards *self, GtkFlowBoxChild *card)
{
  guint position = (guint) gtk_flow_box_child_get_index (card);

  if (position >= count (self))
    return;

  set_wrong (self, position, !is_wrong (self, position));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- object ---- */

static void
kindred_candidate_cards_finalize (GObject *object)
{
  KindredCandidateCards *self = KINDRED_CANDIDATE_CARDS (object);

  g_hash_table_unref (self->wrong);
  g_object_unref (self->candidates);
  g_object_unref (self->session);

  G_OBJECT_CLASS (kindred_candidate_cards_parent_class)->finalize (object);
}

static void
kindred_candidate_cards_class_init (KindredCandidateCardsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kindred_candidate_cards_finalize;

  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kindred_candidate_cards_init (KindredCandidateCards *self)
{
  self->wrong = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

KindredCandidateCards *
kindred_candidate_cards_new (KindredSession *session, KindredCandidates *candidates, GtkFlowBox *box)
{
  KindredCandidateCards *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (KINDRED_IS_CANDIDATES (candidates), NULL);
  g_return_val_if_fail (GTK_IS_FLOW_BOX (box), NULL);

  self = g_object_new (KINDRED_TYPE_CANDIDATE_CARDS, NULL);
  self->session = g_object_ref (session);
  self->candidates = g_object_ref (candidates);
  self->box = box;
  for (guint i = 0; i < G_N_ELEMENTS (self->cards); i++)
    {
      GtkWidget *card = kindred_candidate_card_new (session);

      self->cards[i] = KINDRED_CANDIDATE_CARD (card);
      gtk_flow_box_append (box, card);
    }
  g_signal_connect_object (box, "child-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/* ---- what is shown ---- */

/* Off a card that is about to go. */
static void
save_focus (KindredCandidateCards *self)
{
  GtkWidget *card = gtk_widget_get_focus_child (GTK_WIDGET (self->box));

  if (count (self) > 0 && card != NULL
      && (guint) gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (card)) >= count (self))
    kindred_candidate_cards_grab_focus (self);
}

/* Into the cache of the loader. */
static void
prefetch_next (KindredCandidateCards *self)
{
  KindredThumbnailLoader *loader = kindred_session_get_thumbnails (self->session);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self->box));
  const guint n_cards = G_N_ELEMENTS (self->cards);
  const KindredQuestion *next;

  for (guint i = n_cards; i < 2 * n_cards && (next = kindred_candidates_get (self->candidates, i)) != NULL; i++)
    kindred_face_picture_prefetch (loader, kindred_review_side_choose_face (self->session, next->other, next->face),
                                   self->size, scale);
}

void
kindred_candidate_cards_update (KindredCandidateCards *self)
{
  g_return_if_fail (KINDRED_IS_CANDIDATE_CARDS (self));

  save_focus (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->cards); i++)
    {
      const KindredQuestion *question = kindred_candidates_get (self->candidates, i);

      kindred_candidate_card_set_question (self->cards[i], question);
      kindred_candidate_card_set_wrong (self->cards[i], question != NULL && is_wrong (self, i));
    }
  prefetch_next (self);
}

void
kindred_candidate_cards_set_size (KindredCandidateCards *self, int size)
{
  g_return_if_fail (KINDRED_IS_CANDIDATE_CARDS (self));

  self->size = size;
  for (guint i = 0; i < G_N_ELEMENTS (self->cards); i++)
    kindred_candidate_card_set_size (self->cards[i], size);
}

guint
kindred_candidate_cards_count_right (KindredCandidateCards *self)
{
  guint n_right = 0;

  g_return_val_if_fail (KINDRED_IS_CANDIDATE_CARDS (self), 0);

  for (guint i = 0; i < count (self); i++)
    n_right += !is_wrong (self, i);

  return n_right;
}

void
kindred_candidate_cards_set_all_wrong (KindredCandidateCards *self, gboolean wrong)
{
  g_return_if_fail (KINDRED_IS_CANDIDATE_CARDS (self));

  for (guint i = 0; i < count (self); i++)
    set_wrong (self, i, wrong);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
kindred_candidate_cards_answer (KindredCandidateCards *self)
{
  gboolean wrong[KINDRED_CANDIDATES_AT_ONCE];
  gboolean had_focus;

  g_return_if_fail (KINDRED_IS_CANDIDATE_CARDS (self));

  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->box)) != NULL;
  for (guint i = 0; i < count (self); i++)
    wrong[i] = is_wrong (self, i);

  kindred_candidates_answer (self->candidates, wrong);
  if (had_focus && count (self) > 0)
    kindred_candidate_cards_grab_focus (self);
}

/* ---- the keyboard ---- */

void
kindred_candidate_cards_grab_focus (KindredCandidateCards *self)
{
  g_return_if_fail (KINDRED_IS_CANDIDATE_CARDS (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->cards[0]));
}

gboolean
kindred_candidate_cards_move_focus (KindredCandidateCards *self, guint keyval)
{
  static const struct
  {
    guint keyval, keypad;
    GtkDirectionType direction;
  } keys[] = { { GDK_KEY_Left, GDK_KEY_KP_Left, GTK_DIR_LEFT },
               { GDK_KEY_Right, GDK_KEY_KP_Right, GTK_DIR_RIGHT },
               { GDK_KEY_Up, GDK_KEY_KP_Up, GTK_DIR_UP },
               { GDK_KEY_Down, GDK_KEY_KP_Down, GTK_DIR_DOWN } };

  g_return_val_if_fail (KINDRED_IS_CANDIDATE_CARDS (self), FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keyval == keys[i].keyval || keyval == keys[i].keypad)
      return gtk_widget_child_focus (GTK_WIDGET (self->box), keys[i].direction);

  return FALSE;
}
