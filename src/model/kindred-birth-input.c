/* kindred-birth-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-birth-input.h"

#include <string.h>

#define MAX_PARTS 3
#define MIN_LETTERS 3 /* of the name of a month */

/* A number, or the name of a month */
typedef struct
{
  int value;
  guint n_digits; /* 0: a month by its name */
} Part;

typedef struct
{
  Part parts[MAX_PARTS];
  guint n_parts;
} Parts;

static char *
fold (const char *text, gsize length)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *normal = g_utf8_normalize (part, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : part, -1);
}

/* ---- words of the user's language ---- */

static char *
dup_month_name (int month, const char *format)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2007, month, 1, 0, 0, 0);
  g_autofree char *name = g_date_time_format (date, format);
  char *dot = name != NULL ? strchr (name, '.') : NULL;

  if (dot != NULL)
    *dot = '\0';

  return name != NULL ? fold (name, strlen (name)) : NULL;
}

static gboolean
is_month (const char *word, int month)
{
  /* Some languages write a month that stands alone in another way than one after a day. */
  const char *const formats[] = { "%B", "%OB", "%b" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = dup_month_name (month, formats[i]);

      if (name != NULL && (g_str_equal (name, word) || (strlen (word) >= MIN_LETTERS && g_str_has_prefix (name, word))))
        return TRUE;
    }

  return FALSE;
}

/* 0 for what is none, or may be several. */
static int
find_month (const char *word)
{
  int found = 0;

  for (int month = 1; month <= 12; month++)
    {
      if (!is_month (word, month))
        continue;
      if (found != 0)
        return 0;
      found = month;
    }

  return found;
}

/* Words that stand in dates as they are written here, besides months: "de", "년" */
static gboolean
is_filler (const char *word)
{
  const KindredBirth shown[] = { { 2007, 5, 3 }, { 2007, 5, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *text = kindred_birth_dup_text (&shown[i]);
      g_autofree char *folded = fold (text, strlen (text));

      for (const char *p = strstr (folded, word); p != NULL; p = strstr (p + 1, word))
        {
          const char *end = p + strlen (word);
          gboolean starts = p == folded || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (p)));

          if (starts && !g_unichar_isalpha (g_utf8_get_char (end)))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_month_first (void)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2007, 11, 22, 0, 0, 0);
  g_autofree char *text = g_date_time_format (date, "%x");
  const char *month = text != NULL ? strstr (text, "11") : NULL;
  const char *day = text != NULL ? strstr (text, "22") : NULL;

  return month != NULL && day != NULL && month < day;
}

/* ---- parts ---- */

static gboolean
add_part (Parts *self, int value, guint n_digits)
{
  if (self->n_parts == MAX_PARTS)
    return FALSE;

  self->parts[self->n_parts++] = (Part){ value, n_digits };

  return TRUE;
}

/* @text: (inout): at a digit, then behind the last one */
static gboolean
take_number (Parts *self, const char **text)
{
  guint n_digits = 0;
  int value = 0;

  for (; g_unichar_isdigit (g_utf8_get_char (*text)); *text = g_utf8_next_char (*text))
    {
      if (++n_digits > 4)
        return FALSE;
      value = value * 10 + g_unichar_digit_value (g_utf8_get_char (*text));
    }

  return n_digits != 3 && add_part (self, value, n_digits);
}

static gboolean
take_word (Parts *self, const char **text)
{
  const char *start = *text;
  g_autofree char *word = NULL;
  int month;

  while (g_unichar_isalpha (g_utf8_get_char (*text)) || g_unichar_ismark (g_utf8_get_char (*text)))
    *text = g_utf8_next_char (*text);

  word = fold (start, (gsize) (*text - start));
  month = find_month (word);
  if (month != 0)
    return add_part (self, month, 0);

  return is_filler (word);
}

static gboolean
take_parts (Parts *self, const char *text)
{
  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isdigit (c))
        {
          if (!take_number (self, &text))
            return FALSE;
        }
      else if (g_unichar_isalpha (c))
        {
          if (!take_word (self, &text))
            return FALSE;
        }
      else if (g_unichar_isspace (c) || g_unichar_ispunct (c))
        text = g_utf8_next_char (text);
      else
        return FALSE;
    }

  return self->n_parts > 0;
}

/* ---- dates ---- */

static gboolean
is_date (const KindredBirth *birth)
{
  return birth->year > 0 && (birth->month == 0 || g_date_valid_month ((GDateMonth) birth->month))
         && (birth->day == 0
             || g_date_valid_dmy ((GDateDay) birth->day, (GDateMonth) birth->month, (GDateYear) birth->year));
}

/* Takes the part that @wanted is true of out of the others; FALSE if it is not the only one. */
static gboolean
take_out (Parts *self, gboolean (*wanted) (const Part *part), Part *taken)
{
  guint found = MAX_PARTS;

  for (guint i = 0; i < self->n_parts; i++)
    {
      if (!wanted (&self->parts[i]))
        continue;
      if (found != MAX_PARTS)
        return FALSE;
      found = i;
    }
  if (found == MAX_PARTS)
    return FALSE;

  *taken = self->parts[found];
  for (guint i = found + 1; i < self->n_parts; i++)
    self->parts[i - 1] = self->parts[i];
  self->n_parts--;

  return TRUE;
}

static gboolean
is_year (const Part *part)
{
  return part->n_digits == 4;
}

static gboolean
is_name (const Part *part)
{
  return part->n_digits == 0;
}

static gboolean
take_day (KindredBirth *birth, int month, int day)
{
  birth->month = month;
  birth->day = day;

  return month > 0 && day > 0 && is_date (birth);
}

/* Month and day that are both numbers */
static gboolean
read_numbers (KindredBirth *birth, int first, int second)
{
  return is_month_first () ? take_day (birth, first, second) || take_day (birth, second, first)
                           : take_day (birth, second, first) || take_day (birth, first, second);
}

static gboolean
read_parts (Parts *self, KindredBirth *birth)
{
  gboolean year_first = is_year (&self->parts[0]);
  Part year, month;

  if (!take_out (self, is_year, &year))
    return FALSE;
  birth->year = year.value;
  if (self->n_parts == 0)
    return is_date (birth);

  if (!take_out (self, is_name, &month))
    {
      const Part *parts = self->parts;

      if (self->n_parts == 2 && is_name (&parts[0]))
        return FALSE;
      if (self->n_parts == 2)
        return year_first ? take_day (birth, parts[0].value, parts[1].value)
                          : read_numbers (birth, parts[0].value, parts[1].value);
      month = self->parts[--self->n_parts];
    }

  if (self->n_parts > 0)
    return take_day (birth, month.value, self->parts[0].value);
  birth->month = month.value;

  return birth->month > 0 && is_date (birth);
}

gboolean
kindred_birth_parse (const char *text, KindredBirth *birth)
{
  Parts parts = { 0 };

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (birth != NULL, FALSE);

  *birth = (KindredBirth){ 0 };
  if (g_utf8_validate (text, -1, NULL) && take_parts (&parts, text) && read_parts (&parts, birth))
    return TRUE;

  *birth = (KindredBirth){ 0 };

  return FALSE;
}

char *
kindred_birth_dup_iso (const KindredBirth *birth)
{
  g_return_val_if_fail (birth != NULL, NULL);

  if (birth->year == 0)
    return NULL;
  if (birth->month == 0)
    return g_strdup_printf ("%04d", birth->year);
  if (birth->day == 0)
    return g_strdup_printf ("%04d-%02d", birth->year, birth->month);

  return g_strdup_printf ("%04d-%02d-%02d", birth->year, birth->month, birth->day);
}
