/* test-scan.c - from files to people, with a fake vision stage
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "fake-vision/fake-vision.h"
#include "library-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

static void
put_two_people (LibraryFixture *fixture)
{
  library_fixture_put_portrait (fixture, "ann-1.png", 1, 0);
  library_fixture_put_portrait (fixture, "ann-2.png", 1, 1);
  library_fixture_put_portrait (fixture, "bob-1.png", 2, 0);
  library_fixture_put_portrait (fixture, "bob-2.png", 2, 1);
  library_fixture_put_portrait (fixture, "bob-3.png", 2, 2);
  library_fixture_put_portrait (fixture, "eve.png", 3, 0);
}

static gint64
get_person (LibraryFixture *fixture, const char *photo)
{
  g_autoptr (KindredFaceRecord) face = library_fixture_get_face (fixture, photo);

  return face->person;
}

static void
name (LibraryFixture *fixture, gint64 person, const char *to)
{
  g_autoptr (KindredEditRecord) record = library_fixture_edit (fixture, kindred_edit_new_name (person, to, NULL), NULL);

  g_assert_cmpint (record->id, >, 0);
}

static void
test_people (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (KindredScanResult) result = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) other = NULL;

  put_two_people (fixture);
  result = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (result->photos, ==, 6);
  g_assert_cmpuint (result->new_photos, ==, 6);
  g_assert_cmpuint (result->faces, ==, 6);
  g_assert_cmpuint (result->failed, ==, 0);

  people = library_fixture_list_people (fixture);
  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpuint (((KindredPersonRecord *) people->pdata[0])->n_faces, ==, 3);
  g_assert_cmpuint (((KindredPersonRecord *) people->pdata[1])->n_faces, ==, 2);

  other = library_fixture_list_faces (fixture, KINDRED_FACES_OTHER, 0);
  g_assert_cmpuint (other->len, ==, 1);
}

static void
test_unchanged (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (KindredScanResult) first = NULL;
  g_autoptr (KindredScanResult) second = NULL;

  put_two_people (fixture);
  first = library_fixture_scan (fixture, NULL);
  second = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (second->photos, ==, 6);
  g_assert_cmpuint (second->new_photos + second->changed + second->moved + second->missing, ==, 0);
  g_assert_cmpuint (second->faces, ==, 0);
}

static void
test_failures (LibraryFixture *fixture, gconstpointer data)
{
  const FakeFace crash = FAKE_COMMAND (FAKE_COMMAND_CRASH);
  g_autofree char *bad = g_build_filename (fixture->album, "bad.png", NULL);
  g_autofree char *crashing = g_build_filename (fixture->album, "crash.png", NULL);
  g_autoptr (KindredScanResult) result = NULL;
  g_autoptr (KindredScanResult) again = NULL;
  gboolean seen_bad = FALSE, seen_crash = FALSE;

  put_two_people (fixture);
  g_assert_true (g_file_set_contents (bad, "no picture", -1, NULL));
  make_fake_photo (crashing, &crash, 1, 0);

  result = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (result->failed, ==, 2);
  g_assert_cmpuint (result->faces, ==, 6);
  for (guint i = 0; i < result->failures->len; i++)
    {
      const KindredFailure *failure = result->failures->pdata[i];

      g_assert_cmpstr (failure->reason, !=, "");
      seen_bad |= g_str_equal (failure->path, bad) && failure->code != KINDRED_ERROR_CRASHED;
      seen_crash |= g_str_equal (failure->path, crashing) && failure->code == KINDRED_ERROR_CRASHED;
    }
  g_assert_true (seen_bad);
  g_assert_true (seen_crash);

  /* Not tried again until the file changes. */
  again = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (again->failed, ==, 0);
}

