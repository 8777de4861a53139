/* test-person.c - the page of a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-grid-cell.h"
#include "app/kindred-name-popover.h"
#include "app/kindred-person-page.h"
#include "app/kindred-photo-cell.h"
#include "app/kindred-photo-grid.h"

/* ---- helpers ---- */

static KindredPersonPage *
get_page (AppFixture *self)
{
  GtkWidget *page = kindred_window_get_page (self->window);

  return KINDRED_IS_PERSON_PAGE (page) ? KINDRED_PERSON_PAGE (page) : NULL;
}

static GListModel *
get_faces (AppFixture *self)
{
  return G_LIST_MODEL (kindred_face_grid_get_model (kindred_person_page_get_faces (get_page (self))));
}

static void
open_person (AppFixture *self, guint person)
{
  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[person]);
  g_assert_nonnull (get_page (self));
  app_fixture_wait (g_list_model_get_n_items (get_faces (self)) == 8 - person);
}

static GtkWidget *
get_cell (AppFixture *self, guint position)
{
  GtkWidget *grid = app_fixture_find (GTK_WIDGET (get_page (self)), GTK_TYPE_GRID_VIEW, NULL, NULL);
  GtkWidget *cell = gtk_widget_get_first_child (grid);

  while (position-- > 0)
    cell = gtk_widget_get_next_sibling (cell);

  return cell;
}

static void
set_date (KindredPhotoRecord *photo, KindredFaceRecord *face, guint i)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2014, 5 + (int) i / 2, 3, 23, 0, 0);

  photo->taken = g_date_time_to_unix (date);
}

/* The faces of the person were taken on the third of each month from May 2014 on, two a month. */
static void
set_up_dates (AppFixture *self, gconstpointer data)
{
  app_fixture_set_up (self, data);
  app_fixture_analyze_again (self, 0, set_date);
}

/* ---- months and ages ---- */

static void
test_months (AppFixture *self, gconstpointer data)
{
  GtkWidget *faces;

  open_person (self, 0);
  faces = GTK_WIDGET (kindred_person_page_get_faces (get_page (self)));

  /* Above the first face of each month, not above the second */
  g_assert_nonnull (app_fixture_find (get_cell (self, 0), GTK_TYPE_LABEL, "label", "May 2014"));
  g_assert_null (app_fixture_find (get_cell (self, 1), GTK_TYPE_LABEL, "label", "May 2014"));
  g_assert_nonnull (app_fixture_find (get_cell (self, 2), GTK_TYPE_LABEL, "label", "Jun 2014"));
  g_assert_nonnull (app_fixture_find (get_cell (self, 6), GTK_TYPE_LABEL, "label", "Aug 2014"));
  app_fixture_assert_spoken (get_cell (self, 0), "Bob, 3 May 2014, not confirmed");

  /* The heading moves on when its face goes. */
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (kindred_face_grid_get_selection (KINDRED_FACE_GRID (faces))), 2,
                                   FALSE);
  gtk_widget_activate_action (faces, "faces.reject", "x", (gint64) 0);
  app_fixture_wait (g_list_model_get_n_items (get_faces (self)) == 7);
  g_assert_nonnull (app_fixture_find (get_cell (self, 2), GTK_TYPE_LABEL, "label", "Jun 2014"));
}

