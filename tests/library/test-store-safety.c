/* test-store-safety.c - full disks, several processes, kills in the middle, cancellation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "base/kindred-error.h"
#include "store/kindred-store-private.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_KILLS 12
#define N_PER_PROCESS 40

typedef StoreFixture Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  store_fixture_set_up (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_fixture_assert_sound (self);
  store_fixture_tear_down (self);
}

static KindredStore *
open_again (Fixture *self, KindredStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  KindredStore *store = kindred_store_open (self->path, flags, &error);

  g_assert_no_error (error);

  return store;
}

static char *
dump (KindredStore *store)
{
  g_autoptr (GError) error = NULL;
  char *text = kindred_store_dump_people (store, &error);

  g_assert_no_error (error);

  return text;
}

static gint64
add_group (Fixture *self, int number, guint n_faces)
{
  gint64 photo = store_fixture_add_photo (self, number, n_faces, number);
  g_autoptr (GArray) faces = store_fixture_get_faces (self, photo);

  return store_fixture_group (self, (const gint64 *) faces->data, faces->len);
}

static guint
count_photos (KindredStore *store)
{
  KindredPhotoQuery query = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) photos = kindred_store_list_photos (store, &query, NULL, &error);

  g_assert_no_error (error);

  return photos->len;
}

/* ---- full disks ---- */

static void
test_disk_full (Fixture *self, gconstpointer data)
{
  gint64 a = add_group (self, 1, 60), b = add_group (self, 2, 60);
  g_autoptr (KindredEdit) merge = kindred_edit_new_merge (a, &b, 1, NULL);
  g_autofree char *before = dump (self->store);
  g_autofree char *after = NULL;
  g_autofree char *limit = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_pages;

  /* No page more than there are now. */
  kindred_database_get (self->store->database, "PRAGMA page_count", NULL, 0, 0, &n_pages, &error);
  limit = g_strdup_printf ("PRAGMA max_page_count = %d", (int) n_pages);
  kindred_database_execute (self->store->database, limit, &error);
  g_assert_no_error (error);

  while (kindred_store_put_new_photo (self->store, self->folder, "/photos/x.jpg", 1, 1, &error) != 0
         && kindred_store_apply_edit (self->store, merge, NULL, &error)
         && kindred_store_undo (self->store, NULL, &error))
    {
      /* There is room in pages that are not full: fill it. */
      g_autofree char *path = g_strdup_printf ("/photos/%0200d.jpg", g_test_rand_int_range (0, G_MAXINT));

      if (kindred_store_put_new_photo (self->store, self->folder, path, 1, 1, &error) == 0)
        break;
    }

  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, self->path));
  g_clear_error (&error);
  after = dump (self->store);
  g_assert_cmpstr (after, ==, before);

  /* With room again, everything works, without opening it anew. */
  kindred_database_execute (self->store->database, "PRAGMA max_page_count = 100000", &error);
  kindred_store_apply_edit (self->store, merge, NULL, &error);
  g_assert_no_error (error);
}

/* A transaction of several changes goes as a whole, and says so until the end. */
static void
test_disk_full_in_transaction (Fixture *self, gconstpointer data)
{
  g_autofree char *limit = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_pages;
  int i;

  kindred_database_get (self->store->database, "PRAGMA page_count", NULL, 0, 0, &n_pages, &error);
  limit = g_strdup_printf ("PRAGMA max_page_count = %d", (int) n_pages + 3);
  kindred_database_execute (self->store->database, limit, &error);

  kindred_store_begin (self->store, &error);
  g_assert_no_error (error);
  for (i = 0; i < 10000; i++)
    {
      g_autofree char *path = g_strdup_printf ("/photos/%0300d.jpg", i);

      if (kindred_store_put_new_photo (self->store, self->folder, path, 1, 1, &error) == 0)
        break;
    }

  g_assert_cmpint (i, <, 10000);
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_FAILED);
  kindred_store_rollback (self->store);
  g_assert_cmpuint (count_photos (self->store), ==, 0);
}

