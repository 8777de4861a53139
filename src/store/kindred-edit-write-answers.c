/* kindred-edit-write-answers.c - answers to questions: no, skip
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit-writer.h"

/* Persons ?2 < ?3 of edit ?1.  A skip does not undo a no. */
#define ADD_PERSON_ANSWER                                                                                              \
  "INSERT INTO edit_answers (edit, person, other, face, old_answer, new_answer)"                                       \
  " SELECT ?1, ?2, ?3, 0, coalesce (a.answer, 0), min (?4, coalesce (a.answer, ?4)) FROM (SELECT 1)"                   \
  " LEFT JOIN person_answers a ON a.person = ?2 AND a.other = ?3"

/* Person ?2 and face ?3. */
#define ADD_FACE_SKIP                                                                                                  \
  "INSERT INTO edit_answers (edit, person, other, face, old_answer, new_answer)"                                       \
  " SELECT ?1, ?2, 0, ?3, coalesce (a.answer, 0), 2 FROM (SELECT 1)"                                                   \
  " LEFT JOIN face_answers a ON a.face = ?3 AND a.person = ?2"                                                         \
  " WHERE NOT EXISTS (SELECT 1 FROM rejections r WHERE r.face = ?3 AND r.person = ?2)"

#define ADD_REJECTION                                                                                                  \
  "INSERT INTO edit_rejections (edit, face, person, added) SELECT ?1, ?3, ?2, 1"                                       \
  " WHERE NOT EXISTS (SELECT 1 FROM rejections r WHERE r.face = ?3 AND r.person = ?2)"

#define TAKE_FACE_OUT                                                                                                  \
  "INSERT INTO edit_faces (edit, face, old_person, old_decision, new_person, new_decision)"                            \
  " SELECT ?1, id, person, decision, NULL, 0 FROM faces WHERE id = ?3 AND person = ?2"

static gboolean
write_person_answer (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;
  gint64 answer = edit->answer == KINDRED_ANSWER_NO ? KINDRED_STORED_DIFFERENT : KINDRED_STORED_SKIPPED;

  return kindred_edit_writer_find_person (self, edit->from, &self->other_name, error)
         && kindred_edit_writer_run (
             self, ADD_PERSON_ANSWER,
             KINDRED_IDS (self->id, MIN (edit->target, edit->from), MAX (edit->target, edit->from), answer), error);
}

static gboolean
write_face_answer (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;
  gint64 person;

  if (!kindred_edit_writer_find_face (self, edit->face, &person, error))
    return FALSE;

  if (edit->answer == KINDRED_ANSWER_SKIP)
    return kindred_edit_writer_run (self, ADD_FACE_SKIP, KINDRED_IDS (self->id, edit->target, edit->face), error);

  return kindred_edit_writer_run (self, TAKE_FACE_OUT, KINDRED_IDS (self->id, edit->target, edit->face), error)
         && kindred_edit_writer_run (self, ADD_REJECTION, KINDRED_IDS (self->id, edit->target, edit->face), error);
}

gboolean
kindred_edit_writer_write_answer (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  self->person = edit->target;
  self->flag = edit->answer == KINDRED_ANSWER_NO;

  return kindred_edit_writer_find_person (self, edit->target, &self->name, error)
         && (edit->face != 0 ? write_face_answer (self, error) : write_person_answer (self, error));
}

/* ---- in a merge ---- */

/* Who was not ?3 is not ?2 either, which ?3 turned out to be; a no counts more than a skip. */
#define CARRY_PERSON_ANSWERS                                                                                           \
  "INSERT INTO edit_answers (edit, person, other, face, old_answer, new_answer)"                                       \
  " SELECT ?1, min (?2, x.third), max (?2, x.third), 0, coalesce (o.answer, 0),"                                       \
  "   min (x.answer, coalesce (o.answer, x.answer))"                                                                   \
  " FROM (SELECT other AS third, answer FROM person_answers WHERE person = ?3"                                         \
  "   UNION ALL SELECT person, answer FROM person_answers WHERE other = ?3) x"                                         \
  " LEFT JOIN person_answers o ON o.person = min (?2, x.third) AND o.other = max (?2, x.third)"                        \
  " WHERE x.third <> ?2 AND NOT EXISTS"                                                                                \
  "   (SELECT 1 FROM edit_persons q WHERE q.edit = ?1 AND q.person = x.third AND q.new_exists = 0)"                    \
  " ON CONFLICT DO UPDATE SET new_answer = min (new_answer, excluded.new_answer)"

#define CARRY_FACE_ANSWERS                                                                                             \
  "INSERT OR IGNORE INTO edit_answers (edit, person, other, face, old_answer, new_answer)"                             \
  " SELECT ?1, ?2, 0, a.face, 0, a.answer FROM face_answers a WHERE a.person = ?3"                                     \
  " AND NOT EXISTS (SELECT 1 FROM face_answers o WHERE o.face = a.face AND o.person = ?2)"                             \
  " AND NOT EXISTS (SELECT 1 FROM faces f WHERE f.id = a.face AND f.person = ?2)"

gboolean
kindred_edit_writer_carry_answers (KindredEditWriter *self, gint64 into, gint64 from, GError **error)
{
  return kindred_edit_writer_run (self, CARRY_PERSON_ANSWERS, KINDRED_IDS (self->id, into, from), error)
         && kindred_edit_writer_run (self, CARRY_FACE_ANSWERS, KINDRED_IDS (self->id, into, from), error);
}
