/* test-store-forget.c - what is forgotten is gone from the file, and the rest is as it was
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "base/kindred-error.h"
#include "store/kindred-store-forget.h"

#include <glib/gstdio.h>
#include <string.h>

#define PRIVATE "/zirkus-privat"

/* Two folders with two photos of one face each.  Persons: 0 has faces in both folders, 1 in the private one alone. */
typedef struct
{
  StoreFixture base;
  gint64 private;
  gint64 faces[2];         /* that stay */
  gint64 private_faces[2]; /* of person 0, of person 1 */
  gint64 persons[2];
} Fixture;

static gint64
add_face (Fixture *self, gint64 folder, const char *path, float value)
{
  g_autoptr (KindredPhotoRecord) photo = kindred_photo_record_new ();
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);
  g_autoptr (GError) error = NULL;

  photo->id = kindred_store_put_new_photo (self->base.store, folder, path, 1000, 1, &error);
  g_assert_no_error (error);
  photo->camera = folder == self->private ? g_strdup ("Zirkuskamera") : NULL;
  g_ptr_array_add (faces, store_fixture_make_face (0.1, value));
  kindred_store_put_analysis (self->base.store, photo, faces, &error);
  g_assert_no_error (error);

  return ((KindredFaceRecord *) faces->pdata[0])->id;
}

static void
apply (Fixture *self, KindredEdit *edit)
{
  kindred_edit_record_free (store_fixture_apply (&self->base, edit));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&self->base);
  self->private = kindred_store_add_folder (self->base.store, PRIVATE, &error);
  g_assert_no_error (error);
  self->faces[0] = add_face (self, self->base.folder, "/photos/0.jpg", 0.25f);
  self->faces[1] = add_face (self, self->base.folder, "/photos/1.jpg", 0.5f);
  self->private_faces[0] = add_face (self, self->private, PRIVATE "/0.jpg", 0.75f);
  self->private_faces[1] = add_face (self, self->private, PRIVATE "/1.jpg", 0.875f);
  self->persons[0] = store_fixture_group (&self->base, (gint64[]){ self->faces[0], self->private_faces[0] }, 2);
  self->persons[1] = store_fixture_group (&self->base, &self->private_faces[1], 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_fixture_tear_down (&self->base);
}

static void
forget (Fixture *self, gint64 folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredForgotten) forgotten = kindred_store_forget (self->base.store, folder, &error);

  g_assert_no_error (error);
  g_assert_nonnull (forgotten);
  g_assert_true (kindred_store_scrub (self->base.store, &error));
  g_assert_no_error (error);
  store_fixture_assert_sound (&self->base);
}

static void
undo_everything (Fixture *self)
{
  gboolean can_undo, can_redo;
  guint n = 0;

  while (kindred_store_get_undo_state (self->base.store, &can_undo, &can_redo, NULL) && can_undo)
    {
      store_fixture_undo (&self->base);
      store_fixture_assert_sound (&self->base);
      n++;
    }

  for (; n > 0; n--)
    {
      store_fixture_redo (&self->base);
      store_fixture_assert_sound (&self->base);
    }
}

/* In any file of the library's folder: the log and the index of the log, too. */
static gboolean
is_anywhere (Fixture *self, gconstpointer needle, gsize length)
{
  g_autoptr (GDir) dir = g_dir_open (self->base.dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->base.dir, name, NULL);
      g_autofree char *content = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &content, &size, NULL));
      if (memmem (content, size, needle, length) != NULL)
        return TRUE;
    }

  return FALSE;
}

#define is_text_anywhere(self, text) is_anywhere (self, text, strlen (text))

static gboolean
is_vector_anywhere (Fixture *self, float value)
{
  float vector[KINDRED_EMBEDDING_SIZE];

  for (int i = 0; i < KINDRED_EMBEDDING_SIZE; i++)
    vector[i] = value;

  return is_anywhere (self, vector, sizeof vector);
}