/* The file may not grow: another way for writing to fail. */
static void
test_write_error (Fixture *self, gconstpointer data)
{
  gint64 a = add_group (self, 1, 50), b = add_group (self, 2, 50);
  g_autoptr (KindredEdit) merge = kindred_edit_new_merge (a, &b, 1, NULL);
  g_autofree char *before = dump (self->store);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit old, new;

  store_fixture_reopen (self);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  new = (struct rlimit){ 2000, old.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &new), ==, 0);

  g_assert_false (kindred_store_apply_edit (self->store, merge, NULL, &error));

  setrlimit (RLIMIT_FSIZE, &old);
  signal (SIGXFSZ, SIG_DFL);
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, self->path));
  after = dump (self->store);
  g_assert_cmpstr (after, ==, before);

  kindred_edit_record_free (store_fixture_apply (self, kindred_edit_ref (merge)));
}

/* ---- several connections ---- */

static void
test_busy (Fixture *self, gconstpointer data)
{
  gint64 person = add_group (self, 1, 1);
  g_autoptr (KindredStore) other = open_again (self, 0);
  g_autoptr (KindredEdit) edit = kindred_edit_new_name (person, "Ann", NULL);
  g_autoptr (GError) error = NULL;

  kindred_store_set_busy_timeout (other, 50);
  kindred_store_begin (self->store, &error);
  g_assert_no_error (error);

  g_assert_false (kindred_store_apply_edit (other, edit, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, self->path));
  g_clear_error (&error);

  /* Reading goes on meanwhile. */
  g_assert_cmpuint (count_photos (other), ==, 1);

  kindred_store_rollback (self->store);
  kindred_store_apply_edit (other, edit, NULL, &error);
  g_assert_no_error (error);
}

static void
test_data_version (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredStore) reader = open_again (self, KINDRED_STORE_READ_ONLY);
  gint64 before = kindred_store_get_data_version (reader);

  g_assert_cmpint (before, !=, -1);
  g_assert_cmpint (kindred_store_get_data_version (reader), ==, before);
  g_assert_cmpuint (count_photos (reader), ==, 0);

  store_fixture_add_photo (self, 1, 1, 1);
  g_assert_cmpint (kindred_store_get_data_version (reader), !=, before);
  g_assert_cmpuint (count_photos (reader), ==, 1);
}

static void
write_photos (Fixture *self, int first)
{
  g_autoptr (KindredStore) store = open_again (self, 0);

  for (int i = 0; i < N_PER_PROCESS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/photos/%d.jpg", first + i);
      g_autoptr (GError) error = NULL;

      kindred_store_put_new_photo (store, self->folder, path, 1, 1, &error);
      g_assert_no_error (error);
    }
}

static void
wait_for (pid_t child, int *status)
{
  while (waitpid (child, status, 0) < 0)
    g_assert_cmpint (errno, ==, EINTR);
}

static void
test_two_processes (Fixture *self, gconstpointer data)
{
  pid_t child;
  int status;

  /* A connection must not cross a fork. */
  g_clear_pointer (&self->store, kindred_store_close);
  child = fork ();
  if (child == 0)
    {
      write_photos (self, 1000);
      _exit (0);
    }

  write_photos (self, 2000);
  wait_for (child, &status);
  g_assert_cmpint (status, ==, 0);

  self->store = open_again (self, 0);
  g_assert_cmpuint (count_photos (self->store), ==, 2 * N_PER_PROCESS);
}

/* Several open a library that is not there yet. */
static void
test_create_together (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "together.db", NULL);
  pid_t children[4];

  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *folder = g_strdup_printf ("/folder/%d", (int) i);
          KindredStore *store = kindred_store_open (path, KINDRED_STORE_CREATE, &error);

          if (store == NULL || kindred_store_add_folder (store, folder, &error) == 0)
            g_printerr ("%s\n", error->message);
          else
            kindred_store_close (store);
          _exit (error != NULL);
        }
    }

  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int status;

      wait_for (children[i], &status);
      g_assert_cmpint (status, ==, 0);
    }
}

/* ---- killed at any moment ---- */

/* Names the person again and again, and says so after each time. */
G_NORETURN static void
name_for_ever (Fixture *self, gint64 person, int pipe)
{
  KindredStore *store = open_again (self, 0);

  for (guint32 i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autoptr (KindredEdit) edit = kindred_edit_new_name (person, name, NULL);

      if (!kindred_store_apply_edit (store, edit, NULL, NULL) || write (pipe, &i, sizeof i) != sizeof i)
        _exit (1);
    }
}

