/* test-window.c - the window on a small library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-empty-page.h"
#include "app/kindred-face-picture.h"
#include "app/kindred-grid-cell.h"
#include "app/kindred-merge-dialog.h"
#include "app/kindred-name-popover.h"
#include "app/kindred-people-page.h"
#include "app/kindred-person-page.h"
#include "base/kindred-error.h"
#include "model/kindred-people-model.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* ---- helpers ---- */

static GtkWidget *
find (AppFixture *self, GType type)
{
  return app_fixture_find (GTK_WIDGET (self->window), type, NULL, NULL);
}

static GtkWidget *
get_grid (AppFixture *self)
{
  return app_fixture_find (kindred_window_get_page (self->window), GTK_TYPE_GRID_VIEW, NULL, NULL);
}

static guint
count (AppFixture *self)
{
  GtkWidget *grid = get_grid (self);

  return grid != NULL ? g_list_model_get_n_items (G_LIST_MODEL (gtk_grid_view_get_model (GTK_GRID_VIEW (grid)))) : 0;
}

static gboolean
act (AppFixture *self, const char *action)
{
  return gtk_widget_activate_action (kindred_window_get_page (self->window), action, NULL);
}

static gboolean
toast_is (AppFixture *self, const char *expected)
{
  g_autofree char *toast = app_fixture_dup_toast (self);

  return g_strcmp0 (toast, expected) == 0;
}

static void
open_person (AppFixture *self, guint person)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[person]);
  g_assert_true (KINDRED_IS_PERSON_PAGE (kindred_window_get_page (self->window)));
  app_fixture_wait (count (self) == 8 - person);
}

static KindredPersonItem *
get_person (AppFixture *self, guint person)
{
  return kindred_people_lookup (kindred_session_get_people (self->session), self->persons[person]);
}

/* Types @name where the name of the shown person is changed. */
static void
rename_to (AppFixture *self, const char *name)
{
  GtkWidget *popover, *entry;

  g_assert_true (act (self, "person.rename"));
  popover = find (self, KINDRED_TYPE_NAME_POPOVER);
  g_assert_nonnull (popover);
  entry = app_fixture_find (popover, GTK_TYPE_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_object_add_weak_pointer (G_OBJECT (popover), (gpointer *) &popover);
  g_signal_emit_by_name (entry, "activate");
  app_fixture_wait (popover == NULL);
}

/* ---- what is shown ---- */

static void
test_empty (AppFixture *self, gconstpointer data)
{
  app_fixture_present (self);

  g_assert_nonnull (find (self, KINDRED_TYPE_EMPTY_PAGE));
  g_assert_null (kindred_window_get_page (self->window));
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "action-name", "win.add-folder"));
}

/* The first scan shows at once what is going on, and the other pages when it has ended. */
static void
test_first_scan (AppFixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->store.dir, "A <b> & b", NULL);
  GtkWidget *window;

  app_fixture_present (self);
  window = GTK_WIDGET (self->window);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  kindred_session_scan_path (self->session, folder);
  g_assert_nonnull (app_fixture_find (window, ADW_TYPE_STATUS_PAGE, "title", "Looking for People in “A <b> & b”…"));
  g_assert_nonnull (app_fixture_find (window, GTK_TYPE_LABEL, "label", "Looking for photos…"));
  g_assert_null (app_fixture_find (window, GTK_TYPE_BUTTON, "action-name", "win.add-sample"));

  app_fixture_wait (kindred_library_get_scan_job (self->library) == NULL);
  app_fixture_wait (KINDRED_IS_PEOPLE_PAGE (kindred_window_get_page (self->window)));
}

static void
test_people (AppFixture *self, gconstpointer data)
{
  GtkWidget *grid, *cell;

  app_fixture_present (self);

  g_assert_null (find (self, KINDRED_TYPE_EMPTY_PAGE));
  g_assert_cmpuint (count (self), ==, APP_FIXTURE_N_PEOPLE);

  /* Each cell says who it is. */
  grid = get_grid (self);
  cell = gtk_widget_get_first_child (grid);
  app_fixture_assert_spoken (cell, "Ann, 7 faces");
  cell = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (cell));
  app_fixture_assert_spoken (cell, "Unnamed person, 6 faces, first seen 1970");
}

