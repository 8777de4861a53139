/* test-candidates.c - more faces of a person, some at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-candidate-card.h"
#include "app/kindred-candidates-page.h"
#include "app/kindred-person-page.h"

/* All faces of the fixture are alike: whoever has no name may be anybody. */

static KindredPersonItem *
get_person (AppFixture *self, guint person)
{
  return kindred_people_lookup (kindred_session_get_people (self->session), self->persons[person]);
}

static guint
count_faces (AppFixture *self, guint person)
{
  return kindred_person_item_get_n_faces (get_person (self, person));
}

static KindredCandidates *
open_candidates (AppFixture *self, guint person)
{
  GtkWidget *page;
  KindredCandidates *candidates;

  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[person]);
  g_assert_true (gtk_widget_activate_action (kindred_window_get_page (self->window), "person.find-more", NULL));
  page = kindred_window_get_page (self->window);
  g_assert_true (KINDRED_IS_CANDIDATES_PAGE (page));
  candidates = kindred_candidates_page_get_candidates (KINDRED_CANDIDATES_PAGE (page));
  app_fixture_wait (kindred_candidates_get_n_shown (candidates) > 2);

  return candidates;
}

static GtkFlowBox *
get_box (AppFixture *self)
{
  return GTK_FLOW_BOX (app_fixture_find (kindred_window_get_page (self->window), GTK_TYPE_FLOW_BOX, NULL, NULL));
}

static KindredCandidateCard *
get_card (AppFixture *self, int position)
{
  return KINDRED_CANDIDATE_CARD (gtk_flow_box_get_child_at_index (get_box (self), position));
}

static void
act (AppFixture *self, const char *action)
{
  g_assert_true (gtk_widget_activate_action (kindred_window_get_page (self->window), action, NULL));
}

static guint
count_new_faces (AppFixture *self, const KindredQuestion *question)
{
  KindredPersonItem *other = kindred_people_lookup (kindred_session_get_people (self->session), question->other);

  return other != NULL ? kindred_person_item_get_n_faces (other) : 1;
}

static gboolean
is_shown (KindredCandidates *candidates, const KindredQuestion *question)
{
  for (guint i = 0; i < kindred_candidates_get_n_shown (candidates); i++)
    if (kindred_candidates_get (candidates, i)->other == question->other
        && kindred_candidates_get (candidates, i)->face == question->face)
      return TRUE;

  return FALSE;
}

/* All but one, in one step, which is one step to undo; the one that was denied is not asked again. */
static void
test_confirm (AppFixture *self, gconstpointer data)
{
  KindredCandidates *candidates = open_candidates (self, 0);
  guint n_shown = kindred_candidates_get_n_shown (candidates), n_faces = count_faces (self, 0);
  KindredQuestion wrong = *kindred_candidates_get (candidates, 1);
  guint expected = n_faces;

  for (guint i = 0; i < n_shown; i++)
    if (i != 1)
      expected += count_new_faces (self, kindred_candidates_get (candidates, i));

  g_signal_emit_by_name (get_box (self), "child-activated", get_card (self, 1));
  g_assert_true (kindred_candidate_card_get_wrong (get_card (self, 1)));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (get_card (self, 1)), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (get_card (self, 0)), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  act (self, "candidates.confirm");
  app_fixture_wait (count_faces (self, 0) == expected);
  app_fixture_wait (kindred_candidates_get_loaded (candidates));
  g_assert_false (is_shown (candidates, &wrong));

  /* As they were, and what was marked is marked. */
  act (self, "win.undo");
  app_fixture_wait (count_faces (self, 0) == n_faces);
  app_fixture_wait (kindred_candidates_get_n_shown (candidates) == n_shown);
  g_assert_true (kindred_candidates_get (candidates, 1)->other == wrong.other
                 && kindred_candidates_get (candidates, 1)->face == wrong.face);
  g_assert_true (kindred_candidate_card_get_wrong (get_card (self, 1)));
}

static void
test_all_wrong (AppFixture *self, gconstpointer data)
{
  KindredCandidates *candidates = open_candidates (self, 0);
  guint n_faces = count_faces (self, 0);

  act (self, "candidates.toggle-all");
  g_assert_nonnull (
      app_fixture_find (kindred_window_get_page (self->window), GTK_TYPE_BUTTON, "label", "_All Are Wrong"));
  for (guint i = 0; i < 10 && kindred_candidates_get_n_shown (candidates) > 0; i++)
    {
      act (self, "candidates.confirm");
      app_fixture_wait (kindred_candidates_get_loaded (candidates));
      if (kindred_candidates_get_n_shown (candidates) > 0)
        act (self, "candidates.toggle-all");
    }

  app_fixture_wait (
      app_fixture_find (kindred_window_get_page (self->window), ADW_TYPE_STATUS_PAGE, "title", "No More Faces Found")
      != NULL);
  g_assert_cmpuint (count_faces (self, 0), ==, n_faces);
  /* One Enter too many must not do anything. */
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (gtk_window_get_focus (GTK_WINDOW (self->window)))),
                   ==, "win.go-back");
}

/* The keyboard works at once, and goes on. */
static void
test_focus (AppFixture *self, gconstpointer data)
{
  KindredCandidates *candidates = open_candidates (self, 0);

  app_fixture_wait (gtk_window_get_focus (GTK_WINDOW (self->window)) == GTK_WIDGET (get_card (self, 0)));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (get_box (self)), GTK_DIR_RIGHT));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window)) == GTK_WIDGET (get_card (self, 1)));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (get_card (self, 1))));
  g_assert_true (kindred_candidate_card_get_wrong (get_card (self, 1)));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (get_card (self, 1))));
  g_assert_false (kindred_candidate_card_get_wrong (get_card (self, 1)));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_card (self, 0)), GTK_ACCESSIBLE_ROLE_CHECKBOX);
  g_assert_cmpuint (kindred_candidates_get_n_shown (candidates), >, 2);
}

/* One who was merged elsewhere is not asked about; without the person there is nothing to ask. */
static void
test_gone (AppFixture *self, gconstpointer data)
{
  KindredCandidates *candidates = open_candidates (self, 2);
  KindredQuestion question = *kindred_candidates_get (candidates, 0);

  for (guint i = 0; question.other == 0; i++)
    question = *kindred_candidates_get (candidates, i);
  kindred_session_edit (self->session, kindred_edit_new_merge (self->persons[0], &question.other, 1, NULL), NULL);
  app_fixture_wait (!is_shown (candidates, &question));
  g_assert_true (KINDRED_IS_CANDIDATES_PAGE (kindred_window_get_page (self->window)));

  kindred_session_edit (self->session, kindred_edit_new_merge (self->persons[0], &self->persons[2], 1, NULL), NULL);
  app_fixture_wait (!KINDRED_IS_CANDIDATES_PAGE (kindred_window_get_page (self->window)));
}

#define add(path, test)                                                                                                \
  g_test_add ("/app/candidates/" path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

static void
add_tests (void)
{
  add ("confirm", test_confirm);
  add ("all-wrong", test_all_wrong);
  add ("focus", test_focus);
  add ("gone", test_gone);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