/* Everything that users can say about the faces in there. */
static void
decide_a_lot (Fixture *self)
{
  apply (self, kindred_edit_new_name (self->persons[0], "Ann", NULL));
  apply (self, kindred_edit_new_name (self->persons[1], "Zerline", NULL));
  apply (self, kindred_edit_new_name (self->persons[1], "Zephyrine", NULL));
  apply (self, kindred_edit_new_notes (self->persons[1], "Seiltaenzerin", NULL));
  apply (self, kindred_edit_new_birth (self->persons[1], "1987-03", NULL));
  apply (self, kindred_edit_new_cover (self->persons[0], self->private_faces[0], NULL));
  apply (self, kindred_edit_new_confirm (&self->private_faces[1], 1, NULL));
  apply (self, kindred_edit_new_hide (&self->persons[1], 1, TRUE, NULL));
  apply (self, kindred_edit_new_answer (self->persons[0], self->persons[1], 0, KINDRED_ANSWER_NO, NULL));
  apply (self, kindred_edit_new_answer (self->persons[1], 0, self->faces[1], KINDRED_ANSWER_NO, NULL));
  apply (self, kindred_edit_new_remove_folder (self->private, NULL));
}

static void
test_nothing_stays (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { PRIVATE, "Zerline", "Zephyrine", "Seiltaenzerin", "1987-03", "Zirkuskamera" };

  decide_a_lot (self);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (is_text_anywhere (self, texts[i]));
  g_assert_true (is_vector_anywhere (self, 0.875f));

  forget (self, self->private);
  for (int round = 0; round < 2; round++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        g_assert_false (is_text_anywhere (self, texts[i]));
      g_assert_false (is_vector_anywhere (self, 0.75f));
      g_assert_false (is_vector_anywhere (self, 0.875f));
      g_assert_true (is_text_anywhere (self, "Ann"));
      g_assert_true (is_text_anywhere (self, "/photos/1.jpg"));
      g_assert_true (is_vector_anywhere (self, 0.25f));

      /* The journal does not bring it back. */
      undo_everything (self);
      store_fixture_reopen (&self->base);
    }
}

static void
test_the_rest_stays (Fixture *self, gconstpointer data)
{
  g_autofree char *after = NULL;
  g_autofree char *expected = NULL;

  decide_a_lot (self);
  forget (self, self->private);

  after = store_fixture_dump (&self->base);
  expected = g_strdup_printf ("person %" G_GINT64_FORMAT " name 'Ann' hidden 0 cover NULL by_user 0 favourite 0 birth"
                              " NULL notes NULL\nface %" G_GINT64_FORMAT " person %" G_GINT64_FORMAT " decision 0\n"
                              "face %" G_GINT64_FORMAT " person NULL decision 0\nfolder 1 removed 0\n"
                              "folder %" G_GINT64_FORMAT " removed 0\n",
                              self->persons[0], self->faces[0], self->persons[0], self->faces[1], self->base.folder);
  g_assert_cmpstr (after, ==, expected);

  /* Naming her is all that is left of the history. */
  store_fixture_undo (&self->base);
  g_assert_cmpint (store_fixture_get_person (&self->base, self->faces[0]), ==, self->persons[0]);
  g_assert_false (kindred_store_undo (self->base.store, NULL, NULL));
  store_fixture_redo (&self->base);
  g_assert_true (is_text_anywhere (self, "Ann"));
}

static void
test_count (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredForgettable) counts = NULL;
  g_autofree char *copy = g_strconcat (self->base.path, ".replaced-1.bak", NULL);
  g_autofree char *other = g_build_filename (self->base.dir, "other.db.replaced-1.bak", NULL);
  g_autofree char *before = NULL, *after = NULL;

  decide_a_lot (self);
  g_assert_true (g_file_set_contents (copy, "", 0, NULL) && g_file_set_contents (other, "", 0, NULL));
  before = store_fixture_dump (&self->base);
  counts = kindred_store_count_forgettable (self->base.store, self->private, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->n_photos, ==, 2);
  g_assert_cmpuint (counts->n_faces, ==, 2);
  g_assert_cmpuint (counts->n_decided, ==, 2); /* one confirmed, one chosen as a cover */
  g_assert_cmpuint (counts->n_persons, ==, 1);
  g_assert_cmpuint (counts->n_named, ==, 1);
  g_assert_cmpuint (g_strv_length (counts->copies), ==, 1);
  g_assert_cmpstr (counts->copies[0], ==, copy);

  after = store_fixture_dump (&self->base);
  g_assert_cmpstr (before, ==, after);
}

