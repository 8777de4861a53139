/* kindred-shrink.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-shrink.h"

void
kindred_let_shrink (GtkWidget *widget)
{
  GtkWidget *label;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  label = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;
  if (label != NULL && GTK_IS_LABEL (label))
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    kindred_let_shrink (child);
}
