/* test-store-open.c - files that are no library, cannot be written, are newer, older or damaged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "base/kindred-error.h"
#include "store/kindred-library-file.h"
#include "store/kindred-schema.h"
#include "store/kindred-store-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOBODY 65534
#define VERSION 2 /* kindred_schema_version */

typedef StoreFixture Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  store_fixture_set_up (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_fixture_tear_down (self);
}

/* ---- helpers ---- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
hash_file (const char *path)
{
  g_autofree char *data = NULL;
  gsize size;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents (path, &data, &size, NULL))
    return g_strdup ("-");

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, size);
}

/* Every file in @dir with a hash of what is in it. */
static char *
describe_dir (const char *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autofree char *hash = hash_file (path);

      g_ptr_array_add (lines, g_strdup_printf ("%s %s", name, hash));
    }

  g_ptr_array_sort (lines, compare_names);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Whatever way it is opened, @path is refused with @code, and nothing in its folder changes. */
static void
assert_refused (Fixture *self, const char *path, KindredError code)
{
  static const KindredStoreFlags flags[] = { 0, KINDRED_STORE_CREATE, KINDRED_STORE_READ_ONLY };
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *before = describe_dir (self->dir);

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_null (kindred_store_open (path, flags[i], &error));
      g_assert_error (error, KINDRED_ERROR, (int) code);
      g_assert_nonnull (strstr (error->message, name));
      after = describe_dir (self->dir);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
close_store (Fixture *self)
{
  g_clear_pointer (&self->store, kindred_store_close);
}

static void
overwrite (const char *path, goffset offset, const void *data, gsize size)
{
  FILE *file = g_fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, offset, SEEK_SET), ==, 0);
  g_assert_cmpint (fwrite (data, 1, size, file), ==, size);
  fclose (file);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (from, &data, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, data, size, &error);
  g_assert_no_error (error);
}

static void
execute (Fixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  kindred_database_execute (self->store->database, sql, &error);
  g_assert_no_error (error);
}

/* ---- making a library ---- */

static void
test_create (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "new", "folders", "my library.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  KindredStore *store;
  struct stat info;

  g_assert_null (kindred_store_open (path, 0, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_null (kindred_store_open (path, KINDRED_STORE_READ_ONLY, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE);
  g_clear_error (&error);

  store = kindred_store_open (path, KINDRED_STORE_CREATE, &error);
  g_assert_no_error (error);
  id = g_strdup (kindred_store_get_library_id (store));
  g_assert_true (g_uuid_string_is_valid (id));
  g_assert_cmpstr (id, !=, kindred_store_get_library_id (self->store));
  kindred_store_close (store);

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  store = kindred_store_open (path, KINDRED_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kindred_store_get_library_id (store), ==, id);
  g_assert_cmpint (kindred_store_add_folder (store, "/photos", &error), ==, 0);
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_READ_ONLY);
  kindred_store_close (store);
}

static void
test_odd_names (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "Zo\xeb.db", "50%20?immutable=1#x.db", "new\nline.db", "file:x" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->dir, names[i], NULL);
      g_autoptr (GError) error = NULL;

      for (int round = 0; round < 2; round++)
        {
          g_autoptr (KindredStore) store = kindred_store_open (path, KINDRED_STORE_CREATE, &error);

          g_assert_no_error (error);
          g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
        }
    }
}

static void
test_empty_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "empty.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredStore) store = NULL;

  g_file_set_contents (path, "", 0, &error);
  g_assert_null (kindred_store_open (path, 0, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE);
  g_clear_error (&error);

  store = kindred_store_open (path, KINDRED_STORE_CREATE, &error);
  g_assert_no_error (error);
}

/* ---- what is refused ---- */

