/* test-edits-together.c - edits while others edit, and while faces are grouped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-vision/fake-vision.h"
#include "library-fixture.h"

#define N_PERSONS 6
#define N_PHOTOS 24
#define N_PROGRAMS 4

/* What was decided on faces: (element-type gint64 gint64): the person that a face was confirmed as, or rejected from */
typedef struct
{
  LibraryFixture base;
  GHashTable *confirmed;
  GHashTable *rejected;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  library_fixture_set_up (&self->base, data);
  self->confirmed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->rejected = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  make_fake_album (self->base.album, N_PERSONS, N_PHOTOS);
}

/* Whoever looks on finds a sound library. */
static void
assert_sound (LibraryFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) findings = NULL;

  kindred_library_check_async (self->library, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  findings = kindred_library_check_finish (self->library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (findings), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  assert_sound (&self->base);
  g_hash_table_unref (self->confirmed);
  g_hash_table_unref (self->rejected);
  library_fixture_tear_down (&self->base, data);
}

/* ---- decisions ---- */

static void
remember (GHashTable *decisions, gint64 face, gint64 person)
{
  g_hash_table_insert (decisions, g_memdup2 (&face, sizeof face), g_memdup2 (&person, sizeof person));
}

static gint64
get_person (Fixture *self, gint64 face, KindredDecision *decision)
{
  g_autoptr (GPtrArray) faces = library_fixture_list_faces (&self->base, KINDRED_FACES_ONE, face);
  const KindredFaceRecord *record;

  g_assert_cmpuint (faces->len, ==, 1);
  record = faces->pdata[0];
  if (decision != NULL)
    *decision = record->decision;

  return record->person;
}

/* Faces that have a person and on which nothing was decided */
static GPtrArray *
list_open_faces (Fixture *self)
{
  GPtrArray *faces = library_fixture_list_faces (&self->base, KINDRED_FACES_ALL, 0);

  for (guint i = faces->len; i > 0; i--)
    {
      const KindredFaceRecord *face = faces->pdata[i - 1];

      if (face->person == 0 || face->decision != KINDRED_DECISION_NONE
          || g_hash_table_contains (self->rejected, &face->id))
        g_ptr_array_remove_index (faces, i - 1);
    }

  return faces;
}

/* Whether it could be done: the person may have gone since it was listed. */
static gboolean
decide (Fixture *self, const KindredFaceRecord *face, gboolean confirm)
{
  KindredEdit *edit = confirm ? kindred_edit_new_confirm (&face->id, 1, NULL)
                              : kindred_edit_new_answer (face->person, 0, face->id, KINDRED_ANSWER_NO, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredEditRecord) record = library_fixture_edit (&self->base, edit, &error);

  if (record == NULL || record->id == 0)
    return FALSE;

  if (confirm)
    remember (self->confirmed, face->id, get_person (self, face->id, NULL));
  else
    remember (self->rejected, face->id, face->person);

  return TRUE;
}

static void
assert_decisions_hold (Fixture *self)
{
  GHashTableIter iter;
  gpointer face, person;

  g_hash_table_iter_init (&iter, self->confirmed);
  while (g_hash_table_iter_next (&iter, &face, &person))
    {
      KindredDecision decision;

      g_assert_cmpint (get_person (self, *(gint64 *) face, &decision), ==, *(gint64 *) person);
      g_assert_cmpint (decision, ==, KINDRED_DECISION_CONFIRMED);
    }

  g_hash_table_iter_init (&iter, self->rejected);
  while (g_hash_table_iter_next (&iter, &face, &person))
    g_assert_cmpint (get_person (self, *(gint64 *) face, NULL), !=, *(gint64 *) person);
}

static void
scan (Fixture *self)
{
  g_autoptr (KindredScanResult) scanned = library_fixture_scan (&self->base, NULL);

  g_assert_cmpuint (scanned->failed, ==, 0);
}

/* ---- tests ---- */

/* A scan that brings as many faces again, and groups them with those that are there */
static void
test_while_scanning (Fixture *self, gconstpointer data)
{
  g_autofree char *more = g_build_filename (self->base.album, "more", NULL);
  const char *const paths[] = { self->base.album, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredScanResult) scanned = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  scan (self);
  make_fake_album (more, N_PERSONS + 2, N_PHOTOS);
  kindred_library_scan_async (self->base.library, paths, NULL, library_fixture_result_cb, &result);
  while (result == NULL)
    {
      g_autoptr (GPtrArray) faces = list_open_faces (self);

      if (faces->len > 0)
        n += decide (self, faces->pdata[n % faces->len], n % 2 == 0);
      else
        g_main_context_iteration (NULL, TRUE);
    }

  scanned = kindred_library_scan_finish (self->base.library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scanned->new_photos, ==, N_PHOTOS);
  g_assert_cmpuint (n, >, 0);
  assert_decisions_hold (self);
}

/* One that would take all persons apart */
static void
test_while_regrouping (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredRegroupResult) regrouped = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (GError) error = NULL;

  scan (self);
  faces = list_open_faces (self);
  g_assert_cmpuint (faces->len, >, 10);
  kindred_library_regroup_async (self->base.library, 0.001, 0, FALSE, NULL, library_fixture_result_cb, &result);
  for (guint i = 0; i < 10; i++)
    decide (self, faces->pdata[i], i % 2 == 0);
  library_fixture_wait (result != NULL);
  regrouped = kindred_library_regroup_finish (self->base.library, result, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (g_hash_table_size (self->confirmed), >, 0);
  assert_decisions_hold (self);
}

static GSubprocess *
start_naming (LibraryFixture *self, gint64 person, int number)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "src", "cli", "kindred-cli", NULL);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, person);
  g_autofree char *name = g_strdup_printf ("Person %d", number);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, "--library", self->db,
                                           "name", id, name, NULL);

  g_assert_no_error (error);

  return process;
}

