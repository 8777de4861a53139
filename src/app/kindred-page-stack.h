/* kindred-page-stack.h - pages on top of each other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What AdwNavigationView does in later versions: the page on top is seen; one can go back to the one below it. */

#define KINDRED_TYPE_PAGE_STACK (kindred_page_stack_get_type ())
G_DECLARE_FINAL_TYPE (KindredPageStack, kindred_page_stack, KINDRED, PAGE_STACK, AdwBin)

/* @page: a KindredPage, floating */
void kindred_page_stack_push (KindredPageStack *self, GtkWidget *page);

/* Back to the page below.  Returns: FALSE when there is none */
gboolean kindred_page_stack_pop (KindredPageStack *self);

/* The page on top goes and @page takes its place. */
void kindred_page_stack_replace (KindredPageStack *self, GtkWidget *page);

/* Removes all pages. */
void kindred_page_stack_clear (KindredPageStack *self);

guint kindred_page_stack_get_depth (KindredPageStack *self);

/* The page on top, or NULL. */
GtkWidget *kindred_page_stack_get_top (KindredPageStack *self);

G_END_DECLS
