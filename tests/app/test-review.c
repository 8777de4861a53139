/* test-review.c - review, one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-face-picture.h"
#include "app/kindred-photo-preview.h"
#include "app/kindred-review-page.h"
#include "app/kindred-review-side.h"

/* All faces of the fixture are alike, so that there is enough to ask. */

static KindredReview *
go_to_review (AppFixture *self)
{
  KindredReviewPage *page;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-view", "s", "review");
  g_assert_true (KINDRED_IS_REVIEW_PAGE (kindred_window_get_page (self->window)));
  page = KINDRED_REVIEW_PAGE (kindred_window_get_page (self->window));
  app_fixture_wait (kindred_review_get_n_left (kindred_review_page_get_review (page)) > 1);

  return kindred_review_page_get_review (page);
}

static KindredReview *
open_review (AppFixture *self)
{
  app_fixture_present (self);

  return go_to_review (self);
}

static void
act (AppFixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (kindred_window_get_page (self->window), action, NULL));
}

static KindredQuestion
get_first (KindredReview *review)
{
  g_assert_nonnull (kindred_review_get (review, 0));

  return *kindred_review_get (review, 0);
}

static gboolean
equal (const KindredQuestion *a, const KindredQuestion *b)
{
  return a->person == b->person && a->other == b->other && a->face == b->face;
}

static gboolean
is_first (KindredReview *review, const KindredQuestion *question)
{
  const KindredQuestion *first = kindred_review_get (review, 0);

  return first != NULL && equal (first, question);
}

static gboolean
is_asked (KindredReview *review, const KindredQuestion *question)
{
  for (guint i = 0; i < kindred_review_get_n_left (review); i++)
    if (equal (kindred_review_get (review, i), question))
      return TRUE;

  return FALSE;
}

static gboolean
exists (AppFixture *self, gint64 person)
{
  return kindred_people_lookup (kindred_session_get_people (self->session), person) != NULL;
}

/* Answers until two persons are asked about. */
static KindredQuestion
go_to_pair (AppFixture *self, KindredReview *review)
{
  app_fixture_wait (kindred_review_get_n_left (review) > 0);
  while (get_first (review).other == 0)
    {
      act (self, "review.skip");
      app_fixture_wait (kindred_review_get_n_left (review) > 0);
    }

  return get_first (review);
}

static void
test_yes (AppFixture *self, gconstpointer data)
{
  KindredReview *review = open_review (self);
  KindredQuestion question = go_to_pair (self, review);
  guint n_settled = kindred_review_get_n_settled (review);

  act (self, "review.yes");
  /* At once, before the library knows. */
  g_assert_cmpuint (kindred_review_get_n_settled (review), ==, n_settled + 1);
  g_assert_false (is_asked (review, &question));
  app_fixture_wait (!exists (self, question.person) || !exists (self, question.other));

  act (self, "win.undo");
  app_fixture_wait (is_first (review, &question));
  app_fixture_wait (exists (self, question.person) && exists (self, question.other));
  g_assert_cmpuint (kindred_review_get_n_settled (review), ==, n_settled);

  act (self, "win.redo");
  app_fixture_wait (kindred_review_get_n_settled (review) == n_settled + 1);
  app_fixture_wait (!exists (self, question.person) || !exists (self, question.other));
  g_assert_false (is_asked (review, &question));
}

/* What was denied or skipped does not come back, not even when the window is opened again. */
static void
test_no_and_skip (AppFixture *self, gconstpointer data)
{
  KindredReview *review = open_review (self);
  KindredQuestion denied = get_first (review), skipped;
  g_autofree char *toast = NULL;

  act (self, "review.no");
  app_fixture_wait (kindred_review_get_n_left (review) > 0);
  skipped = get_first (review);
  g_assert_false (equal (&denied, &skipped));
  act (self, "review.skip");
  g_assert_cmpuint (kindred_review_get_n_settled (review), ==, 2);
  app_fixture_wait (kindred_review_get_loaded (review));
  /* The page says it by the next question: no toast. */
  toast = app_fixture_dup_toast (self);
  g_assert_null (toast);

  kindred_window_set_session (self->window, NULL);
  kindred_window_set_session (self->window, self->session);
  review = go_to_review (self);
  app_fixture_wait (!is_asked (review, &denied) && !is_asked (review, &skipped));
}

