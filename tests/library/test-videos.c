/* test-videos.c - faces in videos, from the file to the library, with the fake vision stage
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "fake-vision/fake-vision.h"
#include "library/kindred-analyzer-pool.h"

#define LIGHT 240 /* persons with so much red are easily told from */
#define DARK 60   /* those with so little */

static void
put_video (LibraryFixture *self, const char *name, const FakeShot *shots, gsize n_shots)
{
  g_autofree char *path = g_build_filename (self->album, name, NULL);

  make_fake_video (path, 4, shots, n_shots);
}

static void
scan (LibraryFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredScanResult) result = library_fixture_scan (self, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->failures->len; i++)
    g_test_message ("%s", ((KindredFailure *) result->failures->pdata[i])->reason);
  g_assert_cmpuint (result->failed, ==, 0);
}

static GPtrArray *
list_faces (LibraryFixture *self)
{
  return library_fixture_list_faces (self, KINDRED_FACES_ALL, 0);
}

static guint
count_between (GPtrArray *faces, double start, double end)
{
  guint n = 0;

  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = faces->pdata[i];

      n += face->time >= start && face->time < end;
    }

  return n;
}

/* Two persons come and go; each is found, at times when there was something to see. */
static void
test_faces (LibraryFixture *self, gconstpointer data)
{
  const FakeFace both[] = { FAKE_FACE (LIGHT, 0), FAKE_FACE (DARK, 0) };
  const FakeShot shots[] = { { NULL, 0, 2, TRUE }, { both, 1, 3, FALSE }, { both, 2, 3, FALSE }, { both + 1, 1, 3 } };
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (GPtrArray) people = NULL;

  put_video (self, "party.avi", shots, G_N_ELEMENTS (shots));
  scan (self);

  faces = list_faces (self);
  g_assert_cmpuint (faces->len, >=, 2);
  g_assert_cmpuint (faces->len, <=, 2 * 4);
  g_assert_cmpuint (count_between (faces, 2, 11), ==, faces->len);
  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = faces->pdata[i];

      g_assert_cmpint (face->photo_width, ==, 160);
      g_assert_cmpint (face->photo_height, ==, 64);
    }

  people = library_fixture_list_people (self);
  g_assert_cmpuint (people->len, <=, 2);
}

/* Two minutes of somebody: a few views, from all of it. */
static void
test_few_views (LibraryFixture *self, gconstpointer data)
{
  FakeFace face = FAKE_FACE (LIGHT, 0);
  const FakeShot shot = { &face, 1, 121, FALSE };
  g_autoptr (GPtrArray) faces = NULL;
  g_autofree char *path = g_build_filename (self->album, "long.avi", NULL);

  make_fake_video (path, 2, &shot, 1);
  scan (self);

  faces = list_faces (self);
  g_assert_cmpuint (faces->len, ==, 4);
  g_assert_cmpuint (count_between (faces, 0, 31), ==, 1);
  g_assert_cmpuint (count_between (faces, 90, 121), ==, 1);
}

/* Nothing moves: one look is enough, and it is the first. */
static void
test_still (LibraryFixture *self, gconstpointer data)
{
  FakeFace face = FAKE_FACE (LIGHT, 0);
  const FakeShot shot = { &face, 1, 20, TRUE };
  g_autoptr (GPtrArray) faces = NULL;

  put_video (self, "still.avi", &shot, 1);
  scan (self);

  faces = list_faces (self);
  g_assert_cmpuint (faces->len, ==, 1);
  g_assert_cmpfloat (((KindredFaceRecord *) faces->pdata[0])->time, ==, 0);
}

/* What was decided is still there after another analysis: the same frames are looked at, and give the same faces. */
static void
test_again (LibraryFixture *self, gconstpointer data)
{
  FakeFace face = FAKE_FACE (LIGHT, 0);
  const FakeShot shot = { &face, 1, 30, FALSE };
  g_autofree char *path = g_build_filename (self->album, "again.avi", NULL);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GString) file = NULL;
  gsize length;

  put_video (self, "again.avi", &shot, 1);
  scan (self);
  before = list_faces (self);

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  file = g_string_new_len (contents, length);
  g_string_append (file, "more bytes");
  g_file_set_contents (path, file->str, file->len, &error);
  g_assert_no_error (error);
  scan (self);

  after = list_faces (self);
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    g_assert_cmpint (((KindredFaceRecord *) after->pdata[i])->id, ==, ((KindredFaceRecord *) before->pdata[i])->id);
}

/* ---- pictures ---- */

