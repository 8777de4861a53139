/* kindred-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit-private.h"

#include "base/kindred-error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdlib.h>

KindredEdit *
kindred_edit_ref (KindredEdit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
kindred_edit_unref (KindredEdit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self->ids);
  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

KindredEditKind
kindred_edit_get_kind (const KindredEdit *self)
{
  g_return_val_if_fail (self != NULL, KINDRED_EDIT_NAME);

  return self->kind;
}

KindredEdit *
kindred_edit_new (KindredEditKind kind)
{
  KindredEdit *self = g_new0 (KindredEdit, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;

  return self;
}

gboolean
kindred_edit_fail (GError **error, const char *text)
{
  g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT, text);

  return FALSE;
}

gboolean
kindred_edit_check_id (gint64 id, GError **error)
{
  if (id > 0)
    return TRUE;

  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT, _ ("There is no number %" PRId64), id);

  return FALSE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static gboolean
set_ids (KindredEdit *self, const gint64 *ids, gsize n_ids, GError **error)
{
  g_return_val_if_fail (ids != NULL || n_ids == 0, FALSE);

  if (n_ids == 0)
    return kindred_edit_fail (error, _ ("Nothing was chosen"));

  self->ids = g_new (gint64, n_ids);
  memcpy (self->ids, ids, n_ids * sizeof (gint64));
  qsort (self->ids, n_ids, sizeof (gint64), compare_ids);

  for (gsize i = 0; i < n_ids; i++)
    if (i == 0 || self->ids[i] != self->ids[i - 1])
      self->ids[self->n_ids++] = self->ids[i];

  return kindred_edit_check_id (self->ids[0], error);
}

static gboolean
set_name (KindredEdit *self, const char *name, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  self->name = kindred_name_normalize (name, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

KindredEdit *
kindred_edit_new_name (gint64 person, const char *name, GError **error)
{
  g_autoptr (KindredEdit) self = kindred_edit_new (KINDRED_EDIT_NAME);

  self->target = person;
  if (!kindred_edit_check_id (person, error) || !set_name (self, name, error))
    return NULL;

  return g_steal_pointer (&self);
}

KindredEdit *
kindred_edit_new_merge (gint64 into, const gint64 *from, gsize n_from, GError **error)
{
  g_autoptr (KindredEdit) self = kindred_edit_new (KINDRED_EDIT_MERGE);

  self->target = into;
  if (!kindred_edit_check_id (into, error) || !set_ids (self, from, n_from, error))
    return NULL;

  if (bsearch (&into, self->ids, self->n_ids, sizeof (gint64), compare_ids) != NULL)
    {
      kindred_edit_fail (error, _ ("A person cannot be merged with itself"));
      return NULL;
    }

  return g_steal_pointer (&self);
}

KindredEdit *
kindred_edit_new_move_faces (gint64 from, const gint64 *faces, gsize n_faces, gint64 into, const char *name,
                             GError **error)
{
  g_autoptr (KindredEdit) self = kindred_edit_new (KINDRED_EDIT_MOVE_FACES);

  self->from = from;
  self->target = into;
  if (!set_ids (self, faces, n_faces, error) || !set_name (self, name, error)
      || (from != 0 && !kindred_edit_check_id (from, error)) || (into != 0 && !kindred_edit_check_id (into, error)))
    return NULL;

  if (from != 0 && from == into)
    {
      kindred_edit_fail (error, _ ("The faces are with this person already"));
      return NULL;
    }

  if (into != 0 && self->name != NULL)
    {
      kindred_edit_fail (error, _ ("Only a new person can be given a name along with its faces"));
      return NULL;
    }

  return g_steal_pointer (&self);
}

gboolean
kindred_edit_take_part (KindredEdit *self, KindredEdit *part)
{
  if (part != NULL)
    g_ptr_array_add (self->parts, part);

  return part != NULL;
}

static gboolean
check_faces_are_apart (KindredEdit *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const KindredEdit *part = g_ptr_array_index (self->parts, i);

      for (gsize k = 0; k < part->n_ids; k++)
        if (!g_hash_table_add (seen, &part->ids[k]))
          {
            g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                         _ ("Face %" PRId64 " cannot go to two people"), part->ids[k]);
            return FALSE;
          }
    }

  return TRUE;
}

KindredEdit *
kindred_edit_new_split (gint64 from, const KindredSplitPart *parts, gsize n_parts, GError **error)
{
  g_autoptr (KindredEdit) self = kindred_edit_new (KINDRED_EDIT_SPLIT);

  g_return_val_if_fail (parts != NULL || n_parts == 0, NULL);

  self->target = from;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_edit_unref);
  if (!kindred_edit_check_id (from, error))
    return NULL;

  if (n_parts == 0)
    {
      kindred_edit_fail (error, _ ("Nothing was chosen"));
      return NULL;
    }

  for (gsize i = 0; i < n_parts; i++)
    if (!kindred_edit_take_part (self, kindred_edit_new_move_faces (from, parts[i].faces, parts[i].n_faces,
                                                                    parts[i].into, parts[i].name, error)))
      return NULL;

  /* A plain move says more in the history, and older versions can take it back. */
  if (n_parts == 1)
    return kindred_edit_ref (g_ptr_array_index (self->parts, 0));

  return check_faces_are_apart (self, error) ? g_steal_pointer (&self) : NULL;
}

