/* store-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include <glib/gstdio.h>

#define FACE_WIDTH 0.01

void
store_fixture_delete_tree (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        store_fixture_delete_tree (path);
      else
        g_unlink (path);
    }

  g_rmdir (dir);
}

void
store_fixture_set_up (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  self->dir = g_dir_make_tmp ("kindred-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->dir, "library.db", NULL);
  self->store = kindred_store_open (self->path, KINDRED_STORE_CREATE, &error);
  g_assert_no_error (error);
  self->folder = kindred_store_add_folder (self->store, "/photos", &error);
  g_assert_no_error (error);
}

void
store_fixture_tear_down (StoreFixture *self)
{
  g_clear_pointer (&self->store, kindred_store_close);
  store_fixture_delete_tree (self->dir);
  g_clear_pointer (&self->dir, g_free);
  g_clear_pointer (&self->path, g_free);
}

void
store_fixture_reopen (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  kindred_store_close (self->store);
  self->store = kindred_store_open (self->path, 0, &error);
  g_assert_no_error (error);
}

KindredFaceRecord *
store_fixture_make_face (double x, float value)
{
  KindredFaceRecord *face = kindred_face_record_new ();

  face->x = x;
  face->y = 0.25;
  face->width = FACE_WIDTH;
  face->height = 0.5;
  face->quality = 0.5;
  face->detector = g_strdup ("fake");
  face->encoder = g_strdup ("fake-1");
  face->embedding = g_new (float, KINDRED_EMBEDDING_SIZE);
  for (int i = 0; i < KINDRED_EMBEDDING_SIZE; i++)
    face->embedding[i] = value;

  return face;
}

gint64
store_fixture_add_photo (StoreFixture *self, int number, guint n_faces, float value)
{
  g_autofree char *path = g_strdup_printf ("/photos/%d.jpg", number);
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);
  g_autoptr (KindredPhotoRecord) photo = kindred_photo_record_new ();
  g_autoptr (GError) error = NULL;

  photo->id = kindred_store_put_new_photo (self->store, self->folder, path, 1000 + number, 1, &error);
  g_assert_no_error (error);
  photo->width = 1000;
  photo->height = 500;
  photo->taken = number;
  for (guint i = 0; i < n_faces; i++)
    {
      KindredFaceRecord *face = store_fixture_make_face (2 * FACE_WIDTH * i, value + i);

      if (self->encoder != NULL)
        {
          g_free (face->encoder);
          face->encoder = g_strdup (self->encoder);
        }
      g_ptr_array_add (faces, face);
    }

  kindred_store_put_analysis (self->store, photo, faces, &error);
  g_assert_no_error (error);

  return photo->id;
}

GArray *
store_fixture_get_faces (StoreFixture *self, gint64 photo)
{
  KindredFaceQuery query = { .kind = KINDRED_FACES_OF_PHOTO, .photo = photo };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = kindred_store_list_faces (self->store, &query, NULL, &error);
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    g_array_append_val (faces, ((KindredFaceRecord *) g_ptr_array_index (records, i))->id);

  return faces;
}

gint64
store_fixture_group (StoreFixture *self, const gint64 *faces, gsize n)
{
  g_autofree KindredFaceMove *moves = g_new0 (KindredFaceMove, n);
  g_autoptr (GError) error = NULL;
  guint n_applied;

  for (gsize i = 0; i < n; i++)
    moves[i] = (KindredFaceMove){ faces[i], store_fixture_get_person (self, faces[i]), -1 };

  kindred_store_apply_grouping (self->store, moves, n, faces, n, FALSE, &n_applied, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_applied, ==, n);

  return store_fixture_get_person (self, faces[0]);
}

KindredEditRecord *
store_fixture_apply (StoreFixture *self, KindredEdit *edit)
{
  KindredEditRecord *record = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  kindred_store_apply_edit (self->store, edit, &record, &error);
  g_assert_no_error (error);
  g_assert_nonnull (record);
  kindred_edit_unref (edit);

  return record;
}

void
store_fixture_undo (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  kindred_store_undo (self->store, NULL, &error);
  g_assert_no_error (error);
}

void
store_fixture_redo (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  kindred_store_redo (self->store, NULL, &error);
  g_assert_no_error (error);
}

char *
store_fixture_dump (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  char *text = kindred_store_dump_people (self->store, &error);

  g_assert_no_error (error);

  return text;
}

gint64
store_fixture_get_person (StoreFixture *self, gint64 face)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredFaceRecord) record = kindred_store_get_face (self->store, face, &error);

  g_assert_no_error (error);

  return record->person;
}

KindredDecision
store_fixture_get_decision (StoreFixture *self, gint64 face)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredFaceRecord) record = kindred_store_get_face (self->store, face, &error);

  g_assert_no_error (error);

  return record->decision;
}

guint
store_fixture_count_faces (StoreFixture *self, gint64 person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredPersonRecord) record = kindred_store_get_person (self->store, person, &error);

  g_assert_no_error (error);

  return record->n_faces;
}

void
store_fixture_assert_sound (StoreFixture *self)
{
  g_auto (GStrv) findings = NULL;
  g_autoptr (GError) error = NULL;

  kindred_store_check (self->store, &findings, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (findings);
  g_assert_cmpstr (findings[0], ==, NULL);
}
