/* kindred-candidate-cards.h - the candidates for a person, and which of them are wrong
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-candidates.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills a flow box with a card for each candidate that is shown.  Who was said to be wrong stays so when it is shown
 * again.
 *
 * Signals: "changed" (): the user says otherwise of one that is shown. */

#define KINDRED_TYPE_CANDIDATE_CARDS (kindred_candidate_cards_get_type ())
G_DECLARE_FINAL_TYPE (KindredCandidateCards, kindred_candidate_cards, KINDRED, CANDIDATE_CARDS, GObject)

/* @box: empty; must stay as long as the cards are used */
KindredCandidateCards *kindred_candidate_cards_new (KindredSession *session, KindredCandidates *candidates,
                                                    GtkFlowBox *box);

/* The candidates are others now, or look different. */
void kindred_candidate_cards_update (KindredCandidateCards *self);

/* Of the pictures, in application pixels.  Those that come next are loaded in this size as well. */
void kindred_candidate_cards_set_size (KindredCandidateCards *self, int size);

guint kindred_candidate_cards_count_right (KindredCandidateCards *self);
void kindred_candidate_cards_set_all_wrong (KindredCandidateCards *self, gboolean wrong);

/* Answers all that are shown. */
void kindred_candidate_cards_answer (KindredCandidateCards *self);

/* The first one */
void kindred_candidate_cards_grab_focus (KindredCandidateCards *self);

/* Moves the focus as an arrow key does.  Returns: FALSE if @keyval is none, or it leads nowhere */
gboolean kindred_candidate_cards_move_focus (KindredCandidateCards *self, guint keyval);

G_END_DECLS
