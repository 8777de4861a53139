/* test-birth.c - how old somebody is on a photo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/kindred-birth-input.h"

static gint64
taken (int year, int month, int day)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, day, 12, 0, 0);

  return g_date_time_to_unix (date);
}

static void
assert_age (const char *birth, gint64 at, KindredAgeKind kind, int value)
{
  KindredBirth parsed;
  KindredAge age;

  kindred_birth_read (birth, &parsed);
  age = kindred_birth_get_age (&parsed, at);
  g_assert_cmpint (age.kind, ==, kind);
  g_assert_cmpint (age.value, ==, value);
}

static void
test_parse (void)
{
  const char *const wrong[] = { "",        "207",        "20071",      "2007-",      "2007-13",    "2007-00", "0000",
                                "2007/05", "2007-02-29", "2007-05-0x", "2007-05-3 ", "2007-05-32", "x007" };
  KindredBirth birth;

  g_assert_true (kindred_birth_read ("2008-02-29", &birth));
  g_assert_cmpint (birth.year, ==, 2008);
  g_assert_cmpint (birth.month, ==, 2);
  g_assert_cmpint (birth.day, ==, 29);
  g_assert_true (kindred_birth_read ("2008-02", &birth));
  g_assert_cmpint (birth.day, ==, 0);
  g_assert_true (kindred_birth_read ("2008", &birth));
  g_assert_cmpint (birth.month, ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("“%s”", wrong[i]);
      g_assert_false (kindred_birth_read (wrong[i], &birth));
      g_assert_cmpint (birth.year, ==, 0);
    }
  g_assert_false (kindred_birth_read (NULL, &birth));
}

static void
test_age (void)
{
  assert_age ("2007-05-03", taken (2014, 5, 3), KINDRED_AGE_YEARS, 7);
  assert_age ("2007-05-03", taken (2014, 5, 2), KINDRED_AGE_YEARS, 6);
  assert_age ("2007-05-03", taken (2009, 5, 2), KINDRED_AGE_MONTHS, 23);
  assert_age ("2007-05-03", taken (2007, 5, 3), KINDRED_AGE_MONTHS, 0);
  assert_age ("2007-05-03", taken (2007, 5, 2), KINDRED_AGE_BEFORE_BIRTH, 0);
  assert_age ("2008-02-29", taken (2010, 2, 28), KINDRED_AGE_MONTHS, 23);

  /* In doubt it is not from before the birth. */
  assert_age ("2007-05", taken (2007, 5, 1), KINDRED_AGE_MONTHS, 0);
  assert_age ("2007-05", taken (2007, 4, 30), KINDRED_AGE_BEFORE_BIRTH, 0);
  assert_age ("2007", taken (2007, 1, 1), KINDRED_AGE_YEARS, 0);
  assert_age ("2007", taken (2006, 12, 31), KINDRED_AGE_BEFORE_BIRTH, 0);

  assert_age (NULL, taken (2006, 12, 31), KINDRED_AGE_UNKNOWN, 0);
  assert_age ("2007", G_MAXINT64, KINDRED_AGE_UNKNOWN, 0);
}

static void
test_text (void)
{
  g_autofree char *months = kindred_age_dup_text ((KindredAge){ KINDRED_AGE_MONTHS, 1 });
  g_autofree char *years = kindred_age_dup_spoken ((KindredAge){ KINDRED_AGE_YEARS, 7 });
  KindredBirth birth;
  g_autofree char *date = NULL;

  g_assert_cmpstr (months, ==, "1 month");
  g_assert_cmpstr (years, ==, "aged 7");
  g_assert_null (kindred_age_dup_text ((KindredAge){ KINDRED_AGE_UNKNOWN, 0 }));

  kindred_birth_read ("2007-05-03", &birth);
  date = kindred_birth_dup_text (&birth);
  g_assert_cmpstr (date, ==, "3 May 2007");
}

static void
assert_typed (const char *text, const char *iso)
{
  KindredBirth birth;
  g_autofree char *shown = g_strescape (text, NULL);
  g_autofree char *parsed = NULL;

  g_test_message ("“%s”", shown);
  g_assert_true (kindred_birth_parse (text, &birth) == (iso != NULL));
  parsed = kindred_birth_dup_iso (&birth);
  g_assert_cmpstr (parsed, ==, iso);
}

static void
test_typed (void)
{
  const char *const wrong[] = { "",
                                "19",
                                "198",
                                "3 May 87",
                                "May",
                                "3 May",
                                "ju 1987",
                                "1987-13",
                                "1987-02-30",
                                "1987-13-05",
                                "0000",
                                "1987-5-3-1",
                                "1987 1988",
                                "May May 1987",
                                "about 1987",
                                "19870503",
                                "30 Feb 1987",
                                "1987-005",
                                "0 May 1987",
                                "\xff"
                                "1987",
                                "1987 <b>May</b>",
                                "-",
                                "1987-00-03" };

  assert_typed ("1987", "1987");
  assert_typed (" 1987-05 ", "1987-05");
  assert_typed ("1987-05-03", "1987-05-03");
  assert_typed ("1987/5/3", "1987-05-03");
  assert_typed ("5/1987", "1987-05");
  assert_typed ("May 1987", "1987-05");
  assert_typed ("sept. 1987", "1987-09");
  assert_typed ("3 may 1987", "1987-05-03");
  assert_typed ("May 3, 1987", "1987-05-03");
  assert_typed ("29 February 2008", "2008-02-29");

  /* The C locale has the month first, if it can be one. */
  assert_typed ("5/3/1987", "1987-05-03");
  assert_typed ("13.5.1987", "1987-05-13");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_typed (wrong[i], NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/birth/parse", test_parse);
  g_test_add_func ("/birth/typed", test_typed);
  g_test_add_func ("/birth/age", test_age);
  g_test_add_func ("/birth/text", test_text);

  return g_test_run ();
}
