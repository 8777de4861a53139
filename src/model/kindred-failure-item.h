/* kindred-failure-item.h - a file that could not be read, in a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/kindred-library.h"

G_BEGIN_DECLS

#define KINDRED_TYPE_FAILURE_ITEM (kindred_failure_item_get_type ())
G_DECLARE_FINAL_TYPE (KindredFailureItem, kindred_failure_item, KINDRED, FAILURE_ITEM, GObject)

KindredFailureItem *kindred_failure_item_new (const KindredFailure *failure);

/* To be shown: file name, path of its folder, reason. */
const char *kindred_failure_item_get_name (KindredFailureItem *self);
const char *kindred_failure_item_get_folder (KindredFailureItem *self);
const char *kindred_failure_item_get_reason (KindredFailureItem *self);

G_END_DECLS