static void
test_decisions_survive_moving (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *from = g_build_filename (fixture->album, "ann-1.png", NULL);
  g_autofree char *to = g_build_filename (fixture->album, "elsewhere.png", NULL);
  g_autoptr (KindredScanResult) result = NULL;
  g_autoptr (KindredFaceRecord) before = NULL;
  g_autoptr (KindredFaceRecord) after = NULL;
  g_autoptr (KindredScanResult) first = NULL;
  gint64 ann;

  put_two_people (fixture);
  first = library_fixture_scan (fixture, NULL);
  ann = get_person (fixture, "ann-1.png");
  name (fixture, ann, "Ann");
  before = library_fixture_get_face (fixture, "ann-1.png");

  g_assert_cmpint (g_rename (from, to), ==, 0);
  result = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (result->moved, ==, 1);
  g_assert_cmpuint (result->new_photos, ==, 0);
  g_assert_cmpuint (result->missing, ==, 0);
  g_assert_cmpuint (result->faces, ==, 0);

  after = library_fixture_get_face (fixture, "elsewhere.png");
  g_assert_cmpint (after->id, ==, before->id);
  g_assert_cmpstr (after->person_name, ==, "Ann");
}

static void
test_decisions_survive_removal (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->album, "ann-1.png", NULL);
  g_autofree char *away = g_build_filename (fixture->top, "away.png", NULL);
  g_autoptr (KindredScanResult) first = NULL;
  g_autoptr (KindredScanResult) gone = NULL;
  g_autoptr (KindredScanResult) back = NULL;
  g_autoptr (GPtrArray) faces = NULL;

  put_two_people (fixture);
  first = library_fixture_scan (fixture, NULL);
  name (fixture, get_person (fixture, "ann-1.png"), "Ann");

  g_assert_cmpint (g_rename (path, away), ==, 0);
  gone = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (gone->missing, ==, 1);
  faces = library_fixture_list_faces (fixture, KINDRED_FACES_EVERY, 0);
  g_assert_cmpuint (faces->len, ==, 5);

  g_assert_cmpint (g_rename (away, path), ==, 0);
  back = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (back->faces, ==, 0);
  g_assert_cmpint (get_person (fixture, "ann-1.png"), ==, get_person (fixture, "ann-2.png"));
}

static void
test_decisions_survive_change (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->album, "ann-1.png", NULL);
  const struct utimbuf times = { 1000000000, 1000000000 };
  g_autoptr (KindredScanResult) first = NULL;
  g_autoptr (KindredScanResult) second = NULL;
  g_autoptr (KindredFaceRecord) before = NULL;
  g_autoptr (KindredFaceRecord) after = NULL;
  g_autoptr (KindredEditRecord) record = NULL;

  put_two_people (fixture);
  first = library_fixture_scan (fixture, NULL);
  before = library_fixture_get_face (fixture, "ann-1.png");
  record = library_fixture_edit (fixture, kindred_edit_new_not_a_face (&before->id, 1, NULL), NULL);

  g_assert_cmpint (utime (path, &times), ==, 0);
  second = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (second->changed, ==, 1);

  after = library_fixture_get_face (fixture, "ann-1.png");
  g_assert_cmpint (after->id, ==, before->id);
  g_assert_cmpint (after->decision, ==, KINDRED_DECISION_NOT_A_FACE);
}

static void
test_rejected_never_returns (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (KindredScanResult) first = NULL;
  g_autoptr (KindredScanResult) second = NULL;
  g_autoptr (KindredFaceRecord) face = NULL;
  g_autoptr (KindredEditRecord) record = NULL;

  put_two_people (fixture);
  first = library_fixture_scan (fixture, NULL);
  face = library_fixture_get_face (fixture, "bob-1.png");
  record = library_fixture_edit (fixture, kindred_edit_new_reject (&face->id, 1, NULL), NULL);

  library_fixture_put_portrait (fixture, "bob-4.png", 2, 3);
  second = library_fixture_scan (fixture, NULL);
  g_assert_cmpint (get_person (fixture, "bob-4.png"), ==, get_person (fixture, "bob-2.png"));
  g_assert_cmpint (get_person (fixture, "bob-1.png"), !=, get_person (fixture, "bob-2.png"));
}

static void
test_growing_keeps_names (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (KindredScanResult) first = NULL;
  g_autoptr (KindredScanResult) second = NULL;
  g_autoptr (KindredFaceRecord) face = NULL;

  put_two_people (fixture);
  first = library_fixture_scan (fixture, NULL);
  name (fixture, get_person (fixture, "bob-1.png"), "Bob & <b>Co</b>");

  library_fixture_put_portrait (fixture, "bob-4.png", 2, 3);
  library_fixture_put_portrait (fixture, "eve-2.png", 3, 1);
  second = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (second->new_photos, ==, 2);

  face = library_fixture_get_face (fixture, "bob-4.png");
  g_assert_cmpstr (face->person_name, ==, "Bob & <b>Co</b>");
  g_assert_cmpint (get_person (fixture, "eve.png"), !=, 0);
  g_assert_cmpint (get_person (fixture, "eve.png"), ==, get_person (fixture, "eve-2.png"));
}

