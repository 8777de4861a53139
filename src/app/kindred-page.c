/* kindred-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-page.h"

G_DEFINE_INTERFACE (KindredPage, kindred_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
kindred_page_default_init (KindredPageInterface *iface)
{
  signals[SIGNAL_GONE]
      = g_signal_new ("gone", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

void
kindred_page_set_has_actions (KindredPage *self, gboolean has_actions)
{
  GtkWidget *overlay;

  g_return_if_fail (KINDRED_IS_PAGE (self));

  overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return;

  if (has_actions)
    gtk_widget_add_css_class (overlay, "above-actions");
  else
    gtk_widget_remove_css_class (overlay, "above-actions");
}

void
kindred_page_shown (KindredPage *self)
{
  g_return_if_fail (KINDRED_IS_PAGE (self));

  kindred_page_set_has_actions (self, FALSE);
  if (KINDRED_PAGE_GET_IFACE (self)->shown != NULL)
    KINDRED_PAGE_GET_IFACE (self)->shown (self);
}

void
kindred_page_set_views (KindredPage *self, AdwViewStack *views)
{
  g_return_if_fail (KINDRED_IS_PAGE (self));
  g_return_if_fail (ADW_IS_VIEW_STACK (views));

  if (KINDRED_PAGE_GET_IFACE (self)->set_views != NULL)
    KINDRED_PAGE_GET_IFACE (self)->set_views (self, views);
}

void
kindred_page_leave (KindredPage *self)
{
  g_return_if_fail (KINDRED_IS_PAGE (self));

  g_signal_emit (self, signals[SIGNAL_GONE], 0);
}