static void
test_ages (AppFixture *self, gconstpointer data)
{
  KindredFacesModel *faces;

  open_person (self, 0);
  faces = KINDRED_FACES_MODEL (get_faces (self));

  g_assert_null (app_fixture_find (get_cell (self, 0), GTK_TYPE_LABEL, "label", "7 years"));
  kindred_faces_model_set_birth (faces, "2007-05-03");
  g_assert_nonnull (app_fixture_find (get_cell (self, 0), GTK_TYPE_LABEL, "label", "7 years"));
  app_fixture_assert_spoken (get_cell (self, 0), "Bob, 3 May 2014, aged 7, not confirmed");

  /* What cannot be is told by an icon and in words. */
  kindred_faces_model_set_birth (faces, "2014-06-04");
  g_assert_nonnull (app_fixture_find (get_cell (self, 3), GTK_TYPE_LABEL, "label", "Before birth"));
  g_assert_nonnull (app_fixture_find (get_cell (self, 3), GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic"));
  g_assert_null (app_fixture_find (get_cell (self, 4), GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic"));
  app_fixture_assert_spoken (get_cell (self, 3), "Bob, 3 June 2014, before birth, not confirmed");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (faces)), ==, 8);

  kindred_faces_model_set_birth (faces, NULL);
  g_assert_null (app_fixture_find (get_cell (self, 3), GTK_TYPE_LABEL, "label", "Before birth"));
}

/* ---- edits ---- */

static void
test_confirm_all (AppFixture *self, gconstpointer data)
{
  g_autoptr (KindredFaceItem) face = NULL;
  g_autofree char *toast = NULL;

  open_person (self, 0);
  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "person.confirm-all", NULL);
  face = g_list_model_get_item (get_faces (self), 7);
  app_fixture_wait (kindred_face_item_get_record (face)->decision == KINDRED_DECISION_CONFIRMED);
  app_fixture_assert_spoken (get_cell (self, 7), "Bob, 3 August 2014, confirmed");
  app_fixture_wait ((g_free (toast), toast = app_fixture_dup_toast (self)) != NULL);
  g_assert_cmpstr (toast, ==, "Confirmed 8 faces");

  kindred_session_undo (self->session);
  app_fixture_wait (kindred_face_item_get_record (face)->decision == KINDRED_DECISION_NONE);
}

/* ---- doubts ---- */

static void
test_doubts (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KindredFacesModel *faces;

  open_person (self, 0);
  faces = KINDRED_FACES_MODEL (get_faces (self));
  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "person.by-doubt", NULL);
  app_fixture_wait (app_fixture_find (get_cell (self, 0), GTK_TYPE_LABEL, "label", "May 2014") == NULL);
  g_assert_true (kindred_faces_model_get_by_doubt (faces));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (faces)), ==, 8);

  /* It follows what happens, also that the person goes. */
  kindred_session_edit (self->session, kindred_edit_new_merge (self->persons[1], &self->persons[0], 1, &error), error);
  app_fixture_wait (kindred_person_page_get_person (get_page (self)) == self->persons[1]);
  app_fixture_wait (g_list_model_get_n_items (G_LIST_MODEL (faces)) == 15);

  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "person.by-date", NULL);
  app_fixture_wait (app_fixture_find (GTK_WIDGET (get_page (self)), GTK_TYPE_LABEL, "label", "Aug 2014") != NULL);
}

/* Two faces of one photo are marked; several are taken out at once. */
static void
test_same_photo (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkSelectionModel *selection;
  guint n_marked = 0;

  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[3]);
  kindred_session_edit (self->session, kindred_edit_new_merge (self->persons[3], &self->persons[4], 1, &error), error);
  app_fixture_wait (g_list_model_get_n_items (get_faces (self)) == 11);
  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "person.by-doubt", NULL);
  app_fixture_wait (app_fixture_find (GTK_WIDGET (get_page (self)), GTK_TYPE_LABEL, "label", "Two in Photo") != NULL);

  selection = GTK_SELECTION_MODEL (kindred_face_grid_get_selection (kindred_person_page_get_faces (get_page (self))));
  for (guint i = 0; i < 11; i++)
    {
      g_autoptr (KindredFaceItem) face = g_list_model_get_item (get_faces (self), i);

      if (kindred_face_item_get_same_photo (face))
        {
          n_marked++;
          gtk_selection_model_select_item (selection, i, FALSE);
        }
    }
  g_assert_cmpuint (n_marked, ==, 2);

  gtk_widget_activate_action (GTK_WIDGET (kindred_person_page_get_faces (get_page (self))), "faces.reject", "x",
                              (gint64) 0);
  app_fixture_wait (g_list_model_get_n_items (get_faces (self)) == 9);
  app_fixture_wait (app_fixture_find (GTK_WIDGET (get_page (self)), GTK_TYPE_LABEL, "label", "Two in Photo") == NULL);
}

/* ---- photos ---- */

static GListModel *
get_photos (AppFixture *self)
{
  GtkWidget *grid = app_fixture_find (GTK_WIDGET (get_page (self)), KINDRED_TYPE_PHOTO_GRID, NULL, NULL);

  return G_LIST_MODEL (kindred_photo_grid_get_model (KINDRED_PHOTO_GRID (grid)));
}

static void
test_photos (AppFixture *self, gconstpointer data)
{
  KindredFacesModel *faces;

  open_person (self, 0);
  faces = KINDRED_FACES_MODEL (get_faces (self));
  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "person.by-doubt", NULL);
  app_fixture_wait (app_fixture_find (get_cell (self, 0), GTK_TYPE_LABEL, "label", "May 2014") == NULL);

  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "person.switch-view", NULL);
  app_fixture_wait (g_list_model_get_n_items (get_photos (self)) == 8);
  app_fixture_wait (app_fixture_find (GTK_WIDGET (get_page (self)), KINDRED_TYPE_PHOTO_CELL, NULL, NULL) != NULL);
  g_assert_false (kindred_faces_model_get_by_doubt (faces));
  app_fixture_wait (app_fixture_find (get_cell (self, 0), GTK_TYPE_LABEL, "label", "May 2014") != NULL);
  g_assert_null (app_fixture_find (get_cell (self, 1), GTK_TYPE_LABEL, "label", "May 2014"));
  g_assert_nonnull (app_fixture_find (get_cell (self, 2), GTK_TYPE_LABEL, "label", "Jun 2014"));
  app_fixture_assert_spoken (get_cell (self, 2), "Photo, 3 June 2014");

  /* The order by doubt is one of faces. */
  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "person.by-doubt", NULL);
  g_assert_null (app_fixture_find (GTK_WIDGET (get_page (self)), KINDRED_TYPE_PHOTO_GRID, NULL, NULL));
  g_assert_true (kindred_faces_model_get_by_doubt (faces));
}

