/* test-split.c - taking a person apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-person-chooser.h"
#include "app/kindred-person-page.h"
#include "app/kindred-split-page.h"
#include "app/kindred-split-row.h"

/* ---- helpers ---- */

static void
set_looks (KindredPhotoRecord *photo, KindredFaceRecord *face, guint i)
{
  const float values[] = { 0.1f, 0.11f, 0.5f, 0.12f, 0.13f, 0.51f, 0.14f, -0.6f };

  g_assert_cmpuint (i, <, G_N_ELEMENTS (values));
  for (guint j = 0; j < KINDRED_EMBEDDING_SIZE; j++)
    face->embedding[j] = values[i];
}

/* Of the eight faces of the first person, five are alike, two others are, and one is alone. */
static void
set_up_mixed (AppFixture *self, gconstpointer data)
{
  app_fixture_set_up (self, data);
  app_fixture_analyze_again (self, 0, set_looks);
}

static KindredSplitPage *
get_page (AppFixture *self)
{
  GtkWidget *page = kindred_window_get_page (self->window);

  return KINDRED_IS_SPLIT_PAGE (page) ? KINDRED_SPLIT_PAGE (page) : NULL;
}

static KindredSplitPlan *
open_split (AppFixture *self, guint person)
{
  app_fixture_present (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-person", "x", self->persons[person]);
  gtk_widget_activate_action (kindred_window_get_page (self->window), "person.split", NULL);
  g_assert_nonnull (get_page (self));
  app_fixture_wait (kindred_split_page_get_plan (get_page (self)) != NULL);

  return kindred_split_page_get_plan (get_page (self));
}

static void
set_strictness (AppFixture *self, double strictness)
{
  GtkWidget *scale = app_fixture_find (GTK_WIDGET (get_page (self)), GTK_TYPE_SCALE, NULL, NULL);

  gtk_range_set_value (GTK_RANGE (scale), strictness);
}

static GtkWidget *
get_row (AppFixture *self, guint group)
{
  GtkWidget *row = app_fixture_find (GTK_WIDGET (get_page (self)), KINDRED_TYPE_SPLIT_ROW, NULL, NULL);

  for (; group > 0 && row != NULL; group--)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

static void
pick (AppFixture *self, guint group, gboolean leaves)
{
  GtkWidget *check = app_fixture_find (get_row (self, group), GTK_TYPE_CHECK_BUTTON, NULL, NULL);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), leaves);
}

static gboolean
can_apply (AppFixture *self)
{
  GtkWidget *button = app_fixture_find (GTK_WIDGET (get_page (self)), GTK_TYPE_BUTTON, "label", "_Apply");

  return button != NULL && gtk_widget_get_sensitive (button);
}

static guint
count_faces (AppFixture *self, gint64 person)
{
  KindredPersonItem *item = kindred_people_lookup (kindred_session_get_people (self->session), person);

  return item != NULL ? kindred_person_item_get_n_faces (item) : 0;
}

static guint
count_people (AppFixture *self)
{
  return kindred_people_get_n_visible (kindred_session_get_people (self->session));
}

static void
choose_person (const char *name)
{
  GtkWidget *chooser, *entry;

  app_fixture_wait (app_fixture_get_dialog (KINDRED_TYPE_PERSON_CHOOSER) != NULL);
  chooser = app_fixture_get_dialog (KINDRED_TYPE_PERSON_CHOOSER);
  entry = app_fixture_find (chooser, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
  app_fixture_wait (app_fixture_get_dialog (KINDRED_TYPE_PERSON_CHOOSER) == NULL);
}

/* ---- tests ---- */

static void
test_groups (AppFixture *self, gconstpointer data)
{
  KindredSplitPlan *plan = open_split (self, 0);

  /* It begins where there are two groups, not with the face that is alone. */
  g_assert_cmpuint (kindred_split_plan_get_n_groups (plan), ==, 3);
  g_assert_cmpuint (kindred_split_plan_get_group (plan, 0)->n_faces, ==, 5);
  g_assert_cmpuint (kindred_split_plan_get_group (plan, 1)->n_faces, ==, 2);
  g_assert_cmpuint (kindred_split_plan_get_group (plan, 2)->n_faces, ==, 1);
  g_assert_false (kindred_split_plan_get_group (plan, 2)->is_rest);
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (get_page (self)), GTK_TYPE_LABEL, "label", "3 groups"));
  g_assert_false (can_apply (self));

  set_strictness (self, 1);
  g_assert_cmpuint (kindred_split_plan_get_n_groups (plan), ==, 8);
  app_fixture_wait (get_row (self, 7) != NULL && gtk_widget_get_visible (get_row (self, 7)));
  app_fixture_assert_spoken (app_fixture_find (get_row (self, 7), GTK_TYPE_CHECK_BUTTON, NULL, NULL),
                             "Group 8, 1 face");
  set_strictness (self, 0);
  g_assert_cmpuint (kindred_split_plan_get_n_groups (plan), ==, 1);
  g_assert_false (gtk_widget_get_visible (get_row (self, 1)));
}

