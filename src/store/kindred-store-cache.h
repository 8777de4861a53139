/* kindred-store-cache.h - how much of a library is kept in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-store.h"

G_BEGIN_DECLS

/* For a connection that reads much, and each thing once: keeps 2 MiB of the file instead of 16. */
void kindred_store_keep_little (KindredStore *self);

G_END_DECLS
