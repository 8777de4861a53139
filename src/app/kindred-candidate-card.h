/* kindred-candidate-card.h - a face, or the faces of somebody, that may be a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* To screen readers a check box that is checked unless the user says that the candidate is wrong. */

#define KINDRED_TYPE_CANDIDATE_CARD (kindred_candidate_card_get_type ())
G_DECLARE_FINAL_TYPE (KindredCandidateCard, kindred_candidate_card, KINDRED, CANDIDATE_CARD, GtkFlowBoxChild)

GtkWidget *kindred_candidate_card_new (KindredSession *session);

/* @question: (nullable): as kindred_library_list_candidates_async() has it; NULL shows nothing, and is not visible */
void kindred_candidate_card_set_question (KindredCandidateCard *self, const KindredQuestion *question);

void kindred_candidate_card_set_wrong (KindredCandidateCard *self, gboolean wrong);
gboolean kindred_candidate_card_get_wrong (KindredCandidateCard *self);

/* Of the picture. */
void kindred_candidate_card_set_size (KindredCandidateCard *self, int size);

G_END_DECLS