static void
test_photo_once (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[3]);
  app_fixture_wait (g_list_model_get_n_items (get_faces (self)) == 6);
  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "person.switch-view", NULL);
  app_fixture_wait (g_list_model_get_n_items (get_photos (self)) == 6);

  /* Two faces of one photo become one person: the photo is there once. */
  kindred_session_edit (self->session, kindred_edit_new_merge (self->persons[3], &self->persons[4], 1, &error), error);
  app_fixture_wait (g_list_model_get_n_items (get_faces (self)) == 11);
  app_fixture_wait (g_list_model_get_n_items (get_photos (self)) == 10);
}

/* After a name was typed, or not, the keyboard is where it was. */
static void
test_focus_after_naming (AppFixture *self, gconstpointer data)
{
  GtkWidget *window, *focus, *popover;

  open_person (self, 0);
  window = GTK_WIDGET (self->window);
  app_fixture_wait (gtk_window_get_focus (GTK_WINDOW (window)) != NULL);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "person.rename", NULL);
      popover = app_fixture_find (window, KINDRED_TYPE_NAME_POPOVER, NULL, NULL);
      g_assert_nonnull (popover);
      app_fixture_wait (gtk_window_get_focus (GTK_WINDOW (window)) != focus);
      if (i == 0)
        gtk_popover_popdown (GTK_POPOVER (popover));
      else
        g_signal_emit_by_name (app_fixture_find (popover, GTK_TYPE_ENTRY, NULL, NULL), "activate");
      app_fixture_wait (app_fixture_find (window, KINDRED_TYPE_NAME_POPOVER, NULL, NULL) == NULL);
      app_fixture_wait (gtk_window_get_focus (GTK_WINDOW (window)) == focus);
    }
}

static gboolean
toast_is (AppFixture *self, const char *text)
{
  g_autofree char *toast = app_fixture_dup_toast (self);

  return g_strcmp0 (toast, text) == 0;
}

/* Whoever looks at somebody is told where that one went, unless the one did it. */
static void
test_gone (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_person (self, 3);
  app_fixture_merge_elsewhere (self, 0, 3);
  app_fixture_wait (get_page (self) == NULL);
  app_fixture_wait (toast_is (self, "This person is gone: the faces are with somebody else now."));

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[4]);
  app_fixture_wait (get_page (self) != NULL && g_list_model_get_n_items (get_faces (self)) == 4);
  kindred_session_edit (self->session, kindred_edit_new_merge (self->persons[0], &self->persons[4], 1, &error), error);
  app_fixture_wait (kindred_person_page_get_person (get_page (self)) == self->persons[0]);
  app_fixture_wait (toast_is (self, "Merged 2 people into “Bob”"));
}

/* All faces of somebody without a name are marked here: the message about that is the one to be seen. */
static void
test_gone_by_own_edit (AppFixture *self, gconstpointer data)
{
  open_person (self, 5);
  gtk_widget_activate_action (GTK_WIDGET (kindred_person_page_get_faces (get_page (self))), "faces.select-all", NULL);
  gtk_widget_activate_action (GTK_WIDGET (kindred_person_page_get_faces (get_page (self))), "faces.not-a-face", "x",
                              (gint64) 0);
  app_fixture_wait (get_page (self) == NULL);
  app_fixture_wait (!kindred_session_get_editing (self->session));
  g_assert_true (toast_is (self, "Marked 3 pictures as not a face"));
}

#define add(path, test) g_test_add ("/app/person/" path, AppFixture, NULL, set_up_dates, test, app_fixture_tear_down)

static void
add_tests (void)
{
  add ("months", test_months);
  add ("ages", test_ages);
  add ("confirm-all", test_confirm_all);
  add ("doubts", test_doubts);
  add ("photos", test_photos);
  add ("focus-after-naming", test_focus_after_naming);
  add ("gone", test_gone);
  add ("gone-by-own-edit", test_gone_by_own_edit);
  g_test_add ("/app/person/same-photo", AppFixture, "together", app_fixture_set_up, test_same_photo,
              app_fixture_tear_down);
  g_test_add ("/app/person/photo-once", AppFixture, "together", app_fixture_set_up, test_photo_once,
              app_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