/* By a reader, which is how the window asks. */
static void
test_count_read_only (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredStore) reader = kindred_store_open (self->base.path, KINDRED_STORE_READ_ONLY, &error);

  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (KindredForgettable) counts = kindred_store_count_forgettable (reader, self->base.folder, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (counts->n_faces, ==, 2);
      g_assert_cmpuint (counts->n_persons, ==, 0);
    }
}

static void
test_unknown (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kindred_store_forget (self->base.store, 4711, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* The folder of single files is none that can be forgotten. */
  g_assert_null (
      kindred_store_forget (self->base.store, kindred_store_get_loose_folder (self->base.store, NULL), &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
}

static void
test_removed_folders (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) before = kindred_store_list_removed_folders (self->base.store, NULL);
  g_autoptr (GPtrArray) removed = NULL, after = NULL;

  g_assert_cmpuint (before->len, ==, 0);
  apply (self, kindred_edit_new_remove_folder (self->private, NULL));
  removed = kindred_store_list_removed_folders (self->base.store, NULL);
  g_assert_cmpuint (removed->len, ==, 1);
  g_assert_cmpstr (((KindredFolderRecord *) removed->pdata[0])->path, ==, PRIVATE);
  g_assert_cmpuint (((KindredFolderRecord *) removed->pdata[0])->n_photos, ==, 2);

  forget (self, self->private);
  after = kindred_store_list_removed_folders (self->base.store, NULL);
  g_assert_cmpuint (after->len, ==, 0);
}

static void
test_missing (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredFaceRecord) face = kindred_store_get_face (self->base.store, self->faces[1], NULL);
  g_autoptr (KindredFaceRecord) gone = NULL;
  g_autoptr (GPtrArray) folders = NULL;

  g_assert_true (kindred_store_set_photo_missing (self->base.store, face->photo, NULL));
  forget (self, KINDRED_FORGET_MISSING);
  gone = kindred_store_get_face (self->base.store, self->faces[1], NULL);
  g_assert_null (gone);
  g_assert_false (is_text_anywhere (self, "/photos/1.jpg"));
  g_assert_true (is_text_anywhere (self, "/photos/0.jpg"));
  g_assert_true (is_text_anywhere (self, PRIVATE "/0.jpg"));

  folders = kindred_store_list_folders (self->base.store, NULL);
  g_assert_cmpuint (folders->len, ==, 2);
}

/* A merge of which a part is left: its undo brings that back, with the name that this face's person had. */
static void
test_part_of_a_merge (Fixture *self, gconstpointer data)
{
  gint64 third = store_fixture_group (&self->base, &self->faces[1], 1);

  apply (self, kindred_edit_new_name (self->persons[0], "Ann", NULL));
  apply (self, kindred_edit_new_name (third, "Tom", NULL));
  apply (self, kindred_edit_new_name (self->persons[1], "Zerline", NULL));
  apply (self, kindred_edit_new_merge (self->persons[0], (gint64[]){ self->persons[1], third }, 2, NULL));
  forget (self, self->private);
  g_assert_false (is_text_anywhere (self, "Zerline"));
  g_assert_cmpuint (store_fixture_count_faces (&self->base, self->persons[0]), ==, 2);

  store_fixture_undo (&self->base);
  g_assert_cmpint (store_fixture_get_person (&self->base, self->faces[1]), ==, third);
  g_assert_cmpint (store_fixture_get_person (&self->base, self->faces[0]), ==, self->persons[0]);
  g_assert_true (is_text_anywhere (self, "Tom"));
  undo_everything (self);
}

/* A face that stays was with somebody who goes: undo makes a person of it again, without the name. */
static void
test_moved_away_before (Fixture *self, gconstpointer data)
{
  gint64 person;

  apply (self, kindred_edit_new_move_faces (0, &self->faces[1], 1, self->persons[1], NULL, NULL));
  apply (self, kindred_edit_new_name (self->persons[1], "Zerline", NULL));
  apply (self, kindred_edit_new_move_faces (self->persons[1], &self->faces[1], 1, self->persons[0], NULL, NULL));
  forget (self, self->private);
  g_assert_false (is_text_anywhere (self, "Zerline"));

  store_fixture_undo (&self->base);
  person = store_fixture_get_person (&self->base, self->faces[1]);
  g_assert_cmpint (person, ==, self->persons[1]);
  g_assert_cmpint (store_fixture_get_decision (&self->base, self->faces[1]), ==, KINDRED_DECISION_CONFIRMED);
  undo_everything (self);
  g_assert_false (is_text_anywhere (self, "Zerline"));
}

/* Taken back out of order: what took it back stays as long as there is something that it took back. */
static void
test_taken_back (Fixture *self, gconstpointer data)
{
  const gint64 both[] = { self->faces[1], self->private_faces[1] };
  g_autoptr (KindredEditRecord) move = NULL, revert = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GError) error = NULL;

  move = store_fixture_apply (&self->base, kindred_edit_new_move_faces (0, both, 2, self->persons[0], NULL, NULL));
  apply (self, kindred_edit_new_name (self->persons[0], "Ann", NULL));
  g_assert_true (kindred_store_revert (self->base.store, move->id, KINDRED_ALL_DEPENDENTS, &revert, &error));
  g_assert_no_error (error);
  forget (self, self->private);

  edits = kindred_store_list_edits (self->base.store, 0, NULL);
  g_assert_cmpuint (edits->len, ==, 3);
  g_assert_cmpint (((KindredEditRecord *) edits->pdata[0])->reverts, ==, move->id);
  g_assert_cmpint (store_fixture_get_person (&self->base, self->faces[1]), ==, 0);
  store_fixture_undo (&self->base);
  g_assert_cmpint (store_fixture_get_person (&self->base, self->faces[1]), ==, self->persons[0]);
  undo_everything (self);
}