static void
test_thumbnails (AppFixture *self, gconstpointer data)
{
  KindredThumbnailLoader *loader;
  GtkWidget *picture;

  app_fixture_present (self);
  loader = kindred_session_get_thumbnails (self->session);
  picture = find (self, KINDRED_TYPE_FACE_PICTURE);
  app_fixture_wait (kindred_face_picture_get_texture (KINDRED_FACE_PICTURE (picture)) != NULL);

  /* At the size of the cell, each cover once */
  app_fixture_wait (kindred_thumbnail_loader_get_used (loader) == APP_FIXTURE_N_PEOPLE * 96 * 96 * 4);
}

static void
test_search (AppFixture *self, gconstpointer data)
{
  GtkWidget *entry;

  app_fixture_present (self);
  g_assert_true (act (self, "people.search"));
  entry = find (self, GTK_TYPE_SEARCH_ENTRY);
  g_assert_nonnull (entry);
  g_assert_true (gtk_widget_has_focus (gtk_widget_get_first_child (entry))
                 || gtk_widget_get_focus_child (entry) != NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), "bo");
  app_fixture_wait (count (self) == 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody");
  app_fixture_wait (app_fixture_find (GTK_WIDGET (self->window), ADW_TYPE_STATUS_PAGE, "title", "Nobody Found"));

  g_assert_true (act (self, "people.escape"));
  app_fixture_wait (count (self) == APP_FIXTURE_N_PEOPLE);
}

static void
test_failure (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error
      = g_error_new (KINDRED_ERROR, KINDRED_ERROR_NEWER_LIBRARY, "/tmp/<b>&.db was written by version 99");
  GtkWidget *page;

  self->window = KINDRED_WINDOW (kindred_window_new (NULL));
  kindred_window_set_failure (self->window, "/tmp/<b>&.db", error);
  gtk_window_present (GTK_WINDOW (self->window));

  page = app_fixture_find (GTK_WIDGET (self->window), ADW_TYPE_STATUS_PAGE, NULL, NULL);
  g_assert_nonnull (page);
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)), ==,
                   "/tmp/&lt;b&gt;&amp;.db was written by version 99");
  g_assert_nonnull (
      app_fixture_find (page, GTK_TYPE_LABEL, "label", "/tmp/&lt;b&gt;&amp;.db was written by version 99"));
}

/* ---- edits ---- */

/* Names are markup traps. */
static void
test_name (AppFixture *self, gconstpointer data)
{
  app_fixture_present (self);
  open_person (self, 2);
  rename_to (self, "  Tom &\t<b>Anna</b> ");

  app_fixture_wait (toast_is (self, "Named “Tom & <b>Anna</b>”"));
  app_fixture_wait (g_strcmp0 (kindred_person_item_get_name (get_person (self, 2)), "Tom & <b>Anna</b>") == 0);
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_LABEL, "label", "Tom & <b>Anna</b>"));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL));
  app_fixture_wait (toast_is (self, "Undone: Named “Tom & <b>Anna</b>”"));
  app_fixture_wait (kindred_person_item_get_name (get_person (self, 2)) == NULL);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.redo", NULL));
  app_fixture_wait (toast_is (self, "Redone: Named “Tom & <b>Anna</b>”"));
}

/* A name that is taken proposes to merge, and nothing changes before the answer. */
static void
test_name_taken (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  app_fixture_present (self);
  open_person (self, 2);
  rename_to (self, "ANN");

  dialog = app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, "Merge 2 People?");
  g_assert_null (kindred_person_item_get_name (get_person (self, 2)));

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "merge");
  gtk_window_close (GTK_WINDOW (dialog));

  /* The page goes on with Ann, who has all the faces now. */
  app_fixture_wait (KINDRED_IS_PERSON_PAGE (kindred_window_get_page (self->window))
                    && kindred_person_page_get_person (KINDRED_PERSON_PAGE (kindred_window_get_page (self->window)))
                           == self->persons[1]);
  app_fixture_wait (count (self) == 7 + 6);
  g_assert_null (get_person (self, 2));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL));
  app_fixture_wait (get_person (self, 2) != NULL && kindred_person_item_get_n_faces (get_person (self, 1)) == 7);
}

