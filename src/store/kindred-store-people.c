/* kindred-store-people.c - reading persons
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-store-private.h"

/* The faces that are there, a person's together and a photo's together. */
#define TALLY_COLUMNS                                                                                                  \
  "SELECT f.person, f.photo, f.id, f.quality, p.taken FROM faces f INDEXED BY faces_person"                            \
  " CROSS JOIN photos p ON p.id = f.photo WHERE " KINDRED_PHOTO_IS_THERE
#define TALLY_ALL TALLY_COLUMNS " AND f.person IS NOT NULL ORDER BY f.person, f.photo"
#define TALLY_ONE TALLY_COLUMNS " AND f.person = ?1 ORDER BY f.person, f.photo"

#define PERSON_COLUMNS "SELECT id, name, hidden, cover, favourite, birth, notes FROM persons"

/* Counts faces into the records as they come. */
typedef struct
{
  gint64 photo; /* of the last face */
  double best_quality;
  gint64 best_face;
  gboolean chosen_seen;
} Tally;

static KindredPersonRecord *
read_person (KindredStatement *statement)
{
  KindredPersonRecord *record = g_new0 (KindredPersonRecord, 1);

  record->id = kindred_statement_get_int (statement, 0);
  record->name = kindred_statement_dup_text (statement, 1);
  record->hidden = kindred_statement_get_int (statement, 2) != 0;
  record->cover = kindred_statement_get_int (statement, 3);
  record->favourite = kindred_statement_get_int (statement, 4) != 0;
  record->birth = kindred_statement_dup_text (statement, 5);
  record->notes = kindred_statement_dup_text (statement, 6);
  record->first_taken = 1;
  record->last_taken = 0;

  return record;
}

static void
tally_face (KindredPersonRecord *person, Tally *tally, KindredStatement *statement)
{
  gint64 photo = kindred_statement_get_int (statement, 1);
  gint64 face = kindred_statement_get_int (statement, 2);
  double quality = kindred_statement_get_number (statement, 3);
  gint64 taken = kindred_statement_get_int (statement, 4);

  /* The oldest of equals: a cover that changes without a reason is confusing. */
  if (person->n_faces == 0 || quality > tally->best_quality
      || (quality == tally->best_quality && face < tally->best_face))
    {
      tally->best_quality = quality;
      tally->best_face = face;
    }

  tally->chosen_seen = tally->chosen_seen || face == person->cover;
  person->first_taken = person->n_faces == 0 ? taken : MIN (person->first_taken, taken);
  person->last_taken = person->n_faces == 0 ? taken : MAX (person->last_taken, taken);
  person->n_photos += person->n_faces == 0 || photo != tally->photo;
  person->n_faces++;
  tally->photo = photo;
}

/* The chosen face may be of a photo that is missing just now. */
static void
finish_tally (KindredPersonRecord *person, const Tally *tally)
{
  person->cover_chosen = tally->chosen_seen;
  if (!tally->chosen_seen)
    person->cover = tally->best_face;
}

/* Both lists are in the order of ids. */
static gboolean
tally_people (GPtrArray *people, KindredStatement *statement, GError **error)
{
  Tally tally = { 0 };
  guint i = 0;

  while (kindred_statement_next (statement, error))
    {
      gint64 id = kindred_statement_get_int (statement, 0);

      for (; i < people->len && ((KindredPersonRecord *) g_ptr_array_index (people, i))->id < id; i++)
        {
          finish_tally (g_ptr_array_index (people, i), &tally);
          tally = (Tally){ 0 };
        }

      if (i < people->len && ((KindredPersonRecord *) g_ptr_array_index (people, i))->id == id)
        tally_face (g_ptr_array_index (people, i), &tally, statement);
    }

  for (; i < people->len; i++)
    {
      finish_tally (g_ptr_array_index (people, i), &tally);
      tally = (Tally){ 0 };
    }

  return kindred_statement_is_done (statement);
}