static void
test_not_a_library (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_build_filename (self->dir, "text.db", NULL);
  g_autofree char *foreign = g_build_filename (self->dir, "foreign.db", NULL);
  g_autofree char *pipe = g_build_filename (self->dir, "pipe.db", NULL);
  g_autofree char *magic = g_build_filename (self->dir, "magic.db", NULL);
  g_autofree char *noise = g_malloc (10000);
  g_autoptr (KindredDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  close_store (self);

  g_file_set_contents (text, "Dear diary", -1, &error);
  assert_refused (self, text, KINDRED_ERROR_NOT_A_LIBRARY);

  for (int i = 0; i < 10000; i++)
    noise[i] = g_test_rand_int ();
  g_file_set_contents (text, noise, 10000, &error);
  assert_refused (self, text, KINDRED_ERROR_NOT_A_LIBRARY);

  g_file_set_contents (magic, "SQLite format 3", 16, &error);
  assert_refused (self, magic, KINDRED_ERROR_NOT_A_LIBRARY);

  database = kindred_database_open (foreign, KINDRED_DATABASE_CREATE, &error);
  kindred_database_execute (database, "CREATE TABLE faces (id); PRAGMA user_version = 1", &error);
  g_assert_no_error (error);
  g_clear_pointer (&database, kindred_database_close);
  assert_refused (self, foreign, KINDRED_ERROR_NOT_A_LIBRARY);

  assert_refused (self, self->dir, KINDRED_ERROR_NOT_A_LIBRARY);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (self, pipe, KINDRED_ERROR_NOT_A_LIBRARY);
}

static void
test_newer (Fixture *self, gconstpointer data)
{
  close_store (self);
  overwrite (self->path, 60, "\0\0\0\x63", 4);
  assert_refused (self, self->path, KINDRED_ERROR_NEWER_LIBRARY);
}

/* The version in the file is an old one, the upgrade is still in the log: as after a crash. */
static void
test_newer_in_log (Fixture *self, gconstpointer data)
{
  g_autofree char *crashed = g_build_filename (self->dir, "crashed.db", NULL);
  g_autofree char *crashed_wal = g_strconcat (crashed, "-wal", NULL);
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);

  execute (self, "PRAGMA user_version = 99");
  copy_file (self->path, crashed);
  copy_file (wal, crashed_wal);
  execute (self, "PRAGMA user_version = " G_STRINGIFY (VERSION));
  close_store (self);

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *before = hash_file (crashed);
      g_autofree char *before_wal = hash_file (crashed_wal);
      g_autofree char *after = NULL;
      g_autofree char *after_wal = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (kindred_store_open (crashed, i == 0 ? 0 : KINDRED_STORE_READ_ONLY, &error));
      g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NEWER_LIBRARY);
      after = hash_file (crashed);
      after_wal = hash_file (crashed_wal);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpstr (after_wal, ==, before_wal);
    }
}

static void
test_cut_off (Fixture *self, gconstpointer data)
{
  struct stat info;

  close_store (self);
  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmpint (truncate (self->path, info.st_size / 2), ==, 0);
  assert_refused (self, self->path, KINDRED_ERROR_DAMAGED_LIBRARY);
}

static void
test_damaged_schema (Fixture *self, gconstpointer data)
{
  g_autofree char *noise = g_malloc (3996);

  close_store (self);
  memset (noise, 0xa5, 3996);
  overwrite (self->path, 100, noise, 3996);
  assert_refused (self, self->path, KINDRED_ERROR_DAMAGED_LIBRARY);
}

