/* kindred-models-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-models-group.h"

#include "base/kindred-error.h"
#include "base/kindred-models.h"
#include "base/kindred-paths.h"
#include "base/kindred-worker.h"
#include "kindred-choice-row.h"

#include <glib/gi18n-lib.h>

/* @name: what the setting is; "" for the best that is there.  @files: any of them will do; none when nothing is
 * needed */
typedef struct
{
  const char *setting;
  const char *name;
  const char *title;
  const char *description;
  const char *files[3];
} Choice;

static const Choice choices[] = {
  { "detector", "", N_ ("The Best That Is There"), N_ ("The first of these whose file is found"), { NULL } },
  { "detector",
    "yunet",
    N_ ("YuNet"),
    N_ ("Finds small and turned faces as well, and is fast"),
    { "face_detection_yunet_2023mar.onnx" } },
  { "detector",
    "hog",
    N_ ("HOG"),
    N_ ("Finds faces that look into the camera; needs a file of landmarks"),
    { "shape_predictor_68_face_landmarks.dat", "shape_predictor_5_face_landmarks.dat" } },
  { "encoder", "", N_ ("The Best That Is There"), N_ ("The first of these whose file is found"), { NULL } },
  { "encoder",
    "dlib-resnet-1",
    N_ ("dlib ResNet"),
    N_ ("Tells people apart best, also those who look alike"),
    { "dlib_face_recognition_resnet_model_v1.dat" } },
  { "encoder",
    "compact-1",
    N_ ("Compact"),
    N_ ("Small and fast; comes with Kindred"),
    { "compact_face_encoder_v1.dat" } },
};

/* What became of looking for a choice's files. */
typedef struct
{
  char *path;
  char *damage; /* why a file that is there cannot be used */
  const KindredModelFile *file;
} Found;

struct _KindredModelsGroup
{
  AdwPreferencesGroup parent_instance;

  char *setting;
  GSettings *settings;
  KindredWorker *worker;
  GCancellable *cancellable;
  KindredChoiceRow *first;
  KindredChoiceRow *rows[G_N_ELEMENTS (choices)]; /* NULL for those of another setting */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (KindredModelsGroup, kindred_models_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_SETTING = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* ---- looking for files, in the worker ---- */

static void
found_free (gpointer data)
{
  Found *found = data;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_free (found[i].path);
      g_free (found[i].damage);
    }
  g_free (found);
}

static void
look_for (const Choice *choice, const char *const *dirs, Found *found)
{
  for (guint i = 0; choice->files[i] != NULL && found->path == NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      const KindredModelFile *file = kindred_models_get_file (choice->files[i]);

      found->path = kindred_models_find (file, dirs, &error);
      if (found->path != NULL || found->file == NULL)
        found->file = file;
      if (g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_DAMAGED) && found->damage == NULL)
        found->damage = g_strdup (error->message);
    }
}

static void
look_in_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Found *found = g_new0 (Found, G_N_ELEMENTS (choices));
  g_auto (GStrv) dirs = kindred_paths_get_model_dirs ();

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].setting, task_data))
      look_for (&choices[i], (const char *const *) dirs, &found[i]);

  g_task_return_pointer (task, found, found_free);
}

/* ---- rows ---- */

static char *
describe (const Choice *choice, const Found *found)
{
  g_autofree char *shown = found->path != NULL ? kindred_paths_display (found->path) : NULL;

  if (choice->files[0] == NULL)
    return g_strdup (_ (choice->description));
  if (shown != NULL)
    /* Translators: what a model is good at, its licence, and its file */
    return g_strdup_printf (_ ("%s\nLicence: %s\n%s"), _ (choice->description), found->file->licence, shown);
  if (found->damage != NULL)
    return g_strdup_printf ("%s\n%s", _ (choice->description), found->damage);

  /* Translators: what a model is good at, its licence, and the name of a file */
  return g_strdup_printf (_ ("%s\nLicence: %s\nNot found: %s"), _ (choice->description), found->file->licence,
                          choice->files[0]);
}

