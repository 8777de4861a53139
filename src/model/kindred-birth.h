/* kindred-birth.h - when somebody was born, and how old that makes a face
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As much of a date as is known; @year 0: nothing is. */
typedef struct
{
  int year;
  int month; /* 1 to 12, or 0: only the year is known */
  int day;   /* 1 to 31, or 0: only the month is known */
} KindredBirth;

typedef enum
{
  KINDRED_AGE_UNKNOWN,
  KINDRED_AGE_BEFORE_BIRTH,
  KINDRED_AGE_MONTHS, /* of somebody younger than two years */
  KINDRED_AGE_YEARS,
} KindredAgeKind;

typedef struct
{
  KindredAgeKind kind;
  int value;
} KindredAge;

/* @text: (nullable): "YYYY", "YYYY-MM" or "YYYY-MM-DD".  Returns: FALSE, and nothing known, for anything else */
gboolean kindred_birth_read (const char *text, KindredBirth *birth);

/* "3 May 2007", "May 2007", "2007".  (transfer full) (nullable): NULL when nothing is known */
char *kindred_birth_dup_text (const KindredBirth *birth);

/* How old somebody was on a photo, in full years or months as far as @birth tells.
 * @taken: the camera's clock, as in KindredPhotoRecord.  Where the day is not known, only what was taken in an earlier
 * month or year than that of the birth is from before it. */
KindredAge kindred_birth_get_age (const KindredBirth *birth, gint64 taken);

/* Below a face: "7 years", "3 months", "Before birth".  (transfer full) (nullable): NULL when it is not known */
char *kindred_age_dup_text (KindredAge age);

/* In a sentence for screen readers: "aged 7", "aged 3 months", "before birth".  Likewise */
char *kindred_age_dup_spoken (KindredAge age);

G_END_DECLS