/* Both are taken back in turn, and asked again. */
static void
test_take_back (AppFixture *self, gconstpointer data)
{
  KindredReview *review = open_review (self);
  KindredQuestion first = get_first (review), second;

  act (self, "review.no");
  app_fixture_wait (kindred_review_get_n_left (review) > 0);
  second = get_first (review);
  act (self, "review.no");
  act (self, "win.undo");
  app_fixture_wait (is_first (review, &second) && kindred_review_get_n_settled (review) == 1);
  act (self, "win.undo");
  app_fixture_wait (is_first (review, &first) && kindred_review_get_n_settled (review) == 0);
}

/* Merged elsewhere meanwhile: the question is gone without an answer. */
static void
test_meaningless (AppFixture *self, gconstpointer data)
{
  KindredReview *review = open_review (self);
  KindredQuestion question = go_to_pair (self, review);
  guint n_settled = kindred_review_get_n_settled (review);

  kindred_session_edit (self->session, kindred_edit_new_merge (question.person, &question.other, 1, NULL), NULL);
  app_fixture_wait (!exists (self, question.other));
  app_fixture_wait (!is_asked (review, &question));
  g_assert_cmpuint (kindred_review_get_n_settled (review), ==, n_settled);
}

/* The library has yet to say what there is to ask: a person that is gone is not asked about meanwhile. */
static void
test_vanished (AppFixture *self, gconstpointer data)
{
  KindredReview *review = open_review (self);
  KindredQuestion question = go_to_pair (self, review);
  g_autoptr (GError) error = NULL;

  kindred_session_edit (self->session, kindred_edit_new_merge (question.person, &question.other, 1, &error), error);
  app_fixture_wait (!exists (self, question.other));
  g_assert_false (is_first (review, &question));
}

static GtkWidget *
find_preview (AppFixture *self)
{
  return app_fixture_find (kindred_window_get_page (self->window), KINDRED_TYPE_PHOTO_PREVIEW, NULL, NULL);
}

/* The whole photo with the face marked, of both sides by key, of one by its button; it follows the face. */
static void
test_photos (AppFixture *self, gconstpointer data)
{
  KindredReviewSide *side;
  GtkWidget *page, *button;
  KindredPhotoPreview *preview;

  open_review (self);
  page = kindred_window_get_page (self->window);
  side = KINDRED_REVIEW_SIDE (app_fixture_find (page, KINDRED_TYPE_REVIEW_SIDE, NULL, NULL));
  g_assert_null (find_preview (self));
  act (self, "review.photos");
  preview = KINDRED_PHOTO_PREVIEW (find_preview (self));
  g_assert_nonnull (preview);
  app_fixture_wait (kindred_photo_picture_get_texture (KINDRED_PHOTO_PICTURE (preview)) != NULL);
  g_assert_cmpuint (kindred_photo_preview_get_n_marks (preview), ==, 1);
  g_assert_null (app_fixture_find (GTK_WIDGET (side), KINDRED_TYPE_FACE_PICTURE, NULL, NULL));

  gtk_widget_activate_action (page, "review.step", "(ii)", 0, 1);
  app_fixture_wait (kindred_photo_picture_get_texture (KINDRED_PHOTO_PICTURE (preview)) != NULL);
  g_assert_cmpuint (kindred_photo_preview_get_n_marks (preview), ==, 1);

  act (self, "review.photos");
  g_assert_null (find_preview (self));
  button = app_fixture_find (GTK_WIDGET (side), GTK_TYPE_TOGGLE_BUTTON, NULL, NULL);
  app_fixture_assert_spoken (button, "Whole Photo");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_assert_true (find_preview (self) == GTK_WIDGET (preview));
  g_assert_true (kindred_review_side_get_shows_photo (side));
}