static void
test_merge_selected (AppFixture *self, gconstpointer data)
{
  GtkSelectionModel *model;
  GtkWidget *dialog;

  app_fixture_present (self);
  model = gtk_grid_view_get_model (GTK_GRID_VIEW (get_grid (self)));
  g_assert_true (act (self, "people.enter-selection"));
  gtk_selection_model_select_item (model, 3, FALSE);
  gtk_selection_model_select_item (model, 4, FALSE);
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (self->window), ADW_TYPE_WINDOW_TITLE, "title", "2 Selected"));
  g_assert_true (act (self, "people.merge"));

  dialog = app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_cmpuint (count (self), ==, APP_FIXTURE_N_PEOPLE);

  g_assert_true (act (self, "people.merge"));
  dialog = app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "merge");
  gtk_window_close (GTK_WINDOW (dialog));
  app_fixture_wait (count (self) == APP_FIXTURE_N_PEOPLE - 1);
  app_fixture_wait (kindred_person_item_get_n_faces (get_person (self, 3)) == 5 + 4);
}

static void
test_hide (AppFixture *self, gconstpointer data)
{
  app_fixture_present (self);
  open_person (self, 0);
  g_assert_true (act (self, "person.hide"));

  /* Back among the people, and reachable */
  g_assert_true (KINDRED_IS_PEOPLE_PAGE (kindred_window_get_page (self->window)));
  app_fixture_wait (count (self) == APP_FIXTURE_N_PEOPLE - 1);
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "label", "1 Hidden"));

  g_assert_true (act (self, "win.show-hidden"));
  g_assert_cmpint (kindred_people_page_get_filter (KINDRED_PEOPLE_PAGE (kindred_window_get_page (self->window))), ==,
                   KINDRED_PEOPLE_HIDDEN);
  g_assert_cmpuint (count (self), ==, 1);
  gtk_selection_model_select_all (gtk_grid_view_get_model (GTK_GRID_VIEW (get_grid (self))));
  gtk_widget_activate_action (kindred_window_get_page (self->window), "people.show", "x", (gint64) 0);
  app_fixture_wait (kindred_people_get_n_hidden (kindred_session_get_people (self->session)) == 0);

  g_assert_true (act (self, "people.escape"));
  app_fixture_wait (count (self) == APP_FIXTURE_N_PEOPLE);
}

static void
test_faces (AppFixture *self, gconstpointer data)
{
  GtkWidget *faces;

  app_fixture_present (self);
  open_person (self, 2);
  faces = GTK_WIDGET (kindred_person_page_get_faces (KINDRED_PERSON_PAGE (kindred_window_get_page (self->window))));
  gtk_selection_model_select_range (gtk_grid_view_get_model (GTK_GRID_VIEW (get_grid (self))), 0, 2, FALSE);
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (self->window), ADW_TYPE_WINDOW_TITLE, "title", "2 Selected"));

  gtk_widget_activate_action (faces, "faces.reject", "x", (gint64) 0);
  app_fixture_wait (count (self) == 4);
  g_assert_cmpuint (kindred_item_selection_get_n_selected (kindred_face_grid_get_selection (KINDRED_FACE_GRID (faces))),
                    ==, 0);

  g_assert_true (act (self, "win.show-other-faces"));
  app_fixture_wait (count (self) == APP_FIXTURE_N_OTHER + 2);
  g_assert_true (act (self, "win.undo"));
  app_fixture_wait (count (self) == APP_FIXTURE_N_OTHER);
}

/* ---- keyboard ---- */

static gboolean
focus_is_in (AppFixture *self, GType type)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  return focus != NULL && (g_type_is_a (G_OBJECT_TYPE (focus), type) || gtk_widget_get_ancestor (focus, type) != NULL);
}

