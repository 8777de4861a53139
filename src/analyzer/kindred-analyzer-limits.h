/* kindred-analyzer-limits.h - what this process may use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KINDRED_ANALYZER_DEFAULT_MEMORY (G_GUINT64_CONSTANT (4) << 30)

/* Gives the whole process low CPU priority and idle I/O priority, limits its address space to
 * @max_memory bytes (0 for the default), forbids core dumps and gaining privileges, and lets it die
 * with its parent.  What the system refuses is left out: none of it is needed for the work. */
void kindred_analyzer_limits_apply (guint64 max_memory);

G_END_DECLS
