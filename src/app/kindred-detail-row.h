/* kindred-detail-row.h - something about a person, to be typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* An entry that shows what is kept of a person, and tells it from what the user types.  A label below says what is
 * expected, or wrong.
 *
 * Properties: "hint" (GtkLabel, to be set once) */

#define KINDRED_TYPE_DETAIL_ROW (kindred_detail_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (KindredDetailRow, kindred_detail_row, KINDRED, DETAIL_ROW, AdwEntryRow)

struct _KindredDetailRowClass
{
  AdwEntryRowClass parent_class;
};

/* What is kept is @text now: shown, unless the user has typed something else. */
void kindred_detail_row_set_kept (KindredDetailRow *self, const char *text);

/* The same, when that is what became of what the user typed. */
void kindred_detail_row_replace (KindredDetailRow *self, const char *text);

/* Drops what the user typed. */
void kindred_detail_row_reset (KindredDetailRow *self);

/* Whether the user has typed something that is not kept yet. */
gboolean kindred_detail_row_is_typed (KindredDetailRow *self);

/* @text: (nullable): what to say below; @wrong: that what was typed cannot be kept */
void kindred_detail_row_set_hint (KindredDetailRow *self, const char *text, gboolean wrong);

G_END_DECLS
