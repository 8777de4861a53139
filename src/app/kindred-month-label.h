/* kindred-month-label.h - the month of the faces on top of a grid
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Stands over the upper edge of a scrolled grid of faces and tells from which month they are, once the heading of that
 * month is out of sight.  Screen readers hear the date of each face instead.
 *
 * Properties: "scrolled-window" (GtkScrolledWindow): around the GtkGridView. */

#define KINDRED_TYPE_MONTH_LABEL (kindred_month_label_get_type ())
G_DECLARE_FINAL_TYPE (KindredMonthLabel, kindred_month_label, KINDRED, MONTH_LABEL, GtkWidget)

void kindred_month_label_set_scrolled_window (KindredMonthLabel *self, GtkScrolledWindow *scrolled);

/* What it says now, or NULL when there is no need for it. */
const char *kindred_month_label_get_text (KindredMonthLabel *self);

G_END_DECLS
