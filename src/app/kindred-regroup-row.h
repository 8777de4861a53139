/* kindred-regroup-row.h - groups all faces again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* First computes what would change, then asks, and does it as one edit; goes on when the row goes away. */

#define KINDRED_TYPE_REGROUP_ROW (kindred_regroup_row_get_type ())
G_DECLARE_FINAL_TYPE (KindredRegroupRow, kindred_regroup_row, KINDRED, REGROUP_ROW, AdwActionRow)

/* Once, before it is shown. */
void kindred_regroup_row_set_session (KindredRegroupRow *self, KindredSession *session);

G_END_DECLS
