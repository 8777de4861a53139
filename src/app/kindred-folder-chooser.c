/* kindred-folder-chooser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-folder-chooser.h"

#include <glib/gi18n-lib.h>

static void
responded_cb (GtkNativeDialog *chooser, int response, KindredSession *session)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));

      if (g_list_model_get_n_items (files) > 0)
        kindred_session_scan (session, files);
    }

  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

void
kindred_folder_chooser_run (GtkWindow *parent, KindredSession *session)
{
  GtkFileChooserNative *chooser;
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (KINDRED_IS_SESSION (session));

  chooser = gtk_file_chooser_native_new (_ ("Add Photo Folders"), parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                         _ ("_Add"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  if (pictures != NULL)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (pictures);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
    }

  g_signal_connect_data (chooser, "response", G_CALLBACK (responded_cb), g_object_ref (session),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