static void
test_all (AppFixture *self, gconstpointer data)
{
  KindredReview *review = open_review (self);

  while (kindred_review_get_n_left (review) > 0)
    {
      act (self, "review.skip");
      app_fixture_wait (kindred_review_get_loaded (review));
    }

  g_assert_nonnull (app_fixture_find (GTK_WIDGET (self->window), ADW_TYPE_STATUS_PAGE, "title", "Nothing Left to Ask"));
  g_assert_cmpuint (kindred_review_get_n_settled (review), >, 1);
}

static gboolean
step (AppFixture *self, KindredReviewSide *side, int which, int delta, gint64 not_face)
{
  gtk_widget_activate_action (kindred_window_get_page (self->window), "review.step", "(ii)", which, delta);

  return kindred_review_side_get_face (side) != not_face;
}

static void
test_more_faces (AppFixture *self, gconstpointer data)
{
  KindredReviewSide *side;
  GtkWidget *next;
  gint64 cover;

  open_review (self);
  side = KINDRED_REVIEW_SIDE (app_fixture_find (GTK_WIDGET (self->window), KINDRED_TYPE_REVIEW_SIDE, NULL, NULL));
  app_fixture_wait (kindred_review_side_get_face (side) != 0);
  cover = kindred_review_side_get_face (side);
  next = app_fixture_find (GTK_WIDGET (side), GTK_TYPE_BUTTON, "icon-name", "go-next-symbolic");
  app_fixture_wait (gtk_widget_is_sensitive (next));
  g_assert_true (step (self, side, 0, 1, cover));
  g_assert_true (step (self, side, 0, -1, 0));
  g_assert_cmpint (kindred_review_side_get_face (side), ==, cover);

  /* The arrow of the other side does nothing to this one. */
  g_assert_false (step (self, side, 1, 1, cover));
}

/* The arrow keys follow where the sides stand. */
static void
test_right_to_left (AppFixture *self, gconstpointer data)
{
  GtkWidget *page;
  KindredReviewSide *first;
  gint64 cover;

  open_review (self);
  page = kindred_window_get_page (self->window);
  first = KINDRED_REVIEW_SIDE (app_fixture_find (GTK_WIDGET (self->window), KINDRED_TYPE_REVIEW_SIDE, NULL, NULL));
  app_fixture_wait (gtk_widget_is_sensitive (
      app_fixture_find (GTK_WIDGET (first), GTK_TYPE_BUTTON, "icon-name", "go-next-symbolic")));
  cover = kindred_review_side_get_face (first);

  gtk_widget_activate_action (page, "review.step-towards", "(ii)", GTK_DIR_RIGHT, 1);
  g_assert_cmpint (kindred_review_side_get_face (first), ==, cover);
  gtk_widget_set_direction (page, GTK_TEXT_DIR_RTL);
  gtk_widget_activate_action (page, "review.step-towards", "(ii)", GTK_DIR_RIGHT, 1);
  g_assert_cmpint (kindred_review_side_get_face (first), !=, cover);
}

/* The keyboard works at once, and keeps working; screen readers hear the question. */
static void
test_focus (AppFixture *self, gconstpointer data)
{
  KindredReview *review = open_review (self);
  GtkWidget *focus;

  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_has_css_class (focus, "question"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_ROLE_GROUP);

  act (self, "review.no");
  app_fixture_wait (kindred_review_get_n_left (review) > 0);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == focus);

  /* Back from the person who was asked about. */
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[0]);
  act (self, "win.go-back");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == focus);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-view", "s", "people");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-view", "s", "review");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == focus);
}

#define add(path, test)                                                                                                \
  g_test_add ("/app/review/" path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

static void
add_tests (void)
{
  add ("yes", test_yes);
  add ("no-and-skip", test_no_and_skip);
  add ("take-back", test_take_back);
  add ("meaningless", test_meaningless);
  add ("vanished", test_vanished);
  add ("photos", test_photos);
  add ("all", test_all);
  add ("more-faces", test_more_faces);
  add ("right-to-left", test_right_to_left);
  add ("focus", test_focus);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
