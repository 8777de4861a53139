/* kindred-away-photos.c - photos of folders that are not there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-away-photos.h"

struct _KindredAwayPhotos
{
  GHashTable *by_size;     /* gint64: GArray of AwayPhoto */
  GHashTable *new_folders; /* gint64: gint64 */
};

typedef struct
{
  gint64 id;
  gint64 folder;
} AwayPhoto;

KindredAwayPhotos *
kindred_away_photos_new (void)
{
  KindredAwayPhotos *self = g_new0 (KindredAwayPhotos, 1);

  self->by_size = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  self->new_folders = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  return self;
}

void
kindred_away_photos_free (KindredAwayPhotos *self)
{
  g_clear_pointer (&self->by_size, g_hash_table_unref);
  g_clear_pointer (&self->new_folders, g_hash_table_unref);
  g_free (self);
}

void
kindred_away_photos_add (KindredAwayPhotos *self, gint64 folder, GHashTable *stamps)
{
  GHashTableIter iter;
  const KindredPhotoStamp *stamp;

  g_hash_table_iter_init (&iter, stamps);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &stamp))
    {
      GArray *photos = g_hash_table_lookup (self->by_size, &stamp->size);
      AwayPhoto photo = { stamp->id, folder };

      if (photos == NULL)
        {
          photos = g_array_new (FALSE, FALSE, sizeof (AwayPhoto));
          g_hash_table_insert (self->by_size, g_memdup2 (&stamp->size, sizeof stamp->size), photos);
        }
      g_array_append_val (photos, photo);
    }
}

gboolean
kindred_away_photos_have_size (KindredAwayPhotos *self, gint64 size)
{
  return g_hash_table_contains (self->by_size, &size);
}

gboolean
kindred_away_photos_take (KindredAwayPhotos *self, KindredStore *store, gint64 size, const char *content_hash,
                          gint64 to, gint64 *photo, GError **error)
{
  GArray *photos = g_hash_table_lookup (self->by_size, &size);

  *photo = 0;
  for (guint i = 0; photos != NULL && i < photos->len && *photo == 0; i++)
    {
      const AwayPhoto *away = &g_array_index (photos, AwayPhoto, i);
      g_autoptr (KindredPhotoRecord) record = kindred_store_get_photo (store, away->id, error);

      if (record == NULL)
        return FALSE;
      if (g_strcmp0 (record->content_hash, content_hash) == 0)
        {
          *photo = record->id;
          if (!g_hash_table_contains (self->new_folders, &away->folder))
            g_hash_table_insert (self->new_folders, g_memdup2 (&away->folder, sizeof away->folder),
                                 g_memdup2 (&to, sizeof to));
          g_array_remove_index_fast (photos, i);
        }
    }

  return TRUE;
}

gint64
kindred_away_photos_get_new_folder (KindredAwayPhotos *self, gint64 folder)
{
  const gint64 *new_folder = g_hash_table_lookup (self->new_folders, &folder);

  return new_folder != NULL ? *new_folder : 0;
}
