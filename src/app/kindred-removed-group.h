/* kindred-removed-group.h - what the library knows of folders and photos that it does not show
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Lists removed folders, and how many photos are gone, to have them forgotten.  Not visible when there are none. */

#define KINDRED_TYPE_REMOVED_GROUP (kindred_removed_group_get_type ())
G_DECLARE_FINAL_TYPE (KindredRemovedGroup, kindred_removed_group, KINDRED, REMOVED_GROUP, AdwPreferencesGroup)

/* Before it is shown.  @session: (nullable): NULL when that ends, after which it must not be used any more */
void kindred_removed_group_set_session (KindredRemovedGroup *self, KindredSession *session);

G_END_DECLS
