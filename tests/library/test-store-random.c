/* test-store-random.c - whatever users and grouping do, in any order: undo and redo are exact, and
 * no decision is lost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "base/kindred-error.h"
#include "store/kindred-store-forget.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_PHOTOS 24
#define MAX_FACES_PER_PHOTO 4
#define N_EDITS 60

/* The seed of a round, in messages of failures; each round is a new library. */
typedef struct
{
  StoreFixture base;
  GRand *rand;
  guint32 seed;
  gint64 photos[N_PHOTOS];
} Fixture;

static void
set_up (Fixture *self, guint32 seed)
{
  self->rand = g_rand_new_with_seed (seed);
  self->seed = seed;
  store_fixture_set_up (&self->base);
  for (int i = 0; i < N_PHOTOS; i++)
    self->photos[i]
        = store_fixture_add_photo (&self->base, i, g_rand_int_range (self->rand, 1, MAX_FACES_PER_PHOTO + 1), i);
}

static void
tear_down (Fixture *self)
{
  store_fixture_tear_down (&self->base);
  g_rand_free (self->rand);
}

/* ---- what is there ---- */

static GArray *
list_ids (GPtrArray *records, gsize offset)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < records->len; i++)
    g_array_append_vals (ids, (const char *) g_ptr_array_index (records, i) + offset, 1);

  return ids;
}

static GArray *
list_faces (Fixture *self, KindredFacesKind kind, gint64 person)
{
  KindredFaceQuery query = { .kind = kind, .person = person };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faces = kindred_store_list_faces (self->base.store, &query, NULL, &error);

  g_assert_no_error (error);

  return list_ids (faces, G_STRUCT_OFFSET (KindredFaceRecord, id));
}

static GArray *
list_people (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = kindred_store_list_people (self->base.store, TRUE, NULL, &error);

  g_assert_no_error (error);

  return list_ids (people, G_STRUCT_OFFSET (KindredPersonRecord, id));
}

static gint64
pick (Fixture *self, GArray *ids)
{
  return ids->len > 0 ? g_array_index (ids, gint64, g_rand_int_range (self->rand, 0, ids->len)) : 4711;
}

/* Takes up to @max of @ids into its first places; how many. */
static gsize
pick_some (Fixture *self, GArray *ids, gsize max)
{
  gsize n = g_rand_int_range (self->rand, 1, max + 1);

  n = MIN (n, ids->len);

  for (gsize i = 0; i < n; i++)
    {
      gint64 *first = &g_array_index (ids, gint64, i);
      gint64 *other = &g_array_index (ids, gint64, g_rand_int_range (self->rand, i, ids->len));
      gint64 id = *first;

      *first = *other;
      *other = id;
    }

  return n;
}

/* A line of the dump: "person 7 name 'Ann' hidden 0 cover NULL by_user 0 favourite 0 birth NULL notes NULL". */
static void
add_person_facts (GHashTable *facts, const char *line)
{
  static const char *const words[]
      = { " name ", " hidden ", " cover ", " by_user ", " favourite ", " birth ", " notes ", NULL };
  const char *id = line + strlen ("person ");

  for (int i = 0; words[i] != NULL; i++)
    {
      const char *value = strstr (line, words[i]) + strlen (words[i]);
      const char *end = words[i + 1] != NULL ? strstr (value, words[i + 1]) : value + strlen (value);
      g_autofree char *text = g_strndup (value, end - value);
      g_autofree char *word = g_strstrip (g_strdup (words[i]));
      g_autofree char *number = g_strndup (id, strcspn (id, " "));

      if (g_str_equal (word, "by_user") || g_str_equal (text, "NULL") || g_str_equal (text, "0"))
        continue;

      g_hash_table_add (facts, g_str_equal (word, "cover") ? g_strdup_printf ("cover %s %s", text, number)
                                                           : g_strdup_printf ("%s %s %s", word, number, text));
    }
}

