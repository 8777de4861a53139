/* test-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/kindred-search.h"

typedef struct
{
  const char *query;
  const char *name;
  gboolean found;
} Case;

static const Case cases[] = {
  { "", "Ann", TRUE },
  { "", NULL, TRUE },
  { "   ", NULL, TRUE },
  { "a", NULL, FALSE },
  { "ann", "Ann", TRUE },
  { "ANN", "Anna Müller", TRUE },
  { "mul", "Anna Müller", TRUE },
  { "müL", "Anna Muller", TRUE },
  { "mu an", "Anna Müller", TRUE },
  { "anna x", "Anna Müller", FALSE },
  { "nna", "Anna Müller", FALSE },
  { "ann", "Mary-Ann", TRUE },
  { "ann", "Johanna", FALSE },
  { "lodz", "Łódź", TRUE },
  { "αννα", "Άννα", TRUE },
  { "елена", "Еле́на", TRUE },
  { "太郎", "山田太郎", TRUE },
  { "民", "김민수", FALSE },
  { "& <b>", "Tom & <b>Anna</b>", TRUE },
};

static void
test_matches (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s” in “%s”", cases[i].query, cases[i].name);
      g_assert_cmpint (kindred_search_matches (cases[i].query, cases[i].name), ==, cases[i].found);
    }
}

static void
test_fold (void)
{
  g_autofree char *folded = kindred_search_fold ("ÅSE Straße");

  g_assert_cmpstr (folded, ==, "ase strasse");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/search/matches", test_matches);
  g_test_add_func ("/model/search/fold", test_fold);

  return g_test_run ();
}
