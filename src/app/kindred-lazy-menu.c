/* kindred-lazy-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-lazy-menu.h"

static void
create_popup_cb (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

void
kindred_lazy_menu_bind (GtkWidgetClass *widget_class, const char *menu)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));
  g_return_if_fail (menu != NULL);

  gtk_widget_class_bind_template_child_full (widget_class, menu, FALSE, 0);
}

void
kindred_lazy_menu_set (GtkWidget *button, GtkWidget *widget, GType type, const char *menu)
{
  GObject *model;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  model = gtk_widget_get_template_child (widget, type, menu);
  g_return_if_fail (G_IS_MENU_MODEL (model));

  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popup_cb, g_object_ref (model),
                                         g_object_unref);
}