/* Not what the program judged, nor a skip, which goes with an unnamed person that the program dissolves. */
static gboolean
is_decision (const char *line)
{
  return *line != '\0' && !g_str_has_prefix (line, "skipped ")
         && !(g_str_has_prefix (line, "answer ") && g_str_has_suffix (line, " 2"))
         && !(g_str_has_prefix (line, "face ") && g_str_has_suffix (line, " decision 0"));
}

/* What users have said, a line each.  Not who is with whom by the program's judgement. */
static GHashTable *
list_decisions (Fixture *self)
{
  g_autofree char *text = store_fixture_dump (&self->base);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "person "))
      add_person_facts (facts, *line);
    else if (is_decision (*line))
      g_hash_table_add (facts, g_strdup (*line));

  return facts;
}

/* ---- what users do ---- */

static KindredEdit *
make_answer (Fixture *self, GArray *people, GArray *faces, gint64 person)
{
  KindredAnswer answer = g_rand_int_range (self->rand, KINDRED_ANSWER_YES, KINDRED_ANSWER_SKIP + 1);
  gboolean of_face = g_rand_boolean (self->rand);

  return kindred_edit_new_answer (person, of_face ? 0 : pick (self, people), of_face ? pick (self, faces) : 0, answer,
                                  NULL);
}

static KindredEdit *
make_details (Fixture *self, GArray *people, gint64 person)
{
  static const char *const births[] = { NULL, "1987", "1987-03" };
  static const char *const notes[] = { NULL, "Tall", "Met in\tRome" };
  int which = g_rand_int_range (self->rand, 0, 3);
  gsize n;

  switch (g_rand_int_range (self->rand, 0, 3))
    {
    case 0:
      return kindred_edit_new_birth (person, births[which], NULL);
    case 1:
      return kindred_edit_new_notes (person, notes[which], NULL);
    default:
      n = pick_some (self, people, 3);
      return kindred_edit_new_favourite ((const gint64 *) people->data, n, g_rand_boolean (self->rand), NULL);
    }
}

/* Some of @own to somebody who is there, some to somebody new, some to both. */
static KindredEdit *
make_split (Fixture *self, GArray *people, GArray *own, gint64 person)
{
  gsize n = pick_some (self, own, 6), first = n / 2;
  const gint64 *faces = (const gint64 *) (gpointer) own->data;
  KindredSplitPart parts[] = { { faces, first, 0, g_rand_boolean (self->rand) ? "Name 1" : NULL },
                               { faces + first, n - first, g_rand_boolean (self->rand) ? pick (self, people) : 0 } };

  return kindred_edit_new_split (person, parts, G_N_ELEMENTS (parts), NULL);
}

