/* kindred-lazy-menu.h - menus that are made when they are opened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kindred_lazy_menu_bind:
 * @menu: the name of a menu of the template, which no GtkMenuButton there has for its own
 *
 * For class_init.
 */
void kindred_lazy_menu_bind (GtkWidgetClass *widget_class, const char *menu);

/**
 * kindred_lazy_menu_set:
 * @button: (type GtkMenuButton): gets @menu when it is opened for the first time; to make it together with the page
 *   takes a third of the time of both
 * @widget: whose template of @type has @menu
 */
void kindred_lazy_menu_set (GtkWidget *button, GtkWidget *widget, GType type, const char *menu);

G_END_DECLS