static GPtrArray *
load_people (KindredStore *self, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_person_record_free);
  g_autoptr (KindredStatement) persons = NULL;
  g_autoptr (KindredStatement) faces = NULL;

  persons = kindred_database_prepare (self->database, sql, error);
  faces = persons != NULL ? kindred_database_prepare (self->database, TALLY_ALL, error) : NULL;
  if (faces == NULL)
    return NULL;

  while (kindred_statement_next (persons, error))
    g_ptr_array_add (people, read_person (persons));

  if (!kindred_statement_is_done (persons) || !tally_people (people, faces, error))
    return NULL;

  return g_steal_pointer (&people);
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const KindredPersonRecord *first = *(KindredPersonRecord *const *) a;
  const KindredPersonRecord *second = *(KindredPersonRecord *const *) b;
  int order;

  if ((first->name == NULL) != (second->name == NULL))
    return first->name == NULL ? 1 : -1;

  order = g_strcmp0 (first->name, second->name);
  if (order != 0)
    return order;

  if (first->n_faces != second->n_faces)
    return first->n_faces > second->n_faces ? -1 : 1;

  return first->id < second->id ? -1 : first->id > second->id;
}

static void
remove_empty_people (GPtrArray *people)
{
  guint n_kept = 0;

  for (guint i = 0; i < people->len; i++)
    {
      KindredPersonRecord *person = g_ptr_array_index (people, i);

      if (person->n_faces > 0 || person->name != NULL)
        people->pdata[n_kept++] = person;
      else
        kindred_person_record_free (person);
    }

  /* What is behind was moved or freed. */
  for (guint i = n_kept; i < people->len; i++)
    people->pdata[i] = NULL;
  g_ptr_array_set_size (people, n_kept);
}

GPtrArray *
kindred_store_list_people (KindredStore *self, gboolean with_hidden, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) people = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!kindred_database_begin_read (self->database, cancellable, error))
    return NULL;

  people = load_people (
      self, with_hidden ? PERSON_COLUMNS " ORDER BY id" : PERSON_COLUMNS " WHERE hidden = 0 ORDER BY id", error);
  kindred_database_end_read (self->database);

  if (people != NULL)
    {
      remove_empty_people (people);
      g_ptr_array_sort (people, compare_people);
    }

  return g_steal_pointer (&people);
}

static KindredPersonRecord *
load_person (KindredStore *self, gint64 person, GError **error)
{
  g_autoptr (KindredPersonRecord) record = NULL;
  g_autoptr (KindredStatement) row = NULL;
  g_autoptr (KindredStatement) faces = NULL;
  Tally tally = { 0 };

  row = kindred_database_prepare (self->database, PERSON_COLUMNS " WHERE id = ?1", error);
  faces = row != NULL ? kindred_database_prepare (self->database, TALLY_ONE, error) : NULL;
  if (faces == NULL)
    return NULL;

  kindred_statement_bind_int (row, 1, person);
  kindred_statement_bind_int (faces, 1, person);
  if (!kindred_statement_next (row, error))
    {
      if (kindred_statement_is_done (row))
        kindred_store_set_not_found (KINDRED_THING_PERSON, person, error);
      return NULL;
    }

  record = read_person (row);
  while (kindred_statement_next (faces, error))
    tally_face (record, &tally, faces);
  finish_tally (record, &tally);

  return kindred_statement_is_done (faces) ? g_steal_pointer (&record) : NULL;
}

KindredPersonRecord *
kindred_store_get_person (KindredStore *self, gint64 person, GError **error)
{
  g_autoptr (KindredPersonRecord) record = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!kindred_database_begin_read (self->database, NULL, error))
    return NULL;

  record = load_person (self, person, error);
  kindred_database_end_read (self->database);

  return g_steal_pointer (&record);
}

/* ---- writing ---- */

gboolean
kindred_store_sweep_person (KindredStore *self, gint64 person, GError **error)
{
  return kindred_database_run (self->database,
                               "DELETE FROM persons WHERE id = ?1 AND name IS NULL AND hidden = 0 AND cover IS NULL"
                               " AND NOT EXISTS (SELECT 1 FROM faces WHERE person = ?1)"
                               " AND favourite = 0 AND birth IS NULL AND notes IS NULL"
                               " AND NOT EXISTS (SELECT 1 FROM rejections WHERE person = ?1)"
                               " AND NOT EXISTS (SELECT 1 FROM person_answers"
                               "   WHERE answer = 1 AND (person = ?1 OR other = ?1))",
                               KINDRED_IDS (person), error);
}
