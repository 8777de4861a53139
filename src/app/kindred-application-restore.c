/* kindred-application-restore.c - a copy of the library takes its place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-application-private.h"

#include "base/kindred-paths.h"

#include <glib/gi18n-lib.h>

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = kindred_library_restore_finish (result, &error);
  g_autofree char *shown = kept != NULL ? kindred_paths_display (kept) : NULL;
  g_autofree char *text = NULL;
  KindredWindow *window = kindred_application_get_window (self);

  self->opening = FALSE;
  if (shown != NULL && *shown != '\0')
    /* Translators: %s is a file name */
    text = g_strdup_printf (_ ("Restored. The library that was here is now %s."), shown);
  if (window != NULL)
    {
      kindred_window_tell (window, error != NULL ? error->message : text != NULL ? text : _ ("Restored."));
      kindred_application_open_library (self);
    }
  g_application_release (G_APPLICATION (self));
}

void
kindred_application_restore (KindredApplication *self, const char *backup)
{
  KindredWindow *window = kindred_application_get_window (self);

  if (self->opening || window == NULL)
    return;

  /* Nobody opens it meanwhile. */
  self->opening = TRUE;
  g_application_hold (G_APPLICATION (self));
  kindred_window_set_session (window, NULL);
  kindred_application_close_library (self);
  kindred_library_restore_async (self->path, backup, restored_cb, g_object_ref (self));
}