static KindredEdit *
make_edit (Fixture *self)
{
  g_autoptr (GArray) people = list_people (self);
  g_autoptr (GArray) faces = list_faces (self, KINDRED_FACES_EVERY, 0);
  gint64 person = pick (self, people);
  g_autoptr (GArray) own = list_faces (self, KINDRED_FACES_OF_PERSON, person);
  g_autofree char *name = g_strdup_printf ("Name %d", g_rand_int_range (self->rand, 0, 5));
  gsize n;

  switch (g_rand_int_range (self->rand, 0, 21))
    {
    case 0:
      return kindred_edit_new_name (person, g_rand_boolean (self->rand) ? name : NULL, NULL);
    case 1:
    case 2:
      n = pick_some (self, people, 2);
      return kindred_edit_new_merge (person, (const gint64 *) people->data, n, NULL);
    case 3:
    case 4:
      n = pick_some (self, own, 4);
      return kindred_edit_new_move_faces (person, (const gint64 *) own->data, n,
                                          g_rand_boolean (self->rand) ? pick (self, people) : 0, NULL, NULL);
    case 5:
    case 6:
      n = pick_some (self, faces, 5);
      return kindred_edit_new_move_faces (0, (const gint64 *) faces->data, n, 0, name, NULL);
    case 7:
      n = pick_some (self, faces, 5);
      return kindred_edit_new_move_faces (0, (const gint64 *) faces->data, n, person, NULL, NULL);
    case 8:
      n = pick_some (self, own, 3);
      return kindred_edit_new_confirm ((const gint64 *) own->data, n, NULL);
    case 9:
      n = pick_some (self, own, 3);
      return kindred_edit_new_reject ((const gint64 *) own->data, n, NULL);
    case 10:
      n = pick_some (self, faces, 3);
      return kindred_edit_new_not_a_face ((const gint64 *) faces->data, n, NULL);
    case 11:
      n = pick_some (self, faces, 20);
      return kindred_edit_new_restore ((const gint64 *) faces->data, n, NULL);
    case 12:
      n = pick_some (self, people, 3);
      return kindred_edit_new_hide ((const gint64 *) people->data, n, g_rand_boolean (self->rand), NULL);
    case 13:
    case 14:
    case 15:
      return make_answer (self, people, faces, person);
    case 16:
    case 17:
      return make_details (self, people, person);
    case 18:
    case 19:
      return make_split (self, people, own, person);
    default:
      return kindred_edit_new_cover (person, g_rand_boolean (self->rand) ? pick (self, own) : 0, NULL);
    }
}

/* Whether it was written.  Refused ones change nothing, and it must be for a reason that makes sense. */
static gboolean
apply_random_edit (Fixture *self)
{
  g_autoptr (KindredEdit) edit = make_edit (self);
  g_autoptr (KindredEditRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  if (edit == NULL)
    return FALSE;

  if (kindred_store_apply_edit (self->base.store, edit, &record, &error))
    return record->id != 0;

  g_assert_true (g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND)
                 || g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_CONFLICT));

  return FALSE;
}

static void
step (Fixture *self, gboolean forward)
{
  g_autoptr (KindredEditRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  if (forward)
    kindred_store_redo (self->base.store, &record, &error);
  else
    kindred_store_undo (self->base.store, &record, &error);

  g_assert_no_error (error);
  g_assert_true (record->undone == !forward);
}

/* ---- what the program does ---- */

static guint
group_randomly (Fixture *self, gboolean journal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredGroupingFaces) faces = kindred_store_load_grouping (self->base.store, "fake-1", NULL, &error);
  g_autofree KindredFaceMove *moves = g_new0 (KindredFaceMove, faces->n_faces);
  g_autofree gint64 *seen = g_new (gint64, MAX (faces->n_faces, 1));
  gsize n_moves = 0, n_seen = 0;
  guint n_applied;

  /* Decided ones too: the store is to know better. */
  for (gsize i = 0; i < faces->n_faces; i++)
    if (g_rand_int_range (self->rand, 0, 4) == 0)
      {
        int target = g_rand_int_range (self->rand, -4, 4);

        moves[n_moves++] = (KindredFaceMove){ faces->face[i], faces->person[i],
                                              target > 0 && faces->n_persons > 0
                                                  ? faces->person_id[g_rand_int_range (self->rand, 0, faces->n_persons)]
                                                  : MIN (target, 0) };
      }

  for (gsize i = 0; i < faces->n_faces; i++)
    if (faces->is_new[i])
      seen[n_seen++] = faces->face[i];

  kindred_store_apply_grouping (self->base.store, moves, n_moves, seen, n_seen, journal, &n_applied, &error);
  g_assert_no_error (error);

  return n_applied;
}

