/* kindred-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-application-private.h"

#include "base/kindred-paths.h"
#include "kindred-resources.h"
#include "kindred-settings.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KindredApplication, kindred_application, ADW_TYPE_APPLICATION)

KindredWindow *
kindred_application_get_window (KindredApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (KINDRED_IS_WINDOW (link->data))
        return link->data;
    }

  return NULL;
}

/* ---- actions ---- */

static void
about_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KindredApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  adw_show_about_window (window, "application-name", "Kindred", "application-icon", KINDRED_APP_ID, "version",
                         KINDRED_VERSION, "comments", _ ("Finds the people in your photos, on your computer alone."),
                         "developer-name", _ ("The Kindred authors"), "license-type", GTK_LICENSE_GPL_3_0,
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
quit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KindredApplication *self = user_data;
  KindredWindow *window = kindred_application_get_window (self);

  /* Who quits does not want anything to go on. */
  self->quitting = TRUE;
  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  else
    g_application_quit (G_APPLICATION (self));
}

static void
stop_scan_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kindred_application_stop_scan (user_data);
}

static void
restore_library_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kindred_application_restore (user_data, g_variant_get_bytestring (parameter));
}

static void
open_library_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kindred_application_open_library (user_data);
}

static void
find_people_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KindredApplication *self = user_data;

  self->ask_folder = TRUE;
  g_application_activate (G_APPLICATION (self));
}

static void
add_actions (KindredApplication *self)
{
  static const GActionEntry entries[] = {
    { "about", about_activated_cb },
    { "quit", quit_activated_cb },
    { "stop-scan", stop_scan_activated_cb },
    { "restore-library", restore_library_activated_cb, "ay" },
    { "open-library", open_library_activated_cb },
    { "find-people", find_people_activated_cb },
  };
  static const char *const quit_accels[] = { "<Control>q", NULL };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", quit_accels);
}

/* ---- GApplication ---- */

/* Another library is another application to the session bus. */
static void
set_library (KindredApplication *self, const char *path)
{
  g_autofree char *checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  g_autofree char *id = g_strdup_printf (KINDRED_APP_ID ".Library%.16s", checksum);

  g_free (self->path);
  self->path = g_strdup (path);
  g_application_set_application_id (G_APPLICATION (self), id);
}

static int
kindred_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  KindredApplication *self = KINDRED_APPLICATION (application);
  const char *path;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Kindred %s\n", KINDRED_VERSION);
      return 0;
    }

  if (g_variant_dict_lookup (options, "library", "^&ay", &path))
    {
      g_autofree char *absolute = g_canonicalize_filename (path, NULL);

      if (g_strcmp0 (absolute, self->path) != 0)
        set_library (self, absolute);
    }

  if (g_variant_dict_contains (options, "find-people"))
    {
      g_autoptr (GError) error = NULL;

      if (!g_application_register (application, NULL, &error))
        {
          g_printerr ("kindred: %s\n", error->message);
          return 3;
        }
      g_action_group_activate_action (G_ACTION_GROUP (application), "find-people", NULL);
      return g_application_get_is_remote (application) ? 0 : -1;
    }

  return -1;
}

static gboolean
kindred_application_dbus_register (GApplication *application, GDBusConnection *connection, const char *object_path,
                                   GError **error)
{
  KindredApplication *self = KINDRED_APPLICATION (application);
  GApplicationClass *parent_class = G_APPLICATION_CLASS (kindred_application_parent_class);

  return parent_class->dbus_register (application, connection, object_path, error)
         && kindred_search_provider_export (self->search_provider, connection, error);
}

static void
kindred_application_dbus_unregister (GApplication *application, GDBusConnection *connection, const char *object_path)
{
  KindredApplication *self = KINDRED_APPLICATION (application);

  kindred_search_provider_unexport (self->search_provider);
  G_APPLICATION_CLASS (kindred_application_parent_class)->dbus_unregister (application, connection, object_path);
}

