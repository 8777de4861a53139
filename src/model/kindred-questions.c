/* kindred-questions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-questions.h"

gboolean
kindred_question_equal (const KindredQuestion *a, const KindredQuestion *b)
{
  if (a->face != b->face)
    return FALSE;

  return (a->person == b->person && a->other == b->other) || (a->person == b->other && a->other == b->person);
}

gboolean
kindred_questions_find (GArray *questions, const KindredQuestion *question, guint *position)
{
  for (guint i = 0; i < questions->len; i++)
    if (kindred_question_equal (&g_array_index (questions, KindredQuestion, i), question))
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

void
kindred_questions_replace_person (GArray *questions, gint64 gone, gint64 into)
{
  guint i = 0;

  while (i < questions->len)
    {
      KindredQuestion *question = &g_array_index (questions, KindredQuestion, i);
      guint first;

      if (question->person == gone)
        question->person = into;
      if (question->other == gone)
        question->other = into;

      if (question->person == question->other || (kindred_questions_find (questions, question, &first) && first < i))
        g_array_remove_index (questions, i);
      else
        i++;
    }
}
