/* library-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include <glib/gstdio.h>

#include "fake-vision/fake-vision.h"

gboolean
library_fixture_wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
library_fixture_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

static char *cache;

void
library_fixture_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  cache = g_dir_make_tmp ("kindred-cache-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (argc, argv, NULL);
}

int
library_fixture_run (void)
{
  int status = g_test_run ();

  remove_tree (cache);
  g_clear_pointer (&cache, g_free);

  return status;
}

void
library_fixture_set_up (LibraryFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->top = g_dir_make_tmp ("kindred-library-XXXXXX", &error);
  g_assert_no_error (error);
  self->album = g_build_filename (self->top, "album", NULL);
  self->db = g_build_filename (self->top, "library.db", NULL);
  g_assert_cmpint (g_mkdir (self->album, 0755), ==, 0);
  self->options.n_analyzers = 2;
  library_fixture_open (self);
}

void
library_fixture_tear_down (LibraryFixture *self, gconstpointer data)
{
  library_fixture_close (self);
  remove_tree (self->top);
  g_free (self->top);
  g_free (self->album);
  g_free (self->db);
}

void
library_fixture_open (LibraryFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kindred_library_open_async (self->db, &self->options, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  self->library = kindred_library_open_finish (result, &error);
  g_assert_no_error (error);
}

void
library_fixture_close (LibraryFixture *self)
{
  if (self->library == NULL)
    return;

  kindred_library_close (self->library);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&self->library));
}

void
library_fixture_put_portrait (LibraryFixture *self, const char *name, guint person, guint variation)
{
  g_autofree char *path = g_build_filename (self->album, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  make_fake_portrait (path, person, variation);
}

void
library_fixture_remove (LibraryFixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->album, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

KindredScanResult *
library_fixture_scan (LibraryFixture *self, GError **error)
{
  const char *const paths[] = { self->album, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) own = NULL;
  KindredScanResult *scanned;

  kindred_library_scan_async (self->library, paths, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  scanned = kindred_library_scan_finish (self->library, result, error != NULL ? error : &own);
  g_assert_no_error (own);

  return scanned;
}

GPtrArray *
library_fixture_list_people (LibraryFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *people;

  kindred_library_list_people_async (self->library, TRUE, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  people = kindred_library_list_people_finish (self->library, result, &error);
  g_assert_no_error (error);

  return people;
}

GPtrArray *
library_fixture_list_faces (LibraryFixture *self, KindredFacesKind kind, gint64 id)
{
  const KindredFaceQuery query = { .kind = kind, .person = id, .photo = id, .face = id };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *faces;

  kindred_library_list_faces_async (self->library, &query, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  faces = kindred_library_list_faces_finish (self->library, result, &error);
  g_assert_no_error (error);

  return faces;
}

KindredEditRecord *
library_fixture_edit (LibraryFixture *self, KindredEdit *edit, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) own = NULL;
  KindredEditRecord *record;

  g_assert_nonnull (edit);
  kindred_library_edit_async (self->library, edit, NULL, library_fixture_result_cb, &result);
  kindred_edit_unref (edit);
  library_fixture_wait (result != NULL);
  record = kindred_library_edit_finish (self->library, result, error != NULL ? error : &own);
  g_assert_no_error (own);

  return record;
}

KindredEditRecord *
library_fixture_undo (LibraryFixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) own = NULL;
  KindredEditRecord *record;

  kindred_library_undo_async (self->library, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  record = kindred_library_undo_finish (self->library, result, error != NULL ? error : &own);
  g_assert_no_error (own);

  return record;
}

KindredFaceRecord *
library_fixture_get_face (LibraryFixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->album, name, NULL);
  g_autoptr (GPtrArray) faces = library_fixture_list_faces (self, KINDRED_FACES_EVERY, 0);

  for (guint i = 0; i < faces->len; i++)
    if (g_str_equal (((KindredFaceRecord *) faces->pdata[i])->photo_path, path))
      return g_steal_pointer (&faces->pdata[i]);

  g_assert_not_reached ();
}
