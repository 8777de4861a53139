/* kindred-person-row.h - a person in a list: cover, name, number of faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"
#include "model/kindred-person-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KINDRED_TYPE_PERSON_ROW (kindred_person_row_get_type ())
G_DECLARE_FINAL_TYPE (KindredPersonRow, kindred_person_row, KINDRED, PERSON_ROW, GtkWidget)

GtkWidget *kindred_person_row_new (KindredSession *session);

/* NULL shows nobody, and stops loading. */
void kindred_person_row_set_person (KindredPersonRow *self, KindredPersonItem *person);

/* (transfer none) (nullable) */
KindredPersonItem *kindred_person_row_get_person (KindredPersonRow *self);

G_END_DECLS