static void
show_found (KindredModelsGroup *self, const Found *found)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *subtitle = NULL;

      if (self->rows[i] == NULL)
        continue;
      subtitle = describe (&choices[i], &found[i]);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[i]), subtitle);
      gtk_widget_set_sensitive (GTK_WIDGET (self->rows[i]), choices[i].files[0] == NULL || found[i].path != NULL);
    }
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Found *found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (found == NULL) /* disposed */
    return;

  show_found (user_data, found);
  found_free (found);
}

void
kindred_models_group_refresh (KindredModelsGroup *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KINDRED_IS_MODELS_GROUP (self));

  task = g_task_new (NULL, self->cancellable, looked_cb, self);
  g_task_set_source_tag (task, kindred_models_group_refresh);
  g_task_set_task_data (task, g_strdup (self->setting), g_free);
  kindred_worker_push (self->worker, task, look_in_worker, G_PRIORITY_DEFAULT);
}

static void
show_setting (KindredModelsGroup *self)
{
  g_autofree char *value
      = self->settings != NULL ? g_settings_get_string (self->settings, self->setting) : g_strdup ("");

  self->updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (self->rows[i] != NULL && g_str_equal (choices[i].name, value))
      gtk_check_button_set_active (kindred_choice_row_get_check (self->rows[i]), TRUE);
  self->updating = FALSE;
}

static void
toggled_cb (KindredModelsGroup *self, GtkCheckButton *check)
{
  if (self->updating || self->settings == NULL || !gtk_check_button_get_active (check))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (self->rows[i] != NULL && kindred_choice_row_get_check (self->rows[i]) == check)
      g_settings_set_string (self->settings, self->setting, choices[i].name);
}

static void
add_row (KindredModelsGroup *self, guint i)
{
  KindredChoiceRow *row = kindred_choice_row_new (_ (choices[i].title), _ (choices[i].description), self->first);

  if (self->first == NULL)
    self->first = row;
  g_signal_connect_object (kindred_choice_row_get_check (row), "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  self->rows[i] = row;
}

/* ---- object ---- */

static void
kindred_models_group_constructed (GObject *object)
{
  KindredModelsGroup *self = KINDRED_MODELS_GROUP (object);

  G_OBJECT_CLASS (kindred_models_group_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_strcmp0 (choices[i].setting, self->setting) == 0)
      add_row (self, i);
  show_setting (self);
  kindred_models_group_refresh (self);
}

static void
kindred_models_group_dispose (GObject *object)
{
  KindredModelsGroup *self = KINDRED_MODELS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->worker != NULL)
    kindred_worker_stop (self->worker);
  g_clear_object (&self->worker);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (kindred_models_group_parent_class)->dispose (object);
}

static void
kindred_models_group_finalize (GObject *object)
{
  KindredModelsGroup *self = KINDRED_MODELS_GROUP (object);

  g_object_unref (self->cancellable);
  g_free (self->setting);

  G_OBJECT_CLASS (kindred_models_group_parent_class)->finalize (object);
}

static void
kindred_models_group_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SETTING:
      KINDRED_MODELS_GROUP (object)->setting = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_models_group_class_init (KindredModelsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = kindred_models_group_constructed;
  object_class->dispose = kindred_models_group_dispose;
  object_class->finalize = kindred_models_group_finalize;
  object_class->set_property = kindred_models_group_set_property;

  properties[PROP_SETTING] = g_param_spec_string ("setting", NULL, NULL, NULL,
                                                  G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kindred_models_group_init (KindredModelsGroup *self)
{
  self->worker = kindred_worker_new ("kindred-models");
  self->cancellable = g_cancellable_new ();
}

void
kindred_models_group_bind (KindredModelsGroup *self, GSettings *settings)
{
  g_return_if_fail (KINDRED_IS_MODELS_GROUP (self));

  g_set_object (&self->settings, settings);
  show_setting (self);
}
