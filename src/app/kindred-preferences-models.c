/* kindred-preferences-models.c - adds model files, and what follows from another choice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-preferences-private.h"

#include "base/kindred-models.h"

#include <glib/gi18n-lib.h>

static void
install_in_worker (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  g_autofree char *dir = g_build_filename (g_get_user_data_dir (), "kindred", "models", NULL);
  g_autoptr (GError) error = NULL;
  const KindredModelFile *file = kindred_models_install (task_data, dir, &error);

  if (file != NULL)
    g_task_return_pointer (task, (gpointer) file, NULL);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
installed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredPreferences *self = user_data;
  g_autoptr (GError) error = NULL;
  const KindredModelFile *file = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;

  /* Disposing cancels: there may be no window any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (file != NULL)
    text = g_strdup_printf (_ ("Added %s"), file->name);
  kindred_preferences_tell (self, file != NULL ? text : error->message);
  kindred_models_group_refresh (self->detectors);
  kindred_models_group_refresh (self->encoders);
}

static void
install_model (KindredPreferences *self, const char *path)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, installed_cb, self);

  g_task_set_source_tag (task, install_model);
  g_task_set_task_data (task, g_strdup (path), g_free);
  kindred_worker_push (self->worker, task, install_in_worker, G_PRIORITY_DEFAULT);
}

void
kindred_preferences_add_model (KindredPreferences *self)
{
  kindred_preferences_choose_file (self, _ ("Add a Model File"), _ ("_Add"), NULL, install_model);
}

static void
forgotten_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredSession) session = user_data;
  g_autoptr (GError) error = NULL;

  if (kindred_library_forget_analyses_finish (KINDRED_LIBRARY (object), result, &error))
    kindred_session_scan (session, NULL);
  else
    kindred_session_report (session, error);
}

static void
again_responded_cb (KindredPreferences *self, const char *response)
{
  if (g_str_equal (response, "again"))
    kindred_library_forget_analyses_async (kindred_session_get_library (self->session), NULL, NULL, forgotten_cb,
                                           g_object_ref (self->session));
}

void
kindred_preferences_model_chosen (KindredPreferences *self)
{
  GtkWidget *dialog
      = adw_message_dialog_new (GTK_WINDOW (self), _ ("Analyze All Photos Again?"),
                                _ ("New photos are analyzed as you have chosen now. Faces that were found before stay "
                                   "as they are, and are not compared with faces that another model has described. "
                                   "Analyzing all again takes as long as the first time, and goes on beside your work. "
                                   "Names and decisions are kept."));

  if (kindred_session_get_read_only (self->session) || kindred_session_get_empty (self->session))
    {
      gtk_window_destroy (GTK_WINDOW (dialog));
      return;
    }

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "new", _ ("_Only New Photos"), "again",
                                    _ ("_Analyze Again"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "new");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "new");
  g_signal_connect_object (dialog, "response", G_CALLBACK (again_responded_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
