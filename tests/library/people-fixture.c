/* people-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "people-fixture.h"

#include <math.h>

#define NORM 0.4787 /* of compact-1's embeddings */

void
people_fixture_set_up (PeopleFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->base.top = g_dir_make_tmp ("kindred-people-XXXXXX", &error);
  g_assert_no_error (error);
  self->base.album = g_build_filename (self->base.top, "album", NULL);
  self->base.db = g_build_filename (self->base.top, "library.db", NULL);
  self->base.options.n_analyzers = 1;
  self->face_size = 0.1;
  self->store = kindred_store_open (self->base.db, KINDRED_STORE_CREATE, &error);
  g_assert_no_error (error);
  self->folder = kindred_store_add_folder (self->store, self->base.album, &error);
  g_assert_no_error (error);
  kindred_store_begin (self->store, &error);
  g_assert_no_error (error);
}

void
people_fixture_tear_down (PeopleFixture *self, gconstpointer data)
{
  g_clear_pointer (&self->store, kindred_store_close);
  library_fixture_tear_down (&self->base, data);
}

static KindredFaceRecord *
make_face (PeoplePlace place, double x, double size)
{
  KindredFaceRecord *face = kindred_face_record_new ();

  face->x = x;
  face->y = 0.25;
  face->width = size;
  face->height = size;
  face->quality = 0.9;
  face->detector = g_strdup ("hog");
  face->encoder = g_strdup ("compact-1");
  if (place.plane < 0)
    return face;

  face->embedding = g_new0 (float, KINDRED_EMBEDDING_SIZE);
  face->embedding[2 * place.plane] = NORM * cos (place.degrees * G_PI / 180);
  face->embedding[2 * place.plane + 1] = NORM * sin (place.degrees * G_PI / 180);

  return face;
}

void
people_fixture_add_photo (PeopleFixture *self, const PeoplePlace *places, gsize n, gint64 *faces)
{
  int number = self->n_photos++;
  g_autofree char *path = g_strdup_printf ("%s/%d.png", self->base.album, number);
  g_autoptr (KindredPhotoRecord) photo = kindred_photo_record_new ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);
  g_autoptr (GError) error = NULL;

  photo->id = kindred_store_put_new_photo (self->store, self->folder, path, 1000 + number, 1, &error);
  g_assert_no_error (error);
  photo->width = 1000;
  photo->height = 500;
  photo->taken = G_GINT64_CONSTANT (86400) * (1000 + number);
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (records, make_face (places[i], 0.1 * i, self->face_size));

  kindred_store_put_analysis (self->store, photo, records, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < n; i++)
    faces[i] = ((KindredFaceRecord *) records->pdata[i])->id;
}

gint64
people_fixture_add_face (PeopleFixture *self, PeoplePlace place)
{
  gint64 face;

  people_fixture_add_photo (self, &place, 1, &face);

  return face;
}

gint64
people_fixture_add_face_without_embedding (PeopleFixture *self)
{
  return people_fixture_add_face (self, PEOPLE_PLACE (-1, 0));
}

gint64
people_fixture_group (PeopleFixture *self, const gint64 *faces, gsize n)
{
  g_autofree KindredFaceMove *moves = g_new (KindredFaceMove, n);
  g_autoptr (KindredFaceRecord) face = NULL;
  g_autoptr (GError) error = NULL;
  guint n_applied;

  for (gsize i = 0; i < n; i++)
    moves[i] = (KindredFaceMove){ faces[i], 0, -1 };

  kindred_store_apply_grouping (self->store, moves, n, faces, n, FALSE, &n_applied, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_applied, ==, n);
  face = kindred_store_get_face (self->store, faces[0], &error);
  g_assert_no_error (error);

  return face->person;
}

gint64
people_fixture_add_person (PeopleFixture *self, PeoplePlace place, guint n)
{
  g_autofree gint64 *faces = g_new (gint64, n);

  for (guint i = 0; i < n; i++)
    faces[i] = people_fixture_add_face (self, PEOPLE_PLACE (place.plane, place.degrees + i % 2 - 0.5));

  return people_fixture_group (self, faces, n);
}

void
people_fixture_apply (PeopleFixture *self, KindredEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  kindred_store_apply_edit (self->store, edit, NULL, &error);
  g_assert_no_error (error);
  kindred_edit_unref (edit);
}

void
people_fixture_open (PeopleFixture *self)
{
  g_autoptr (GError) error = NULL;

  kindred_store_commit (self->store, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->store, kindred_store_close);
  library_fixture_open (&self->base);
}