/* The grid is one stop of the Tab key, and keeps its place. */
static void
test_tab (AppFixture *self, gconstpointer data)
{
  GtkWidget *window, *first;

  app_fixture_present (self);
  window = GTK_WIDGET (self->window);
  g_assert_true (focus_is_in (self, GTK_TYPE_GRID_VIEW));
  first = gtk_window_get_focus (GTK_WINDOW (window));

  gtk_widget_child_focus (window, GTK_DIR_RIGHT);
  g_assert_true (focus_is_in (self, GTK_TYPE_GRID_VIEW));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) != first);

  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_false (focus_is_in (self, GTK_TYPE_GRID_VIEW));
  gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (focus_is_in (self, GTK_TYPE_GRID_VIEW));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) != first);
}

static void
test_focus_follows (AppFixture *self, gconstpointer data)
{
  app_fixture_present (self);
  open_person (self, 0);
  app_fixture_wait (focus_is_in (self, GTK_TYPE_GRID_VIEW));
  g_assert_true (act (self, "win.go-back"));
  g_assert_true (focus_is_in (self, GTK_TYPE_GRID_VIEW));

  /* Who has no name is to get one. */
  open_person (self, 3);
  g_assert_true (focus_is_in (self, GTK_TYPE_BUTTON));
}

static gint64
get_focused_person (AppFixture *self)
{
  KindredGridCell *cell = kindred_grid_cell_get_focused (get_grid (self));

  return cell != NULL ? kindred_item_get_id (kindred_grid_cell_get_item (cell)) : 0;
}

/* What is shown next to the entry of a name, when Enter was pressed with @text in it; NULL when it was accepted. */
static char *
enter_name (AppFixture *self, const char *text)
{
  GtkWidget *popover = find (self, KINDRED_TYPE_NAME_POPOVER);
  GtkWidget *entry = app_fixture_find (popover, GTK_TYPE_ENTRY, NULL, NULL);
  GtkWidget *problem;

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  if (!gtk_widget_get_visible (popover))
    return NULL;

  for (problem = gtk_widget_get_last_child (gtk_widget_get_parent (entry)); problem != NULL;
       problem = gtk_widget_get_prev_sibling (problem))
    {
      if (GTK_IS_LABEL (problem) && gtk_widget_has_css_class (problem, "error"))
        return g_strdup (gtk_label_get_text (GTK_LABEL (problem)));
    }

  return NULL;
}

static void
focus_person (AppFixture *self, guint person)
{
  for (GtkWidget *cell = gtk_widget_get_first_child (get_grid (self)); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    {
      KindredItem *item = kindred_grid_cell_get_item (KINDRED_GRID_CELL (gtk_widget_get_first_child (cell)));

      if (kindred_item_get_id (item) == self->persons[person])
        g_assert_true (gtk_widget_grab_focus (cell));
    }
  g_assert_cmpint (get_focused_person (self), ==, self->persons[person]);
}

/* One after the other without touching anything but the keyboard; those named go to the front. */
static void
test_name_in_a_row (AppFixture *self, gconstpointer data)
{
  static const char *const names[] = { "Zoë", "Ümit", "한글" };

  app_fixture_present (self);
  focus_person (self, 2);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gtk_widget_activate_action (kindred_window_get_page (self->window), "people.rename", "x", (gint64) 0);
      g_assert_null (enter_name (self, names[i]));
      app_fixture_wait (g_strcmp0 (kindred_person_item_get_name (get_person (self, 2 + i)), names[i]) == 0);
      app_fixture_wait (get_focused_person (self) == self->persons[3 + i]);
    }
}

/* Nothing that was typed is lost, and the user is told. */
static void
test_name_of_one_gone (AppFixture *self, gconstpointer data)
{
  g_autofree char *problem = NULL;
  GtkWidget *popover;

  app_fixture_present (self);
  focus_person (self, 2);
  gtk_widget_activate_action (kindred_window_get_page (self->window), "people.rename", "x", (gint64) 0);
  kindred_session_edit (self->session, kindred_edit_new_merge (self->persons[0], &self->persons[2], 1, NULL), NULL);
  app_fixture_wait (get_person (self, 2) == NULL && count (self) == APP_FIXTURE_N_PEOPLE - 1);

  problem = enter_name (self, "Eve");
  g_assert_cmpstr (problem, ==, "This person is gone: the faces are with somebody else now.");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       app_fixture_find (find (self, KINDRED_TYPE_NAME_POPOVER), GTK_TYPE_ENTRY, NULL, NULL))),
                   ==, "Eve");

  popover = g_object_ref (find (self, KINDRED_TYPE_NAME_POPOVER));
  gtk_popover_popdown (GTK_POPOVER (popover));
  app_fixture_wait (gtk_widget_get_parent (popover) == NULL);
  g_object_unref (popover);
  app_fixture_wait (kindred_grid_cell_get_focused (get_grid (self)) != NULL);
}