/* Identifiers are never used again: thumbnails of another face would be shown. */
static void
test_new_identifiers (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 face;

  forget (self, self->private);
  self->private = kindred_store_add_folder (self->base.store, PRIVATE, &error);
  g_assert_no_error (error);
  face = add_face (self, self->private, PRIVATE "/0.jpg", 0.75f);
  g_assert_cmpint (face, >, self->private_faces[1]);
  g_assert_cmpint (store_fixture_get_person (&self->base, face), ==, 0);
}

static void
test_scrub_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredForgotten) forgotten = NULL;
  g_autoptr (KindredStore) other = kindred_store_open (self->base.path, 0, &error);

  g_assert_no_error (error);
  forgotten = kindred_store_forget (self->base.store, self->private, &error);
  g_assert_no_error (error);
  kindred_store_set_busy_timeout (self->base.store, 50);
  g_assert_true (kindred_store_begin (other, &error));
  g_assert_false (kindred_store_scrub (self->base.store, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_BUSY);
  kindred_store_rollback (other);
  g_clear_error (&error);

  g_assert_true (kindred_store_scrub (self->base.store, &error));
  g_assert_no_error (error);
  g_assert_false (is_text_anywhere (self, PRIVATE));
}

#define ADD(path, function) g_test_add ("/store-forget/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("nothing-stays", test_nothing_stays);
  ADD ("the-rest-stays", test_the_rest_stays);
  ADD ("count", test_count);
  ADD ("count-read-only", test_count_read_only);
  ADD ("unknown", test_unknown);
  ADD ("removed-folders", test_removed_folders);
  ADD ("missing", test_missing);
  ADD ("part-of-a-merge", test_part_of_a_merge);
  ADD ("moved-away-before", test_moved_away_before);
  ADD ("taken-back", test_taken_back);
  ADD ("new-identifiers", test_new_identifiers);
  ADD ("scrub-busy", test_scrub_busy);

  return g_test_run ();
}
