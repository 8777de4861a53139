/* kindred-away-photos.c - photos of folders that are not there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-away-photos.h"

struct _KindredAwayPhotos
{
  GHashTable *by_size; /* gint64: GArray of ids */
};

KindredAwayPhotos *
kindred_away_photos_new (void)
{
  KindredAwayPhotos *self = g_new0 (KindredAwayPhotos, 1);

  self->by_size = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);

  return self;
}

void
kindred_away_photos_free (KindredAwayPhotos *self)
{
  g_clear_pointer (&self->by_size, g_hash_table_unref);
  g_free (self);
}

void
kindred_away_photos_add (KindredAwayPhotos *self, GHashTable *stamps)
{
  GHashTableIter iter;
  const KindredPhotoStamp *stamp;

  g_hash_table_iter_init (&iter, stamps);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &stamp))
    {
      GArray *ids = g_hash_table_lookup (self->by_size, &stamp->size);

      if (ids == NULL)
        {
          ids = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_hash_table_insert (self->by_size, g_memdup2 (&stamp->size, sizeof stamp->size), ids);
        }
      g_array_append_val (ids, stamp->id);
    }
}

gboolean
kindred_away_photos_have_size (KindredAwayPhotos *self, gint64 size)
{
  return g_hash_table_contains (self->by_size, &size);
}

gboolean
kindred_away_photos_take (KindredAwayPhotos *self, KindredStore *store, gint64 size, const char *content_hash,
                          gint64 *photo, GError **error)
{
  GArray *ids = g_hash_table_lookup (self->by_size, &size);

  *photo = 0;
  for (guint i = 0; ids != NULL && i < ids->len && *photo == 0; i++)
    {
      g_autoptr (KindredPhotoRecord) record = kindred_store_get_photo (store, g_array_index (ids, gint64, i), error);

      if (record == NULL)
        return FALSE;
      if (g_strcmp0 (record->content_hash, content_hash) == 0)
        {
          *photo = record->id;
          g_array_remove_index_fast (ids, i);
        }
    }

  return TRUE;
}
