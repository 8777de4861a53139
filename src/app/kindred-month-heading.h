/* kindred-month-heading.h - the month above the first cell of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/kindred-face-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Grids of GTK 4.8 have no sections: the heading of a month stands in the cell of its first item, and the other cells
 * of that row make room for it.
 *
 * @heading: (inout) (nullable): the heading of @cell, its first child; made when it is needed first, as most cells
 * never have one.  @face: what the cell shows */
void kindred_month_heading_update (GtkWidget **heading, GtkWidget *cell, KindredFaceItem *face);

G_END_DECLS
