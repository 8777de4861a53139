/* kindred-switcher-bar.h - the switcher of the views, below a page whose header bar is too narrow for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Property: "switcher" (AdwViewSwitcherTitle, construct only): in the header bar; its views, and shown when it has no
 * room for them. */

#define KINDRED_TYPE_SWITCHER_BAR (kindred_switcher_bar_get_type ())
G_DECLARE_FINAL_TYPE (KindredSwitcherBar, kindred_switcher_bar, KINDRED, SWITCHER_BAR, AdwBin)

/* TRUE in the beginning; FALSE: hidden in any case. */
void kindred_switcher_bar_set_enabled (KindredSwitcherBar *self, gboolean enabled);

G_END_DECLS
