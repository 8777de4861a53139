/* test-order.c - the order in which photos come, and what the user does in between
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-vision/fake-vision.h"
#include "library-fixture.h"

#include <string.h>

#define N_ORDERS 10
#define N_PORTIONS 10
#define N_PHOTOS 60
#define N_PERSONS 12
#define LEAST_INDEX 0.98

/* ---- the album ---- */

static void
make_album (const char *directory, char **paths)
{
  make_fake_album (directory, N_PERSONS, N_PHOTOS);
  for (int i = 0; i < N_PHOTOS; i++)
    {
      g_autofree char *name = g_strdup_printf ("fake-%05d.png", i);

      paths[i] = g_build_filename (directory, name, NULL);
    }
  paths[N_PHOTOS] = NULL;
}

static void
shuffle (char **paths, GRand *rand)
{
  for (int i = N_PHOTOS - 1; i > 0; i--)
    {
      int j = g_rand_int_range (rand, 0, i + 1);
      char *other = paths[i];

      paths[i] = paths[j];
      paths[j] = other;
    }
}

static void
scan (LibraryFixture *fixture, char **paths, int first, int n)
{
  g_autofree const char **portion = g_new0 (const char *, n + 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredScanResult) scanned = NULL;
  g_autoptr (GError) error = NULL;

  memcpy (portion, paths + first, n * sizeof *portion);
  kindred_library_scan_async (fixture->library, portion, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  scanned = kindred_library_scan_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scanned->new_photos, ==, n);
}

static void
start_again (LibraryFixture *fixture, int number)
{
  library_fixture_close (fixture);
  g_free (fixture->db);
  fixture->db = g_strdup_printf ("%s/library-%d.db", fixture->top, number);
  library_fixture_open (fixture);
}

/* ---- comparing ---- */

static int
compare_faces (gconstpointer a, gconstpointer b)
{
  const KindredFaceRecord *one = *(const KindredFaceRecord *const *) a, *other = *(const KindredFaceRecord *const *) b;
  int order = strcmp (one->photo_path, other->photo_path);

  return order != 0 ? order : (one->x > other->x) - (one->x < other->x);
}

/* In the same order whatever the ids. */
static GPtrArray *
list_faces (LibraryFixture *fixture)
{
  GPtrArray *faces = library_fixture_list_faces (fixture, KINDRED_FACES_EVERY, 0);

  g_ptr_array_sort (faces, compare_faces);

  return faces;
}

static gboolean
are_together (GPtrArray *faces, guint i, guint j)
{
  gint64 person = ((KindredFaceRecord *) faces->pdata[i])->person;

  return person != 0 && person == ((KindredFaceRecord *) faces->pdata[j])->person;
}

/* The adjusted Rand index of two ways to group the same faces. */
static double
compare (GPtrArray *one, GPtrArray *other)
{
  double in_both = 0, in_one = 0, in_other = 0, all = 0, expected;

  g_assert_cmpuint (one->len, ==, other->len);
  for (guint i = 0; i < one->len; i++)
    for (guint j = 0; j < i; j++)
      {
        gboolean here = are_together (one, i, j), there = are_together (other, i, j);

        in_one += here;
        in_other += there;
        in_both += here && there;
        all++;
      }

  expected = in_one * in_other / all;

  return (in_both - expected) / ((in_one + in_other) / 2 - expected);
}

/* ---- what the user does ---- */

typedef enum
{
  NAME,
  CONFIRM,
  REJECT,
  HIDE,
  N_DECISIONS
} Decision;

typedef struct
{
  gint64 face[N_DECISIONS];
  gint64 person[N_DECISIONS];
  int n; /* those done so far */
} Decisions;

static gboolean
is_touched (const Decisions *self, gint64 person)
{
  for (int i = 0; i < self->n; i++)
    if (self->person[i] == person)
      return TRUE;

  return FALSE;
}

static KindredEdit *
get_edit (Decision decision, gint64 face, gint64 person)
{
  switch (decision)
    {
    case NAME:
      return kindred_edit_new_name (person, "Ann", NULL);
    case CONFIRM:
      return kindred_edit_new_confirm (&face, 1, NULL);
    case REJECT:
      return kindred_edit_new_reject (&face, 1, NULL);
    default:
      return kindred_edit_new_hide (&person, 1, TRUE, NULL);
    }
}

