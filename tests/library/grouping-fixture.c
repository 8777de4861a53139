/* grouping-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "grouping-fixture.h"

void
grouping_fixture_set_up (GroupingFixture *self, gconstpointer data)
{
  store_fixture_set_up (&self->base);
  for (int i = 0; i < GROUPING_FIXTURE_N_FACES; i++)
    {
      gint64 photo = store_fixture_add_photo (&self->base, i, 1, i);
      g_autoptr (GArray) faces = store_fixture_get_faces (&self->base, photo);

      self->faces[i] = g_array_index (faces, gint64, 0);
    }
  self->a = store_fixture_group (&self->base, self->faces, 4);
  self->b = store_fixture_group (&self->base, self->faces + 4, 2);
}

void
grouping_fixture_tear_down (GroupingFixture *self, gconstpointer data)
{
  store_fixture_assert_sound (&self->base);
  store_fixture_tear_down (&self->base);
}

guint
grouping_fixture_apply_moves (GroupingFixture *self, const KindredFaceMove *moves, gsize n, gboolean journal)
{
  g_autoptr (GError) error = NULL;
  guint n_applied;

  kindred_store_apply_grouping (self->base.store, moves, n, NULL, 0, journal, &n_applied, &error);
  g_assert_no_error (error);

  return n_applied;
}

guint
grouping_fixture_move (GroupingFixture *self, gint64 face, gint64 from, gint64 to)
{
  const KindredFaceMove one = { face, from, to };

  return grouping_fixture_apply_moves (self, &one, 1, FALSE);
}

guint
grouping_fixture_regroup (GroupingFixture *self, gint64 face, gint64 from, gint64 to)
{
  const KindredFaceMove one = { face, from, to };

  return grouping_fixture_apply_moves (self, &one, 1, TRUE);
}

void
grouping_fixture_apply (GroupingFixture *self, KindredEdit *edit)
{
  kindred_edit_record_free (store_fixture_apply (&self->base, edit));
}

gint64
grouping_fixture_get_person (GroupingFixture *self, int i)
{
  return store_fixture_get_person (&self->base, self->faces[i]);
}

gboolean
grouping_fixture_exists (GroupingFixture *self, gint64 person)
{
  g_autoptr (KindredPersonRecord) record = kindred_store_get_person (self->base.store, person, NULL);

  return record != NULL;
}

gboolean
grouping_fixture_has_new (GroupingFixture *self)
{
  g_autoptr (GError) error = NULL;
  gboolean result;

  kindred_store_has_new_faces (self->base.store, "fake-1", &result, &error);
  g_assert_no_error (error);

  return result;
}

int
grouping_fixture_run (const GroupingFixtureTest *tests, gsize n_tests, int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);

  for (gsize i = 0; i < n_tests; i++)
    g_test_add (tests[i].path, GroupingFixture, NULL, grouping_fixture_set_up, tests[i].func,
                grouping_fixture_tear_down);

  return g_test_run ();
}