static void
test_undo_after_reopening (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (KindredScanResult) first = NULL;
  g_autoptr (KindredEditRecord) merged = NULL;
  g_autoptr (KindredEditRecord) undone = NULL;
  gint64 ann, bob;

  put_two_people (fixture);
  first = library_fixture_scan (fixture, NULL);
  ann = get_person (fixture, "ann-1.png");
  bob = get_person (fixture, "bob-1.png");
  merged = library_fixture_edit (fixture, kindred_edit_new_merge (ann, &bob, 1, NULL), NULL);
  g_assert_cmpint (get_person (fixture, "bob-1.png"), ==, ann);

  library_fixture_close (fixture);
  library_fixture_open (fixture);
  library_fixture_wait (kindred_library_get_can_undo (fixture->library));
  undone = library_fixture_undo (fixture, NULL);
  g_assert_cmpint (get_person (fixture, "bob-1.png"), ==, bob);
  library_fixture_wait (kindred_library_get_can_redo (fixture->library));
}

static void
test_offline (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_build_filename (fixture->top, "away", NULL);
  g_autoptr (KindredScanResult) first = NULL;
  g_autoptr (KindredScanResult) second = NULL;
  g_autoptr (GPtrArray) people = NULL;

  put_two_people (fixture);
  first = library_fixture_scan (fixture, NULL);
  g_assert_cmpint (g_rename (fixture->album, away), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->album, 0755), ==, 0); /* as an empty mount point */

  second = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (second->missing, ==, 0);
  g_assert_cmpuint (second->failures->len, ==, 1);
  people = library_fixture_list_people (fixture);
  g_assert_cmpuint (people->len, ==, 2);
}