/* The next decision, on a face of a person that none was on. */
static void
decide (LibraryFixture *fixture, Decisions *self, GRand *rand)
{
  g_autoptr (GPtrArray) faces = list_faces (fixture);
  guint start = g_rand_int_range (rand, 0, faces->len);

  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = faces->pdata[(start + i) % faces->len];

      if (face->person == 0 || is_touched (self, face->person))
        continue;

      self->face[self->n] = face->id;
      self->person[self->n] = face->person;
      kindred_edit_record_free (library_fixture_edit (fixture, get_edit (self->n, face->id, face->person), NULL));
      self->n++;
      return;
    }

  g_assert_not_reached ();
}

static const KindredPersonRecord *
find_person (GPtrArray *people, gint64 id)
{
  for (guint i = 0; i < people->len; i++)
    if (((KindredPersonRecord *) people->pdata[i])->id == id)
      return people->pdata[i];

  g_error ("Person %" G_GINT64_FORMAT " is gone", id);
}

static void
assert_decided (LibraryFixture *fixture, const Decisions *self)
{
  g_autoptr (GPtrArray) people = library_fixture_list_people (fixture);
  g_autoptr (GPtrArray) faces = list_faces (fixture);
  int n_seen = 0;

  for (guint i = 0; i < faces->len; i++)
    for (int k = 0; k < self->n; k++)
      {
        const KindredFaceRecord *face = faces->pdata[i];

        if (face->id != self->face[k])
          continue;
        n_seen++;
        if (k == REJECT)
          g_assert_cmpint (face->person, !=, self->person[k]);
        else
          g_assert_cmpint (face->person, ==, self->person[k]);
        if (k == CONFIRM)
          g_assert_cmpint (face->decision, ==, KINDRED_DECISION_CONFIRMED);
      }

  g_assert_cmpint (n_seen, ==, self->n);
  if (self->n > NAME)
    g_assert_cmpstr (find_person (people, self->person[NAME])->name, ==, "Ann");
  if (self->n > HIDE)
    g_assert_true (find_person (people, self->person[HIDE])->hidden);
}

/* ---- the tests ---- */

/* In every other order the user decides in between; what was rejected is then not where it was, which makes 0.99. */
static void
test_order (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);
  char *paths[N_PHOTOS + 1];
  g_autoptr (GPtrArray) at_once = NULL;
  g_autoptr (GPtrArray) people = NULL;

  make_album (fixture->album, paths);
  scan (fixture, paths, 0, N_PHOTOS);
  at_once = list_faces (fixture);
  people = library_fixture_list_people (fixture);
  g_assert_cmpuint (at_once->len, ==, 2 * N_PHOTOS);
  g_assert_cmpuint (people->len, ==, N_PERSONS);

  for (int order = 0; order < N_ORDERS; order++)
    {
      g_autoptr (GPtrArray) grown = NULL;
      Decisions decisions = { 0 };

      start_again (fixture, order);
      shuffle (paths, rand);
      for (int portion = 0; portion < N_PORTIONS; portion++)
        {
          scan (fixture, paths, portion * N_PHOTOS / N_PORTIONS, N_PHOTOS / N_PORTIONS);
          if (order % 2 == 1 && portion > 1 && decisions.n < N_DECISIONS)
            decide (fixture, &decisions, rand);
          assert_decided (fixture, &decisions);
        }

      grown = list_faces (fixture);
      g_test_message ("Order %d: adjusted Rand index %f", order, compare (at_once, grown));
      g_assert_cmpint (decisions.n, ==, order % 2 == 1 ? N_DECISIONS : 0);
      g_assert_cmpfloat (compare (at_once, grown), >=, LEAST_INDEX);
    }

  for (int i = 0; i < N_PHOTOS; i++)
    g_free (paths[i]);
}

int
main (int argc, char *argv[])
{
  library_fixture_init (&argc, &argv);
  g_test_add ("/order/ten-orders", LibraryFixture, NULL, library_fixture_set_up, test_order, library_fixture_tear_down);

  return library_fixture_run ();
}
