/* kindred-edit-write-people.c - edits of persons
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit-writer.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

gboolean
kindred_edit_writer_write_name (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;

  self->person = edit->target;
  self->name = g_strdup (edit->name);

  return kindred_edit_writer_find_person (self, edit->target, &self->other_name, error)
         && kindred_edit_writer_set_name (self, edit->target, edit->name, error);
}

/* One of the persons that are merged away. */
static gboolean
merge_one (KindredEditWriter *self, gint64 into, gint64 from, GError **error)
{
  return kindred_journal_touch_person (self->store, self->id, from, error)
         && kindred_edit_writer_run (self, "UPDATE edit_persons SET new_exists = 0 WHERE edit = ?1 AND person = ?2",
                                     KINDRED_IDS (self->id, from), error)
         && kindred_edit_writer_carry_details (self, into, from, error)
         && kindred_edit_writer_run (
             self,
             /* Some may be moved by the same edit already, to the same person. */
             "INSERT OR IGNORE INTO edit_faces (edit, face, old_person, new_person, old_decision, new_decision)"
             " SELECT ?1, id, person, ?2, decision, 1 FROM faces WHERE person = ?3 ORDER BY id",
             KINDRED_IDS (self->id, into, from), error);
}

/* Who was not @from is not the person either that @from turned out to be; unless the user has put
 * the face there. */
static gboolean
carry_rejections_over (KindredEditWriter *self, gint64 into, gint64 from, GError **error)
{
  return kindred_edit_writer_run (
      self,
      "INSERT OR IGNORE INTO edit_rejections (edit, face, person, added)"
      " SELECT ?1, r.face, ?2, 1 FROM rejections r CROSS JOIN faces f ON f.id = r.face WHERE r.person = ?3"
      " AND NOT (f.person IS ?2 AND f.decision = 1)"
      " AND NOT EXISTS (SELECT 1 FROM persons q WHERE q.cover = r.face AND q.id = ?2)"
      " AND NOT EXISTS (SELECT 1 FROM edit_faces e WHERE e.edit = ?1 AND e.face = r.face)"
      " AND NOT EXISTS (SELECT 1 FROM rejections o WHERE o.face = r.face AND o.person = ?2)",
      KINDRED_IDS (self->id, into, from), error);
}

static gboolean
evict_rejected (KindredEditWriter *self, gint64 into, GError **error)
{
  return kindred_edit_writer_run (
      self,
      "INSERT OR IGNORE INTO edit_faces (edit, face, old_person, new_person, old_decision, new_decision)"
      " SELECT ?1, f.id, ?2, NULL, 0, 0 FROM edit_rejections x CROSS JOIN faces f ON f.id = x.face"
      " WHERE x.edit = ?1 AND x.added = 1 AND x.person = ?2 AND f.person = ?2",
      KINDRED_IDS (self->id, into), error);
}

static gboolean
merge_faces (KindredEditWriter *self, gint64 into, const gint64 *from, gsize n_from, GError **error)
{
  for (gsize i = 0; i < n_from; i++)
    {
      g_autofree char *name = NULL;

      if (!kindred_edit_writer_find_person (self, from[i], &name, error) || !merge_one (self, into, from[i], error))
        return FALSE;

      if (self->other_name == NULL)
        self->other_name = g_steal_pointer (&name);
    }

  for (gsize i = 0; i < n_from; i++)
    if (!carry_rejections_over (self, into, from[i], error)
        || !kindred_edit_writer_carry_answers (self, into, from[i], error))
      return FALSE;

  return evict_rejected (self, into, error);
}

/* Of two that turned out to be one, the one with a name stays. */
static gboolean
swap_if_better (KindredEditWriter *self, gint64 *into, gint64 *from, GError **error)
{
  g_autofree char *name = NULL;
  gint64 former = *into;

  if (!kindred_edit_writer_find_person (self, *from, &name, error))
    return FALSE;

  if (self->name == NULL && name != NULL)
    {
      self->name = g_steal_pointer (&name);
      *into = *from;
      *from = former;
    }

  return TRUE;
}

gboolean
kindred_edit_writer_write_merge (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;
  gint64 into = edit->target;
  g_autofree gint64 *from = g_memdup2 (edit->ids, edit->n_ids * sizeof (gint64));

  if (!kindred_edit_writer_find_person (self, into, &self->name, error)
      || (edit->flag && !swap_if_better (self, &into, &from[0], error))
      || !merge_faces (self, into, from, edit->n_ids, error))
    return FALSE;

  self->person = into;
  if (self->name != NULL || self->other_name == NULL)
    return TRUE;

  self->name = g_strdup (self->other_name);

  return kindred_edit_writer_set_name (self, into, self->name, error);
}

gboolean
kindred_edit_writer_write_cover (KindredEditWriter *self, GError **error)
{
  const KindredEdit *edit = self->edit;
  gint64 person = edit->target;

  self->person = edit->target;
  if (!kindred_edit_writer_find_person (self, edit->target, &self->name, error)
      || (edit->face != 0 && !kindred_edit_writer_find_face (self, edit->face, &person, error)))
    return FALSE;

  if (person != edit->target)
    return kindred_edit_writer_conflict (error, _ ("Face %" PRId64 " is not one of person %" PRId64), edit->face,
                                         edit->target);

  return kindred_journal_touch_person (self->store, self->id, edit->target, error)
         && kindred_edit_writer_run (
             self, "UPDATE edit_persons SET new_cover = nullif (?3, 0) WHERE edit = ?1 AND person = ?2",
             KINDRED_IDS (self->id, edit->target, edit->face), error);
}