static guint8
get_red (GBytes *jpeg, double x, double y, int *width)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf;

  gdk_pixbuf_loader_write_bytes (loader, jpeg, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (width != NULL)
    *width = gdk_pixbuf_get_width (pixbuf);

  return gdk_pixbuf_read_pixels (pixbuf)[(int) (y * gdk_pixbuf_get_height (pixbuf)) * gdk_pixbuf_get_rowstride (pixbuf)
                                         + 3 * (int) (x * gdk_pixbuf_get_width (pixbuf))];
}

static GBytes *
load_thumbnail (LibraryFixture *self, gint64 face)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *jpeg;

  kindred_library_load_thumbnail_async (self->library, face, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  jpeg = kindred_library_load_thumbnail_finish (self->library, result, &error);
  g_assert_no_error (error);

  return jpeg;
}

static GBytes *
load_preview (LibraryFixture *self, gint64 photo, double time)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *jpeg;

  kindred_library_load_preview_async (self->library, photo, time, 512, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  jpeg = kindred_library_load_preview_finish (self->library, result, &error);
  g_assert_no_error (error);

  return jpeg;
}

static const KindredFaceRecord *
find_face (GPtrArray *faces, double start, double end)
{
  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = faces->pdata[i];

      if (face->time >= start && face->time < end)
        return face;
    }

  g_error ("There is no face from %g to %g seconds", start, end);
}

/* Black at first, then one person, then another: far enough apart for a jump. */
static GPtrArray *
scan_two_persons (LibraryFixture *self)
{
  const FakeFace both[] = { FAKE_FACE (LIGHT, 0), FAKE_FACE (DARK, 0) };
  const FakeShot shots[]
      = { { NULL, 0, 3, TRUE }, { both, 1, 3, TRUE }, { NULL, 0, 30, TRUE }, { both + 1, 1, 3, TRUE } };
  GPtrArray *faces;

  put_video (self, "two.avi", shots, G_N_ELEMENTS (shots));
  scan (self);
  faces = list_faces (self);
  g_assert_cmpuint (faces->len, ==, 2);

  return faces;
}

static void
forget_thumbnail (const char *cache, gint64 face)
{
  g_autofree char *path = g_strdup_printf ("%s/faces/%02x/%" G_GINT64_FORMAT ".jpg", cache, (guint) face, face);

  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Thumbnails are of the face's frame, also when they are made again. */
static void
test_thumbnails (LibraryFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) faces = scan_two_persons (self);
  const KindredFaceRecord *light = find_face (faces, 3, 6), *dark = find_face (faces, 36, 39);
  g_autofree char *cache = kindred_paths_get_cache_dir (kindred_library_get_id (self->library));

  for (int pass = 0; pass < 2; pass++)
    {
      g_autoptr (GBytes) of_light = load_thumbnail (self, light->id);
      g_autoptr (GBytes) of_dark = load_thumbnail (self, dark->id);

      g_assert_cmpint (get_red (of_light, 0.5, 0.5, NULL), >, LIGHT - 30);
      g_assert_cmpint (abs (get_red (of_dark, 0.5, 0.5, NULL) - DARK), <, 30);
      if (pass == 0)
        {
          forget_thumbnail (cache, light->id);
          forget_thumbnail (cache, dark->id);
        }
    }
}

static void
test_previews (LibraryFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) faces = scan_two_persons (self);
  const KindredFaceRecord *dark = find_face (faces, 36, 39);
  double x = dark->x + dark->width / 2, y = dark->y + dark->height / 2;
  g_autoptr (GBytes) of_video = load_preview (self, dark->photo, -1);
  g_autoptr (GBytes) of_face = load_preview (self, dark->photo, dark->time);
  int width;

  /* The first seconds are black. */
  g_assert_cmpint (get_red (of_video, x, y, &width), >, LIGHT - 30);
  g_assert_cmpint (width, ==, 160);
  g_assert_cmpint (abs (get_red (of_face, x, y, NULL) - DARK), <, 30);
}

/* ---- real files ---- */

static char *
get_data (const char *folder, const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "tests", "data", folder, name, NULL);
}

