/* kindred-details.c - the rules for birth dates and notes of persons
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edit.h"

#include "base/kindred-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- birth ---- */

/* "1987" or so, exactly @n digits at @text; -1 if not. */
static int
parse_digits (const char *text, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = 10 * value + (text[i] - '0');
    }

  return value;
}

static gboolean
is_birth (const char *text)
{
  gsize length = strlen (text);
  int year, month, day;

  if ((length != 4 && length != 7 && length != 10) || (length >= 7 && text[4] != '-')
      || (length == 10 && text[7] != '-'))
    return FALSE;

  /* What is not known is as good as the first. */
  year = parse_digits (text, 4);
  month = length >= 7 ? parse_digits (text + 5, 2) : 1;
  day = length == 10 ? parse_digits (text + 8, 2) : 1;

  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && g_date_valid_dmy (day, month, year);
}

char *
kindred_birth_normalize (const char *date, GError **error)
{
  g_autofree char *stripped = g_strdup (date);

  if (stripped == NULL || *g_strstrip (stripped) == '\0')
    return NULL;

  if (is_birth (stripped))
    return g_steal_pointer (&stripped);

  g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                       /* Translators: the letters stand for the digits of a year, month and day; hyphens stay */
                       _ ("A birth date is YYYY, YYYY-MM or YYYY-MM-DD"));

  return NULL;
}

/* ---- notes ---- */

static void
append_note_char (GString *result, gunichar c)
{
  if (c == '\n' || c == '\t' || !g_unichar_iscntrl (c))
    g_string_append_unichar (result, c);
}

char *
kindred_notes_normalize (const char *text, GError **error)
{
  g_autofree char *composed = NULL;
  g_autoptr (GString) result = NULL;

  if (text == NULL)
    return NULL;

  composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  if (composed == NULL)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                           _ ("These notes are not valid text (UTF-8)"));
      return NULL;
    }

  result = g_string_sized_new (strlen (composed));
  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    append_note_char (result, g_utf8_get_char (p));

  g_strchomp (result->str);
  if (g_utf8_strlen (result->str, -1) > KINDRED_NOTES_MAX)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                   /* Translators: %d is at least 2 */
                   _ ("Notes have at most %d characters"), KINDRED_NOTES_MAX);
      return NULL;
    }

  return *result->str != '\0' ? g_string_free (g_steal_pointer (&result), FALSE) : NULL;
}
