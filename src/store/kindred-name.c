/* kindred-name.c - the rules for names of persons
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit.h"

#include "base/kindred-error.h"

#include <glib/gi18n-lib.h>

static gboolean
separates (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR
         || g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* Embeddings, overrides and isolates, which would turn around what stands beside the name as well. */
static gboolean
turns_around (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

char *
kindred_name_normalize (const char *name, GError **error)
{
  g_autofree char *composed = NULL;
  g_autoptr (GString) result = NULL;
  gboolean is_apart = FALSE;
  gboolean is_visible = FALSE;

  if (name == NULL)
    return NULL;

  composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  if (composed == NULL)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                           _ ("This name is not valid text (UTF-8)"));
      return NULL;
    }

  result = g_string_sized_new (strlen (composed));
  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (separates (c))
        {
          is_apart = TRUE;
          continue;
        }
      if (turns_around (c))
        continue;

      if (is_apart && result->len > 0)
        g_string_append_c (result, ' ');
      is_apart = FALSE;
      g_string_append_unichar (result, c);
      is_visible |= g_unichar_type (c) != G_UNICODE_FORMAT;
    }

  if (g_utf8_strlen (result->str, -1) > KINDRED_NAME_MAX)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                   /* Translators: %d is at least 2 */
                   _ ("A name has at most %d characters"), KINDRED_NAME_MAX);
      return NULL;
    }

  return is_visible ? g_string_free (g_steal_pointer (&result), FALSE) : NULL;
}
