/* kindred-birth-input.h - birth dates as people type them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-birth.h"

G_BEGIN_DECLS

/**
 * kindred_birth_parse:
 * @text: what was typed
 * @birth: (out caller-allocates): nothing known unless it is a date
 *
 * A year of four digits, alone, with a month, or with month and day: "1987", "1987-05", "1987-05-03", "May 1987",
 * "3 May 1987", "3.5.1987"; and whatever kindred_birth_dup_text() says.  Names of months are those of the user's
 * language, in full or at least three letters; where day and month are numbers, their order is that of the user's
 * locale, unless only the other one makes a date.
 *
 * Returns: whether it is a date
 */
gboolean kindred_birth_parse (const char *text, KindredBirth *birth);

/* "YYYY", "YYYY-MM" or "YYYY-MM-DD", as kindred_edit_new_birth() takes it.  (transfer full) (nullable): NULL when
 * nothing is known */
char *kindred_birth_dup_iso (const KindredBirth *birth);

G_END_DECLS
