/* kindred-models-group.h - a choice of what finds faces, or tells them apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows that say what each is good at, its licence, and where it was found; only those that were can be chosen.
 *
 * Property, construct only: "setting" ("detector" or "encoder", the key that is set). */

#define KINDRED_TYPE_MODELS_GROUP (kindred_models_group_get_type ())
G_DECLARE_FINAL_TYPE (KindredModelsGroup, kindred_models_group, KINDRED, MODELS_GROUP, AdwPreferencesGroup)

/* @settings: (nullable) */
void kindred_models_group_bind (KindredModelsGroup *self, GSettings *settings);

/* Looks for the files again. */
void kindred_models_group_refresh (KindredModelsGroup *self);

G_END_DECLS