/* Finds some faces again, a little elsewhere, misses some, and finds others. */
static void
analyze_again (Fixture *self)
{
  g_autoptr (KindredPhotoRecord) photo = kindred_photo_record_new ();
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);
  g_autoptr (GError) error = NULL;

  photo->id = self->photos[g_rand_int_range (self->rand, 0, N_PHOTOS)];
  for (int i = 0; i < MAX_FACES_PER_PHOTO; i++)
    if (g_rand_boolean (self->rand))
      g_ptr_array_add (faces, store_fixture_make_face (0.02 * i + g_rand_double_range (self->rand, 0, 0.004), i));

  kindred_store_put_analysis (self->base.store, photo, faces, &error);
  g_assert_no_error (error);
}

/* ---- users alone: everything is exact ---- */

static void
reopen_sometimes (Fixture *self)
{
  if (g_rand_int_range (self->rand, 0, 12) == 0)
    store_fixture_reopen (&self->base);
}

/* @states: the dump after each edit that can be undone, and before all of them first. */
static void
walk (Fixture *self, GPtrArray *states, guint *at, guint target)
{
  while (*at != target)
    {
      gboolean forward = *at < target;
      g_autofree char *now = NULL;

      step (self, forward);
      *at = forward ? *at + 1 : *at - 1;
      reopen_sometimes (self);
      now = store_fixture_dump (&self->base);
      g_assert_cmpstr (now, ==, g_ptr_array_index (states, *at));
    }
}

static void
run_exact_round (guint32 seed)
{
  Fixture self = { 0 };
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint at = 0;

  set_up (&self, seed);
  for (int i = 0; i < 3; i++)
    group_randomly (&self, FALSE);
  g_ptr_array_add (states, store_fixture_dump (&self.base));

  for (int i = 0; i < N_EDITS; i++)
    {
      if (apply_random_edit (&self))
        {
          g_ptr_array_set_size (states, ++at);
          g_ptr_array_add (states, store_fixture_dump (&self.base));
        }
      else
        {
          g_autofree char *now = store_fixture_dump (&self.base);

          g_assert_cmpstr (now, ==, g_ptr_array_index (states, at));
        }

      reopen_sometimes (&self);
      if (g_rand_int_range (self.rand, 0, 4) == 0)
        walk (&self, states, &at, g_rand_int_range (self.rand, at - MIN (at, 3), MIN (at + 3, states->len)));
    }

  store_fixture_assert_sound (&self.base);
  walk (&self, states, &at, 0);
  store_fixture_assert_sound (&self.base);
  walk (&self, states, &at, states->len - 1);
  store_fixture_assert_sound (&self.base);
  tear_down (&self);
}

static void
test_exact (void)
{
  guint n_rounds = g_test_thorough () ? 300 : 12;

  for (guint i = 0; i < n_rounds; i++)
    {
      guint32 seed = g_test_rand_int ();

      g_test_message ("Seed %u", seed);
      run_exact_round (seed);
    }
}

/* ---- users and the program in turn: no decision is lost ---- */

/* The user took a decision back, so that the face was free, and the program lost the face or took it
 * elsewhere: then the decision cannot return with undo. */
static gboolean
is_excused (Fixture *self, const char *fact)
{
  g_auto (GStrv) words = g_strsplit (fact, " ", 3);
  g_autoptr (KindredFaceRecord) face = NULL;

  if (!g_str_equal (words[0], "face") && !g_str_equal (words[0], "rejection") && !g_str_equal (words[0], "cover"))
    return FALSE;

  face = kindred_store_get_face (self->base.store, g_ascii_strtoll (words[1], NULL, 10), NULL);

  return face == NULL || (g_str_equal (words[0], "cover") && face->person != g_ascii_strtoll (words[2], NULL, 10));
}

/* A library where users and the program take turns; states[at] is what users have said by now. */
typedef struct
{
  Fixture base;
  GPtrArray *states;
  guint at;
  GHashTable *excused; /* facts: once lost, in all states */
} MixedRound;

