/* kindred-huge-pages.h - memory for large arrays
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kindred_huge_pages_ask:
 * @memory: what was just allocated, in whatever way, and not written to yet
 *
 * Asks the system for large pages: filling tens of megabytes in small ones takes longer than the work on them.  Does
 * nothing for what is small, or where there are no large pages.  Any thread.
 */
void kindred_huge_pages_ask (gpointer memory, gsize size);

G_END_DECLS