/* A copy of what is away is a new photo, once the one that is away has been found. */
static void
test_renamed_folder (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *renamed = g_build_filename (fixture->top, "renamed", NULL);
  g_autofree char *from = g_build_filename (renamed, "ann-1.png", NULL);
  g_autofree char *copy = g_build_filename (renamed, "copy.png", NULL);
  const char *const paths[] = { renamed, NULL };
  g_autoptr (KindredScanResult) first = NULL;
  g_autoptr (KindredScanResult) second = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (copy);
  gint64 ann;

  put_two_people (fixture);
  first = library_fixture_scan (fixture, NULL);
  ann = get_person (fixture, "ann-1.png");
  name (fixture, ann, "Ann");

  g_assert_cmpint (g_rename (fixture->album, renamed), ==, 0);
  g_assert_true (g_file_copy (source, target, 0, NULL, NULL, NULL, NULL));
  kindred_library_scan_async (fixture->library, paths, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  second = kindred_library_scan_finish (fixture->library, result, NULL);

  g_assert_cmpuint (second->moved, ==, first->photos);
  g_assert_cmpuint (second->missing, ==, 0);
  g_assert_cmpuint (second->new_photos, ==, 1);
  g_assert_cmpuint (second->faces, ==, 1);
  people = library_fixture_list_people (fixture);
  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpint (((KindredPersonRecord *) people->pdata[0])->id, ==, ann);
}

static void
test_single_file (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->top, "alone.png", NULL);
  g_autofree char *missing = g_build_filename (fixture->top, "missing.png", NULL);
  const char *const paths[] = { file, missing, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredScanResult) scanned = NULL;
  g_autoptr (KindredScanResult) again = NULL;

  make_fake_portrait (file, 1, 0);
  kindred_library_scan_async (fixture->library, paths, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  scanned = kindred_library_scan_finish (fixture->library, result, NULL);
  g_assert_cmpuint (scanned->new_photos, ==, 1);
  g_assert_cmpuint (scanned->faces, ==, 1);
  g_assert_cmpuint (scanned->failures->len, ==, 1);
  g_assert_cmpstr (((KindredFailure *) scanned->failures->pdata[0])->path, ==, missing);

  again = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (again->photos, ==, 1);
  g_assert_cmpuint (again->missing, ==, 0);
}

static void
test_pause_and_cancel (LibraryFixture *fixture, gconstpointer data)
{
  const char *const paths[] = { fixture->album, NULL };
  g_autoptr (KindredJob) job = kindred_job_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredScanResult) none = NULL;
  g_autoptr (KindredScanResult) rest = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faces = NULL;

  make_fake_album (fixture->album, 5, 40);
  kindred_job_pause (job);
  kindred_library_scan_async (fixture->library, paths, job, library_fixture_result_cb, &result);
  library_fixture_wait (kindred_job_get_total (job) == 40);
  g_assert_cmpuint (kindred_job_get_done (job), ==, 0);

  kindred_job_resume (job);
  library_fixture_wait (kindred_job_get_done (job) > 4);
  kindred_job_cancel (job);
  library_fixture_wait (result != NULL);
  none = kindred_library_scan_finish (fixture->library, result, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (kindred_job_get_state (job), ==, KINDRED_JOB_FINISHED);

  /* What was done is not done again. */
  rest = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (rest->new_photos, ==, 0);
  faces = library_fixture_list_faces (fixture, KINDRED_FACES_ALL, 0);
  g_assert_cmpuint (rest->faces, <, faces->len);
}

static void
test_second_request_joins (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->top, "other", NULL);
  g_autofree char *photo = g_build_filename (other, "1.png", NULL);
  const char *const first_paths[] = { fixture->album, NULL };
  const char *const second_paths[] = { other, NULL };
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  g_autoptr (KindredScanResult) first = NULL;
  g_autoptr (KindredScanResult) second = NULL;

  put_two_people (fixture);
  g_assert_cmpint (g_mkdir (other, 0755), ==, 0);
  make_fake_portrait (photo, 9, 0);
  kindred_library_scan_async (fixture->library, first_paths, NULL, library_fixture_result_cb, &first_result);
  kindred_library_scan_async (fixture->library, second_paths, NULL, library_fixture_result_cb, &second_result);
  library_fixture_wait (first_result != NULL && second_result != NULL);
  first = kindred_library_scan_finish (fixture->library, first_result, NULL);
  second = kindred_library_scan_finish (fixture->library, second_result, NULL);

  g_assert_cmpuint (first->faces, ==, 7);
  g_assert_cmpuint (second->faces, ==, 7);
  g_assert_null (kindred_library_get_scan_job (fixture->library));
}

static void
test_model_missing (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredScanResult) none = NULL;
  g_autoptr (KindredScanResult) result = NULL;

  library_fixture_close (fixture);
  fixture->options.encoder = "missing";
  library_fixture_open (fixture);
  put_two_people (fixture);
  none = library_fixture_scan (fixture, &error);
  g_assert_null (none);
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_MISSING);

  /* No photo is to blame: with the model they are all analyzed. */
  library_fixture_close (fixture);
  fixture->options.encoder = NULL;
  library_fixture_open (fixture);
  result = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (result->failed, ==, 0);
  g_assert_cmpuint (result->faces, ==, 6);
}

/* Nor is any when there is no analyzer. */
static void
test_no_analyzer (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredScanResult) none = NULL;
  g_autoptr (KindredScanResult) result = NULL;

  library_fixture_close (fixture);
  fixture->options.program = "/nonexistent/kindred-analyzer";
  library_fixture_open (fixture);
  put_two_people (fixture);
  none = library_fixture_scan (fixture, &error);
  g_assert_null (none);
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NO_ANALYZER);

  library_fixture_close (fixture);
  fixture->options.program = NULL;
  library_fixture_open (fixture);
  result = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (result->faces, ==, 6);
}

static void
test_thumbnail (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (KindredScanResult) result = NULL;
  g_autoptr (KindredFaceRecord) face = NULL;

  put_two_people (fixture);
  result = library_fixture_scan (fixture, NULL);
  face = library_fixture_get_face (fixture, "ann-1.png");

  /* From the cache, and made again when the cache is gone. */
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) loaded = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) jpeg = NULL;
      g_autofree char *cached = NULL;
      const guint8 *bytes;

      kindred_library_load_thumbnail_async (fixture->library, face->id, NULL, library_fixture_result_cb, &loaded);
      library_fixture_wait (loaded != NULL);
      jpeg = kindred_library_load_thumbnail_finish (fixture->library, loaded, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (jpeg), >, 100);
      bytes = g_bytes_get_data (jpeg, NULL);
      g_assert_cmphex (bytes[0], ==, 0xff);
      g_assert_cmphex (bytes[1], ==, 0xd8);

      cached = g_strdup_printf ("%s/kindred/%s/faces/%02x/%" G_GINT64_FORMAT ".jpg", g_get_user_cache_dir (),
                                kindred_library_get_id (fixture->library), (guint) (face->id % 256), face->id);
      if (i == 0)
        g_assert_cmpint (g_remove (cached), ==, 0);
    }
}