/* Until there are three groups: of five, two and one face. */
static KindredSplitPlan *
open_three (AppFixture *self)
{
  KindredSplitPlan *plan = open_split (self, 0);

  for (int i = 1; i < 100 && kindred_split_plan_get_n_groups (plan) < 3; i++)
    set_strictness (self, i / 100.0);
  g_assert_cmpuint (kindred_split_plan_get_n_groups (plan), ==, 3);
  g_assert_cmpuint (kindred_split_plan_get_group (plan, 0)->n_faces, ==, 5);
  g_assert_cmpuint (kindred_split_plan_get_group (plan, 1)->n_faces, ==, 2);

  return plan;
}

static void
test_apply (AppFixture *self, gconstpointer data)
{
  guint n_people;

  open_three (self);
  n_people = count_people (self);
  pick (self, 1, TRUE);
  g_assert_true (can_apply (self));
  g_assert_nonnull (app_fixture_find (get_row (self, 1), GTK_TYPE_LABEL, "label", "New person"));
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (get_page (self)), GTK_TYPE_LABEL, "label", "2 faces leave"));
  g_assert_cmpuint (count_faces (self, self->persons[0]), ==, 8);

  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "split.apply", NULL);
  app_fixture_wait (count_faces (self, self->persons[0]) == 6);
  g_assert_cmpuint (count_people (self), ==, n_people + 1);
  g_assert_true (KINDRED_IS_PERSON_PAGE (kindred_window_get_page (self->window)));

  /* One step back is all of it. */
  kindred_session_undo (self->session);
  app_fixture_wait (count_faces (self, self->persons[0]) == 8);
  g_assert_cmpuint (count_people (self), ==, n_people);
}

static void
test_destinations (AppFixture *self, gconstpointer data)
{
  open_three (self);
  pick (self, 1, TRUE);
  pick (self, 2, TRUE);
  g_signal_emit_by_name (get_row (self, 1), "destination-wanted");
  choose_person ("Ann");
  g_assert_nonnull (app_fixture_find (get_row (self, 1), GTK_TYPE_LABEL, "label", "Ann"));
  g_assert_nonnull (app_fixture_find (get_row (self, 2), GTK_TYPE_LABEL, "label", "New person"));
  g_signal_emit_by_name (get_row (self, 2), "destination-wanted");
  choose_person ("<i>Zoe</i>");

  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "split.apply", NULL);
  app_fixture_wait (count_faces (self, self->persons[0]) == 5);
  g_assert_cmpuint (count_faces (self, self->persons[1]), ==, 9);
  g_assert_nonnull (kindred_people_find_name (kindred_session_get_people (self->session), "<i>Zoe</i>", 0));

  /* One step back is all of it, wherever it went. */
  kindred_session_undo (self->session);
  app_fixture_wait (count_faces (self, self->persons[0]) == 8);
  g_assert_cmpuint (count_faces (self, self->persons[1]), ==, 7);
  g_assert_null (kindred_people_find_name (kindred_session_get_people (self->session), "<i>Zoe</i>", 0));
}

/* Of the eight faces, five are alike; the others are like nobody. */
static void
set_single_looks (KindredPhotoRecord *photo, KindredFaceRecord *face, guint i)
{
  const float values[] = { 0.1f, 0.11f, 0.9f, 0.12f, 0.13f, 0.5f, 0.14f, -0.6f };

  for (guint j = 0; j < KINDRED_EMBEDDING_SIZE; j++)
    face->embedding[j] = values[i];
}

/* Those who are like nobody are one row, until the user wants to see each. */
static void
test_rest (AppFixture *self, gconstpointer data)
{
  KindredSplitPlan *plan;
  GtkWidget *button;
  gsize n_faces;

  app_fixture_analyze_again (self, 0, set_single_looks);
  plan = open_split (self, 0);
  set_strictness (self, 0.67);
  g_assert_cmpuint (kindred_split_plan_get_n_groups (plan), ==, 2);
  g_assert_true (kindred_split_plan_get_group (plan, 1)->is_rest);
  g_assert_cmpuint (kindred_split_plan_get_group (plan, 1)->n_faces, ==, 3);
  app_fixture_assert_spoken (app_fixture_find (get_row (self, 1), GTK_TYPE_CHECK_BUTTON, NULL, NULL),
                             "Group 2, 3 single faces");

  /* What is picked stays so, each by itself. */
  pick (self, 1, TRUE);
  button = app_fixture_find (GTK_WIDGET (get_page (self)), GTK_TYPE_BUTTON, "label", "Show Single Faces _One by One");
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_cmpuint (kindred_split_plan_get_n_groups (plan), ==, 4);
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (get_page (self)), GTK_TYPE_LABEL, "label", "4 groups"));
  g_assert_cmpuint (kindred_split_plan_count_leaving (plan, &n_faces), ==, 3);
  g_assert_cmpuint (n_faces, ==, 3);
  pick (self, 3, FALSE);

  /* Gathered again, the one that stays does not keep the others from leaving. */
  kindred_split_plan_set_gathers (plan, TRUE);
  g_assert_cmpuint (kindred_split_plan_get_n_groups (plan), ==, 3);
  g_assert_cmpuint (kindred_split_plan_count_leaving (plan, &n_faces), ==, 1);
  g_assert_cmpuint (n_faces, ==, 2);
}

