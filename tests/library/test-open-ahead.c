/* test-open-ahead.c - people that were read before anybody asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "people-fixture.h"

#include "library/kindred-library-private.h"

/* Returns when the people have been read: the folders are, which come after them. */
static void
open_ahead (PeopleFixture *self)
{
  LibraryFixture *base = &self->base;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) folders = NULL;
  g_autoptr (GError) error = NULL;

  library_fixture_close (base);
  kindred_library_open_ahead_async (base->db, &base->options, NULL, library_fixture_result_cb, &opened);
  library_fixture_wait (opened != NULL);
  base->library = kindred_library_open_finish (opened, &error);
  g_assert_no_error (error);

  kindred_library_list_folders_async (base->library, NULL, library_fixture_result_cb, &listed);
  library_fixture_wait (listed != NULL);
  folders = kindred_library_list_folders_finish (base->library, listed, &error);
  g_assert_no_error (error);
}

static void
assert_same (GPtrArray *people, GPtrArray *expected)
{
  g_assert_cmpuint (people->len, ==, expected->len);
  for (guint i = 0; i < people->len; i++)
    {
      const KindredPersonRecord *person = people->pdata[i], *other = expected->pdata[i];

      g_assert_cmpint (person->id, ==, other->id);
      g_assert_cmpstr (person->name, ==, other->name);
      g_assert_cmpuint (person->n_faces, ==, other->n_faces);
      g_assert_cmpint (person->cover, ==, other->cover);
    }
}

static void
test_first (PeopleFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) expected = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 3);
  people_fixture_apply (self,
                        kindred_edit_new_name (people_fixture_add_person (self, PEOPLE_PLACE (1, 0), 2), "Ann", NULL));
  people_fixture_open (self);
  expected = library_fixture_list_people (&self->base);
  g_assert_cmpuint (expected->len, ==, 2);
  g_assert_null (self->base.library->first_people);

  open_ahead (self);
  g_assert_nonnull (self->base.library->first_people);
  first = library_fixture_list_people (&self->base);
  assert_same (first, expected);

  /* They are for who asks first. */
  g_assert_null (self->base.library->first_people);
  second = library_fixture_list_people (&self->base);
  assert_same (second, expected);
}

/* Another program, or an edit of one's own, was faster. */
static void
test_stale (PeopleFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  gint64 person = people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 3);

  people_fixture_open (self);
  open_ahead (self);
  g_assert_nonnull (self->base.library->first_people);
  kindred_edit_record_free (library_fixture_edit (&self->base, kindred_edit_new_name (person, "Ann", NULL), &error));
  g_assert_no_error (error);

  people = library_fixture_list_people (&self->base);
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpstr (((KindredPersonRecord *) people->pdata[0])->name, ==, "Ann");
}

/* Nobody asks: nothing is left behind. */
static void
test_unused (PeopleFixture *self, gconstpointer data)
{
  people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 3);
  people_fixture_open (self);
  open_ahead (self);
  g_assert_nonnull (self->base.library->first_people);
}

int
main (int argc, char *argv[])
{
  library_fixture_init (&argc, &argv);
  g_test_add ("/open-ahead/first", PeopleFixture, NULL, people_fixture_set_up, test_first, people_fixture_tear_down);
  g_test_add ("/open-ahead/stale", PeopleFixture, NULL, people_fixture_set_up, test_stale, people_fixture_tear_down);
  g_test_add ("/open-ahead/unused", PeopleFixture, NULL, people_fixture_set_up, test_unused, people_fixture_tear_down);

  return library_fixture_run ();
}
