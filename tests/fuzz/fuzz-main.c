/* fuzz-main.c - runs a fuzz target without libFuzzer: over files, and over changed copies of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

static int n_rounds = 2000;
static int seed = 1;

static const GOptionEntry options[] = {
  { "rounds", 0, 0, G_OPTION_ARG_INT, &n_rounds, "Changed copies of each file", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of the changes", "N" },
  { NULL },
};

/* Some bytes change, or a piece is cut out, or comes twice. */
static GByteArray *
change (GRand *rand, const guint8 *bytes, gsize length)
{
  GByteArray *copy = g_byte_array_new ();
  gsize from = g_rand_int_range (rand, 0, length + 1), to = g_rand_int_range (rand, 0, length + 1);
  int n_changes = g_rand_int_range (rand, 1, 6);

  g_byte_array_append (copy, bytes, g_rand_boolean (rand) ? from : length);
  if (g_rand_boolean (rand))
    g_byte_array_append (copy, bytes + to, length - to);

  for (int i = 0; i < n_changes && copy->len > 0; i++)
    {
      /* Headers matter more than data. */
      gsize end = g_rand_boolean (rand) ? MIN (copy->len, 128) : copy->len;

      copy->data[g_rand_int_range (rand, 0, end)] = g_rand_boolean (rand)
                                                        ? g_rand_int_range (rand, 0, 256)
                                                        : "0123456789(),'<>={}"[g_rand_int_range (rand, 0, 19)];
    }

  return copy;
}

static void
run_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, &error))
    g_error ("%s", error->message);

  LLVMFuzzerTestOneInput ((const guint8 *) contents, length);
  for (int round = 0; round < n_rounds; round++)
    {
      g_autoptr (GByteArray) copy = change (rand, (const guint8 *) contents, length);
      /* Of the exact size, so that a sanitizer sees every byte too many. */
      g_autofree guint8 *exact = g_memdup2 (copy->data, copy->len);

      LLVMFuzzerTestOneInput (exact, copy->len);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE…");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Which files?");
      return 2;
    }

  for (int i = 1; i < argc; i++)
    run_file (argv[i]);
  g_print ("%d files, %d changed copies of each\n", argc - 1, n_rounds);

  return 0;
}