static KindredAnalysis *
analyze (const char *path, GError **error)
{
  const KindredAnalyzerOptions options = { .n_analyzers = 1 };
  g_autoptr (KindredAnalyzerPool) pool = kindred_analyzer_pool_new (&options);
  g_autoptr (GAsyncResult) result = NULL;
  KindredAnalysis *analysis;

  kindred_analyzer_pool_analyze_async (pool, path, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  analysis = kindred_analyzer_pool_analyze_finish (pool, result, error);
  kindred_analyzer_pool_stop (pool);

  return analysis;
}

typedef struct
{
  const char *name;
  int width;
  int height;
  gint64 created; /* or 0 */
} GoodVideo;

static const GoodVideo good_videos[] = {
  { "two-shots.mp4", 640, 480, 1563107696 }, /* 2019-07-14 12:34:56 UTC */
  { "turned.mp4", 640, 480, 0 },             /* stored as 480 x 640 */
  { "vp9.webm", 480, 360, 0 },
  { "motion-jpeg.avi", 320, 240, 0 },
};

static void
test_good (gconstpointer data)
{
  const GoodVideo *video = data;
  g_autofree char *path = get_data ("videos", video->name);
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredAnalysis) analysis = analyze (path, &error);
  g_autoptr (GDateTime) created = g_date_time_new_from_unix_local (video->created);

  g_assert_no_error (error);
  g_assert_cmpint (analysis->width, ==, video->width);
  g_assert_cmpint (analysis->height, ==, video->height);
  if (video->created != 0)
    g_assert_cmpint (analysis->taken, ==, video->created + g_date_time_get_utc_offset (created) / G_TIME_SPAN_SECOND);
}

typedef struct
{
  const char *name;
  int code; /* 0: it can be read all the same */
  const char *reason;
} BadVideo;

static const BadVideo bad_videos[] = {
  { "absurd-size.avi", KINDRED_ERROR_TOO_LARGE, "15000 × 10000" },
  { "audio-only.avi", KINDRED_ERROR_BAD_IMAGE, "cannot be opened" },
  { "audio-only.mp4", KINDRED_ERROR_BAD_IMAGE, "sound, but no pictures" },
  { "concat.mkv", KINDRED_ERROR_UNSUPPORTED_FORMAT, "neither a picture nor a video" },
  { "false-duration.avi", 0, NULL },
  { "playlist.mp4", KINDRED_ERROR_UNSUPPORTED_FORMAT, "neither a picture nor a video" },
  { "random-after-magic.mkv", KINDRED_ERROR_BAD_IMAGE, "cannot be opened" },
  { "random-after-magic.mp4", KINDRED_ERROR_BAD_IMAGE, "cut off" },
  { "truncated.mp4", KINDRED_ERROR_BAD_IMAGE, "cut off" },
  { "truncated.webm", KINDRED_ERROR_BAD_IMAGE, "cannot be opened" },
  { "video-named.jpg", 0, NULL },
  { "zero-frames.avi", KINDRED_ERROR_BAD_IMAGE, "No frame" },
};

static void
test_bad (gconstpointer data)
{
  const BadVideo *video = data;
  g_autofree char *path = get_data ("bad-videos", video->name);
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredAnalysis) analysis = analyze (path, &error);

  if (video->reason == NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpint (analysis->width, ==, 16);
      return;
    }

  g_assert_error (error, KINDRED_ERROR, video->code);
  if (strstr (error->message, video->reason) == NULL)
    g_error ("%s: %s", video->name, error->message);
}

/* All but the README are listed above. */
static void
test_all_listed (void)
{
  g_autofree char *folder = get_data ("bad-videos", "");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, G_N_ELEMENTS (bad_videos) + 1);
}

static void
add_tests (void)
{
#define ADD(path, func) g_test_add (path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)
  ADD ("/videos/faces", test_faces);
  ADD ("/videos/few-views", test_few_views);
  ADD ("/videos/still", test_still);
  ADD ("/videos/again", test_again);
  ADD ("/videos/thumbnails", test_thumbnails);
  ADD ("/videos/previews", test_previews);
#undef ADD

  for (gsize i = 0; i < G_N_ELEMENTS (good_videos); i++)
    {
      g_autofree char *path = g_strconcat ("/videos/good/", good_videos[i].name, NULL);

      g_test_add_data_func (path, &good_videos[i], test_good);
    }
  g_test_add_func ("/videos/bad/all-listed", test_all_listed);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_videos); i++)
    {
      g_autofree char *path = g_strconcat ("/videos/bad/", bad_videos[i].name, NULL);

      g_test_add_data_func (path, &bad_videos[i], test_bad);
    }
}

static void
test_not_built (void)
{
  g_test_skip ("Kindred was built without videos");
}

int
main (int argc, char *argv[])
{
  library_fixture_init (&argc, &argv);

  if (g_getenv ("KINDRED_WITHOUT_VIDEOS") != NULL)
    g_test_add_func ("/videos", test_not_built);
  else
    add_tests ();

  return library_fixture_run ();
}