static guint32
kill_a_writer (Fixture *self, gint64 person, guint n_before)
{
  guint32 last = 0, number;
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    name_for_ever (self, person, ends[1]);

  close (ends[1]);
  while (last < n_before && read (ends[0], &number, sizeof number) == sizeof number)
    last = number;
  g_assert_cmpuint (last, ==, n_before);

  kill (child, SIGKILL);
  wait_for (child, &ends[1]);
  while (read (ends[0], &number, sizeof number) == sizeof number)
    last = number;
  close (ends[0]);

  return last;
}

static void
test_kill (Fixture *self, gconstpointer data)
{
  gint64 person = add_group (self, 1, 3);

  for (int i = 0; i < N_KILLS; i++)
    {
      g_autoptr (KindredPersonRecord) record = NULL;
      guint32 last;

      g_clear_pointer (&self->store, kindred_store_close);
      last = kill_a_writer (self, person, g_test_rand_int_range (1, 12));

      /* What was reported as done is there; one more may have been done before it was reported. */
      self->store = open_again (self, 0);
      record = kindred_store_get_person (self->store, person, NULL);
      g_assert_cmpuint (g_ascii_strtoull (record->name, NULL, 10), >=, last);
      g_assert_cmpuint (g_ascii_strtoull (record->name, NULL, 10), <=, last + 1);
      store_fixture_assert_sound (self);
    }
}

/* ---- transactions, cancellation ---- */

static void
test_transaction (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredEdit) wrong = kindred_edit_new_name (4711, "Nobody", NULL);
  gint64 person = add_group (self, 1, 2);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  /* What fails inside leaves no trace, and what succeeded beside it stays. */
  kindred_store_begin (self->store, &error);
  g_assert_no_error (error);
  store_fixture_add_photo (self, 2, 1, 2);
  kindred_edit_record_free (store_fixture_apply (self, kindred_edit_new_name (person, "Ann", NULL)));
  g_assert_false (kindred_store_apply_edit (self->store, wrong, NULL, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
  g_clear_error (&error);
  kindred_store_commit (self->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_photos (self->store), ==, 2);

  before = dump (self->store);
  kindred_store_begin (self->store, &error);
  kindred_store_undo (self->store, NULL, &error);
  g_assert_no_error (error);
  kindred_store_rollback (self->store);
  after = dump (self->store);
  g_assert_cmpstr (after, ==, before);
}

static void
test_cancelled_before (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KindredFaceQuery faces = { .kind = KINDRED_FACES_ALL };
  KindredPhotoQuery photos = { 0 };
  g_auto (GStrv) findings = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kindred_store_list_people (self->store, TRUE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (kindred_store_list_faces (self->store, &faces, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (kindred_store_list_photos (self->store, &photos, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (kindred_store_load_grouping (self->store, "fake-1", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (kindred_store_check (self->store, &findings, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
cancel_thread (gpointer data)
{
  g_cancellable_cancel (data);

  return NULL;
}

/* A statement that would run for ever; the connection is good for others afterwards. */
static void
test_cancelled_meanwhile (Fixture *self, gconstpointer data)
{
  static const char endless[]
      = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max (i) FROM n";
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;
  gint64 value;

  kindred_database_begin_read (self->store->database, cancellable, &error);
  g_assert_no_error (error);
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_assert_false (kindred_database_get (self->store->database, endless, NULL, 0, 0, &value, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  kindred_database_end_read (self->store->database);
  g_thread_join (thread);

  store_fixture_add_photo (self, 1, 1, 1);
  g_assert_cmpuint (count_photos (self->store), ==, 1);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/safety/disk-full", test_disk_full },
    { "/store/safety/disk-full-in-transaction", test_disk_full_in_transaction },
    { "/store/safety/write-error", test_write_error },
    { "/store/safety/busy", test_busy },
    { "/store/safety/data-version", test_data_version },
    { "/store/safety/two-processes", test_two_processes },
    { "/store/safety/create-together", test_create_together },
    { "/store/safety/kill", test_kill },
    { "/store/safety/transaction", test_transaction },
    { "/store/safety/cancelled-before", test_cancelled_before },
    { "/store/safety/cancelled-meanwhile", test_cancelled_meanwhile },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
