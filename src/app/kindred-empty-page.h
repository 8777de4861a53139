/* kindred-empty-page.h - what a library without photos shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KINDRED_TYPE_EMPTY_PAGE (kindred_empty_page_get_type ())
G_DECLARE_FINAL_TYPE (KindredEmptyPage, kindred_empty_page, KINDRED, EMPTY_PAGE, AdwBin)

/* Takes the keyboard focus to its first button. */
void kindred_empty_page_shown (KindredEmptyPage *self);

G_END_DECLS
