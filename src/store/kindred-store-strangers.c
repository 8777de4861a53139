/* kindred-store-strangers.c - persons who are only ever far away in the picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-store-questions.h"

#include "kindred-store-private.h"

#define SMALL_PERSONS                                                                                                  \
  "SELECT f.person FROM faces f INDEXED BY faces_person CROSS JOIN photos p ON p.id = f.photo"                         \
  " CROSS JOIN detections d ON d.face = f.id"                                                                          \
  " WHERE f.person IS NOT NULL AND " KINDRED_PHOTO_IS_THERE " GROUP BY f.person"                                       \
  " HAVING max (max (d.width * p.width, d.height * p.height) / max (p.width, p.height, 1)) < ?1"

GHashTable *
kindred_store_list_small_persons (KindredStore *self, double fraction, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) persons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (KindredStatement) statement = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL, NULL);

  statement = kindred_database_prepare (self->database, SMALL_PERSONS, error);
  if (statement == NULL || !kindred_database_begin_read (self->database, cancellable, error))
    return NULL;

  kindred_statement_bind_number (statement, 1, fraction);
  while (kindred_statement_next (statement, error))
    {
      gint64 person = kindred_statement_get_int (statement, 0);

      g_hash_table_add (persons, g_memdup2 (&person, sizeof person));
    }

  done = kindred_statement_is_done (statement);
  kindred_database_end_read (self->database);

  return done ? g_steal_pointer (&persons) : NULL;
}
