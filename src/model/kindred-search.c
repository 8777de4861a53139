/* kindred-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-search.h"

#include <string.h>

char *
kindred_search_fold (const char *text)
{
  g_autofree char *folded = NULL;
  g_autofree char *decomposed = NULL;
  GString *plain;

  g_return_val_if_fail (text != NULL, NULL);

  folded = g_utf8_casefold (text, -1);
  decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  plain = g_string_new (NULL);
  for (const char *p = decomposed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* The dotless i of Turkish, which does not decompose */
      if (c == 0x131)
        g_string_append_c (plain, 'i');
      else if (g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
        g_string_append_unichar (plain, c);
    }

  return g_string_free (plain, FALSE);
}

static gboolean
is_caseless (const char *word)
{
  return g_unichar_type (g_utf8_get_char (word)) == G_UNICODE_OTHER_LETTER;
}

/* Both folded. */
static gboolean
word_matches (const char *word, const char *name)
{
  const char *found = name;

  while ((found = strstr (found, word)) != NULL)
    {
      if (found == name || is_caseless (word) || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (found))))
        return TRUE;
      found = g_utf8_next_char (found);
    }

  return FALSE;
}

gboolean
kindred_search_matches (const char *query, const char *name)
{
  g_autofree char *folded_query = NULL;
  g_autofree char *folded_name = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (query != NULL, FALSE);

  folded_query = kindred_search_fold (query);
  g_strstrip (folded_query);
  if (*folded_query == '\0')
    return TRUE;
  if (name == NULL)
    return FALSE;

  /* Letters that do not decompose: "lodz" is to find "Łódź". */
  if (g_str_match_string (query, name, TRUE))
    return TRUE;

  folded_name = kindred_search_fold (name);
  words = g_strsplit_set (folded_query, " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0' && !word_matches (words[i], folded_name))
        return FALSE;
    }

  return TRUE;
}
