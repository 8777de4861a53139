/* fuzz.h - what a fuzz target has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Must neither crash nor read what is not there, whatever the bytes.  Returns 0. */
int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

G_END_DECLS
