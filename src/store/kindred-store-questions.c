/* kindred-store-questions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-store-questions.h"

#include "kindred-store-private.h"

void
kindred_settled_free (KindredSettled *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->hidden, g_array_unref);
  g_clear_pointer (&self->answered, g_array_unref);
  g_free (self);
}

static gboolean
load_answered (KindredStore *self, KindredSettled *settled, GError **error)
{
  g_autoptr (KindredStatement) statement
      = kindred_database_prepare (self->database,
                                  "SELECT person, other, 0 FROM person_answers"
                                  " UNION ALL SELECT person, 0, face FROM face_answers",
                                  error);

  if (statement == NULL)
    return FALSE;

  while (kindred_statement_next (statement, error))
    {
      const KindredAskedQuestion question
          = { kindred_statement_get_int (statement, 0), kindred_statement_get_int (statement, 1),
              kindred_statement_get_int (statement, 2) };

      g_array_append_val (settled->answered, question);
    }

  return kindred_statement_is_done (statement);
}

KindredSettled *
kindred_store_load_settled (KindredStore *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (KindredSettled) settled = g_new0 (KindredSettled, 1);
  gboolean done;

  g_return_val_if_fail (self != NULL, NULL);

  settled->answered = g_array_new (FALSE, FALSE, sizeof (KindredAskedQuestion));

  if (!kindred_database_begin_read (self->database, cancellable, error))
    return NULL;

  settled->hidden = kindred_database_list (self->database, "SELECT id FROM persons WHERE hidden = 1", NULL, 0, error);
  done = settled->hidden != NULL && load_answered (self, settled, error);
  kindred_database_end_read (self->database);

  return done ? g_steal_pointer (&settled) : NULL;
}

/* ---- what may be asked ---- */

/* ?1 a person, ?3 whether it may be hidden */
#define PERSON_IS_THERE                                                                                                \
  "SELECT EXISTS (SELECT 1 FROM persons WHERE id = ?1 AND (hidden = 0 OR ?3))"                                         \
  " AND EXISTS (SELECT 1 FROM faces WHERE person = ?1)"

#define SAME_FRAME                                                                                                     \
  " AND (SELECT time FROM detections WHERE face = x.id) = (SELECT time FROM detections WHERE face = y.id)"

/* ?2 another person.  The one of fewer faces is looked through. */
static const char ask_about_person[] = PERSON_IS_THERE
    " AND EXISTS (SELECT 1 FROM persons WHERE id = ?2 AND hidden = 0)"
    " AND EXISTS (SELECT 1 FROM faces WHERE person = ?2)"
    " AND NOT (SELECT count(*) FROM persons WHERE id IN (?1, ?2) AND name IS NOT NULL) = 2"
    " AND NOT EXISTS (SELECT 1 FROM person_answers WHERE person = min (?1, ?2) AND other = max (?1, ?2))"
    " AND NOT EXISTS (SELECT 1 FROM rejections r JOIN faces f ON f.id = r.face WHERE r.person = ?1 AND f.person = ?2)"
    " AND NOT EXISTS (SELECT 1 FROM rejections r JOIN faces f ON f.id = r.face WHERE r.person = ?2 AND f.person = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM faces x CROSS JOIN faces y ON y.photo = x.photo AND y.person = ?1"
    "   WHERE x.person = ?2" SAME_FRAME ")";

/* ?2 a face */
static const char ask_about_face[]
    = PERSON_IS_THERE " AND EXISTS (SELECT 1 FROM faces WHERE id = ?2 AND person IS NULL AND decision = 0)"
                      " AND NOT EXISTS (SELECT 1 FROM rejections WHERE face = ?2 AND person = ?1)"
                      " AND NOT EXISTS (SELECT 1 FROM face_answers WHERE face = ?2 AND person = ?1)"
                      " AND NOT EXISTS (SELECT 1 FROM faces x CROSS JOIN faces y ON y.photo = x.photo AND y.person = ?1"
                      "   WHERE x.id = ?2" SAME_FRAME ")";

gboolean
kindred_store_may_ask (KindredStore *self, const KindredAskedQuestion *question, gboolean about_hidden, gboolean *may,
                       GError **error)
{
  gboolean is_face;
  gint64 value;

  g_return_val_if_fail (self != NULL && question != NULL && may != NULL, FALSE);

  is_face = question->other == 0;
  if (!kindred_database_get (self->database, is_face ? ask_about_face : ask_about_person,
                             KINDRED_IDS (question->person, is_face ? question->face : question->other, about_hidden),
                             0, &value, error))
    return FALSE;

  *may = value != 0;

  return TRUE;
}
