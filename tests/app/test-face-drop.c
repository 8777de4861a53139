/* test-face-drop.c - faces that are dragged onto people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-drop-strip.h"
#include "app/kindred-face-cell.h"
#include "app/kindred-person-page.h"

static void
act_on_face (AppFixture *self, const char *action, const char *format, gint64 face, gint64 person)
{
  GtkWidget *cell = app_fixture_find (kindred_window_get_page (self->window), KINDRED_TYPE_FACE_CELL, NULL, NULL);
  GVariant *target = format != NULL ? g_variant_new (format, face, person) : NULL;

  g_assert_nonnull (cell);
  g_assert_true (gtk_widget_activate_action_variant (cell, action, target));
}

/* People slide in while a face is dragged; dropped on one, all that are selected go there. */
static void
test_drop (AppFixture *self, gconstpointer data)
{
  KindredFaceGrid *grid;
  KindredDropStrip *strip;
  GtkSelectionModel *selection;
  g_autoptr (KindredItem) face = NULL;

  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[1]);
  grid = kindred_person_page_get_faces (KINDRED_PERSON_PAGE (kindred_window_get_page (self->window)));
  strip = KINDRED_DROP_STRIP (app_fixture_find (GTK_WIDGET (grid), KINDRED_TYPE_DROP_STRIP, NULL, NULL));
  selection = GTK_SELECTION_MODEL (kindred_face_grid_get_selection (grid));
  app_fixture_wait (g_list_model_get_n_items (G_LIST_MODEL (selection)) == 7);
  gtk_selection_model_select_item (selection, 0, FALSE);
  gtk_selection_model_select_item (selection, 1, FALSE);
  face = g_list_model_get_item (G_LIST_MODEL (selection), 1);

  act_on_face (self, "faces.begin-drag", "x", kindred_item_get_id (face), 0);
  g_assert_true (kindred_drop_strip_get_revealed (strip));
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (strip), GTK_TYPE_LABEL, "label", "Drop 2 faces on the right person"));
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (strip), GTK_TYPE_LABEL, "label", "Bob"));
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (strip), GTK_TYPE_LABEL, "label", "New Person"));
  g_assert_null (app_fixture_find (GTK_WIDGET (strip), GTK_TYPE_LABEL, "label", "Ann"));
  act_on_face (self, "faces.move-dropped", "(xx)", kindred_item_get_id (face), self->persons[0]);
  act_on_face (self, "faces.end-drag", NULL, 0, 0);
  g_assert_false (kindred_drop_strip_get_revealed (strip));
  app_fixture_wait (g_list_model_get_n_items (G_LIST_MODEL (selection)) == 5);
  app_fixture_wait (kindred_person_item_get_n_faces (
                        kindred_people_lookup (kindred_session_get_people (self->session), self->persons[0]))
                    == 10);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL);
  app_fixture_wait (g_list_model_get_n_items (G_LIST_MODEL (selection)) == 7);
}

/* On the place for a new one. */
static void
test_new_person (AppFixture *self, gconstpointer data)
{
  guint n_people = APP_FIXTURE_N_PEOPLE;
  KindredPeople *people;
  KindredItem *item;
  GtkWidget *cell;

  app_fixture_present (self);
  people = kindred_session_get_people (self->session);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-other-faces", NULL);
  app_fixture_wait (app_fixture_find (kindred_window_get_page (self->window), KINDRED_TYPE_FACE_CELL, NULL, NULL)
                    != NULL);
  cell = app_fixture_find (kindred_window_get_page (self->window), KINDRED_TYPE_FACE_CELL, NULL, NULL);
  item = kindred_grid_cell_get_item (KINDRED_GRID_CELL (cell));
  act_on_face (self, "faces.move-dropped", "(xx)", kindred_item_get_id (item), 0);
  app_fixture_wait (kindred_people_get_n_visible (people) == n_people + 1);
}

#define add(path, test)                                                                                                \
  g_test_add ("/app/face-drop/" path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

static void
add_tests (void)
{
  add ("person", test_drop);
  add ("new-person", test_new_person);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