static void
assert_contains (MixedRound *self, GHashTable *decisions, GHashTable *expected, gboolean may_excuse, const char *what)
{
  GHashTableIter iter;
  gpointer fact;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &fact, NULL))
    {
      if (g_hash_table_contains (decisions, fact) || g_hash_table_contains (self->excused, fact))
        continue;

      if (!may_excuse || !is_excused (&self->base, fact))
        g_error ("%s, seed %u: %s", what, self->base.seed, (const char *) fact);

      g_hash_table_add (self->excused, g_strdup (fact));
    }
}

static void
assert_decisions (MixedRound *self, gboolean may_excuse)
{
  GHashTable *expected = g_ptr_array_index (self->states, self->at);
  g_autoptr (GHashTable) now = list_decisions (&self->base);

  assert_contains (self, now, expected, may_excuse, "A decision was lost");
  assert_contains (self, expected, now, FALSE, "A decision came from nowhere");
}

static void
push_state (MixedRound *self)
{
  g_ptr_array_set_size (self->states, ++self->at);
  g_ptr_array_add (self->states, list_decisions (&self->base));
}

static void
walk_mixed (MixedRound *self, gboolean forward)
{
  if (forward ? self->at + 1 == self->states->len : self->at == 0)
    return;

  step (&self->base, forward);
  self->at = forward ? self->at + 1 : self->at - 1;
  assert_decisions (self, TRUE);
}

static void
take_turn (MixedRound *self)
{
  switch (g_rand_int_range (self->base.rand, 0, 10))
    {
    case 0:
      if (group_randomly (&self->base, TRUE) > 0)
        push_state (self);
      break;
    case 1:
    case 2:
      group_randomly (&self->base, FALSE);
      assert_decisions (self, FALSE);
      break;
    case 3:
    case 4:
      analyze_again (&self->base);
      assert_decisions (self, FALSE);
      break;
    case 5:
      walk_mixed (self, FALSE);
      break;
    case 6:
      walk_mixed (self, TRUE);
      break;
    default:
      if (apply_random_edit (&self->base))
        push_state (self);
    }
}

static void
run_mixed_round (guint32 seed)
{
  MixedRound self = { .states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref),
                      .excused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  set_up (&self.base, seed);
  group_randomly (&self.base, FALSE);
  g_ptr_array_add (self.states, list_decisions (&self.base));

  for (int i = 0; i < 3 * N_EDITS; i++)
    {
      take_turn (&self);
      reopen_sometimes (&self.base);
      if (i % 10 == 0)
        store_fixture_assert_sound (&self.base.base);
    }

  while (self.at > 0)
    walk_mixed (&self, FALSE);
  store_fixture_assert_sound (&self.base.base);
  while (self.at + 1 < self.states->len)
    walk_mixed (&self, TRUE);
  store_fixture_assert_sound (&self.base.base);

  tear_down (&self.base);
  g_hash_table_unref (self.excused);
  g_ptr_array_unref (self.states);
}

static void
test_mixed (void)
{
  guint n_rounds = g_test_thorough () ? 300 : 6;

  for (guint i = 0; i < n_rounds; i++)
    {
      guint32 seed = g_test_rand_int ();

      g_test_message ("Seed %u", seed);
      run_mixed_round (seed);
    }
}

/* ---- a folder is forgotten: what was said of the other faces stays, and so does what can be undone ---- */

/* Photos of an odd number are in there. */
static gint64
move_half_away (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 folder = kindred_store_add_folder (self->base.store, "/private", &error);

  for (int i = 1; i < N_PHOTOS; i += 2)
    {
      g_autofree char *path = g_strdup_printf ("/private/%d.jpg", i);

      kindred_store_move_photo (self->base.store, self->photos[i], folder, path, 1000 + i, 1, &error);
    }
  g_assert_no_error (error);

  return folder;
}