static void
kindred_application_startup (GApplication *application)
{
  KindredApplication *self = KINDRED_APPLICATION (application);

  /* A window is about to follow: its people are read while GTK gets ready, which takes longer. */
  self->settings = kindred_settings_new ();
  if ((g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) == 0)
    kindred_application_open_library (self);

  /* The desktop finds the icon of the window by this; --help, which comes before, says what was typed. */
  g_set_prgname (KINDRED_APP_ID);
  G_APPLICATION_CLASS (kindred_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (KINDRED_APP_ID);
  add_actions (self);
}

static void
kindred_application_activate (GApplication *application)
{
  KindredApplication *self = KINDRED_APPLICATION (application);
  KindredWindow *window = kindred_application_get_window (self);

  if (window == NULL)
    {
      g_application_set_inactivity_timeout (application, 0);
      window = KINDRED_WINDOW (kindred_window_new (GTK_APPLICATION (self)));
      kindred_window_set_session (window, self->session);
      kindred_application_leave_background (self);
    }
  gtk_window_present (GTK_WINDOW (window));
  kindred_application_open_library (self);
  kindred_application_do_waiting (self);
}

static void
kindred_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  KindredApplication *self = KINDRED_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (self->waiting, files[i]);
  kindred_application_activate (application);
}

static void
kindred_application_shutdown (GApplication *application)
{
  KindredApplication *self = KINDRED_APPLICATION (application);
  KindredWindow *window = kindred_application_get_window (self);

  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  kindred_application_close_library (self);

  G_APPLICATION_CLASS (kindred_application_parent_class)->shutdown (application);
}

static void
kindred_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  KindredApplication *self = KINDRED_APPLICATION (application);

  GTK_APPLICATION_CLASS (kindred_application_parent_class)->window_removed (application, window);

  if (KINDRED_IS_WINDOW (window) && !kindred_application_enter_background (self))
    kindred_application_close_library (self);
}

static void
kindred_application_finalize (GObject *object)
{
  KindredApplication *self = KINDRED_APPLICATION (object);

  g_free (self->path);
  g_object_unref (self->waiting);
  g_ptr_array_unref (self->loading);
  g_object_unref (self->search_provider);
  g_clear_object (&self->power);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (kindred_application_parent_class)->finalize (object);
}

static void
kindred_application_class_init (KindredApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kindred_application_finalize;
  application_class->dbus_register = kindred_application_dbus_register;
  application_class->dbus_unregister = kindred_application_dbus_unregister;
  application_class->handle_local_options = kindred_application_handle_local_options;
  application_class->startup = kindred_application_startup;
  application_class->activate = kindred_application_activate;
  application_class->open = kindred_application_open;
  application_class->shutdown = kindred_application_shutdown;
  GTK_APPLICATION_CLASS (klass)->window_removed = kindred_application_window_removed;
}

static void
kindred_application_init (KindredApplication *self)
{
  static const GOptionEntry options[] = {
    { "library", 'l', 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Keep people and faces in FILE"), N_ ("FILE") },
    { "find-people", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Ask for a folder, and find the people in it"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL },
  };

  self->path = kindred_paths_get_default_library ();
  self->waiting = g_list_store_new (G_TYPE_FILE);
  self->loading = g_ptr_array_new_with_free_func (g_object_unref);
  self->search_provider = kindred_search_provider_new (self);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FOLDER…]"));
  g_application_set_option_context_summary (G_APPLICATION (self), _ ("Finds the people in your photos."));
}

KindredApplication *
kindred_application_new (void)
{
  kindred_application_register_resources ();

  return g_object_new (KINDRED_TYPE_APPLICATION, "application-id", KINDRED_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/kindred_photos/Kindred", NULL);
}

void
kindred_application_register_resources (void)
{
  g_resources_register (kindred_get_resource ());
}