static KindredEdit *
new_for_ids (KindredEditKind kind, const gint64 *ids, gsize n_ids, GError **error)
{
  g_autoptr (KindredEdit) self = kindred_edit_new (kind);

  return set_ids (self, ids, n_ids, error) ? g_steal_pointer (&self) : NULL;
}

KindredEdit *
kindred_edit_new_confirm (const gint64 *faces, gsize n_faces, GError **error)
{
  return new_for_ids (KINDRED_EDIT_CONFIRM, faces, n_faces, error);
}

KindredEdit *
kindred_edit_new_reject (const gint64 *faces, gsize n_faces, GError **error)
{
  return new_for_ids (KINDRED_EDIT_REJECT, faces, n_faces, error);
}

KindredEdit *
kindred_edit_new_not_a_face (const gint64 *faces, gsize n_faces, GError **error)
{
  return new_for_ids (KINDRED_EDIT_NOT_A_FACE, faces, n_faces, error);
}

KindredEdit *
kindred_edit_new_restore (const gint64 *faces, gsize n_faces, GError **error)
{
  return new_for_ids (KINDRED_EDIT_RESTORE, faces, n_faces, error);
}

KindredEdit *
kindred_edit_new_hide (const gint64 *persons, gsize n_persons, gboolean hidden, GError **error)
{
  KindredEdit *self = new_for_ids (KINDRED_EDIT_HIDE, persons, n_persons, error);

  if (self != NULL)
    self->flag = hidden != FALSE;

  return self;
}

KindredEdit *
kindred_edit_new_cover (gint64 person, gint64 face, GError **error)
{
  g_autoptr (KindredEdit) self = kindred_edit_new (KINDRED_EDIT_COVER);

  self->target = person;
  self->face = face;
  if (!kindred_edit_check_id (person, error) || (face != 0 && !kindred_edit_check_id (face, error)))
    return NULL;

  return g_steal_pointer (&self);
}

KindredEdit *
kindred_edit_new_remove_folder (gint64 folder, GError **error)
{
  g_autoptr (KindredEdit) self = kindred_edit_new (KINDRED_EDIT_REMOVE_FOLDER);

  self->target = folder;

  return kindred_edit_check_id (folder, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- who a person is ---- */

KindredEdit *
kindred_edit_new_favourite (const gint64 *persons, gsize n_persons, gboolean favourite, GError **error)
{
  KindredEdit *self = new_for_ids (KINDRED_EDIT_FAVOURITE, persons, n_persons, error);

  if (self != NULL)
    self->flag = favourite != FALSE;

  return self;
}

typedef char *(*NormalizeFunc) (const char *text, GError **error);

static KindredEdit *
new_text (KindredEditKind kind, gint64 person, const char *text, NormalizeFunc normalize, GError **error)
{
  g_autoptr (KindredEdit) self = kindred_edit_new (kind);
  g_autoptr (GError) local_error = NULL;

  if (!kindred_edit_check_id (person, error))
    return NULL;

  self->target = person;
  self->text = normalize (text, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&self);
}

KindredEdit *
kindred_edit_new_birth (gint64 person, const char *date, GError **error)
{
  return new_text (KINDRED_EDIT_BIRTH, person, date, kindred_birth_normalize, error);
}

KindredEdit *
kindred_edit_new_notes (gint64 person, const char *text, GError **error)
{
  return new_text (KINDRED_EDIT_NOTES, person, text, kindred_notes_normalize, error);
}
