/* test-store-copies.c - backing a library up, restoring it, and analyzing it again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "base/kindred-error.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

typedef struct
{
  StoreFixture store;
  char *backup;
  gint64 person;
} Fixture;

static void
name (Fixture *self, const char *text)
{
  kindred_edit_record_free (store_fixture_apply (&self->store, kindred_edit_new_name (self->person, text, NULL)));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) faces = NULL;

  store_fixture_set_up (&self->store);
  self->backup = g_build_filename (self->store.dir, "copy.db", NULL);
  faces = store_fixture_get_faces (&self->store, store_fixture_add_photo (&self->store, 1, 2, 0.5f));
  self->person = store_fixture_group (&self->store, (const gint64 *) faces->data, 1);
  name (self, "Ann");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->backup);
  store_fixture_tear_down (&self->store);
}

static char *
dump (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredStore) store = kindred_store_open (path, KINDRED_STORE_READ_ONLY, &error);
  char *text;

  g_assert_no_error (error);
  text = kindred_store_dump_people (store, &error);
  g_assert_no_error (error);

  return text;
}

static guint
count_files (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->store.dir, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
back_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredStore) reader = kindred_store_open (self->store.path, KINDRED_STORE_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_true (kindred_store_back_up (reader, self->backup, &error));
  g_assert_no_error (error);
}

static void
test_back_up (Fixture *self, gconstpointer data)
{
  g_autofree char *before = NULL, *copied = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  /* Through a reader, while the writer has the library open, and the last edits are in the log. */
  back_up (self);
  before = kindred_store_dump_people (self->store.store, &error);
  copied = dump (self->backup);
  g_assert_cmpstr (copied, ==, before);
  g_assert_nonnull (strstr (copied, "Ann"));
  g_assert_cmpint (g_stat (self->backup, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  /* Over an older copy, and nothing else is left behind. */
  name (self, "Bob");
  back_up (self);
  again = dump (self->backup);
  g_assert_nonnull (strstr (again, "Bob"));
  kindred_store_close (g_steal_pointer (&self->store.store));
  g_assert_cmpuint (count_files (self), ==, 2);
}

static void
test_back_up_fails (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (self->store.dir, "none", "copy.db", NULL);

  g_assert_false (kindred_store_back_up (self->store.store, nowhere, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_false (kindred_store_back_up (self->store.store, self->store.path, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT);
}

static void
test_restore (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL, *kept_too = NULL, *restored = NULL, *replaced = NULL;

  back_up (self);
  name (self, "Bob");
  kindred_store_close (g_steal_pointer (&self->store.store));

  g_assert_true (kindred_store_restore (self->store.path, self->backup, &kept, &error));
  g_assert_no_error (error);
  restored = dump (self->store.path);
  g_assert_nonnull (strstr (restored, "Ann"));

  /* What was kept the first time is not lost the second time. */
  g_assert_true (kindred_store_restore (self->store.path, self->backup, &kept_too, &error));
  g_assert_cmpstr (kept, !=, kept_too);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (self->backup, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (self), ==, 4);

  replaced = dump (kept);
  g_assert_nonnull (strstr (replaced, "Bob"));
}

static void
test_restore_nonsense (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL, *before = NULL, *after = NULL;
  guint n_files;

  kindred_store_close (g_steal_pointer (&self->store.store));
  before = dump (self->store.path);
  n_files = count_files (self) + 1;
  g_assert_true (g_file_set_contents (self->backup, "This is a letter, not a library.", -1, NULL));

  g_assert_false (kindred_store_restore (self->store.path, self->backup, &kept, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_A_LIBRARY);
  g_assert_null (kept);
  after = dump (self->store.path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (count_files (self), ==, n_files);
}

static void
test_restore_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL, *text = NULL;

  back_up (self);
  name (self, "Bob");
  g_assert_false (kindred_store_restore (self->store.path, self->backup, &kept, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_BUSY);
  text = kindred_store_dump_people (self->store.store, NULL);
  g_assert_nonnull (strstr (text, "Bob"));
}

static guint
count_new (Fixture *self)
{
  const KindredPhotoQuery query = { .with_state = TRUE, .state = KINDRED_PHOTO_NEW };
  g_autoptr (GPtrArray) photos = kindred_store_list_photos (self->store.store, &query, NULL, NULL);

  return photos->len;
}

static void
test_forget_analyses (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  const KindredFaceQuery query = { .kind = KINDRED_FACES_EVERY };
  const char *encoder;

  store_fixture_add_photo (&self->store, 2, 0, 0);
  faces = kindred_store_list_faces (self->store.store, &query, NULL, &error);
  encoder = ((KindredFaceRecord *) faces->pdata[0])->encoder;

  g_assert_true (kindred_store_forget_analyses (self->store.store, encoder, &error));
  g_assert_cmpuint (count_new (self), ==, 0);
  g_assert_true (kindred_store_forget_analyses (self->store.store, "another", &error));
  g_assert_cmpuint (count_new (self), ==, 1); /* the other has no faces */
  g_assert_true (kindred_store_forget_analyses (self->store.store, NULL, &error));
  g_assert_cmpuint (count_new (self), ==, 2);
  g_assert_no_error (error);
  store_fixture_assert_sound (&self->store);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/store-copies/back-up", test_back_up);
  ADD ("/store-copies/back-up-fails", test_back_up_fails);
  ADD ("/store-copies/restore", test_restore);
  ADD ("/store-copies/restore-nonsense", test_restore_nonsense);
  ADD ("/store-copies/restore-busy", test_restore_busy);
  ADD ("/store-copies/forget-analyses", test_forget_analyses);

  return g_test_run ();
}
