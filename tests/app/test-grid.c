/* test-grid.c - how the cells of a page that was left go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-grid-frame.h"
#include "app/kindred-person-page.h"

static GtkWidget *
find_grid (AppFixture *self)
{
  GtkWidget *page = kindred_window_get_page (self->window);

  return KINDRED_IS_PERSON_PAGE (page) ? app_fixture_find (page, GTK_TYPE_GRID_VIEW, NULL, NULL) : NULL;
}

static void
present_person (AppFixture *self)
{
  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[0]);
  app_fixture_wait (find_grid (self) != NULL);
}

static void
test_left (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = NULL;

  present_person (self);
  g_set_weak_pointer (&page, kindred_window_get_page (self->window));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.go-back", NULL);
  g_assert_true (kindred_window_get_page (self->window) != page);
  app_fixture_wait (page == NULL);
}

static void
test_shrink (AppFixture *self, gconstpointer data)
{
  GtkWidget *grid;
  guint n_columns;

  present_person (self);
  grid = find_grid (self);
  n_columns = gtk_grid_view_get_max_columns (GTK_GRID_VIEW (grid));
  g_assert_cmpuint (n_columns, >, 2);
  while (kindred_grid_frame_shrink_all (kindred_window_get_page (self->window)))
    g_assert_cmpuint (n_columns--, >, 0);
  g_assert_cmpuint (gtk_grid_view_get_max_columns (GTK_GRID_VIEW (grid)), ==, 1);
}

static void
add_tests (void)
{
#define ADD(path, test)                                                                                                \
  g_test_add ("/app/grid/" path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

  ADD ("left", test_left);
  ADD ("shrink", test_shrink);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
