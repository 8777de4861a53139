/* made-album.h - faces as points along a line, for the tests of regrouping and growing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "grouping/kindred-regroup.h"

G_BEGIN_DECLS

#define MADE_ALBUM_MAX 80

#define NEW KINDRED_GROUPING_FACE_NEW
#define POOR KINDRED_GROUPING_FACE_POOR
#define DECIDED KINDRED_GROUPING_FACE_DECIDED
#define KEPT (KINDRED_GROUPING_PERSON_KEPT | KINDRED_GROUPING_PERSON_NAMED)

/* Faces are numbers; those at most 1 apart look alike. */
typedef struct
{
  gsize n;
  float at[MADE_ALBUM_MAX];
  gint32 photo[MADE_ALBUM_MAX];
  gint32 person[MADE_ALBUM_MAX];
  guint8 flags[MADE_ALBUM_MAX];
  gsize n_persons;
  guint8 person_flags[MADE_ALBUM_MAX];
  gsize n_rejections;
  KindredGroupingRejection rejections[MADE_ALBUM_MAX];
  int min_samples;
  double max_mean;

  gint32 result[MADE_ALBUM_MAX];
  gsize n_new;
} MadeAlbum;

void made_album_init (MadeAlbum *album);

/* In a photo of its own.  Returns: its index */
gint32 made_album_add_face (MadeAlbum *album, float at, gint32 person, guint8 flags);

/* Returns: its index */
gint32 made_album_add_person (MadeAlbum *album, guint8 flags);

void made_album_reject (MadeAlbum *album, gint32 face, gint32 person);

/* Regroups, or grows; the result is in the album, which is as before. */
gboolean made_album_run (MadeAlbum *album, gboolean grow, GError **error);

/* Must succeed. */
void made_album_regroup (MadeAlbum *album);

/* And takes the result over, as the library does. */
void made_album_grow (MadeAlbum *album);

G_END_DECLS
