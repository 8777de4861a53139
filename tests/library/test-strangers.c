/* test-strangers.c - persons and faces that nobody has named
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "people-fixture.h"

static void
assert_strangers (PeopleFixture *self, KindredStrangerQuery query, const gint64 *expected, guint n)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) strangers = NULL;

  kindred_library_list_strangers_async (self->base.library, &query, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  strangers = kindred_library_list_strangers_finish (self->base.library, result, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (strangers->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (strangers, gint64, i), ==, expected[i]);
}

static void
test_strangers (PeopleFixture *self, gconstpointer data)
{
  const PeoplePlace pair[] = { PEOPLE_PLACE (3, 0), PEOPLE_PLACE (3, 1) };
  gint64 many_days = people_fixture_add_person (self, PEOPLE_PLACE (0, 0), 3);
  gint64 one_day = people_fixture_add_person (self, PEOPLE_PLACE (1, 0), 1);
  gint64 named = people_fixture_add_person (self, PEOPLE_PLACE (2, 0), 1), faces[2], small, hidden;
  gint64 favourite = people_fixture_add_person (self, PEOPLE_PLACE (5, 0), 1);

  self->face_size = 0.02;
  people_fixture_add_photo (self, pair, 2, faces);
  small = people_fixture_group (self, faces, 2);
  hidden = people_fixture_add_person (self, PEOPLE_PLACE (4, 0), 1);
  people_fixture_apply (self, kindred_edit_new_name (named, "Ann", NULL));
  people_fixture_apply (self, kindred_edit_new_hide (&hidden, 1, TRUE, NULL));
  people_fixture_apply (self, kindred_edit_new_favourite (&favourite, 1, TRUE, NULL));
  people_fixture_open (self);

  assert_strangers (self, (KindredStrangerQuery){ FALSE, 0, FALSE }, (gint64[]){ one_day, small, many_days }, 3);
  assert_strangers (self, (KindredStrangerQuery){ TRUE, 0, FALSE }, (gint64[]){ one_day, small }, 2);
  assert_strangers (self, (KindredStrangerQuery){ FALSE, 2, FALSE }, (gint64[]){ one_day, small }, 2);
  assert_strangers (self, (KindredStrangerQuery){ FALSE, 3, FALSE }, (gint64[]){ one_day, small, many_days }, 3);
  assert_strangers (self, (KindredStrangerQuery){ FALSE, 0, TRUE }, &small, 1);
  assert_strangers (self, (KindredStrangerQuery){ TRUE, 1, TRUE }, &small, 1);
}

static void
test_order (PeopleFixture *self, gconstpointer data)
{
  gint64 expected[5];
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) order = NULL;

  expected[4] = people_fixture_add_face_without_embedding (self);
  expected[0] = people_fixture_add_face (self, PEOPLE_PLACE (0, 0));
  expected[3] = people_fixture_add_face (self, PEOPLE_PLACE (1, 0));
  people_fixture_add_person (self, PEOPLE_PLACE (0, 1), 3);
  expected[1] = people_fixture_add_face (self, PEOPLE_PLACE (0, 40));
  self->face_size = 0.5;
  expected[2] = people_fixture_add_face (self, PEOPLE_PLACE (0, 5));
  people_fixture_open (self);

  kindred_library_order_other_faces_async (self->base.library, NULL, library_fixture_result_cb, &result);
  library_fixture_wait (result != NULL);
  order = kindred_library_order_other_faces_finish (self->base.library, result, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (order->len, ==, 5);
  g_assert_cmpint (g_array_index (order, gint64, 0), ==, expected[0]);
  g_assert_cmpint (g_array_index (order, gint64, 1), ==, expected[2]);
  g_assert_cmpint (g_array_index (order, gint64, 2), ==, expected[1]);
  g_assert_cmpint (g_array_index (order, gint64, 3), ==, expected[3]);
  g_assert_cmpint (g_array_index (order, gint64, 4), ==, expected[4]);
}

int
main (int argc, char *argv[])
{
  library_fixture_init (&argc, &argv);

  people_fixture_add_test ("/strangers/queries", test_strangers);
  people_fixture_add_test ("/strangers/order", test_order);

  return library_fixture_run ();
}