static void
test_bad_names (AppFixture *self, gconstpointer data)
{
  g_autofree char *endless = g_strnfill (10000, 'x');
  g_autofree char *problem = NULL;

  app_fixture_present (self);
  focus_person (self, 2);
  gtk_widget_activate_action (kindred_window_get_page (self->window), "people.rename", "x", (gint64) 0);
  problem = enter_name (self, endless);
  g_assert_nonnull (problem);
  g_assert_null (kindred_person_item_get_name (get_person (self, 2)));

  /* Typing goes on, and what is wrong no more is not said any more. */
  g_assert_null (enter_name (self, "<b>\x01 &amp;"));
  app_fixture_wait (g_strcmp0 (kindred_person_item_get_name (get_person (self, 2)), "<b> &amp;") == 0);

  /* Only white space takes the name away. */
  focus_person (self, 2);
  gtk_widget_activate_action (kindred_window_get_page (self->window), "people.rename", "x", (gint64) 0);
  g_assert_null (enter_name (self, " \t "));
  app_fixture_wait (kindred_person_item_get_name (get_person (self, 2)) == NULL);
}

/* Those whom nobody knows are hidden many at once, and brought back. */
static void
test_strangers (AppFixture *self, gconstpointer data)
{
  GtkWidget *button;

  app_fixture_present (self);
  g_assert_true (act (self, "win.show-strangers"));
  app_fixture_wait (count (self) == APP_FIXTURE_N_PEOPLE - 2);
  button = app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_TOGGLE_BUTTON, "label", "Few Photos");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  app_fixture_wait (count (self) == 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  app_fixture_wait (count (self) == APP_FIXTURE_N_PEOPLE - 2);

  g_assert_true (act (self, "people.select-all"));
  gtk_widget_activate_action (kindred_window_get_page (self->window), "people.hide", "x", (gint64) 0);
  app_fixture_wait (app_fixture_find (GTK_WIDGET (self->window), ADW_TYPE_STATUS_PAGE, "title", "No Strangers")
                    != NULL);
  g_assert_cmpuint (kindred_people_get_n_hidden (kindred_session_get_people (self->session)), ==,
                    APP_FIXTURE_N_PEOPLE - 2);
  g_assert_true (act (self, "win.undo"));
  app_fixture_wait (count (self) == APP_FIXTURE_N_PEOPLE - 2);
}

static void
test_favourite (AppFixture *self, gconstpointer data)
{
  app_fixture_present (self);
  gtk_widget_activate_action (kindred_window_get_page (self->window), "people.favourite", "x", self->persons[5]);
  app_fixture_wait (kindred_person_item_get_favourite (get_person (self, 5)));
  app_fixture_wait (kindred_item_get_id (kindred_grid_cell_get_item (
                        KINDRED_GRID_CELL (gtk_widget_get_first_child (gtk_widget_get_first_child (get_grid (self))))))
                    == self->persons[5]);
  app_fixture_assert_spoken (gtk_widget_get_first_child (get_grid (self)), "Unnamed person, favourite, 3 faces");

  gtk_widget_activate_action (kindred_window_get_page (self->window), "people.favourite", "x", self->persons[5]);
  app_fixture_wait (!kindred_person_item_get_favourite (get_person (self, 5)));
}

static void
test_not_a_person (AppFixture *self, gconstpointer data)
{
  app_fixture_present (self);
  gtk_widget_activate_action (kindred_window_get_page (self->window), "people.not-a-person", "x", self->persons[5]);
  app_fixture_wait (count (self) == APP_FIXTURE_N_PEOPLE - 1);
  g_assert_true (act (self, "win.show-not-faces"));
  app_fixture_wait (count (self) == 3);
  g_assert_true (act (self, "win.undo"));
  app_fixture_wait (get_person (self, 5) != NULL);
}

