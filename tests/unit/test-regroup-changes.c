/* test-regroup-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "grouping/kindred-regroup-changes.h"

#define N 8

static GArray *
compare (const gint32 *before, const gint32 *after, gsize n_persons, gsize n_new_persons)
{
  return kindred_regroup_compare (before, after, N, n_persons, n_new_persons);
}

static void
assert_change (GArray *changes, guint index, KindredRegroupChange expected)
{
  const KindredRegroupChange *change;

  g_assert_cmpuint (index, <, changes->len);
  change = &g_array_index (changes, KindredRegroupChange, index);
  g_assert_cmpint (change->person, ==, expected.person);
  g_assert_cmpuint (change->gained, ==, expected.gained);
  g_assert_cmpuint (change->lost, ==, expected.lost);
  g_assert_cmpint (change->merged_into, ==, expected.merged_into);
  g_assert_cmpuint (change->split_into, ==, expected.split_into);
}

static void
test_nothing (void)
{
  const gint32 before[N] = { 0, 0, 0, 1, 1, -1, -1, 2 };
  g_autoptr (GArray) same = compare (before, before, 4, 0);
  g_autoptr (GArray) no_faces = kindred_regroup_compare (NULL, NULL, 0, 3, 0);
  g_autoptr (GArray) no_persons = kindred_regroup_compare (NULL, NULL, 0, 0, 0);

  g_assert_cmpuint (same->len, ==, 0);
  g_assert_cmpuint (no_faces->len, ==, 0);
  g_assert_cmpuint (no_persons->len, ==, 0);
}

/* From nobody, and to nobody. */
static void
test_gain_and_lose (void)
{
  const gint32 before[N] = { 0, 0, 0, 1, 1, -1, -1, -1 };
  const gint32 after[N] = { 0, 0, -1, 1, 1, 1, 1, -1 };
  g_autoptr (GArray) changes = compare (before, after, 2, 0);

  g_assert_cmpuint (changes->len, ==, 2);
  assert_change (changes, 0, (KindredRegroupChange){ 1, 2, 0, -1, 0 });
  assert_change (changes, 1, (KindredRegroupChange){ 0, 0, 1, -1, 0 });
}

/* One face that goes elsewhere does not split anybody. */
static void
test_stray (void)
{
  const gint32 before[N] = { 0, 0, 0, 0, 1, 1, 1, 1 };
  const gint32 after[N] = { 0, 0, 0, 1, 1, 1, 1, 1 };
  g_autoptr (GArray) changes = compare (before, after, 2, 0);

  g_assert_cmpuint (changes->len, ==, 2);
  assert_change (changes, 0, (KindredRegroupChange){ 0, 0, 1, -1, 0 });
  assert_change (changes, 1, (KindredRegroupChange){ 1, 1, 0, -1, 0 });
}

static void
test_merge (void)
{
  const gint32 before[N] = { 2, 1, 1, 0, 0, 0, 1, 2 };
  const gint32 after[N] = { 2, 0, 0, 0, 0, 0, 2, 2 };
  g_autoptr (GArray) changes = compare (before, after, 3, 0);

  g_assert_cmpuint (changes->len, ==, 3);
  assert_change (changes, 0, (KindredRegroupChange){ 1, 0, 3, 0, 0 });
  assert_change (changes, 1, (KindredRegroupChange){ 0, 2, 0, -1, 0 });
  assert_change (changes, 2, (KindredRegroupChange){ 2, 1, 0, -1, 0 });
}

/* What somebody loses all its faces to counts by their number, not by the order of persons. */
static void
test_merge_into_larger_part (void)
{
  const gint32 before[N] = { 1, 1, 1, 1, 1, 0, 2, 2 };
  const gint32 after[N] = { 0, 0, 2, 2, 2, 0, 2, 2 };
  g_autoptr (GArray) changes = compare (before, after, 3, 0);

  assert_change (changes, 0, (KindredRegroupChange){ 1, 0, 5, 2, 2 });
}

/* Part stays, part is new, one face is nobody's. */
static void
test_split (void)
{
  const gint32 before[N] = { 0, 0, 0, 0, 0, 0, -1, -1 };
  const gint32 after[N] = { 0, 0, 0, 1, 1, -1, 2, 2 };
  g_autoptr (GArray) changes = compare (before, after, 1, 2);

  g_assert_cmpuint (changes->len, ==, 3);
  assert_change (changes, 0, (KindredRegroupChange){ 0, 0, 3, -1, 2 });
  assert_change (changes, 1, (KindredRegroupChange){ 1, 2, 0, -1, 0 });
  assert_change (changes, 2, (KindredRegroupChange){ 2, 2, 0, -1, 0 });
}

/* Who exchanges all faces is not merged. */
static void
test_exchange (void)
{
  const gint32 before[N] = { 0, 0, 0, 0, 1, 1, 1, 1 };
  const gint32 after[N] = { 1, 1, 1, 1, 0, 0, 0, 0 };
  g_autoptr (GArray) changes = compare (before, after, 2, 0);

  g_assert_cmpuint (changes->len, ==, 2);
  assert_change (changes, 0, (KindredRegroupChange){ 0, 4, 4, -1, 0 });
  assert_change (changes, 1, (KindredRegroupChange){ 1, 4, 4, -1, 0 });
}

/* All faces go: to nobody, or to new persons. */
static void
test_gone (void)
{
  const gint32 before[N] = { 0, 0, 1, 1, 1, 1, -1, -1 };
  const gint32 after[N] = { -1, -1, 2, 2, 3, 3, -1, -1 };
  g_autoptr (GArray) changes = compare (before, after, 2, 2);

  g_assert_cmpuint (changes->len, ==, 4);
  assert_change (changes, 0, (KindredRegroupChange){ 1, 0, 4, -1, 2 });
  assert_change (changes, 1, (KindredRegroupChange){ 0, 0, 2, -1, 0 });
  assert_change (changes, 2, (KindredRegroupChange){ 2, 2, 0, -1, 0 });
  assert_change (changes, 3, (KindredRegroupChange){ 3, 2, 0, -1, 0 });
}

/* Whatever happens, each face that is lost or gained is counted once. */
static void
test_sums (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int round = 0; round < 200; round++)
    {
      gint32 before[N], after[N];
      guint lost = 0, gained = 0, total = 0;
      g_autoptr (GArray) changes = NULL;

      for (int i = 0; i < N; i++)
        {
          before[i] = g_rand_int_range (random, -1, 3);
          after[i] = g_rand_int_range (random, -1, 5);
          total += before[i] != after[i] ? (before[i] >= 0) + (after[i] >= 0) : 0;
        }

      changes = compare (before, after, 3, 2);
      for (guint i = 0; i < changes->len; i++)
        {
          lost += g_array_index (changes, KindredRegroupChange, i).lost;
          gained += g_array_index (changes, KindredRegroupChange, i).gained;
        }
      g_assert_cmpuint (lost + gained, ==, total);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/regroup-changes/nothing", test_nothing);
  g_test_add_func ("/regroup-changes/gain-and-lose", test_gain_and_lose);
  g_test_add_func ("/regroup-changes/stray", test_stray);
  g_test_add_func ("/regroup-changes/merge", test_merge);
  g_test_add_func ("/regroup-changes/merge-into-larger-part", test_merge_into_larger_part);
  g_test_add_func ("/regroup-changes/split", test_split);
  g_test_add_func ("/regroup-changes/exchange", test_exchange);
  g_test_add_func ("/regroup-changes/gone", test_gone);
  g_test_add_func ("/regroup-changes/sums", test_sums);

  return g_test_run ();
}
