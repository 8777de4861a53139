/* kindred-birth-row.h - the birth date of a person, to be typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-detail-row.h"

G_BEGIN_DECLS

/* Says while the user types how that is understood. */

#define KINDRED_TYPE_BIRTH_ROW (kindred_birth_row_get_type ())
G_DECLARE_FINAL_TYPE (KindredBirthRow, kindred_birth_row, KINDRED, BIRTH_ROW, KindredDetailRow)

/* What is kept now.  @birth: (nullable): "YYYY", "YYYY-MM" or "YYYY-MM-DD" */
void kindred_birth_row_set_birth (KindredBirthRow *self, const char *birth);

/* What was typed, as it is to be kept; the row says so from now on.  @birth: (out) (nullable) (transfer full): as
 * above; NULL for none.  Returns: FALSE if it is no date, or one to come; then it stays as it was typed */
gboolean kindred_birth_row_take (KindredBirthRow *self, char **birth);

G_END_DECLS