/* The focus stays in the grid when its person leaves it. */
static void
test_focus_stays (AppFixture *self, gconstpointer data)
{
  GtkWidget *cell;
  KindredItem *item;

  app_fixture_present (self);
  gtk_widget_child_focus (GTK_WIDGET (self->window), GTK_DIR_RIGHT);
  cell = GTK_WIDGET (kindred_grid_cell_get_focused (get_grid (self)));
  g_assert_nonnull (cell);
  item = kindred_grid_cell_get_item (KINDRED_GRID_CELL (cell));
  g_assert_cmpint (kindred_item_get_id (item), ==, self->persons[0]);

  gtk_widget_activate_action (kindred_window_get_page (self->window), "people.hide", "x", (gint64) 0);
  app_fixture_wait (count (self) == APP_FIXTURE_N_PEOPLE - 1);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->window));
  app_fixture_wait (kindred_grid_cell_get_focused (get_grid (self)) != NULL);
}

/* What is dropped on a Flatpak is handed over for a while only. */
static void
test_documents (AppFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "doc", "1a2b", "Our photos", NULL);
  g_autoptr (GFile) pictures = g_file_new_for_path ("/outside/Pictures");
  g_autoptr (GFile) document = g_file_new_for_path (path);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  app_fixture_present (self);
  g_list_store_append (files, pictures);
  kindred_window_tell_of_documents (self->window, G_LIST_MODEL (files));
  g_assert_null (app_fixture_dup_toast (self));

  g_list_store_append (files, document);
  kindred_window_tell_of_documents (self->window, G_LIST_MODEL (files));
  app_fixture_wait (toast_is (self, "Kindred can read this only until you log out"));
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "label", "_Choose Folder…"));
}

#define NOBODY 65534

static void
test_read_only (AppFixture *self, gconstpointer data)
{
  GtkWidget *button;
  gboolean is_root = geteuid () == 0;

  g_assert_cmpint (g_chmod (self->store.path, 0400), ==, 0);
  /* Root can write what is read-only, and becomes somebody who cannot. */
  if (is_root)
    {
      g_assert_cmpint (chown (self->store.dir, NOBODY, NOBODY), ==, 0);
      g_assert_cmpint (chown (self->store.path, NOBODY, NOBODY), ==, 0);
      g_assert_cmpint (seteuid (NOBODY), ==, 0);
    }
  app_fixture_present (self);
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_true (kindred_session_get_read_only (self->session));
  open_person (self, 2);
  button = app_fixture_find (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "action-name", "person.rename");
  g_assert_false (gtk_widget_is_sensitive (button));
}

/* Destroyed in the middle of everything: nothing is left over (see the tear-down). */
static void
test_destroy (AppFixture *self, gconstpointer data)
{
  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[0]);
  act (self, "person.rename");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-other-faces", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-folders", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-failures", NULL);
}

#define add(path, test)                                                                                                \
  g_test_add ("/app/window/" path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

static void
add_tests (void)
{
  g_test_add ("/app/window/empty", AppFixture, "empty", app_fixture_set_up, test_empty, app_fixture_tear_down);
  g_test_add ("/app/window/first-scan", AppFixture, "empty", app_fixture_set_up, test_first_scan,
              app_fixture_tear_down);
  add ("people", test_people);
  add ("thumbnails", test_thumbnails);
  add ("search", test_search);
  add ("failure", test_failure);
  add ("name", test_name);
  add ("name-taken", test_name_taken);
  add ("name-in-a-row", test_name_in_a_row);
  add ("name-of-one-gone", test_name_of_one_gone);
  add ("bad-names", test_bad_names);
  add ("strangers", test_strangers);
  add ("favourite", test_favourite);
  add ("not-a-person", test_not_a_person);
  add ("merge-selected", test_merge_selected);
  add ("hide", test_hide);
  add ("faces", test_faces);
  add ("tab", test_tab);
  add ("focus-follows", test_focus_follows);
  add ("focus-stays", test_focus_stays);
  add ("documents", test_documents);
  add ("read-only", test_read_only);
  add ("destroy", test_destroy);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