/* Damage where nobody looks at first: it opens, and the check tells. */
static void
test_damaged_table (Fixture *self, gconstpointer data)
{
  g_autofree char *noise = g_malloc (4096);
  g_auto (GStrv) findings = NULL;
  g_autoptr (GError) error = NULL;
  gint64 page;

  store_fixture_add_photo (self, 1, 3, 1);
  kindred_database_get (self->store->database, "SELECT rootpage FROM sqlite_schema WHERE name = 'faces_person'", NULL,
                        0, 0, &page, &error);
  g_assert_no_error (error);
  close_store (self);
  memset (noise, 0xa5, 4096);
  overwrite (self->path, (page - 1) * 4096, noise, 4096);

  self->store = kindred_store_open (self->path, 0, &error);
  g_assert_no_error (error);
  g_assert_true (kindred_store_check (self->store, &findings, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (findings), >, 0);

  g_assert_null (kindred_store_list_people (self->store, FALSE, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_DAMAGED_LIBRARY);
}

/* ---- what cannot be written ---- */

/* Permissions mean nothing to root. */
static void
become_nobody (Fixture *self)
{
  if (geteuid () != 0)
    return;

  g_assert_cmpint (chmod (self->dir, 0755), ==, 0);
  g_assert_cmpint (seteuid (NOBODY), ==, 0);
}

static void
become_oneself (Fixture *self)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (chmod (self->dir, 0700), ==, 0);
}

static void
test_read_only_medium (Fixture *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  g_autoptr (GError) error = NULL;
  KindredPhotoQuery query = { 0 };
  KindredStore *store;

  store_fixture_add_photo (self, 1, 1, 1);
  close_store (self);
  before = describe_dir (self->dir);
  g_assert_cmpint (chmod (self->path, 0444), ==, 0);
  g_assert_cmpint (chmod (self->dir, 0555), ==, 0);
  become_nobody (self);

  g_assert_null (kindred_store_open (self->path, 0, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, self->path));
  g_clear_error (&error);

  store = kindred_store_open (self->path, KINDRED_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  photos = kindred_store_list_photos (store, &query, NULL, &error);
  g_assert_cmpuint (photos->len, ==, 1);
  kindred_store_close (store);

  become_oneself (self);
  after = describe_dir (self->dir);
  g_assert_cmpstr (before, ==, after);
}

/* The file may be written, but not its folder: there is no room for the log. */
static void
test_read_only_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KindredStore *store;

  close_store (self);
  g_assert_cmpint (chmod (self->path, 0666), ==, 0);
  g_assert_cmpint (chmod (self->dir, 0555), ==, 0);
  become_nobody (self);

  g_assert_null (kindred_store_open (self->path, 0, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_READ_ONLY);
  g_clear_error (&error);
  store = kindred_store_open (self->path, KINDRED_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  kindred_store_close (store);

  become_oneself (self);
}

static void
test_unreadable (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  close_store (self);
  g_assert_cmpint (chmod (self->path, 0000), ==, 0);
  become_nobody (self);

  g_assert_null (kindred_store_open (self->path, 0, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE);

  become_oneself (self);
}

/* ---- older libraries ---- */

static const char *const future_steps[] = {
  "CREATE TABLE extra (id INTEGER PRIMARY KEY, text TEXT) STRICT; INSERT INTO extra SELECT id, 'x' FROM photos",
  "ALTER TABLE persons ADD COLUMN birthday INTEGER",
};

/* After the real ones. */
static void
get_future_steps (const char *steps[VERSION + 2])
{
  g_assert_cmpint (kindred_schema_version, ==, VERSION);
  memcpy (steps, kindred_schema_steps, VERSION * sizeof steps[0]);
  memcpy (steps + VERSION, future_steps, sizeof future_steps);
}

/* What a user of version 1 had comes along, and what was added is as if nothing had been said yet. */
static void
test_version_1 (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "old.db", NULL);
  g_autofree char *backup = g_strconcat (path, ".version-1.bak", NULL);
  g_autoptr (KindredDatabase) database = kindred_database_open (path, KINDRED_DATABASE_CREATE, NULL);
  g_autoptr (KindredStore) store = NULL;
  g_autoptr (KindredPersonRecord) person = NULL;
  g_autoptr (KindredEditRecord) undone = NULL;
  g_auto (GStrv) findings = NULL;
  g_autoptr (GError) error = NULL;
  gint64 version;

  kindred_schema_upgrade (database, kindred_schema_steps, 1, &error);
  kindred_database_execute (database,
                            "INSERT INTO persons (id, name, by_user) VALUES (7, 'Ann', 1);"
                            "INSERT INTO edits (id, kind, time, person, name) VALUES (3, 1, 1000, 7, 'Ann');"
                            "INSERT INTO edit_persons (edit, person, by_user, old_exists, old_hidden,"
                            " new_exists, new_hidden, old_name, new_name) VALUES (3, 7, 1, 1, 0, 1, 0, 'Al', 'Ann')",
                            &error);
  g_assert_no_error (error);
  g_clear_pointer (&database, kindred_database_close);

  store = kindred_store_open (path, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (backup, G_FILE_TEST_IS_REGULAR));
  kindred_schema_get_version (store->database, &version, &error);
  g_assert_cmpint (version, ==, VERSION);

  person = kindred_store_get_person (store, 7, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (person->name, ==, "Ann");
  g_assert_false (person->favourite);
  g_assert_cmpstr (person->birth, ==, NULL);
  g_assert_cmpstr (person->notes, ==, NULL);
  kindred_store_check (store, &findings, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (findings[0], ==, NULL);

  kindred_store_undo (store, &undone, &error);
  g_assert_no_error (error);
  g_clear_pointer (&person, kindred_person_record_free);
  person = kindred_store_get_person (store, 7, &error);
  g_assert_cmpstr (person->name, ==, "Al");
}

static void
test_upgrade (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (self->path, ".version-" G_STRINGIFY (VERSION) ".bak", NULL);
  g_autoptr (KindredDatabase) database = NULL;
  g_autoptr (KindredStore) old = NULL;
  g_autofree char *before = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  const char *steps[VERSION + 2];
  gint64 value;

  get_future_steps (steps);
  store_fixture_add_photo (self, 1, 2, 1);
  before = kindred_store_dump_people (self->store, &error);
  close_store (self);

  database = kindred_database_open (self->path, 0, &error);
  kindred_schema_upgrade (database, steps, VERSION + 2, &error);
  g_assert_no_error (error);
  kindred_schema_get_version (database, &value, &error);
  g_assert_cmpint (value, ==, VERSION + 2);
  kindred_database_get (database, "SELECT count(*) FROM extra", NULL, 0, 0, &value, &error);
  g_assert_cmpint (value, ==, 1);
  kindred_database_get (database, "PRAGMA foreign_keys", NULL, 0, 0, &value, &error);
  g_assert_cmpint (value, ==, 1);
  g_clear_pointer (&database, kindred_database_close);

  /* This program does not know it, whether it looks at the file or at the log. */
  assert_refused (self, self->path, KINDRED_ERROR_NEWER_LIBRARY);

  /* What was there is a library, as it was. */
  old = kindred_store_open (backup, 0, &error);
  g_assert_no_error (error);
  kept = kindred_store_dump_people (old, &error);
  g_assert_cmpstr (kept, ==, before);
}

static void
test_backups_are_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *first = g_strconcat (self->path, ".version-" G_STRINGIFY (VERSION) ".bak", NULL);
  g_autofree char *second = g_strconcat (self->path, ".version-" G_STRINGIFY (VERSION) "-2.bak", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (KindredDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  const char *steps[VERSION + 2];

  get_future_steps (steps);
  close_store (self);
  g_file_set_contents (first, "mine", -1, &error);
  database = kindred_database_open (self->path, 0, &error);
  kindred_schema_upgrade (database, steps, VERSION + 1, &error);
  g_assert_no_error (error);

  g_file_get_contents (first, &kept, NULL, &error);
  g_assert_cmpstr (kept, ==, "mine");
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_REGULAR));
}

/* A step that fails leaves the version before, complete. */
static void
test_failing_upgrade (Fixture *self, gconstpointer data)
{
  static const char *const bad_steps[] = {
    "CREATE TABLE x (y); INSERT INTO nowhere VALUES (1)",
    "PRAGMA user_version = 3; DELETE FROM folders",              /* photos point to nothing then */
    "INSERT INTO rejections (face, person) VALUES (4711, 4712)", /* likewise */
  };
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_add_photo (self, 1, 2, 1);
  before = kindred_store_dump_people (self->store, &error);

  for (gsize i = 0; i < G_N_ELEMENTS (bad_steps); i++)
    {
      const char *steps[] = { kindred_schema_steps[0], kindred_schema_steps[1], bad_steps[i] };
      g_autofree char *after = NULL;
      g_autoptr (KindredDatabase) database = NULL;

      close_store (self);
      database = kindred_database_open (self->path, 0, &error);
      g_assert_false (kindred_schema_upgrade (database, steps, G_N_ELEMENTS (steps), &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      g_clear_pointer (&database, kindred_database_close);

      self->store = kindred_store_open (self->path, 0, &error);
      g_assert_no_error (error);
      after = kindred_store_dump_people (self->store, &error);
      g_assert_cmpstr (after, ==, before);
      store_fixture_assert_sound (self);
    }
}

static void
test_reader_of_older (Fixture *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  close_store (self);
  overwrite (self->path, 60, "\0\0\0\0", 4);
  before = describe_dir (self->dir);
  g_assert_null (kindred_store_open (self->path, KINDRED_STORE_READ_ONLY, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_A_LIBRARY);
  after = describe_dir (self->dir);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/open/create", test_create },
    { "/store/open/odd-names", test_odd_names },
    { "/store/open/empty-file", test_empty_file },
    { "/store/open/not-a-library", test_not_a_library },
    { "/store/open/newer", test_newer },
    { "/store/open/newer-in-log", test_newer_in_log },
    { "/store/open/cut-off", test_cut_off },
    { "/store/open/damaged-schema", test_damaged_schema },
    { "/store/open/damaged-table", test_damaged_table },
    { "/store/open/read-only-medium", test_read_only_medium },
    { "/store/open/read-only-folder", test_read_only_folder },
    { "/store/open/unreadable", test_unreadable },
    { "/store/open/version-1", test_version_1 },
    { "/store/open/upgrade", test_upgrade },
    { "/store/open/backups-are-kept", test_backups_are_kept },
    { "/store/open/failing-upgrade", test_failing_upgrade },
    { "/store/open/reader-of-older", test_reader_of_older },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
