/* made-album.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "made-album.h"

#include <string.h>

void
made_album_init (MadeAlbum *album)
{
  memset (album, 0, sizeof *album);
  album->min_samples = 2;
}

gint32
made_album_add_face (MadeAlbum *album, float at, gint32 person, guint8 flags)
{
  gsize i = album->n++;

  /* Not an assertion: GCC 14 takes it for something that returns, and warns of what follows. */
  if (i >= MADE_ALBUM_MAX)
    g_error ("more than %d faces", MADE_ALBUM_MAX);
  album->at[i] = at;
  album->photo[i] = i;
  album->person[i] = person;
  album->flags[i] = flags;

  return i;
}

gint32
made_album_add_person (MadeAlbum *album, guint8 flags)
{
  album->person_flags[album->n_persons] = flags;

  return album->n_persons++;
}

void
made_album_reject (MadeAlbum *album, gint32 face, gint32 person)
{
  album->rejections[album->n_rejections++] = (KindredGroupingRejection){ face, person };
}

gboolean
made_album_run (MadeAlbum *album, gboolean grow, GError **error)
{
  const KindredGroupingInput input = { .n_faces = album->n,
                                       .embeddings = album->at,
                                       .dimension = 1,
                                       .photo = album->photo,
                                       .person = album->person,
                                       .face_flags = album->flags,
                                       .n_persons = album->n_persons,
                                       .person_flags = album->person_flags,
                                       .n_rejections = album->n_rejections,
                                       .rejections = album->rejections,
                                       .eps = 1,
                                       .min_samples = album->min_samples,
                                       .max_mean = album->max_mean,
                                       .n_threads = 2 };

  return (grow ? kindred_grow : kindred_regroup) (&input, album->result, &album->n_new, NULL, NULL, NULL, error);
}

void
made_album_regroup (MadeAlbum *album)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (made_album_run (album, FALSE, &error));
  g_assert_no_error (error);
}

void
made_album_grow (MadeAlbum *album)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (made_album_run (album, TRUE, &error));
  g_assert_no_error (error);

  for (gsize i = 0; i < album->n_new; i++)
    made_album_add_person (album, 0);
  for (gsize i = 0; i < album->n; i++)
    {
      album->person[i] = album->result[i];
      album->flags[i] &= ~NEW;
    }
}