/* Regrouping what was just grouped changes nothing, and says so. */
static void
test_regroup (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (KindredScanResult) first = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredRegroupResult) regrouped = NULL;
  g_autoptr (GError) error = NULL;

  put_two_people (fixture);
  first = library_fixture_scan (fixture, NULL);
  kindred_library_regroup_async (fixture->library, 0, 0, TRUE, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  regrouped = kindred_library_regroup_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (regrouped->faces, ==, 6);
  g_assert_cmpuint (regrouped->moved, ==, 0);
  g_assert_cmpuint (regrouped->new_persons, ==, 0);
  g_assert_cmpuint (regrouped->gone, ==, 0);
}

static void
test_labels (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (KindredScanResult) first = NULL;
  g_autoptr (KindredFaceRecord) face = NULL;
  g_autoptr (KindredEditRecord) rejected = NULL;
  g_autofree char *label = NULL;

  put_two_people (fixture);
  first = library_fixture_scan (fixture, NULL);
  name (fixture, get_person (fixture, "bob-1.png"), "Bob");
  face = library_fixture_get_face (fixture, "bob-1.png");
  rejected = library_fixture_edit (fixture, kindred_edit_new_reject (&face->id, 1, NULL), NULL);
  label = kindred_edit_record_describe (rejected);
  g_assert_nonnull (strstr (label, "Bob"));
}

static void
test_close_while_scanning (LibraryFixture *fixture, gconstpointer data)
{
  const char *const paths[] = { fixture->album, NULL };
  g_autoptr (KindredJob) job = kindred_job_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredScanResult) rest = NULL;

  make_fake_album (fixture->album, 5, 30);
  kindred_library_scan_async (fixture->library, paths, job, library_fixture_result_cb, &result);
  library_fixture_wait (kindred_job_get_done (job) > 2);
  kindred_library_close (fixture->library);
  library_fixture_wait (result != NULL);
  g_clear_object (&result);
  library_fixture_close (fixture);

  library_fixture_open (fixture);
  rest = library_fixture_scan (fixture, NULL);
  g_assert_cmpuint (rest->photos, ==, 30);
  g_assert_cmpuint (rest->failed, ==, 0);
}

int
main (int argc, char *argv[])
{
  library_fixture_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, LibraryFixture, NULL, library_fixture_set_up, test, library_fixture_tear_down)
  ADD ("/scan/people", test_people);
  ADD ("/scan/unchanged", test_unchanged);
  ADD ("/scan/failures", test_failures);
  ADD ("/scan/decisions-survive-moving", test_decisions_survive_moving);
  ADD ("/scan/decisions-survive-removal", test_decisions_survive_removal);
  ADD ("/scan/decisions-survive-change", test_decisions_survive_change);
  ADD ("/scan/rejected-never-returns", test_rejected_never_returns);
  ADD ("/scan/growing-keeps-names", test_growing_keeps_names);
  ADD ("/scan/undo-after-reopening", test_undo_after_reopening);
  ADD ("/scan/offline", test_offline);
  ADD ("/scan/renamed-folder", test_renamed_folder);
  ADD ("/scan/single-file", test_single_file);
  ADD ("/scan/pause-and-cancel", test_pause_and_cancel);
  ADD ("/scan/second-request-joins", test_second_request_joins);
  ADD ("/scan/model-missing", test_model_missing);
  ADD ("/scan/no-analyzer", test_no_analyzer);
  ADD ("/scan/thumbnail", test_thumbnail);
  ADD ("/scan/regroup", test_regroup);
  ADD ("/scan/labels", test_labels);
  ADD ("/scan/close-while-scanning", test_close_while_scanning);

  return library_fixture_run ();
}