static void
test_together (AppFixture *self, gconstpointer data)
{
  KindredPersonItem *eve;

  open_three (self);
  pick (self, 1, TRUE);
  pick (self, 2, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "split.together", NULL);
  choose_person ("Eve");
  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "split.apply", NULL);
  app_fixture_wait (count_faces (self, self->persons[0]) == 5);
  eve = kindred_people_find_name (kindred_session_get_people (self->session), "Eve", 0);
  g_assert_cmpuint (kindred_person_item_get_n_faces (eve), ==, 3);

  kindred_session_undo (self->session);
  app_fixture_wait (count_faces (self, self->persons[0]) == 8);
}

static void
test_picks (AppFixture *self, gconstpointer data)
{
  KindredSplitPlan *plan = open_three (self);
  double strictness = kindred_split_plan_get_strictness (plan);
  gsize n_faces;

  /* Groups that fall apart go on together; those that are joined with what stays, stay. */
  pick (self, 1, TRUE);
  set_strictness (self, 1);
  g_assert_cmpuint (kindred_split_plan_count_leaving (plan, &n_faces), ==, 2);
  set_strictness (self, 0);
  g_assert_cmpuint (kindred_split_plan_count_leaving (plan, &n_faces), ==, 0);
  g_assert_false (can_apply (self));
  set_strictness (self, strictness);
  g_assert_cmpuint (kindred_split_plan_count_leaving (plan, &n_faces), ==, 1);
  g_assert_cmpuint (n_faces, ==, 2);

  /* Somebody has to stay. */
  pick (self, 0, TRUE);
  pick (self, 2, TRUE);
  g_assert_false (can_apply (self));
  g_assert_nonnull (app_fixture_find (GTK_WIDGET (get_page (self)), GTK_TYPE_LABEL, "label", "One group has to stay"));
  pick (self, 0, FALSE);
  g_assert_true (can_apply (self));
}

static void
edit_elsewhere (AppFixture *self, KindredEdit *edit)
{
  g_assert_nonnull (edit);
  kindred_library_edit_async (self->library, edit, NULL, NULL, NULL);
  kindred_edit_unref (edit);
}

static void
test_changed (AppFixture *self, gconstpointer data)
{
  KindredSplitPlan *plan = open_three (self);
  gint64 alone = kindred_split_plan_get_group (plan, 2)->faces[0];
  gint64 kept = kindred_split_plan_get_group (plan, 1)->faces[0];

  pick (self, 1, TRUE);
  pick (self, 2, TRUE);
  edit_elsewhere (self, kindred_edit_new_reject (&alone, 1, NULL));
  app_fixture_wait (kindred_split_plan_get_n_faces (plan) == 7);

  for (int i = 1; i < 100 && kindred_split_plan_get_n_groups (plan) != 2; i++)
    set_strictness (self, i / 100.0);
  g_assert_cmpint (kindred_split_plan_get_group (plan, 1)->faces[0], ==, kept);
  g_assert_cmpuint (kindred_split_plan_get_group (plan, 1)->destination, !=, 0);
  g_assert_true (can_apply (self));
}

static void
test_gone (AppFixture *self, gconstpointer data)
{
  g_autofree char *toast = NULL;

  open_three (self);
  pick (self, 1, TRUE);
  edit_elsewhere (self, kindred_edit_new_merge (self->persons[1], &self->persons[0], 1, NULL));
  app_fixture_wait (get_page (self) == NULL);
  app_fixture_wait ((g_free (toast), toast = app_fixture_dup_toast (self)) != NULL);
  g_assert_cmpstr (toast, ==, "This person is gone: the faces are with somebody else now.");
  g_assert_cmpuint (count_faces (self, self->persons[1]), ==, 15);

  /* Nor is the page below it shown, of the one who is gone. */
  g_assert_false (KINDRED_IS_PERSON_PAGE (kindred_window_get_page (self->window)));
}

#define add(path, test) g_test_add ("/app/split/" path, AppFixture, NULL, set_up_mixed, test, app_fixture_tear_down)

static void
add_tests (void)
{
  add ("groups", test_groups);
  add ("apply", test_apply);
  add ("destinations", test_destinations);
  add ("rest", test_rest);
  add ("together", test_together);
  add ("picks", test_picks);
  add ("changed", test_changed);
  add ("gone", test_gone);
}

int
main (int argc, char *argv[])
{
  return app_fixture_run (argc, argv, add_tests);
}
