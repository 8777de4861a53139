/* kindred-questions.h - lists of questions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/kindred-library.h"

G_BEGIN_DECLS

/* Two persons are the same question either way round. */
gboolean kindred_question_equal (const KindredQuestion *a, const KindredQuestion *b);

/* @questions: (element-type KindredQuestion).  @position: (out) */
gboolean kindred_questions_find (GArray *questions, const KindredQuestion *question, guint *position);

/* Questions about @gone are about @into, into whom it was merged; those that lose their sense, or are there already,
 * go. */
void kindred_questions_replace_person (GArray *questions, gint64 gone, gint64 into);

G_END_DECLS
