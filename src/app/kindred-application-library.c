/* kindred-application-library.c - when the library is open, with and without a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-application-private.h"

#include "base/kindred-error.h"

#include <glib/gi18n-lib.h>

/* The overview asks again with each key, and for pictures of what was found. */
#define LINGER_MS (60 * 1000)

/* ---- those who wait for it ---- */

/* @error: (nullable): why there is no session */
static void
return_loading (KindredApplication *self, const GError *error)
{
  g_autoptr (GPtrArray) tasks = self->loading;

  self->loading = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    {
      if (error != NULL)
        g_task_return_error (tasks->pdata[i], g_error_copy (error));
      else
        g_task_return_pointer (tasks->pdata[i], g_object_ref (self->session), g_object_unref);
    }
}

static void
session_loaded_cb (KindredApplication *self)
{
  if (self->session != NULL && kindred_session_get_loaded (self->session))
    return_loading (self, NULL);
}

static void
session_failed_cb (KindredApplication *self, const GError *error)
{
  if (self->session != NULL && !kindred_session_get_loaded (self->session))
    return_loading (self, error);
}

/* ---- opening and closing ---- */

void
kindred_application_do_waiting (KindredApplication *self)
{
  KindredWindow *window = kindred_application_get_window (self);

  if (self->session == NULL)
    return;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->waiting)) > 0)
    {
      kindred_session_scan (self->session, G_LIST_MODEL (self->waiting));
      if (window != NULL)
        kindred_window_tell_of_documents (window, G_LIST_MODEL (self->waiting));
      g_list_store_remove_all (self->waiting);
    }
  if (self->ask_folder && window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.add-folder", NULL);
  self->ask_folder = FALSE;
}

static void
take_library (KindredApplication *self, KindredLibrary *library)
{
  KindredWindow *window = kindred_application_get_window (self);

  self->session = kindred_session_new (library);
  kindred_application_watch_scans (self);
  if (window != NULL)
    kindred_window_set_session (window, self->session);

  /* After the window, which shows the people first. */
  g_signal_connect_object (self->session, "notify::loaded", G_CALLBACK (session_loaded_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (session_failed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  kindred_application_do_waiting (self);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredLibrary) library = kindred_library_open_finish (result, &error);
  KindredWindow *window = kindred_application_get_window (self);

  self->opening = FALSE;

  if (library == NULL)
    {
      if (window != NULL)
        kindred_window_set_failure (window, self->path, error);
      return_loading (self, error);
    }
  else if (window == NULL && self->loading->len == 0) /* closed meanwhile */
    kindred_library_close (library);
  else
    take_library (self, library);

  g_application_release (G_APPLICATION (self));
}

/* Strings in it live as long as @detector and @encoder. */
static KindredAnalyzerOptions
get_analyzers (KindredApplication *self, char **detector, char **encoder)
{
  KindredAnalyzerOptions options = { 0 };

  if (self->settings == NULL)
    return options;

  *detector = g_settings_get_string (self->settings, "detector");
  *encoder = g_settings_get_string (self->settings, "encoder");
  options.n_analyzers = g_settings_get_uint (self->settings, "analyzers");
  options.detector = **detector != '\0' ? *detector : NULL;
  options.encoder = **encoder != '\0' ? *encoder : NULL;

  return options;
}

void
kindred_application_update_analyzers (KindredApplication *self)
{
  g_autofree char *detector = NULL;
  g_autofree char *encoder = NULL;
  const KindredAnalyzerOptions options = get_analyzers (self, &detector, &encoder);

  if (self->session != NULL)
    kindred_library_set_analyzers (kindred_session_get_library (self->session), &options);
}

void
kindred_application_open_library (KindredApplication *self)
{
  g_autofree char *detector = NULL;
  g_autofree char *encoder = NULL;
  KindredAnalyzerOptions options;

  if (self->opening || self->session != NULL)
    return;

  options = get_analyzers (self, &detector, &encoder);
  self->opening = TRUE;
  g_application_hold (G_APPLICATION (self));
  kindred_library_open_ahead_async (self->path, &options, NULL, opened_cb, g_object_ref (self));
}

void
kindred_application_close_library (KindredApplication *self)
{
  g_autoptr (KindredSession) session = g_steal_pointer (&self->session);

  if (session != NULL)
    kindred_library_close (kindred_session_get_library (session));
}

/* ---- without a window ---- */

static void
library_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);

  if (info != NULL)
    kindred_application_open_library (self);
  else if (!self->opening && self->session == NULL)
    return_loading (self, error);
}

void
kindred_application_load_session_async (KindredApplication *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GFile) file = NULL;

  g_return_if_fail (KINDRED_IS_APPLICATION (self));

  g_task_set_source_tag (task, kindred_application_load_session_async);
  if (kindred_application_get_window (self) == NULL)
    g_application_set_inactivity_timeout (G_APPLICATION (self), LINGER_MS);

  if (self->session != NULL && kindred_session_get_loaded (self->session))
    {
      g_task_return_pointer (task, g_object_ref (self->session), g_object_unref);
      return;
    }

  g_ptr_array_add (self->loading, g_object_ref (task));
  if (self->opening || self->session != NULL)
    return;

  file = g_file_new_for_path (self->path);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL,
                           library_found_cb, g_object_ref (self));
}

KindredSession *
kindred_application_load_session_finish (KindredApplication *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KINDRED_IS_APPLICATION (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_application_load_session_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what the overview opens ---- */

static void
show_person_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredApplication *self = KINDRED_APPLICATION (object);
  g_autofree gint64 *person = user_data;
  g_autoptr (KindredSession) session = kindred_application_load_session_finish (self, result, NULL);
  KindredWindow *window = kindred_application_get_window (self);

  if (session != NULL && window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-person", "x", *person);
}

static void
present_at (KindredApplication *self, guint32 timestamp)
{
  g_application_activate (G_APPLICATION (self));
  gtk_window_present_with_time (GTK_WINDOW (kindred_application_get_window (self)), timestamp);
}

void
kindred_application_show_person (KindredApplication *self, gint64 person, guint32 timestamp)
{
  g_return_if_fail (KINDRED_IS_APPLICATION (self));

  present_at (self, timestamp);
  kindred_application_load_session_async (self, show_person_cb, g_memdup2 (&person, sizeof person));
}

static void
search_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredApplication *self = KINDRED_APPLICATION (object);
  g_autofree char *text = user_data;
  g_autoptr (KindredSession) session = kindred_application_load_session_finish (self, result, NULL);
  KindredWindow *window = kindred_application_get_window (self);

  if (session != NULL && window != NULL)
    kindred_window_search (window, text);
}

void
kindred_application_search (KindredApplication *self, const char *text, guint32 timestamp)
{
  g_return_if_fail (KINDRED_IS_APPLICATION (self));
  g_return_if_fail (text != NULL);

  present_at (self, timestamp);
  kindred_application_load_session_async (self, search_cb, g_strdup (text));
}
