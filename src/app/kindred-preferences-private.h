/* kindred-preferences-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-preferences.h"

#include "base/kindred-worker.h"
#include "kindred-folders-group.h"
#include "kindred-models-group.h"
#include "kindred-removed-group.h"
#include "kindred-strictness-group.h"

G_BEGIN_DECLS

struct _KindredPreferences
{
  AdwPreferencesWindow parent_instance;

  KindredSession *session;
  GSettings *settings; /* NULL when the schema is not installed */
  KindredWorker *worker;
  GCancellable *cancellable;

  KindredFoldersGroup *folders;
  KindredRemovedGroup *removed;
  GtkAdjustment *analyzers_adjustment;
  GtkWidget *scan_button;
  GtkSwitch *battery_switch;
  GtkSwitch *awake_switch;
  GtkSwitch *background_switch;
  KindredModelsGroup *detectors;
  KindredModelsGroup *encoders;
  KindredStrictnessGroup *strictness;
  AdwActionRow *path_row;
  GtkWidget *back_up_button;
  GtkSpinner *back_up_spinner;
  GtkWidget *restore_button;
};

typedef void (*KindredPathFunc) (KindredPreferences *self, const char *path);

/* Calls @chosen with what the user chose, if anything.  @name: (nullable): proposed for a file to write; else one is to
 * be opened */
void kindred_preferences_choose_file (KindredPreferences *self, const char *title, const char *accept, const char *name,
                                      KindredPathFunc chosen);

/* See kindred_window_tell(). */
void kindred_preferences_tell (KindredPreferences *self, const char *text);

/* kindred-preferences-models.c */

/* Asks for a model file, and installs it. */
void kindred_preferences_add_model (KindredPreferences *self);

/* Another model was chosen: asks what is to become of the photos that are analyzed already. */
void kindred_preferences_model_chosen (KindredPreferences *self);

G_END_DECLS
