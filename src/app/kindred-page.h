/* kindred-page.h - what the window asks of each of its pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A page fills the window, with a header bar of its own.
 *
 * Signals: "gone" (): it has nothing to show any more. */

#define KINDRED_TYPE_PAGE (kindred_page_get_type ())
G_DECLARE_INTERFACE (KindredPage, kindred_page, KINDRED, PAGE, GtkWidget)

struct _KindredPageInterface
{
  GTypeInterface parent_iface;

  void (*shown) (KindredPage *self);
  void (*set_views) (KindredPage *self, AdwViewStack *views);
};

/* Whether the page has a bar of actions at its lower edge now: toasts keep clear of it. */
void kindred_page_set_has_actions (KindredPage *self, gboolean has_actions);

/* The page came into sight: it takes the keyboard focus to where one wants to go on. */
void kindred_page_shown (KindredPage *self);

/* A page that is the first one of a view of the window lets the user switch between them in its header bar, or below
 * where that is too narrow. */
void kindred_page_set_views (KindredPage *self, AdwViewStack *views);

/* Emits "gone": the person whom the page is about ceased to exist, or all is done that it is for. */
void kindred_page_leave (KindredPage *self);

G_END_DECLS
