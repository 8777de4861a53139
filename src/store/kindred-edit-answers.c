/* kindred-edit-answers.c - edits that answer questions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit-private.h"

#include <glib/gi18n-lib.h>

static KindredEdit *
new_yes (gint64 person, gint64 other, gint64 face, GError **error)
{
  KindredEdit *self;

  if (face != 0)
    return kindred_edit_new_move_faces (0, &face, 1, person, NULL, error);

  self = kindred_edit_new_merge (person, &other, 1, error);
  if (self != NULL)
    self->flag = TRUE;

  return self;
}

KindredEdit *
kindred_edit_new_answer (gint64 person, gint64 other, gint64 face, KindredAnswer answer, GError **error)
{
  g_autoptr (KindredEdit) self = kindred_edit_new (KINDRED_EDIT_ANSWER);

  g_return_val_if_fail ((other == 0) != (face == 0), NULL);

  if (!kindred_edit_check_id (person, error) || !kindred_edit_check_id (other != 0 ? other : face, error))
    return NULL;

  if (person == other)
    {
      kindred_edit_fail (error, _ ("A person cannot be compared with itself"));
      return NULL;
    }

  if (answer == KINDRED_ANSWER_YES)
    return new_yes (person, other, face, error);

  self->target = person;
  self->from = other;
  self->face = face;
  self->answer = answer;

  return g_steal_pointer (&self);
}

/* All that are denied, then all faces, then all persons that are the same: a merge carries over what was said of those
 * who go, and must find what this edit says. */
static gboolean
add_parts (KindredEdit *self, const KindredCandidateAnswer *answers, gsize n_answers, GError **error)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < n_answers; i++)
    {
      const KindredCandidateAnswer *answer = &answers[i];

      if (answer->answer == KINDRED_ANSWER_YES && answer->face != 0)
        g_array_append_val (faces, answer->face);
      else if (answer->answer == KINDRED_ANSWER_YES)
        g_array_append_val (persons, answer->other);
      else if (!kindred_edit_take_part (
                   self, kindred_edit_new_answer (self->target, answer->other, answer->face, answer->answer, error)))
        return FALSE;
    }

  self->flag = faces->len + persons->len > 0;

  return (faces->len == 0
          || kindred_edit_take_part (self, kindred_edit_new_move_faces (0, (const gint64 *) faces->data, faces->len,
                                                                        self->target, NULL, error)))
         && (persons->len == 0
             || kindred_edit_take_part (
                 self, kindred_edit_new_merge (self->target, (const gint64 *) persons->data, persons->len, error)));
}

KindredEdit *
kindred_edit_new_answers (gint64 person, const KindredCandidateAnswer *answers, gsize n_answers, GError **error)
{
  g_autoptr (KindredEdit) self = kindred_edit_new (KINDRED_EDIT_ANSWERS);

  g_return_val_if_fail (answers != NULL || n_answers == 0, NULL);

  self->target = person;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_edit_unref);
  if (!kindred_edit_check_id (person, error))
    return NULL;

  if (n_answers == 0)
    {
      kindred_edit_fail (error, _ ("Nothing was chosen"));
      return NULL;
    }

  return add_parts (self, answers, n_answers, error) ? g_steal_pointer (&self) : NULL;
}
