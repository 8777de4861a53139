/* test-edit-name.c - the rules for names, and edits that can never be right
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "store/kindred-edit.h"

#include <string.h>

static void
test_normalize (void)
{
  static const struct
  {
    const char *name;
    const char *expected;
  } cases[] = {
    { "Ann", "Ann" },
    { "  Ann  Lee\t", "Ann Lee" },
    { "Ann\r\nLee", "Ann Lee" },
    { "Ann\x01Lee", "Ann Lee" },
    { "\u2003Ann\u00a0Lee\u2028", "Ann Lee" },
    { "Zoe\u0308", "Zo\u00eb" },
    { "<b>A&B</b>", "<b>A&B</b>" },
    { "\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e" }, /* its joiner belongs to it */
    { "\U0001f600", "\U0001f600" },
    { "\u05d3\u05e0\u05d9\u200e", "\u05d3\u05e0\u05d9\u200e" },
    { "\u202eevil\u202c \u2067x\u2069", "evil x" },
    { "\u200b\u200d \u2060", NULL },
    { "", NULL },
    { " \n\t ", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *result = kindred_name_normalize (cases[i].name, &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (result, ==, cases[i].expected);

      again = kindred_name_normalize (result, &error);
      g_assert_cmpstr (again, ==, result);
    }
}

static void
test_refused (void)
{
  g_autofree char *longest = g_strnfill (KINDRED_NAME_MAX, 'x');
  g_autofree char *too_long = g_strconcat (longest, "x", NULL);
  g_autofree char *padded = g_strconcat ("  ", longest, "  ", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  kept = kindred_name_normalize (padded, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, longest);

  g_assert_null (kindred_name_normalize (too_long, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  g_assert_null (kindred_name_normalize ("Zo\xeb", &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  g_assert_null (kindred_edit_new_name (1, "Zo\xeb", &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
}

static void
assert_invalid (KindredEdit *edit, GError **error)
{
  g_assert_null (edit);
  g_assert_error (*error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_clear_error (error);
}

static void
test_impossible_edits (void)
{
  const gint64 ids[] = { 3, 1, 3 }, bad[] = { 1, -1 };
  g_autoptr (GError) error = NULL;

  assert_invalid (kindred_edit_new_name (0, "Ann", &error), &error);
  assert_invalid (kindred_edit_new_merge (3, ids, 3, &error), &error);
  assert_invalid (kindred_edit_new_merge (5, NULL, 0, &error), &error);
  assert_invalid (kindred_edit_new_merge (-5, ids, 3, &error), &error);
  assert_invalid (kindred_edit_new_move_faces (7, ids, 3, 7, NULL, &error), &error);
  assert_invalid (kindred_edit_new_move_faces (7, ids, 3, 8, "Ann", &error), &error);
  assert_invalid (kindred_edit_new_move_faces (-7, ids, 3, 8, NULL, &error), &error);
  assert_invalid (kindred_edit_new_confirm (bad, 2, &error), &error);
  assert_invalid (kindred_edit_new_reject (NULL, 0, &error), &error);
  assert_invalid (kindred_edit_new_not_a_face (bad, 2, &error), &error);
  assert_invalid (kindred_edit_new_restore (bad, 2, &error), &error);
  assert_invalid (kindred_edit_new_hide (bad, 2, TRUE, &error), &error);
  assert_invalid (kindred_edit_new_cover (1, -1, &error), &error);
  assert_invalid (kindred_edit_new_remove_folder (0, &error), &error);
}

static void
test_kinds (void)
{
  const gint64 ids[] = { 3, 1, 3 };
  g_autoptr (KindredEdit) merge = kindred_edit_new_merge (5, ids, 3, NULL);
  g_autoptr (KindredEdit) same = kindred_edit_ref (merge);
  g_autoptr (KindredEdit) unname = kindred_edit_new_name (5, " ", NULL);

  g_assert_cmpint (kindred_edit_get_kind (same), ==, KINDRED_EDIT_MERGE);
  g_assert_cmpint (kindred_edit_get_kind (unname), ==, KINDRED_EDIT_NAME);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edit/name/normalize", test_normalize);
  g_test_add_func ("/edit/name/refused", test_refused);
  g_test_add_func ("/edit/impossible", test_impossible_edits);
  g_test_add_func ("/edit/kinds", test_kinds);

  return g_test_run ();
}