/* Of faces and their persons.  Names go with persons who are in no other photo. */
static GHashTable *
list_what_stays (Fixture *self, GHashTable *decisions)
{
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *fact;

  g_hash_table_iter_init (&iter, decisions);
  while (g_hash_table_iter_next (&iter, (gpointer *) &fact, NULL))
    {
      g_auto (GStrv) words = g_strsplit (fact, " ", 3);
      g_autoptr (KindredFaceRecord) face = NULL;

      if (!g_str_equal (words[0], "face"))
        continue;

      face = kindred_store_get_face (self->base.store, g_ascii_strtoll (words[1], NULL, 10), NULL);
      if (face != NULL)
        g_hash_table_add (facts, g_strdup (fact));
    }

  return facts;
}

/* To the beginning of the history, or its end; some edits were undone before. */
static void
walk_all (Fixture *self, gboolean forward)
{
  gboolean can_undo, can_redo;

  while (kindred_store_get_undo_state (self->base.store, &can_undo, &can_redo, NULL) && (forward ? can_redo : can_undo))
    step (self, forward);
  store_fixture_assert_sound (&self->base);
}

static void
make_history (Fixture *self)
{
  for (int i = 0; i < 3; i++)
    group_randomly (self, FALSE);

  for (int i = 0; i < N_EDITS; i++)
    {
      apply_random_edit (self);
      if (g_rand_int_range (self->rand, 0, 8) == 0)
        group_randomly (self, g_rand_boolean (self->rand));
      if (g_rand_int_range (self->rand, 0, 8) == 0)
        kindred_store_undo (self->base.store, NULL, NULL);
    }
}

static void
assert_all_in (GHashTable *facts, GHashTable *others)
{
  GHashTableIter iter;
  gpointer fact;

  g_hash_table_iter_init (&iter, facts);
  while (g_hash_table_iter_next (&iter, &fact, NULL))
    g_assert_true (g_hash_table_contains (others, fact));
}

static void
forget_folder (Fixture *self, gint64 folder)
{
  g_autoptr (GHashTable) before = list_decisions (self);
  g_autoptr (GHashTable) staying = NULL, now = NULL;
  g_autoptr (KindredForgotten) forgotten = NULL;
  g_autoptr (GError) error = NULL;

  forgotten = kindred_store_forget (self->base.store, folder, &error);
  g_assert_no_error (error);
  g_assert_true (kindred_store_scrub (self->base.store, &error));
  g_assert_cmpuint (forgotten->photos->len, ==, N_PHOTOS / 2);
  store_fixture_assert_sound (&self->base);

  staying = list_what_stays (self, before);
  now = list_decisions (self);
  assert_all_in (staying, now);
  assert_all_in (now, before);
}

static void
run_forgetting_round (guint32 seed)
{
  Fixture self = { 0 };
  g_autoptr (GHashTable) first = NULL, second = NULL;
  gint64 folder;

  set_up (&self, seed);
  folder = move_half_away (&self);
  make_history (&self);
  forget_folder (&self, folder);

  /* There and back again is the same. */
  walk_all (&self, FALSE);
  walk_all (&self, TRUE);
  first = list_decisions (&self);
  walk_all (&self, FALSE);
  walk_all (&self, TRUE);
  second = list_decisions (&self);
  assert_all_in (first, second);
  assert_all_in (second, first);

  for (int i = 0; i < 10; i++)
    apply_random_edit (&self);
  store_fixture_assert_sound (&self.base);
  tear_down (&self);
}

static void
test_forgetting (void)
{
  guint n_rounds = g_test_thorough () ? 300 : 6;

  for (guint i = 0; i < n_rounds; i++)
    {
      guint32 seed = g_test_rand_int ();

      g_test_message ("Seed %u", seed);
      run_forgetting_round (seed);
    }
}

int
main (int argc, char *argv[])
{
  /* Thousands of edits, each of which waits for the disk: not the point here. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/random/exact", test_exact);
  g_test_add_func ("/store/random/mixed", test_mixed);
  g_test_add_func ("/store/random/forgetting", test_forgetting);

  return g_test_run ();
}
