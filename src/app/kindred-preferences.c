/* kindred-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-preferences-private.h"

#include "base/kindred-paths.h"
#include "kindred-settings.h"
#include "kindred-window.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KindredPreferences, kindred_preferences, ADW_TYPE_PREFERENCES_WINDOW)

void
kindred_preferences_tell (KindredPreferences *self, const char *text)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (window != NULL)
    kindred_window_tell (KINDRED_WINDOW (window), text);
}

/* ---- choosing files ---- */

static void
chooser_responded_cb (GtkNativeDialog *chooser, int response, KindredPreferences *self)
{
  KindredPathFunc chosen = (KindredPathFunc) g_object_get_data (G_OBJECT (chooser), "chosen");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

      if (path != NULL)
        chosen (self, path);
      else
        kindred_preferences_tell (self, _ ("Only files of this computer can be used"));
    }

  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

void
kindred_preferences_choose_file (KindredPreferences *self, const char *title, const char *accept, const char *name,
                                 KindredPathFunc chosen)
{
  GtkFileChooserAction action = name != NULL ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data (G_OBJECT (chooser), "chosen", (gpointer) chosen);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chooser_responded_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* ---- scanning ---- */

static void
scan_clicked_cb (KindredPreferences *self)
{
  kindred_session_scan (self->session, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- library ---- */

static void
backed_up_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredPreferences *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = kindred_library_back_up_finish (KINDRED_LIBRARY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_spinner_stop (self->back_up_spinner);
  gtk_widget_set_sensitive (self->back_up_button, TRUE);
  kindred_preferences_tell (self, done ? _ ("The library is backed up") : error->message);
}

static void
back_up (KindredPreferences *self, const char *path)
{
  gtk_spinner_start (self->back_up_spinner);
  gtk_widget_set_sensitive (self->back_up_button, FALSE);
  kindred_library_back_up_async (kindred_session_get_library (self->session), path, self->cancellable, backed_up_cb,
                                 self);
}

static void
back_up_clicked_cb (KindredPreferences *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "kindred-%F.db");

  kindred_preferences_choose_file (self, _ ("Back Up the Library"), _ ("_Back Up"), name, back_up);
}

/* For dialogs above, which offer it before something is lost. */
static void
back_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  back_up_clicked_cb (KINDRED_PREFERENCES (widget));
}

static void
restore (KindredPreferences *self, const char *path)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));
  GtkApplication *application = window != NULL ? gtk_window_get_application (window) : NULL;

  /* The session ends with that, and this window with it. */
  if (application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), "restore-library", g_variant_new_bytestring (path));
  gtk_window_close (GTK_WINDOW (self));
}

static void
restore_clicked_cb (KindredPreferences *self)
{
  kindred_preferences_choose_file (self, _ ("Restore a Copy of the Library"), _ ("_Restore"), NULL, restore);
}

/* ---- object ---- */

/* Undo and redo go on as in the window below. */
static gboolean
key_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (widget));

  return window != NULL && gtk_widget_activate_action (GTK_WIDGET (window), g_variant_get_string (args, NULL), NULL);
}

/* libadwaita 1.2 never lets go of a group: it must not keep the session, nor a thread. */
static void
dispose_group (AdwPreferencesGroup *group)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (group), ADW_TYPE_PREFERENCES_PAGE);

  if (page == NULL)
    return;

  g_object_ref (group);
  adw_preferences_page_remove (ADW_PREFERENCES_PAGE (page), group);
  g_object_run_dispose (G_OBJECT (group));
  g_object_unref (group);
}

static void
kindred_preferences_dispose (GObject *object)
{
  KindredPreferences *self = KINDRED_PREFERENCES (object);

  g_cancellable_cancel (self->cancellable);
  if (self->folders != NULL)
    {
      dispose_group (ADW_PREFERENCES_GROUP (self->folders));
      kindred_removed_group_set_session (self->removed, NULL);
      dispose_group (ADW_PREFERENCES_GROUP (self->strictness));
      dispose_group (ADW_PREFERENCES_GROUP (self->detectors));
      dispose_group (ADW_PREFERENCES_GROUP (self->encoders));
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_PREFERENCES);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (kindred_preferences_parent_class)->dispose (object);
}

static void
kindred_preferences_finalize (GObject *object)
{
  KindredPreferences *self = KINDRED_PREFERENCES (object);

  kindred_worker_stop (self->worker);
  g_object_unref (self->worker);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (kindred_preferences_parent_class)->finalize (object);
}

static void
kindred_preferences_class_init (KindredPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_preferences_dispose;
  G_OBJECT_CLASS (klass)->finalize = kindred_preferences_finalize;

  g_type_ensure (KINDRED_TYPE_FOLDERS_GROUP);
  g_type_ensure (KINDRED_TYPE_MODELS_GROUP);
  g_type_ensure (KINDRED_TYPE_REMOVED_GROUP);
  g_type_ensure (KINDRED_TYPE_STRICTNESS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, folders);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, removed);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, analyzers_adjustment);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, scan_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, battery_switch);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, awake_switch);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, background_switch);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, detectors);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, encoders);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, strictness);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, path_row);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, back_up_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, back_up_spinner);
  gtk_widget_class_bind_template_child (widget_class, KindredPreferences, restore_button);
  gtk_widget_class_bind_template_callback (widget_class, scan_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, kindred_preferences_add_model);
  gtk_widget_class_bind_template_callback (widget_class, back_up_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
  gtk_widget_class_install_action (widget_class, "preferences.back-up", NULL, back_up_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, key_pressed_cb, "s", "win.undo");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, key_pressed_cb, "s",
                                "win.redo");
}

static void
kindred_preferences_init (KindredPreferences *self)
{
  self->worker = kindred_worker_new ("kindred-install");
  self->cancellable = g_cancellable_new ();
  self->settings = kindred_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_settings (KindredPreferences *self)
{
  kindred_models_group_bind (self->detectors, self->settings);
  kindred_models_group_bind (self->encoders, self->settings);
  if (self->settings == NULL)
    return;

  g_settings_bind (self->settings, "analyzers", self->analyzers_adjustment, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "pause-on-battery", self->battery_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "keep-awake", self->awake_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "scan-in-background", self->background_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed::detector", G_CALLBACK (kindred_preferences_model_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::encoder", G_CALLBACK (kindred_preferences_model_chosen), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
kindred_preferences_new (KindredSession *session)
{
  KindredPreferences *self;
  g_autofree char *path = NULL;
  gboolean writable;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);

  self = g_object_new (KINDRED_TYPE_PREFERENCES, NULL);
  self->session = g_object_ref (session);
  writable = !kindred_session_get_read_only (session);
  path = kindred_paths_display (kindred_library_get_path (kindred_session_get_library (session)));
  adw_action_row_set_subtitle (self->path_row, path);
  kindred_folders_group_set_session (self->folders, session);
  kindred_removed_group_set_session (self->removed, session);
  kindred_strictness_group_set_session (self->strictness, session);
  gtk_widget_set_sensitive (self->scan_button, writable);
  gtk_widget_set_sensitive (self->restore_button, writable);
  bind_settings (self);

  return GTK_WIDGET (self);
}