static void
write_notes (LibraryFixture *self, GPtrArray *people, guint number)
{
  const KindredPersonRecord *person = people->pdata[number % people->len];
  g_autofree char *text = g_strdup_printf ("Note %u", number);
  g_autoptr (KindredEditRecord) record
      = library_fixture_edit (self, kindred_edit_new_notes (person->id, text, NULL), NULL);

  g_assert_cmpint (record->id, >, 0);
}

static guint
count_edits (LibraryFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = NULL;

  kindred_library_list_edits_async (self->library, 0, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  edits = kindred_library_list_edits_finish (self->library, result, &error);
  g_assert_no_error (error);

  return edits->len;
}

/* The command line names the people on whom the library keeps notes. */
static void
test_with_other_programs (Fixture *self, gconstpointer data)
{
  GAsyncResult *done[N_PROGRAMS] = { NULL };
  g_autoptr (GPtrArray) people = NULL, named = NULL, again = NULL;
  guint n_notes = 0, n_named = 0;

  scan (self);
  people = library_fixture_list_people (&self->base);
  g_assert_cmpuint (people->len, >=, N_PROGRAMS);
  for (int i = 0; i < N_PROGRAMS; i++)
    {
      g_autoptr (GSubprocess) process
          = start_naming (&self->base, ((const KindredPersonRecord *) people->pdata[i])->id, i);

      g_subprocess_wait_check_async (process, NULL, library_fixture_result_cb, &done[i]);
    }

  for (gboolean running = TRUE; running;)
    {
      write_notes (&self->base, people, n_notes++);
      running = FALSE;
      for (int i = 0; i < N_PROGRAMS; i++)
        running = running || done[i] == NULL;
    }

  for (int i = 0; i < N_PROGRAMS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process = G_SUBPROCESS (g_async_result_get_source_object (done[i]));

      g_subprocess_wait_check_finish (process, done[i], &error);
      g_assert_no_error (error);
      g_clear_object (&done[i]);
    }

  named = library_fixture_list_people (&self->base);
  for (guint i = 0; i < named->len; i++)
    n_named += ((const KindredPersonRecord *) named->pdata[i])->name != NULL;
  g_assert_cmpuint (n_named, ==, N_PROGRAMS);
  g_assert_cmpuint (count_edits (&self->base), ==, n_notes + N_PROGRAMS);

  for (guint i = 0; i < n_notes + N_PROGRAMS; i++)
    kindred_edit_record_free (library_fixture_undo (&self->base, NULL));
  again = library_fixture_list_people (&self->base);
  g_assert_cmpuint (again->len, ==, people->len);
  for (guint i = 0; i < again->len; i++)
    {
      g_assert_null (((const KindredPersonRecord *) again->pdata[i])->name);
      g_assert_null (((const KindredPersonRecord *) again->pdata[i])->notes);
    }
}

int
main (int argc, char *argv[])
{
  library_fixture_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/edits-together/while-scanning", test_while_scanning);
  ADD ("/edits-together/while-regrouping", test_while_regrouping);
  ADD ("/edits-together/with-other-programs", test_with_other_programs);
#undef ADD

  return library_fixture_run ();
}
