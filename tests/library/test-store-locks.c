/* test-store-locks.c - other processes see that a library is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store/kindred-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* https://www.sqlite.org/src/file/src/os.h: who reads holds one of these bytes */
#define SHARED_FIRST 0x40000002
#define SHARED_SIZE 510

/* Asked by a child: a process does not see its own locks. */
static gboolean
is_locked (const char *path)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE };
      int fd = open (path, O_RDWR | O_CLOEXEC);

      _exit (fd >= 0 && fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 0 : 1);
    }

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);

  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static KindredStore *
open_store (const char *path, KindredStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  KindredStore *store = kindred_store_open (path, flags, &error);
  g_autoptr (GPtrArray) folders = NULL;

  g_assert_no_error (error);
  folders = kindred_store_list_folders (store, &error); /* WAL connections lock at their first statement */
  g_assert_no_error (error);

  return store;
}

/* POSIX drops all locks of a process when it closes any descriptor of the file.  A process that is
 * thought to be gone loses its log to the next one that closes the library. */
static void
test_readers_come_and_go (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kindred-locks-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (KindredStore) writer = open_store (path, KINDRED_STORE_CREATE);
  g_autoptr (KindredStore) reader = NULL;

  g_assert_true (is_locked (path));
  reader = open_store (path, KINDRED_STORE_READ_ONLY);
  g_assert_true (is_locked (path));
  g_clear_pointer (&reader, kindred_store_close);
  g_assert_true (is_locked (path));
  g_clear_pointer (&writer, kindred_store_close);
  g_assert_false (is_locked (path));

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing is left beside it */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/locks/readers-come-and-go", test_readers_come_and_go);

  return g_test_run ();
}
