/* kindred-choice-row.h - one of several things to choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KINDRED_TYPE_CHOICE_ROW (kindred_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (KindredChoiceRow, kindred_choice_row, KINDRED, CHOICE_ROW, AdwActionRow)

/**
 * kindred_choice_row_new:
 * @title: shown
 * @subtitle: shown below, in full
 * @other: (nullable): another one of those of which one is chosen
 */
KindredChoiceRow *kindred_choice_row_new (const char *title, const char *subtitle, KindredChoiceRow *other);

/* "toggled" tells when it is chosen and when no more. */
GtkCheckButton *kindred_choice_row_get_check (KindredChoiceRow *self);

G_END_DECLS
