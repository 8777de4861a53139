/* kindred-month-heading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-month-heading.h"

static GtkWidget *
new_heading (void)
{
  /* As wide as the cell, whatever it says */
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 1, "hexpand",
                                   TRUE, "xalign", 0.0, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, "month");

  return label;
}

void
kindred_month_heading_update (GtkWidget **heading, GtkWidget *cell, KindredFaceItem *face)
{
  gboolean visible;

  g_return_if_fail (heading != NULL);
  g_return_if_fail (GTK_IS_WIDGET (cell));
  g_return_if_fail (KINDRED_IS_FACE_ITEM (face));

  visible = kindred_face_item_get_starts_month (face);
  if (*heading == NULL && visible)
    {
      *heading = new_heading ();
      gtk_widget_insert_after (*heading, cell, NULL);
    }
  if (*heading != NULL)
    gtk_widget_set_visible (*heading, visible);
  if (visible)
    {
      g_autofree char *month = kindred_face_item_dup_month (face, TRUE);

      gtk_label_set_label (GTK_LABEL (*heading), month);
    }
}
