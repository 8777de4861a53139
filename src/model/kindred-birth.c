/* kindred-birth.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-birth.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Two, or four, digits at @text. */
static gboolean
parse_digits (const char *text, guint n_digits, int *value)
{
  *value = 0;
  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + g_ascii_digit_value (text[i]);
    }

  return TRUE;
}

static gboolean
parse_parts (const char *text, gsize length, KindredBirth *birth)
{
  if (!parse_digits (text, 4, &birth->year))
    return FALSE;
  if (length > 4 && (text[4] != '-' || !parse_digits (text + 5, 2, &birth->month)))
    return FALSE;

  return length <= 7 || (text[7] == '-' && parse_digits (text + 8, 2, &birth->day));
}

static gboolean
is_valid (const KindredBirth *birth, gsize length)
{
  if (birth->year == 0)
    return FALSE;
  if (length == 4)
    return TRUE;
  if (!g_date_valid_month ((GDateMonth) birth->month))
    return FALSE;

  return length == 7 || g_date_valid_dmy ((GDateDay) birth->day, (GDateMonth) birth->month, (GDateYear) birth->year);
}

gboolean
kindred_birth_read (const char *text, KindredBirth *birth)
{
  gsize length = text != NULL ? strlen (text) : 0;

  g_return_val_if_fail (birth != NULL, FALSE);

  *birth = (KindredBirth){ 0 };
  if ((length == 4 || length == 7 || length == 10) && parse_parts (text, length, birth) && is_valid (birth, length))
    return TRUE;

  *birth = (KindredBirth){ 0 };

  return FALSE;
}

char *
kindred_birth_dup_text (const KindredBirth *birth)
{
  g_autoptr (GDateTime) date = NULL;

  g_return_val_if_fail (birth != NULL, NULL);

  if (birth->year == 0)
    return NULL;
  if (birth->month == 0)
    return g_strdup_printf ("%d", birth->year);

  date = g_date_time_new_utc (birth->year, birth->month, MAX (birth->day, 1), 0, 0, 0);
  if (birth->day == 0)
    /* Translators: month and year as in g_date_time_format() */
    return g_date_time_format (date, _ ("%B %Y"));

  /* Translators: day, month and year as in g_date_time_format() */
  return g_date_time_format (date, _ ("%-e %B %Y"));
}

KindredAge
kindred_birth_get_age (const KindredBirth *birth, gint64 taken)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, day, months;

  g_return_val_if_fail (birth != NULL, (KindredAge){ 0 });

  date = birth->year != 0 ? g_date_time_new_from_unix_utc (taken) : NULL;
  if (date == NULL)
    return (KindredAge){ KINDRED_AGE_UNKNOWN, 0 };

  g_date_time_get_ymd (date, &year, &month, &day);
  if (birth->month == 0)
    return year < birth->year ? (KindredAge){ KINDRED_AGE_BEFORE_BIRTH, 0 }
                              : (KindredAge){ KINDRED_AGE_YEARS, year - birth->year };

  months = (year - birth->year) * 12 + month - birth->month;
  if (day < birth->day)
    months--;
  if (months < 0)
    return (KindredAge){ KINDRED_AGE_BEFORE_BIRTH, 0 };

  return months < 24 ? (KindredAge){ KINDRED_AGE_MONTHS, months } : (KindredAge){ KINDRED_AGE_YEARS, months / 12 };
}

char *
kindred_age_dup_text (KindredAge age)
{
  switch (age.kind)
    {
    case KINDRED_AGE_BEFORE_BIRTH:
      /* Translators: below a face on a photo that is older than the person can be */
      return g_strdup (_ ("Before birth"));
    case KINDRED_AGE_MONTHS:
      /* Translators: how old somebody is on a photo */
      return g_strdup_printf (ngettext ("%d month", "%d months", (gulong) age.value), age.value);
    case KINDRED_AGE_YEARS:
      /* Translators: how old somebody is on a photo */
      return g_strdup_printf (ngettext ("%d year", "%d years", (gulong) age.value), age.value);
    case KINDRED_AGE_UNKNOWN:
    default:
      return NULL;
    }
}

char *
kindred_age_dup_spoken (KindredAge age)
{
  switch (age.kind)
    {
    case KINDRED_AGE_BEFORE_BIRTH:
      /* Translators: part of a sentence for screen readers: the photo is older than the person can be */
      return g_strdup (_ ("before birth"));
    case KINDRED_AGE_MONTHS:
      /* Translators: part of a sentence for screen readers */
      return g_strdup_printf (ngettext ("aged %d month", "aged %d months", (gulong) age.value), age.value);
    case KINDRED_AGE_YEARS:
      /* Translators: part of a sentence for screen readers, in years */
      return g_strdup_printf (ngettext ("aged %d", "aged %d", (gulong) age.value), age.value);
    case KINDRED_AGE_UNKNOWN:
    default:
      return NULL;
    }
}
