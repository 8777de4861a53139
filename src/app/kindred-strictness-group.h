/* kindred-strictness-group.h - a choice of how alike faces must be to be one person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The five steps, what each means, and grouping all faces again by the one that is chosen. */

#define KINDRED_TYPE_STRICTNESS_GROUP (kindred_strictness_group_get_type ())
G_DECLARE_FINAL_TYPE (KindredStrictnessGroup, kindred_strictness_group, KINDRED, STRICTNESS_GROUP, AdwPreferencesGroup)

/* Once, before it is shown. */
void kindred_strictness_group_set_session (KindredStrictnessGroup *self, KindredSession *session);

G_END_DECLS
